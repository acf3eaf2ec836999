import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { resourcePolicyPublic } from './resource-policy-public.ts';

const ACCESS = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const documentOf = (statement: object) => ({ Version: '2012-10-17', Statement: [{ ...ACCESS, ...statement }] });
const textOf = (statement: object = {}) => JSON.stringify(documentOf(statement));
const OWNER = { Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } };
const ORGANISATION = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } } };

const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders';
const topicArn = 'arn:aws:sns:eu-central-1:111122223333:orders';
const queueWith = (Policy: unknown) => recordOf('sqs:SetQueueAttributes', { queueUrl, attributes: { Policy } });
const topicWith = (attributeValue: unknown, attributeName = 'Policy') =>
  recordOf('sns:SetTopicAttributes', { topicArn, attributeName, attributeValue });
const secretWith = (resourcePolicy: unknown) =>
  recordOf('secretsmanager:PutResourcePolicy', { secretId: 'payments/database', resourcePolicy });
const busFor = (condition?: object) =>
  recordOf('events:PutPermission', {
    action: 'events:PutEvents',
    principal: '*',
    statementId: 'everybody',
    eventBusName: 'orders',
    condition,
  });
const layerFor = (permission: object) =>
  recordOf('lambda:AddLayerVersionPermission20181031', {
    layerName: 'arn:aws:lambda:eu-central-1:111122223333:layer:tools',
    versionNumber: 3,
    statementId: 'everybody',
    action: 'lambda:GetLayerVersion',
    principal: '*',
    ...permission,
  });
const domainWith = (settings: object) =>
  recordOf('es:UpdateElasticsearchDomainConfig', { domainName: 'search', ...settings });

describeDetection(resourcePolicyPublic, {
  settings: { ownAccounts: ['777788889999'], ownOrganizations: ['o-exampleorg'] },
  alerts: {
    'a queue': {
      event: queueWith(textOf()),
      summary: 'ana (IAM user) opened the queue orders to everybody',
      subject: 'the queue orders',
    },
    'a queue whose policy the record holds as an object': {
      event: queueWith(documentOf({})),
      summary: 'ana (IAM user) opened the queue orders to everybody',
    },
    'a queue, by a stack that is deployed, in the digest': {
      event: by(callers.cloudFormation, queueWith(textOf())),
      severity: 'low',
      summary: 'build-77 (role deploy) through cloudformation.amazonaws.com opened the queue orders to everybody',
    },
    'a topic': { event: topicWith(textOf()), summary: 'ana (IAM user) opened the topic orders to everybody' },
    'a secret': {
      event: secretWith(textOf()),
      summary: 'ana (IAM user) opened the secret payments/database to everybody',
    },
    'a secret, to a stranger': {
      event: secretWith(textOf({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } })),
      summary: 'ana (IAM user) opened the secret payments/database to the account 444455556666',
    },
    'a queue, to a stranger': {
      event: queueWith(textOf({ Principal: { AWS: ['444455556666', '777788889999'] } })),
      severity: 'medium',
      summary: 'ana (IAM user) opened the queue orders to the account 444455556666',
    },
    "a queue, to somebody else's organisation": {
      event: queueWith(textOf({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } } })),
      severity: 'medium',
      summary: 'ana (IAM user) opened the queue orders to the organisation o-somebodyelse',
    },
    "an event bus, to somebody else's organisation": {
      event: busFor({ type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-somebodyelse' }),
      severity: 'medium',
      summary: 'ana (IAM user) opened the event bus orders to the organisation o-somebodyelse',
    },
    'a layer, to a stranger': {
      event: layerFor({ principal: '444455556666' }),
      severity: 'medium',
      summary: 'ana (IAM user) opened the Lambda layer tools to the account 444455556666',
    },
    'an image repository': {
      event: recordOf('ecr:SetRepositoryPolicy', { repositoryName: 'team/web', policyText: textOf(), force: false }),
      summary: 'ana (IAM user) opened the image repository team/web to everybody',
    },
    'the image registry': {
      event: recordOf('ecr:PutRegistryPolicy', { policyText: textOf() }),
      summary: 'ana (IAM user) opened the image registry of 111122223333 to everybody',
    },
    'an event bus': { event: busFor(), summary: 'ana (IAM user) opened the event bus orders to everybody' },
    'an event bus, by a policy': {
      event: recordOf('events:PutPermission', { policy: textOf() }),
      summary: 'ana (IAM user) opened the event bus of 111122223333 to everybody',
    },
    'a layer': { event: layerFor({}), summary: 'ana (IAM user) opened the Lambda layer tools to everybody' },
    'a search domain': {
      event: domainWith({ accessPolicies: textOf() }),
      summary: 'ana (IAM user) opened the search domain search to everybody',
    },
    'a backup vault': {
      event: recordOf('backup:PutBackupVaultAccessPolicy', { backupVaultName: 'main', policy: textOf() }),
      summary: 'ana (IAM user) opened the backup vault main to everybody',
    },
    'a file system, not only for its mounts': {
      event: recordOf('elasticfilesystem:PutFileSystemPolicy', { fileSystemId: 'fs-0f1e', policy: textOf() }),
      summary: 'ana (IAM user) opened the file system fs-0f1e to everybody',
    },
    'the data catalog': {
      event: recordOf('glue:PutResourcePolicy', { policyInJson: textOf() }),
      summary: 'ana (IAM user) opened the data catalog of 111122223333 to everybody',
    },
  },
  ignores: {
    'a queue for one organisation': queueWith(textOf(ORGANISATION)),
    'a queue whose policy is taken away': queueWith(''),
    'a queue of which something else is set': recordOf('sqs:SetQueueAttributes', {
      queueUrl,
      attributes: { VisibilityTimeout: '30' },
    }),
    'a topic for its owner, as SNS writes it': topicWith(textOf(OWNER)),
    'a topic of which something else is set': topicWith('orders of the shop', 'DisplayName'),
    'a secret for one role': secretWith(textOf({ Principal: { AWS: 'arn:aws:iam::111122223333:role/web' } })),
    'an event bus for one organisation': busFor({
      type: 'StringEquals',
      key: 'aws:PrincipalOrgID',
      value: 'o-exampleorg',
    }),
    'a layer for one organisation': layerFor({ organizationId: 'o-exampleorg' }),
    'a layer for an account of our own': layerFor({ principal: '777788889999' }),
    'a search domain in a VPC': domainWith({ accessPolicies: textOf(), vPCOptions: { subnetIds: ['subnet-0f1e'] } }),
    'a search domain of which something else is set': domainWith({ clusterConfig: { instanceCount: 3 } }),
    'a file system for its mounts, as EFS writes it': recordOf('elasticfilesystem:PutFileSystemPolicy', {
      fileSystemId: 'fs-0f1e',
      policy: textOf({ Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }),
    }),
    'a call without parameters': { ...busFor(), requestParameters: null },
    'a call that was denied': denied(queueWith(textOf())),
  },
});
