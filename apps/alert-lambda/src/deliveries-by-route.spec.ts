import { describe, expect, test } from '@jest/globals';
import { type Route } from '@trailbell/alerting';
import { deliveriesByRoute } from './deliveries-by-route.ts';
import { type Delivery } from './delivery.ts';

describe('the deliveries of a route', () => {
  test.each<{ email: ('page' | 'alert')[]; expected: Record<Route, string[]> }>([
    { email: ['page'], expected: { page: ['slack', 'email'], alert: ['slack'], digest: ['digest'] } },
    { email: ['page', 'alert'], expected: { page: ['slack', 'email'], alert: ['slack', 'email'], digest: ['digest'] } },
    { email: [], expected: { page: ['slack'], alert: ['slack'], digest: ['digest'] } },
  ])('with e-mail for $email', ({ email, expected }) => {
    const deliveries = { slack: named('slack'), email: named('email'), digest: named('digest') };

    const byRoute = deliveriesByRoute(deliveries, { email });

    const ids = Object.entries(byRoute).map(([route, each]) => [route, each.map(({ id }) => id)]);
    expect(Object.fromEntries(ids)).toEqual(expected);
  });
});

function named(id: string): Delivery {
  return { id, deliver: () => Promise.resolve({ kind: 'told', receipt: id }) };
}
