import { type DetectionDefinition } from './define-detection.ts';
import { cloudtrailModified } from './rules/cloudtrail-modified.ts';
import { cloudtrailStopped } from './rules/cloudtrail-stopped.ts';
import { consoleLoginWithoutMfa } from './rules/console-login-without-mfa.ts';
import { ebsSnapshotShared } from './rules/ebs-snapshot-shared.ts';
import { guarddutyDisabled } from './rules/guardduty-disabled.ts';
import { iamAccessKeyCreated } from './rules/iam-access-key-created.ts';
import { iamAdminPolicyAttached } from './rules/iam-admin-policy-attached.ts';
import { iamLoginProfileChanged } from './rules/iam-login-profile-changed.ts';
import { rootConsoleLogin } from './rules/root-console-login.ts';
import { s3ObjectWritten } from './rules/s3-object-written.ts';
import { s3PublicAccess } from './rules/s3-public-access.ts';
import { securityGroupOpenToWorld } from './rules/security-group-open-to-world.ts';

/** Every detection, in alphabetical order. A spec fails when a file in `rules/` is missing here. */
export const definitions: readonly DetectionDefinition[] = [
  cloudtrailModified,
  cloudtrailStopped,
  consoleLoginWithoutMfa,
  ebsSnapshotShared,
  guarddutyDisabled,
  iamAccessKeyCreated,
  iamAdminPolicyAttached,
  iamLoginProfileChanged,
  rootConsoleLogin,
  s3ObjectWritten,
  s3PublicAccess,
  securityGroupOpenToWorld,
];
