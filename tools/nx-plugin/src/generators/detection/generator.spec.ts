import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { severities } from '@trailbell/detections';
import { workspaceTree, writtenTo } from '../../testing/workspace-tree.ts';
import { detectionGenerator } from './generator.ts';

const NAMED = { id: 'iam-mfa-deactivated', eventSource: 'iam.amazonaws.com', eventName: 'DeactivateMFADevice' };
const RULES = 'libs/detections/src/rules';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailbell-events-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A record as it may come from somebody's account: every name in it is a person's or a company's. */
const RECORD = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROACOMPANYSECRETROLE:robin',
    arn: 'arn:aws:sts::987654321098:assumed-role/CompanySecretRole/robin@company.test',
    accountId: '987654321098',
    accessKeyId: 'ASIACOMPANYSECRETKEY',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROACOMPANYSECRETROLE',
        arn: 'arn:aws:iam::987654321098:role/CompanySecretRole',
        accountId: '987654321098',
        userName: 'CompanySecretRole',
      },
    },
  },
  eventTime: '2026-10-13T07:02:12Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeactivateMFADevice',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.17',
  userAgent: 'company-secret-agent/1.0',
  requestParameters: {
    userName: 'robin.company',
    serialNumber: 'arn:aws:iam::987654321098:mfa/robin-phone',
    force: true,
    cidr: '198.51.100.0/24',
    anywhere: '0.0.0.0/0',
    group: 'sg-0a1b2c3d4e5f60718',
    own: '987654321098',
    other: '123456789012',
    attributeType: 'CREATE_VOLUME_PERMISSION',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    tags: { 'robin@company.test': 'robin' },
  },
  responseElements: { token: 'company-secret-token' },
  eventID: '0d9e0f6a-0000-4000-8000-000000000001',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '987654321098',
  eventCategory: 'Management',
};

async function generated(options: object) {
  const tree = workspaceTree();
  await detectionGenerator(tree, options);
  const read = (file: string) => tree.read(file, 'utf8') ?? '';
  return { tree, rule: read(`${RULES}/iam-mfa-deactivated.ts`), spec: read(`${RULES}/iam-mfa-deactivated.spec.ts`) };
}

function file(content: unknown): string {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const fromEvent = (event: unknown) => ({ id: NAMED.id, fromEvent: file(event) });

test('writes the detection, its spec, and its entry in the order of files', async () => {
  const { tree } = await generated(NAMED);

  expect(writtenTo(tree)).toEqual([
    'create libs/detections/src/rules/iam-mfa-deactivated.spec.ts',
    'create libs/detections/src/rules/iam-mfa-deactivated.ts',
    'update libs/detections/src/definitions.ts',
  ]);
  const definitions = tree.read('libs/detections/src/definitions.ts', 'utf8') ?? '';
  const imported = definitions.match(/(?<=\.\/rules\/)[\w-]+\.ts/g) ?? [];
  expect(imported).toContain('iam-mfa-deactivated.ts');
  expect(imported).toEqual(imported.toSorted());
  const entries = /\[\n(?<list>[^\]]*)\];/.exec(definitions)?.groups?.list?.match(/\w+/g);
  expect(entries).toEqual(definitions.match(/(?<=import \{ )\w+(?= \} from '.\/rules)/g));
});

test('says what it was told, and else what the id says', async () => {
  const told = await generated({ ...NAMED, title: 'Second factor taken away', severity: 'high' });
  const untold = await generated({ ...NAMED, title: '' });

  expect(told.rule).toContain("title: 'Second factor taken away',\n  severity: 'high',");
  expect(untold.rule).toContain("title: 'Iam mfa deactivated',\n  severity: 'medium',");
});

test('a title is text, whatever is in it', async () => {
  const { rule } = await generated({ ...NAMED, title: "Ana's `factor` ${process.exit()} <%= gone %>" });

  expect(rule).toContain('title: "Ana\'s `factor` ${process.exit()} <%= gone %>",');
});

describe('from an event', () => {
  test('takes its pattern, its caller and its resource', async () => {
    const { rule, spec } = await generated(fromEvent(RECORD));

    expect(rule).toContain("eventSource: ['iam.amazonaws.com']");
    expect(rule).toContain("eventName: ['DeactivateMFADevice']");
    expect(rule).toContain('`${who} called iam:DeactivateMFADevice on ${userName}`');
    expect(spec).toContain('userIdentity: callers.deploy');
    expect(spec).toContain("'build-77 (role deploy) called iam:DeactivateMFADevice on example-user-name'");
  });

  test('keeps the shape of the request and what has a meaning, and nothing of whom it was about', async () => {
    const { rule, spec } = await generated(fromEvent(RECORD));

    expect(/recordOf\(\s*'iam:DeactivateMFADevice',\s*(?<parameters>\{[^}]*\}[^}]*\})/.exec(spec)?.groups?.parameters)
      .toMatchInlineSnapshot(`
     "{
         userName: 'example-user-name',
         serialNumber: 'arn:aws:iam::111122223333:mfa/example-serial-number',
         force: true,
         cidr: '203.0.113.0/24',
         anywhere: '0.0.0.0/0',
         group: 'sg-0example',
         own: '111122223333',
         other: '444455556666',
         attributeType: 'CREATE_VOLUME_PERMISSION',
         policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
         tags: {},
       }"
    `);
    expect(`${rule}${spec}`).not.toMatch(/company|robin|98765|12345|198\.51|a1b2c3d4/i);
  });

  test('is the same from the event EventBridge delivered', async () => {
    const envelope = {
      version: '0',
      id: 'e-1',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.iam',
      account: '987654321098',
      time: '2026-10-13T07:02:12Z',
      region: 'us-east-1',
      resources: [],
      detail: RECORD,
    };

    const [bare, delivered] = [await generated(fromEvent(RECORD)), await generated(fromEvent(envelope))];

    expect([delivered.rule, delivered.spec]).toEqual([bare.rule, bare.spec]);
  });

  test('a failed call is about that failure', async () => {
    const { rule, spec } = await generated(
      fromEvent({ ...RECORD, errorCode: 'AccessDenied', requestParameters: null }),
    );

    expect(rule).toContain("errorCode: ['AccessDenied']");
    expect(rule).toContain('reads: z.object({})');
    expect(spec).toContain("errorCode: 'AccessDenied'");
  });

  test('a sign-in comes in either spelling of its detail-type', async () => {
    const { rule, spec } = await generated(
      fromEvent({
        ...RECORD,
        eventType: 'AwsConsoleSignIn',
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        requestParameters: null,
        userIdentity: { type: 'Root', arn: 'arn:aws:iam::987654321098:root', accountId: '987654321098' },
      }),
    );

    expect(rule).toContain("'detail-type': [{ prefix: 'AWS Console Sign' }]");
    expect(spec).toContain("userIdentity: callers.root, eventType: 'AwsConsoleSignIn'");
  });
});

describe('refuses with a sentence, before anything is written,', () => {
  const finding = {
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    id: '1',
    account: '987654321098',
    time: '2026-10-13T07:02:12Z',
    region: 'us-east-1',
    detail: { type: 'Backdoor' },
  };

  test.each([
    ['an id of one word', { ...NAMED, id: 'stopped' }, 'the id "stopped" does not read. Valid: two or more words'],
    ['an id with a slash', { ...NAMED, id: '../cloudtrail-x' }, 'the id "../cloudtrail-x" does not read.'],
    ['a long id', { ...NAMED, id: `a-${'b'.repeat(60)}` }, 'is too long. Valid: two or more words'],
    ['a known id', { ...NAMED, id: 'cloudtrail-stopped' }, 'the detection cloudtrail-stopped exists:'],
    [
      'an unknown severity',
      { ...NAMED, severity: 'urgent' },
      'the severity "urgent" is unknown. Known: critical, high',
    ],
    ['a title that does not read', { ...NAMED, title: 'stopped.' }, 'the title "stopped." does not read. Valid: 11 to'],
    ['a source that is none', { ...NAMED, eventSource: 'iam' }, 'the event source "iam" is none. Valid:'],
    ['a name that is none', { ...NAMED, eventName: "x'" }, 'the event name "x\'" is none. Valid:'],
    ['no call', { id: NAMED.id }, 'a detection is about a call. Give --event-source and --event-name, or --from-event'],
    ['half a call', { id: NAMED.id, eventName: 'X' }, 'a detection is about a call.'],
    ['a call named twice', { ...NAMED, fromEvent: 'x.json' }, 'a detection is about a call.'],
    ['an option nobody knows', { ...NAMED, on: 'x' }, 'Unrecognized key: "on"'],
  ])('%s', async (_, options, sentence) => {
    const tree = workspaceTree();

    await expect(detectionGenerator(tree, options)).rejects.toThrow(sentence);

    expect(tree.listChanges()).toEqual([]);
  });

  test.each([
    ['two', `${JSON.stringify(RECORD)}\n${JSON.stringify(RECORD)}`, 'holds more than one event. Give a file with one'],
    ['none', { Records: [] }, 'holds no event. Give a file with one'],
    ['no JSON', '{"eventName":', 'cannot be read: '],
    ['a finding', finding, 'is no event to start from: it has no eventSource'],
    [
      'a service event',
      { ...RECORD, eventType: 'AwsServiceEvent' },
      'is no event to start from: its eventType is "AwsServiceEvent". Valid: AwsApiCall, AwsConsoleSignIn, AwsConsoleAction',
    ],
    ['code in its name', { ...RECORD, eventName: "X'+y+'" }, 'is no event to start from: the event name'],
    [
      'a call by a service',
      { ...RECORD, userIdentity: { ...RECORD.userIdentity, invokedBy: 'cloudformation.amazonaws.com' } },
      'is a call by an AWS service, of which detections do not tell. Give one by a person or a role',
    ],
  ])('a file with %s', async (_, content, sentence) => {
    const tree = workspaceTree();

    await expect(detectionGenerator(tree, fromEvent(content))).rejects.toThrow(sentence);

    expect(tree.listChanges()).toEqual([]);
  });

  test('a file that is not there', async () => {
    const fromEvent = join(folder, 'missing.json');

    await expect(detectionGenerator(workspaceTree(), { id: NAMED.id, fromEvent })).rejects.toThrow('missing.json');
  });
});

test('its prompt offers every severity', () => {
  const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as {
    properties: { severity: { 'x-prompt': { items: string[] } } };
  };

  expect(schema.properties.severity['x-prompt'].items).toEqual(severities);
});
