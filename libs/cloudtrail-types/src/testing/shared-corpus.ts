import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = process.env.TRAILBELL_SHARED ?? resolve(import.meta.dirname, '../../../../../shared');

export const corpus = join(folder, 'corpus');

if (!existsSync(corpus)) {
  throw new Error(`the recorded events are not at ${corpus}. Set TRAILBELL_SHARED to the folder that holds corpus/`);
}

export const corpusSets = [
  'awsdocs.ndjson',
  'custodian.ndjson',
  'panther.ndjson',
  'plaso_lookupevents.ndjson',
  'sans504.ndjson.gz',
  'splunk_security_content.ndjson',
  'stratus.ndjson',
  'traildiscover.ndjson',
] as const;

export function linesOf(set: string): string[] {
  const bytes = readFileSync(join(corpus, set));
  return (set.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
