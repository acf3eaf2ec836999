import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamPermissionsBoundaryRemoved } from './iam-permissions-boundary-removed.ts';

const ofRole = recordOf('iam:DeleteRolePermissionsBoundary', { roleName: 'web' });
const setting = (permissionsBoundary: string) =>
  recordOf('iam:PutUserPermissionsBoundary', { userName: 'svc-backup', permissionsBoundary });
const limits = setting('arn:aws:iam::111122223333:policy/teams/limits');

describeDetection(iamPermissionsBoundaryRemoved, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    "a role's boundary, removed": {
      event: ofRole,
      summary: 'ana (IAM user) took the permissions boundary off the role web',
      subject: 'role web',
    },
    "a user's boundary, removed": {
      event: recordOf('iam:DeleteUserPermissionsBoundary', { userName: 'svc-backup' }),
      summary: 'ana (IAM user) took the permissions boundary off the user svc-backup',
    },
    'a boundary removed by a deploy role': {
      event: by(callers.deploy, ofRole),
      summary: 'build-77 (role deploy) took the permissions boundary off the role web',
    },
    'a boundary that limits nothing': {
      event: setting('arn:aws:iam::aws:policy/AdministratorAccess'),
      summary: 'ana (IAM user) set the permissions boundary of the user svc-backup to AdministratorAccess',
    },
    'another boundary, for the digest': {
      event: limits,
      severity: 'low',
      summary: 'ana (IAM user) set the permissions boundary of the user svc-backup to limits',
    },
  },
  ignores: {
    'another boundary, set by a deploy role': by(callers.deploy, limits),
    'a removal that was denied': denied(ofRole),
    'a boundary that was not there': { ...ofRole, errorCode: 'NoSuchEntityException' },
    'a role that is deleted': { ...ofRole, eventName: 'DeleteRole' },
  },
});
