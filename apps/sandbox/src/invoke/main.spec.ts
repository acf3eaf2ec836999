import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const MAIN = join(import.meta.dirname, 'main.ts');
const STORY = join(import.meta.dirname, '../../stories/leaked-key.ndjson');
const folder = mkdtempSync(join(tmpdir(), 'trailbell-invoke-'));
const stopped = readFileSync(STORY, 'utf8')
  .split('\n')
  .find((line) => line.includes('"StopLogging"'))!;

function invoke(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', MAIN, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('one invocation of the bundle, and what it answered, told, mailed, stored and logged', () => {
  const { status, stdout } = invoke('alert-lambda', '--event', file('stopped.json', stopped));

  expect(stdout).toMatch(/^succeeded in \d+ ms, and answered null$/m);
  expect(stdout).toMatch(/^Slack security-\w+: .*the trail management-events/m);
  expect(stdout).toMatch(/^[1-9]\d* items? in the alerts table$/m);
  expect(stdout).toMatch(/^log: .*"message":"alert delivered"/m);
  expect(status).toBe(0);
});

test('a lambda that drains a queue is given the event in a message', () => {
  const { status, stdout } = invoke('digest-lambda', '--event', file('message.json', stopped));

  expect(stdout).toContain('and answered {"batchItemFailures":[]}');
  expect(status).toBe(0);
});

test('a batch is given as the file has it', () => {
  const batch = {
    Records: [{ messageId: 'unread', body: 'no message of ours', eventSource: 'aws:sqs', attributes: {} }],
  };

  const { stdout } = invoke('digest-lambda', '--event', file('batch.json', JSON.stringify(batch)));

  expect(stdout).toContain('unread');
});

test.each([
  [['alert-lambda'], 'an event is missing. Valid: npx nx invoke APP --event FILE\n'],
  [['nobody', '--event', 'x'], 'the lambda app "nobody" is unknown. Known: '],
  [['alert-lambda', '--event', 'nowhere.json'], '--event nowhere.json cannot be read. Give a file with one event\n'],
  [['alert-lambda', '--event', STORY], 'events. Give a file with one; npm start -- --events replays many\n'],
])('%j is refused in one sentence', (args, sentence) => {
  const { status, stderr } = invoke(...args);

  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
