import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { securityHubDisabled } from './security-hub-disabled.ts';

const calling = (eventName: string, parameters: object | null = null) =>
  recordOf(`securityhub:${eventName}`, parameters);
const disabling = calling('DisableSecurityHub');
const finding = (index: number) => ({
  Id: `arn:aws:securityhub:eu-central-1:111122223333:subscription/aws-foundational/finding/${index}`,
  ProductArn: 'arn:aws:securityhub:eu-central-1::product/aws/securityhub',
});
const findings = (count: number, Status = 'SUPPRESSED') =>
  calling('BatchUpdateFindings', {
    FindingIdentifiers: Array.from({ length: count }, (_, index) => finding(index)),
    Workflow: { Status },
  });
const rule = (Status: string, RuleStatus = 'ENABLED') =>
  calling('CreateAutomationRule', {
    RuleName: 'quiet',
    RuleStatus,
    RuleOrder: 1,
    Criteria: { SeverityLabel: [{ Value: 'CRITICAL', Comparison: 'EQUALS' }] },
    Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status } } }],
  });

describeDetection(securityHubDisabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'Security Hub turned off': {
      event: disabling,
      summary: 'ana (IAM user) turned off Security Hub',
      subject: 'Security Hub of 111122223333 in eu-central-1',
    },
    'standards turned off': {
      event: calling('BatchDisableStandards', {
        StandardsSubscriptionArns: [
          'arn:aws:securityhub:eu-central-1:111122223333:subscription/cis-aws-foundations-benchmark/v/3.0.0',
        ],
      }),
      summary: 'ana (IAM user) turned off a standard of Security Hub',
    },
    'members that are removed': {
      event: calling('DisassociateMembers', { AccountIds: ['444455556666', '777788889999'] }),
      summary: 'ana (IAM user) removed the members 444455556666 and 777788889999 of Security Hub',
    },
    'an account that cuts itself off': {
      event: calling('DisassociateFromAdministratorAccount'),
      summary: "ana (IAM user) cut this account off from Security Hub's administrator account",
    },
    'findings that are suppressed by the dozen': {
      event: findings(20),
      severity: 'medium',
      summary: 'ana (IAM user) suppressed 20 findings of Security Hub',
    },
    'a finding that is suppressed, for the digest': {
      event: findings(1),
      severity: 'low',
      summary: 'ana (IAM user) suppressed a finding of Security Hub',
    },
    'findings that are archived by a filter': {
      event: calling('UpdateFindings', { Filters: { SeverityLabel: [] }, RecordState: 'ARCHIVED' }),
      summary: 'ana (IAM user) archived all findings of Security Hub that fit a filter',
    },
    'a rule that suppresses what comes': {
      event: rule('SUPPRESSED'),
      severity: 'medium',
      summary: 'ana (IAM user) made Security Hub suppress findings by the rule quiet',
    },
    'a control that is turned off, for the digest': {
      event: calling('UpdateStandardsControl', {
        StandardsControlArn: 'arn:aws:securityhub:eu-central-1:111122223333:control/cis-aws-foundations/v/1.4.0/1.10',
        ControlStatus: 'DISABLED',
        DisabledReason: 'not used',
      }),
      severity: 'low',
      summary: 'ana (IAM user) turned off the control 1.10 of Security Hub',
    },
    'controls that are turned off, for the digest': {
      event: calling('BatchUpdateStandardsControlAssociations', {
        StandardsControlAssociationUpdates: [
          { SecurityControlId: 'IAM.1', AssociationStatus: 'DISABLED' },
          { SecurityControlId: 'IAM.2', AssociationStatus: 'DISABLED' },
          { SecurityControlId: 'IAM.3', AssociationStatus: 'ENABLED' },
        ],
      }),
      severity: 'low',
      summary: 'ana (IAM user) turned off 2 controls of Security Hub',
    },
    'an attempt that was denied': {
      event: denied(disabling),
      severity: 'medium',
      summary: 'ana (IAM user) tried to turn off Security Hub and was denied',
    },
    'a deployment, for the digest': {
      event: by(callers.deploy, disabling),
      severity: 'low',
      summary: 'build-77 (role deploy) turned off Security Hub',
    },
  },
  ignores: {
    'findings that are dealt with': findings(20, 'RESOLVED'),
    'an integration that keeps the status of findings': by(callers.service, findings(20)),
    'findings that get a note': calling('UpdateFindings', { Filters: {}, Note: { Text: 'seen', UpdatedBy: 'ana' } }),
    'a rule that raises a severity': rule('NOTIFIED'),
    'a rule that is off': rule('SUPPRESSED', 'DISABLED'),
    'a control that is turned on': calling('UpdateStandardsControl', { ControlStatus: 'ENABLED' }),
    'a suppression that was denied, and does not say of what': denied(findings(20)),
    'an account without Security Hub': { ...disabling, errorCode: 'InvalidAccessException' },
    "a call of GuardDuty's with the same name": {
      ...calling('DisassociateMembers', { AccountIds: ['444455556666', '777788889999'] }),
      eventSource: 'guardduty.amazonaws.com',
    },
  },
});
