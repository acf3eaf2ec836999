import { describe, expect, test } from '@jest/globals';
import { type Route, type Routing, openingBy } from '@trailbell/alerting';
import { type Severity } from '@trailbell/detections';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliveriesFor } from './deliveries-for.ts';
import { type Delivery } from './delivery.ts';
import { ROUTING, alertOf } from './testing/examples.ts';

const routingWith = (changes: Partial<Routing> = {}): Routing => ({ ...ROUTING, ...changes });

const DELIVERIES = { slack: named('slack'), email: named('email'), digest: named('digest'), hubBus: named('hub-bus') };

const { log } = recordedTelemetry();

describe('the deliveries of an alert', () => {
  test.each<{ email: ('page' | 'alert')[]; expected: Record<Route, string[]> }>([
    { email: ['page'], expected: { page: ['slack', 'email'], alert: ['slack'], digest: [] } },
    { email: ['page', 'alert'], expected: { page: ['slack', 'email'], alert: ['slack', 'email'], digest: [] } },
    { email: [], expected: { page: ['slack'], alert: ['slack'], digest: [] } },
  ])(
    'follow its route, with e-mail for $email, and always end in the digest and on the hub bus',
    ({ email, expected }) => {
      const deliveries = deliveriesFor(DELIVERIES, routingWith({ email }), log);

      const ids = (['page', 'alert', 'digest'] as const).map((route) => [route, idsOf(deliveries({ route }))]);
      expect(ids).toEqual(Object.entries(expected).map(([route, people]) => [route, [...people, 'digest', 'hub-bus']]));
    },
  );

  test('are with the webhook where it is routed to: by its route, and by its rule', () => {
    const routing = routingWith({
      webhook: ['alert'],
      rules: [{ when: { severity: ['critical'] }, to: 'page', by: ['slack', 'webhook'] }],
    });
    const deliveries = deliveriesFor({ ...DELIVERIES, webhook: named('webhook') }, routing, log);
    const ofSeverity = (severity: Severity, route: Route) => idsOf(deliveries({ route, alert: alertOf({ severity }) }));

    expect(ofSeverity('critical', 'page')).toEqual(['slack', 'webhook', 'digest', 'hub-bus']);
    expect(ofSeverity('high', 'page')).toEqual(['slack', 'email', 'digest', 'hub-bus']);
    expect(ofSeverity('medium', 'alert')).toEqual(['slack', 'webhook', 'digest', 'hub-bus']);
    expect(ofSeverity('critical', 'digest')).toEqual(['digest', 'hub-bus']);
  });

  test('go to Slack where a notifier is not set up, and say so', () => {
    const telemetry = recordedTelemetry();
    const deliveries = deliveriesFor(DELIVERIES, routingWith({ webhook: ['alert'] }), telemetry.log);

    expect(idsOf(deliveries({ route: 'alert' }))).toEqual(['slack', 'digest', 'hub-bus']);
    expect(telemetry.lines).toEqual([
      {
        level: 'error',
        message: 'an alert is routed to a notifier that is not set up; it is told in Slack',
        facts: { notifier: 'webhook' },
      },
    ]);
  });

  test('ring nobody when its incident was folded into a storm', () => {
    const incident = openingBy(alertOf(), 'page', { storm: 'page 2026-01-01T09:00Z' });

    expect(idsOf(deliveriesFor(DELIVERIES, ROUTING, log)({ route: 'page', incident }))).toEqual(['digest', 'hub-bus']);
  });

  test('are the digest alone when it is suppressed: nobody is told, and no app', () => {
    const suppression = { id: 'pentest', owner: 'ana', reason: 'a penetration test', until: '2026-03-31' };

    expect(idsOf(deliveriesFor(DELIVERIES, ROUTING, log)({ route: 'page', suppression }))).toEqual(['digest']);
  });
});

function idsOf(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(({ id }) => id);
}

function named(id: string): Delivery {
  return { id, toPeople: true, claims: () => true, deliver: () => Promise.resolve({ kind: 'told', receipt: id }) };
}
