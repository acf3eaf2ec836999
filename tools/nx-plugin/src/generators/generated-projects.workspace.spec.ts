import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type WorkspaceCopy, copyWorkspace } from '../testing/workspace-copy.ts';

// What generators write is run as its owners would run it, in a copy of the workspace.

const MINUTES = 60_000;
const GREEN = { status: 0 };

const EVENT = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: 'arn:aws:iam::111122223333:user/bo',
    accountId: '111122223333',
    userName: 'bo',
  },
  eventTime: '2026-10-13T07:02:12Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeactivateMFADevice',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.2',
  requestParameters: { userName: 'bo', serialNumber: 'arn:aws:iam::111122223333:mfa/bo' },
  responseElements: null,
  eventID: '0d9e0f6a-0000-4000-8000-000000000001',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
}, MINUTES);

afterAll(() => {
  copy.remove();
});

function generate(...options: readonly string[]) {
  const [generator = '', ...rest] = options;
  return copy.nx('g', `@trailbell/nx:${generator}`, ...rest, '--no-interactive');
}

/** By eslint itself: the library's own target would lint everything else, too. */
function lint(folder: string, ...files: readonly string[]) {
  const { status, stdout } = spawnSync('eslint', ['--max-warnings', '0', ...files], {
    cwd: copy.path(folder),
    encoding: 'utf8',
  });
  return { status, stdout };
}

test(
  'a dry run shows what would be written, and writes nothing',
  () => {
    const { status, output } = generate(
      'alert-lambda',
      'payments',
      '--impact=nobody learns that it failed',
      '--dry-run',
    );

    expect({ status, output }).toMatchObject(GREEN);
    expect(output).toContain('CREATE apps/payments/lambda.json');
    expect(existsSync(copy.path('apps/payments'))).toBe(false);
  },
  MINUTES,
);

test(
  'a refusal is a sentence, and ends the command with a failure',
  () => {
    const { status, output } = generate('alert-lambda', 'alert-lambda', '--impact=nobody learns that it failed');

    expect(output).toContain('the project alert-lambda exists. Choose another name');
    expect(status).not.toBe(0);
  },
  MINUTES,
);

describe('new lambda apps, on a pattern, on a queue and on alerts,', () => {
  const ON_PATTERN = ['payments', '--impact=nobody learns that a payment export was read'];
  const ON_QUEUE = [
    'refunds',
    '--impact=nobody learns that a refund was made by hand',
    '--pattern={"source":["aws.health"]}',
    '--queue',
    '--route=page',
  ];

  const ON_ALERTS = [
    'watch',
    '--impact=nobody of the platform team learns that a trail was stopped',
    '--on=cloudtrail-stopped',
    '--severity=high,critical',
  ];

  beforeAll(() => {
    expect(generate('alert-lambda', ...ON_ALERTS)).toMatchObject(GREEN);
    expect(generate('alert-lambda', ...ON_PATTERN)).toMatchObject(GREEN);
    expect(generate('alert-lambda', ...ON_QUEUE)).toMatchObject(GREEN);
  }, 2 * MINUTES);

  test(
    'are green at once',
    () => {
      expect(
        copy.nx('run-many', '-t', 'lint', 'typecheck', 'test', 'build', '-p', 'payments', 'refunds', 'watch'),
      ).toMatchObject(GREEN);
      expect(copy.nx('format:check', '--files=apps/payments/**,apps/refunds/**,apps/watch/**')).toMatchObject(GREEN);
    },
    4 * MINUTES,
  );

  test(
    'have their stacks, and what collectors forward to them',
    () => {
      expect(copy.nx('run', 'infra:synth')).toMatchObject(GREEN);

      const template = (stack: string) =>
        readFileSync(copy.path(`dist/apps/infra/cdk.out/${stack}.template.json`), 'utf8');
      expect(template('trailbell-payments')).toContain('Impact: nobody learns that a payment export was read.');
      expect(template('trailbell-refunds')).toContain('trailbell-refunds-events');
      expect(template('trailbell-watch')).toContain('"source": [\n      "trailbell"');
      expect(template('trailbell-collector-eu-central-1')).toContain('aws.health');
    },
    4 * MINUTES,
  );
});

test(
  'a new detection is red until it has a near miss, and green then',
  () => {
    const RULE = 'src/rules/iam-mfa-deactivated';
    const spec = `libs/detections/${RULE}.spec.ts`;
    copy.write('event.json', JSON.stringify(EVENT));

    expect(generate('detection', 'iam-mfa-deactivated', '--from-event=event.json')).toMatchObject(GREEN);
    const red = copy.nx('run', 'detections:test', '--', 'iam-mfa-deactivated');
    const text = readFileSync(copy.path(spec), 'utf8');
    copy.write(
      spec,
      text
        .replace('{ callers, recordOf }', '{ callers, denied, recordOf }')
        .replace('ignores: {}', "ignores: { 'a call that was denied': denied(hit) }"),
    );

    expect(red.status).not.toBe(0);
    expect(red.output).toContain('lacks a hit or a near miss. Give at least one of each');
    expect(lint('libs/detections', `${RULE}.ts`, `${RULE}.spec.ts`, 'src/definitions.ts')).toMatchObject(GREEN);
    expect(copy.nx('run', 'detections:typecheck')).toMatchObject(GREEN);
    expect(copy.nx('run', 'detections:test', '--', 'iam-mfa-deactivated', 'catalogue')).toMatchObject(GREEN);
  },
  4 * MINUTES,
);

test(
  'a new notifier keeps the contract of every notifier at once',
  () => {
    expect(generate('notifier', 'pager-duty')).toMatchObject(GREEN);

    expect(lint('libs/notifiers', 'src/pager-duty', 'src/index.ts')).toMatchObject(GREEN);
    expect(copy.nx('run', 'notifiers:typecheck')).toMatchObject(GREEN);
    expect(copy.nx('run', 'notifiers:test', '--', 'pager-duty')).toMatchObject(GREEN);
  },
  4 * MINUTES,
);
