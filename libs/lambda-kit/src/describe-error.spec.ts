import { describe, expect, test } from '@jest/globals';
import { describeError } from './describe-error.ts';

describe('describing an error', () => {
  test('tells its name, its message and where it was thrown', () => {
    const described = describeError(new TypeError('the trail has no name'));

    expect(described).toMatchObject({ name: 'TypeError', message: 'the trail has no name' });
    expect(described.stack).toMatch(/^ {4}at .*describe-error\.spec\.ts/);
    expect(described).not.toHaveProperty('causes');
  });

  test('tells everything that led to it, nearest first', () => {
    const reset = new Error('connection reset');
    const slack = new Error('Slack did not answer', { cause: reset });
    const table = new RangeError('the table is throttled');

    const { causes } = describeError(
      new Error('not delivered', { cause: new AggregateError([slack, table], 'two reasons') }),
    );

    expect(causes).toEqual([
      'AggregateError: two reasons',
      'Error: Slack did not answer',
      'Error: connection reset',
      'RangeError: the table is throttled',
    ]);
  });

  test('leaves out whatever else an error carries', () => {
    const error = Object.assign(new Error('request failed'), { headers: { authorization: 'Bearer example' } });

    expect(JSON.stringify(describeError(new Error('not told', { cause: error })))).not.toContain('example');
    expect(JSON.stringify(describeError(error))).not.toContain('example');
  });

  test('ends when an error is its own cause', () => {
    const error = new Error('round and round');
    error.cause = error;

    expect(describeError(error)).toMatchObject({ message: 'round and round' });
  });

  test('shortens a message that somebody put a payload into', () => {
    const described = describeError(new Error('x'.repeat(300_000), { cause: new Error('y'.repeat(300_000)) }));

    expect(JSON.stringify(described).length).toBeLessThan(10_000);
  });

  test('does not print what was thrown when it is no error', () => {
    expect(describeError('example-token')).toEqual({
      name: 'string',
      message: 'something that is not an Error was thrown',
    });
  });
});
