import { describe, expect, test } from '@jest/globals';
import { Suppression, suppressWith } from './suppression.ts';
import { suppressions } from './suppressions.ts';
import { alertOf } from './testing/alert-of.ts';

const PENTEST: Suppression = {
  id: 'pentest-of-spring',
  alerts: {
    detectionId: ['cloudtrail-stopped'],
    account: ['111122223333'],
    source: [{ cidr: '203.0.113.0/24' }],
    actor: { principalArn: [{ prefix: 'arn:aws:iam::111122223333:role/pentest' }] },
  },
  owner: 'ana@example.com',
  reason: 'Penetration test by Example Ltd, from their own network.',
  until: '2026-03-31',
};

const COVERED = alertOf({
  detectionId: 'cloudtrail-stopped',
  account: '111122223333',
  source: '203.0.113.9',
  actor: { kind: 'assumed-role', name: 'pentest', principalArn: 'arn:aws:iam::111122223333:role/pentest' },
  eventTime: '2026-03-31T23:59:59Z',
});

describe('an alert', () => {
  const suppress = suppressWith([PENTEST]);

  test('is suppressed when every field the suppression names is as it says', () => {
    expect(suppress(COVERED)).toBe(PENTEST);
  });

  test.each([
    ['of another detection', { detectionId: 'guardduty-disabled' }],
    ['of another account', { account: '444455556666' }],
    ['from another network', { source: '198.51.100.9' }],
    ['from no network', { source: 'AWS Internal' }],
    ['by another role', { actor: { ...COVERED.actor, principalArn: 'arn:aws:iam::111122223333:role/admin' } }],
    ['by an actor whose role is not known', { actor: { kind: 'assumed-role', name: 'pentest' } }],
    ['whose event could not be read', { unreadable: 'requestParameters: expected object' }],
    ['of the day after the last', { eventTime: '2026-04-01T00:00:00Z' }],
  ])('%s rings', (_, changes) => {
    expect(suppress({ ...COVERED, ...changes })).toBeUndefined();
  });

  test('is suppressed by the first that covers it and has not ended', () => {
    const ended = { ...PENTEST, id: 'pentest-of-winter', until: '2025-12-31' };
    const again = { ...PENTEST, id: 'pentest-again' };

    expect(suppressWith([ended, PENTEST, again])(COVERED)?.id).toBe('pentest-of-spring');
  });

  test('rings when nothing is suppressed', () => {
    expect(suppressWith([])(COVERED)).toBeUndefined();
  });
});

describe('a suppression', () => {
  test.each([
    [{ owner: '' }, 'Valid: a person or a team'],
    [{ reason: 'noise' }, 'Valid: a sentence that says why'],
    [{ until: 'never' }, 'Valid: the last day it holds, as 2026-03-31'],
    [{ id: 'Pentest!' }, 'Valid: words and hyphens, as pentest-of-spring'],
    [
      { alerts: { detectionId: ['cloudtrail-stoped'], account: ['111122223333'] } },
      'there is no detection "cloudtrail-stoped". docs/detections lists them',
    ],
    [
      { alerts: { detectionId: ['cloudtrail-stopped'] } },
      'would silence whole detections. Say of which account, region, subject, source or actor',
    ],
    [
      { alerts: { detectionId: ['cloudtrail-stopped'], account: [] } },
      'Valid: a list of values, as in an event pattern',
    ],
    [
      { alerts: { detectionId: ['cloudtrail-stopped'], source: [{ cidr: '203.0.113.0/99' }] } },
      'is no event pattern: IPv4 mask bits must be < 32',
    ],
    [{ alerts: { ...PENTEST.alerts, userAgent: ['Boto3'] } }, expect.stringContaining('userAgent')],
  ])('with %j is refused with a sentence', (changes, sentence) => {
    expect(Suppression.safeParse({ ...PENTEST, ...changes }).error?.issues[0]?.message).toEqual(sentence);
  });

  test('of a team is one of those that can be used', () => {
    expect(suppressions.map((suppression) => Suppression.safeParse(suppression).error)).toEqual(
      suppressions.map(() => undefined),
    );
  });
});
