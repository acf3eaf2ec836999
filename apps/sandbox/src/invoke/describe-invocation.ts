import { type InvocationResult } from '../lambda/function-definition.ts';
import { type Sandbox } from '../sandbox.ts';

/** What one invocation answered, and what it did: told, mailed, stored, sent on, logged. */
export function describeInvocation(result: InvocationResult, sandbox: Sandbox, items: number): string {
  const { slack, journal, cloud } = sandbox;
  const waiting = cloud.queues.all.filter(({ counts }) => counts.visible + counts.inFlight + counts.delayed > 0);
  const [fn] = [...cloud.functions.values()].filter(({ stats }) => stats.invocations > 0);
  return [
    answerOf(result),
    ...slack.messages().map(({ channel, text }) => `Slack ${channel}: ${text}`),
    ...journal.mails.map(({ topic, to, subject }) => `e-mail by ${topic} to ${to}: ${subject}`),
    ...waiting.map(({ definition }) => `a message waits in the queue ${definition.name}`),
    `${items} ${items === 1 ? 'item' : 'items'} in the alerts table`,
    ...(fn?.log.lines.map((line) => `log: ${line}`) ?? []),
  ].join('\n');
}

function answerOf(result: InvocationResult): string {
  const took = `${result.durationMs.toFixed(0)} ms`;
  return result.kind === 'succeeded'
    ? `succeeded in ${took}, and answered ${result.payload}`
    : `failed after ${took}: ${result.error.errorType}: ${result.error.errorMessage}`;
}
