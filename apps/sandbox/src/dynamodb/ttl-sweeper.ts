import { type Activity } from '../clock/activity.ts';
import { type Clock } from '../clock/sandbox-clock.ts';
import { type Table } from './tables.ts';

/** DynamoDB removes what has ended within days; the sandbox within this time of its clock. */
const SWEEP_EVERY_MS = 60 * 60 * 1000;

/** Removes from the tables what has ended, hour by hour of the sandbox's clock. */
export function sweepEndedItems(
  tables: readonly Table[],
  { clock, activity, onError }: { clock: Clock; activity: Activity; onError: (error: unknown) => void },
): void {
  const ending = tables.filter(({ definition }) => definition.ttlAttribute !== undefined);
  let sweeping = false;

  const sweep = async (): Promise<void> => {
    sweeping = true;
    for (const table of ending) {
      await table.removeEnded(() => clock.now());
    }
    sweeping = false;
  };

  const plan = (): void => {
    clock.schedule(SWEEP_EVERY_MS, { what: 'removal of ended items', kind: 'background' }, () => {
      plan();
      // While the clock leaps over hours, one sweep does for all of them: it looks at the time as it goes.
      if (!sweeping) {
        activity.during(sweep).catch(onError);
      }
    });
  };
  plan();
}
