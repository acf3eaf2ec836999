import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** As much of a `lambda.json` as says which apps need each other. infra reads and checks all of it. */
const Manifest = z.object({
  triggers: z.array(z.object({ kind: z.string(), queue: z.string().optional() })),
  needs: z.object({ queues: z.array(z.string()).default([]) }),
});
type Manifest = z.infer<typeof Manifest>;

export class UnknownAppError extends Error {
  override readonly name = 'UnknownAppError';
}

export interface LambdaAppStacks {
  readonly functionName: string;
  /** Whether the app runs with this stack: its own, the core's, and those of the apps whose queues it sends to. */
  readonly takesStack: (stack: string) => boolean;
}

/** What the lambda app of this name runs with. Throws `UnknownAppError` when there is none of that name. */
export function stacksOf(app: string, appsFolder: string): LambdaAppStacks {
  const manifests = readManifests(appsFolder);
  const own = manifests.get(app);
  if (!own) {
    throw new UnknownAppError(`the lambda app "${app}" is unknown. Known: ${[...manifests.keys()].join(', ')}`);
  }
  const needed = [...manifests].filter(([, { triggers }]) =>
    triggers.some(({ queue }) => queue !== undefined && own.needs.queues.includes(queue)),
  );
  const taken = new Set([app, ...needed.map(([name]) => name)].map(stackNamed));
  const others = new Set([...manifests.keys()].map(stackNamed).filter((stack) => !taken.has(stack)));
  return { functionName: stackNamed(app), takesStack: (stack) => !others.has(stack) };
}

/** Stack and function have one name (libs/cdk). */
function stackNamed(app: string): string {
  return `trailbell-${app}`;
}

function readManifests(appsFolder: string): ReadonlyMap<string, Manifest> {
  const apps = readdirSync(appsFolder).filter((name) => existsSync(join(appsFolder, name, 'lambda.json')));
  return new Map(
    apps.map((name) => [name, Manifest.parse(JSON.parse(readFileSync(join(appsFolder, name, 'lambda.json'), 'utf8')))]),
  );
}
