import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { seededRecords } from './seeded-records.ts';

/** As many as are in a file of a busy hour. */
const RECORDS_A_FILE = 500;
const FILES = 80;
const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 2, 1);

export interface TrailFiles {
  readonly folder: string;
  readonly records: number;
  /** Of the JSON, and as gzip. */
  readonly bytes: number;
  readonly zippedBytes: number;
}

/** Writes files of a trail as S3 holds them, the same every time, and each of them `rounds` times under another name. */
export async function writeTrailFiles(folder: string, rounds: number): Promise<TrailFiles> {
  await mkdir(folder);
  let [bytes, zippedBytes] = [0, 0];
  for (let file = 0; file < FILES; file += 1) {
    const json = JSON.stringify({ Records: seededRecords(RECORDS_A_FILE, file + 1) });
    const zipped = gzipSync(json);
    const first = join(folder, nameOf(file));
    await writeFile(first, zipped);
    for (let round = 1; round < rounds; round += 1) {
      await link(first, join(folder, nameOf(round * FILES + file)));
    }
    bytes += json.length * rounds;
    zippedBytes += zipped.length * rounds;
  }
  return { folder, records: RECORDS_A_FILE * FILES * rounds, bytes, zippedBytes };
}

function nameOf(index: number): string {
  const time = new Date(START_MS + index * MINUTE_MS).toISOString().replaceAll(/[-:]/g, '').slice(0, 13);
  return `111122223333_CloudTrail_eu-central-1_${time}Z_${index}.json.gz`;
}
