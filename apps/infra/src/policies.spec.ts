import { describe, expect, test } from '@jest/globals';
import { type EnvironmentFile } from './config.ts';
import { type Statement, allStatements } from './testing/policy.ts';
import { nameOf, ofType } from './testing/resources.ts';
import { appWith, synthesised, templatesOf } from './testing/synthesised.ts';

const resources = synthesised();
const rolePolicies = allStatements(ofType(resources, 'AWS::IAM::Policy'));
const resourcePolicies = allStatements(
  ofType(
    resources,
    'AWS::SQS::QueuePolicy',
    'AWS::SNS::TopicPolicy',
    'AWS::S3::BucketPolicy',
    'AWS::Events::EventBusPolicy',
    'AWS::KMS::Key',
  ),
).filter(({ allows }) => allows);

/** What the role of a lambda app may do, as `action on resource`. */
function grantsOf(app: string): readonly string[] {
  return rolePolicies
    .filter(({ of }) => of.startsWith(`trailbell-${app}/`))
    .flatMap(({ actions, resources: on }) =>
      actions.flatMap((action) => on.map((resource) => `${action} on ${readable(resource)}`)),
    )
    .toSorted();
}

/** A reference by the name of what it refers to; an ARN as it is. */
function readable(reference: string): string {
  const resource = resources.find((one) => nameOf(one) === reference);
  const name = resource?.properties.QueueName ?? resource?.properties.LogGroupName;
  return typeof name === 'string'
    ? name
    : reference.replace(/^.*SsmParameterValue(\w+?)C96584B6.*$/, 'the parameter $1');
}

function conditionKeysOf({ conditions }: Statement): readonly string[] {
  return Object.values(conditions).flatMap((keys) => Object.keys(keys));
}

describe('roles', () => {
  test('alert-lambda may do this, and nothing beside it', () => {
    expect(grantsOf('alert-lambda')).toEqual([
      'dynamodb:GetItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:PutItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:UpdateItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'events:PutEvents on arn:aws:events:eu-central-1:111122223333:event-bus/trailbell-hub',
      'kms:Decrypt on the parameter trailbellhubtopicskeyarn',
      'kms:GenerateDataKey on the parameter trailbellhubtopicskeyarn',
      'logs:CreateLogStream on /aws/lambda/trailbell-alert-lambda',
      'logs:PutLogEvents on /aws/lambda/trailbell-alert-lambda',
      'secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:trailbell/slack-token-??????',
      'sns:Publish on arn:aws:sns:eu-central-1:111122223333:trailbell-page',
      'sns:Publish on arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-ap-southeast-2',
      'sns:Publish on arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-eu-central-1',
      'sns:Publish on arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-eu-north-1',
      'sns:Publish on arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-us-east-1',
      'sns:Publish on arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-us-east-2',
      'sqs:ChangeMessageVisibility on trailbell-alert-lambda-retry',
      'sqs:DeleteMessage on trailbell-alert-lambda-retry',
      'sqs:GetQueueAttributes on trailbell-alert-lambda-retry',
      'sqs:ReceiveMessage on trailbell-alert-lambda-retry',
      'sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:trailbell-digest',
      'sqs:SendMessage on trailbell-alert-lambda-dead-letters',
      'sqs:SendMessage on trailbell-alert-lambda-retry',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  test('digest-lambda may do this, and nothing beside it', () => {
    expect(grantsOf('digest-lambda')).toEqual([
      'dynamodb:BatchGetItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:BatchWriteItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:GetItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:PutItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:Query on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'dynamodb:UpdateItem on arn:aws:dynamodb:eu-central-1:111122223333:table/trailbell-alerts',
      'logs:CreateLogStream on /aws/lambda/trailbell-digest-lambda',
      'logs:PutLogEvents on /aws/lambda/trailbell-digest-lambda',
      'secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:trailbell/slack-token-??????',
      'sqs:DeleteMessage on trailbell-digest',
      'sqs:GetQueueAttributes on trailbell-digest',
      'sqs:ReceiveMessage on trailbell-digest',
      'sqs:SendMessage on trailbell-digest',
      'sqs:SendMessage on trailbell-digest-lambda-dead-letters',
      'sqs:SendMessage on trailbell-digest-lambda-dead-letters',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  test('the key of the topics is used through SNS alone, for the topic that is published to', () => {
    expect(rolePolicies.filter(({ actions }) => actions.includes('kms:Decrypt'))).toMatchObject([
      {
        conditions: {
          StringEquals: {
            'kms:ViaService': 'sns.eu-central-1.amazonaws.com',
            'kms:EncryptionContext:aws:sns:topicArn': ['arn:aws:sns:eu-central-1:111122223333:trailbell-page'],
          },
        },
      },
    ]);
  });

  test('no statement names every action of a service, and X-Ray alone every resource', () => {
    expect(rolePolicies.filter(({ actions }) => actions.some((action) => action.includes('*')))).toEqual([]);
    expect(rolePolicies.filter(({ resources: on }) => on.includes('*')).flatMap(({ actions }) => actions)).toEqual(
      expect.arrayContaining([expect.stringMatching('^xray:')]),
    );
    expect(
      rolePolicies.filter(
        ({ resources: on, actions }) => on.includes('*') && !actions.every((action) => action.startsWith('xray:')),
      ),
    ).toEqual([]);
  });

  test('the one other wildcard is the suffix CloudTrail gives its streams', () => {
    const wild = rolePolicies
      .flatMap(({ resources: on }) => on)
      .filter((resource) => resource.includes('*') && resource !== '*');

    expect(wild).toEqual([
      'arn:aws:logs:eu-central-1:111122223333:log-group:/trailbell/cloudtrail:log-stream:111122223333_CloudTrail_eu-central-1*',
    ]);
  });

  test('a collector may put events on the hub bus as one role and on that of the guard as another, and beat as a third', () => {
    const collectors = rolePolicies.filter(({ of }) => of.startsWith('trailbell-collector-'));
    const beating = collectors.filter(({ actions }) => actions.includes('sqs:UntagQueue'));
    expect(beating.map(({ actions, resources: on }) => [actions, on.map(readable)])).toEqual(
      beating.map(() => [['sqs:UntagQueue'], ['trailbell-collector-dead-letters']]),
    );
    expect(beating).toHaveLength(5);

    const forwarding = collectors.filter((one) => !beating.includes(one));
    const grants = Map.groupBy(forwarding, ({ actions, resources: on }) => `${actions.join()} on ${on.join()}`);

    expect([...grants].map(([grant, roles]) => [grant, roles.length])).toEqual([
      ['events:PutEvents on arn:aws:events:eu-central-1:111122223333:event-bus/trailbell-hub', 5],
      ['events:PutEvents on arn:aws:events:eu-west-1:111122223333:event-bus/trailbell-guard', 5],
    ]);
  });

  test('each is assumed by one service', () => {
    const trusts = allStatements(ofType(resources, 'AWS::IAM::Role'));

    expect(new Set(trusts.map(({ principals }) => principals.join()))).toEqual(
      new Set(['lambda', 'events', 'cloudtrail', 'scheduler'].map((service) => `Service:${service}.amazonaws.com`)),
    );
  });
});

describe('secrets', () => {
  const templates = [...templatesOf(appWith()).values()];

  test('are named to the lambdas that read them, and held by no template', () => {
    const named = ofType(resources, 'AWS::Lambda::Function').flatMap(({ properties }) =>
      Object.entries((properties.Environment as { Variables: Record<string, string> }).Variables),
    );

    const secrets = named.filter(([variable]) => variable.endsWith('_SECRET')).map(([, value]) => value);
    expect(new Set(secrets)).toEqual(new Set(['trailbell/slack-token']));
    expect(ofType(resources, 'AWS::SecretsManager::Secret')).toEqual([]);
  });

  test('reach no template by a dynamic reference either, which CloudFormation would write out', () => {
    expect(templates.length).toBeGreaterThan(5);
    expect(templates.filter((text) => /\{\{resolve:|xox[a-z]-|hooks\.slack\.com|AKIA[0-9A-Z]{16}/.test(text))).toEqual(
      [],
    );
  });
});

describe('policies of resources', () => {
  test('let no service in without saying for whom it comes', () => {
    const accepted = ['aws:SourceArn', 'kms:EncryptionContext:aws:sns:topicArn', 'kms:EncryptionContext:aws:logs:arn'];
    const open = resourcePolicies
      .filter(({ principals }) => principals.some((principal) => principal.startsWith('Service:')))
      .filter((statement) => !conditionKeysOf(statement).some((key) => accepted.includes(key)));

    expect(open).toEqual([]);
  });

  test('let nobody in from outside the account', () => {
    const accounts = resourcePolicies
      .flatMap(({ principals }) => principals)
      .filter((principal) => principal.startsWith('AWS:'));

    expect(new Set(accounts)).toEqual(new Set(['AWS:arn:aws:iam::111122223333:root']));
  });

  test('let the rule that mails object writes publish to its topic, and only that rule', () => {
    const topic = ofType(resources, 'AWS::SNS::Topic').find(
      ({ properties }) => properties.TopicName === 'trailbell-object-writes',
    );
    const publishers = resourcePolicies.filter(({ resources: on }) => topic && on.includes(nameOf(topic)));

    expect(publishers).toMatchObject([
      {
        principals: ['Service:events.amazonaws.com'],
        actions: ['sns:Publish'],
        conditions: {
          ArnLike: {
            'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/trailbell-hub/trailbell-object-writes',
          },
        },
      },
    ]);
  });

  test('let EventBridge and CloudWatch encrypt for the topics they publish to, on which no source can be required', () => {
    const services = resourcePolicies.filter(
      ({ of, principals }) => of.includes('/TopicsKey') && principals[0]?.startsWith('Service:'),
    );

    expect(services.map(({ principals, actions, conditions }) => [principals, actions, conditions])).toEqual([
      [
        ['Service:events.amazonaws.com'],
        ['kms:Decrypt', 'kms:GenerateDataKey*'],
        {
          StringEquals: {
            'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:eu-central-1:111122223333:trailbell-object-writes',
          },
        },
      ],
      [
        ['Service:cloudwatch.amazonaws.com'],
        ['kms:Decrypt', 'kms:GenerateDataKey*'],
        {
          StringEquals: {
            'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:eu-central-1:111122223333:trailbell-alarms',
          },
        },
      ],
    ]);
  });

  test.each(['trailbell-hub', 'trailbell-guard'])(
    'let the collectors of these accounts alone put events on %s',
    (stack) => {
      const busPolicy = (changes: Partial<EnvironmentFile>) =>
        allStatements(ofType(synthesised(changes), 'AWS::Events::EventBusPolicy')).filter(({ of }) =>
          of.startsWith(`${stack}/`),
        );

      expect(busPolicy({})).toMatchObject([
        {
          principals: ['AWS:arn:aws:iam::111122223333:root'],
          actions: ['events:PutEvents'],
          conditions: { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/trailbell-collector-*'] } },
        },
      ]);
      expect(busPolicy({ memberAccounts: ['777788889999'] })).toMatchObject([
        {
          principals: ['AWS:arn:aws:iam::111122223333:root', 'AWS:arn:aws:iam::777788889999:root'],
          conditions: {
            ArnLike: {
              'aws:PrincipalArn': [
                'arn:aws:iam::111122223333:role/trailbell-collector-*',
                'arn:aws:iam::777788889999:role/trailbell-collector-*',
              ],
            },
          },
        },
      ]);
      expect(busPolicy({ organization: { id: 'o-exampleorgid', managementAccount: '444455556666' } })).toMatchObject([
        {
          principals: ['AWS:*'],
          actions: ['events:PutEvents'],
          conditions: {
            StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
            ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/trailbell-collector-*'] },
          },
        },
      ]);
    },
  );
});
