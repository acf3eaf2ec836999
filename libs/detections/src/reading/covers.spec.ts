import { expect, test } from '@jest/globals';
import { covers } from './covers.ts';

test.each([
  ['*', 'iam:PutUserPolicy'],
  ['iam:*', 'iam:PutUserPolicy'],
  ['IAM:put*', 'iam:PutUserPolicy'],
  ['iam:Put????Policy', 'iam:PutUserPolicy'],
  ['iam:*User*', 'iam:PutUserPolicy'],
  ['iam:*y', 'iam:PutUserPolicy'],
  ['**', ''],
  ['iam:PutUserPolicy*', 'iam:PutUserPolicy'],
])('%s covers %s', (pattern, text) => {
  expect(covers(pattern, text)).toBe(true);
});

test.each([
  ['iam:Get*', 'iam:PutUserPolicy'],
  ['iam:PutUser', 'iam:PutUserPolicy'],
  ['iam:PutUserPolic?x', 'iam:PutUserPolicy'],
  ['iam.PutUserPolicy', 'iam:PutUserPolicy'],
  ['', 'iam:PutUserPolicy'],
  ['?', ''],
])('%s does not cover %s', (pattern, text) => {
  expect(covers(pattern, text)).toBe(false);
});

test('a pattern made to be slow is not', () => {
  expect(covers('*a'.repeat(500), 'a'.repeat(2_000) + 'b')).toBe(false);
});
