import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LambdaManifest } from '@trailbell/cdk';
import { type Pattern } from '@trailbell/event-pattern';
import { type EnvironmentFile } from './config.ts';
import { appWith, deployment, synthesised, templatesOf } from './testing/synthesised.ts';

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

describe('the stacks', () => {
  test('are these for the environment of documentation', () => {
    expect([...templatesOf(appWith()).keys()].toSorted()).toEqual([
      'trailbell-alert-lambda',
      'trailbell-collector-ap-southeast-2',
      'trailbell-collector-eu-central-1',
      'trailbell-collector-eu-north-1',
      'trailbell-collector-us-east-1',
      'trailbell-collector-us-east-2',
      'trailbell-digest-lambda',
      'trailbell-hub',
      'trailbell-trail',
    ]);
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

  test('depend on the hub, which depends on none', () => {
    const { stacks } = appWith().synth();
    const edges = stacks.flatMap(({ stackName, dependencies }) =>
      dependencies
        .map(({ id }) => id)
        .filter((id) => !id.endsWith('.assets'))
        .map((id) => [stackName, id]),
    );

    expect(new Set(edges.map(([, to]) => to))).toEqual(new Set(['trailbell-hub']));
    expect(edges.map(([from]) => from)).not.toContain('trailbell-hub');
  });

  test('that hold evidence are protected, unless the environment is meant to be destroyed', () => {
    const protectedIn = (onDelete: 'keep' | 'destroy') =>
      appWith({ onDelete })
        .synth()
        .stacks.map(({ terminationProtection }) => terminationProtection);

    expect(new Set(protectedIn('keep'))).toEqual(new Set([true]));
    expect(new Set(protectedIn('destroy'))).toEqual(new Set([false]));
  });

  test.each<[string, Partial<EnvironmentFile>]>([
    ['one account', {}],
    ['an organisation', { organizationId: 'o-exampleorgid' }],
    ['a trail that is there already', { trail: { mode: 'existing', logsObjectWrites: true } }],
    ['an environment for a day', { onDelete: 'destroy' }],
  ])('leave no finding of cdk-nag unexplained for %s', (_, changes) => {
    const app = appWith(changes);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    expect(() => app.synth()).not.toThrow();
  });

  test('are refused by cdk-nag when an explanation is missing: the check above can fail', () => {
    const app = appWith();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    new Queue(new Stack(app, 'planted'), 'WithoutDeadLetters');

    expect(() => app.synth()).toThrow();
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
