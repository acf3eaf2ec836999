import { describe, expect, test } from '@jest/globals';
import { type Route, openingBy } from '@trailbell/alerting';
import { deliveriesFor } from './deliveries-for.ts';
import { type Delivery } from './delivery.ts';
import { alertOf } from './testing/examples.ts';

const DELIVERIES = { slack: named('slack'), email: named('email'), digest: named('digest'), hubBus: named('hub-bus') };

describe('the deliveries of an alert', () => {
  test.each<{ email: ('page' | 'alert')[]; expected: Record<Route, string[]> }>([
    { email: ['page'], expected: { page: ['slack', 'email'], alert: ['slack'], digest: [] } },
    { email: ['page', 'alert'], expected: { page: ['slack', 'email'], alert: ['slack', 'email'], digest: [] } },
    { email: [], expected: { page: ['slack'], alert: ['slack'], digest: [] } },
  ])(
    'follow its route, with e-mail for $email, and always end in the digest and on the hub bus',
    ({ email, expected }) => {
      const deliveries = deliveriesFor(DELIVERIES, { email });

      const ids = (['page', 'alert', 'digest'] as const).map((route) => [route, idsOf(deliveries({ route }))]);
      expect(ids).toEqual(Object.entries(expected).map(([route, people]) => [route, [...people, 'digest', 'hub-bus']]));
    },
  );

  test('ring nobody when its incident was folded into a storm', () => {
    const incident = openingBy(alertOf(), 'page', { storm: 'page 2026-01-01T09:00Z' });

    expect(idsOf(deliveriesFor(DELIVERIES, { email: ['page'] })({ route: 'page', incident }))).toEqual([
      'digest',
      'hub-bus',
    ]);
  });

  test('are the digest alone when it is suppressed: nobody is told, and no app', () => {
    const suppression = { id: 'pentest', owner: 'ana', reason: 'a penetration test', until: '2026-03-31' };

    expect(idsOf(deliveriesFor(DELIVERIES, { email: ['page'] })({ route: 'page', suppression }))).toEqual(['digest']);
  });
});

function idsOf(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(({ id }) => id);
}

function named(id: string): Delivery {
  return { id, toPeople: true, deliver: () => Promise.resolve({ kind: 'told', receipt: id }) };
}
