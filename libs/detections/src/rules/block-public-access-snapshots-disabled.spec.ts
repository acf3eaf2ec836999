import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { blockPublicAccessSnapshotsDisabled } from './block-public-access-snapshots-disabled.ts';

const ofSnapshots = recordOf('ec2:DisableSnapshotBlockPublicAccess', { DisableSnapshotBlockPublicAccessRequest: '' });

describeDetection(blockPublicAccessSnapshotsDisabled, {
  alerts: {
    'the block of snapshots': {
      event: ofSnapshots,
      summary: 'ana (IAM user) turned off what keeps disk snapshots from being shared with everybody',
      subject: 'public disk snapshots of 111122223333 in eu-central-1',
    },
    'the block of images': {
      event: recordOf('ec2:DisableImageBlockPublicAccess', null),
      summary: 'ana (IAM user) turned off what keeps machine images from being shared with everybody',
    },
  },
  ignores: {
    'a block that is turned on': { ...ofSnapshots, eventName: 'EnableSnapshotBlockPublicAccess' },
    'a call that was denied': denied(ofSnapshots, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
