import { describe, expect, test } from '@jest/globals';
import {
  type DigestNotifier,
  NotToldError,
  StoreUnavailableError,
  type Suppress,
  type Suppression,
  type WindowDigest,
  alertKeyOf,
} from '@trailbell/alerting';
import { type MemoryStores, memoryStores } from '@trailbell/alert-store/memory';
import { type Evaluate } from '@trailbell/detections';
import { type QueueMessage } from '@trailbell/lambda-kit';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { workOffBatch } from './digest-batch.ts';
import {
  alertMessage,
  alertOf,
  closeMessage,
  eventMessage,
  eventOf,
  poisonMessage,
  rangMessage,
  storeAlertsIn,
  suppressedMessage,
} from './testing/examples.ts';

const NOW = Date.parse('2026-01-01T09:00:40Z');
const [TEN, ELEVEN, TWELVE] = ['2026-01-01T10:00:00Z', '2026-01-01T11:00:00Z', '2026-01-01T12:00:00Z'] as const;
const NOTHING_KEPT = { batchItemFailures: [] };
const keeps = (...messageIds: readonly string[]) => ({
  batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })),
});

interface Given {
  readonly stores?: (memory: MemoryStores) => MemoryStores;
  readonly evaluate?: Evaluate;
  readonly suppress?: Suppress;
  readonly slackFails?: () => Error | undefined;
  readonly chartFails?: boolean;
  readonly emptyWindow?: 'nothing' | 'line';
}

function working(given: Given = {}) {
  const telemetry = recordedTelemetry();
  const digests: WindowDigest[] = [];
  const replies: string[] = [];
  const memory = memoryStores({ now: () => NOW });
  const { alerts, digest: store } = given.stores?.(memory) ?? memory;
  const notifier: DigestNotifier = {
    tellDigest: (digest) => {
      const failure = given.slackFails?.();
      return failure ? Promise.reject(failure) : Promise.resolve(`C1/${digests.push(digest)}`);
    },
    repliesTo: () => [
      {
        what: 'chart',
        optional: true,
        post: (receipt) =>
          given.chartFails === true
            ? Promise.reject(new Error('no font'))
            : Promise.resolve(void replies.push(`chart ${receipt}`)),
      },
      { what: 'details', optional: false, post: (receipt) => Promise.resolve(void replies.push(`details ${receipt}`)) },
    ],
  };
  const work = async (...messages: readonly QueueMessage[]) => {
    await storeAlertsIn(messages, memory.alerts);
    return workOffBatch(messages, {
      evaluate:
        given.evaluate ??
        (({ detail }) => ({ alerts: [alertOf(String(detail.eventID))], candidates: [], failures: [] })),
      suppress: given.suppress ?? (() => undefined),
      alerts,
      store,
      notifier,
      settings: { emptyWindow: given.emptyWindow ?? 'nothing' },
      now: () => NOW,
      leaseMs: 125_000,
      telemetry,
    });
  };
  return { work, digests, replies, telemetry, memory };
}

const down = () => new NotToldError('Slack answered 503 Service Unavailable');

const PENTEST: Suppression = {
  id: 'pentest-of-spring',
  alerts: { detectionId: ['s3-object-written'], account: ['111122223333'] },
  owner: 'ana@example.com',
  reason: 'Penetration test by Example Ltd.',
  until: '2026-03-31',
};

describe('gathering lines', () => {
  test('tells nobody before the window closes', async () => {
    const { work, digests } = working();

    expect(await work(alertMessage('m-1', alertOf('event-1')))).toEqual(NOTHING_KEPT);
    expect(digests).toEqual([]);
  });

  test('counts what a suppression covers with the reason, and tells it nowhere else', async () => {
    const { work, digests, telemetry } = working({
      suppress: ({ eventKey }) => (eventKey === 'event-1' ? PENTEST : undefined),
    });

    await work(
      eventMessage('m-1', eventOf('event-1')),
      eventMessage('m-2', eventOf('event-2')),
      closeMessage('m-3', TEN),
    );

    expect(digests.map(({ lesser, suppressed }) => [lesser.total, suppressed])).toEqual([
      [1, [expect.objectContaining({ count: 1 })]],
    ]);
    expect(telemetry.counts.get('AlertSuppressed')).toBe(1);
  });

  test('returns what cannot be read alone, and keeps the rest', async () => {
    const { work, digests, telemetry } = working();

    const answer = await work(
      alertMessage('m-1', alertOf('event-1')),
      poisonMessage('m-2'),
      { messageId: 'm-3', eventSource: 'aws:sqs', body: 'not JSON' },
      closeMessage('m-4', TEN),
    );

    expect(answer).toEqual(keeps('m-2', 'm-3'));
    expect(digests.map(({ lesser }) => lesser.total)).toEqual([1]);
    expect(telemetry.counts.get('MessageUnreadable')).toBe(2);
  });

  test('returns a message whose alert cannot be stored now', async () => {
    const { work, digests } = working({
      stores: ({ alerts, digest }) => ({
        digest,
        alerts: {
          ...alerts,
          decide: (alert, route) =>
            alert.eventKey === 'event-1'
              ? Promise.reject(new StoreUnavailableError('throttled'))
              : alerts.decide(alert, route),
        },
      }),
    });

    const answer = await work(
      eventMessage('m-1', eventOf('event-1')),
      eventMessage('m-2', eventOf('event-2')),
      closeMessage('m-3', TEN),
    );

    expect(answer).toEqual(keeps('m-1'));
    expect(digests.map(({ lesser }) => lesser.total)).toEqual([1]);
  });

  test('counts events that no detection fires on, and has no line for them', async () => {
    const { work, telemetry } = working({ evaluate: () => ({ alerts: [], candidates: [], failures: [] }) });

    expect(await work(eventMessage('m-1', eventOf('event-1')))).toEqual(NOTHING_KEPT);
    expect(telemetry.counts.get('EventUnmatched')).toBe(1);
  });

  test('has a line for an alert whose detection could not read its event, and reports the detection', async () => {
    const failure = { detectionId: 's3-object-written', error: new Error('cannot read requestParameters') };
    const unreadable = alertOf('event-1', { unreadable: 'requestParameters are no object' });
    const { work, digests, telemetry } = working({
      evaluate: () => ({ alerts: [unreadable], candidates: [], failures: [failure] }),
    });

    await work(eventMessage('m-1', eventOf('event-1')), closeMessage('m-2', TEN));

    expect(digests[0]?.lesser.lines.map(({ alert }) => alert.unreadable)).toEqual(['requestParameters are no object']);
    expect(telemetry.counts.get('DetectionFailed')).toBe(1);
  });
});

describe('closing a window', () => {
  test('tells in one digest what came in it: lesser alerts, what was suppressed and by which rule, what rang', async () => {
    const { work, digests, telemetry } = working();
    await work(alertMessage('m-1', alertOf('event-1')), eventMessage('m-2', eventOf('event-2')));
    await work(suppressedMessage('m-3', alertOf('event-3')), rangMessage('m-4', alertOf('event-4')));

    const answer = await work(closeMessage('m-5', TEN));

    expect(answer).toEqual(NOTHING_KEPT);
    expect(digests).toMatchObject([
      {
        id: '2026-01-01T10:00:00.000Z',
        lesser: { total: 2 },
        suppressed: [{ id: 'nightly-export', owner: 'payments', reason: 'The export writes every night', count: 1 }],
        rang: { total: 1 },
      },
    ]);
    expect(telemetry.counts.get('DigestTold')).toBe(1);
    expect(telemetry.counts.get('AlertDelivered')).toBe(2);
  });

  test('tells no line again: not one that comes twice in a window, nor one that comes again in the next', async () => {
    const { work, digests } = working();
    await work(alertMessage('m-1', alertOf('event-1')), alertMessage('m-2', alertOf('event-1')));
    await work(closeMessage('m-3', TEN));
    await work(alertMessage('m-4', alertOf('event-1')), alertMessage('m-5', alertOf('event-2')));
    await work(closeMessage('m-6', ELEVEN));

    expect(digests.map(({ lesser }) => lesser.lines.map(({ alert }) => alert.eventKey))).toEqual([
      ['event-1'],
      ['event-2'],
    ]);
  });

  test('once closed, closes no more: the same closing again tells nothing, and what came since waits for the next', async () => {
    const { work, digests } = working();
    await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN), closeMessage('m-3', TEN));
    await work(alertMessage('m-4', alertOf('event-2')), closeMessage('m-5', TEN));

    expect(digests).toHaveLength(1);
  });

  test('says what is new since the digest before', async () => {
    const { work, digests } = working();
    await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN));
    const bo = alertOf('event-2', { actor: { kind: 'iam-user', name: 'bo' } });
    await work(alertMessage('m-3', bo), closeMessage('m-4', ELEVEN));

    expect(digests.map(({ news }) => news)).toEqual([undefined, { detections: [], actors: ['bo'], accounts: [] }]);
  });

  test('posts nothing for an empty window, or one quiet line where that is wanted', async () => {
    const quiet = working();
    const speaking = working({ emptyWindow: 'line' });

    for (const { work } of [quiet, speaking]) {
      expect(await work(closeMessage('m-1', TEN))).toEqual(NOTHING_KEPT);
    }

    expect([quiet.digests.length, speaking.digests.length]).toEqual([0, 1]);
  });

  test('while another closes, asks again', async () => {
    const { work, digests, memory } = working();
    await memory.digest.hold(NOW + 30_000);

    expect(await work(closeMessage('m-1', TEN), closeMessage('m-2', ELEVEN))).toEqual(keeps('m-2'));
    expect(digests).toEqual([]);
  });
});

describe('a digest that cannot be posted', () => {
  test('is told whole, as it was frozen, when its closing comes again', async () => {
    let failure: Error | undefined = down();
    const { work, digests, telemetry } = working({ slackFails: () => failure });
    await work(alertMessage('m-1', alertOf('event-1')));

    const first = await work(closeMessage('m-2', TEN));
    await work(alertMessage('m-3', alertOf('event-2')));
    failure = undefined;
    const second = await work(closeMessage('m-2', TEN));

    expect([first, second]).toEqual([keeps('m-2'), NOTHING_KEPT]);
    expect(digests.map(({ lesser }) => lesser.total)).toEqual([1]);
    expect(telemetry.counts.get('DigestFailed')).toBe(1);
  });

  test('lets later closings go, and is followed by what they were to tell', async () => {
    let failure: Error | undefined = down();
    const { work, digests } = working({ slackFails: () => failure });
    await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN));
    const later = await work(alertMessage('m-3', alertOf('event-2')), closeMessage('m-4', ELEVEN));

    failure = undefined;
    await work(closeMessage('m-2', TEN));

    expect(later).toEqual(NOTHING_KEPT);
    expect(digests.map(({ id, lesser }) => [id.slice(11, 13), lesser.total])).toEqual([
      ['10', 1],
      ['11', 1],
    ]);
  });

  test('is told by the next closing when its own is in the dead-letter queue', async () => {
    let failure: Error | undefined = down();
    const { work, digests } = working({ slackFails: () => failure });
    await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN));

    failure = undefined;
    await work(closeMessage('m-3', TWELVE));

    expect(digests.map(({ id }) => id.slice(11, 13))).toEqual(['10']);
  });
});

test('a chart that cannot be drawn or uploaded is done without, and the log says so', async () => {
  const { work, replies, telemetry } = working({ chartFails: true });

  expect(await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN))).toEqual(NOTHING_KEPT);
  expect(replies).toEqual(['details C1/1']);
  expect(telemetry.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', message: 'the digest was told without its chart' }),
  );
  expect(telemetry.counts.get('DigestReplyFailed')).toBe(1);
});

test('an alert is marked as told in a digest, and so told by nobody else', async () => {
  const { work, memory } = working();
  await work(alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', TEN));

  const key = { ...alertKeyOf(alertOf('event-1')), app: 'digest-lambda', notifier: 'digest' };
  expect(await memory.alerts.claim(key, NOW + 1)).toBe('told');
});
