import { type Detection } from '@trailbell/detections';
import { type Condition, type Pattern } from '@trailbell/event-pattern';

const SERVICES = 'iam sts s3 ec2 kms lambda cloudtrail config guardduty organizations rds ecr eks ecs sns sqs ssm logs events route53 signin secretsmanager dynamodb cloudformation glue athena bedrock sagemaker ses wafv2'.split(' '); // prettier-ignore

/** What is asked of a call beside its service and name, in turn. */
const SHAPES: readonly ((index: number) => Pattern)[] = [
  () => ({}),
  () => ({ errorCode: [{ exists: false }] }),
  (index) => ({
    requestParameters: { policyArn: [{ prefix: `arn:aws:iam::aws:policy/Administrator${String(index)}` }] },
  }),
  () => ({ errorCode: ['AccessDenied', { prefix: 'Client.Unauthorized' }] }),
  () => ({ userIdentity: { type: ['Root'] } }),
  (index) => ({ userIdentity: { userName: [{ 'anything-but': [`deployer-${String(index)}`, 'terraform'] }] } }),
  () => ({ requestParameters: { publiclyAccessible: [{ exists: true }] } }),
  (index) => ({ requestParameters: { roleName: [{ suffix: `-admin-${String(index)}` }] } }),
];

/** Patterns of other kinds: findings, notices, sign-ins, calls without a name, branches, read-only calls. */
const OTHERS: readonly Pattern[] = [
  ...[4, 7].map((severity): Pattern => ({
    source: ['aws.guardduty'],
    'detail-type': ['GuardDuty Finding'],
    detail: { type: [{ prefix: `Kind${String(severity)}:` }] },
  })),
  { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
  { source: ['aws.access-analyzer'], 'detail-type': ['Access Analyzer Finding'], detail: { status: ['ACTIVE'] } },
  { source: ['aws.health'], 'detail-type': ['AWS Health Event'], detail: { service: ['RISK', 'ABUSE'] } },
  { source: ['aws.health'] },
  { source: ['aws.securityhub'], 'detail-type': [{ prefix: 'Security Hub Findings' }] },
  { 'detail-type': [{ prefix: 'AWS Console Sign' }], detail: { eventName: ['ConsoleLogin'] } },
  { detail: { userIdentity: { type: ['Root'] } } },
  {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { errorCode: ['AccessDenied'], userIdentity: { type: ['Root'] } },
  },
  {
    detail: {
      eventSource: ['iam.amazonaws.com', 'sts.amazonaws.com'],
      userIdentity: { accountId: [{ 'anything-but': '111122223333' }] },
    },
  },
  ...['GetSecretValue', 'GetParameters', 'ListUsers', 'DescribeInstances'].map((name, index): Pattern =>
    calls(SERVICES[index] ?? '', [name, `${name}Again`]),
  ),
];

/** A catalogue of so many detections, of every shape we know. One in ten is digest-only. */
export function largeCatalogue(size: number): readonly Detection[] {
  const patterns = [...OTHERS, ...Array.from({ length: size - OTHERS.length }, (_, index) => callsOf(index))];
  return patterns.map((pattern, index) => detectionOf(`synthetic-${String(index)}`, pattern, index % 10 === 5));
}

export function detectionOf(id: string, pattern: Pattern, digestOnly = false): Detection {
  return { id, pattern, digestOnly } as unknown as Detection;
}

function callsOf(index: number): Pattern {
  const service = SERVICES[index % SERVICES.length] ?? '';
  const shape = SHAPES[Math.floor(index / 3) % SHAPES.length];
  const names = Array.from(
    { length: 1 + (index % 7) },
    (_, i) => `Change${service}Thing${String(index)}Of${String(i)}`,
  );
  return calls(
    service,
    [...names, ...(index % 4 === 0 ? [{ prefix: `Put${service}${String(index)}` }] : [])],
    shape?.(index),
  );
}

function calls(service: string, eventName: readonly Condition[], beside: Pattern = {}): Pattern {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName, ...beside },
  };
}
