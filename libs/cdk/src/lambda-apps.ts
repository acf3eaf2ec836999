import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaManifest, type QueueTrigger } from './lambda-manifest.ts';
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
    .map((name) => ({
      name,
      manifest: readManifest(`apps/${name}/lambda.json`, join(appsFolder, name, 'lambda.json')),
    }));
  checkQueues(apps);
  return apps;
}

/** The queues an app owns. */
export function queuesOf({ manifest }: LambdaApp): readonly QueueTrigger[] {
  return manifest.triggers.filter((trigger) => trigger.kind === 'queue');
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

/** Every public queue has one owner, and every queue an app sends to has an owner. */
function checkQueues(apps: readonly LambdaApp[]): void {
  const ownersOf = (queue: string) =>
    apps.filter((app) => queuesOf(app).some((trigger) => trigger.queue === queue)).map(({ name }) => name);

  for (const { name, manifest } of apps) {
    for (const queue of manifest.needs.queues) {
      if (ownersOf(queue).length !== 1) {
        throw new MistakeError(
          `apps/${name}/lambda.json: needs.queues names "${queue}", which is a trigger of ${listed(ownersOf(queue))}. Valid: a queue that is a trigger of one app.`,
        );
      }
    }
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'no app' : names.join(', ');
}
