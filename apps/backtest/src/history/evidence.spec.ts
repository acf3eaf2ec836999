import { describe, expect, test } from '@jest/globals';
import { evidenceOf } from './evidence.ts';

const OF_KIND = new Set(['eventName']);

describe('a record may match', () => {
  const mayMatch = evidenceOf([{ eventName: ['A'], responseElements: { status: ['Failure', 'Refused'] } }], OF_KIND);

  test.each([
    ['with one of the texts that are asked', '{"responseElements":{"status":"Refused"}}', true],
    ['with one of them anywhere', '{"note":"no Failure"}', true],
    ['not with what the kind tells alone', '{"eventName":"A"}', false],
  ])('%s', (_, record, expected) => {
    expect(mayMatch?.(Buffer.from(record))).toBe(expected);
  });
});

test.each([
  ['that is written in several ways', '10.0.0.0/8'],
  ['with a slash, which some write with a backslash', 'a/b'],
  ['with a quote, which is written with one', 'a"b'],
  ['beyond ASCII', 'größer'],
])('a text %s is no evidence', (_, text) => {
  expect(evidenceOf([{ requestParameters: { name: [text] } }], OF_KIND)).toBeUndefined();
});
