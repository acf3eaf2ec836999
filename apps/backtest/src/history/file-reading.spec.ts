import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfiguration } from '../configuration.ts';
import { type Batch } from './batch.ts';
import { Collected } from './collected.ts';
import { type Examining, examiningOf } from './examining.ts';
import { readFile, readFileCarefully } from './file-reading.ts';
import { Report } from './report.ts';
import { EVERYTHING } from './scope.ts';

let folder: string;
let examining: Examining;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
  const configuration = await readConfiguration(undefined);
  examining = examiningOf({ configuration, detections: [], scope: EVERYTHING });
});
afterEach(() => rm(folder, { recursive: true }));

const BASE = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAIOSFODNN7EXAMPLE',
    arn: 'arn:aws:iam::111122223333:user/ana',
    accountId: '111122223333',
    userName: 'ana',
  },
  eventTime: '2026-03-01T08:00:00Z',
};
const TAIL = {
  readOnly: false,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

const QUIET = {
  ...BASE,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  awsRegion: 'eu-central-1',
  requestParameters: { note: 'größer' },
  eventID: 'e-quiet',
  ...TAIL,
};
const RINGING = {
  ...BASE,
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'us-east-1',
  requestParameters: { name: 'wichtige-Spur-ß' },
  eventID: 'e-ringing',
  ...TAIL,
};

interface Outcome {
  readonly events: number;
  readonly rang: readonly string[];
  readonly unreadable: readonly string[];
  readonly kinds: readonly (readonly [string, number])[];
}

async function outcomeOf(read: (file: string, examining: Examining, collected: Collected) => AsyncIterable<Batch>) {
  const report = new Report();
  const rang: string[] = [];
  const add = (batch: Batch) => {
    rang.push(...report.add(batch).map(({ alert }) => `${alert.eventKey} ${alert.summary}`));
  };
  const collected = new Collected();
  for await (const batch of read(join(folder, 'events.json'), examining, collected)) {
    add(batch);
  }
  add(collected.take());
  const unreadable = report.unreadable.map(({ reason, position }) => `line ${position?.line ?? '-'}: ${reason}`);
  const outcome: Outcome = { events: report.events, rang, unreadable, kinds: [...report.seen.kinds].sort() };
  return outcome;
}

async function bothOutcomes(bytes: string | Buffer) {
  await writeFile(join(folder, 'events.json'), bytes);
  return { quick: await outcomeOf(readFile), careful: await outcomeOf(readFileCarefully) };
}

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function trailFile(...records: readonly object[]): string {
  return JSON.stringify({ Records: records });
}

const RANG = ['e-ringing ana (IAM user) stopped the trail wichtige-Spur-ß'];

describe('finds what rings, and counts the rest, in', () => {
  test.each([
    ['a file of CloudTrail', trailFile(QUIET, RINGING, QUIET)],
    ['a gzip file of CloudTrail', gzipSync(trailFile(QUIET, RINGING, QUIET))],
    ['one record a line', lines(QUIET, RINGING, QUIET)],
    [
      'records of another order of fields among the usual',
      lines(QUIET, Object.fromEntries(Object.entries(RINGING).reverse()), QUIET),
    ],
    ['two files of CloudTrail, one behind the other', trailFile(QUIET) + trailFile(RINGING, QUIET)],
    ['a file of CloudTrail with lines behind it', `${trailFile(QUIET, QUIET)}\n${lines(RINGING)}`],
    ['indented JSON', JSON.stringify({ Records: [QUIET, RINGING, QUIET] }, undefined, 2)],
    [
      'indented records one behind another',
      [QUIET, RINGING, QUIET].map((one) => JSON.stringify(one, undefined, 2)).join('\r\n\r\n'),
    ],
    ['a list', JSON.stringify([QUIET, RINGING, QUIET])],
    [
      'a list with something behind it in its document',
      `${trailFile(QUIET, RINGING, QUIET).slice(0, -1)},"NextToken":"n"}`,
    ],
    ['gzip files one behind another', Buffer.concat([gzipSync(trailFile(QUIET)), gzipSync(trailFile(RINGING, QUIET))])],
    [
      'records that carry records',
      trailFile({ ...QUIET, requestParameters: { list: [QUIET, QUIET] } }, RINGING, QUIET),
    ],
    [
      'an envelope among records',
      lines(
        QUIET,
        {
          version: '0',
          id: 'i',
          'detail-type': 'AWS API Call via CloudTrail',
          source: 'aws.cloudtrail',
          account: '111122223333',
          time: '2026-03-01T08:00:00Z',
          region: 'us-east-1',
          resources: [],
          detail: RINGING,
        },
        QUIET,
      ),
    ],
    [
      'answers of LookupEvents',
      JSON.stringify({
        Events: [QUIET, RINGING, QUIET].map((one) => ({ EventId: one.eventID, CloudTrailEvent: JSON.stringify(one) })),
      }),
    ],
    [
      'names in escapes',
      lines(QUIET, RINGING, QUIET)
        .replace('"StopLogging"', String.raw`"Stop\u004cogging"`)
        .replace('"eventName":"Stop', String.raw`"\u0065ventName":"Stop`),
    ],
  ])('%s', async (_, bytes) => {
    const { quick, careful } = await bothOutcomes(bytes);

    expect(quick).toEqual(careful);
    expect(quick).toMatchObject({ events: 3, rang: RANG, unreadable: [] });
  });

  test('a list in which a record is no record: it is told, and its neighbours are read', async () => {
    const { quick } = await bothOutcomes(trailFile(QUIET, RINGING).replace('"name":"wichtige', '"name":wichtige'));

    expect(quick.events).toBe(1);
    expect(quick.unreadable).toEqual([expect.stringMatching(/^line 1: a text in it is not closed/)]);
  });

  test('gzip that breaks off: what came before is read, and it is told', async () => {
    const zipped = gzipSync(
      lines(...Array.from({ length: 2_000 }, (_, id) => ({ ...RINGING, eventID: `e-${id}-${Math.sin(id)}` }))),
    );

    const { quick } = await bothOutcomes(zipped.subarray(0, zipped.length / 2));

    expect(quick.rang.length).toBeGreaterThan(500);
    expect(quick.unreadable).toContain('line -: its gzip data ends early');
  });

  test.each([
    ['an empty file', '', 'it is empty'],
    ['a text', 'good morning', 'it is no JSON object'],
  ])('%s, by telling why there is nothing', async (_, bytes, reason) => {
    const { quick } = await bothOutcomes(bytes);

    expect(quick).toMatchObject({ events: 0, unreadable: [expect.stringContaining(reason)] });
  });
});

describe('where a byte is lost or wrong', () => {
  const file = Buffer.from(trailFile(QUIET, RINGING, QUIET, { ...RINGING, eventID: 'e-second' }, QUIET));
  const ndjson = Buffer.from(lines(QUIET, RINGING, QUIET, { ...RINGING, eventID: 'e-second' }, QUIET));

  test.each([
    ['a file of CloudTrail', file],
    ['one record a line', ndjson],
  ])('of %s, the same rings as for the careful reader', async (_, whole) => {
    const at = fc.integer({ min: 0, max: whole.length - 1 });
    const instead = fc.constantFrom('', '"', '{', '}', ']', ',', '\\', '\n', 'x');
    await fc.assert(
      fc.asyncProperty(at, instead, async (place, text) => {
        const bytes = Buffer.concat([whole.subarray(0, place), Buffer.from(text), whole.subarray(place + 1)]);
        const { quick, careful } = await bothOutcomes(bytes);

        expect(quick.rang).toEqual(careful.rang);
      }),
      { numRuns: 100 },
    );
  });
});

test('the quick way and the careful way agree, however records are ordered, nested and laid out', async () => {
  const name = fc.constantFrom(
    'StopLogging',
    'DescribeInstances',
    'CreateAccessKey',
    'PutBucketPolicy',
    'ConsoleLogin',
  );
  const source = fc.constantFrom(
    'cloudtrail.amazonaws.com',
    'ec2.amazonaws.com',
    'iam.amazonaws.com',
    's3.amazonaws.com',
  );
  const record = fc
    .record({
      eventSource: source,
      eventName: name,
      requestParameters: fc.oneof(
        fc.constant(null),
        fc.constant({ name: 'a', userName: 'b' }),
        fc.constant({ nested: QUIET }),
      ),
      eventID: fc.uuid(),
      account: fc.option(fc.constant('444455556666'), { nil: undefined }),
      isShuffled: fc.boolean(),
    })
    .map(({ account, isShuffled, ...fields }) => {
      const whole = { ...QUIET, ...fields, recipientAccountId: account };
      return isShuffled ? Object.fromEntries(Object.entries(whole).reverse()) : whole;
    });
  const layouts = [lines, trailFile, (...all: readonly object[]) => JSON.stringify({ Records: all }, undefined, 1)];

  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...layouts),
      async (all, layout) => {
        const { quick, careful } = await bothOutcomes(layout(...all));

        expect(quick).toEqual(careful);
      },
    ),
    { numRuns: 60 },
  );
});
