import { expect, test } from '@jest/globals';
import { ruleAgreements, unexplained } from './rule-agreement.ts';

const ROOT = 'AWS.Root.Activity';
const CATALOGUE = new Set(['root-activity', 'root-console-login', 'cloudtrail-modified']);

function labelled(line: number, rule: string, name: string, expected: boolean) {
  return { line, rule, test: name, expected };
}

test('a rule agrees where one of ours fires when it does, and none when it does not', () => {
  const tests = [labelled(1, ROOT, 'fires', true), labelled(2, ROOT, 'is quiet', false)];

  const [agreement] = ruleAgreements(tests, new Map([[1, ['root-console-login']]]), CATALOGUE);

  expect(agreement).toMatchObject({ agreed: 2, differences: [], missing: [] });
});

test('a difference nobody has given a reason for is told in words', () => {
  const tests = [labelled(1, ROOT, 'fires', true), labelled(2, ROOT, 'is quiet', false)];

  const agreements = ruleAgreements(tests, new Map([[2, ['root-activity']]]), CATALOGUE);

  expect(unexplained(agreements)).toEqual([
    'AWS.Root.Activity, "fires": it fires, ours do not',
    'AWS.Root.Activity, "is quiet": it does not, ours do',
  ]);
});

test('a difference with a written reason is not open', () => {
  const tests = [labelled(1, 'AWS.CloudTrail.EventSelectorsDisabled', 'Event Selector Enabled', false)];

  const agreements = ruleAgreements(tests, new Map([[1, ['cloudtrail-modified']]]), CATALOGUE);

  expect(agreements[0]?.differences[0]?.reason).toContain('is not in the record');
  expect(unexplained(agreements)).toEqual([]);
});

test('a rule whose counterpart the catalogue lacks is not compared, and says which is missing', () => {
  const tests = [labelled(1, 'AWS.S3.BucketDeleted', 'fires', true)];

  const agreements = ruleAgreements(tests, new Map(), CATALOGUE);

  expect(agreements[0]?.missing).toEqual(['s3-bucket-deleted']);
  expect(unexplained(agreements)).toEqual([]);
});

test('a rule nobody has looked at says so', () => {
  const [agreement] = ruleAgreements([labelled(1, 'Some.New.Rule', 'fires', true)], new Map(), CATALOGUE);

  expect(agreement?.withoutCounterpart).toBe('nobody has looked for one yet');
});
