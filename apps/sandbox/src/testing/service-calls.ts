import { arnOf, parseArn } from '../aws/arn.ts';
import { type SeenCall } from '../cloud/call-log.ts';
import { type IamRequest } from './iam.ts';
import { queueOfUrl } from './policy-statements.ts';
import { type ResolvedResource } from './resolved-resources.ts';

type Resources = readonly ResolvedResource[];
type Demand = (resource: ResolvedResource, all: Resources) => readonly IamRequest[];

/** What AWS itself has to do so that these resources work, as the documentation of each service demands it. */
export function serviceCallsOf(resources: Resources): readonly IamRequest[] {
  return resources.flatMap((resource) => demands[resource.type]?.(resource, resources) ?? []);
}

/** What functions were seen to do, as their roles; and what AWS does in their name meanwhile. */
export function callsByRoles(seen: readonly SeenCall[], resources: Resources): readonly IamRequest[] {
  return seen.flatMap(({ holder, ...asked }) => {
    const principal = roleOf(resources, ({ ref }) => ref === holder);
    const { action, resource } = asked;
    const call = { principal, ...asked };
    return action === 'sns:Publish' ? [call, ...encryption(resource, principal, resources)] : [call];
  });
}

const demands: Readonly<Record<string, Demand>> = {
  'AWS::Lambda::Function': ({ properties, ...place }) => {
    const { LogGroup } = properties.LoggingConfig as { LogGroup: string };
    const stream = arnOf('logs', place, `log-group:${LogGroup}:log-stream:2026/10/13/[$LATEST]1`);
    return [
      ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource: stream })),
      ...['xray:PutTraceSegments', 'xray:PutTelemetryRecords'].map((action) => ({ action, resource: '*' })),
    ].map((call) => ({ ...call, principal: String(properties.Role) }));
  },
  'AWS::Lambda::EventInvokeConfig': ({ properties }, all) => {
    const { OnFailure } = properties.DestinationConfig as { OnFailure: { Destination: string } };
    const principal = roleOf(all, isFunction(properties.FunctionName));
    return [{ principal, action: 'sqs:SendMessage', resource: OnFailure.Destination }];
  },
  'AWS::Lambda::EventSourceMapping': ({ properties }, all) => {
    const principal = roleOf(all, isFunction(properties.FunctionName));
    return ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
      principal,
      action,
      resource: String(properties.EventSourceArn),
    }));
  },
  'AWS::Events::Rule': ({ properties, attributes }, all) => {
    const targets = properties.Targets as { Arn: string; RoleArn?: string; DeadLetterConfig?: { Arn: string } }[];
    return targets.flatMap(({ Arn, RoleArn, DeadLetterConfig }) => [
      ...deliveryTo(Arn, attributes.Arn ?? '', RoleArn, all),
      ...(DeadLetterConfig ? deliveryTo(DeadLetterConfig.Arn, attributes.Arn ?? '', undefined, all) : []),
    ]);
  },
  'AWS::Scheduler::Schedule': ({ properties }) => {
    const { Arn, RoleArn: principal, Input, DeadLetterConfig } = properties.Target as ScheduleTarget;
    return Arn.startsWith('arn:aws:sqs:')
      ? [Arn, ...(DeadLetterConfig ? [DeadLetterConfig.Arn] : [])].map((resource) => ({
          principal,
          action: 'sqs:SendMessage',
          resource,
        }))
      : [{ principal, action: 'sqs:UntagQueue', resource: queueOfUrl((JSON.parse(Input) as Beat).QueueUrl) }];
  },
  'AWS::CloudWatch::Alarm': ({ properties, attributes }, all) =>
    [properties.AlarmActions ?? [], properties.OKActions ?? []].flat().flatMap((topic) => [
      {
        principal: 'cloudwatch.amazonaws.com',
        action: 'sns:Publish',
        resource: textOf(topic),
        context: { 'aws:SourceArn': attributes.Arn ?? '' },
      },
      ...encryption(textOf(topic), 'cloudwatch.amazonaws.com', all),
    ]),
  'AWS::Logs::LogGroup': ({ properties, attributes, region }) =>
    properties.KmsKeyId === undefined
      ? []
      : // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map((action) => ({
          principal: `logs.${region}.amazonaws.com`,
          action: `kms:${action}`,
          resource: String(properties.KmsKeyId),
          context: { 'kms:EncryptionContext:aws:logs:arn': (attributes.Arn ?? '').replace(/:\*$/, '') },
        })),
  'AWS::CloudTrail::Trail': ({ properties, attributes, account, region }, all) => {
    const principal = 'cloudtrail.amazonaws.com';
    const context = { 'aws:SourceArn': attributes.Arn ?? '' };
    const bucket = `arn:aws:s3:::${String(properties.S3BucketName)}`;
    const key = { principal, resource: keyOf(textOf(properties.KMSKeyId), all) };
    const group = String(properties.CloudWatchLogsLogGroupArn).replace(/:\*$/, '');
    const stream = `${group}:log-stream:${account}_CloudTrail_${region}_2`;
    return [
      { principal, action: 's3:GetBucketAcl', resource: bucket, context },
      {
        principal,
        action: 's3:PutObject',
        resource: `${bucket}/AWSLogs/${account}/CloudTrail/${region}/2026/10/13/file.json.gz`,
        context: { ...context, 's3:x-amz-acl': 'bucket-owner-full-control', 's3:TlsVersion': '1.3' },
      },
      { ...key, action: 'kms:DescribeKey', context },
      {
        ...key,
        action: 'kms:GenerateDataKey',
        context: { ...context, 'kms:EncryptionContext:aws:cloudtrail:arn': attributes.Arn ?? '' },
      },
      ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
        principal: String(properties.CloudWatchLogsRoleArn),
        action,
        resource: stream,
      })),
    ];
  },
  'AWS::S3::Bucket': ({ properties, ref, account }) => {
    const logging = properties.LoggingConfiguration as { DestinationBucketName: string } | undefined;
    return logging === undefined
      ? []
      : [
          {
            principal: 'logging.s3.amazonaws.com',
            action: 's3:PutObject',
            resource: `arn:aws:s3:::${logging.DestinationBucketName}/2026-10-13-07-00-00-EXAMPLE`,
            context: { 'aws:SourceArn': `arn:aws:s3:::${ref}`, 'aws:SourceAccount': account, 's3:TlsVersion': '1.3' },
          },
        ];
  },
};

interface ScheduleTarget {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/** What a heartbeat says to SQS. */
interface Beat {
  readonly QueueUrl: string;
}

/** What EventBridge does to deliver to a target, or to leave what it could not deliver. */
function deliveryTo(target: string, rule: string, role: string | undefined, all: Resources): readonly IamRequest[] {
  const principal = 'events.amazonaws.com';
  const request = { principal, resource: target, context: { 'aws:SourceArn': rule } };
  switch (parseArn(target).service) {
    case 'sqs':
      return [{ ...request, action: 'sqs:SendMessage' }];
    case 'lambda':
      return [{ ...request, action: 'lambda:InvokeFunction' }];
    case 'sns':
      return [{ ...request, action: 'sns:Publish' }, ...encryption(target, principal, all)];
    case 'events':
      return [{ principal: role ?? principal, action: 'events:PutEvents', resource: target }];
    default:
      throw new Error(`nothing is known of what EventBridge needs to deliver to ${target}`);
  }
}

/** IAM decides on keys, by whichever of their aliases they are called. */
function keyOf(key: string, all: Resources): string {
  const alias = all.find(
    ({ type, properties }) => type === 'AWS::KMS::Alias' && key.endsWith(`:${textOf(properties.AliasName)}`),
  );
  return alias === undefined ? key : textOf(alias.properties.TargetKeyId);
}

/** Who publishes to an encrypted topic has to be let use its key: services by themselves, roles through SNS. */
function encryption(topicArn: string, principal: string, all: Resources): readonly IamRequest[] {
  const topic = all.find(({ type, ref }) => type === 'AWS::SNS::Topic' && ref === topicArn);
  const key = topic?.properties.KmsMasterKeyId;
  if (key === undefined) {
    return [];
  }
  const { region } = parseArn(topicArn);
  const context = {
    'kms:EncryptionContext:aws:sns:topicArn': topicArn,
    ...(principal.startsWith('arn:') && { 'kms:ViaService': `sns.${region}.amazonaws.com` }),
  };
  return ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({
    principal,
    action,
    resource: textOf(key),
    context,
  }));
}

function isFunction(nameOrArn: unknown): (resource: ResolvedResource) => boolean {
  return ({ type, ref, attributes }) =>
    type === 'AWS::Lambda::Function' && [ref, attributes.Arn].includes(String(nameOrArn));
}

function roleOf(all: Resources, isIt: (resource: ResolvedResource) => boolean): string {
  const found = all.find((resource) => resource.type === 'AWS::Lambda::Function' && isIt(resource));
  if (!found) {
    throw new Error('a function that no stack has');
  }
  return String(found.properties.Role);
}

/** What a property of a resolved template holds, which is text here. */
function textOf(property: unknown): string {
  if (typeof property !== 'string') {
    throw new Error(`${JSON.stringify(property)} is no text`);
  }
  return property;
}
