import { type Pattern } from '@trailbell/event-pattern';
import { SIGN_IN_REGIONS } from '../config.ts';
import { literalsAt } from '../literals-at.ts';

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

export interface RegionsLoggedIn {
  /** Where events of it are logged from wherever the calls are made. */
  readonly fixed: readonly string[];
  /** Whether events of it are logged in the region of the call, too. */
  readonly anywhere: boolean;
}

/** Where what a pattern lets through is logged. */
export function regionsLoggedIn(pattern: Pattern): RegionsLoggedIn {
  const named = literalsAt(pattern, 'detail', 'awsRegion') ?? literalsAt(pattern, 'region');
  if (named !== undefined) {
    return { fixed: named, anywhere: false };
  }
  const bySource = (literalsAt(pattern, 'detail', 'eventSource') ?? []).map((one) => regionsOfSource(one, pattern));
  return {
    fixed: [...new Set(bySource.flat())],
    anywhere: bySource.length === 0 || bySource.some((regions) => regions.length === 0),
  };
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
