import { join } from 'node:path';
import { type App, type StackProps } from 'aws-cdk-lib';
import { type Routing } from '@trailbell/alerting';
import { CloudName, type LambdaApp, LambdaAppStack, collectorNamed, lambdaNamed, ownPatternsOf } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { CollectorStack } from './collector-stack.ts';
import { type Environment, accountsOf, collectorRegionsOf, settingsOf, trailOwnersOf } from './config.ts';
import { GuardStack } from './guard-stack.ts';
import { HubStack } from './hub-stack.ts';
import { LogStoreStack } from './log-store-stack.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { addStackSet } from './stack-set.ts';
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
  const { environment, detections } = deployment;
  const at = placesOf(environment);

  addTrails(app, environment);
  const hub = new HubStack(app, 'trailbell-hub', { ...at(), environment, detections });
  const tampering = tamperingIn(environment, detections);
  const guard = new GuardStack(app, 'trailbell-guard', {
    ...at({ region: environment.guard.region }),
    environment,
    tampering,
  });

  const collector = { environment, tampering, patterns: patternsOf(deployment) };
  for (const account of accountsOf(environment)) {
    for (const region of collectorRegionsOf(environment)) {
      const stack = new CollectorStack(app, idIn(account, collectorNamed(region), environment), {
        ...at({ account, region }),
        stackName: collectorNamed(region),
        ...collector,
        alarmEmails: environment.emails.alarms,
      });
      stack.addStackDependency(hub);
      stack.addStackDependency(guard);
    }
  }
  if (environment.organization) {
    addStackSet(app, { tags: TAGS, ...collector });
  }
  addApps(app, deployment, hub);
}

const TAGS = { application: 'trailbell' };

interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** What every stack is given, wherever it stands; in the home region of the hub's account where nothing else is said. */
function placesOf({ account, homeRegion, onDelete }: Environment) {
  return (place: Place = {}) =>
    ({
      env: { account, region: homeRegion, ...place },
      tags: TAGS,
      terminationProtection: onDelete === 'keep',
    }) satisfies StackProps;
}

/** Stacks of one name stand in several accounts. Within the app, those of other accounts bear theirs. */
function idIn(account: string, stackName: string, environment: Environment): string {
  return account === environment.account ? stackName : `${stackName}-${account}`;
}

function addTrails(app: App, environment: Environment): void {
  const { trail } = environment;
  if (trail.mode === 'existing') {
    return;
  }
  const at = placesOf(environment);
  const logStore = new LogStoreStack(app, 'trailbell-logs', { ...at(), environment, trail });
  for (const account of trailOwnersOf(environment)) {
    new TrailStack(app, idIn(account, 'trailbell-trail', environment), {
      ...at({ account }),
      stackName: 'trailbell-trail',
      environment,
      trail,
    }).addStackDependency(logStore);
  }
}

function addApps(app: App, { environment, detections, apps, bundles }: Deployment, hub: HubStack): void {
  const at = placesOf(environment);
  for (const lambdaApp of apps) {
    new LambdaAppStack(app, lambdaNamed(lambdaApp.name), {
      ...at(),
      app: lambdaApp,
      bundle: join(bundles, lambdaApp.name),
      detections,
      settings: settingsOf(environment),
      routing: routingOf(environment),
      digest: environment.digest,
      heartbeats: { regions: collectorRegionsOf(environment), guardRegion: environment.guard.region },
      removalPolicy: removalPolicyOf(environment),
    }).addStackDependency(hub);
  }
}

/** The environment's routing, whose messages link to where the trail's records are queried. */
function routingOf({ routing, trail, homeRegion: region }: Environment): Routing {
  const logGroup = trail.mode === 'existing' ? trail.logGroup : trail.logGroup && CloudName.TRAIL_LOG_GROUP;
  return logGroup === undefined
    ? routing
    : { ...routing, messages: { recordsLogGroup: { region, name: logGroup }, ...routing.messages } };
}

/** What the catalogue wants to see, and what apps want for themselves. */
function patternsOf({ detections, apps }: Deployment): readonly Pattern[] {
  return [...detections.map(({ pattern }) => pattern), ...apps.flatMap(({ manifest }) => ownPatternsOf(manifest))];
}
