import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AlertStore, type TellingKey, UndecidedAlertError, alertKeyOf } from '@trailbell/alerting';
import { alertOf } from './alert-of.ts';

const NOW = Date.parse('2026-10-13T07:02:30Z');
const LEASE_MS = 30_000;

export interface StoreUnderTest {
  open(now: () => number): AlertStore | Promise<AlertStore>;
  close?(): Promise<void>;
}

/** What every alert store promises. */
export function describeAlertStore(name: string, underTest: StoreUnderTest): void {
  describe(name, () => {
    let time = NOW;
    let store: AlertStore;
    let tests = 0;

    beforeAll(async () => {
      store = await underTest.open(() => time);
    });
    afterAll(() => underTest.close?.());
    beforeEach(() => {
      time = NOW;
      tests += 1;
    });

    /** An alert no other test has seen. */
    const newAlert = () => alertOf({ eventKey: `event-${tests}` });
    const telling = (notifier = 'slack', app = 'alert-lambda'): TellingKey => ({
      ...alertKeyOf(newAlert()),
      app,
      notifier,
    });

    describe('deciding', () => {
      test('an alert is decided once, and what was decided stays', async () => {
        const first = await store.decide(newAlert(), 'page');
        const second = await store.decide({ ...newAlert(), severity: 'low', summary: 'changed' }, 'digest');

        expect(first).toEqual({ alert: newAlert(), route: 'page', fresh: true });
        expect(second).toEqual({ alert: newAlert(), route: 'page', fresh: false });
      });

      test('detections decide the same event each for itself', async () => {
        await store.decide(newAlert(), 'page');
        const other = await store.decide({ ...newAlert(), detectionId: 'root-activity' }, 'alert');

        expect(other.fresh).toBe(true);
      });

      test('of fifty who decide at once, one is fresh and all agree', async () => {
        const decisions = await Promise.all(
          Array.from({ length: 50 }, (_, index) => store.decide({ ...newAlert(), summary: `by ${index}` }, 'page')),
        );

        expect(decisions.filter(({ fresh }) => fresh)).toHaveLength(1);
        expect(new Set(decisions.map(({ alert }) => alert.summary)).size).toBe(1);
      });

      test('an alert is found by its key, with every field it had', async () => {
        const alert = {
          ...newAlert(),
          errorCode: 'AccessDenied',
          unreadable: 'requestParameters: not as expected',
          summary: 'quotes " and \\ and \u2028, emoji \u{1F514}, and nothing: ',
        };
        await store.decide(alert, 'alert');

        expect(await store.find(alertKeyOf(alert))).toEqual({ alert, route: 'alert', fresh: false });
      });

      test('what nobody decided is not found', async () => {
        expect(await store.find({ eventKey: 'unheard-of', detectionId: 'cloudtrail-stopped' })).toBeUndefined();
      });

      test('an event key longer than a key of the table may be is told apart by all of it', async () => {
        const long = `${'x'.repeat(3_000)}${tests}`;
        await store.decide({ ...newAlert(), eventKey: long }, 'page');

        expect((await store.decide({ ...newAlert(), eventKey: `${long}!` }, 'page')).fresh).toBe(true);
        expect((await store.find({ eventKey: long, detectionId: 'cloudtrail-stopped' }))?.alert.eventKey).toBe(long);
      });
    });

    describe('claiming with the decision', () => {
      const claims = () => ({ app: 'alert-lambda', notifiers: ['slack', 'hub-bus'], until: time + LEASE_MS });
      const by = (notifier: string) => ({ ...alertKeyOf(newAlert()), app: 'alert-lambda', notifier });

      test('who stores the alert holds what it asked for, and nothing else', async () => {
        const decided = await store.decide(newAlert(), 'page', { claims: claims() });

        expect(decided).toEqual({ alert: newAlert(), route: 'page', claims: claims(), fresh: true });
        expect(await store.find(newAlert())).toEqual({ alert: newAlert(), route: 'page', fresh: false });
        expect(await store.claim(by('slack'), time + LEASE_MS)).toBe('held');
        expect(await store.claim(by('hub-bus'), time + LEASE_MS)).toBe('held');
        expect(await store.claim(by('email'), time + LEASE_MS)).toBe('claimed');
      });

      test('who finds it stored holds nothing', async () => {
        await store.decide(newAlert(), 'page');

        expect(await store.decide(newAlert(), 'page', { claims: claims() })).not.toHaveProperty('claims');
        expect(await store.claim(by('slack'), time + LEASE_MS)).toBe('claimed');
      });

      test('such a claim is given back, marked and taken over as any other', async () => {
        await store.decide(newAlert(), 'page', { claims: claims() });
        await store.release(by('slack'), claims().until);
        expect(await store.claim(by('slack'), time + LEASE_MS)).toBe('claimed');

        time += LEASE_MS;
        expect(await store.claim(by('hub-bus'), time + LEASE_MS)).toBe('claimed');
        await store.markTold(by('hub-bus'), 'receipt');
        expect(await store.claim(by('hub-bus'), time + LEASE_MS)).toBe('told');
      });
    });

    describe('telling', () => {
      beforeEach(async () => {
        await store.decide(newAlert(), 'page');
      });

      test('one claims; until the lease ends it is held for all others', async () => {
        expect(await store.claim(telling(), time + LEASE_MS)).toBe('claimed');
        time += LEASE_MS - 1;

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('held');
      });

      test('of fifty who claim at once, exactly one wins', async () => {
        const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim(telling(), time + LEASE_MS)));

        expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
        expect(claims.filter((claim) => claim === 'held')).toHaveLength(49);
      });

      test('a lease that has ended is taken over, by exactly one', async () => {
        await store.claim(telling(), time + LEASE_MS);
        time += LEASE_MS;
        const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim(telling(), time + LEASE_MS)));

        expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
      });

      test('what was told is never claimed again', async () => {
        await store.claim(telling(), time + LEASE_MS);
        await store.markTold(telling(), 'C0123456789/1760338950.000100');
        time += 365 * 24 * 60 * 60 * 1000;

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('told');
      });

      test('notifiers and apps claim each for itself', async () => {
        await store.claim(telling('slack'), time + LEASE_MS);
        await store.markTold(telling('slack'), 'receipt');

        expect(await store.claim(telling('email'), time + LEASE_MS)).toBe('claimed');
        expect(await store.claim(telling('slack', 'payments-alerts'), time + LEASE_MS)).toBe('claimed');
      });

      test('a claim that is given back is free at once', async () => {
        await store.claim(telling(), time + LEASE_MS);
        await store.release(telling(), time + LEASE_MS);

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('claimed');
      });

      test('who was late gives back nothing of who took over', async () => {
        const lateLease = time + LEASE_MS;
        await store.claim(telling(), lateLease);
        time += LEASE_MS;
        await store.claim(telling(), time + LEASE_MS);
        await store.release(telling(), lateLease);

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('held');
      });

      test('what was told stays told when a claim is given back after', async () => {
        await store.claim(telling(), time + LEASE_MS);
        await store.markTold(telling(), 'receipt');
        await store.release(telling(), time + LEASE_MS);

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('told');
      });

      test('who told late is recorded all the same, and twice is as once', async () => {
        await store.claim(telling(), time + LEASE_MS);
        time += LEASE_MS;
        await store.claim(telling(), time + LEASE_MS);
        await store.markTold(telling(), 'first');
        await store.markTold(telling(), 'second');

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('told');
      });

      test('giving back what was never claimed does nothing', async () => {
        await store.release(telling(), time + LEASE_MS);

        expect(await store.claim(telling(), time + LEASE_MS)).toBe('claimed');
      });
    });

    test('an alert nobody decided can be neither claimed nor marked told', async () => {
      await expect(store.claim(telling(), time + LEASE_MS)).rejects.toThrow(UndecidedAlertError);
      await expect(store.markTold(telling(), 'receipt')).rejects.toThrow(UndecidedAlertError);
    });
  });
}
