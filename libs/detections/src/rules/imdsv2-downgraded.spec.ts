import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { imdsv2Downgraded } from './imdsv2-downgraded.ts';

const modified = (options: object) =>
  recordOf('ec2:ModifyInstanceMetadataOptions', {
    ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-0f1e', ...options },
  });
const optional = modified({ HttpTokens: 'optional', HttpEndpoint: 'enabled' });

describeDetection(imdsv2Downgraded, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'tokens that are optional': {
      event: optional,
      summary: 'ana (IAM user) let i-0f1e give out credentials without a token',
      subject: 'i-0f1e',
    },
    'tokens that are optional, by a role for deployments, in the digest': {
      event: by(callers.deploy, optional),
      severity: 'low',
      summary: 'build-77 (role deploy) let i-0f1e give out credentials without a token',
    },
    'tokens that are optional, as older records are written': {
      event: recordOf('ec2:ModifyInstanceMetadataOptions', { instanceId: 'i-0f1e', httpTokens: 'optional' }),
      summary: 'ana (IAM user) let i-0f1e give out credentials without a token',
    },
    'tokens that are optional on every new machine': {
      event: recordOf('ec2:ModifyInstanceMetadataDefaults', {
        ModifyInstanceMetadataDefaultsRequest: { HttpTokens: 'optional' },
      }),
      summary: 'ana (IAM user) let new machines of 111122223333 in eu-central-1 give out credentials without a token',
      subject: 'new machines of 111122223333 in eu-central-1',
    },
    'more hops than a container needs, in the digest': {
      event: modified({ HttpTokens: 'required', HttpPutResponseHopLimit: '64' }),
      severity: 'low',
      summary: 'ana (IAM user) let i-0f1e give out credentials 64 hops away',
    },
  },
  ignores: {
    'tokens that are required': modified({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }),
    'hops for a container': modified({ HttpPutResponseHopLimit: 2 }),
    'another option': modified({ InstanceMetadataTags: 'enabled' }),
    'a record without parameters': { ...optional, requestParameters: null },
    'a call that was denied': denied(optional, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
