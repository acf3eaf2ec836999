import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ebsSnapshotShared } from './ebs-snapshot-shared.ts';

function shares(createVolumePermission: object) {
  return recordOf('ec2:ModifySnapshotAttribute', {
    snapshotId: 'snap-0f1e',
    attributeType: 'CREATE_VOLUME_PERMISSION',
    createVolumePermission,
  });
}

const withStranger = shares({ add: { items: [{ userId: '444455556666' }] } });

describeDetection(ebsSnapshotShared, {
  settings: { ownAccounts: ['777788889999'] },
  alerts: {
    "somebody else's account": {
      event: withStranger,
      summary: 'ana (IAM user) shared the snapshot snap-0f1e with the account 444455556666',
      subject: 'snap-0f1e',
    },
    everybody: {
      event: shares({ add: { items: [{ group: 'all' }] } }),
      severity: 'critical',
      summary: 'ana (IAM user) shared the snapshot snap-0f1e with everybody',
    },
    'a stranger beside an account of our own': {
      event: shares({ add: { items: [{ userId: '777788889999' }, { userId: '444455556666' }] } }),
      summary: 'ana (IAM user) shared the snapshot snap-0f1e with the account 444455556666',
    },
  },
  ignores: {
    'an account of our own': shares({ add: { items: [{ userId: '777788889999' }] } }),
    'the account that owns it': shares({ add: { items: [{ userId: '111122223333' }] } }),
    'a permission that is taken back': shares({ remove: { items: [{ userId: '444455556666' }] } }),
    'another attribute': recordOf('ec2:ModifySnapshotAttribute', {
      snapshotId: 'snap-0f1e',
      attributeType: 'PRODUCT_CODES',
    }),
    'a call that was denied': denied(withStranger, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
