import { expect, test } from '@jest/globals';
import { memoryDetectionState } from '@trailbell/alert-store/memory';
import { type Candidate } from '@trailbell/detections';
import { readConfiguration } from '../configuration.ts';
import { alertOf } from '../testing/alert-of.ts';
import { EventOrder } from './event-order.ts';

const { routing } = await readConfiguration(undefined);

/** The second step of two, or the first: rings when both came in order. */
function stepAt(time: string, step: 'first' | 'second', eventKey = `e-${time}`): Candidate {
  return {
    alert: alertOf({ eventKey, eventTime: `2026-03-01T${time}:00Z` }),
    demand: {
      kind: 'sequence',
      key: ['ana'],
      values: [step],
      windowMs: 3_600_000,
      steps: ['first', 'second'],
      summary: 'both',
    },
  };
}

test('decides in the order of events, whatever order they are read in', async () => {
  const order = new EventOrder(memoryDetectionState(), routing);

  expect(await order.add([stepAt('08:10', 'second')])).toEqual([]);
  expect(await order.add([stepAt('08:00', 'first')])).toEqual([]);
  const alerts = await order.end();

  expect(alerts.map(({ alert }) => alert.eventKey)).toEqual(['e-08:10']);
  expect(order.late).toBe(0);
});

test('of events of one time the key decides', async () => {
  const order = new EventOrder(memoryDetectionState(), routing);
  await order.add([stepAt('08:00', 'second', 'b'), stepAt('08:00', 'first', 'a')]);

  expect((await order.end()).map(({ alert }) => alert.eventKey)).toEqual(['b']);
});

test('when more wait than may, the earlier half is decided; what comes too late for it is decided and counted', async () => {
  const order = new EventOrder(memoryDetectionState(), routing, 2);

  const decided = await order.add([stepAt('08:20', 'first'), stepAt('08:00', 'first'), stepAt('08:10', 'second')]);
  expect(decided.map(({ alert }) => alert.eventKey)).toEqual(['e-08:10']);

  await order.add([stepAt('08:05', 'first')]);
  await order.end();
  expect(order.late).toBe(1);
});
