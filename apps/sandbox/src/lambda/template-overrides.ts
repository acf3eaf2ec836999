import { EnvironmentVariable } from '@trailbell/alerting';

export interface Overrides {
  readonly environment: Readonly<Record<string, string>>;
  readonly slackApiUrl: string;
  readonly queueUrl: (place: { readonly region: string; readonly account: string; readonly name: string }) => string;
}

/** A queue's address in the cloud. The SDK would take its host for the endpoint, whatever endpoint it was given. */
const CLOUD_QUEUE_URL =
  /https:\/\/sqs\.(?<region>[\w-]+)\.amazonaws\.com(?:\.cn)?\/(?<account>\d{12})\/(?<name>[\w-]+)/g;

/**
 * The only variables of a function that differ from its template: Slack's address, which no template can know, and the
 * addresses of queues, which lead to the loopback.
 */
export function overriddenEnvironment({ environment, slackApiUrl, queueUrl }: Overrides): Record<string, string> {
  const withLoopbackQueues = Object.entries(environment).map(([name, value]): [string, string] => [
    name,
    value.replace(CLOUD_QUEUE_URL, (_, region: string, account: string, queue: string) =>
      queueUrl({ region, account, name: queue }),
    ),
  ]);
  return { ...Object.fromEntries(withLoopbackQueues), [EnvironmentVariable.SLACK_API_URL]: slackApiUrl };
}
