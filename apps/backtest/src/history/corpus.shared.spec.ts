import { existsSync, globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readConfiguration } from '../configuration.ts';
import { type Batch } from './batch.ts';
import { Collected } from './collected.ts';
import { type Examining, examiningOf } from './examining.ts';
import { readFile, readFileCarefully } from './file-reading.ts';
import { outcomeLineOf } from './outcome-line.ts';
import { Report } from './report.ts';
import { EVERYTHING } from './scope.ts';

const shared = process.env.TRAILBELL_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const corpus = resolve(shared, 'corpus');
if (!existsSync(corpus)) {
  throw new Error(`there is no corpus at ${corpus}. Set TRAILBELL_SHARED to the folder that holds it`);
}

const configuration = await readConfiguration(undefined);
const examining = examiningOf({ configuration, detections: [], scope: EVERYTHING });

type Read = (file: string, examining: Examining, collected: Collected) => AsyncIterable<Batch>;

async function outcomeOf(path: string, read: Read) {
  const report = new Report();
  const lines: object[] = [];
  const collected = new Collected();
  for await (const batch of read(path, examining, collected)) {
    lines.push(...report.add(batch).map(outcomeLineOf));
  }
  lines.push(...report.add(collected.take()).map(outcomeLineOf));
  const { events, unreadable, seen } = report;
  return { events, lines, unreadable, kinds: new Map([...seen.kinds].sort()), hours: seen.hours };
}

test.each(globSync(['*.ndjson', '*.ndjson.gz', 'raw/*'], { cwd: corpus }).map((file) => [basename(file), file]))(
  '%s: the quick way finds what the careful way finds',
  async (_, file) => {
    const path = resolve(corpus, file);

    expect(await outcomeOf(path, readFile)).toEqual(await outcomeOf(path, readFileCarefully));
  },
);
