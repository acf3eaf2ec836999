import { describe, expect, test } from '@jest/globals';
import { EVERYTHING, type Scope } from '../history/scope.ts';
import { useOf } from './trail-folder.ts';

const ACCOUNT = 'audit/AWSLogs/o-exampleorg/111122223333/';
const REGION = `${ACCOUNT}CloudTrail/eu-central-1/`;
const MARCH: Scope = { ...EVERYTHING, since: Date.parse('2026-03-01'), until: Date.parse('2026-03-31') };

test.each([
  ['a folder on the way', 'audit/', MARCH, 'look'],
  ['one of another layout', 'exports/2020/', MARCH, 'look'],
  ['an account', ACCOUNT, { ...EVERYTHING, accounts: ['111122223333'] }, 'look'],
  ['another account', ACCOUNT, { ...EVERYTHING, accounts: ['444455556666'] }, 'skip'],
  ['without an organisation', 'AWSLogs/111122223333/', { ...EVERYTHING, accounts: ['444455556666'] }, 'skip'],
  ['a trail of which all is asked for', `${ACCOUNT}CloudTrail/`, EVERYTHING, 'list'],
  ['Insights', `${ACCOUNT}CloudTrail-Insight/`, EVERYTHING, 'list'],
  ['digests, which hold no events', `${ACCOUNT}CloudTrail-Digest/`, EVERYTHING, 'skip'],
  ['what another service logs', `${ACCOUNT}elasticloadbalancing/`, EVERYTHING, 'skip'],
  ['a region, for a time', REGION, MARCH, 'look'],
  ['the year', `${REGION}2026/`, MARCH, 'look'],
  ['a year before', `${REGION}2025/`, MARCH, 'skip'],
  ['a year after', `${REGION}2027/`, MARCH, 'skip'],
  ['the month', `${REGION}2026/03/`, MARCH, 'look'],
  ['a month long before', `${REGION}2026/01/`, MARCH, 'skip'],
  ['a month after', `${REGION}2026/05/`, MARCH, 'skip'],
  ['the first day', `${REGION}2026/03/01/`, MARCH, 'list'],
  ['the day before', `${REGION}2026/02/28/`, MARCH, 'skip'],
  ['the day after, whose files may hold late events', `${REGION}2026/03/31/`, MARCH, 'list'],
  ['two days after', `${REGION}2026/04/01/`, MARCH, 'skip'],
] as const)('%s', (_, prefix, scope, use) => {
  expect(useOf(prefix, scope)).toBe(use);
});

describe('a day of a file is never skipped for', () => {
  test('an event of that day, or of the one before', () => {
    for (let day = 0; day < 800; day += 1) {
      const time = Date.UTC(2025, 0, 1) + day * 86_400_000 + 1;
      const scope = { ...EVERYTHING, since: time, until: time + 1 };
      const parts = (at: number) => new Date(at).toISOString().slice(0, 10).split('-');
      for (const at of [time, time + 86_399_998]) {
        const [year = '', month = '', date = ''] = parts(at);
        for (const folder of [`${year}/`, `${year}/${month}/`, `${year}/${month}/${date}/`]) {
          expect(useOf(`${REGION}${folder}`, scope)).not.toBe('skip');
        }
      }
    }
  });
});
