import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Labels, NO_LABELS, labelsOf } from './labels.ts';

/** One file of records of a corpus, with what is known of them. */
export interface CorpusSet {
  readonly name: string;
  readonly path: string;
  /** SHA-256 of the file and its labels: figures of other records are no comparison. */
  readonly fingerprint: string;
  readonly labels: Labels;
}

export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

const SET_FILE = /^(?<name>.+)\.ndjson(\.gz)?$/;

/** The sets of a corpus: `<set>.ndjson`, gzip or not, with `labels/<set>.json` where there are labels. */
export async function readCorpus(folder: string): Promise<readonly CorpusSet[]> {
  if (!existsSync(folder)) {
    throw new CorpusError(`${folder} does not exist. Give the folder of a corpus: <set>.ndjson and labels/<set>.json`);
  }
  const files = (await readdir(folder)).filter((file) => SET_FILE.test(file)).sort();
  if (files.length === 0) {
    throw new CorpusError(`${folder} holds no .ndjson or .ndjson.gz file, so there is nothing to score`);
  }
  return Promise.all(files.map((file) => readSet(folder, file)));
}

async function readSet(folder: string, file: string): Promise<CorpusSet> {
  const name = SET_FILE.exec(file)?.groups?.name ?? file;
  const path = join(folder, file);
  const labelFile = join(folder, 'labels', `${name}.json`);
  const labels = existsSync(labelFile) ? await readFile(labelFile, 'utf8') : undefined;
  const hash = createHash('sha256').update(await readFile(path));
  return {
    name,
    path,
    fingerprint: hash.update(labels ?? '').digest('hex'),
    labels: labels === undefined ? NO_LABELS : readLabels(labelFile, labels),
  };
}

function readLabels(file: string, text: string): Labels {
  try {
    return labelsOf(JSON.parse(text));
  } catch (cause) {
    throw new CorpusError(`${file} cannot be read as labels. It holds an object with a list "labels"`, { cause });
  }
}
