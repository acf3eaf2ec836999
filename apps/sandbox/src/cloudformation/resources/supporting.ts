import * as z from 'zod';
import { arnOf } from '../../aws/arn.ts';
import { generatedName, namedResource, withoutName } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';

const Parameter = z.object({ Type: z.literal('String'), Value: z.string() });

/** What the cloud needs around the pipeline: others refer to it by name, and only parameters hold something the sandbox runs on. */
export const supportingTypes: readonly ResourceType[] = [
  { type: 'AWS::CloudWatch::Alarm', identify: namedResource('AlarmName', 'cloudwatch', (name) => `alarm:${name}`) },
  { type: 'AWS::CloudWatch::Dashboard', identify: namedResource('DashboardName', 'cloudwatch') },
  { type: 'AWS::IAM::Policy', identify: withoutName },
  {
    type: 'AWS::IAM::Role',
    identify: (context) => {
      const name = context.named('RoleName');
      return { ref: name, attributes: { Arn: arnOf('iam', { ...context, region: '' }, `role/${name}`), RoleId: name } };
    },
  },
  {
    type: 'AWS::KMS::Alias',
    identify: (context) => ({ ref: context.named('AliasName'), attributes: {} }),
  },
  {
    type: 'AWS::KMS::Key',
    identify: (context) => {
      const id = generatedName(context);
      return { ref: id, attributes: { Arn: arnOf('kms', context, `key/${id}`), KeyId: id } };
    },
  },
  { type: 'AWS::Logs::LogGroup', identify: namedResource('LogGroupName', 'logs', (name) => `log-group:${name}:*`) },
  { type: 'AWS::Logs::QueryDefinition', identify: withoutName },
  {
    type: 'AWS::S3::Bucket',
    identify: (context) => {
      const name = context.named('BucketName');
      return { ref: name, attributes: { Arn: arnOf('s3', { account: '', region: '' }, name) } };
    },
  },
  { type: 'AWS::S3::BucketPolicy', identify: withoutName },
  {
    type: 'AWS::SSM::Parameter',
    identify: (context) => ({ ref: context.named('Name'), attributes: {} }),
    read: (properties, { definitions, identity, account, region }) => {
      definitions.parameters.push({ account, region, name: identity.ref, value: Parameter.parse(properties).Value });
    },
  },
];
