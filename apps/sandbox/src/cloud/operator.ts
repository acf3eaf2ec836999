import { EnvironmentVariable, Routing } from '@trailbell/alerting';
import { arnOf, parseArn } from '../aws/arn.ts';
import { type FunctionDefinition } from '../lambda/function-definition.ts';
import { type Secrets } from '../secrets/secrets.ts';

/** Puts the Slack token into the secrets that functions name, as a person does once after the first deployment. */
export function putSlackToken(functions: readonly FunctionDefinition[], secrets: Secrets, token: string): void {
  putSecret(functions, secrets, { named: EnvironmentVariable.SLACK_TOKEN_SECRET, value: token });
}

/** The Slack channels that functions tell in: somebody made them and invited the app. */
export function slackChannelsOf(functions: readonly FunctionDefinition[]): readonly string[] {
  const names = functions.flatMap(({ environment }) => {
    const routing = environment[EnvironmentVariable.ROUTING];
    return routing === undefined ? [] : Object.values(Routing.parse(JSON.parse(routing)).channels);
  });
  return [...new Set(names)];
}

/** Puts address and signing secret of a webhook into the secret that functions name for it. */
export function putWebhookTarget(functions: readonly FunctionDefinition[], secrets: Secrets, target: object): void {
  putSecret(functions, secrets, { named: EnvironmentVariable.WEBHOOK_SECRET, value: JSON.stringify(target) });
}

interface NamedSecret {
  /** The variable that names it. */
  readonly named: string;
  readonly value: string;
}

function putSecret(functions: readonly FunctionDefinition[], secrets: Secrets, { named, value }: NamedSecret): void {
  for (const { arn, environment } of functions) {
    const name = environment[named];
    if (name !== undefined) {
      secrets.put(arnOf('secretsmanager', parseArn(arn), `secret:${name}-Sandbx`), name, value);
    }
  }
}
