import { describe, expect, test } from '@jest/globals';
import { severities } from '@trailbell/detections';
import { type Routed, Routing, notifiersOf, routeOf, usesWebhook } from './routing.ts';
import { incidentsPerMinuteOf } from './storm.ts';

const alert = {
  severity: 'high',
  detectionId: 'security-group-open-to-world',
  account: '111122223333',
  eventTime: '2026-11-23T13:05:09Z', // a Monday, 14:05 in Berlin
} as const;

const routing = {
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#security-page', alert: 'C0123456789', digest: '#security-digest' },
  email: ['page'],
};

test('severity decides the route', () => {
  const valid = Routing.parse(routing);

  expect(severities.map((severity) => routeOf({ ...alert, severity }, valid))).toEqual([
    'page',
    'page',
    'alert',
    'digest',
    'digest',
  ]);
});

describe('rules', () => {
  const tags = { sandbox: { accounts: ['444455556666'] }, noisy: { detections: ['security-group-open-to-world'] } };
  const routed = (changes: Partial<Routed>, ...rules: readonly unknown[]) =>
    routeOf({ ...alert, ...changes }, Routing.parse({ ...routing, tags, rules }));

  test.each([
    ['a severity', { severity: ['high'] }, { severity: 'medium' }],
    ['a detection', { detection: ['security-group-open-to-world'] }, { detectionId: 'cloudtrail-stopped' }],
    ['an account', { account: ['111122223333'] }, { account: '444455556666' }],
    ['a tag of detections', { tag: ['noisy'] }, { detectionId: 'cloudtrail-stopped' }],
    [
      'all that is named',
      { severity: ['high'], account: ['111122223333'] },
      { account: '444455556666', severity: 'high' },
    ],
  ] satisfies [string, unknown, Partial<Routed>][])('by %s', (_by, when, other) => {
    const rule = { when, to: 'digest' };

    expect(routed({}, rule)).toBe('digest');
    expect(routed(other, rule)).toBe(Routing.parse(routing).bySeverity[{ ...alert, ...other }.severity]);
  });

  test('by a tag of accounts', () => {
    const rule = { when: { tag: ['sandbox'] }, to: 'alert' };

    expect(routed({ account: '444455556666' }, rule)).toBe('alert');
    expect(routed({}, rule)).toBe('page');
  });

  test('the first that fits decides', () => {
    const first = { when: { tag: ['noisy'] }, to: 'digest' };
    const second = { when: { severity: ['high'] }, to: 'alert' };

    expect(routed({}, first, second)).toBe('digest');
    expect(routed({}, second, first)).toBe('alert');
    expect(routed({ severity: 'critical', detectionId: 'cloudtrail-stopped' }, second, first)).toBe('page');
  });

  test.each([
    [{ tag: ['sandbx'] }, 'there is no tag "sandbx". Tags: noisy, sandbox'],
    [{ tag: ['toString'] }, 'there is no tag "toString". Tags: noisy, sandbox'],
    [{ detection: ['cloudtrail-stoped'] }, 'there is no detection "cloudtrail-stoped". docs/detections lists them'],
    [{ account: ['production'] }, 'needs an account id of 12 digits'],
    [{ severity: [] }, 'needs at least one value, or is left out'],
    [{}, 'would take every alert. Name a severity, detection, account or tag; `bySeverity` is for the rest'],
  ])('a rule for %j is refused with a sentence', (when, sentence) => {
    const { error } = Routing.safeParse({ ...routing, tags, rules: [{ when, to: 'page' }] });

    expect(error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });
});

describe('quiet hours', () => {
  const nights = { days: ['mon', 'fri'], from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
  const weekend = { days: ['sat', 'sun'], from: '00:00', to: '24:00', timeZone: 'Europe/Berlin' };
  const routedAt = (eventTime: string, severity: Routed['severity'] = 'high') =>
    routeOf({ ...alert, eventTime, severity }, Routing.parse({ ...routing, quietHours: [nights, weekend] }));

  test.each([
    ['before they begin', '2026-11-23T20:59:59Z', 'page'],
    ['as they begin', '2026-11-23T21:00:00Z', 'digest'],
    ['after midnight', '2026-11-24T05:59:59Z', 'digest'],
    ['as they end', '2026-11-24T06:00:00Z', 'page'],
    ['in the night of a day that has none', '2026-11-24T22:00:00Z', 'page'],
    ['on a Saturday', '2026-11-28T12:00:00Z', 'digest'],
    ['in the last minute of Sunday', '2026-11-29T22:59:59Z', 'digest'],
    ['in the first minute of Monday, whose night has not begun', '2026-11-29T23:00:00Z', 'page'],
    ['in summer, when the clock is another', '2026-07-06T20:00:00Z', 'digest'],
    ['at a time that cannot be read', 'yesterday', 'page'],
  ])('%s', (_when, time, route) => {
    expect(routedAt(time)).toBe(route);
  });

  test('what is critical rings all the same', () => {
    expect(routedAt('2026-11-28T12:00:00Z', 'critical')).toBe('page');
  });

  test.each([
    [{ ...nights, timeZone: 'Berlin' }, 'needs a time zone such as Europe/Berlin'],
    [{ ...nights, from: '7 pm' }, 'needs a time of day as 22:00'],
    [{ ...nights, to: '22:00' }, 'needs another time than `from`. A whole day is 00:00 to 24:00'],
    [{ ...nights, days: [] }, 'needs at least one day'],
    [{ ...nights, days: ['monday'] }, 'needs days of sun, mon, tue, wed, thu, fri, sat'],
  ])('%j are refused with a sentence', (mistaken, sentence) => {
    const { error } = Routing.safeParse({ ...routing, quietHours: [mistaken] });

    expect(error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });
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

describe('storms', () => {
  test.each([
    [undefined, 20],
    [{ incidentsPerMinute: 5 }, 5],
    ['off' as const, undefined],
  ])('%j: a route tells so many new incidents of a minute one by one: %s', (storm, most) => {
    const parsed = Routing.parse({ ...routing, ...(storm !== undefined && { storm }) });

    expect(incidentsPerMinuteOf(parsed)).toBe(most);
  });

  test.each([0, 1_001, 1.5, 'none'])('%j is no such number, and is refused with a sentence', (incidentsPerMinute) => {
    const { error } = Routing.safeParse({ ...routing, storm: { incidentsPerMinute } });

    expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(/needs .*from 1 to 1000/)]);
  });
});

describe('messages', () => {
  test('name accounts and link to pages as the environment says', () => {
    const messages = {
      accountAliases: { '111122223333': 'payments' },
      detectionPages: 'https://docs.example.com/detections',
    };

    expect(Routing.parse({ ...routing, messages }).messages).toEqual(messages);
  });

  test.each([
    [{ accountAliases: { payments: 'x' } }, 'messages.accountAliases.payments'],
    [{ accountAliases: { '111122223333': ' ' } }, 'messages.accountAliases.111122223333'],
    [{ detectionPages: 'http://docs.example.com' }, 'messages.detectionPages'],
    [{ aliases: {} }, 'messages'],
  ])('%j is refused', (messages, path) => {
    const { error } = Routing.safeParse({ ...routing, messages });

    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('who tells', () => {
  const toldBy = (changes: object, of: Partial<Routed> = {}) => {
    const valid = Routing.parse({ ...routing, ...changes });
    const route = routeOf({ ...alert, ...of }, valid);
    return [usesWebhook(valid), ...(route === 'digest' ? [] : notifiersOf(route, valid, { ...alert, ...of }))];
  };

  test('is Slack, and e-mail and the webhook where the route names them', () => {
    expect(toldBy({})).toEqual([false, 'slack', 'email']);
    expect(toldBy({ webhook: ['page', 'alert'] })).toEqual([true, 'slack', 'email', 'webhook']);
    expect(toldBy({ webhook: ['page'] }, { severity: 'medium' })).toEqual([true, 'slack']);
  });

  test('is whom the rule names that routes the alert', () => {
    const rules = [{ when: { account: ['111122223333'] }, to: 'page', by: ['slack', 'webhook'] }];

    expect(toldBy({ rules })).toEqual([true, 'slack', 'webhook']);
    expect(toldBy({ rules }, { account: '444455556666' })).toEqual([true, 'slack', 'email']);
  });

  test.each([
    ['a notifier there is not', { to: 'page', by: ['slack', 'pager'] }, 'needs a notifier: slack, email or webhook'],
    [
      'no Slack',
      { to: 'page', by: ['webhook'] },
      'needs slack, which holds an incident together, and others beside it',
    ],
    ['others than the digest has', { to: 'digest', by: ['slack'] }, 'has no place where alerts go to the digest'],
  ])('is refused: %s', (_, rule, sentence) => {
    const rules = [{ when: { severity: ['high'] }, ...rule }];

    expect(() => Routing.parse({ ...routing, rules })).toThrow(sentence);
  });
});
