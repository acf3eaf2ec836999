import { describe, expect, test } from '@jest/globals';
import { Suppression, suppressWith } from '@trailbell/alerting';
import { alertOf } from '../testing/alert-of.ts';
import { suppressionDraft, suppressionOf } from './suppression-draft.ts';

const FILLED_IN = { owner: 'ana@example.com', reason: 'The trail is replaced this week.', until: '2026-03-31' };

test('is what the list of suppressions holds', () => {
  expect(suppressionDraft({ alert: alertOf({ subject: "ana's trail" }) })).toMatchInlineSnapshot(`
"{
  id: 'cloudtrail-stopped-ana-s-trail',
  alerts: {
    detectionId: ['cloudtrail-stopped'],
    account: ['111122223333'],
    subject: ['ana\\'s trail'],
    actor: { principalArn: ['arn:aws:iam::111122223333:user/ana'] },
  },
  owner: '',
  reason: '',
  until: '',
},"
`);
});

describe('filled in, it covers', () => {
  const alert = alertOf({ subject: '*/{"$or"} ß \\' });
  const suppress = suppressWith([Suppression.parse({ ...suppressionOf({ alert }), ...FILLED_IN })]);

  test('what the incident is about, by the same principal', () => {
    expect(suppress(alert)).toBeDefined();
  });

  test.each([
    ['another subject', { subject: 'other' }],
    ['another account', { account: '444455556666' }],
    ['another principal', { actor: { ...alert.actor, principalArn: 'arn:aws:iam::111122223333:user/eve' } }],
  ])('and not %s', (_, parts) => {
    expect(suppress({ ...alert, ...parts })).toBeUndefined();
  });
});
