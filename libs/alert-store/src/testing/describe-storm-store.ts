import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IncidentStore, type Route, type StormStore } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { alertOf } from './alert-of.ts';

const NOW = Date.parse('2026-10-13T07:02:30Z');
const PER_MINUTE = 3;
/** For races of many on a machine that has much else to do. */
const RACE_MS = 30_000;

export interface Stores {
  readonly incidents: IncidentStore;
  readonly storms: StormStore;
}

export interface StormStoreUnderTest {
  open(now: () => number, perMinute: number | undefined): Stores | Promise<Stores>;
  close?(): Promise<void>;
}

/** What every storm store promises, with the incident store that asks it. */
export function describeStormStore(name: string, underTest: StormStoreUnderTest): void {
  describe(name, () => {
    let time = NOW;
    let tests = 0;
    let stores: Stores;
    let day: string;

    beforeAll(async () => {
      stores = await underTest.open(() => time, PER_MINUTE);
    });
    afterAll(() => underTest.close?.());
    beforeEach(() => {
      time = NOW;
      tests += 1;
      day = `2026-10-${String(tests).padStart(2, '0')}`; // storms of one test are no other's
    });

    const at = (minute: string, subject: string, fields: Partial<Alert> = {}) =>
      alertOf({
        ...{ eventKey: `event-${tests}-${subject}`, subject, severity: 'high' },
        eventTime: `${day}T${minute}:00Z`,
        ...fields,
      });
    const many = (minute: string, count: number, fields: Partial<Alert> = {}) =>
      Array.from({ length: count }, (_, index) => at(minute, `${minute}-${index}-${fields.severity ?? ''}`, fields));
    async function placed(alerts: readonly Alert[], route: Route = 'page') {
      const incidents = [];
      for (const alert of alerts) {
        incidents.push(await stores.incidents.place(alert, route));
      }
      return incidents;
    }
    const stormsOf = async (alerts: readonly Alert[], route?: Route) =>
      (await placed(alerts, route)).map(({ storm }) => storm);

    describe('folding', () => {
      test('takes what is more than so many new incidents of a minute into one storm', async () => {
        const storms = await stormsOf(many('07:00', 5));

        expect(storms).toEqual([undefined, undefined, undefined, `page ${day}T07:00Z`, `page ${day}T07:00Z`]);
      });

      test('takes what follows, until five minutes had not too many', async () => {
        await placed(many('07:00', 4));

        expect(await stormsOf([at('07:05', 'within'), at('07:06', 'after')])).toEqual([
          `page ${day}T07:00Z`,
          undefined,
        ]);
      });

      test('goes on when another minute has too many', async () => {
        await placed([...many('07:00', 4), ...many('07:04', 4)]);

        expect(await stormsOf([at('07:09', 'still')])).toEqual([`page ${day}T07:00Z`]);
      });

      test('is of one route: what is told elsewhere is told', async () => {
        await placed(many('07:00', 4));

        expect(await stormsOf([at('07:01', 'elsewhere')], 'alert')).toEqual([undefined]);
      });

      test('leaves a critical incident alone, unless there are too many of those', async () => {
        await placed(many('07:00', 4));

        expect(await stormsOf(many('07:00', 4, { severity: 'critical' }))).toEqual([
          ...[undefined, undefined, undefined],
          `page ${day}T07:00Z`,
        ]);
        expect(await stormsOf([at('07:03', 'alone', { severity: 'critical' })])).toEqual([undefined]);
      });

      test('answers the same of an incident however often it is placed, and of all that join it', async () => {
        const alerts = many('07:00', 5);
        const first = await placed(alerts);
        const last = alerts.at(-1) ?? at('07:00', 'none');

        expect(await placed(alerts.toReversed())).toEqual(first.toReversed());
        expect(await placed([{ ...last, eventKey: 'joins' }])).toEqual([first.at(-1)]);
      });

      test('a critical alert opens an incident of its own beside a folded one, and later ones join that', async () => {
        const [, , , folded] = await placed(many('07:00', 4));
        const subject = '07:00-3-';
        const grave = at('07:02', subject, { eventKey: `grave-${tests}`, severity: 'critical' });

        const [own] = await placed([grave]);
        const [later] = await placed([at('07:03', subject, { eventKey: `later-${tests}` })]);

        expect(folded?.storm).toBe(`page ${day}T07:00Z`);
        expect(own).toMatchObject({ eventKey: `grave-${tests}` });
        expect(own).not.toHaveProperty('storm');
        expect(later).toEqual(own);
      });

      test(
        'of forty incidents at once so many are told by themselves, and all others are of one storm',
        async () => {
          const incidents = await Promise.all(many('07:00', 40).map((alert) => stores.incidents.place(alert, 'page')));
          const folded = incidents.filter(({ storm }) => storm !== undefined);

          expect(folded).toHaveLength(37);
          expect(new Set(folded.map(({ storm }) => storm))).toEqual(new Set([`page ${day}T07:00Z`]));
        },
        RACE_MS,
      );

      test('is switched off where there is no number', async () => {
        const { incidents, storms } = await underTest.open(() => time, undefined);

        expect(await storms.admit(at('07:00', 'any'), 'page')).toBeUndefined();
        for (const alert of many('07:00', 6)) {
          expect(await incidents.place(alert, 'page')).not.toHaveProperty('storm');
        }
      });
    });

    describe('what a storm comes to', () => {
      test('counts each incident once, by detection, the gravest first', async () => {
        const fields = { detectionId: 'guardduty-disabled', severity: 'critical' } as const;
        const incidents = await placed([...many('07:00', 6), ...many('07:02', 5, fields)]);
        const storm = `page ${day}T07:00Z`;
        for (const incident of [...incidents, ...incidents].filter((one) => one.storm === storm)) {
          await stores.storms.fold(storm, incident);
        }

        expect(await stores.storms.stateOf(storm, 'page')).toEqual({
          ...{ route: 'page', count: 5, more: false, revision: 5 },
          byDetection: [
            { detectionId: 'guardduty-disabled', severity: 'critical', count: 2 },
            { detectionId: 'cloudtrail-stopped', severity: 'high', count: 3 },
          ],
          first: Date.parse(`${day}T07:00:00Z`),
          last: Date.parse(`${day}T07:02:00Z`),
        });
      });
    });

    describe('telling of a storm', () => {
      const key = () => ({ storm: `storm-${tests}`, app: 'alert-lambda', notifier: 'slack' });

      test('is one errand until it begins; its owner may ask for it again, and anybody when it is stale', async () => {
        const { storms } = stores;
        const claim = (by: string) => storms.claimTelling(key().storm, by, 60_000);

        expect([await claim('one'), await claim('other'), await claim('one')]).toEqual([true, false, true]);
        await storms.beginTelling(key().storm);
        expect(await claim('other')).toBe(true);
        time += 60_001;
        expect(await claim('third')).toBe(true);
      });

      test('is claimed by one, and told once', async () => {
        const { storms } = stores;
        await storms.claimTelling(key().storm, 'one', 60_000);

        expect(await storms.claim(key(), time + 1_000)).toBe('claimed');
        expect(await storms.claim(key(), time + 2_000)).toBe('held');
        await storms.release(key(), time + 1_000);
        expect(await storms.claim(key(), time + 3_000)).toBe('claimed');
        await storms.markTold(key(), 'C1/1');
        expect(await storms.claim(key(), time + 4_000)).toBe('told');
        expect(await storms.receiptOf(key())).toBe('C1/1');
        expect(await storms.receiptOf({ ...key(), notifier: 'slack/end' })).toBeUndefined();
      });
    });
  });
}
