import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { ResourcePolicyRequest, letsEverybodyIn, resourceOf } from '../reading/resource-policy-request.ts';

const Reads = z.object({ eventSource: z.string(), requestParameters: ResourcePolicyRequest });
type Reads = z.infer<typeof Reads>;

/** By service: what its policy guards. */
const RESOURCES: Readonly<Record<string, string>> = {
  'backup.amazonaws.com': 'the backup vault',
  'ecr.amazonaws.com': 'the image repository',
  'elasticfilesystem.amazonaws.com': 'the file system',
  'es.amazonaws.com': 'the search domain',
  'events.amazonaws.com': 'the event bus',
  'glue.amazonaws.com': 'the data catalog',
  'lambda.amazonaws.com': 'the Lambda layer',
  'secretsmanager.amazonaws.com': 'the secret',
  'sns.amazonaws.com': 'the topic',
  'sqs.amazonaws.com': 'the queue',
};

/**
 * The policy of a queue, topic, secret, repository or the like lets in everybody.
 *
 * Read is what the policy means: "*" with a condition on the organisation, the account or the source is how AWS itself lets
 * its services in. Buckets, keys and functions have detections of their own.
 */
export const resourcePolicyPublic = defineDetection({
  id: 'resource-policy-public',
  title: 'Queue, topic, secret or the like opened to everybody',
  severity: 'high',
  why: 'Anybody with an AWS account of their own can now read, send to or copy it. No network stands in between, and scanners look for just that.',
  falsePositives: [
    'A repository or layer that the company publishes for everybody. Suppress it by its name.',
    'A search domain inside a VPC, whose network alone keeps others out.',
  ],
  runbook: [
    'Put back the earlier policy, or add the condition that was forgotten: `aws:PrincipalOrgID`, `aws:SourceAccount` or `aws:SourceArn`.',
    'Ask whoever called who was meant to get in. If they do not know of it, disable their credentials.',
    'Look for calls on it by other accounts since the change.',
    'Of a secret: change it, it may have been read.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({
    eventSource: Object.keys(RESOURCES),
    eventNames: [
      'AddLayerVersionPermission20181031',
      'CreateDomain',
      'CreateElasticsearchDomain',
      'PutBackupVaultAccessPolicy',
      'PutFileSystemPolicy',
      'PutPermission',
      'PutRegistryPolicy',
      'PutResourcePolicy',
      'SetQueueAttributes',
      'SetRepositoryPolicy',
      'SetTopicAttributes',
      'UpdateDomainConfig',
      'UpdateElasticsearchDomainConfig',
    ],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: ({ requestParameters }) => letsEverybodyIn(requestParameters),
  // A stack that is deployed opens what was reviewed: a line in the digest.
  services: 'told',
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
  subject: describeResource,
  summarize: (call) => `${call.who} opened ${describeResource(call)} to everybody`,
});

function describeResource({ eventSource, eventName, requestParameters, account }: Call<Reads>): string {
  if (eventName === 'PutRegistryPolicy') {
    return `the image registry of ${account}`;
  }
  return `${RESOURCES[eventSource] ?? 'the resource'} ${resourceOf(requestParameters) ?? `of ${account}`}`;
}
