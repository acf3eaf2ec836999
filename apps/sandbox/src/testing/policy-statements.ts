import { arnOf } from '../aws/arn.ts';
import { type ResolvedResource } from './resolved-resources.ts';

/** A statement as IAM reads it. */
export interface StatementDocument {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A statement of the synthesised stacks, and what it belongs to. */
export interface PolicyStatement {
  /** `trailbell-alert-lambda/LambdaRole… KeepsAlerts`: how a failing test names it. */
  readonly name: string;
  /** The role it is granted to, or the resource that lets others in: an ARN. */
  readonly of: string;
  readonly document: StatementDocument;
  /** Why it is there though no run makes use of it, as the template says. */
  readonly reason: string | undefined;
}

/** Every statement of every policy of these stacks: of roles, and of resources. */
export function statementsOf(resources: readonly ResolvedResource[]): readonly PolicyStatement[] {
  return resources.flatMap((resource) => {
    const read = readers[resource.type];
    return read ? read(resource).flatMap(({ of, documents }) => named(resource, of, documents)) : [];
  });
}

/** A statement with one of its several actions, or resources, left out. */
export interface Narrowed {
  readonly without: string;
  readonly left: PolicyStatement;
}

/** The statement without each of its actions, and without each of its resources, where it has several. */
export function narrowed(statement: PolicyStatement): readonly Narrowed[] {
  return (['Action', 'Resource'] as const).flatMap((part) => {
    const all = [statement.document[part]].flat();
    return all.length === 1
      ? []
      : all.map((without) => ({
          without,
          left: { ...statement, document: { ...statement.document, [part]: all.filter((one) => one !== without) } },
        }));
  });
}

interface Attached {
  readonly of: string;
  readonly documents: readonly StatementDocument[];
}

/** CDK writes what a construct acknowledges about a grant beside it. */
export const UNSEEN = 'trailbell:unseen';

function named(resource: ResolvedResource, of: string, documents: readonly StatementDocument[]): PolicyStatement[] {
  const reasons = (resource.metadata[UNSEEN] ?? {}) as Readonly<Record<string, string>>;
  return documents.map((document) => {
    const what = document.Sid ?? `${document.Effect} ${[document.Action].flat().join()}`;
    return { name: `${resource.stack}/${resource.id} ${what}`, of, document, reason: reasons[what] };
  });
}

const readers: Readonly<Record<string, (resource: ResolvedResource) => readonly Attached[]>> = {
  'AWS::IAM::Policy': ({ properties, account }) =>
    (properties.Roles as string[]).map((role) => ({
      of: arnOf('iam', { account, region: '' }, `role/${role}`),
      documents: documentsIn(properties.PolicyDocument),
    })),
  'AWS::SQS::QueuePolicy': ({ properties }) =>
    (properties.Queues as string[]).map((url) => ({
      of: queueOfUrl(url),
      documents: documentsIn(properties.PolicyDocument),
    })),
  'AWS::SNS::TopicPolicy': ({ properties }) =>
    (properties.Topics as string[]).map((of) => ({ of, documents: documentsIn(properties.PolicyDocument) })),
  'AWS::S3::BucketPolicy': ({ properties }) => [
    { of: `arn:aws:s3:::${String(properties.Bucket)}`, documents: documentsIn(properties.PolicyDocument) },
  ],
  'AWS::Events::EventBusPolicy': ({ properties, ...place }) => [
    {
      of: arnOf('events', place, `event-bus/${String(properties.EventBusName)}`),
      documents: [{ Sid: properties.StatementId, ...(properties.Statement as object) } as StatementDocument],
    },
  ],
  'AWS::KMS::Key': ({ properties, attributes }) => [
    { of: attributes.Arn ?? '', documents: documentsIn(properties.KeyPolicy) },
  ],
  'AWS::Lambda::Permission': ({ properties }) => [
    {
      of: String(properties.FunctionName),
      documents: [
        {
          Effect: 'Allow',
          Principal: { Service: properties.Principal },
          Action: String(properties.Action),
          Resource: String(properties.FunctionName),
          Condition: { ArnLike: { 'AWS:SourceArn': properties.SourceArn } },
        },
      ],
    },
  ],
};

/** The ARN of the queue that a template names by its URL. */
export function queueOfUrl(url: string): string {
  return url.replace(/^https:\/\/sqs\.([^.]+)\.[^/]+\/(\d+)\/(.*)$/, 'arn:aws:sqs:$1:$2:$3');
}

function documentsIn(policy: unknown): readonly StatementDocument[] {
  return (policy as { Statement: StatementDocument[] }).Statement;
}
