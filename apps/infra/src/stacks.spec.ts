import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { LambdaManifest } from '@trailbell/cdk';
import { type Pattern } from '@trailbell/event-pattern';
import { environment as organization } from '../environments/organization.ts';
import { environment as twoAccounts } from '../environments/two-accounts.ts';
import { type EnvironmentFile } from './config.ts';
import { appWith, deployment, synthesised, templatesOf } from './testing/synthesised.ts';

jest.setTimeout(240_000); // synthesises again and again, on machines with more to do

/** An app of a team, triggered by a pattern of its own. */
function errandApp(pattern: Pattern) {
  const manifest = { impact: 'errands are not run by anybody', memoryMb: 256, timeoutSeconds: 30, needs: {} };
  return { name: 'errand', manifest: LambdaManifest.parse({ ...manifest, triggers: [{ kind: 'pattern', pattern }] }) };
}

/** The stacks whose template is another, or new, once the app is there. */
function stacksChangedBy(pattern: Pattern): readonly string[] {
  const before = templatesOf(appWith());
  const { apps, bundles } = deployment();
  mkdirSync(join(bundles, 'errand'));
  writeFileSync(join(bundles, 'errand', 'index.mjs'), 'export const handler = async () => {};\n');
  const after = templatesOf(appWith({}, { bundles, apps: [...apps, errandApp(pattern)] }));
  return [...after].filter(([stack, template]) => before.get(stack) !== template).map(([stack]) => stack);
}

function synthesisUnderNag(app: App): () => void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return () => {
    app.synth();
  };
}

describe('cdk-nag', () => {
  const warnings: string[] = []; // jsii warns once of each deprecated thing
  beforeEach(() => {
    jest.spyOn(console, 'warn').mockImplementation((...parts: unknown[]) => warnings.push(parts.join(' ')));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each<[string, Partial<EnvironmentFile>]>([
    ['one account', {}],
    ['the largest environment', organization],
    ['two accounts', twoAccounts],
    [
      'a trail that is there already',
      {
        trail: { mode: 'existing', bucket: 'aws-controltower-logs', logGroup: 'control-tower', logsObjectWrites: true },
      },
    ],
    ['an environment for a day', { onDelete: 'destroy' }],
  ])('has no finding that is not explained, for %s', (_, changes) => {
    expect(synthesisUnderNag(appWith(changes))).not.toThrow();
  });

  test('refuses a queue without a dead-letter queue: the checks above can fail', () => {
    const app = appWith();
    new Queue(new Stack(app, 'planted'), 'WithoutDeadLetters');

    expect(synthesisUnderNag(app)).toThrow();
  });

  test('reads one deprecated property, and our stacks none', () => {
    expect(new Set(warnings.map((warning) => /[\w.-]+#\w+ is deprecated/.exec(warning)?.[0] ?? warning))).toEqual(
      new Set(['aws-cdk-lib.aws_events.CfnEventBusPolicy#principal is deprecated']),
    );
  });
});

describe('the stacks', () => {
  test('are these for the environment of documentation', () => {
    const ours = deployment().apps.filter(({ name }) => name === 'alert-lambda' || name === 'digest-lambda');

    expect([...templatesOf(appWith({}, { apps: ours })).keys()].toSorted()).toEqual([
      'trailbell-alert-lambda',
      'trailbell-collector-ap-southeast-2',
      'trailbell-collector-eu-central-1',
      'trailbell-collector-eu-north-1',
      'trailbell-collector-us-east-1',
      'trailbell-collector-us-east-2',
      'trailbell-digest-lambda',
      'trailbell-guard',
      'trailbell-hub',
      'trailbell-logs',
      'trailbell-trail',
    ]);
  });

  test('have one for every app', () => {
    const { apps } = deployment();

    expect([...templatesOf(appWith()).keys()]).toEqual(
      expect.arrayContaining(apps.map(({ name }) => `trailbell-${name}`)),
    );
  });

  test('come out the same each time', () => {
    expect(templatesOf(appWith())).toEqual(templatesOf(appWith()));
  });

  test('hold no other by an export', () => {
    for (const [, template] of templatesOf(appWith())) {
      expect(template).not.toContain('Fn::ImportValue');
      expect(template).not.toContain('"Export"');
    }
  });

  test('depend on the hub, the guard and the store of logs, which depend on none', () => {
    const { stacks } = appWith().synth();
    const edges = stacks.flatMap(({ stackName, dependencies }) =>
      dependencies
        .map(({ id }) => id)
        .filter((id) => !id.endsWith('.assets'))
        .map((id) => [stackName, id]),
    );

    expect(new Set(edges.map(([, to]) => to))).toEqual(new Set(['trailbell-hub', 'trailbell-guard', 'trailbell-logs']));
    expect(edges.filter(([from]) => edges.some(([, to]) => to === from))).toEqual([]);
  });

  test('that hold evidence are protected, unless the environment is meant to be destroyed', () => {
    const protectedIn = (onDelete: 'keep' | 'destroy') =>
      appWith({ onDelete })
        .synth()
        .stacks.map(({ terminationProtection }) => terminationProtection);

    expect(new Set(protectedIn('keep'))).toEqual(new Set([true]));
    expect(new Set(protectedIn('destroy'))).toEqual(new Set([false]));
  });
});

describe('an app that joins', () => {
  test('changes its own stack and the collectors where its pattern is new', () => {
    expect(stacksChangedBy({ source: ['aws.health'] }).toSorted()).toEqual([
      'trailbell-collector-ap-southeast-2',
      'trailbell-collector-eu-central-1',
      'trailbell-collector-eu-north-1',
      'trailbell-collector-us-east-1',
      'trailbell-collector-us-east-2',
      'trailbell-errand',
    ]);
  });

  test('changes its own stack alone where its pattern is covered', () => {
    expect(
      stacksChangedBy({
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['StopLogging'] },
      }),
    ).toEqual(['trailbell-errand']);
  });
});

describe('what an environment sets', () => {
  test('destroys nothing with its stack unless it says so', () => {
    const kept = ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup'];
    const policies = (onDelete: 'keep' | 'destroy') =>
      [...templatesOf(appWith({ onDelete })).values()].flatMap((text) => {
        const { Resources } = JSON.parse(text) as {
          Resources: Record<string, { Type: string; DeletionPolicy: string }>;
        };
        return Object.values(Resources)
          .filter(({ Type }) => kept.includes(Type))
          .map(({ DeletionPolicy }) => DeletionPolicy);
      });

    expect(new Set(policies('keep'))).toEqual(new Set(['Retain']));
    expect(new Set(policies('destroy'))).toEqual(new Set(['Delete']));
  });

  test('mails nobody where it names nobody', () => {
    expect(synthesised({ emails: {} }).filter(({ type }) => type === 'AWS::SNS::Subscription')).toEqual([]);
  });

  test('has no rule for object writes where no bucket is watched', () => {
    const names = synthesised({ detections: {} }).map(({ properties }) => properties.Name ?? properties.TopicName);

    expect(names).not.toContain('trailbell-object-writes');
  });
});
