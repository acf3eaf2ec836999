import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../cli/run.ts';
import { readArguments } from '../cli/arguments.ts';
import { FakeS3 } from './testing/fake-s3.ts';

const s3 = new FakeS3();
let folder: string;
beforeAll(async () => {
  process.env.AWS_ENDPOINT_URL = await s3.listen();
  process.env.AWS_REGION = 'eu-central-1';
  process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'example';
  folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  s3.objects.clear();
  s3.requests.length = 0;
  s3.faults.length = 0;
  s3.pageSize = 1_000;
});

function stopLogging(eventID: string, parts: object) {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'ana' },
    eventTime: '2026-03-01T08:00:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'eu-central-1',
    requestParameters: { name: 'main' },
    eventID,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...parts,
  };
}

/** A file of the trail, delivered at this hour, with one event five minutes before. */
function delivered(day: string, { account = '111122223333', region = 'eu-central-1', hour = '08' } = {}): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = `${account}_CloudTrail_${region}_${year}${month}${date}T${hour}05Z_Example.json.gz`;
  const key = `AWSLogs/${account}/CloudTrail/${region}/${year}/${month}/${date}/${name}`;
  const eventID = `${account} ${region} ${day} ${hour}`;
  const record = stopLogging(eventID, { eventTime: `${day}T${hour}:00:00Z`, recipientAccountId: account });
  s3.objects.set(key, gzipSync(JSON.stringify({ Records: [record] })));
  return eventID;
}

async function backtest(...args: readonly string[]) {
  const json = join(folder, 'out.ndjson');
  const options = readArguments([...args, '--threads', '1', '--json', json], Date.now());
  const said: string[] = [];
  if (options !== 'help') {
    await run(options, { say: (text) => said.push(text), screen: { write: () => true } });
  }
  const lines = (await readFile(json, 'utf8')).split('\n').filter((line) => line !== '');
  return { found: lines.map((line) => (JSON.parse(line) as { eventID: string }).eventID), said: said.join('') };
}

test('reads what a trail has delivered, in order of time over all accounts and regions', async () => {
  const third = delivered('2026-03-02', { hour: '09' });
  const first = delivered('2026-03-01', { region: 'us-east-1' });
  const second = delivered('2026-03-02', { account: '444455556666' });
  s3.objects.set('AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/03/01/d.json.gz', gzipSync('{}'));
  s3.objects.set('AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/01/notes.txt', Buffer.from('no events'));

  const { found, said } = await backtest('s3://example-trail-logs/');

  expect(found).toEqual([first, second, third]);
  expect(said).not.toContain('Could not be read');
});

test('asks only for the folders that may hold what is asked for', async () => {
  for (const month of ['01', '02', '03', '04']) {
    delivered(`2026-${month}-10`);
    delivered(`2026-${month}-10`, { account: '444455556666' });
  }

  const { found } = await backtest(
    's3://example-trail-logs/AWSLogs/',
    ...['--since', '2026-03-09', '--until', '2026-03-11', '--account', '111122223333'],
  );

  expect(found).toEqual(['111122223333 eu-central-1 2026-03-10 08']);
  expect(
    s3.requests.filter((request) => /444455556666|2026\/0[124]\//.test(request) || /\/0[124]\/$/.test(request)),
  ).toEqual([]);
  expect(s3.requests.filter((request) => request.includes('_CloudTrail_'))).toHaveLength(1);
});

test('a listing of many pages is read to its end', async () => {
  s3.pageSize = 3;
  const all = Array.from({ length: 20 }, (_, day) => delivered(`2026-03-${String(day + 1).padStart(2, '0')}`));

  expect((await backtest('s3://example-trail-logs/AWSLogs/111122223333/CloudTrail/')).found).toEqual(all);
});

describe('what goes wrong on the way', () => {
  test('is tried again', async () => {
    const event = delivered('2026-03-01');
    s3.faults.push({ path: /list-type=2/, answer: 503 }, { path: /_CloudTrail_/, answer: 503 });

    expect((await backtest('s3://example-trail-logs/')).found).toEqual([event]);
  });

  test('is gone on with, where a body breaks off', async () => {
    const event = delivered('2026-03-01');
    s3.faults.push({ path: /_CloudTrail_/, answer: 'break' });

    const { found, said } = await backtest('s3://example-trail-logs/');

    expect(found).toEqual([event]);
    expect(said).not.toContain('Could not be read');
  });

  test('is told with the name of the object, where it does not help, and the rest is read', async () => {
    delivered('2026-03-01');
    const event = delivered('2026-03-02');
    s3.faults.push({ path: /20260301T/, answer: 403 });

    const { found, said } = await backtest('s3://example-trail-logs/');

    expect(found).toEqual([event]);
    expect(said).toMatch(
      /Could not be read\n.*s3:\/\/example-trail-logs\/.*20260301T0805Z_Example\.json\.gz: it could not be read to its end: as asked for/,
    );
  });

  test('is one sentence, where the bucket cannot be listed', async () => {
    s3.faults.push({ path: /list-type=2/, answer: 403 });

    await expect(backtest('s3://example-trail-logs/')).rejects.toThrow(
      's3://example-trail-logs/ cannot be listed: AccessDenied: as asked for. Give credentials and a region as for the AWS CLI; they need s3:ListBucket and s3:GetObject',
    );
  });
});

test('an address that is none is refused, and one with nothing under it is told', async () => {
  await expect(backtest('s3://A/')).rejects.toThrow('s3://A/ is no place in S3. Give s3://BUCKET/PREFIX');
  expect((await backtest('s3://example-trail-logs/none/')).said).toContain('s3://example-trail-logs/none/: no .json');
});
