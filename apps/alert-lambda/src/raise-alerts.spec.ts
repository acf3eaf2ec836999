import { describe, expect, test } from '@jest/globals';
import {
  type AlertEventDetail,
  type AlertStore,
  type DetectionState,
  type Errand,
  NotToldError,
  type Notifier,
  QueuedRetry,
  type Suppression,
  suppressWith,
} from '@trailbell/alerting';
import {
  memoryAlertStore,
  memoryDetectionState,
  memoryIncidentStore,
  memoryStormStore,
} from '@trailbell/alert-store/memory';
import { type Candidate, type Evaluation } from '@trailbell/detections';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliveriesFor } from './deliveries-for.ts';
import { deliveryThrough, deliveryToDigest, deliveryToHubBus } from './delivery.ts';
import { raiseAlerts } from './raise-alerts.ts';
import { ROUTING, alertOf, eventOf } from './testing/examples.ts';

const NOW = Date.parse('2026-01-01T09:00:10Z');
const EVENT = eventOf('event-1');
const PENTEST: Suppression = {
  id: 'pentest-of-spring',
  alerts: { detectionId: ['cloudtrail-stopped'], account: ['111122223333'] },
  owner: 'ana@example.com',
  reason: 'Penetration test by Example Ltd.',
  until: '2026-03-31',
};

describe('raising the alerts of an event', () => {
  test('tells a critical alert in Slack and by e-mail', async () => {
    const { raise, told, putOff } = raising({ alerts: [alertOf({ severity: 'critical' })] });

    await raise();

    expect(told).toEqual(['slack cloudtrail-stopped page', 'email cloudtrail-stopped page']);
    expect(putOff).toEqual([]);
  });

  test('puts every alert on the hub bus, whatever its route, once', async () => {
    const alerts = [alertOf(), alertOf({ detectionId: 'iam-access-key-created', severity: 'low' })];
    const { raise, onBus, putOff } = raising({ alerts });

    await raise();
    await raise();

    expect(onBus.toSorted((one, other) => one.route.localeCompare(other.route))).toEqual([
      { version: 1, alert: alerts[1], route: 'digest' },
      { version: 1, alert: alerts[0], route: 'page', incident: { eventKey: 'event-1', opened: true } },
    ]);
    expect(putOff).toEqual([]);
  });

  test('puts off the hub bus alone when it does not take an alert', async () => {
    const { raise, told, putOff } = raising({ alerts: [alertOf()], busFails: true });

    await raise();

    expect(told).toHaveLength(2);
    expect(putOff).toMatchObject([[{ notifiers: ['hub-bus'] }, 60_000]]);
  });

  test('tells a medium alert in Slack alone', async () => {
    const { raise, told } = raising({ alerts: [alertOf({ severity: 'medium' })] });

    await raise();

    expect(told).toEqual(['slack cloudtrail-stopped alert']);
  });

  test('has the digest count what it tells, which reaches nobody by that', async () => {
    const { raise, digest, telemetry } = raising({ alerts: [alertOf({ severity: 'medium' })] });

    await raise();

    expect(digest).toEqual(['rang cloudtrail-stopped']);
    expect(telemetry.counts.get('AlertDelivered')).toBe(2); // Slack and the hub bus
  });

  test('hands a low alert over to the digest and tells nobody', async () => {
    const { raise, told, digest } = raising({ alerts: [alertOf({ severity: 'low' })] });

    await raise();

    expect(told).toEqual([]);
    expect(digest).toEqual(['cloudtrail-stopped']);
  });

  test('tells nobody of what is suppressed, hands it over to be counted in the digest, and counts the suppression', async () => {
    const { raise, told, digest, telemetry, stored } = raising({
      alerts: [alertOf(), alertOf({ detectionId: 'guardduty-disabled' })],
      suppressions: [PENTEST],
    });

    await raise();
    await raise();

    expect(told).toEqual(['slack guardduty-disabled page', 'email guardduty-disabled page']);
    expect(new Set(digest)).toEqual(new Set(['suppressed cloudtrail-stopped', 'rang guardduty-disabled']));
    expect(telemetry.counts.get('AlertSuppressed')).toBe(1);
    expect((await stored('cloudtrail-stopped'))?.suppression).toEqual({
      id: 'pentest-of-spring',
      owner: 'ana@example.com',
      reason: 'Penetration test by Example Ltd.',
      until: '2026-03-31',
    });
  });

  test('rings again when the suppression has ended', async () => {
    const { raise, told } = raising({
      alerts: [alertOf()],
      suppressions: [{ ...PENTEST, until: '2025-12-31' }],
    });

    await raise();

    expect(told).toEqual(['slack cloudtrail-stopped page', 'email cloudtrail-stopped page']);
  });

  test('tells nobody a second time when the event is delivered again', async () => {
    const { raise, told, telemetry } = raising({ alerts: [alertOf()] });

    await raise();
    await raise();

    expect(told).toHaveLength(2);
    expect(telemetry.counts.get('AlertDecided')).toBe(1);
    expect(telemetry.counts.get('AlertDelivered')).toBe(3);
  });

  test('measures how long after the call people knew of it, once for each way they were told', async () => {
    const { raise, telemetry } = raising({ alerts: [alertOf({ eventTime: new Date(NOW - 42_000).toISOString() })] });

    await raise();
    await raise();

    const told = { metric: 'DeliveryLatency', milliseconds: 42_000, by: {} };
    expect(telemetry.measures).toEqual([told, told]);
  });

  test('goes by the route the alert was stored with, whatever the routing says by now', async () => {
    const store = memoryAlertStore({ now: () => NOW });
    await store.decide(alertOf(), 'alert');
    const { raise, told } = raising({ alerts: [alertOf({ severity: 'critical' })], store });

    await raise();

    expect(told).toEqual(['slack cloudtrail-stopped alert']);
  });

  test('tells by e-mail when Slack fails, and puts Slack alone off for as long as it asked', async () => {
    const slack = failing('slack', new NotToldError('Slack answered 429', { retryAfterMs: 90_000 }));
    const { raise, told, putOff } = raising({ alerts: [alertOf()], slack });

    await raise();

    expect(told).toEqual(['email cloudtrail-stopped page']);
    expect(putOff).toEqual([[retryOf('slack'), 90_000]]);
  });

  test('puts everything off in one message, for the longest that was asked', async () => {
    const { raise, putOff } = raising({
      alerts: [alertOf()],
      slack: failing('slack', new NotToldError('Slack answered 429', { retryAfterMs: 30_000 })),
      email: failing('email', new NotToldError('SNS answered 500')),
    });

    await raise();

    expect(putOff).toEqual([[retryOf('slack', 'email'), 60_000]]);
  });

  test('claims an alert by the very write that stores it, and by no other', async () => {
    const memory = memoryAlertStore({ now: () => NOW });
    const claims: string[] = [];
    const store: AlertStore = {
      ...memory,
      claim: (key, until) => {
        claims.push(key.notifier);
        return memory.claim(key, until);
      },
    };
    const { raise, told, onBus } = raising({ alerts: [alertOf()], store });

    await raise();

    expect(told).toEqual(['slack cloudtrail-stopped page', 'email cloudtrail-stopped page']);
    expect(onBus).toHaveLength(1);
    expect(claims).toEqual([]);
  });

  test('puts off what another invocation holds, to look again whether that one told it', async () => {
    const store = memoryAlertStore({ now: () => NOW });
    await store.decide(alertOf(), 'page');
    await store.claim({ ...KEY, app: 'alert-lambda', notifier: 'slack' }, NOW + 30_000);
    const { raise, told, putOff } = raising({ alerts: [alertOf()], store });

    await raise();

    expect(told).toEqual(['email cloudtrail-stopped page']);
    expect(putOff).toEqual([[retryOf('slack'), 60_000]]);
  });

  test('puts an alert off that the digest queue did not take', async () => {
    const { raise, putOff } = raising({ alerts: [alertOf({ severity: 'low' })], digestFails: true });

    await raise();

    expect(putOff).toEqual([[retryOf('digest-queue'), 60_000]]);
  });

  test('fails when an alert can be neither told nor put off, so that Lambda tries the event again', async () => {
    const slack = failing('slack', new NotToldError('Slack answered 500'));
    const { raise } = raising({ alerts: [alertOf()], slack, putOffFails: true });

    await expect(raise()).rejects.toThrow('1 of 1 alerts of event event-1 could be neither delivered nor put off');
  });

  test('tells every alert it can before it fails for one that could not be stored', async () => {
    const memory = memoryAlertStore({ now: () => NOW });
    const store: AlertStore = {
      ...memory,
      decide: (alert, route) =>
        alert.detectionId === 'cloudtrail-stopped'
          ? Promise.reject(new Error('the table is throttled'))
          : memory.decide(alert, route),
    };
    const alerts = [alertOf(), alertOf({ detectionId: 'guardduty-disabled' })];
    const { raise, told } = raising({ alerts, store });

    await expect(raise()).rejects.toThrow('1 of 2 alerts of event event-1');

    expect(told).toEqual(['slack guardduty-disabled page', 'email guardduty-disabled page']);
  });

  test('reports a detection that failed, and tells its unreadable alert', async () => {
    const unreadable = alertOf({ unreadable: 'requestParameters are no object' });
    const failure = { detectionId: 'cloudtrail-stopped', error: new Error('cannot read requestParameters') };
    const { raise, told, telemetry } = raising({ alerts: [unreadable], failures: [failure] });

    await raise();

    expect(told).toHaveLength(2);
    expect(telemetry.counts.get('DetectionFailed')).toBe(1);
    expect(telemetry.lines).toContainEqual(
      expect.objectContaining({ level: 'error', facts: expect.objectContaining(failure) as unknown }),
    );
  });

  test('tells what an event completes, once, and nothing before it is complete', async () => {
    const state = memoryDetectionState();
    const candidate = (eventKey: string): Candidate => ({
      alert: alertOf({ eventKey, severity: 'medium' }),
      demand: {
        ...{ kind: 'threshold', key: ['ana'], values: [], atLeast: 2, windowMs: 60_000 },
        ...{ begins: 'ana stopped', counted: 'trails', listing: ':' },
      },
    });
    const first = raising({ candidates: [candidate('event-1')], state });
    const second = raising({ candidates: [candidate('event-2')], state });

    await first.raise();
    await second.raise();
    await second.raise();

    expect(first.told).toEqual([]);
    expect(first.telemetry.counts).toEqual(new Map([['EventUnmatched', 1]]));
    expect(second.told).toEqual(['slack cloudtrail-stopped alert']);
  });

  test('tells every alert it can before it fails for one that could not be counted', async () => {
    const demand = { kind: 'first-seen', key: ['ana'], value: 'here', forgetAfterMs: 1, learningMs: 0 } as const;
    const state: DetectionState = {
      ...memoryDetectionState(),
      read: () => Promise.reject(new Error('the table is throttled')),
    };
    const candidates = [{ alert: alertOf({ detectionId: 'new-source' }), demand }];
    const { raise, told } = raising({ alerts: [alertOf()], candidates, state });

    await expect(raise()).rejects.toThrow('1 of 2 alerts of event event-1');

    expect(told).toEqual(['slack cloudtrail-stopped page', 'email cloudtrail-stopped page']);
  });

  test('takes an event that no detection fires on as usual: a line for debugging and a count', async () => {
    const { raise, telemetry } = raising({ alerts: [] });

    await raise();

    expect(telemetry.lines).toEqual([
      { level: 'debug', message: 'no detection fired', facts: { eventKey: 'event-1' } },
    ]);
    expect(telemetry.counts).toEqual(new Map([['EventUnmatched', 1]]));
  });

  test('says so when people were told and the table could not be told it', async () => {
    const store = {
      ...memoryAlertStore({ now: () => NOW }),
      markTold: () => Promise.reject(new Error('the table is throttled')),
    };
    const { raise, told, putOff, telemetry } = raising({ alerts: [alertOf({ severity: 'medium' })], store });

    await raise();

    expect(told).toHaveLength(1);
    const receipts = { slack: 'slack/1', 'hub-bus': 'event-1' };
    expect(putOff).toEqual([[{ ...retryOf('slack', 'hub-bus'), receipts }, 60_000]]);
    expect(telemetry.counts.get('DeliveryUnmarked')).toBe(2);
  });
});

const KEY = { eventKey: 'event-1', detectionId: 'cloudtrail-stopped' };

function retryOf(...notifiers: readonly string[]): QueuedRetry {
  return QueuedRetry.parse({ kind: 'retry', version: 1, ...KEY, notifiers });
}

function failing(id: string, error: Error): Notifier {
  return { id, tell: () => Promise.reject(error) };
}

interface Circumstances extends Partial<Evaluation> {
  readonly store?: AlertStore;
  readonly state?: DetectionState;
  readonly slack?: Notifier;
  readonly email?: Notifier;
  readonly suppressions?: readonly Suppression[];
  readonly digestFails?: boolean;
  readonly busFails?: boolean;
  readonly putOffFails?: boolean;
}

function raising({ alerts = [], candidates = [], failures = [], ...given }: Circumstances) {
  const told: string[] = [];
  const digest: string[] = [];
  const onBus: AlertEventDetail[] = [];
  const putOff: [Errand, number][] = [];
  const telemetry = recordedTelemetry();
  const store = given.store ?? memoryAlertStore({ now: () => NOW });
  const telling = (id: string): Notifier => ({
    id,
    tell: ({ detectionId }, route) => Promise.resolve(`${id}/${told.push(`${id} ${detectionId} ${route}`)}`),
  });
  const deliveries = {
    slack: deliveryThrough(given.slack ?? telling('slack')),
    email: deliveryThrough(given.email ?? telling('email')),
    digest: deliveryToDigest(({ kind, alert: { detectionId } }) =>
      given.digestFails === true
        ? Promise.reject(new Error('SQS answered 503'))
        : Promise.resolve(`message-${digest.push(kind === 'alert' ? detectionId : `${kind} ${detectionId}`)}`),
    ),
    hubBus: deliveryToHubBus((detail) => {
      onBus.push(detail);
      return given.busFails === true
        ? Promise.reject(new NotToldError('the bus answered 503'))
        : Promise.resolve(`event-${onBus.length}`);
    }),
  };
  const raise = () =>
    raiseAlerts(EVENT, {
      evaluate: () => ({ alerts, candidates, failures }),
      state: given.state ?? memoryDetectionState(),
      routing: ROUTING,
      suppress: suppressWith(given.suppressions ?? []),
      deliveriesFor: deliveriesFor(deliveries, ROUTING, telemetry.log),
      putOff: (retry, waitMs) => {
        putOff.push([retry, waitMs]);
        return given.putOffFails === true ? Promise.reject(new Error('SQS answered 503')) : Promise.resolve();
      },
      incidents: memoryIncidentStore({ now: () => NOW }),
      storms: memoryStormStore({ now: () => NOW, perMinute: undefined }),
      teller: { app: 'alert-lambda', store, now: () => NOW, leaseMs: 35_000 },
      telemetry,
    });
  const stored = (detectionId: string) => store.find({ eventKey: alertOf().eventKey, detectionId });
  return { raise, told, digest, onBus, putOff, telemetry, stored };
}
