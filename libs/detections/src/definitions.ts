import { type DetectionDefinition } from './define-detection.ts';
import { accessAnalyzerFinding } from './rules/access-analyzer-finding.ts';
import { accessDeniedBurst } from './rules/access-denied-burst.ts';
import { accountClosed } from './rules/account-closed.ts';
import { alertingDrill } from './rules/alerting-drill.ts';
import { alertingPipelineTampered } from './rules/alerting-pipeline-tampered.ts';
import { amiShared } from './rules/ami-shared.ts';
import { assumeRoot } from './rules/assume-root.ts';
import { backupTampered } from './rules/backup-tampered.ts';
import { bedrockLoggingDisabled } from './rules/bedrock-logging-disabled.ts';
import { bedrockModelAccessEnabled } from './rules/bedrock-model-access-enabled.ts';
import { blockPublicAccessSnapshotsDisabled } from './rules/block-public-access-snapshots-disabled.ts';
import { cloudtrailModified } from './rules/cloudtrail-modified.ts';
import { cloudtrailStopped } from './rules/cloudtrail-stopped.ts';
import { cloudwatchAlarmsDeleted } from './rules/cloudwatch-alarms-deleted.ts';
import { cloudwatchLogsDeleted } from './rules/cloudwatch-logs-deleted.ts';
import { codebuildPublicOrPoisoned } from './rules/codebuild-public-or-poisoned.ts';
import { compromisedKeyQuarantined } from './rules/compromised-key-quarantined.ts';
import { configRecorderDisabled } from './rules/config-recorder-disabled.ts';
import { consoleLoginFailures } from './rules/console-login-failures.ts';
import { consoleLoginWithoutMfa } from './rules/console-login-without-mfa.ts';
import { consoleMfaFailures } from './rules/console-mfa-failures.ts';
import { crossAccountRoleAssumedUnknown } from './rules/cross-account-role-assumed-unknown.ts';
import { dnsQueryLogsDeleted } from './rules/dns-query-logs-deleted.ts';
import { ebsEncryptionDefaultDisabled } from './rules/ebs-encryption-default-disabled.ts';
import { ebsSnapshotShared } from './rules/ebs-snapshot-shared.ts';
import { ec2GetPasswordData } from './rules/ec2-get-password-data.ts';
import { ec2InstanceConnect } from './rules/ec2-instance-connect.ts';
import { ec2KeyPairAdded } from './rules/ec2-key-pair-added.ts';
import { ec2SerialConsoleEnabled } from './rules/ec2-serial-console-enabled.ts';
import { ec2UnusualInstances } from './rules/ec2-unusual-instances.ts';
import { ec2UserDataChanged } from './rules/ec2-user-data-changed.ts';
import { ec2UserDataRead } from './rules/ec2-user-data-read.ts';
import { eksAccessGranted } from './rules/eks-access-granted.ts';
import { eksAuditLoggingOrEndpointChanged } from './rules/eks-audit-logging-or-endpoint-changed.ts';
import { federationTokenIssued } from './rules/federation-token-issued.ts';
import { getCallerIdentityFirstSeen } from './rules/get-caller-identity-first-seen.ts';
import { guarddutyDisabled } from './rules/guardduty-disabled.ts';
import { guarddutyFinding } from './rules/guardduty-finding.ts';
import { guarddutySuppressed } from './rules/guardduty-suppressed.ts';
import { healthCredentialsExposed } from './rules/health-credentials-exposed.ts';
import { iamAccessKeyCreated } from './rules/iam-access-key-created.ts';
import { iamAdminPolicyAttached } from './rules/iam-admin-policy-attached.ts';
import { iamIdentityProviderChanged } from './rules/iam-identity-provider-changed.ts';
import { iamInlineAdminPolicy } from './rules/iam-inline-admin-policy.ts';
import { iamInstanceProfileChanged } from './rules/iam-instance-profile-changed.ts';
import { iamLoginProfileChanged } from './rules/iam-login-profile-changed.ts';
import { iamOversizedRequest } from './rules/iam-oversized-request.ts';
import { iamPermissionsBoundaryRemoved } from './rules/iam-permissions-boundary-removed.ts';
import { iamPolicyChanges } from './rules/iam-policy-changes.ts';
import { iamPolicyVersionChanged } from './rules/iam-policy-version-changed.ts';
import { iamPrincipalEnumeration } from './rules/iam-principal-enumeration.ts';
import { iamRoleTrustPolicyChanged } from './rules/iam-role-trust-policy-changed.ts';
import { iamUserAddedToGroup } from './rules/iam-user-added-to-group.ts';
import { iamUserCreated } from './rules/iam-user-created.ts';
import { identityCenterChanged } from './rules/identity-center-changed.ts';
import { imdsv2Downgraded } from './rules/imdsv2-downgraded.ts';
import { instanceCredentialsUsedOutsideAws } from './rules/instance-credentials-used-outside-aws.ts';
import { kmsImportedKeyMaterial } from './rules/kms-imported-key-material.ts';
import { kmsKeyDisabledOrDeleted } from './rules/kms-key-disabled-or-deleted.ts';
import { kmsKeyPolicyChanged } from './rules/kms-key-policy-changed.ts';
import { lambdaExposed } from './rules/lambda-exposed.ts';
import { lambdaFunctionCodeChanged } from './rules/lambda-function-code-changed.ts';
import { logBucketTampered } from './rules/log-bucket-tampered.ts';
import { mfaDeviceDeactivated } from './rules/mfa-device-deactivated.ts';
import { networkAclOpen } from './rules/network-acl-open.ts';
import { organizationLeft } from './rules/organization-left.ts';
import { organizationStructureChanged } from './rules/organization-structure-changed.ts';
import { passwordPolicyChanged } from './rules/password-policy-changed.ts';
import { ramExternalShare } from './rules/ram-external-share.ts';
import { rdsDeletedOrRestored } from './rules/rds-deleted-or-restored.ts';
import { rdsExposedOrWeakened } from './rules/rds-exposed-or-weakened.ts';
import { rdsSnapshotShared } from './rules/rds-snapshot-shared.ts';
import { regionEnabled } from './rules/region-enabled.ts';
import { resourcePolicyPublic } from './rules/resource-policy-public.ts';
import { roleChainFirstSeen } from './rules/role-chain-first-seen.ts';
import { rolesAnywhereTrustCreated } from './rules/roles-anywhere-trust-created.ts';
import { rootAccessKeyCreated } from './rules/root-access-key-created.ts';
import { rootActivity } from './rules/root-activity.ts';
import { rootConsoleLoginFailed } from './rules/root-console-login-failed.ts';
import { rootConsoleLogin } from './rules/root-console-login.ts';
import { rootPasswordOrEmailChanged } from './rules/root-password-or-email-changed.ts';
import { routeOrGatewayChanged } from './rules/route-or-gateway-changed.ts';
import { route53DomainHijack } from './rules/route53-domain-hijack.ts';
import { s3AccessLoggingDisabled } from './rules/s3-access-logging-disabled.ts';
import { s3BucketDeleted } from './rules/s3-bucket-deleted.ts';
import { s3ObjectWritten } from './rules/s3-object-written.ts';
import { s3PolicyExternalAccount } from './rules/s3-policy-external-account.ts';
import { s3ProtectionDisabled } from './rules/s3-protection-disabled.ts';
import { s3PublicAccess } from './rules/s3-public-access.ts';
import { s3ReplicationExternal } from './rules/s3-replication-external.ts';
import { sagemakerLifecycleOrGlueEndpoint } from './rules/sagemaker-lifecycle-or-glue-endpoint.ts';
import { scpChanged } from './rules/scp-changed.ts';
import { secretsBulkRead } from './rules/secrets-bulk-read.ts';
import { securityGroupChanges } from './rules/security-group-changes.ts';
import { securityGroupOpenToWorld } from './rules/security-group-open-to-world.ts';
import { securityHubDisabled } from './rules/security-hub-disabled.ts';
import { sesRecon } from './rules/ses-recon.ts';
import { snapshotExported } from './rules/snapshot-exported.ts';
import { ssmCommandSent } from './rules/ssm-command-sent.ts';
import { ssmDocumentShared } from './rules/ssm-document-shared.ts';
import { ssmSessionStarted } from './rules/ssm-session-started.ts';
import { trafficMirroringCreated } from './rules/traffic-mirroring-created.ts';
import { unusedRegionActivity } from './rules/unused-region-activity.ts';
import { vpcChanged } from './rules/vpc-changed.ts';
import { vpcFlowLogsDeleted } from './rules/vpc-flow-logs-deleted.ts';
import { wafProtectionRemoved } from './rules/waf-protection-removed.ts';

/** Every detection, in alphabetical order. A spec fails when a file in `rules/` is missing here. */
export const definitions: readonly DetectionDefinition[] = [
  accessAnalyzerFinding,
  accessDeniedBurst,
  accountClosed,
  alertingDrill,
  alertingPipelineTampered,
  amiShared,
  assumeRoot,
  backupTampered,
  bedrockLoggingDisabled,
  bedrockModelAccessEnabled,
  blockPublicAccessSnapshotsDisabled,
  cloudtrailModified,
  cloudtrailStopped,
  cloudwatchAlarmsDeleted,
  cloudwatchLogsDeleted,
  codebuildPublicOrPoisoned,
  compromisedKeyQuarantined,
  configRecorderDisabled,
  consoleLoginFailures,
  consoleLoginWithoutMfa,
  consoleMfaFailures,
  crossAccountRoleAssumedUnknown,
  dnsQueryLogsDeleted,
  ebsEncryptionDefaultDisabled,
  ebsSnapshotShared,
  ec2GetPasswordData,
  ec2InstanceConnect,
  ec2KeyPairAdded,
  ec2SerialConsoleEnabled,
  ec2UnusualInstances,
  ec2UserDataChanged,
  ec2UserDataRead,
  eksAccessGranted,
  eksAuditLoggingOrEndpointChanged,
  federationTokenIssued,
  getCallerIdentityFirstSeen,
  guarddutyDisabled,
  guarddutyFinding,
  guarddutySuppressed,
  healthCredentialsExposed,
  iamAccessKeyCreated,
  iamAdminPolicyAttached,
  iamIdentityProviderChanged,
  iamInlineAdminPolicy,
  iamInstanceProfileChanged,
  iamLoginProfileChanged,
  iamOversizedRequest,
  iamPermissionsBoundaryRemoved,
  iamPolicyChanges,
  iamPolicyVersionChanged,
  iamPrincipalEnumeration,
  iamRoleTrustPolicyChanged,
  iamUserAddedToGroup,
  iamUserCreated,
  identityCenterChanged,
  imdsv2Downgraded,
  instanceCredentialsUsedOutsideAws,
  kmsImportedKeyMaterial,
  kmsKeyDisabledOrDeleted,
  kmsKeyPolicyChanged,
  lambdaExposed,
  lambdaFunctionCodeChanged,
  logBucketTampered,
  mfaDeviceDeactivated,
  networkAclOpen,
  organizationLeft,
  organizationStructureChanged,
  passwordPolicyChanged,
  ramExternalShare,
  rdsDeletedOrRestored,
  rdsExposedOrWeakened,
  rdsSnapshotShared,
  regionEnabled,
  resourcePolicyPublic,
  roleChainFirstSeen,
  rolesAnywhereTrustCreated,
  rootAccessKeyCreated,
  rootActivity,
  rootConsoleLoginFailed,
  rootConsoleLogin,
  rootPasswordOrEmailChanged,
  routeOrGatewayChanged,
  route53DomainHijack,
  s3AccessLoggingDisabled,
  s3BucketDeleted,
  s3ObjectWritten,
  s3PolicyExternalAccount,
  s3ProtectionDisabled,
  s3PublicAccess,
  s3ReplicationExternal,
  sagemakerLifecycleOrGlueEndpoint,
  scpChanged,
  secretsBulkRead,
  securityGroupChanges,
  securityGroupOpenToWorld,
  securityHubDisabled,
  sesRecon,
  snapshotExported,
  ssmCommandSent,
  ssmDocumentShared,
  ssmSessionStarted,
  trafficMirroringCreated,
  unusedRegionActivity,
  vpcChanged,
  vpcFlowLogsDeleted,
  wafProtectionRemoved,
];
