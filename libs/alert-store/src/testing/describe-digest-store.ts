import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type DigestEntry, type DigestStore, LeaseLostError, NEW_WINDOW, alertKeyOf } from '@trailbell/alerting';
import { type MemoryStores } from '../memory-digest-store.ts';
import { alertOf } from './alert-of.ts';

const NOW = Date.parse('2026-10-13T07:02:30Z');
const LEASE_MS = 30_000;
const MANY = 1_000;

export interface StoresUnderTest {
  open(now: () => number): MemoryStores | Promise<MemoryStores>;
  close?(): Promise<void>;
}

/** What every digest store promises. Each test begins with an empty window. */
export function describeDigestStore(name: string, underTest: StoresUnderTest): void {
  describe(name, () => {
    let time = NOW;
    let stores: MemoryStores;
    let store: DigestStore;

    beforeAll(async () => {
      stores = await underTest.open(() => time);
      store = stores.digest;
    });
    afterAll(() => underTest.close?.());
    beforeEach(async () => {
      time += 24 * 60 * 60 * 1000;
      await store.settle(await store.untold(MANY), 'the test before');
    });

    const lesser = (eventKey: string): DigestEntry => ({ kind: 'lesser', alert: alertOf({ eventKey }) });
    const keysOf = (entries: readonly DigestEntry[]) =>
      entries.map(({ kind, alert }) => `${kind} ${alert.eventKey}`).sort();
    const decided = async (eventKey: string): Promise<DigestEntry> => {
      await stores.alerts.decide(alertOf({ eventKey }), 'digest');
      return lesser(eventKey);
    };

    test('what is added waits, once, however often it is added', async () => {
      await Promise.all([store.add([lesser('a'), lesser('b'), lesser('a')]), store.add([lesser('b')])]);

      expect(keysOf(await store.untold(MANY))).toEqual(['lesser a', 'lesser b']);
    });

    test('the kinds of one alert wait each for itself, with all that a digest shows', async () => {
      const suppression = { id: 'deploys', owner: 'platform', reason: 'The nightly deployment', until: '2027-01-01' };
      const alert = alertOf({ eventKey: 'kinds', errorCode: 'AccessDenied', summary: 'quotes " and \u2028' });
      const entries: DigestEntry[] = [
        { kind: 'lesser', alert },
        { kind: 'suppressed', alert, suppression },
        { kind: 'rang', alert },
      ];
      await store.add(entries);

      const untold = await store.untold(MANY);
      expect(keysOf(untold)).toEqual(['lesser kinds', 'rang kinds', 'suppressed kinds']);
      const { why, runbook, falsePositives, techniques, ...shown } = alert;
      expect([why, runbook, falsePositives, techniques]).not.toContain(undefined);
      expect(untold).toContainEqual({ kind: 'suppressed', alert: shown, suppression });
    });

    test('two hundred at once are all there, the same order every time', async () => {
      await store.add(Array.from({ length: 200 }, (_, index) => lesser(`many-${index}`)));

      const untold = await store.untold(MANY);
      expect(untold).toHaveLength(200);
      expect(await store.untold(MANY)).toEqual(untold);
      expect(await store.untold(50)).toHaveLength(50);
    });

    test('what was settled is told: it waits no more, and no copy that comes late makes it wait again', async () => {
      const entry = await decided('settled');
      await store.add([entry]);
      await store.settle([entry], 'C1/2');
      await store.add([entry]);

      expect(await store.untold(MANY)).toEqual([]);
      const key = { ...alertKeyOf(entry.alert), app: 'digest-lambda', notifier: 'digest' };
      expect(await stores.alerts.claim(key, time + LEASE_MS)).toBe('told');
    });

    test('settling twice is as once, and an alert that is not there has nothing to be marked in', async () => {
      const entries = [await decided('twice'), lesser('never decided')];
      await store.add(entries);
      await store.settle(entries, 'C1/2');
      await store.settle(entries, 'C1/3');

      expect(await store.untold(MANY)).toEqual([]);
    });

    test('an alert that was suppressed in a digest is not one that was told', async () => {
      const { alert } = await decided('suppressed-once');
      const suppression = { id: 'deploys', owner: 'platform', reason: 'The nightly deployment' };
      await store.add([{ kind: 'suppressed', alert, suppression }]);
      await store.settle(await store.untold(MANY), 'C1/2');
      await store.add([{ kind: 'lesser', alert }]);

      expect(keysOf(await store.untold(MANY))).toEqual(['lesser suppressed-once']);
    });

    test('the members of a digest are read as they were written, however many', async () => {
      const entries = Array.from({ length: 900 }, (_, index) => ({
        kind: 'lesser' as const,
        alert: { ...lesser(`member-${index}`).alert, summary: 'x'.repeat(900) },
      }));
      const parts = await store.writeMembers('2026-10-13T08:00:00.000Z', entries);

      const members = await store.readMembers({ id: '2026-10-13T08:00:00.000Z', parts });
      expect(keysOf(members)).toEqual(keysOf(entries));
    });

    test('one has the right to close, and no other until it is given back or has ended', async () => {
      const holds = await Promise.all(Array.from({ length: 20 }, (_, index) => store.hold(time + LEASE_MS + index)));
      expect(holds.filter((held) => held !== 'held')).toHaveLength(1);

      time += LEASE_MS + 20;
      const lease = time + LEASE_MS;
      expect(await store.hold(lease)).not.toBe('held');
      await store.release(lease);
      expect(await store.hold(lease + 1)).not.toBe('held');
      await store.release(lease + 1);
    });

    test('the window stays as it was saved, for whoever closes next', async () => {
      const lease = time + LEASE_MS;
      await store.hold(lease);
      const frozen = { id: '2026-10-13T08:00:00.000Z', closesAt: 2, parts: 1, receipt: 'C1/2', replies: 1 };
      await store.save({ closedAt: 1, dueAt: 2, frozen, previous: { id: 'before', parts: 3 } }, lease);
      await store.release(lease);

      expect(await store.hold(lease + 1)).toEqual({
        closedAt: 1,
        dueAt: 2,
        frozen,
        previous: { id: 'before', parts: 3 },
      });
      await store.save(NEW_WINDOW, lease + 1);
      await store.release(lease + 1);
    });

    test('who lost the right saves nothing and gives nothing back', async () => {
      const late = time + LEASE_MS;
      await store.hold(late);
      time = late;
      await store.hold(time + LEASE_MS);

      await expect(store.save({ closedAt: 9, dueAt: 9 }, late)).rejects.toThrow(LeaseLostError);
      await store.release(late);
      expect(await store.hold(time + 2 * LEASE_MS)).toBe('held');
    });
  });
}
