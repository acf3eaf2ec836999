import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { rootActivity } from './root-activity.ts';

const suspending = by(
  callers.root,
  recordOf('s3:PutBucketVersioning', {
    bucketName: 'example-exports',
    VersioningConfiguration: { Status: 'Suspended' },
  }),
);
const rootSession = (fields: object) => ({ ...callers.root, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', ...fields });

describeDetection(rootActivity, {
  alerts: {
    'a change': {
      event: suspending,
      summary: 'root called s3:PutBucketVersioning on example-exports',
      subject: 'root of 111122223333',
    },
    'a change that names nothing': {
      event: by(callers.root, recordOf('iam:DeleteAccountPasswordPolicy', null)),
      summary: 'root called iam:DeleteAccountPasswordPolicy',
    },
    'a change from the console, signed in with MFA': {
      event: by(
        rootSession({
          sessionContext: { attributes: { creationDate: '2026-10-13T06:50:01Z', mfaAuthenticated: 'true' } },
        }),
        suspending,
      ),
      summary: 'root called s3:PutBucketVersioning on example-exports',
    },
    'a click in the console, as older services record it': {
      event: by(rootSession({ invokedBy: 'signin.amazonaws.com' }), suspending),
      summary: 'root called s3:PutBucketVersioning on example-exports',
    },
    'a change of long ago, when records did not say whether they were one': {
      event: { ...suspending, eventVersion: '1.05', readOnly: undefined },
      summary: 'root called s3:PutBucketVersioning on example-exports',
    },
    'a call that is named as if it only read, and does more': {
      event: by(callers.root, recordOf('sts:GetFederationToken', { name: 'ana' })),
      summary: 'root called sts:GetFederationToken on ana',
    },
  },
  ignores: {
    'somebody else': by(callers.ana, suspending),
    'what root only reads': { ...suspending, readOnly: true },
    'what root only read long ago': { ...suspending, eventName: 'GetBucketVersioning', readOnly: undefined },
    'a change that was denied': denied(suspending),
    'a service-linked role the console creates on the way': { ...suspending, eventName: 'CreateServiceLinkedRole' },
    'an access key, which has a detection of its own': { ...suspending, eventName: 'CreateAccessKey' },
    'an MFA device, which has a detection of its own': { ...suspending, eventName: 'DeactivateMFADevice' },
    "AWS itself, in root's name": by(rootSession({ invokedBy: 'AWS Internal' }), suspending),
    'a service that root asked to act': by(rootSession({ invokedBy: 'autoscaling.amazonaws.com' }), suspending),
    'a session of sts:AssumeRoot': by(rootSession({ sessionContext: { assumedRoot: 'true' } }), suspending),
    'an event of a service, not a call': { ...suspending, eventType: 'AwsServiceEvent' },
  },
});
