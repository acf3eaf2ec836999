import { expect, test } from '@jest/globals';
import { severities } from '@trailbell/detections';
import { Routing, routeOf } from './routing.ts';

const routing = {
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#security-page', alert: 'C0123456789', digest: '#security-digest' },
  email: ['page'],
};

test('severity decides the route', () => {
  const valid = Routing.parse(routing);

  expect(severities.map((severity) => routeOf({ severity }, valid))).toEqual([
    'page',
    'page',
    'alert',
    'digest',
    'digest',
  ]);
});

test.each([
  [
    'a severity without a route',
    { ...routing, bySeverity: { ...routing.bySeverity, low: undefined } },
    'bySeverity.low',
    'needs a route: page, alert or digest',
  ],
  [
    'a severity on a route nobody knows',
    { ...routing, bySeverity: { ...routing.bySeverity, low: 'mute' } },
    'bySeverity.low',
    'needs a route: page, alert or digest',
  ],
  [
    'a route without a channel',
    { ...routing, channels: { page: '#security-page', alert: '#security' } },
    'channels.digest',
    'needs a Slack channel: a name as #security, or a channel id',
  ],
  [
    'a channel that is none',
    { ...routing, channels: { ...routing.channels, page: 'https://hooks.slack.example' } },
    'channels.page',
    'needs a Slack channel: a name as #security, or a channel id',
  ],
  [
    'a digest by e-mail',
    { ...routing, email: ['digest'] },
    'email.0',
    'e-mail can be sent for page and alert. The digest is told in Slack alone',
  ],
])('%s is refused with a sentence', (_, mistaken, path, sentence) => {
  const [issue] = Routing.safeParse(mistaken).error?.issues ?? [];

  expect([issue?.path.join('.'), issue?.message]).toEqual([path, sentence]);
});

test.each([
  ['a severity nobody knows', { ...routing, bySeverity: { ...routing.bySeverity, fatal: 'page' } }],
  ['a route nobody takes', { ...routing, channels: { ...routing.channels, night: '#night' } }],
  ['a setting nobody knows', { ...routing, sms: ['page'] }],
])('%s is refused', (_, mistaken) => {
  expect(Routing.safeParse(mistaken).success).toBe(false);
});
