import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { actorOf } from './actor.ts';
import { type ReadEvent, type Unreadable, readEvents } from './read-events.ts';
import { readEnvelopes } from './read-envelopes.ts';
import { recordOf } from './record-of.ts';
import { CloudTrailRecord } from './record.ts';
import { readEverything, readMutations } from './testing/mutations.ts';
import { complaintsIn, eventsIn } from './testing/reading.ts';
import { schemaPaths } from './testing/schema-paths.ts';
import { corpus, corpusSets, linesOf } from './testing/shared-corpus.ts';

/** Named because AWS documents them, and in no record of the corpus. */
const UNSEEN = [
  'addendum',
  'additionalEventData.AuthWorkflowID',
  'additionalEventData.CredentialType',
  'additionalEventData.UserName',
  'edgeDeviceDetails',
  'eventContext',
  'insightDetails.errorCode',
  'tlsDetails.keyExchange',
  'userIdentity.credentialId',
  'userIdentity.inScopeOf.credentialsIssuedTo',
  'userIdentity.inScopeOf.issuerType',
  'userIdentity.inScopeOf.sourceAccount',
  'userIdentity.inScopeOf.sourceArn',
  'userIdentity.invokedByDelegate',
  'userIdentity.onBehalfOf',
  'userIdentity.sessionContext.assumedRoot',
  'userIdentity.sessionContext.webIdFederationData.attributes',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider',
];

describe.each(corpusSets)('every line of %s', (set) => {
  test('parses with nothing lost', async () => {
    const lines = linesOf(set);

    const results = await read(join(corpus, set));

    expect(complaintsIn(results)).toEqual([]);
    expect(eventsIn(results).map(({ text }) => text)).toEqual(lines);
    const changed = eventsIn(results).filter(({ value, text }) => {
      const { record, oddities } = recordOf(value);
      const isSame = JSON.stringify(record) === JSON.stringify(JSON.parse(text)) && oddities.length === 0;
      return !isSame || !isDeepStrictEqual(CloudTrailRecord.parse(value), JSON.parse(text));
    });
    expect(changed).toEqual([]);
  });

  test('names a caller that can be read, or none', async () => {
    const events = eventsIn(await read(join(corpus, set)));

    expect(events.filter(({ value }) => actorOf(recordOf(value).record).kind === 'unknown')).toEqual([]);
  });
});

describe('the fields of the schema', () => {
  test('are those that records have, and those that only the documentation has', () => {
    const seen = new Set(corpusSets.flatMap(linesOf).flatMap((line) => pathsIn(JSON.parse(line))));

    const unseen = schemaPaths(CloudTrailRecord)
      .map(({ path }) => path)
      .filter((path) => !seen.has(path));

    expect(
      unseen.filter((path) => !unseen.includes(path.replace(/\.[^.]+$/, '')) || !path.includes('.')).sort(),
    ).toEqual(UNSEEN);
  });
});

describe('the originals in raw/', () => {
  const files = readdirSync(join(corpus, 'raw')).sort();

  test.each(files.filter((file) => file.endsWith('.gz')))('%s gives its records', async (file) => {
    const path = join(corpus, 'raw', file);
    const { Records } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { Records: unknown[] };

    const results = await read(path);

    expect(complaintsIn(results)).toEqual([]);
    expect(eventsIn(results).map(({ value }) => value)).toEqual(Records);
  });

  test.each(files.filter((file) => file.endsWith('.json')))('%s gives its envelope', async (file) => {
    const path = join(corpus, 'raw', file);

    const results = await read(path);

    expect(results).toMatchObject([
      { kind: 'event', form: 'envelope', value: JSON.parse(readFileSync(path, 'utf8')) as object },
    ]);
  });

  test('what LookupEvents answered gives the records inside', async () => {
    const lines = readFileSync(join(corpus, 'raw', 'aws_cloudtrail_subset.jsonl'), 'utf8')
      .trim()
      .split('\n');

    const results = await read(join(corpus, 'raw', 'aws_cloudtrail_subset.jsonl'));

    expect(eventsIn(results).map(({ text }) => text)).toEqual(
      lines.map((line) => (JSON.parse(line) as { CloudTrailEvent: string }).CloudTrailEvent),
    );
  });

  test('all have an envelope and a key', async () => {
    const keys: string[] = [];
    for await (const result of readEnvelopes(join(corpus, 'raw'))) {
      expect(result).toMatchObject({ kind: 'event' });
      keys.push(result.kind === 'event' ? result.key : '');
    }

    expect(keys.filter((key) => key === '')).toEqual([]);
  });
});

describe('reading functions', () => {
  test.each(corpusSets)(
    'answer for every record of %s',
    async (set) => {
      for (const event of eventsIn(await read(join(corpus, set)))) {
        expect(() => {
          readEverything(event);
        }).not.toThrow();
      }
    },
    120_000,
  );

  test('answer for what is left of a megabyte of mutated records, and the reader never throws', async () => {
    const lines = corpusSets.flatMap((set) => linesOf(set).slice(0, 300));

    for (const seed of [1, 2, 3, 4]) {
      expect(await readMutations(lines, 250_000, seed)).toBeGreaterThan(50);
    }
  });
});

async function read(path: string): Promise<(ReadEvent | Unreadable)[]> {
  const results: (ReadEvent | Unreadable)[] = [];
  for await (const result of readEvents(path)) {
    results.push(result);
  }
  return results;
}

function pathsIn(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => [`${prefix}0`, ...pathsIn(item, `${prefix}0.`)]);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => [`${prefix}${key}`, ...pathsIn(part, `${prefix}${key}.`)])
    : [];
}
