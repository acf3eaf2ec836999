import { describe, expect, test } from '@jest/globals';
import { type AlertStore, type DigestNotifier } from '@trailbell/alerting';
import { memoryAlertStore } from '@trailbell/alert-store';
import { type Call, type FaultAt, faults, faultyProcesses } from '@trailbell/lambda-kit/testing/faulty-processes';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import fc from 'fast-check';
import { deliverDigest } from './deliver-digest.ts';
import { alertMessage, alertOf, eventMessage, eventOf } from './testing/examples.ts';

// DESIGN §1: nothing lost, nothing twice. Two alerts from alert-lambda and an event from a rule, and every fault at every call.

const BATCH = [
  alertMessage('m-1', alertOf('event-1')),
  alertMessage('m-2', alertOf('event-2')),
  eventMessage('m-3', eventOf('event-3')),
];
const LINES = ['event-1', 'event-2', 'event-3'];
const VISIBILITY_MS = 540_000;
const LEASE_MS = 65_000;

const inOrder = await lifeOf(() => undefined);
const points = inOrder.calls.flatMap((call, index) => faults.map((fault) => ({ call, fault, index })));

test('tells each line once, in one digest, when everything is in order', () => {
  expect(inOrder.digests).toEqual([LINES]);
});

describe('one fault', () => {
  test.each(points)('$call $fault: loses no line, and doubles none that was marked', async ({ fault, index }) => {
    const world = await lifeOf((at) => (at === index ? fault : undefined));

    expectNothingLost(world);
    expectDoubledOnlyInDoubt(world);
  });
});

test('loses no line and doubles none that was marked, whatever goes wrong and however often', async () => {
  const anyFaults = fc.array(fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 3 }), { maxLength: 60 });

  await fc.assert(
    fc.asyncProperty(anyFaults, async (sequence) => {
      const world = await lifeOf((at) => sequence[at]);

      expectNothingLost(world);
      expectDoubledOnlyInDoubt(world);
    }),
    { numRuns: 200 },
  );
});

interface Life {
  readonly calls: readonly string[];
  /** The event keys of the lines of each digest that was posted. */
  readonly digests: readonly (readonly string[])[];
  /** Lines posted by a process that did not get to mark them. */
  readonly inDoubt: readonly string[];
}

/** The batch is received again, after its visibility timeout, until the queue keeps nothing of it. */
async function lifeOf(faultAt: FaultAt): Promise<Life> {
  let now = Date.parse('2026-01-01T09:00:40Z');
  const table = memoryAlertStore({ now: () => now });
  const { calls, inProcess } = faultyProcesses(faultAt);
  const digests: (readonly string[])[] = [];
  const inDoubt: string[] = [];
  let waiting = BATCH;

  while (waiting.length > 0) {
    const unmarked = new Set<string>();
    const messages = waiting;
    const answer = await inProcess((call) =>
      deliverDigest(messages, {
        evaluate: ({ detail }) => ({ alerts: [alertOf(String(detail.eventID))], failures: [] }),
        notifier: slackThrough(call, digests, unmarked),
        teller: { app: 'digest-lambda', now: () => now, leaseMs: LEASE_MS, store: storeThrough(call, table, unmarked) },
        telemetry: recordedTelemetry(),
      }),
    );
    inDoubt.push(...unmarked);
    waiting =
      answer === 'died'
        ? messages
        : messages.filter(({ messageId }) =>
            answer.batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === messageId),
          );
    now += VISIBILITY_MS;
  }
  return { calls, digests, inDoubt };
}

function slackThrough(call: Call, digests: (readonly string[])[], unmarked: Set<string>): DigestNotifier {
  return {
    id: 'digest',
    tellDigest: ({ lines }) =>
      call('slack.tellDigest', () => {
        const told = lines.map(({ alert }) => alert.eventKey);
        told.forEach((line) => unmarked.add(line));
        return Promise.resolve(`C1/${digests.push(told)}`);
      }),
  };
}

function storeThrough(call: Call, table: AlertStore, unmarked: Set<string>): AlertStore {
  return {
    decide: (alert, route) => call(`decide ${alert.eventKey}`, () => table.decide(alert, route)),
    find: (key) => call(`find ${key.eventKey}`, () => table.find(key)),
    claim: (key, until) => call(`claim ${key.eventKey}`, () => table.claim(key, until)),
    release: (key, until) => call(`release ${key.eventKey}`, () => table.release(key, until)),
    markTold: (key, receipt) =>
      call(`mark ${key.eventKey}`, async () => {
        await table.markTold(key, receipt);
        unmarked.delete(key.eventKey);
      }),
  };
}

function expectNothingLost({ digests }: Life): void {
  expect([...new Set(digests.flat())].sort()).toEqual(LINES);
}

function expectDoubledOnlyInDoubt({ digests, inDoubt }: Life): void {
  for (const line of LINES) {
    const times = (all: readonly string[]) => all.filter((each) => each === line).length;
    expect(times(digests.flat())).toBeLessThanOrEqual(times(inDoubt) + 1);
  }
}
