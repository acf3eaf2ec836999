import { expect, test } from '@jest/globals';
import { type AlertRecord } from '@trailbell/alert-store';
import { Routing } from '@trailbell/alerting';
import { DRILL, type DrillDetail, Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { MistakeError } from '../command.ts';
import { type Drilling, runDrill } from './drill.ts';

const drill: DrillDetail = { version: 1, eventID: 'drill-1', by: 'ana', severity: 'critical' };
const routing = Routing.parse({
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#page', alert: '#alerts', digest: '#digest' },
  email: ['page'],
});
const told = (toldAt: number) => ({ kind: 'told', receipt: 'C1/1', toldAt }) as const;

function decided(fields: Partial<AlertRecord>): AlertRecord {
  const { alerts } = evaluatorFor(catalogueFor(Settings.parse({})))({
    ...{ id: 'x', source: DRILL.source, 'detail-type': DRILL.detailType, account: '111122223333' },
    ...{ time: '2026-11-28T07:00:00Z', region: 'eu-central-1', resources: [], detail: { ...drill } },
  });
  return { alert: alerts[0]!, route: 'page', decidedAt: 0, tellings: {}, ...fields };
}

/** A table that holds these one after the other, a second apart; the last stays. */
function drilling(...records: readonly (AlertRecord | undefined)[]): Drilling & { readonly sent: DrillDetail[] } {
  const sent: DrillDetail[] = [];
  let now = 0;
  return {
    ...{ routing, sent, withinMs: 10_000, now: () => now },
    send: (detail) => Promise.resolve(void sent.push(detail)),
    find: () => Promise.resolve(records[Math.min(now / 1000, records.length - 1)]),
    aMoment: () => Promise.resolve(void (now += 1000)),
  };
}

test('who is told is waited for, and how long it took is said', async () => {
  const half = decided({ tellings: { 'alert-lambda/slack': told(1500) } });
  const whole = decided({
    tellings: { ...half.tellings, 'alert-lambda/email': told(3200), 'other-lambda/slack': told(9) },
  });
  const place = drilling(undefined, decided({}), half, whole);

  expect(await runDrill(drill, place)).toEqual({
    arrived: true,
    sentence: "The drill reached Slack (#page) in 1.5 s and e-mail's topic in 3.2 s.",
  });
  expect(place.sent).toEqual([drill]);
});

test('a drill that nobody decides is lost before alert-lambda', async () => {
  const { arrived, sentence } = await runDrill(drill, drilling(undefined));

  expect(arrived).toBe(false);
  expect(sentence).toMatch(/^The default bus took the drill, but alert-lambda has not decided it within 10\.0 s\./);
});

test('one of two who is not told is named, and so is the other', async () => {
  const claimed = { kind: 'held', leaseUntil: 99 } as const;
  const half = decided({ tellings: { 'alert-lambda/slack': claimed, 'alert-lambda/email': told(900) } });

  const { arrived, sentence } = await runDrill(drill, drilling(half));

  expect(arrived).toBe(false);
  expect(sentence).toMatch(
    /^The drill reached e-mail's topic in 0\.9 s, but has not reached Slack \(#page\) within 10\.0 s\..*#delivery-blocked/,
  );
});

test.each([
  ['a digest', decided({ route: 'digest' }), /^The drill was decided, and is told in the next digest in #digest/],
  [
    'a storm',
    decided({
      incident: {
        ...{ eventKey: 'drill-1', detectionId: DRILL.detectionId, route: 'page', openedAt: 0, severity: 'critical' },
        ...{ aspects: [], storm: 'storm-1' },
      },
    }),
    /^The drill was folded into a storm/,
  ],
])('what goes into %s rings nobody, and says so', async (_, record, said) => {
  const { arrived, sentence } = await runDrill(drill, drilling(record));

  expect(arrived).toBe(true);
  expect(sentence).toMatch(said);
});

test('a drill that a suppression keeps from people did not arrive', async () => {
  const record = decided({ suppression: { id: 'quiet-please', reason: 'It is loud.' } as never });

  expect(await runDrill(drill, drilling(record))).toMatchObject({
    arrived: false,
    sentence: expect.stringMatching(/the suppression quiet-please keeps it from people/),
  });
});

test('a drill that is not taken is not followed', async () => {
  const refused = { ...drilling(decided({})), send: () => Promise.reject(new MistakeError('no')) };

  await expect(runDrill(drill, refused)).rejects.toThrow('no');
});
