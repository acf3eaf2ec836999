import { type Alert } from '@trailbell/detections';
import { type AlertStore, alertKeyOf } from './alert-store.ts';
import { digestOf } from './digest.ts';
import { type DigestNotifier } from './notifier.ts';
import { type Lease, type Teller, type Telling, claiming, failed, marking, releasing } from './telling.ts';

interface Line {
  readonly name: string;
  readonly alert: Alert;
  readonly lease: Lease;
}

type NamedTelling = readonly [name: string, Telling];

/**
 * Tells decided alerts together, in one digest of those that are ours to tell, and answers for each alert, in the order given,
 * how that ended. An alert given twice is told once. Never rejects: when the digest cannot be posted, each of its alerts is
 * `failed`.
 */
export async function tellDigest(
  alerts: readonly Alert[],
  notifier: DigestNotifier,
  teller: Teller,
): Promise<readonly Telling[]> {
  const lines = linesOf(alerts, notifier, teller);
  const claims = await Promise.all(
    lines.map(async (line) => ({ line, refusal: await claiming(line.lease, teller.store) })),
  );

  const refused = claims.flatMap(({ line, refusal }): NamedTelling[] => (refusal ? [[line.name, refusal]] : []));
  const ours = claims.flatMap(({ line, refusal }) => (refusal ? [] : [line]));
  const tellings = new Map([...refused, ...(await tellTogether(ours, notifier, teller.store))]);
  return alerts.flatMap((alert) => tellings.get(nameOf(alert)) ?? []);
}

/** A line for each distinct alert. */
function linesOf(alerts: readonly Alert[], notifier: DigestNotifier, { app, now, leaseMs }: Teller): readonly Line[] {
  const until = now() + leaseMs;
  const distinct = new Map(alerts.map((alert) => [nameOf(alert), alert]));
  return Array.from(distinct, ([name, alert]) => {
    return { name, alert, lease: { key: { ...alertKeyOf(alert), app, notifier: notifier.id }, until } };
  });
}

async function tellTogether(
  lines: readonly Line[],
  notifier: DigestNotifier,
  store: AlertStore,
): Promise<readonly NamedTelling[]> {
  if (lines.length === 0) {
    return [];
  }
  try {
    const receipt = await notifier.tellDigest(digestOf(lines.map(({ alert }) => alert)));
    return await eachOf(lines, (lease) => marking(lease, receipt, store));
  } catch (error) {
    return eachOf(lines, async (lease) => failed(await releasing(lease, error, store)));
  }
}

function eachOf(lines: readonly Line[], end: (lease: Lease) => Promise<Telling>): Promise<readonly NamedTelling[]> {
  return Promise.all(lines.map(async ({ name, lease }): Promise<NamedTelling> => [name, await end(lease)]));
}

function nameOf(alert: Alert): string {
  return JSON.stringify(alertKeyOf(alert));
}
