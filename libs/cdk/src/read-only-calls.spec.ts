import { describe, expect, test } from '@jest/globals';
import { wantsReadOnlyCalls } from './read-only-calls.ts';

describe('read-only calls are wanted by a pattern', () => {
  test.each([
    ['that names one', { detail: { eventName: ['CreateUser', 'ListUsers'] } }],
    ['that names their prefix', { detail: { eventName: [{ prefix: 'Describe' }] } }],
    ['that names them by a wildcard', { detail: { eventName: [{ wildcard: 'Get*Policy' }] } }],
    ['that names one with dots', { 'detail.eventName': ['ListUsers'] }],
    [
      'that names one in a branch',
      { detail: { $or: [{ eventName: ['CreateUser'] }, { eventName: ['GetSecretValue'] }] } },
    ],
    [
      'that names one in a branch of the whole',
      { $or: [{ source: ['aws.ec2'] }, { detail: { eventName: ['GetSecretValue'] } }] },
    ],
    ['that names those it does not want', { detail: { eventName: [{ 'anything-but': ['ListUsers'] }] } }],
  ] as const)('%s', (_, pattern) => {
    expect(wantsReadOnlyCalls(pattern)).toBe(true);
  });

  test.each([
    ['that names writes', { detail: { eventName: ['CreateUser'] } }],
    ['that names a call which only sounds read-only', { detail: { eventName: ['GetFederationToken'] } }],
    [
      'that takes nothing that reads, whatever its name',
      { detail: { eventName: [{ 'anything-but': ['CreateUser'] }], readOnly: [false, { exists: false }] } },
    ],
    ['that names no call', { source: ['aws.guardduty'] }],
    ['that names another field so', { detail: { userIdentity: { userName: ['ListUsers'] } } }],
  ] as const)('not %s', (_, pattern) => {
    expect(wantsReadOnlyCalls(pattern)).toBe(false);
  });
});
