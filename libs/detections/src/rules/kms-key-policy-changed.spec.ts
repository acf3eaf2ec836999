import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { kmsKeyPolicyChanged } from './kms-key-policy-changed.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';

function puts(statement: object) {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', ...statement },
    ],
  };
  return recordOf('kms:PutKeyPolicy', { keyId: KEY, policyName: 'default', policy: JSON.stringify(policy, null, 2) });
}

function grants(granteePrincipal: string) {
  return recordOf('kms:CreateGrant', {
    keyId: `arn:aws:kms:eu-central-1:111122223333:key/${KEY}`,
    granteePrincipal,
    operations: ['Decrypt'],
  });
}

const within = puts({ Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' } });
const toStranger = grants('arn:aws:iam::444455556666:role/reader');

describeDetection(kmsKeyPolicyChanged, {
  settings: {
    ownAccounts: ['777788889999'],
    ownOrganizations: ['o-exampleorg'],
    deployRoles: ['arn:aws:iam::111122223333:role/deploy'],
  },
  alerts: {
    'a policy that stays inside': {
      event: within,
      summary: `ana (IAM user) changed the policy of the key ${KEY}`,
      subject: KEY,
    },
    'a policy that stays inside, by a role for deployments': {
      event: by(callers.deploy, within),
      severity: 'low',
      summary: `build-77 (role deploy) changed the policy of the key ${KEY}`,
    },
    'a policy for everybody through one service of the account, as AWS writes it': {
      event: puts({ Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
      summary: `ana (IAM user) changed the policy of the key ${KEY}`,
    },
    'a policy that lets a stranger in': {
      event: puts({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      severity: 'high',
      summary: `ana (IAM user) let the account 444455556666 use the key ${KEY}`,
    },
    'a policy that lets a stranger in, by a role for deployments': {
      event: by(callers.deploy, puts({ Principal: { AWS: '444455556666' } })),
      severity: 'high',
      summary: `build-77 (role deploy) let the account 444455556666 use the key ${KEY}`,
    },
    "a policy that lets somebody else's organisation in": {
      event: puts({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } } }),
      severity: 'high',
      summary: `ana (IAM user) let the organisation o-somebodyelse use the key ${KEY}`,
    },
    'a policy that lets everybody in': {
      event: puts({}),
      severity: 'high',
      summary: `ana (IAM user) let everybody use the key ${KEY}`,
    },
    'a grant to a stranger': {
      event: toStranger,
      severity: 'high',
      summary: `ana (IAM user) let the account 444455556666 use the key ${KEY}`,
      subject: KEY,
    },
  },
  ignores: {
    'a grant inside the account': grants('arn:aws:iam::111122223333:role/reader'),
    'a grant to an account of our own': grants('arn:aws:iam::777788889999:role/reader'),
    'a grant to a service': grants('rds.eu-central-1.amazonaws.com'),
    'a grant that a service makes': by({ ...callers.ana, invokedBy: 'ec2.amazonaws.com' }, toStranger),
    'a grant without parameters': { ...toStranger, requestParameters: null },
    'a policy that was denied': denied(within),
  },
});
