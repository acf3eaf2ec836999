import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { logger } from '@nx/devkit';
import { LambdaManifest } from '@trailbell/cdk';
import { workspaceTree, writtenTo } from '../../testing/workspace-tree.ts';
import { alertLambdaGenerator } from './generator.ts';

const PATTERN = { source: ['aws.health'], detail: { eventTypeCategory: ['issue'] } };
const PAYMENTS = {
  name: 'payments',
  impact: 'nobody learns that a payment export was read',
  pattern: JSON.stringify(PATTERN),
};

const warn = jest.spyOn(logger, 'warn');
beforeEach(() => {
  warn.mockReset();
});

async function generated(options: object) {
  const tree = workspaceTree();
  await alertLambdaGenerator(tree, options);
  const read = (file: string) => tree.read(`apps/payments/${file}`, 'utf8') ?? '';
  return { tree, read, manifest: LambdaManifest.parse(JSON.parse(read('lambda.json'))) };
}

describe('an app on a pattern of its own', () => {
  test('is a few short files, and changes no other', async () => {
    const { tree } = await generated(PAYMENTS);

    expect(writtenTo(tree)).toEqual([
      'create apps/payments/README.md',
      'create apps/payments/lambda.json',
      'create apps/payments/src/alert-about.ts',
      'create apps/payments/src/bundle.spec.ts',
      'create apps/payments/src/config.ts',
      'create apps/payments/src/main.ts',
      'create apps/payments/src/tell-of-event.spec.ts',
      'create apps/payments/src/tell-of-event.ts',
      'create apps/payments/src/testing/example-event.ts',
      'create apps/payments/src/testing/telling.ts',
      'create apps/payments/tsconfig.json',
    ]);
    for (const { content } of tree.listChanges()) {
      expect(content?.toString().split('\n').length).toBeLessThanOrEqual(100);
    }
  });

  test('is invoked on what the pattern matches, and says what people lose', async () => {
    const { manifest, read } = await generated(PAYMENTS);

    expect(manifest).toMatchObject({
      impact: 'nobody learns that a payment export was read',
      triggers: [{ kind: 'pattern', pattern: PATTERN }],
    });
    expect(read('README.md')).toContain('Nobody learns that a payment export was read. An event of which');
  });

  test('tells on the route alert, unless another is wished', async () => {
    const [usual, page] = [await generated(PAYMENTS), await generated({ ...PAYMENTS, route: 'page' })];

    expect(usual.read('src/alert-about.ts')).toContain("ROUTE: Route = 'alert'");
    expect(page.read('src/alert-about.ts')).toContain("ROUTE: Route = 'page'");
    expect(page.read('src/alert-about.ts')).toContain("severity: 'high'");
  });
});

test('with a queue, events gather in one of its own', async () => {
  const { tree, manifest } = await generated({ ...PAYMENTS, queue: true });

  expect(manifest.triggers).toMatchObject([{ kind: 'queue', queue: 'events', pattern: PATTERN }]);
  expect(writtenTo(tree)).toContain('create apps/payments/src/tell-of-batch.ts');
});

describe('an app on alerts', () => {
  const WITHOUT_PATTERN = { ...PAYMENTS, pattern: undefined };

  test('is invoked on those of these detections and severities, which no collector has to do with', async () => {
    const { manifest, read } = await generated({
      ...WITHOUT_PATTERN,
      on: 'cloudtrail-stopped, iam-user-created',
      severity: 'critical,high',
    });

    expect(manifest.triggers).toEqual([
      {
        kind: 'alerts',
        detections: ['cloudtrail-stopped', 'iam-user-created'],
        severities: ['critical', 'high'],
      },
    ]);
    expect(read('src/alert-about.ts')).toContain('AlertEvent.parse(event).detail.alert');
    expect(warn).not.toHaveBeenCalled();
  });

  test('takes those of a severity, whatever the detection, and gathers them in a queue where one is wished', async () => {
    const { manifest } = await generated({ ...WITHOUT_PATTERN, severity: 'high', queue: true });

    expect(manifest.triggers).toMatchObject([{ kind: 'queue', queue: 'events', alerts: { severities: ['high'] } }]);
  });

  test('is an app on an example pattern where no question is answered', async () => {
    const { manifest } = await generated({ ...WITHOUT_PATTERN, on: '', severity: '', pattern: '' });

    expect(manifest.triggers).toMatchObject([
      { kind: 'pattern', pattern: { detail: { eventName: ['CreateBucket'] } } },
    ]);
  });
});

test('an impact is text, whatever is in it', async () => {
  const impact = 'nobody learns of "exports" <%= gone %> and `this`';

  expect((await generated({ ...PAYMENTS, impact })).manifest.impact).toBe(impact);
});

describe('that events are new to the collectors', () => {
  test('is said', async () => {
    await generated({ ...PAYMENTS, pattern: '{"source":["aws.health"]}' });

    expect(warn.mock.calls).toEqual([
      ['Collectors do not forward these events yet: with trailbell-payments, the collector stacks change, too.'],
    ]);
  });

  test('is not said of what they forward for the catalogue', async () => {
    const pattern = {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['StopLogging'] },
    };

    await generated({ ...PAYMENTS, pattern: JSON.stringify(pattern) });

    expect(warn).not.toHaveBeenCalled();
  });
});

describe('refuses with a sentence, before anything is written,', () => {
  test.each([
    ['a name in capitals', { name: 'Payments' }, 'the name "Payments" does not read. Valid: words in lower case'],
    ['a name with a slash', { name: '../x' }, 'the name "../x" does not read.'],
    ['a long name', { name: 'p'.repeat(31) }, 'is too long. Valid: words in lower case, joined by hyphens, at most 30'],
    ['a name of a stack of ours', { name: 'hub' }, 'the name "hub" is one that Trailbell uses itself.'],
    ["a name of another app's queue", { name: 'x-events' }, 'the name "x-events" is one that Trailbell uses itself.'],
    ['an app that exists', { name: 'digest-lambda' }, 'the project digest-lambda exists. Choose another name'],
    ['a library that exists', { name: 'notifiers' }, 'the project notifiers exists. Choose another name'],
    ['a detection that exists', { name: 'cloudtrail-stopped' }, 'the detection cloudtrail-stopped exists, and alerts'],
    ['no impact', { impact: undefined }, 'the impact is missing. Say what people lose while the app fails'],
    ['a short impact', { impact: 'it fails' }, 'lambda.json: impact is "it fails". Valid: at least 20 characters.'],
    ['an impact of two lines', { impact: 'nobody is told\nof anything at all' }, 'the impact is more than one line.'],
    ['no JSON', { pattern: '{"source":' }, 'the pattern "{\\"source\\":" is none that EventBridge takes: '],
    ['a list', { pattern: '[]' }, 'is none that EventBridge takes: Filter is not an object'],
    [
      'a pattern EventBridge refuses',
      { pattern: '{"source":"aws.health"}' },
      'is none that EventBridge takes: "source" must be an object or an array',
    ],
    [
      'a pattern too long for a rule',
      { pattern: JSON.stringify({ source: ['x'.repeat(2_048)] }) },
      'A pattern has at most 2048.',
    ],
    ['an unknown route', { route: 'digest' }, 'the route "digest" is unknown. Known: page, alert'],
    ['an option nobody knows', { detection: 'cloudtrail-stopped' }, 'Unrecognized key: "detection"'],
    [
      'a pattern that asks for alerts',
      { pattern: '{"source":["trailbell"]}' },
      'the pattern asks for alerts. Give the detections with --on, or the severities with --severity',
    ],
    [
      'both a pattern and alerts',
      { on: 'cloudtrail-stopped' },
      'both a pattern and alerts are given. Choose: --pattern, or --on and --severity',
    ],
    [
      'an unknown detection',
      { pattern: undefined, on: 'trail-stopped' },
      'the detection "trail-stopped" is unknown. docs/detections lists them',
    ],
    [
      'a detection that is for the digest',
      { pattern: undefined, on: 'cloudtrail-stopped,vpc-changed' },
      'of the detection "vpc-changed" no alert is raised at once: it is for the digest. Give its pattern with --pattern',
    ],
    [
      'an unknown severity',
      { pattern: undefined, severity: 'urgent' },
      'the severity "urgent" is unknown. Known: critical, high, medium, low, info',
    ],
  ])('%s', async (_, options, sentence) => {
    const tree = workspaceTree();

    await expect(alertLambdaGenerator(tree, { ...PAYMENTS, ...options })).rejects.toThrow(sentence);

    expect(tree.listChanges()).toEqual([]);
  });
});

test('its defaults are options it takes', async () => {
  const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as {
    properties: Record<string, { default?: unknown }>;
  };
  const defaults = Object.entries(schema.properties).flatMap(([option, { default: value }]) =>
    value === undefined ? [] : [[option, value]],
  );

  const { manifest } = await generated({
    ...PAYMENTS,
    pattern: undefined,
    ...(Object.fromEntries(defaults) as object),
  });

  expect(manifest.triggers).toMatchObject([{ kind: 'pattern', pattern: { detail: { eventName: ['CreateBucket'] } } }]);
});
