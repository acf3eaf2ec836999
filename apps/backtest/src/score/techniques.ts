/**
 * By technique of Stratus Red Team, the detections that are about that behaviour. An alert of any other detection on
 * the attack's records does not count: that a role was assumed, or a call refused, tells nobody what is going on.
 */
export const DETECTIONS_OF_TECHNIQUES: Readonly<Record<string, readonly string[]>> = {
  'aws.credential-access.ec2-get-password-data': ['ec2-get-password-data'],
  // The credentials are read off the instance by a command sent to it, and then used elsewhere.
  'aws.credential-access.ec2-steal-instance-credentials': ['instance-credentials-used-outside-aws', 'ssm-command-sent'],
  'aws.credential-access.secretsmanager-batch-retrieve-secrets': ['secrets-bulk-read'],
  'aws.credential-access.secretsmanager-retrieve-secrets': ['secrets-bulk-read'],
  'aws.credential-access.ssm-retrieve-securestring-parameters': ['secrets-bulk-read'],
  'aws.defense-evasion.cloudtrail-delete': ['cloudtrail-stopped'],
  'aws.defense-evasion.cloudtrail-event-selectors': ['cloudtrail-modified'],
  'aws.defense-evasion.cloudtrail-lifecycle-rule': ['log-bucket-tampered', 's3-protection-disabled'],
  'aws.defense-evasion.cloudtrail-stop': ['cloudtrail-stopped'],
  'aws.defense-evasion.dns-delete-logs': ['dns-query-logs-deleted'],
  'aws.defense-evasion.organizations-leave': ['organization-left'],
  'aws.defense-evasion.vpc-remove-flow-logs': ['vpc-flow-logs-deleted'],
  'aws.discovery.ec2-download-user-data': ['ec2-user-data-read'],
  'aws.discovery.ec2-enumerate-from-instance': ['discovery-burst'],
  'aws.discovery.ses-enumerate': ['ses-recon'],
  'aws.execution.ec2-launch-unusual-instances': ['ec2-unusual-instances'],
  'aws.execution.ec2-user-data': ['ec2-user-data-changed'],
  'aws.execution.sagemaker-update-lifecycle-config': ['sagemaker-lifecycle-or-glue-endpoint'],
  'aws.execution.ssm-send-command': ['ssm-command-sent'],
  'aws.execution.ssm-start-session': ['ssm-session-started'],
  'aws.exfiltration.ec2-security-group-open-port-22-ingress': ['security-group-open-to-world'],
  'aws.exfiltration.ec2-share-ami': ['ami-shared'],
  'aws.exfiltration.ec2-share-ebs-snapshot': ['ebs-snapshot-shared'],
  'aws.exfiltration.rds-share-snapshot': ['rds-snapshot-shared'],
  'aws.exfiltration.s3-backdoor-bucket-policy': ['s3-policy-external-account', 's3-public-access'],
  'aws.impact.bedrock-invoke-model': ['bedrock-model-access-enabled'],
  'aws.impact.s3-ransomware-batch-deletion': ['s3-ransomware'],
  'aws.impact.s3-ransomware-client-side-encryption': ['s3-ransomware'],
  'aws.impact.s3-ransomware-individual-deletion': ['s3-ransomware'],
  'aws.initial-access.console-login-without-mfa': ['console-login-without-mfa'],
  'aws.lateral-movement.ec2-instance-connect': ['ec2-instance-connect'],
  'aws.lateral-movement.ec2-serial-console-send-ssh-public-key': ['ec2-instance-connect', 'ec2-serial-console-enabled'],
  'aws.persistence.iam-backdoor-role': ['iam-role-trust-policy-changed'],
  'aws.persistence.iam-backdoor-user': ['iam-access-key-created'],
  'aws.persistence.iam-create-admin-user': ['iam-admin-policy-attached', 'iam-inline-admin-policy', 'iam-user-created'],
  'aws.persistence.iam-create-backdoor-role': ['iam-admin-policy-attached', 'iam-role-trust-policy-changed'],
  'aws.persistence.iam-create-user-login-profile': ['iam-login-profile-changed'],
  'aws.persistence.lambda-backdoor-function': ['lambda-exposed'],
  'aws.persistence.lambda-layer-extension': ['lambda-function-code-changed'],
  'aws.persistence.lambda-overwrite-code': ['lambda-function-code-changed'],
  'aws.persistence.rolesanywhere-create-trust-anchor': ['roles-anywhere-trust-created'],
  'aws.persistence.sts-federation-token': ['federation-token-issued'],
  'aws.privilege-escalation.iam-update-user-login-profile': ['iam-login-profile-changed'],
};

/** Calls that half of all attacks begin with, and every working day too: an alert on one is about no technique. */
const GENERIC_CALLS: ReadonlySet<string> = new Set([
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:GetCallerIdentity',
  'sts:GetSessionToken',
]);

/** How an alert is told to be about a technique. */
export type Aboutness =
  | { readonly by: 'detections'; readonly detections: readonly string[] }
  /** The table does not know the technique: an alert on one of the calls its author names, generic ones apart. */
  | { readonly by: 'documented events'; readonly events: readonly string[] };

export function aboutnessOf(technique: string, documentedEvents: readonly string[]): Aboutness {
  const detections = Object.hasOwn(DETECTIONS_OF_TECHNIQUES, technique)
    ? DETECTIONS_OF_TECHNIQUES[technique]
    : undefined;
  return detections === undefined
    ? { by: 'documented events', events: documentedEvents.filter((event) => !GENERIC_CALLS.has(event)) }
    : { by: 'detections', detections };
}

export interface AlertedCall {
  readonly detectionId: string;
  readonly eventSource: string;
  readonly eventName: string;
}

export function isAbout(aboutness: Aboutness, { detectionId, eventSource, eventName }: AlertedCall): boolean {
  switch (aboutness.by) {
    case 'detections':
      return aboutness.detections.includes(detectionId);
    case 'documented events':
      return aboutness.events.includes(`${eventSource.replace('.amazonaws.com', '')}:${eventName}`);
  }
}
