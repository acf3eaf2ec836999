import { join } from 'node:path';
import { type App } from 'aws-cdk-lib';
import { type LambdaApp, LambdaAppStack, collectorNamed, lambdaNamed, ownPatternsOf } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { CollectorStack } from './collector-stack.ts';
import { type Environment, collectorRegionsOf } from './config.ts';
import { GuardStack } from './guard-stack.ts';
import { HubStack } from './hub-stack.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { tamperingIn } from './tampering.ts';
import { TrailStack } from './trail-stack.ts';

export interface Deployment {
  readonly environment: Environment;
  readonly detections: readonly Detection[];
  readonly apps: readonly LambdaApp[];
  /** The folder that holds a folder per app, with its bundle. */
  readonly bundles: string;
}

/** Every stack of an environment. */
export function addStacks(app: App, deployment: Deployment): void {
  const { environment, detections, apps } = deployment;
  const { account, homeRegion, trail } = environment;
  const home = {
    env: { account, region: homeRegion },
    tags: { application: 'trailbell' },
    terminationProtection: environment.onDelete === 'keep',
  };

  if (trail.mode === 'create') {
    new TrailStack(app, 'trailbell-trail', { ...home, environment, trail });
  }
  const hub = new HubStack(app, 'trailbell-hub', { ...home, environment, detections });
  const tampering = tamperingIn(environment, detections);
  const guard = new GuardStack(app, 'trailbell-guard', {
    ...home,
    env: { account, region: environment.guard.region },
    environment,
    tampering,
  });

  for (const region of collectorRegionsOf(environment)) {
    const collector = new CollectorStack(app, collectorNamed(region), {
      ...home,
      env: { account, region },
      environment,
      patterns: patternsOf(deployment),
      tampering,
    });
    collector.addStackDependency(hub);
    collector.addStackDependency(guard);
  }
  for (const lambdaApp of apps) {
    new LambdaAppStack(app, lambdaNamed(lambdaApp.name), {
      ...home,
      app: lambdaApp,
      bundle: join(deployment.bundles, lambdaApp.name),
      detections,
      settings: environment.detections,
      routing: environment.routing,
      digest: environment.digest,
      heartbeats: { regions: collectorRegionsOf(environment), guardRegion: environment.guard.region },
      removalPolicy: removalPolicyOf(environment),
    }).addStackDependency(hub);
  }
}

/** What the catalogue wants to see, and what apps want for themselves. */
function patternsOf({ detections, apps }: Deployment): readonly Pattern[] {
  return [...detections.map(({ pattern }) => pattern), ...apps.flatMap(({ manifest }) => ownPatternsOf(manifest))];
}
