import { expect, test } from '@jest/globals';
import { accountIn, describeAccounts, foreignAmong, strangersAmong } from './receivers.ts';

test.each([
  ['an account', '444455556666', '444455556666'],
  ['the ARN of a role', 'arn:aws:iam::444455556666:role/reader', '444455556666'],
  ['the ARN of a layer', 'arn:aws:lambda:eu-central-1:444455556666:layer:tools:3', '444455556666'],
  [
    "the ARN of CloudFront's identities",
    'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
    undefined,
  ],
  ['a service', 'rds.amazonaws.com', undefined],
  ['everybody', '*', undefined],
  ['an ARN that is cut off', 'arn:aws', undefined],
])('the account in %s', (_what, principal, account) => {
  expect(accountIn(principal)).toBe(account);
});

test('strangers are neither the account at home nor own accounts, and are named once', () => {
  const accounts = ['111122223333', '444455556666', '777788889999', '444455556666'];

  expect(strangersAmong(accounts, '111122223333', { ownAccounts: ['777788889999'] })).toEqual(['444455556666']);
});

test('organisations are foreign when the settings name our own, and they are not among them', () => {
  const organizations = ['o-exampleorg', 'o-somebodyelse'];

  expect(foreignAmong(organizations, { ownOrganizations: ['o-exampleorg'] })).toEqual(['o-somebodyelse']);
  expect(foreignAmong(organizations, { ownOrganizations: [] })).toEqual([]);
});

test('one account and many read as they are spoken', () => {
  expect(describeAccounts(['444455556666'])).toBe('the account 444455556666');
  expect(describeAccounts(['444455556666', '777788889999'])).toBe('the accounts 444455556666 and 777788889999');
});
