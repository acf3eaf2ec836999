import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { kmsImportedKeyMaterial } from './kms-imported-key-material.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const imported = recordOf('kms:ImportKeyMaterial', {
  keyId: `arn:aws:kms:eu-central-1:111122223333:key/${KEY}`,
  expirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
});

describeDetection(kmsImportedKeyMaterial, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'material that is imported': {
      event: imported,
      summary: `ana (IAM user) brought material of their own into the key ${KEY}`,
      subject: KEY,
    },
    'material that expires': {
      event: recordOf('kms:ImportKeyMaterial', {
        keyId: KEY,
        expirationModel: 'KEY_MATERIAL_EXPIRES',
        validTo: 'Oct 20, 2026 7:02:12 AM',
      }),
      summary: `ana (IAM user) brought material of their own into the key ${KEY}, which expires on Oct 20, 2026 7:02:12 AM`,
    },
    'material that a role for deployments imports': {
      event: by(callers.deploy, imported),
      severity: 'medium',
      summary: `build-77 (role deploy) brought material of their own into the key ${KEY}`,
    },
    'the step before, in the digest': {
      event: recordOf('kms:GetParametersForImport', { keyId: KEY, wrappingKeySpec: 'RSA_4096' }, { readOnly: true }),
      severity: 'low',
      summary: `ana (IAM user) prepared to bring material of their own into the key ${KEY}`,
    },
  },
  ignores: {
    'a key that AWS makes': { ...imported, eventName: 'CreateKey' },
    'a call that was denied': denied(imported),
  },
});
