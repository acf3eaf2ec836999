import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { bedrockLoggingDisabled } from './bedrock-logging-disabled.ts';

const deleting = recordOf('bedrock:DeleteModelInvocationLoggingConfiguration', null);
const logging = (textDataDeliveryEnabled: boolean) =>
  recordOf('bedrock:PutModelInvocationLoggingConfiguration', {
    loggingConfig: { s3Config: { bucketName: 'example-prompts', keyPrefix: '' }, textDataDeliveryEnabled },
  });
const guardrail = (eventName: string, parameters: object = {}) =>
  recordOf(`bedrock:${eventName}`, {
    guardrailIdentifier: 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/4kx2',
    ...parameters,
  });

describeDetection(bedrockLoggingDisabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a log that is turned off': {
      event: deleting,
      summary: 'ana (IAM user) turned off the log of what Bedrock models are asked',
      subject: 'Bedrock of 111122223333 in eu-central-1',
    },
    'a log without texts': {
      event: logging(false),
      summary: 'ana (IAM user) turned off texts in the log of what Bedrock models are asked',
    },
    'a log with texts, for the digest': {
      event: logging(true),
      severity: 'low',
      summary: 'ana (IAM user) changed the log of what Bedrock models are asked',
    },
    'a guardrail that is deleted': {
      event: guardrail('DeleteGuardrail'),
      summary: 'ana (IAM user) deleted the Bedrock guardrail 4kx2',
    },
    'one version of a guardrail that is deleted': {
      event: guardrail('DeleteGuardrail', { guardrailVersion: '3' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted version 3 of the Bedrock guardrail 4kx2',
    },
    'a guardrail that is changed, for the digest': {
      event: guardrail('UpdateGuardrail', { name: 'payments' }),
      severity: 'low',
      summary: 'ana (IAM user) changed the Bedrock guardrail 4kx2',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) turned off the log of what Bedrock models are asked',
    },
  },
  ignores: {
    'a call that was denied': denied(deleting),
    'a log that is looked at': { ...deleting, eventName: 'GetModelInvocationLoggingConfiguration' },
  },
});
