import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';

type Properties = Readonly<Record<string, unknown>>;
export interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
}
export type Resources = Readonly<Record<string, Resource>>;

export function resource(type: string, properties: Properties = {}): Resource {
  return { Type: `AWS::${type}`, Properties: properties };
}

export function arn(logicalId: string): object {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

/** A function that does as its event says: see fixture-lambda.mjs. */
export function fixtureFunction(properties: Properties = {}): Resource {
  return resource('Lambda::Function', {
    FunctionName: 'fixture',
    Code: { S3Key: 'fixture.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 20,
    ...properties,
  });
}

export function ruleTo(target: Properties, properties: Properties = {}): Resource {
  return resource('Events::Rule', {
    Name: 'fixture-rule',
    EventPattern: { source: ['fixture'] },
    Targets: [{ Id: 'target', ...target }],
    ...properties,
  });
}

/** An assembly of one stack with these resources, in a folder of its own. */
export function smallAssembly(resources: Resources, template: Readonly<Record<string, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-sandbox-'));
  const write = (name: string, content: object): void => {
    writeFileSync(join(folder, name), JSON.stringify(content));
  };
  mkdirSync(join(folder, 'asset.fixture'));
  copyFileSync(join(import.meta.dirname, 'fixture-lambda.mjs'), join(folder, 'asset.fixture/index.mjs'));
  write('small.template.json', { Resources: resources, ...template });
  write('small.assets.json', {
    files: { fixture: { source: { path: 'asset.fixture' }, destinations: { here: { objectKey: 'fixture.zip' } } } },
  });
  write('manifest.json', {
    artifacts: {
      'small.assets': { type: 'cdk:asset-manifest', properties: { file: 'small.assets.json' } },
      small: {
        type: 'aws:cloudformation:stack',
        environment: `aws://${ACCOUNT}/${REGION}`,
        dependencies: ['small.assets'],
        properties: { templateFile: 'small.template.json' },
      },
    },
  });
  return folder;
}
