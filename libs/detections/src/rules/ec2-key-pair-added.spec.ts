import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ec2KeyPairAdded } from './ec2-key-pair-added.ts';

const created = recordOf(
  'ec2:CreateKeyPair',
  { keyName: 'bastion', keyType: 'ed25519', keyFormat: 'pem' },
  { responseElements: { keyName: 'bastion', keyPairId: 'key-0f1e', keyMaterial: '<sensitiveDataRemoved>' } },
);

describeDetection(ec2KeyPairAdded, {
  alerts: {
    'a key pair that AWS makes': {
      event: created,
      summary: 'ana (IAM user) created the key pair bastion',
      subject: 'bastion',
    },
    'a key that is brought in': {
      event: recordOf('ec2:ImportKeyPair', { keyName: 'bastion', publicKeyMaterial: 'c3NoLWVkMjU1MTkgRVhBTVBMRQ==' }),
      summary: 'ana (IAM user) brought in the key pair bastion',
    },
    'a record without parameters': {
      event: recordOf('ec2:ImportKeyPair', null),
      summary: 'ana (IAM user) brought in the key pair (not named)',
    },
  },
  ignores: {
    'a key pair that is deleted': { ...created, eventName: 'DeleteKeyPair' },
    'a call that was denied': denied(created, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
