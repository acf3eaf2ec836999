import { expect, test } from '@jest/globals';
import { readArguments } from './arguments.ts';

test('without arguments, the story is replayed at the real pace and the sandbox stays up', () => {
  expect(readArguments([])).toEqual({
    events: [],
    app: undefined,
    inspect: undefined,
    exit: false,
    json: undefined,
    pace: 'real',
    slackRate: 1,
    processes: 3,
    port: 0,
  });
});

test('all arguments are read', () => {
  const args = ['--events', 'a', '--events', 'b', '--exit', '--json', 'out', '--slack-rate', 'off', '--port', '4000'];

  expect(readArguments(args)).toMatchObject({
    events: ['a', 'b'],
    exit: true,
    json: 'out',
    slackRate: 'off',
    port: 4000,
  });
});

test('a run that ends, or is of one app, leaps over waits, unless it is told otherwise', () => {
  expect(readArguments([])).toMatchObject({ pace: 'real' });
  expect(readArguments(['--exit'])).toMatchObject({ pace: 'leap' });
  expect(readArguments(['--app', 'payments'])).toMatchObject({ pace: 'leap' });
  expect(readArguments(['--app', 'payments', '--inspect', '9229'])).toMatchObject({ pace: 'real' });
  expect(readArguments(['--exit', '--clock', 'real'])).toMatchObject({ pace: 'real' });
});

test('help is help, whatever else is asked', () => {
  expect(readArguments(['--exit', '--help'])).toBe('help');
});

test.each([
  [['--evnets', 'a'], "Unknown option '--evnets'. npm start -- --help lists what there is"],
  [['a.json'], "Unexpected argument 'a.json'. npm start -- --help lists what there is"],
  [['--json'], "Option '--json <value>' argument missing. npm start -- --help lists what there is"],
  [['--clock', 'fast'], '--clock fast is no pace. Give real or leap'],
  [['--inspect', '9229'], '--inspect is of one app. Give its name with --app'],
  [['--port', '99999'], '--port 99999 is out of bounds. Give a number from 0 to 65535'],
  [['--processes', 'x'], '--processes x is out of bounds. Give a number from 1 to 64'],
  [['--slack-rate', '0'], '--slack-rate 0 is out of bounds. Give a number from 0.01 to 1000000'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => readArguments(args)).toThrow(sentence);
});
