import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { listed } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { describeAccounts } from '../reading/receivers.ts';
import {
  ResourcePolicyRequest,
  foreignOrganizationsLetIn,
  letsEverybodyIn,
  resourceOf,
  strangersLetIn,
} from '../reading/resource-policy-request.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() => z.object({ eventSource: z.string(), requestParameters: ResourcePolicyRequest }));
type Reads = z.infer<typeof Reads>;

const SECRETS = 'secretsmanager.amazonaws.com';

/** By service: what its policy guards. */
const RESOURCES: Readonly<Record<string, string>> = {
  'backup.amazonaws.com': 'the backup vault',
  'ecr.amazonaws.com': 'the image repository',
  'elasticfilesystem.amazonaws.com': 'the file system',
  'es.amazonaws.com': 'the search domain',
  'events.amazonaws.com': 'the event bus',
  'glue.amazonaws.com': 'the data catalog',
  'lambda.amazonaws.com': 'the Lambda layer',
  [SECRETS]: 'the secret',
  'sns.amazonaws.com': 'the topic',
  'sqs.amazonaws.com': 'the queue',
};

/**
 * The policy of a queue, topic, secret, repository or the like lets in everybody, or an account that is not ours.
 *
 * Read is what the policy means: "*" with a condition on the organisation, the account or the source is how AWS itself lets
 * its services in. Buckets, keys and functions have detections of their own.
 */
export const resourcePolicyPublic = defineDetection({
  id: 'resource-policy-public',
  title: 'Queue, topic, secret or the like opened to others',
  severity: 'high',
  why: 'Whoever is let in can read, send to or copy it from an account of their own, past every network. What stands open to everybody, scanners find.',
  falsePositives: [
    'A repository or layer that the company publishes for everybody. Suppress it by its name.',
    'Another account of the company. Add it to `ownAccounts` in the settings.',
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
  matches: (call, settings) => receiversIn(call, settings).length > 0,
  // A stack that is deployed opens what was reviewed: a line in the digest.
  services: 'told',
  severityOf: severityBy,
  subject: describeResource,
  summarize: (call, settings) =>
    `${call.who} opened ${describeResource(call)} to ${listed(receiversIn(call, settings))}`,
});

/** Secrets are worth being woken for, whoever gets them. */
function severityBy(call: Call<Reads>, settings: Settings): Severity {
  if (isOrdinaryChange(call, settings)) {
    return 'low';
  }
  return letsEverybodyIn(call.requestParameters) || call.eventSource === SECRETS ? 'high' : 'medium';
}

/** Who is let in and is not ours, in words. */
function receiversIn({ requestParameters, account }: Call<Reads>, settings: Settings): readonly string[] {
  if (letsEverybodyIn(requestParameters)) {
    return ['everybody'];
  }
  const strangers = strangersLetIn(requestParameters, account, settings);
  return [
    ...(strangers.length > 0 ? [describeAccounts(strangers)] : []),
    ...foreignOrganizationsLetIn(requestParameters, settings).map((id) => `the organisation ${id}`),
  ];
}

function describeResource({ eventSource, eventName, requestParameters, account }: Call<Reads>): string {
  if (eventName === 'PutRegistryPolicy') {
    return `the image registry of ${account}`;
  }
  return `${RESOURCES[eventSource] ?? 'the resource'} ${resourceOf(requestParameters) ?? `of ${account}`}`;
}
