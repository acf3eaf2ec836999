import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { readLambdaApps } from '@trailbell/cdk';
import { catalogueFor } from '@trailbell/detections';
import { environment as example } from '../../environments/example.ts';
import { type Environment, type EnvironmentFile, parseEnvironment, settingsOf } from '../config.ts';
import { type Deployment, addStacks } from '../stacks.ts';
import { type Resource, resourcesOf } from './resources.ts';

const apps = readLambdaApps(fileURLToPath(new URL('../../../', import.meta.url)));
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as { context: object };

/** The environment of documentation, changed where a test says so. */
export function environmentWith(changes: Partial<EnvironmentFile> = {}): Environment {
  return parseEnvironment('example', { ...example, ...changes });
}

/** An app under the flags of `cdk.json`, with every stack of the environment and the smallest bundles there are. */
export function appWith(changes: Partial<EnvironmentFile> = {}, others: Partial<Deployment> = {}): App {
  const app = new App({
    context: { ...context },
    outdir: mkdtempSync(join(tmpdir(), 'trailbell-cdk-')),
    builtinCloudFormationValidation: false, // costs more than all else; the target `synth` holds templates to it
  });
  addStacks(app, { ...deployment(changes), ...others });
  return app;
}

export function deployment(changes: Partial<EnvironmentFile> = {}): Deployment {
  const environment = environmentWith(changes);
  return { environment, detections: catalogueFor(settingsOf(environment)), apps, bundles: smallBundles() };
}

/** The text of each stack's template, by the stack's name; in an account other than the hub's, with the account behind it. */
export function templatesOf(app: App): ReadonlyMap<string, string> {
  return new Map(app.synth().stacks.map(({ id, templateFullPath }) => [id, readFileSync(templateFullPath, 'utf8')]));
}

/** Every resource of every stack of the environment. */
export function synthesised(changes: Partial<EnvironmentFile> = {}): readonly Resource[] {
  return [...templatesOf(appWith(changes))].flatMap(([stack, template]) => resourcesOf(stack, template));
}

function smallBundles(): string {
  const bundles = mkdtempSync(join(tmpdir(), 'trailbell-bundles-'));
  for (const { name } of apps) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return bundles;
}
