import { describe, expect, test } from '@jest/globals';
import { type EventEnvelope } from './envelope.ts';
import { eventKeyOf } from './event-key.ts';

function event(source: string, detail: object): EventEnvelope {
  return {
    id: 'envelope-1',
    'detail-type': 'Something',
    source,
    account: '111122223333',
    time: '2026-03-01T08:15:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { ...detail },
  };
}

const finding = { id: 'f-1', updatedAt: '2026-03-01T08:00:00Z' };

describe('the event key', () => {
  test.each([
    ['a record', event('aws.s3', { eventID: 'e-1' }), 'e-1'],
    ['a GuardDuty finding', event('aws.guardduty', finding), 'f-1@2026-03-01T08:00:00Z'],
    ['an Access Analyzer finding', event('aws.access-analyzer', finding), 'f-1@2026-03-01T08:00:00Z'],
    [
      'an Inspector finding',
      event('aws.inspector2', { findingArn: 'arn:f', updatedAt: '2026-03-01T08:00:00Z' }),
      'arn:f@2026-03-01T08:00:00Z',
    ],
    [
      'a Security Hub finding',
      event('aws.securityhub', { findings: [{ Id: 'arn:f', UpdatedAt: '2026-03-01T08:00:00Z' }] }),
      'arn:f@2026-03-01T08:00:00Z',
    ],
    [
      'what a person chose to do with a finding',
      event('aws.securityhub', { actionName: 'Page us', findings: [{ Id: 'arn:f', UpdatedAt: '2026' }] }),
      'envelope-1',
    ],
    [
      'a page of a Health event',
      event('aws.health', { eventArn: 'arn:h', communicationId: 'c', page: '2' }),
      'arn:h@c#2',
    ],
    ['a finding that lacks its update time', event('aws.guardduty', { id: 'f-1' }), 'envelope-1'],
    ['an event of another service with an id', event('aws.ec2', finding), 'envelope-1'],
  ])('of %s', (_what, envelope, key) => {
    expect(eventKeyOf(envelope)).toBe(key);
  });

  test('changes with each update of a finding', () => {
    const updated = { ...finding, updatedAt: '2026-03-01T09:00:00Z' };

    expect(eventKeyOf(event('aws.guardduty', updated))).not.toBe(eventKeyOf(event('aws.guardduty', finding)));
  });

  test('is a hash of the text where nothing names the event', () => {
    const nameless = { ...event('aws.ec2', {}), id: '' };

    expect(eventKeyOf(nameless, '{"size":0.0}')).toMatch(/^[0-9a-f]{64}$/);
    expect(eventKeyOf(nameless, '{"size":0.0}')).not.toBe(eventKeyOf(nameless, '{"size":0}'));
    expect(eventKeyOf(nameless)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('fits a table however long the id is', () => {
    const long = eventKeyOf(event('aws.s3', { eventID: 'x'.repeat(10_000) }));

    expect(long).toMatch(/^[0-9a-f]{64}$/);
  });
});
