import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvelopes } from './read-envelopes.ts';
import { readEventStream, readEvents } from './read-events.ts';
import { sampleRecord } from './testing/sample-records.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailbell-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, content: string | Uint8Array) {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function read(...paths: string[]) {
  const read: string[] = [];
  for await (const result of readEvents(paths.map((path) => join(folder, path)))) {
    const what = result.kind === 'event' ? String(result.value.eventID).slice(-2) : result.reason;
    read.push(`${relative(folder, result.file)}: ${what}`);
  }
  return read;
}

const line = (index: number) => JSON.stringify(sampleRecord(index));

describe('reading files', () => {
  test('takes a folder with all that is in it, in order', async () => {
    await write('b.ndjson', line(2));
    await write('a/2026/03/01.json.gz', gzipSync(`{"Records":[${line(1)}]}`));
    await write('c.jsonl.gz', gzipSync(line(3)));
    await write('notes.txt', 'not for us');

    expect(await read('')).toEqual(['a/2026/03/01.json.gz: 01', 'b.ndjson: 02', 'c.jsonl.gz: 03']);
  });

  test('takes a file that is named, whatever it is called', async () => {
    await write('events', line(1));

    expect(await read('events')).toEqual(['events: 01']);
  });

  test('tells gzip by its bytes and not by its name', async () => {
    await write('named.json.gz', line(1));
    await write('zipped.json', gzipSync(line(2)));

    expect(await read('')).toEqual(['named.json.gz: 01', 'zipped.json: 02']);
  });

  test('goes on after a file that cannot be read', async () => {
    await write('a.json', '{"awsAccountId":"111122223333","digestS3Object":"x"}');
    await write('b.json.gz', gzipSync(`{"Records":[${line(1)}]}`).subarray(0, 100));
    await write('c.json', line(3));
    await symlink(join(folder, 'gone'), join(folder, 'd.json'));

    expect(await read('missing', '')).toEqual([
      expect.stringMatching(/^missing: ENOENT/),
      'a.json: it is a CloudTrail digest file, which lists log files and holds no events',
      'b.json.gz: its gzip data ends early',
      'c.json: 03',
      expect.stringMatching(/^d\.json: it could not be read to its end: ENOENT/),
    ]);
  });

  test('says that a folder holds nothing', async () => {
    await mkdir(join(folder, 'empty'));

    expect(await read('empty')).toEqual(['empty: the folder holds no .json, .ndjson or .jsonl file, gzip or not']);
  });

  test('lets go of the file when nobody reads on', async () => {
    await write('a.ndjson', Array.from({ length: 5_000 }, (_, index) => line(index)).join('\n'));

    const stream = createReadStream(join(folder, 'a.ndjson'));
    const events = readEventStream(stream, 'a.ndjson');
    await events.next();
    await events.return(undefined);

    expect(stream.destroyed).toBe(true);
  });
});

describe('reading envelopes', () => {
  test('gives a bare record the envelope it would have come in, odd fields and all', async () => {
    await write('a.json', JSON.stringify({ ...sampleRecord(1), userAgent: 5 }));

    const results = [];
    for await (const result of readEnvelopes(join(folder, 'a.json'))) {
      results.push(result);
    }

    expect(results).toMatchObject([
      {
        kind: 'event',
        key: '6b2cb9f1-0000-4000-8000-000000000001',
        envelope: { source: 'aws.s3', account: '111122223333', detail: { userAgent: 5 } },
        oddities: [{ field: 'userAgent', value: 5 }],
      },
    ]);
  });

  test('leaves an envelope as it came, and tells one that lacks what every envelope has', async () => {
    const envelope = {
      'detail-type': 'GuardDuty Finding',
      source: 'aws.guardduty',
      detail: { id: 'f', updatedAt: 't' },
    };
    const whole = { ...envelope, id: 'e', account: '1', region: 'r', time: 't', resources: [], extra: [1] };
    await write('a.json', `${JSON.stringify(whole)}\n${JSON.stringify(envelope)}`);

    const results = [];
    for await (const result of readEnvelopes(join(folder, 'a.json'))) {
      results.push(result);
    }

    expect(results).toMatchObject([
      { kind: 'event', key: 'f@t', envelope: whole },
      {
        kind: 'unreadable',
        position: { line: 2, index: 1 },
        reason: 'it is an EventBridge envelope without a readable id, account, time, region',
      },
    ]);
  });
});
