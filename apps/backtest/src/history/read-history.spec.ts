import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readConfiguration } from '../configuration.ts';
import { type EventHistory, eventHistory } from './event-history.ts';
import { type Question } from './examining.ts';
import { readHistory } from './read-history.ts';
import { EVERYTHING } from './scope.ts';

const FILES = 60;
const RECORDS_A_FILE = 140;
/** So large is what is read said to be that threads are worth starting. */
const MANY_BYTES = 1_000_000_000;

let folder: string;
let history: EventHistory;
let question: Question;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
  for (let file = 0; file < FILES; file += 1) {
    const name = `${String(file).padStart(2, '0')}.json`;
    const records = Array.from({ length: RECORDS_A_FILE }, (_, index) => stopLogging(`${name}-${index}`));
    await writeFile(join(folder, name), JSON.stringify({ Records: records }));
  }
  history = await eventHistory([folder], EVERYTHING);
  question = { configuration: await readConfiguration(undefined), detections: [], scope: EVERYTHING };
});
afterEach(() => rm(folder, { recursive: true }));

function stopLogging(eventID: string) {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'ana' },
    eventTime: '2026-03-01T08:00:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'us-east-1',
    requestParameters: { name: 'main' },
    eventID,
    readOnly: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
  };
}

async function keysIn(batches: ReturnType<typeof readHistory>): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { alerts } of batches) {
    keys.push(...alerts.map(({ alert }) => alert.eventKey));
  }
  return keys;
}

test('two threads find what one finds, in the same order', async () => {
  const alone = await keysIn(readHistory(history, question, 1));
  const together = await keysIn(readHistory({ ...history, bytes: MANY_BYTES }, question, 2));

  expect(alone).toHaveLength(FILES * RECORDS_A_FILE);
  expect(together).toEqual(alone);
});

test('a thread that fails fails the reading', async () => {
  const batches = readHistory({ ...history, bytes: MANY_BYTES }, { ...question, detections: ['none-such'] }, 2);

  await expect(keysIn(batches)).rejects.toThrow('--detection none-such is none');
});

test('whoever has seen enough may stop, and the threads end', async () => {
  const batches = readHistory({ ...history, bytes: MANY_BYTES }, question, 2);

  expect((await batches.next()).done).toBe(false);
  await expect(batches.return(undefined)).resolves.toEqual({ done: true, value: undefined });
});
