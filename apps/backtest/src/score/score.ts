import { catalogueFor } from '@trailbell/detections';
import { type Configuration } from '../configuration.ts';
import { ringingOf } from '../history/ringing.ts';
import { readCorpus } from './corpus.ts';
import { type SetScore, scoreSet } from './score-set.ts';

/** What the catalogue made of a corpus. */
export interface Score {
  readonly detections: number;
  readonly sets: readonly SetScore[];
}

/** Evaluates the whole catalogue over every set of the corpus. */
export async function scoreOf(folder: string, { detections, routing }: Configuration): Promise<Score> {
  const catalogue = catalogueFor(detections);
  const ids = new Set(catalogue.map(({ id }) => id));
  const scoring = { ringing: ringingOf(catalogue, routing), routing, catalogue: ids };
  const sets: SetScore[] = [];
  for (const set of await readCorpus(folder)) {
    sets.push(await scoreSet(set, scoring));
  }
  return { detections: catalogue.length, sets };
}
