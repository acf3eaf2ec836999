import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IncidentStore } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { alertOf } from './alert-of.ts';

/** For races of fifty on a machine that has much else to do. */
const RACE_MS = 30_000;
const NOW = Date.parse('2026-10-13T07:02:30Z');

export interface IncidentStoreUnderTest {
  open(now: () => number): IncidentStore | Promise<IncidentStore>;
  close?(): Promise<void>;
}

/** What every incident store promises. */
export function describeIncidentStore(name: string, underTest: IncidentStoreUnderTest): void {
  describe(name, () => {
    let time = NOW;
    let store: IncidentStore;
    let tests = 0;

    beforeAll(async () => {
      store = await underTest.open(() => time);
    });
    afterAll(() => underTest.close?.());
    beforeEach(() => {
      time = NOW;
      tests += 1;
    });

    /** An alert about a subject no other test has seen. */
    const at = (minute: string, fields: Partial<Alert> = {}) =>
      alertOf({
        eventKey: `event-${tests}-${minute}`,
        subject: `trail-${tests}`,
        eventTime: `2026-10-13T${minute}:00Z`,
        ...fields,
      });
    const place = (alert: Alert) => store.place(alert, 'page');

    describe('placing', () => {
      test('an alert opens an incident, and opens the same again', async () => {
        const incident = await place(at('07:00'));

        expect(incident).toMatchObject({ eventKey: at('07:00').eventKey, detectionId: 'cloudtrail-stopped' });
        expect(await place(at('07:00'))).toEqual(incident);
      });

      test('those within the window join it, whichever came first', async () => {
        const incident = await place(at('07:00'));

        expect(await place(at('07:59'))).toEqual(incident);
        expect(await place(at('06:01'))).toEqual(incident);
      });

      test('one whose event is a window away opens another', async () => {
        await place(at('07:00'));

        expect((await place(at('08:00'))).eventKey).toBe(at('08:00').eventKey);
        expect((await place(at('06:00'))).eventKey).toBe(at('06:00').eventKey);
      });

      test('one that comes late finds its own incident', async () => {
        const first = await place(at('07:00'));
        await place(at('08:30'));

        expect(await place(at('07:40'))).toEqual(first);
      });

      test('the window is the one the alert says', async () => {
        await place(at('07:00', { windowMinutes: 5 }));

        expect((await place(at('07:05', { windowMinutes: 5 }))).eventKey).toBe(at('07:05').eventKey);
      });

      test.each<[string, Partial<Alert>]>([
        ['of another detection', { detectionId: 'cloudtrail-modified' }],
        ['of another account', { account: '444455556666' }],
        ['about another subject', { subject: 'other' }],
      ])('an alert %s opens an incident of its own', async (_, fields) => {
        await place(at('07:00'));
        const other = at('07:01', { ...fields, ...('subject' in fields && { subject: `other-${tests}` }) });

        expect((await place(other)).eventKey).toBe(other.eventKey);
      });

      test('another actor does not', async () => {
        const incident = await place(at('07:00'));

        expect(await place(at('07:01', { actor: { kind: 'iam-user', name: 'bo' } }))).toEqual(incident);
      });

      test(
        'of fifty at once one opens, and all agree',
        async () => {
          const alerts = Array.from({ length: 50 }, (_, index) => at('07:00', { eventKey: `race-${tests}-${index}` }));
          const incidents = await Promise.all(alerts.map(place));

          expect(new Set(incidents.map(({ eventKey }) => eventKey)).size).toBe(1);
          expect(alerts.map(({ eventKey }) => eventKey)).toContain(incidents[0]?.eventKey);
        },
        RACE_MS,
      );

      test('incidents of one subject that open at once are all kept', async () => {
        const alerts = Array.from({ length: 8 }, (_, hour) => at(`1${hour}:00`));
        const incidents = await Promise.all(alerts.map(place));

        expect(await Promise.all(alerts.map(place))).toEqual(incidents);
        expect(new Set(incidents.map(({ eventKey }) => eventKey)).size).toBe(8);
      });
    });

    describe('joining', () => {
      test(
        'fifty at once are fifty more, counted once each however often they join',
        async () => {
          const incident = await place(at('07:00'));
          const alerts = Array.from({ length: 50 }, (_, index) => at('07:10', { eventKey: `join-${tests}-${index}` }));
          await Promise.all([...alerts, ...alerts.slice(0, 5)].map((alert) => store.join(incident, alert)));

          const { state } = await store.join(incident, at('07:30', { eventKey: `join-${tests}-0` }));

          expect(state).toMatchObject({ count: 51, more: false, lastSeen: Date.parse('2026-10-13T07:30:00Z') });
        },
        RACE_MS,
      );

      test('tells what is new, and the same again when the alert joins again', async () => {
        const incident = await place(at('07:00'));
        const elsewhere = at('07:01', { source: '198.51.100.9', region: 'us-east-1' });

        const first = await store.join(incident, elsewhere);
        const after = await store.join(incident, at('07:02', { source: '198.51.100.9', region: 'us-east-1' }));
        const again = await store.join(incident, elsewhere);

        expect(first.news).toEqual({ aspects: ['source', 'region'], rise: false });
        expect(after.news).toEqual({ aspects: [], rise: false });
        expect(again.news).toEqual(first.news);
      });

      test('says which alert made it graver, and never that it got lighter', async () => {
        const incident = await place(at('07:00', { severity: 'medium' }));

        const lighter = await store.join(incident, at('07:01', { severity: 'low' }));
        const graver = await store.join(incident, at('07:02', { severity: 'critical' }));
        const after = await store.join(incident, at('07:03', { severity: 'high' }));

        expect([lighter, graver, after].map(({ news }) => news.rise)).toEqual([false, true, false]);
        expect([lighter, graver, after].map(({ state }) => state.severity)).toEqual(['medium', 'critical', 'critical']);
        expect((await store.join(incident, at('07:02', { severity: 'critical' }))).news.rise).toBe(true);
      });
    });

    test('of many that would be the root one is, and all that join are told which', async () => {
      const incident = await place(at('07:00'));
      const alerts = Array.from({ length: 10 }, (_, index) => at('07:10', { eventKey: `root-${tests}-${index}` }));
      await Promise.all(alerts.map((alert) => store.join(incident, alert)));

      const roots = await Promise.all(alerts.map((alert) => store.takeRoot(incident, alert)));

      expect(new Set(roots).size).toBe(1);
      expect((await store.join(incident, at('07:20'))).root).toBe(roots[0]);
      expect((await store.beginRedraw(incident)).root).toBe(roots[0]);
    });

    describe('redrawing', () => {
      test('is one errand until it begins; its owner may ask for it again', async () => {
        const incident = await place(at('07:00'));
        const [one, other] = [at('07:01'), at('07:02')];
        await Promise.all([store.join(incident, one), store.join(incident, other)]);

        expect(await store.claimRedraw(incident, one, 60_000)).toBe(true);
        expect(await store.claimRedraw(incident, other, 60_000)).toBe(false);
        expect(await store.claimRedraw(incident, one, 60_000)).toBe(true);
        await store.beginRedraw(incident);
        expect(await store.claimRedraw(incident, other, 60_000)).toBe(true);
      });

      test('is anybody’s when the one who had it never began', async () => {
        const incident = await place(at('07:00'));
        await store.join(incident, at('07:01'));
        await store.claimRedraw(incident, at('07:01'), 60_000);
        time += 60_001;

        expect(await store.claimRedraw(incident, at('07:02'), 60_000)).toBe(true);
      });

      test('knows the alert that made the incident graver than it opened', async () => {
        const incident = await place(at('07:00', { severity: 'medium' }));
        await store.join(incident, at('07:01', { severity: 'medium' }));
        expect((await store.beginRedraw(incident)).gravest).toBeUndefined();

        const first = at('07:02', { severity: 'critical' });
        await store.join(incident, first);
        await store.join(incident, at('07:03', { severity: 'critical' }));
        expect((await store.beginRedraw(incident)).gravest).toBe(first.eventKey);
      });

      test('knows when something later was drawn', async () => {
        const incident = await place(at('07:00'));
        await store.join(incident, at('07:01'));
        const { state } = await store.beginRedraw(incident);
        await store.join(incident, at('07:02'));
        const later = await store.beginRedraw(incident);

        expect(await store.markDrawn(incident, 'slack', later.state.revision)).toBe(true);
        expect(await store.markDrawn(incident, 'slack', state.revision)).toBe(false);
        expect((await store.beginRedraw(incident)).drawn).toEqual({ slack: later.state.revision });
      });
    });
  });
}
