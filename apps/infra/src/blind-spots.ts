import { MistakeError } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { type Environment, SIGN_IN_REGIONS, collectorRegionsOf } from './config.ts';
import { literalsAt } from './literals-at.ts';

const GLOBAL_REGION = 'us-east-1';

/** Services that log every call of theirs in us-east-1, from wherever it was made. */
const GLOBAL_SOURCES = [
  'account.amazonaws.com',
  'billing.amazonaws.com',
  'cloudfront.amazonaws.com',
  'health.amazonaws.com',
  'iam.amazonaws.com',
  'organizations.amazonaws.com',
  'route53.amazonaws.com',
  'route53domains.amazonaws.com',
  'support.amazonaws.com',
];

/** A detection that misses in an environment what it is about, and why. */
export interface BlindSpot {
  readonly detection: string;
  readonly why: string;
}

/** Refuses an environment with blind spots, unless it says which it accepts and why. */
export function refuseBlindSpots(name: string, environment: Environment, detections: readonly Detection[]): void {
  const spots = blindSpotsOf(environment, detections);
  const allowed = environment.allowBlindSpots.map(({ detection }) => detection);

  const sentences = [
    ...spots
      .filter(({ detection }) => !allowed.includes(detection))
      .map(({ why }) => `${why}, or set allowBlindSpots with a reason.`),
    ...allowed
      .filter((detection) => !spots.some((spot) => spot.detection === detection))
      .map((detection) => `allowBlindSpots names ${detection}, which is no blind spot here. Remove it.`),
  ];
  if (sentences.length > 0) {
    throw new MistakeError(sentences.map((sentence) => `environments/${name}.ts: ${sentence}`).join('\n'));
  }
}

/** Every detection that cannot fire, or not wherever its events are logged. */
export function blindSpotsOf(environment: Environment, detections: readonly Detection[]): readonly BlindSpot[] {
  return detections.flatMap((detection) => {
    const why = whyBlind(environment, detection);
    return why === undefined ? [] : [{ detection: detection.id, why }];
  });
}

function whyBlind(environment: Environment, detection: Detection): string | undefined {
  return (
    noCollector(environment, detection) ?? excluded(environment, detection) ?? noDataEvents(environment, detection)
  );
}

function noCollector(environment: Environment, { id, pattern }: Detection): string | undefined {
  const covered = collectorRegionsOf(environment);
  const missing = regionsOf(pattern).filter((region) => !covered.includes(region));
  return missing.length === 0
    ? undefined
    : `regions: ${covered.join(', ')} are covered, but ${id} is logged in ${missing.join(', ')}; add ${missing.join(', ')}`;
}

/** The regions in which its events are logged, wherever the calls are made; none where that is the region of the call. */
function regionsOf(pattern: Pattern): readonly string[] {
  const named = literalsAt(pattern, 'detail', 'awsRegion') ?? literalsAt(pattern, 'region');
  return named ?? [...new Set(sourcesOf({ pattern })?.flatMap((source) => regionsOfSource(source, pattern)))];
}

function regionsOfSource(source: string, pattern: Pattern): readonly string[] {
  if (GLOBAL_SOURCES.includes(source)) {
    return [GLOBAL_REGION];
  }
  return source === 'signin.amazonaws.com' ? regionsOfSignIns(pattern) : [];
}

/** The sign-ins of root are logged in one region; those of users in whichever of four was near. */
function regionsOfSignIns(pattern: Pattern): readonly string[] {
  const onlyRoot = literalsAt(pattern, 'detail', 'userIdentity', 'type')?.every((type) => type === 'Root') === true;
  return onlyRoot ? [GLOBAL_REGION] : SIGN_IN_REGIONS;
}

function excluded({ trail }: Environment, { id, pattern }: Detection): string | undefined {
  const excludedSources: readonly string[] = trail.excludedSources;
  const sources = sourcesOf({ pattern });
  return sources?.every((source) => excludedSources.includes(source))
    ? `trail.excludedSources: ${sources.join(', ')} is excluded, but ${id} is about it; log it`
    : undefined;
}

/** An existing trail may not log the writes of objects: Trailbell's own always does. */
function noDataEvents({ trail }: Environment, { id }: Detection): string | undefined {
  return id === 's3-object-written' && trail.mode === 'existing' && !trail.logsObjectWrites
    ? `trail.logsObjectWrites: false, but ${id} is about them; let the trail log object writes of detections.watchedBuckets and say so`
    : undefined;
}

function sourcesOf({ pattern }: Pick<Detection, 'pattern'>): readonly string[] | undefined {
  return literalsAt(pattern, 'detail', 'eventSource');
}
