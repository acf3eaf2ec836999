import { expect, test } from '@jest/globals';
import { failedMessageIds } from './batch-response.ts';

const SENT = new Set(['a', 'b']);

test.each([
  ['no failure', '{"batchItemFailures":[]}', []],
  ['nothing at all', 'null', []],
  ['an empty object', '{}', []],
  ['no list', '{"batchItemFailures":null}', []],
  ['one message', '{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
])('an answer that names %s', (_, payload, failed) => {
  expect(failedMessageIds(payload, SENT)).toEqual(new Set(failed));
});

test.each([
  ['an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
  ['no identifier', '{"batchItemFailures":[{"itemIdentifier":null}]}'],
  ['a message that was not sent', '{"batchItemFailures":[{"itemIdentifier":"c"}]}'],
  ['a list that is none', '{"batchItemFailures":"a"}'],
  ['a text', '"fine"'],
  ['what is not JSON', 'fine'],
])('an answer with %s fails the whole batch', (_, payload) => {
  expect(failedMessageIds(payload, SENT)).toBeUndefined();
});
