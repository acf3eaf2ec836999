import { describe, expect, test } from '@jest/globals';
import { readArguments } from './arguments.ts';

const NOW = Date.parse('2026-03-31T00:00:00Z');

test('paths, filters and files are read; a time without a zone is UTC', () => {
  const args = ['logs', '--since', '2026-03-01T08:00', '--until', '2026-03-02', '--detection', 'root-activity'];

  expect(readArguments([...args, '--account', '111122223333', '--json', 'out', '--threads', '3'], NOW)).toEqual({
    paths: ['logs'],
    json: 'out',
    html: undefined,
    config: undefined,
    since: Date.parse('2026-03-01T08:00:00Z'),
    until: Date.parse('2026-03-02T00:00:00Z'),
    detections: ['root-activity'],
    accounts: ['111122223333'],
    threads: 3,
  });
});

test('days back from now are a time too', () => {
  expect(readArguments(['logs', '--since', '30d'], NOW)).toMatchObject({ since: Date.parse('2026-03-01T00:00:00Z') });
});

describe('refused with a sentence:', () => {
  test.each([
    [[], 'there is nothing to read. Give files or folders: npm run backtest -- PATH'],
    [['logs', '--since', 'yesterday'], '--since yesterday is no time. Give 2026-03-01, 2026-03-01T08:00Z, or 90d'],
    [['logs', '--until', '2026-13-01'], '--until 2026-13-01 is no time. Give 2026-03-01, 2026-03-01T08:00Z, or 90d'],
    [
      ['logs', '--since', '2026-03-02', '--until', '2026-03-01'],
      '--since is not before --until, so no event can lie between them',
    ],
    [['logs', '--account', '1234'], '--account 1234 is no account id. Give twelve digits'],
    [['logs', '--threads', '0'], '--threads 0 is out of bounds. Give a number from 1 to 256'],
    [['logs', '--nope'], "Unknown option '--nope'. npm run backtest -- --help lists what there is"],
  ])('%j', (args, sentence) => {
    expect(() => readArguments(args, NOW)).toThrow(sentence);
  });
});
