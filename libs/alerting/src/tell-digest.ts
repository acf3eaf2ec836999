import { type Alert } from '@trailbell/detections';
import { alertKeyOf } from './alert-store.ts';
import { digestOf } from './digest.ts';
import { type DigestNotifier } from './notifier.ts';
import { type Lease, type Teller, type Telling, claiming, failed, marking, releasing } from './telling.ts';

interface Line {
  readonly alert: Alert;
  readonly lease: Lease;
}

/**
 * Tells decided alerts together, in one digest of those that are ours to tell, and answers for each alert, in the order given,
 * how that ended. An alert given twice is told once. Never rejects: when the digest cannot be posted, each of its alerts is `failed`.
 */
export async function tellDigest(
  alerts: readonly Alert[],
  notifier: DigestNotifier,
  teller: Teller,
): Promise<readonly Telling[]> {
  const until = teller.now() + teller.leaseMs;
  const lines = new Map(
    alerts.map((alert) => {
      const lease = { key: { ...alertKeyOf(alert), app: teller.app, notifier: notifier.id }, until };
      return [nameOf(alert), { alert, lease }];
    }),
  );

  const tellings = new Map<string, Telling>();
  const ours = new Map<string, Line>();
  await each(lines, async (name, line) => {
    const refusal = await claiming(line.lease, teller.store);
    if (refusal) {
      tellings.set(name, refusal);
    } else {
      ours.set(name, line);
    }
  });

  if (ours.size > 0) {
    await post(ours);
  }
  return alerts.map((alert) => tellings.get(nameOf(alert)) ?? failed(new Error('no telling was recorded')));

  async function post(claimed: ReadonlyMap<string, Line>): Promise<void> {
    try {
      const receipt = await notifier.tellDigest(digestOf([...claimed.values()].map(({ alert }) => alert)));
      await each(claimed, async (name, { lease }) => {
        tellings.set(name, await marking(lease, receipt, teller.store));
      });
    } catch (error) {
      await each(claimed, async (name, { lease }) => {
        tellings.set(name, failed(await releasing(lease, error, teller.store)));
      });
    }
  }
}

async function each<T>(entries: ReadonlyMap<string, T>, act: (name: string, entry: T) => Promise<void>): Promise<void> {
  await Promise.all(Array.from(entries, ([name, entry]) => act(name, entry)));
}

function nameOf(alert: Alert): string {
  return JSON.stringify(alertKeyOf(alert));
}
