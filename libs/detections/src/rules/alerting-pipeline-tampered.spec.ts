import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { alertingPipelineTampered } from './alerting-pipeline-tampered.ts';

const LAMBDA = 'arn:aws:lambda:eu-central-1:111122223333:function:trailbell-alert-lambda';
const RULE = 'trailbell-alert-lambda-writes-1';
const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:trailbell-page';
const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/111122223333/trailbell-digest';
const MAPPING = '6f1c2a7e-0d54-4f0e-9b39-3a1f5c2dEXAMPLE';

const disabling = recordOf('events:DisableRule', { name: RULE, eventBusName: 'trailbell-hub' });
const mapping = (eventName: string, parameters: object = {}, functionArn = LAMBDA) =>
  recordOf(
    `lambda:${eventName}`,
    { uUID: MAPPING, ...parameters },
    { responseElements: { uUID: MAPPING, functionArn } },
  );
const deletingStack = recordOf('cloudformation:DeleteStack', {
  stackName: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/trailbell-hub/0b6f4c20',
});

describeDetection(alertingPipelineTampered, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a rule that is disabled': {
      event: disabling,
      summary: `ana (IAM user) disabled the rule ${RULE}`,
      subject: RULE,
    },
    'a rule that is put again, disabled': {
      event: recordOf('events:PutRule', { name: RULE, state: 'DISABLED', eventPattern: '{}' }),
      summary: `ana (IAM user) disabled the rule ${RULE}`,
    },
    'a rule that asks for something else': {
      event: recordOf('events:PutRule', { name: RULE, state: 'ENABLED', eventPattern: '{"source":["example"]}' }),
      severity: 'high',
      summary: `ana (IAM user) changed the rule ${RULE}`,
    },
    'a rule that tells nobody': {
      event: recordOf('events:RemoveTargets', { rule: RULE, ids: ['Target0'], force: false }),
      summary: `ana (IAM user) took away what is told by the rule ${RULE}`,
    },
    'a bus that nobody may send to': {
      event: recordOf('events:RemovePermission', { eventBusName: 'trailbell-hub', removeAllPermissions: true }),
      summary: 'ana (IAM user) changed who may send to the event bus trailbell-hub',
    },
    'other code': {
      event: recordOf('lambda:UpdateFunctionCode20150331v2', { functionName: LAMBDA, dryRun: false, publish: false }),
      summary: 'ana (IAM user) replaced the code of the lambda trailbell-alert-lambda',
      subject: 'trailbell-alert-lambda',
    },
    'a lambda that may no longer run': {
      event: recordOf('lambda:PutFunctionConcurrency20171031', {
        functionName: 'trailbell-alert-lambda',
        reservedConcurrentExecutions: 0,
      }),
      summary: 'ana (IAM user) stopped the lambda trailbell-alert-lambda',
    },
    'a lambda that may run less': {
      event: recordOf('lambda:PutFunctionConcurrency20171031', {
        functionName: 'trailbell-alert-lambda',
        reservedConcurrentExecutions: 5,
      }),
      severity: 'medium',
      summary: 'ana (IAM user) limited the lambda trailbell-alert-lambda',
    },
    'a queue that no longer triggers, which only the answer names': {
      event: mapping('DeleteEventSourceMapping20150331'),
      summary: 'ana (IAM user) removed a queue as the trigger of the lambda trailbell-alert-lambda',
    },
    'a trigger that is switched off': {
      event: mapping('UpdateEventSourceMapping20150331', { functionName: 'trailbell-alert-lambda', enabled: false }),
      summary: 'ana (IAM user) disabled a queue as the trigger of the lambda trailbell-alert-lambda',
    },
    'an e-mail nobody gets any more': {
      event: recordOf('sns:Unsubscribe', { subscriptionArn: `${TOPIC}:8a21d249-4329-4871-acc6-7be709c6ea7f` }),
      severity: 'high',
      summary: 'ana (IAM user) ended a subscription to the topic trailbell-page',
      subject: 'trailbell-page',
    },
    'a queue that is emptied': {
      event: recordOf('sqs:PurgeQueue', { queueUrl: QUEUE }),
      summary: 'ana (IAM user) emptied the queue trailbell-digest',
    },
    'a table that is deleted': {
      event: recordOf('dynamodb:DeleteTable', { tableName: 'trailbell-alerts' }),
      summary: 'ana (IAM user) deleted the table trailbell-alerts',
    },
    'a token that is set, as is done by hand': {
      event: recordOf('secretsmanager:PutSecretValue', {
        secretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:trailbell/slack-token-a1B2c3',
        clientRequestToken: '0c8e2d91',
      }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the secret trailbell/slack-token-a1B2c3',
    },
    'rights that are taken away': {
      event: recordOf('iam:DeleteRolePolicy', { roleName: 'trailbell-alert-lambda-eu-central-1', policyName: 'tell' }),
      summary: 'ana (IAM user) changed the rights of the role trailbell-alert-lambda-eu-central-1',
    },
    'a stack that is deleted': {
      event: deletingStack,
      summary: 'ana (IAM user) deleted the stack trailbell-hub',
      subject: 'trailbell-hub',
    },
    'a stack that is deleted by the role that deploys': {
      event: by(callers.deploy, deletingStack),
      severity: 'high',
      summary: 'build-77 (role deploy) deleted the stack trailbell-hub',
    },
    'a deployment, for the digest': {
      event: by(callers.deploy, disabling),
      severity: 'low',
      summary: `build-77 (role deploy) disabled the rule ${RULE}`,
    },
    'an attempt that was denied': {
      event: denied(disabling, {
        errorCode: 'AccessDeniedException',
        errorMessage: `User: arn:aws:iam::111122223333:user/ana is not authorized to perform: events:DisableRule on resource: arn:aws:events:eu-central-1:111122223333:rule/trailbell-hub/${RULE} because no identity-based policy allows the events:DisableRule action`,
      }),
      severity: 'high',
      summary: `ana (IAM user) tried to disable the rule ${RULE} and was denied`,
    },
  },
  ignores: {
    "somebody else's rule": recordOf('events:DisableRule', { name: 'nightly-report', eventBusName: 'trailbell-hub' }),
    'a rule that only sounds like ours': recordOf('events:DisableRule', {
      name: 'nightly-trailbell',
      eventBusName: 'default',
    }),
    'another function, called by ours': mapping(
      'DeleteEventSourceMapping20150331',
      {},
      LAMBDA.replace(':trailbell-', ':report-trailbell-'),
    ),
    'a rule that does not exist': { ...disabling, errorCode: 'ResourceNotFoundException' },
    "a call of another service's with the same name": { ...disabling, eventSource: 'waf.amazonaws.com' },
    'a denial on something else': denied(disabling, {
      errorMessage:
        'User: arn:aws:sts::111122223333:assumed-role/trailbell-alert-lambda-eu-central-1/s is not authorized to perform: events:DisableRule on resource: arn:aws:events:eu-central-1:111122223333:rule/nightly because of trailbell',
    }),
  },
});
