import { type Condition, type Pattern } from '@trailbell/event-pattern';
import { AGENTS, type Call, CALLS, HOT_CALLS, QUIET_CALLS, REGIONS, STAGES, TEAMS, USERS } from './cloudtrail-calls.ts';
import { Random } from './random.ts';

/**
 * Dense: all rules are about eight calls, as is every eighth event, which so hits many. Sparse: the rules are about 400
 * calls, as is every eighth event, which hits few. Broad: the rules are about 400 calls, as is every event.
 */
export type Density = 'dense' | 'sparse' | 'broad';

const SEED = 20_260_101;

/** CloudTrail events in their EventBridge envelope, as text, of about 1.4 KB. */
export function eventsOf(density: Density, count: number): readonly string[] {
  const random = new Random(SEED);
  return Array.from({ length: count }, (_, i) => {
    const calls = density === 'broad' || i % 8 === 0 ? ruledCalls(density) : QUIET_CALLS;
    return JSON.stringify(eventOf(random, random.pick(calls)));
  });
}

/** Rules of source, detail-type, event source, event name, and one of ten further conditions. */
export function rulesOf(density: Density, count: number): readonly Pattern[] {
  const random = new Random(SEED + count);
  const calls = ruledCalls(density);
  // Of ten values a condition accepts so many.
  const accepted = density === 'dense' ? 6 : 2;
  return Array.from({ length: count }, (_, i) => {
    const { service, eventName } = random.pick(calls);
    const { $or, ...further } = furtherConditions(random, accepted)[i % 10] ?? {};
    return {
      source: [`aws.${service}`],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: [`${service}.amazonaws.com`], eventName: [eventName], ...further, ...($or && { $or }) },
    };
  });
}

function ruledCalls(density: Density): readonly Call[] {
  return density === 'dense' ? HOT_CALLS : CALLS;
}

function furtherConditions(random: Random, accepted: number): readonly Pattern[] {
  const each = (values: readonly string[], condition: (value: string) => Condition): readonly Condition[] =>
    random.some(accepted, values).map(condition);
  return [
    { userIdentity: { userName: each(USERS, (user) => user) } },
    { userIdentity: { arn: each(TEAMS, (team) => ({ prefix: `arn:aws:sts::111122223333:assumed-role/${team}` })) } },
    { userAgent: each(AGENTS, (agent) => ({ suffix: agent })) },
    { requestParameters: { resource: wildcards(random.some(Math.min(accepted, MOST_WILDCARDS), STAGES)) } },
    { awsRegion: [{ 'anything-but': [...random.some(10 - accepted, REGIONS)] }] },
    { additionalEventData: { bytesTransferred: [{ numeric: ['>=', 0, '<', accepted * 100 + random.below(10)] }] } },
    { sourceIPAddress: each(OCTETS, (octet) => ({ cidr: `203.0.${octet}.0/24` })) },
    { errorCode: [{ exists: accepted < 5 }] },
    { $or: [{ userIdentity: { userName: [random.pick(USERS)] } }, { awsRegion: random.some(accepted - 1, REGIONS) }] },
    { awsRegion: each(REGIONS, (region) => ({ 'equals-ignore-case': region.toUpperCase() })) },
  ];
}

/** More of them on one field, and the service would find the rule too complex. */
const MOST_WILDCARDS = 3;

function wildcards(stages: readonly string[]): readonly Condition[] {
  return stages.map((stage) => ({ wildcard: `arn:aws:*:${stage}/*` }));
}

const OCTETS = Array.from({ length: 10 }, (_, i) => String(110 + i));

function eventOf(random: Random, { service, eventName }: Call) {
  const [user, team, region, agent] = [
    random.pick(USERS),
    random.pick(TEAMS),
    random.pick(REGIONS),
    random.pick(AGENTS),
  ];
  const second = `2026-01-${String(10 + random.below(20))}T${String(10 + random.below(14))}:15:${String(10 + random.below(50))}Z`;
  const failed = random.below(4) === 0;
  return {
    version: '0',
    id: `${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${service}`,
    account: '111122223333',
    time: second,
    region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: identityOf(random, user, team),
      eventTime: second,
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: region,
      sourceIPAddress: `203.0.${random.pick(OCTETS)}.${String(random.below(256))}`,
      userAgent: `aws-cli/2.15.0 Python/3.11.6 Linux/6.1.0 exe/x86_64.example ${agent}`,
      ...(failed && { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to perform this action' }),
      requestParameters: { resource: `arn:aws:${service}:${region}:111122223333:${random.pick(STAGES)}/${random.hex(8)}`, dryRun: false }, // prettier-ignore
      responseElements: null,
      additionalEventData: { bytesTransferred: random.below(1000), SignatureVersion: 'SigV4' },
      requestID: random.hex(32),
      eventID: random.hex(32),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
      tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${service}.${region}.amazonaws.com` }, // prettier-ignore
    },
  };
}

function identityOf(random: Random, user: string, team: string) {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE${random.hex(8).toUpperCase()}:${user}`,
    arn: `arn:aws:sts::111122223333:assumed-role/${team}/${user}`,
    accountId: '111122223333',
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    userName: user,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::111122223333:role/${team}`, accountId: '111122223333', userName: team }, // prettier-ignore
      attributes: { creationDate: '2026-01-10T10:00:00Z', mfaAuthenticated: 'false' },
    },
  };
}
