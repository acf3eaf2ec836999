import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ssmDocumentShared } from './ssm-document-shared.ts';

function shares(change: object) {
  return recordOf('ssm:ModifyDocumentPermission', { name: 'patch-web', permissionType: 'Share', ...change });
}

const withAll = shares({ accountIdsToAdd: ['All'] });
const created = recordOf('ssm:CreateDocument', {
  name: 'patch-web',
  documentType: 'Command',
  documentFormat: 'YAML',
  content: 'HIDDEN_DUE_TO_SECURITY_REASONS',
});

describeDetection(ssmDocumentShared, {
  settings: { ownAccounts: ['777788889999'] },
  alerts: {
    'a document for everybody': {
      event: withAll,
      severity: 'high',
      summary: 'ana (IAM user) shared the document patch-web with everybody',
      subject: 'patch-web',
    },
    "a document for somebody else's account": {
      event: shares({ accountIdsToAdd: ['777788889999', '444455556666'] }),
      summary: 'ana (IAM user) shared the document patch-web with the account 444455556666',
    },
    'a document that is written, in the digest': {
      event: created,
      severity: 'low',
      summary: 'ana (IAM user) created the document patch-web',
    },
    'a document that is changed, in the digest': {
      event: { ...created, eventName: 'UpdateDocument' },
      severity: 'low',
      summary: 'ana (IAM user) changed the document patch-web',
    },
  },
  ignores: {
    'an account of our own': shares({ accountIdsToAdd: ['777788889999'] }),
    'a sharing that is taken back': shares({ accountIdsToRemove: ['All'] }),
    'a sharing without parameters': { ...withAll, requestParameters: null },
    'a sharing that was denied': denied(withAll),
  },
});
