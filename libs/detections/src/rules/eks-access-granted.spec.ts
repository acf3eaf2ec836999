import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { eksAccessGranted } from './eks-access-granted.ts';

const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const gives = (policyName: string, principalArn = 'arn:aws:iam::111122223333:role/web') =>
  recordOf('eks:AssociateAccessPolicy', {
    name: 'shop',
    principalArn: encodeURIComponent(principalArn),
    policyArn: policy(policyName),
    accessScope: { type: 'cluster' },
  });
const entry = (account: string) =>
  recordOf('eks:CreateAccessEntry', { name: 'shop', principalArn: `arn:aws:iam::${account}:role/web` });
const admin = gives('AmazonEKSClusterAdminPolicy');

describeDetection(eksAccessGranted, {
  settings: { trustedAccounts: ['222233334444'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'an administrator': {
      event: admin,
      summary: 'ana (IAM user) gave role/web the rights of AmazonEKSClusterAdminPolicy on the cluster shop',
      subject: 'the cluster shop',
    },
    'an administrator, by a role for deployments': {
      event: by(callers.deploy, admin),
      severity: 'medium',
      summary: 'build-77 (role deploy) gave role/web the rights of AmazonEKSClusterAdminPolicy on the cluster shop',
    },
    'somebody who may look, in the digest': {
      event: gives('AmazonEKSViewPolicy'),
      severity: 'low',
      summary: 'ana (IAM user) gave role/web the rights of AmazonEKSViewPolicy on the cluster shop',
    },
    'a stranger who may look': {
      event: gives('AmazonEKSViewPolicy', 'arn:aws:iam::444455556666:role/eve'),
      summary:
        'ana (IAM user) gave role/eve of the account 444455556666 the rights of AmazonEKSViewPolicy on the cluster shop',
    },
    'an entry for a stranger': {
      event: entry('444455556666'),
      summary: 'ana (IAM user) let role/web of the account 444455556666 into the cluster shop',
    },
    'an entry, in the digest': {
      event: entry('111122223333'),
      severity: 'low',
      summary: 'ana (IAM user) let role/web into the cluster shop',
    },
    'an entry for a vendor, in the digest': {
      event: entry('222233334444'),
      severity: 'low',
      summary: 'ana (IAM user) let role/web into the cluster shop',
    },
    'an entry that is deleted, in the digest': {
      event: { ...entry('111122223333'), eventName: 'DeleteAccessEntry' },
      severity: 'low',
      summary: 'ana (IAM user) took role/web out of the cluster shop',
    },
    'an entry of a record without parameters, in the digest': {
      event: recordOf('eks:UpdateAccessEntry', null),
      severity: 'low',
      summary: 'ana (IAM user) changed the access of somebody to the cluster (not named)',
    },
  },
  ignores: {
    'a policy that is taken away': { ...admin, eventName: 'DisassociateAccessPolicy' },
    'a call that was denied': denied(admin),
  },
});
