import { type Clock } from '../clock/sandbox-clock.ts';
import { type NextDue, nextDueOf } from './schedule-expression.ts';

export interface ScheduleDefinition {
  readonly arn: string;
  readonly name: string;
  /** `rate(…)` or `cron(…)`, in UTC. */
  readonly expression: string;
  readonly targetArn: string;
  /** As the template has it: `<aws.scheduler.scheduled-time>` and its like are filled in. */
  readonly input: string;
  readonly deadLetterArn: string | undefined;
}

export interface SchedulesContext {
  readonly clock: Clock;
  readonly send: (queueArn: string, body: string) => void;
  /**
   * What waits for a schedule now, as text that changes when that does; `undefined` when nothing does. The sandbox is not drained
   * before the next due time of a schedule that is waited for.
   */
  readonly awaited: () => string | undefined;
}

/** Runs schedules on the sandbox's clock. */
export function startSchedules(definitions: readonly ScheduleDefinition[], context: SchedulesContext): void {
  for (const definition of definitions) {
    plan(definition, nextDueOf(definition.expression, context.clock.now()), context);
  }
}

function plan(definition: ScheduleDefinition, nextDue: NextDue, context: SchedulesContext): void {
  const { clock, awaited } = context;
  let seenLast: string | undefined;

  const planAfter = (from: number): void => {
    const due = nextDue(from);
    if (due === undefined) {
      return;
    }
    // What a due time did not help is not waited for again: an alert that nothing tells would keep the clock leaping for ever.
    const kind = () => (awaited() !== undefined && awaited() !== seenLast ? 'work' : 'background');
    clock.schedule(due - clock.now(), { what: `schedule ${definition.name}`, kind }, () => {
      seenLast = awaited();
      context.send(definition.targetArn, filledIn(definition, due));
      planAfter(due);
    });
  };
  planAfter(clock.now());
}

/** Scheduler fills these in wherever they stand. */
function filledIn({ arn, input }: ScheduleDefinition, due: number): string {
  return input
    .replaceAll('<aws.scheduler.scheduled-time>', new Date(due).toISOString().replace('.000Z', 'Z'))
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.execution-id>', `sandbox-${due}`)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}
