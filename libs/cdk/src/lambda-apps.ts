import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaManifest, type QueueTrigger } from './lambda-manifest.ts';
import { isPrivateQueue } from './names.ts';
import { MistakeError, parseFile } from './sentences.ts';

/** A lambda app of the workspace, as its `lambda.json` describes it. */
export interface LambdaApp {
  /** The name of its folder. */
  readonly name: string;
  readonly manifest: LambdaManifest;
}

/** Every app with a `lambda.json`, in alphabetical order. */
export function readLambdaApps(appsFolder: string): readonly LambdaApp[] {
  const apps = readdirSync(appsFolder)
    .filter((name) => existsSync(join(appsFolder, name, 'lambda.json')))
    .sort()
    .map((name) => ({ name, manifest: readManifest(titleOf(name), join(appsFolder, name, 'lambda.json')) }));
  const owners = ownersOfQueues(apps);
  checkSenders(apps, owners);
  return apps;
}

function readManifest(title: string, file: string): LambdaManifest {
  return parseFile(title, LambdaManifest, parseJson(title, readFileSync(file, 'utf8')));
}

function parseJson(title: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MistakeError(`${title}: is not JSON: ${String(cause)}`, { cause });
  }
}

/** Which app drains which public queue. */
function ownersOfQueues(apps: readonly LambdaApp[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { name, manifest } of apps) {
    for (const { queue } of manifest.triggers.filter(isPublicQueue)) {
      const owner = owners.get(queue);
      if (owner !== undefined) {
        throw new MistakeError(`${titleOf(name)}: the queue "${queue}" is a trigger of ${owner} too. ${ONE_OWNER}`);
      }
      owners.set(queue, name);
    }
  }
  return owners;
}

function checkSenders(apps: readonly LambdaApp[], owners: ReadonlyMap<string, string>): void {
  for (const { name, manifest } of apps) {
    const unowned = manifest.needs.queues.find((queue) => !owners.has(queue));
    if (unowned !== undefined) {
      throw new MistakeError(
        `${titleOf(name)}: needs.queues names "${unowned}", which is a trigger of no app. ${ONE_OWNER}`,
      );
    }
  }
}

const ONE_OWNER = 'Valid: a queue that is a trigger of one app.';

function isPublicQueue(trigger: LambdaManifest['triggers'][number]): trigger is QueueTrigger {
  return trigger.kind === 'queue' && !isPrivateQueue(trigger.queue);
}

function titleOf(app: string): string {
  return `apps/${app}/lambda.json`;
}
