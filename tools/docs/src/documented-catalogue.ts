import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Detection, Settings, catalogueFor } from '@trailbell/detections';
import { docCommentOf } from './doc-comment.ts';

/** A detection, and what its file says of it before the code begins. */
export interface DocumentedDetection extends Detection {
  /** Paragraphs. */
  readonly description: readonly string[];
  /** Whether it is on before anybody has set anything. */
  readonly onByDefault: boolean;
}

const RULES = new URL('../../../libs/detections/src/rules/', import.meta.url);

/** Settings that leave no detection off, and show what the settings of a team become in a pattern. */
const EVERYTHING = Settings.parse({
  watchedBuckets: ['example-payments-exports'],
  ownAccounts: ['111122223333'],
  allowedRegions: ['eu-central-1'],
  optIn: ['get-caller-identity-first-seen', 'instance-credentials-used-outside-aws', 'role-chain-first-seen'],
});

/** Every detection, in alphabetical order. */
export function documentedCatalogue(): readonly DocumentedDetection[] {
  const onByDefault = new Set(catalogueFor(Settings.parse({})).map(({ id }) => id));
  return catalogueFor(EVERYTHING).map((detection) => ({
    ...detection,
    description: docCommentOf(readFileSync(fileURLToPath(new URL(`${detection.id}.ts`, RULES)), 'utf8')),
    onByDefault: onByDefault.has(detection.id),
  }));
}
