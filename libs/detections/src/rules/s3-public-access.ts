import * as z from 'zod'; // not { z }: that bundles every locale
import { type Change } from '../alert.ts';
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { BucketAcl, grantsEverybody } from '../reading/bucket-acl.ts';
import { BucketPolicy, allowsEverybody } from '../reading/bucket-policy.ts';
import { settingChanges } from '../reading/changes.ts';
import { PublicAccessBlock, isLowered } from '../reading/public-access-block.ts';
import { Name } from '../reading/text.ts';

const bucketName = Name.nullish(); // absent when a call is about the whole account
const Block = z.lazy(() => z.object({ bucketName, PublicAccessBlockConfiguration: PublicAccessBlock }));
const Unblocked = z.lazy(() => z.object({ bucketName }).nullish());

/** Each call asks in a shape of its own. */
const Reads = z.discriminatedUnion('eventName', [
  z.object({
    eventName: z.literal('PutBucketPolicy'),
    requestParameters: z.object({ bucketName, bucketPolicy: BucketPolicy }),
  }),
  z.object({ eventName: z.literal('PutBucketAcl'), requestParameters: BucketAcl.extend({ bucketName }) }),
  z.object({ eventName: z.literal('PutBucketPublicAccessBlock'), requestParameters: Block }),
  z.object({ eventName: z.literal('PutAccountPublicAccessBlock'), requestParameters: Block }),
  z.object({ eventName: z.literal('DeleteBucketPublicAccessBlock'), requestParameters: Unblocked }),
  z.object({ eventName: z.literal('DeleteAccountPublicAccessBlock'), requestParameters: Unblocked }),
]);
type Reads = z.infer<typeof Reads>;

/**
 * A bucket was opened to everybody, or what keeps buckets closed was taken away.
 *
 * Read is what a policy, an ACL or a block means, so that a policy for CloudFront, for one organisation or for one VPC does
 * not ring. A block that is lowered opens nothing by itself, so on one bucket it weighs less.
 */
export const s3PublicAccess = defineDetection({
  id: 's3-public-access',
  title: 'S3 bucket made public, or its block of public access lowered',
  severity: 'high',
  why: 'Anybody on the internet may now read what the bucket holds, or the last thing that kept it closed is gone. Public buckets are found within hours.',
  falsePositives: [
    'A public website or download bucket that holds nothing else. Suppress it by its name, or put CloudFront before it.',
  ],
  runbook: [
    'Set the four public access blocks again, on the bucket or the account.',
    'Put back the earlier policy or ACL, and check that the bucket is private: the S3 console says so.',
    'Look in the bucket for what should not be seen, and in its access logs or data events for who read it since.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
  ],
  techniques: ['T1530'],
  controls: ['CIS 4.8', 'CloudWatch.8'],
  pattern: apiCalls({
    eventSource: 's3.amazonaws.com',
    eventNames: Reads.options.map(({ shape }) => shape.eventName.value),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: opensSomething,
  severityOf: ({ eventName }) => (eventName.includes('BucketPublicAccessBlock') ? 'medium' : 'high'),
  subject: targetOf,
  changes: blocksIn,
  summarize: (call) => `${call.who} ${describeOpening(call)}`,
});

function opensSomething(call: Call<Reads>): boolean {
  switch (call.eventName) {
    case 'PutBucketPolicy':
      return allowsEverybody(call.requestParameters.bucketPolicy);
    case 'PutBucketAcl':
      return grantsEverybody(call.requestParameters);
    case 'PutBucketPublicAccessBlock':
    case 'PutAccountPublicAccessBlock':
      return isLowered(call.requestParameters.PublicAccessBlockConfiguration);
    case 'DeleteBucketPublicAccessBlock':
    case 'DeleteAccountPublicAccessBlock':
      return true;
  }
}

/** The four blocks as they are now; what is removed is off. What a policy says is told by its summary. */
function blocksIn(call: Call<Reads>): readonly Change[] {
  switch (call.eventName) {
    case 'PutBucketPublicAccessBlock':
    case 'PutAccountPublicAccessBlock':
      return settingChanges(call.requestParameters.PublicAccessBlockConfiguration);
    case 'DeleteBucketPublicAccessBlock':
    case 'DeleteAccountPublicAccessBlock':
      return [{ what: 'block of public access', after: 'removed' }];
    case 'PutBucketAcl':
    case 'PutBucketPolicy':
      return [];
  }
}

function describeOpening(call: Call<Reads>): string {
  switch (call.eventName) {
    case 'PutBucketPolicy':
      return `made ${targetOf(call)} public by its policy`;
    case 'PutBucketAcl':
      return `made ${targetOf(call)} public by its ACL`;
    case 'PutBucketPublicAccessBlock':
    case 'PutAccountPublicAccessBlock':
      return `lowered the block of public access on ${targetOf(call)}`;
    case 'DeleteBucketPublicAccessBlock':
    case 'DeleteAccountPublicAccessBlock':
      return `removed the block of public access from ${targetOf(call)}`;
  }
}

function targetOf({ eventName, requestParameters, account }: Call<Reads>): string {
  return eventName.includes('Account')
    ? `all buckets of ${account}`
    : `the bucket ${requestParameters?.bucketName ?? '(not named)'}`;
}
