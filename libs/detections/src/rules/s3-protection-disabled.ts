import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { ProtectionCall, lossOf } from '../reading/bucket-protection.ts';
import { isLogBucket } from '../reading/log-bucket.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';

/**
 * A bucket lost what would bring its objects back: versions, copies, MFA delete; or objects are soon deleted by themselves.
 *
 * What goes before extortion. Two protections of one bucket, one after the other, are no setting anybody tries out. Log buckets
 * are told by log-bucket-tampered.
 */
export const s3ProtectionDisabled = defineDetection({
  id: 's3-protection-disabled',
  title: 'Protection of an S3 bucket taken away',
  severity: 'high',
  why: 'Versions, copies and MFA delete are what brings objects back that somebody deletes or encrypts. They go first when data is to be held to ransom.',
  falsePositives: [
    'Costs are cut on a bucket of caches or builds. Its name says so, and a change request does.',
    'Retention is changed in code. Name the role that deploys in `deployRoles`.',
  ],
  runbook: [
    'Set the protection again: versioning, replication, lifecycle rules as they were.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look in the data events, if the trail has them, for objects deleted or overwritten since.',
    'See that backups of the bucket exist where the same credentials do not reach.',
  ],
  techniques: ['T1490'],
  controls: ['S3.14', 'S3.20'],
  pattern: apiCalls({
    eventSource: 's3.amazonaws.com',
    eventNames: ['DeleteBucketEncryption', 'DeleteBucketReplication', 'PutBucketLifecycle', 'PutBucketVersioning'],
    detail: SUCCEEDED,
  }),
  reads: ProtectionCall,
  matches: (call, settings) => lossOf(call) !== undefined && !isLogBucket(call.requestParameters.bucketName, settings),
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : (lossOf(call)?.severity ?? 'high')),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 2, windowMinutes: 90, counted: 'protections' },
      key: ({ account, requestParameters: { bucketName } }) => [account, bucketName],
      values: (call) => [lossOf(call)?.protection ?? ''],
      begins: ({ who, requestParameters: { bucketName } }) => `${who} took from the bucket ${bucketName}`,
      severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'critical'),
      isToldAlone: () => true,
    },
  ],
  subject: ({ requestParameters: { bucketName } }) => bucketName,
  summarize: (call) => `${call.who} ${lossOf(call)?.did ?? ''} the bucket ${call.requestParameters.bucketName}`,
});
