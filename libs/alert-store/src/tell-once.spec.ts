import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AlertStore, type Notifier, type Teller, NotToldError, tellAlert } from '@trailbell/alerting';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { memoryAlertStore } from './memory-alert-store.ts';
import { alertOf } from './testing/alert-of.ts';
import { type LocalTable, TABLE, startLocalTable } from './testing/local-table.ts';

const LEASE_MS = 30_000;

let table: LocalTable;
beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());

type Open = (now: () => number) => AlertStore;
const stores: [string, Open][] = [
  ['DynamoDB', (now) => dynamoAlertStore({ client: table.client, table: TABLE, now })],
  ['memory', (now) => memoryAlertStore({ now })],
];

/** A notifier that counts whom it told, and fails as often as it is told to. */
function counting(failures = 0) {
  const counts = { told: 0, tried: 0 };
  const notifier: Notifier = {
    id: 'slack',
    tell: () => {
      counts.tried += 1;
      if (counts.tried <= failures) {
        return Promise.reject(new NotToldError('Slack answered 503 Service Unavailable'));
      }
      counts.told += 1;
      return Promise.resolve(`receipt ${counts.told}`);
    },
  };
  return { notifier, counts };
}

test.each(stores)('in %s, of fifty invocations with one alert one tells it', async (name, open) => {
  const teller: Teller = { app: 'alert-lambda', store: open(() => 0), now: () => 0, leaseMs: LEASE_MS };
  const { notifier, counts } = counting();
  const stored = await teller.store.decide(alertOf({ eventKey: `race ${name}` }), 'page');

  const tellings = await Promise.all(Array.from({ length: 50 }, () => tellAlert(stored, notifier, teller)));

  expect(counts.told).toBe(1);
  expect(tellings.filter(({ kind }) => kind === 'told')).toHaveLength(1);
  expect(tellings.filter(({ kind }) => kind === 'failed')).toEqual([]);
  expect(await tellAlert(stored, notifier, teller)).toEqual({ kind: 'already-told' });
});

test.each(stores)('in %s, what failed is told at the next try, once', async (name, open) => {
  const teller: Teller = { app: 'alert-lambda', store: open(() => 0), now: () => 0, leaseMs: LEASE_MS };
  const { notifier, counts } = counting(2);
  const stored = await teller.store.decide(alertOf({ eventKey: `retry ${name}` }), 'page');

  const kinds: string[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    kinds.push((await tellAlert(stored, notifier, teller)).kind);
  }

  expect(kinds).toEqual(['failed', 'failed', 'told', 'already-told']);
  expect(counts.told).toBe(1);
});

test.each(stores)(
  'in %s, an invocation that died is followed by another when its lease has ended',
  async (name, open) => {
    let time = 0;
    const teller: Teller = { app: 'alert-lambda', store: open(() => time), now: () => time, leaseMs: LEASE_MS };
    const { notifier } = counting();
    const stored = await teller.store.decide(alertOf({ eventKey: `death ${name}` }), 'page');
    await new Promise<void>((died) => {
      const dying: Notifier = {
        id: 'slack',
        tell: () => {
          died();
          return new Promise(() => undefined);
        },
      };
      void tellAlert(stored, dying, teller);
    });

    const before = await tellAlert(stored, notifier, teller);
    time = LEASE_MS;
    const after = await tellAlert(stored, notifier, teller);

    expect([before.kind, after.kind]).toEqual(['held', 'told']);
  },
);
