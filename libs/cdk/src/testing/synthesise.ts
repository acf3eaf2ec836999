import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';

export { Match };

/** Under the flags of `cdk.json` ARNs are plain text. Infra's `synth` holds templates to the rules of CloudFormation. */
export function app(): App {
  return new App({
    builtinCloudFormationValidation: false,
    context: { '@aws-cdk/core:enablePartitionLiterals': true },
  });
}

const env = { account: '111122223333', region: 'eu-central-1' };

/** The template of a stack in which `build` put something. */
export function synthesise(build: (stack: Stack, alarmTopic: Topic) => void): Template {
  const stack = new Stack(app(), 'Stack', { env });
  build(stack, new Topic(stack, 'Alarms'));
  return Template.fromStack(stack);
}

/** The properties of the one resource of this type, or of the one whose name fits. */
export function propertiesOf(template: Template, type: string, fits: (properties: Properties) => boolean = () => true) {
  const found = Object.values(template.findResources(type)).map((resource) => resource.Properties as Properties);
  const [one, ...others] = found.filter(fits);
  if (!one || others.length > 0) {
    throw new Error(`not one resource of type ${type} fits, of ${String(found.length)}`);
  }
  return one;
}

type Properties = Record<string, unknown>;
