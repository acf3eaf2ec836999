import { eventNamesIn, isReadOnlyCall } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { matches } from '@trailbell/event-pattern';
import { type Environment, accountsOf, collectorRegionsOf } from '../config.ts';
import { literalsAt } from '../literals-at.ts';
import { regionsLoggedIn } from './regions-logged-in.ts';

/** Something of what a detection is about that no event will tell here. */
export interface Gap {
  /** What the environment says, what the detection wants, and what would mend it. */
  readonly why: string;
  /** Whether nothing is left: the detection can never fire. */
  readonly total: boolean;
}

type Watched = Pick<Detection, 'id' | 'pattern'>;

/** What a detection misses in an environment. */
export function gapsOf(environment: Environment, detection: Watched): readonly Gap[] {
  return [noCollector, noManagementAccount, excluded, noReads, noReadsLogged, noObjectEvents].flatMap(
    (check) => check(environment, detection) ?? [],
  );
}

/** Where its events are logged and a collector stands. */
export function regionsSeen(environment: Environment, { pattern }: Watched): readonly string[] {
  const { fixed, anywhere } = regionsLoggedIn(pattern);
  const asked =
    typeof pattern.detail === 'object' && 'awsRegion' in pattern.detail ? pattern.detail.awsRegion : undefined;
  return collectorRegionsOf(environment)
    .filter((region) => anywhere || fixed.includes(region))
    .filter((region) => asked === undefined || matches({ awsRegion: asked }, { awsRegion: region }));
}

function noCollector(environment: Environment, detection: Watched): Gap | undefined {
  const { id, pattern } = detection;
  const collectors = collectorRegionsOf(environment);
  const missing = regionsLoggedIn(pattern).fixed.filter((region) => !collectors.includes(region));
  const total = regionsSeen(environment, detection).length === 0;
  const listed = `regions: ${collectors.join(', ')} ${collectors.length === 1 ? 'is' : 'are'} listed`;
  if (missing.length > 0) {
    return { why: `${listed}, but ${id} is logged in ${missing.join(', ')}; add ${missing.join(', ')}`, total };
  }
  return total ? { why: `${listed}, but ${id} is about none of them; add a region it is about`, total } : undefined;
}

/** The member that leaves logs that itself; all other calls of AWS Organizations are logged in the management account. */
export function loggedInManagementAccount({ organization }: Environment, { pattern }: Watched): boolean {
  const ofOrganizations = sourcesOf(pattern)?.every((source) => source === 'organizations.amazonaws.com') === true;
  return organization !== undefined && ofOrganizations && !namesIn(pattern).includes('LeaveOrganization');
}

function noManagementAccount(environment: Environment, detection: Watched): Gap | undefined {
  const { organization } = environment;
  const { id, pattern } = detection;
  const about = sourcesOf(pattern)?.includes('organizations.amazonaws.com') === true;
  if (!about || !organization || accountsOf(environment).includes(organization.managementAccount)) {
    return undefined;
  }
  const account = organization.managementAccount;
  return {
    why: `memberAccounts: the management account ${account} is not listed, but ${id} is logged there, and no StackSet reaches it; add ${account}`,
    total: loggedInManagementAccount(environment, detection),
  };
}

function excluded({ trail }: Environment, { id, pattern }: Watched): Gap | undefined {
  const excludedSources: readonly string[] = trail.excludedSources;
  const sources = sourcesOf(pattern) ?? [];
  const lost = sources.filter((source) => excludedSources.includes(source));
  return lost.length === 0
    ? undefined
    : {
        why: `trail.excludedSources: ${lost.join(', ')} is excluded, but ${id} is about it; log it`,
        total: lost.length === sources.length,
      };
}

function noReads({ readOnlyCalls }: Environment, { id, pattern }: Watched): Gap | undefined {
  return readOnlyCalls
    ? undefined
    : withoutNames(
        pattern,
        isReadOnlyCall,
        (names) => `readOnlyCalls: false, but ${id} is about ${names}; set it to true`,
      );
}

function noReadsLogged({ trail }: Environment, { id, pattern }: Watched): Gap | undefined {
  return trail.managementEvents === 'all'
    ? undefined
    : withoutNames(
        pattern,
        (name) => isReadOnlyCall(name) || READ_ONLY_BY_NO_NAME.includes(name),
        (names) => `trail.managementEvents: write-only, but ${id} is about ${names}; log all`,
      );
}

/** `readOnly: true` in CloudTrail, though no rule keeps them back. */
const READ_ONLY_BY_NO_NAME = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'BatchGetSecretValue',
  'InvokeModel',
  'LookupEvents',
];

/** Data events: only a trail that is told to logs them. */
const OBJECT_CALLS = ['CompleteMultipartUpload', 'CopyObject', 'DeleteObject', 'DeleteObjects', 'GetObject', 'PutObject', 'UploadPart']; // prettier-ignore

function noObjectEvents({ trail, detections }: Environment, { id, pattern }: Watched): Gap | undefined {
  const isObjectCall = (name: string) => OBJECT_CALLS.includes(name);
  if (sourcesOf(pattern)?.includes('s3.amazonaws.com') !== true) {
    return undefined;
  }
  if (trail.mode === 'existing' && !trail.logsObjectWrites) {
    return withoutNames(pattern, isObjectCall, (names) => `trail.logsObjectWrites: false, but ${id} is about ${names}; let the trail log object writes of detections.watchedBuckets and say so`); // prettier-ignore
  }
  if (detections.watchedBuckets.length === 0) {
    return withoutNames(pattern, isObjectCall, (names) => `detections.watchedBuckets is empty, but ${id} is about ${names}; name the buckets`); // prettier-ignore
  }
  return undefined;
}

/** The gap of a pattern some of whose calls are not seen. */
function withoutNames(
  pattern: Detection['pattern'],
  isUnseen: (name: string) => boolean,
  why: (names: string) => string,
): Gap | undefined {
  const unseen = [...new Set([...namesIn(pattern), ...eventNamesIn(pattern)])].filter(isUnseen);
  const others = namesIn(pattern).some((name) => !isUnseen(name));
  return unseen.length === 0 ? undefined : { why: why(unseen.join(', ')), total: !others };
}

function namesIn(pattern: Detection['pattern']): readonly string[] {
  return literalsAt(pattern, 'detail', 'eventName') ?? [];
}

function sourcesOf(pattern: Detection['pattern']): readonly string[] | undefined {
  return literalsAt(pattern, 'detail', 'eventSource');
}
