import { MistakeError } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { type Environment, collectorRegionsOf } from './config.ts';
import { literalsAt } from './literals-at.ts';

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

/** A detection that can never fire in an environment, and why. */
export interface BlindSpot {
  readonly detection: string;
  readonly why: string;
}

/** Refuses an environment in which a detection can never fire, unless it says that it knows and why that is accepted. */
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

/** Every detection that can never fire. */
export function blindSpotsOf(environment: Environment, detections: readonly Detection[]): readonly BlindSpot[] {
  return detections.flatMap((detection) => {
    const why = whyNever(environment, detection);
    return why === undefined ? [] : [{ detection: detection.id, why }];
  });
}

function whyNever(environment: Environment, detection: Detection): string | undefined {
  return (
    noCollector(environment, detection) ?? excluded(environment, detection) ?? noDataEvents(environment, detection)
  );
}

function noCollector(environment: Environment, { id, pattern }: Detection): string | undefined {
  const collectors = collectorRegionsOf(environment);
  const regions =
    literalsAt(pattern, 'detail', 'awsRegion') ?? literalsAt(pattern, 'region') ?? loggedOnlyIn(sourcesOf({ pattern }));
  if (!regions || regions.some((region) => collectors.includes(region))) {
    return undefined;
  }
  return `regions: ${collectors.join(', ')} are covered, but ${id} is logged in ${regions.join(', ')}; add ${regions.join(' or ')}`;
}

/** The one region of services that know but one; `undefined` where any service of the pattern has regions. */
function loggedOnlyIn(sources: readonly string[] | undefined): readonly string[] | undefined {
  return sources?.every((source) => GLOBAL_SOURCES.includes(source)) ? ['us-east-1'] : undefined;
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
