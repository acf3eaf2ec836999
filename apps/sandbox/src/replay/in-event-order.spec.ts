import { expect, test } from '@jest/globals';
import { envelopeOf } from '@trailbell/cloudtrail-types';
import { inEventOrder } from './in-event-order.ts';
import { type Input } from './read-input.ts';

function eventAt(minute: number, eventID = `e-${minute}`): Input {
  const eventTime = `2026-03-01T08:${String(minute).padStart(2, '0')}:00Z`;
  return { kind: 'event', envelope: envelopeOf({ eventName: 'GetUser', eventTime, eventID }) };
}

const UNREADABLE: Input = {
  kind: 'unreadable',
  input: { file: 'a.json', where: 'line 1, event 1', reason: 'no JSON' },
};

async function ordered(inputs: readonly Input[], most?: number): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await -- as a file is read
  async function* read() {
    yield* inputs;
  }
  for await (const input of inEventOrder(read(), most)) {
    all.push(input.kind === 'event' ? input.envelope.detail.eventID : input.input.reason);
  }
  return all;
}

test('events of several files go on in the order of their times', async () => {
  expect(await ordered([5, 6, 1, 9, 2].map((minute) => eventAt(minute)))).toEqual(['e-1', 'e-2', 'e-5', 'e-6', 'e-9']);
});

test('of one time the event key decides', async () => {
  expect(await ordered([eventAt(1, 'b'), eventAt(1, 'c'), eventAt(1, 'a')])).toEqual(['a', 'b', 'c']);
});

test('when too many wait, the earlier half goes on, and none is left out', async () => {
  const all = [8, 7, 6, 5, 4, 3, 2, 1].map((minute) => eventAt(minute));

  expect(await ordered(all, 3)).toEqual(['e-5', 'e-6', 'e-3', 'e-4', 'e-1', 'e-2', 'e-7', 'e-8']);
});

test('what cannot be read is told at once', async () => {
  expect(await ordered([eventAt(2), UNREADABLE, eventAt(1)])).toEqual(['no JSON', 'e-1', 'e-2']);
});
