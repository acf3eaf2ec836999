/** Our detections about the same thing as a peer's rule, or why there are none. */
export type Counterpart =
  | {
      readonly detections: readonly string[];
      /** By test, why ours answers otherwise; `*` for any test of the rule. */
      readonly differs?: Readonly<Record<string, string>>;
    }
  | { readonly none: string };

const WATCHED_IN_BULK = 'one call is nothing; ours rings when many come in a short time, and the test is one call';
const NEEDS_CONTEXT = 'the test relies on a list of accounts or regions of its own, which are settings here';
const NOT_SAID_TO_WHOM = 'a permission is judged by whom it is given to, and the record of the test does not say';
const ANOTHER_PROTECTION = 'ours is one detection for every protection of a bucket, and the test takes away another';
const INVENTORY = 'an inventory of ordinary calls that nobody would act on; it would ring on every working day';

/**
 * By rule of Panther's analysis. Where theirs fires and ours do not, or the other way about, and we mean it, the reason
 * stands here. Their opinion is not the law, but every difference is looked at.
 */
export const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  'AWS.Potential.Backdoor.Lambda': {
    detections: ['lambda-exposed'],
    differs: {
      'Lambda Add Permission Event': NOT_SAID_TO_WHOM,
      'Lambda Add Permission Event v2': NOT_SAID_TO_WHOM,
    },
  },
  'AWS.CloudTrail.AttemptToLeaveOrg': { detections: ['organization-left'] },
  'AWS.CloudTrail.Created': {
    detections: ['cloudtrail-modified'],
  },
  'AWS.CloudTrail.EventSelectorsDisabled': {
    detections: ['cloudtrail-modified'],
    differs: {
      'Event Selector Enabled': 'what the trail logged before is not in the record: the change is told, as medium',
    },
  },
  'AWS.CloudTrail.Password.Policy.Discovery': { none: 'its tests are not CloudTrail records but a summary of many' },
  'AWS.CloudTrail.PasswordSpraying': {
    detections: ['console-login-failures', 'root-console-login-failed'],
    differs: { '*': WATCHED_IN_BULK },
  },
  'AWS.CloudTrail.EnableRegion': {
    detections: ['region-enabled'],
    differs: {
      EnableRegion: 'its record names CloudTrail as the service; EnableRegion is a call of account.amazonaws.com',
    },
  },
  'AWS.CloudTrail.SES.CheckIdentityVerifications': {
    detections: ['ses-recon'],
    differs: { '*': WATCHED_IN_BULK },
  },
  'AWS.CloudTrail.SES.ListIdentities': { detections: ['ses-recon'], differs: { '*': WATCHED_IN_BULK } },
  'AWS.CloudTrail.ShortLifecycle': { detections: ['log-bucket-tampered', 's3-protection-disabled'] },
  'AWS.Unsuccessful.MFA.attempt': { detections: ['console-mfa-failures'], differs: { '*': WATCHED_IN_BULK } },
  'AWS.CloudTrail.UserAccessKeyAuth': { none: 'every call with a long-lived key, which is what such keys are for' },
  'AWS.CloudTrail.CodebuildProjectMadePublic': { detections: ['codebuild-public-or-poisoned'] },
  'AWS.Console.GetSigninToken.Abuse': { none: 'a console link out of a session is how many tools sign people in' },
  'AWS.Console.LoginWithoutMFA': {
    detections: ['console-login-without-mfa', 'root-console-login'],
    differs: {
      'No MFA Login - New User':
        'it knows from elsewhere when the user was created; a person without MFA is told on any day',
    },
  },
  'AWS.Console.LoginWithoutSAML': { none: 'whether people may sign in without SAML is for the organisation to say' },
  'AWS.Console.RootLoginFailed': {
    detections: ['root-console-login-failed'],
    differs: { '*': WATCHED_IN_BULK },
  },
  'AWS.Console.Sign-In': { none: INVENTORY },
  'AWS.CloudTrail.DNSLogsDeleted': { detections: ['dns-query-logs-deleted'] },
  'AWS.EC2.GatewayModified': { detections: ['route-or-gateway-changed'] },
  'AWS.EC2.ManyPasswordReadAttempts': {
    detections: ['ec2-get-password-data'],
    differs: { '*': WATCHED_IN_BULK },
  },
  'AWS.EC2.Monitoring': { none: INVENTORY },
  'AWS.EC2.MultiInstanceConnect': {
    detections: ['ec2-instance-connect'],
    differs: { 'Public SSH Key Not Sent Successfully': 'a refused attempt to get onto an instance is told as well' },
  },
  'AWS.EC2.SecurityGroupModified': { detections: ['security-group-changes', 'security-group-open-to-world'] },
  'AWS.EC2.Traffic.Mirroring': {
    detections: ['traffic-mirroring-created'],
    differs: {
      CreateTrafficMirrorSession: 'the call was refused, and nothing is mirrored',
      DeleteTrafficMirrorTarget: 'a target that is gone receives nothing',
    },
  },
  'AWS.EC2.VPCModified': { detections: ['vpc-changed'] },
  'AWS.EC2.Vulnerable.XZ.Image.Launched': { none: 'a list of images of one week of 2024' },
  'AWS.ECR.CRUD': { none: NEEDS_CONTEXT },
  'AWS.ECR.EVENTS': { none: NEEDS_CONTEXT },
  'AWS.IAM.AttachAdminRolePolicy': { detections: ['iam-admin-policy-attached'] },
  'AWS.IAM.BackdoorRole': { detections: ['iam-role-trust-policy-changed'] },
  'AWS.CloudTrail.IAMCompromisedKeyQuarantine': { detections: ['compromised-key-quarantined'] },
  'AWS.IAM.CreateRole': { none: INVENTORY },
  'AWS.CloudTrail.IAMEntityCreatedWithoutCloudFormation': {
    detections: ['iam-user-created'],
  },
  'AWS.IAM.PolicyModified': { detections: ['iam-policy-changes', 'iam-policy-version-changed'] },
  'AWS.IAM.AccessKeyCompromised': { detections: ['compromised-key-quarantined'] },
  'AWS.KMS.CustomerManagedKeyLoss': { detections: ['kms-key-disabled-or-deleted'] },
  'AWS.LAMBDA.CRUD': { none: NEEDS_CONTEXT },
  'AWS.CloudTrail.ResourceMadePublic': {
    detections: ['kms-key-policy-changed', 'resource-policy-public', 's3-public-access'],
    differs: {
      'KMS Key Restricted Access (Should Not Alert)':
        'that the policy of a key changed is told, as medium, whomever it names',
    },
  },
  'AWS.Root.Activity': {
    detections: ['root-activity', 'root-console-login'],
  },
  'AWS.S3.BucketDeleted': {
    detections: ['s3-bucket-deleted'],
    differs: { 'An S3 Bucket was deleted': 'its record has an empty error code, which CloudTrail does not write' },
  },
  'AWS.S3.CopyObject.CrossAccount.Encryption.KMS': {
    none: 'object copies are data events of every bucket, which few trails log',
  },
  'AWS.S3.CopyObjectToExternalAccountBucket': {
    none: 'object copies are data events of every bucket, which few trails log',
  },
  'AWS.S3.CopyObjectWithClientSideEncryption': {
    none: 'object copies are data events of every bucket, which few trails log',
  },
  'AWS.S3.DeleteBucketEncryption': { detections: ['s3-protection-disabled'] },
  'AWS.S3.DeleteBucketReplication': { detections: ['s3-protection-disabled'] },
  'AWS.S3.DeleteObject': { none: 'object deletions are data events of every bucket, which few trails log' },
  'AWS.S3.DeleteObjects': { none: 'object deletions are data events of every bucket, which few trails log' },
  'AWS.S3.DeletePublicAccessBlock': { detections: ['s3-public-access'] },
  'AWS.S3.DisableBucketLogging': {
    detections: ['s3-access-logging-disabled'],
    differs: { 'Logging Field Missing': 'a call that names no place to log to is how logging is turned off' },
  },
  'AWS.S3.DisableMfaDelete': {
    detections: ['s3-protection-disabled'],
    differs: { 'Different S3 Event': ANOTHER_PROTECTION },
  },
  'AWS.S3.SecurityControlDisabling': { detections: ['s3-access-logging-disabled', 's3-protection-disabled'] },
  'AWS.S3.SuspendVersioning': {
    detections: ['s3-protection-disabled'],
    differs: { 'Different S3 Event': ANOTHER_PROTECTION },
  },
  'AWS.Suspicious.SAML.Activity': { detections: ['iam-identity-provider-changed'] },
  'AWS.SecretsManager.RetrieveSecrets': { detections: ['secrets-bulk-read'], differs: { '*': WATCHED_IN_BULK } },
  'AWS.SecretsManager.BatchRetrieveSecretsCatchAll': { detections: ['secrets-bulk-read'] },
  'AWS.SecurityHub.Finding.Evasion': {
    detections: ['security-hub-disabled'],
    differs: {
      DeleteInsight: 'an insight is a saved view: no finding is lost with it',
      UpdateFindings: 'findings are updated all day; ours looks at those that are suppressed in bulk',
    },
  },
  'AWS.SSM.DecryptSSMParams': { detections: ['secrets-bulk-read'], differs: { '*': WATCHED_IN_BULK } },
  'AWS.SSM.DistributedCommand': {
    detections: ['ssm-command-sent'],
    differs: { 'Single Command Send, No Cached IDs': 'a person running commands on one instance is told as well' },
  },
  'AWS.UnusedRegion': { detections: ['unused-region-activity'], differs: { '*': NEEDS_CONTEXT } },
  'AWS.User.Login.Profile.Modified': {
    detections: ['iam-login-profile-changed'],
    differs: {
      ChangeOwnPassword: 'a session that is named like a user need not be that user',
      'User changed password for other reset required': 'whoever set the password is the first who can sign in with it',
    },
  },
  'AWS.VPCFlow.LogsDeleted': { detections: ['vpc-flow-logs-deleted'] },
  'AWS.CloudTrail.VPCE.ExternalPrincipal': {
    none: 'network activity events, which few trails log, and ordinary object reads',
  },
  'AWS.CloudTrail.VPCE.SensitiveAPICalls': {
    none: 'the same calls ring by what they do, whichever way they came; that one came through an endpoint is no news',
  },
  'Standard.SignInFromRogueState': { none: 'where an address is would have to be looked up in a database of others' },
};
