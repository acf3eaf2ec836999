import awsCron from 'aws-cron-parser';

/** The first time (epoch milliseconds) after `from` at which a schedule is due; `undefined` when there is none any more. */
export type NextDue = (from: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const RATE = /^rate\((?<count>[1-9]\d*) (?<unit>minute|hour|day)s?\)$/;
const CRON = /^cron\((?<fields>\S+(?: \S+){5})\)$/;

/** When an expression of EventBridge is due, in UTC. A rate counts from `start`. */
export function nextDueOf(expression: string, start: number): NextDue {
  const { count, unit } = RATE.exec(expression)?.groups ?? {};
  const everyMs = Number(count) * (UNIT_MS[unit ?? ''] ?? NaN);
  if (everyMs > 0) {
    return (from) => start + (Math.floor((from - start) / everyMs) + 1) * everyMs;
  }

  const { fields } = CRON.exec(expression)?.groups ?? {};
  if (fields === undefined) {
    throw new Error(
      `the sandbox does not know the schedule ${expression}. Valid: rate(…) in minutes, hours or days, or cron(…)`,
    );
  }
  const cron = awsCron.parse(fields);
  return (from) => awsCron.next(cron, new Date(from))?.getTime();
}
