import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { configRecorderDisabled } from './config-recorder-disabled.ts';

const calling = (eventName: string, parameters: object) => recordOf(`config:${eventName}`, parameters);
const stopping = calling('StopConfigurationRecorder', { configurationRecorderName: 'default' });
const recording = (recordingGroup?: object) =>
  calling('PutConfigurationRecorder', {
    configurationRecorder: {
      name: 'default',
      roleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      recordingGroup,
    },
  });
const deletingRule = calling('DeleteConfigRule', { configRuleName: 'restricted-ssh' });

describeDetection(configRecorderDisabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a recorder that is stopped': {
      event: stopping,
      summary: 'ana (IAM user) stopped the AWS Config recorder default',
      subject: 'AWS Config of 111122223333 in eu-central-1',
    },
    'a recorder that is deleted': {
      event: calling('DeleteConfigurationRecorder', { configurationRecorderName: 'default' }),
      summary: 'ana (IAM user) deleted the AWS Config recorder default',
    },
    'a recorder with nowhere to write to': {
      event: calling('DeleteDeliveryChannel', { deliveryChannelName: 'default' }),
      summary: 'ana (IAM user) deleted the AWS Config delivery channel default',
    },
    'a recorder that leaves something out': {
      event: recording({
        allSupported: false,
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        exclusionByResourceTypes: { resourceTypes: ['AWS::IAM::Role', 'AWS::IAM::User'] },
      }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the AWS Config recorder default: it leaves out 2 types of resources',
    },
    'a recorder of next to nothing': {
      event: recording({ allSupported: false, resourceTypes: ['AWS::SNS::Topic'] }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the AWS Config recorder default: it records one type of resource alone',
    },
    'a recorder of everything, for the digest': {
      event: recording({ allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] }),
      severity: 'info',
      summary: 'ana (IAM user) set up the AWS Config recorder default',
    },
    'a delivery channel, for the digest': {
      event: calling('PutDeliveryChannel', { deliveryChannel: { name: 'default', s3BucketName: 'example-config' } }),
      severity: 'low',
      summary: 'ana (IAM user) set the AWS Config delivery channel default to write to the bucket example-config',
    },
    'a rule of the organisation that is deleted': {
      event: calling('DeleteOrganizationConfigRule', { organizationConfigRuleName: 'no-root-keys' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the AWS Config rule of the organisation no-root-keys',
    },
    'a conformance pack that is deleted': {
      event: calling('DeleteConformancePack', { conformancePackName: 'cis' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the AWS Config conformance pack cis',
    },
    'an aggregator that is deleted': {
      event: calling('DeleteConfigurationAggregator', { configurationAggregatorName: 'all-accounts' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the AWS Config aggregator all-accounts',
    },
    'a rule that is deleted, for the digest': {
      event: deletingRule,
      severity: 'low',
      summary: 'ana (IAM user) deleted the AWS Config rule restricted-ssh',
    },
    'an attempt that was denied': {
      event: denied(stopping),
      severity: 'medium',
      summary: 'ana (IAM user) tried to stop an AWS Config recorder and was denied',
    },
    'a deployment, for the digest': {
      event: by(callers.deploy, stopping),
      severity: 'low',
      summary: 'build-77 (role deploy) stopped the AWS Config recorder default',
    },
  },
  ignores: {
    'a rule that a service deletes': by({ ...callers.deploy, invokedBy: 'securityhub.amazonaws.com' }, deletingRule),
    'a recorder that a stack sets up': by(callers.cloudFormation, recording()),
    'a rule nobody was allowed to delete': denied(deletingRule),
    'a recorder that does not exist': { ...stopping, errorCode: 'NoSuchConfigurationRecorderException' },
    'a recorder that is started': { ...stopping, eventName: 'StartConfigurationRecorder' },
  },
});
