import { describe, expect, test } from '@jest/globals';
import {
  type AlertStore,
  NotToldError,
  type Notifier,
  StoreUnavailableError,
  queuedRetryOf,
} from '@trailbell/alerting';
import { memoryAlertStore, memoryIncidentStore, memoryStormStore } from '@trailbell/alert-store/memory';
import { type QueueMessage } from '@trailbell/lambda-kit';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliveryThrough } from './delivery.ts';
import { retryDeliveries } from './retry-deliveries.ts';
import { alertOf } from './testing/examples.ts';

const NOW = Date.parse('2026-01-01T09:01:10Z');

describe('retrying deliveries', () => {
  test('makes the deliveries a message waits for, and is done with it', async () => {
    const { store, retry, told } = retrying();
    await store.decide(alertOf(), 'page');

    const answer = await retry([messageFor('event-1', 'email')]);

    expect(told).toEqual(['email event-1 page']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('is done with a message whose alert was told meanwhile, and tells nobody', async () => {
    const { store, retry, told } = retrying();
    await store.decide(alertOf(), 'page');
    await store.claim(SLACK_KEY, NOW - 60_000);
    await store.markTold(SLACK_KEY, 'C1/1');

    const answer = await retry([messageFor('event-1', 'slack')]);

    expect(told).toEqual([]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('keeps a message whose alert another invocation is telling', async () => {
    const { store, retry, told } = retrying();
    await store.decide(alertOf(), 'page');
    await store.claim(SLACK_KEY, NOW + 20_000);

    const answer = await retry([messageFor('event-1', 'slack')]);

    expect(told).toEqual([]);
    expect(answer).toEqual(kept('event-1'));
  });

  test('tells the table what a notifier answered, and does not tell people again', async () => {
    const { store, retry, told } = retrying();
    await store.decide(alertOf(), 'page');
    const message = messageFor('event-1', 'slack', 'email');
    const receipts = { slack: 'C1/1' };

    const answer = await retry([{ ...message, body: JSON.stringify({ ...JSON.parse(message.body), receipts }) }]);

    expect(told).toEqual(['email event-1 page']);
    expect(await store.receiptOf(SLACK_KEY)).toBe('C1/1');
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('takes over from an invocation that died while it held the alert', async () => {
    const { store, retry, told } = retrying();
    await store.decide(alertOf(), 'page');
    await store.claim(SLACK_KEY, NOW - 1);

    const answer = await retry([messageFor('event-1', 'slack')]);

    expect(told).toEqual(['slack event-1 page']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('keeps a message while one of its deliveries fails, and makes that one alone the next time', async () => {
    let slackIsDown = true;
    const { store, retry, told } = retrying({ slackFails: () => slackIsDown });
    await store.decide(alertOf(), 'page');
    const message = messageFor('event-1', 'slack', 'email');

    const first = await retry([message]);
    slackIsDown = false;
    const second = await retry([message]);

    expect(first).toEqual(kept('event-1'));
    expect(second).toEqual({ batchItemFailures: [] });
    expect(told).toEqual(['email event-1 page', 'slack event-1 page']);
  });

  test('lets a message it cannot read go back alone', async () => {
    const { store, retry, told, telemetry } = retrying();
    await store.decide(alertOf(), 'page');

    const answer = await retry([
      { messageId: 'poison', eventSource: 'aws:sqs', body: '{"kind":"retry"}' },
      messageFor('event-1', 'slack'),
    ]);

    expect(told).toEqual(['slack event-1 page']);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });
    expect(telemetry.counts.get('MessageUnreadable')).toBe(1);
  });

  test('keeps a message whose alert is not in the table, and says so', async () => {
    const { retry, telemetry } = retrying();

    const answer = await retry([messageFor('event-9', 'slack')]);

    expect(answer).toEqual(kept('event-9'));
    expect(telemetry.lines).toMatchObject([
      { level: 'error', facts: { eventKey: 'event-9', detectionId: 'cloudtrail-stopped' } },
    ]);
  });

  test('keeps a message that waits for a notifier there is no more, after telling through the others', async () => {
    const { store, retry, told, telemetry } = retrying();
    await store.decide(alertOf(), 'page');

    const answer = await retry([messageFor('event-1', 'slack', 'pager')]);

    expect(told).toEqual(['slack event-1 page']);
    expect(answer).toEqual(kept('event-1'));
    expect(telemetry.lines).toContainEqual(
      expect.objectContaining({ level: 'error', facts: expect.objectContaining({ unknown: ['pager'] }) as unknown }),
    );
  });

  test('keeps only the messages whose alerts the table cannot give now', async () => {
    const memory = memoryAlertStore({ now: () => NOW });
    const { retry, told } = retrying({
      store: {
        ...memory,
        find: (key) =>
          key.eventKey === 'event-1' ? Promise.reject(new StoreUnavailableError('throttled')) : memory.find(key),
      },
    });
    await memory.decide(alertOf({ eventKey: 'event-2' }), 'alert');

    const answer = await retry([messageFor('event-1', 'slack'), messageFor('event-2', 'slack')]);

    expect(told).toEqual(['slack event-2 alert']);
    expect(answer).toEqual(kept('event-1'));
  });
});

const SLACK_KEY = {
  eventKey: 'event-1',
  detectionId: 'cloudtrail-stopped',
  app: 'alert-lambda',
  notifier: 'slack',
};

function messageFor(eventKey: string, ...notifiers: readonly string[]): QueueMessage {
  const body = JSON.stringify(queuedRetryOf({ eventKey, detectionId: 'cloudtrail-stopped' }, notifiers));
  return { messageId: `message-of-${eventKey}`, eventSource: 'aws:sqs', body };
}

function kept(eventKey: string) {
  return { batchItemFailures: [{ itemIdentifier: `message-of-${eventKey}` }] };
}

function retrying(given: { readonly store?: AlertStore; readonly slackFails?: () => boolean } = {}) {
  const told: string[] = [];
  const telemetry = recordedTelemetry();
  const store = given.store ?? memoryAlertStore({ now: () => NOW });
  const telling = (id: string, fails: () => boolean = () => false): Notifier => ({
    id,
    tell: ({ eventKey }, route) =>
      fails()
        ? Promise.reject(new NotToldError(`${id} answered 503`))
        : Promise.resolve(`${id}/${told.push(`${id} ${eventKey} ${route}`)}`),
  });
  const notifiers = [telling('slack', given.slackFails), telling('email')];
  const spaced: [string, number][] = [];
  const retry = (messages: readonly QueueMessage[]) =>
    retryDeliveries(messages, {
      notifiers,
      deliveries: notifiers.map(deliveryThrough),
      incidents: memoryIncidentStore({ now: () => NOW }),
      storms: memoryStormStore({ now: () => NOW, perMinute: undefined }),
      notifiersOn: () => [],
      putOff: () => Promise.resolve(),
      spaceOut: ({ messageId }, leastMs) => Promise.resolve(void spaced.push([messageId, leastMs])),
      teller: { app: 'alert-lambda', store, now: () => NOW, leaseMs: 35_000 },
      telemetry,
    });
  return { store, retry, told, spaced, telemetry };
}
