import { describe, expect, test } from '@jest/globals';
import {
  type AlertStore,
  type Digest,
  type DigestNotifier,
  NotToldError,
  StoreUnavailableError,
  alertKeyOf,
} from '@trailbell/alerting';
import { memoryAlertStore } from '@trailbell/alert-store';
import { type Evaluate } from '@trailbell/detections';
import { type QueueMessage } from '@trailbell/lambda-kit';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliverDigest } from './deliver-digest.ts';
import { alertMessage, alertOf, eventMessage, eventOf, poisonMessage } from './testing/examples.ts';

const NOW = Date.parse('2026-01-01T09:00:40Z');
const NOTHING_KEPT = { batchItemFailures: [] };

describe('delivering a digest', () => {
  test('tells alerts and raw events of one batch in one digest', async () => {
    const { deliver, digests } = delivering();

    const answer = await deliver([alertMessage('m-1', alertOf('event-1')), eventMessage('m-2', eventOf('event-2'))]);

    expect(digests.map(({ total }) => total)).toEqual([2]);
    expect(answer).toEqual(NOTHING_KEPT);
  });

  test('tells the readable ones and returns the unreadable message alone', async () => {
    const { deliver, digests, telemetry } = delivering();

    const answer = await deliver([
      alertMessage('m-1', alertOf('event-1')),
      poisonMessage('m-2'),
      { messageId: 'm-3', eventSource: 'aws:sqs', body: 'not JSON' },
      alertMessage('m-4', alertOf('event-4')),
    ]);

    expect(digests.map(({ total }) => total)).toEqual([2]);
    expect(answer).toEqual(keeps('m-2', 'm-3'));
    expect(telemetry.counts.get('MessageUnreadable')).toBe(2);
  });

  test('keeps the whole batch on the queue when the digest cannot be posted, and tells it whole the next time', async () => {
    let slackIsDown = true;
    const { deliver, digests } = delivering({ slackFails: () => slackIsDown });
    const batch = [alertMessage('m-1', alertOf('event-1')), eventMessage('m-2', eventOf('event-2'))];

    const first = await deliver(batch);
    slackIsDown = false;
    const second = await deliver(batch);

    expect(first).toEqual(keeps('m-1', 'm-2'));
    expect(second).toEqual(NOTHING_KEPT);
    expect(digests.map(({ total }) => total)).toEqual([2]);
  });

  test('leaves out a line that was told before', async () => {
    const { deliver, digests } = delivering();
    await deliver([alertMessage('m-1', alertOf('event-1'))]);

    const answer = await deliver([alertMessage('m-2', alertOf('event-1')), alertMessage('m-3', alertOf('event-3'))]);

    expect(digests.map(({ total }) => total)).toEqual([1, 1]);
    expect(answer).toEqual(NOTHING_KEPT);
  });

  test('posts nothing for a batch of nothing but lines told before, and is done with it', async () => {
    const { deliver, digests } = delivering();
    const batch = [alertMessage('m-1', alertOf('event-1')), eventMessage('m-2', eventOf('event-2'))];
    await deliver(batch);

    const answer = await deliver(batch);

    expect(digests).toHaveLength(1);
    expect(answer).toEqual(NOTHING_KEPT);
  });

  test('tells an alert that is in two messages once, and is done with both', async () => {
    const { deliver, digests } = delivering();

    const answer = await deliver([alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-1'))]);

    expect(digests.map(({ total }) => total)).toEqual([1]);
    expect(answer).toEqual(NOTHING_KEPT);
  });

  test('posts nothing for events that no detection fires on, and counts them', async () => {
    const { deliver, digests, telemetry } = delivering({ evaluate: () => ({ alerts: [], failures: [] }) });

    const answer = await deliver([eventMessage('m-1', eventOf('event-1')), eventMessage('m-2', eventOf('event-2'))]);

    expect(digests).toEqual([]);
    expect(answer).toEqual(NOTHING_KEPT);
    expect(telemetry.counts.get('EventUnmatched')).toBe(2);
  });

  test('shows an alert whose detection could not read its event, and reports the detection', async () => {
    const failure = { detectionId: 's3-object-written', error: new Error('cannot read requestParameters') };
    const unreadable = alertOf('event-1', { unreadable: 'requestParameters are no object' });
    const { deliver, digests, telemetry } = delivering({
      evaluate: () => ({ alerts: [unreadable], failures: [failure] }),
    });

    await deliver([eventMessage('m-1', eventOf('event-1'))]);

    expect(digests[0]?.lines.map(({ alert }) => alert.unreadable)).toEqual(['requestParameters are no object']);
    expect(telemetry.counts.get('DetectionFailed')).toBe(1);
  });

  test('returns a message whose alert cannot be stored now, and tells the others', async () => {
    const memory = memoryAlertStore({ now: () => NOW });
    const { deliver, digests } = delivering({
      store: {
        ...memory,
        decide: (alert, route) =>
          alert.eventKey === 'event-1'
            ? Promise.reject(new StoreUnavailableError('throttled'))
            : memory.decide(alert, route),
      },
    });

    const answer = await deliver([alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-2'))]);

    expect(digests.map(({ total }) => total)).toEqual([1]);
    expect(answer).toEqual(keeps('m-1'));
  });

  test('returns a message whose line another invocation is telling', async () => {
    const store = memoryAlertStore({ now: () => NOW });
    await store.decide(alertOf('event-1'), 'digest');
    const key = { ...alertKeyOf(alertOf('event-1')), app: 'digest-lambda', notifier: 'digest' };
    await store.claim(key, NOW + 30_000);
    const { deliver, digests } = delivering({ store });

    const answer = await deliver([alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-2'))]);

    expect(digests.map(({ total }) => total)).toEqual([1]);
    expect(answer).toEqual(keeps('m-1'));
  });

  test('tells a full batch in one digest, however many lines that is', async () => {
    const { deliver, digests } = delivering();
    const messages = Array.from({ length: 100 }, (_, index) =>
      alertMessage(`m-${index}`, alertOf(`event-${index}`, { summary: `ana wrote object ${index}` })),
    );

    const answer = await deliver(messages);

    expect(digests.map(({ total }) => total)).toEqual([100]);
    expect(answer).toEqual(NOTHING_KEPT);
  });

  test('is done with lines that were told and could not be marked, and says so once', async () => {
    const memory = memoryAlertStore({ now: () => NOW });
    const { deliver, telemetry } = delivering({
      store: { ...memory, markTold: () => Promise.reject(new StoreUnavailableError('throttled')) },
    });

    const answer = await deliver([alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-2'))]);

    expect(answer).toEqual(NOTHING_KEPT);
    expect(telemetry.counts.get('DeliveryUnmarked')).toBe(2);
    expect(telemetry.lines.filter(({ level }) => level === 'error')).toMatchObject([{ facts: { alerts: 2 } }]);
  });

  test('counts each alert once when it is stored and once when it is told', async () => {
    const { deliver, telemetry } = delivering();
    const batch = [alertMessage('m-1', alertOf('event-1')), eventMessage('m-2', eventOf('event-2'))];

    await deliver(batch);
    await deliver(batch);

    expect(telemetry.counts).toEqual(
      new Map([
        ['AlertDecided', 2],
        ['DigestTold', 1],
        ['AlertDelivered', 2],
      ]),
    );
  });

  test('logs once what fails for all lines alike', async () => {
    const { deliver, telemetry } = delivering({ slackFails: () => true });

    await deliver([alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-2'))]);

    expect(telemetry.lines).toMatchObject([{ level: 'warn', facts: { alerts: 2 } }]);
    expect(telemetry.counts.get('DeliveryFailed')).toBe(2);
  });
});

function keeps(...messageIds: readonly string[]) {
  return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
}

interface Circumstances {
  readonly store?: AlertStore;
  readonly evaluate?: Evaluate;
  readonly slackFails?: () => boolean;
}

function delivering(given: Circumstances = {}) {
  const digests: Digest[] = [];
  const telemetry = recordedTelemetry();
  const notifier: DigestNotifier = {
    id: 'digest',
    tellDigest: (digest) =>
      given.slackFails?.() === true
        ? Promise.reject(new NotToldError('Slack answered 503'))
        : Promise.resolve(`C1/${digests.push(digest)}`),
  };
  const store = given.store ?? memoryAlertStore({ now: () => NOW });
  const evaluate = given.evaluate ?? (({ detail }) => ({ alerts: [alertOf(String(detail.eventID))], failures: [] }));
  const deliver = (messages: readonly QueueMessage[]) =>
    deliverDigest(messages, {
      evaluate,
      notifier,
      telemetry,
      teller: { app: 'digest-lambda', store, now: () => NOW, leaseMs: 65_000 },
    });
  return { deliver, digests, telemetry };
}
