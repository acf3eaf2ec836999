import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { type SeenCall } from './cloud/call-log.ts';
import { Replays } from './replay/replays.ts';
import { findStory } from './replay/shipped-stories.ts';
import { type Sandbox } from './sandbox.ts';
import { type IamRequest, actionsOf, isAllowed } from './testing/iam.ts';
import { type PolicyStatement, narrowed, statementsOf } from './testing/policy-statements.ts';
import { resolvedResources } from './testing/resolved-resources.ts';
import { callsByRoles, serviceCallsOf } from './testing/service-calls.ts';
import { sandboxOn, stopSandboxes } from './testing/with-sandbox.ts';

/** The stacks of apps/infra, as synthesised: what their roles and policies let through, a simulator of IAM says. */
const ASSEMBLY = join(import.meta.dirname, '../../../dist/apps/infra/cdk.out');
const ACCOUNT = '111122223333';
const COLLECTORS = ['ap-southeast-2', 'eu-central-1', 'eu-north-1', 'us-east-1', 'us-east-2'];

afterAll(stopSandboxes);

const trailStopped: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../trail-responder/example-event.json'), 'utf8'),
);

const resources = resolvedResources(ASSEMBLY);
const statements = statementsOf(resources);
const allowing = statements.filter(({ document }) => document.Effect === 'Allow');
const refusing = statements.filter(({ document }) => document.Effect === 'Deny');

/** What the lambdas ask AWS for while every other answer of Slack is lost, while AWS throttles, and while Slack never takes the token. */
const scenes = await Promise.all([
  callsWhile(async (sandbox) => {
    sandbox.slack.faults.set('cut', 1 / 2);
    for (const region of COLLECTORS) {
      sandbox.ingest(heartbeatOf(region));
    }
    await new Replays(sandbox).run('story', [findStory('leaked-key')!.path]);
  }),
  callsWhile(async (sandbox) => {
    let asked = 0;
    sandbox.functionCalls.faultAt = () => ((asked += 1) % 7 === 0 ? 'throttled' : undefined);
    await new Replays(sandbox).run('story', [findStory('leaked-key')!.path]);
  }),
  callsWhile((sandbox) => {
    sandbox.slack.faults.set('invalid-auth');
    sandbox.ingest(keyPairCreated());
  }),
  callsWhile(async ({ cloud }) => {
    // No rule invokes it until its owner says so.
    const responder = cloud.functionAt(`arn:aws:lambda:eu-central-1:${ACCOUNT}:function:trailbell-trail-responder`);
    await responder.invoke(JSON.stringify(trailStopped));
    await responder.invoke(JSON.stringify(trailStopped));
  }),
]);
const seen = scenes.flat();
const requests = distinct([...callsByRoles(seen, resources), ...serviceCallsOf(resources)]);

async function callsWhile(happens: (sandbox: Sandbox) => void | Promise<void>): Promise<readonly SeenCall[]> {
  const sandbox = await sandboxOn(ASSEMBLY, { slackRate: 'off' });
  await happens(sandbox);
  await sandbox.whenDrained();
  await sandbox.stop();
  return sandbox.calls;
}

function distinct(calls: readonly IamRequest[]): readonly IamRequest[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}

function described({ principal, action, resource }: IamRequest): string {
  return `${principal.replace(/^.*:role\//, '')}: ${action} on ${resource.replace(/^arn:aws:/, '')}`;
}

describe('every call', () => {
  test('of every lambda was seen', () => {
    expect(new Set(seen.map(({ holder }) => holder))).toEqual(
      new Set(['trailbell-alert-lambda', 'trailbell-digest-lambda', 'trailbell-trail-responder']),
    );
  });

  test.each(requests.map((request) => [described(request), request] as const))('is let through: %s', async (_, one) => {
    expect(await isAllowed(one, statements)).toBe(true);
  });
});

describe('every grant', () => {
  /** Whether somebody would be refused if this statement were gone, or said this instead. */
  async function isMissed(statement: PolicyStatement, instead: readonly PolicyStatement[] = []): Promise<boolean> {
    const others = [...statements.filter((one) => one !== statement), ...instead];
    const concerned = requests.filter(({ principal, resource }) =>
      [principal, resource, resource.replace(/\/.*$/, '')].includes(statement.of),
    );
    const answers = await Promise.all(concerned.map((request) => isAllowed(request, others)));
    return answers.includes(false);
  }

  test.each(allowing.map((statement) => [statement.name, statement] as const))(
    'is missed when it is gone, or says why it is there: %s',
    async (_, statement) => {
      expect({ missed: await isMissed(statement) }).toEqual({ missed: statement.reason === undefined });
    },
  );

  const parts = allowing
    .filter(({ reason }) => reason === undefined)
    .flatMap((statement) =>
      narrowed(statement).map((part) => [statement.name, part.without, statement, part] as const),
    );

  test.each(parts)('names nothing that is not missed: %s, without %s', async (_name, _without, statement, part) => {
    expect(await isMissed(statement, [part.left])).toBe(true);
  });
});

describe('every refusal', () => {
  const administrator = `arn:aws:iam::${ACCOUNT}:role/administrator`;
  const everything: PolicyStatement = {
    name: 'administrator',
    of: administrator,
    document: { Effect: 'Allow', Action: '*', Resource: '*' },
    reason: undefined,
  };
  const harmless: Readonly<Record<string, string>> = { sqs: 'sqs:SendMessage', sns: 'sns:Publish', s3: 's3:PutObject' };

  function overPlainHttp({ of }: PolicyStatement): IamRequest {
    const service = of.split(':')[2] ?? '';
    return {
      principal: administrator,
      action: harmless[service] ?? '',
      resource: service === 's3' ? `${of}/AWSLogs/file` : of,
      context: { 'aws:SecureTransport': 'false', ...(service === 's3' && { 's3:TlsVersion': '1.0' }) },
    };
  }

  test.each(refusing.map((statement) => [statement.name, statement] as const))(
    'holds for plain HTTP, even for an administrator: %s',
    async (_, statement) => {
      const request = overPlainHttp(statement);
      const alone = [everything, statement];

      expect(await isAllowed(request, [everything, ...statements])).toBe(false);
      expect(await isAllowed(request, alone)).toBe(false);
      expect(await isAllowed(request, [everything])).toBe(true);
    },
  );
});

describe('a lambda', () => {
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${resource}`;
  const queue = (name: string) => arn('sqs', name);

  /** What the role of a lambda may do of a service, to any of these: `GetSecretValue trailbell/slack-token-AbCdEf`. */
  async function mayDo(lambda: string, service: string, to: readonly string[]): Promise<readonly string[]> {
    const principal = `arn:aws:iam::${ACCOUNT}:role/trailbell-${lambda}-eu-central-1`;
    const actions = await actionsOf(service);
    const asked = actions.flatMap((action) => to.map((resource) => ({ action, resource })));
    const answers = await Promise.all(
      asked.map(async ({ action, resource }) => ({
        does: `${action} ${resource.split(':').slice(5).join(':')}`,
        may: await isAllowed(
          { principal, action: `${service}:${action}`, resource },
          statements,
          'unreadable is refused',
        ),
      })),
    );
    return answers
      .filter(({ may }) => may)
      .map(({ does }) => does)
      .toSorted();
  }

  const secrets = ['trailbell/slack-token-AbCdEf', 'trailbell/slack-token-2-AbCdEf', 'payments-AbCdEf'].map((name) =>
    arn('secretsmanager', `secret:${name}`),
  );
  const tables = ['trailbell-alerts', 'payments'].map((name) => arn('dynamodb', `table/${name}`));
  const queues = [
    'trailbell-alert-lambda-retry',
    'trailbell-alert-lambda-retry-dead-letters',
    'trailbell-alert-lambda-dead-letters',
    'trailbell-digest',
    'trailbell-digest-dead-letters',
    'trailbell-digest-lambda-dead-letters',
    'payments',
  ].map(queue);
  const topics = ['trailbell-page', 'trailbell-alarms', 'trailbell-object-writes', 'payments'].map((name) =>
    arn('sns', name),
  );

  test.each(['alert-lambda', 'digest-lambda'])(
    '%s may read one secret and nothing else of Secrets Manager',
    async (lambda) => {
      expect(await mayDo(lambda, 'secretsmanager', secrets)).toEqual([
        'GetSecretValue secret:trailbell/slack-token-AbCdEf',
      ]);
    },
  );

  test.each(['alert-lambda', 'digest-lambda'])(
    '%s may keep alerts, digest-lambda their digest beside them, and neither list the table',
    async (lambda) => {
      const gathering = lambda === 'digest-lambda' ? ['BatchGetItem', 'BatchWriteItem', 'Query'] : [];
      expect(await mayDo(lambda, 'dynamodb', tables)).toEqual(
        [...gathering, 'GetItem', 'PutItem', 'UpdateItem'].map((action) => `${action} table/trailbell-alerts`).sort(),
      );
    },
  );

  test('alert-lambda may drain its own queue, put off, hand over, and leave dead letters', async () => {
    expect(await mayDo('alert-lambda', 'sqs', queues)).toEqual([
      'ChangeMessageVisibility trailbell-alert-lambda-retry',
      'DeleteMessage trailbell-alert-lambda-retry',
      'GetQueueAttributes trailbell-alert-lambda-retry',
      'ReceiveMessage trailbell-alert-lambda-retry',
      'SendMessage trailbell-alert-lambda-dead-letters',
      'SendMessage trailbell-alert-lambda-retry',
      'SendMessage trailbell-digest',
    ]);
  });

  test('digest-lambda may drain the digest queue, and leave dead letters', async () => {
    expect(await mayDo('digest-lambda', 'sqs', queues)).toEqual([
      'DeleteMessage trailbell-digest',
      'GetQueueAttributes trailbell-digest',
      'ReceiveMessage trailbell-digest',
      'SendMessage trailbell-digest-lambda-dead-letters',
    ]);
  });

  test('alert-lambda may mail pages, and nothing else of SNS; digest-lambda nothing at all', async () => {
    expect(await mayDo('alert-lambda', 'sns', topics)).toEqual(['Publish trailbell-page']);
    expect(await mayDo('digest-lambda', 'sns', topics)).toEqual([]);
  });

  test('alert-lambda may put alerts on the hub bus, and no other event, and nothing on another bus', async () => {
    const put = (bus: string, source: string, detailType: string): IamRequest => ({
      principal: `arn:aws:iam::${ACCOUNT}:role/trailbell-alert-lambda-eu-central-1`,
      action: 'events:PutEvents',
      resource: arn('events', `event-bus/${bus}`),
      context: { 'events:source': [source], 'events:detail-type': [detailType] },
    });

    expect(await isAllowed(put('trailbell-hub', 'trailbell', 'Alert'), statements)).toBe(true);
    expect(await isAllowed(put('trailbell-hub', 'example.app', 'Alert'), statements)).toBe(false);
    expect(await isAllowed(put('trailbell-hub', 'trailbell', 'AWS API Call via CloudTrail'), statements)).toBe(false);
    expect(await isAllowed(put('default', 'trailbell', 'Alert'), statements)).toBe(false);
    expect(await mayDo('digest-lambda', 'events', [arn('events', 'event-bus/trailbell-hub')])).toEqual([]);
  });

  test.each(['alert-lambda', 'digest-lambda'])(
    '%s may not touch what watches it, or its own permissions',
    async (lambda) => {
      const trail = [arn('cloudtrail', 'trail/trailbell')];
      const role = [`arn:aws:iam::${ACCOUNT}:role/trailbell-${lambda}-eu-central-1`];
      const itself = [arn('lambda', `function:trailbell-${lambda}`)];

      expect(await mayDo(lambda, 'cloudtrail', trail)).toEqual([]);
      expect(await mayDo(lambda, 'iam', role)).toEqual([]);
      expect(await mayDo(lambda, 'lambda', itself)).toEqual([]);
    },
  );
});

function heartbeatOf(region: string): EventEnvelope {
  const { detail, ...envelope } = keyPairCreated();
  const role = `trailbell-heartbeat-${region}`;
  return EventEnvelope.parse({
    ...envelope,
    source: 'aws.sqs',
    region,
    detail: {
      ...(detail as object),
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { type: 'Role', userName: role } } },
      eventSource: 'sqs.amazonaws.com',
      eventName: 'UntagQueue',
      awsRegion: region,
      requestParameters: null,
      responseElements: null,
      eventID: `beat-${region}`,
    },
  });
}

/** Of a detection that is of low severity and so goes to the digest by way of alert-lambda. */
function keyPairCreated(): EventEnvelope {
  return EventEnvelope.parse({
    version: '0',
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.ec2',
    account: ACCOUNT,
    time: '2026-10-13T07:12:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/ana`, accountId: ACCOUNT, userName: 'ana' },
      eventTime: '2026-10-13T07:12:00Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'CreateKeyPair',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.24',
      requestParameters: { keyName: 'example', keyType: 'rsa', keyFormat: 'pem' },
      responseElements: { keyName: 'example', keyPairId: 'key-0123456789abcdef0' },
      eventID: 'e1f4c8a0-0000-4000-8000-000000000003',
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Management',
    },
  });
}
