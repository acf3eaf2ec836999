import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { bedrockModelAccessEnabled } from './bedrock-model-access-enabled.ts';

const agreed = recordOf('bedrock:CreateFoundationModelAgreement', {
  modelId: 'anthropic.example-v1',
  offerToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
});

describeDetection(bedrockModelAccessEnabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a person in the console': {
      event: by(callers.sso, agreed),
      summary: 'ana@example.com (SSO, admin) agreed to the terms of the language model anthropic.example-v1',
      subject: 'language models of 111122223333',
    },
    'a long-lived key': {
      event: agreed,
      severity: 'high',
      summary: 'ana (IAM user) agreed to the terms of the language model anthropic.example-v1',
    },
    'a purpose, by a long-lived key': {
      event: recordOf('bedrock:PutUseCaseForModelAccess', { formData: 'ZXhhbXBsZQ==' }),
      severity: 'high',
      summary: 'ana (IAM user) declared a purpose for using language models',
    },
    'a model that is turned on, by a role for deployments, in the digest': {
      event: by(callers.deploy, recordOf('bedrock:PutFoundationModelEntitlement', { modelId: 'anthropic.example-v1' })),
      severity: 'low',
      summary: 'build-77 (role deploy) turned on the language model anthropic.example-v1',
    },
    'a record without parameters': {
      event: by(callers.sso, recordOf('bedrock:PutFoundationModelEntitlement', null)),
      summary: 'ana@example.com (SSO, admin) turned on language models',
    },
  },
  ignores: {
    'the look at models': { ...agreed, eventName: 'ListFoundationModels' },
    'a call that was denied': denied(agreed),
  },
});
