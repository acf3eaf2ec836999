import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { readLambdaApps } from '@trailbell/cdk';
import { catalogueFor } from '@trailbell/detections';
import { environment as example } from '../../environments/example.ts';
import { type Environment, type EnvironmentFile, parseEnvironment } from '../config.ts';
import { addStacks } from '../stacks.ts';
import { type Resource, resourcesOf } from './resources.ts';

const apps = readLambdaApps(fileURLToPath(new URL('../../../', import.meta.url)));
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as { context: object };

/** The environment of documentation, changed where a test says so. */
export function environmentWith(changes: Partial<EnvironmentFile> = {}): Environment {
  return parseEnvironment('example', { ...example, ...changes });
}

/** An app under the flags of `cdk.json`, with every stack of the environment and the smallest bundles there are. */
export function appWith(changes: Partial<EnvironmentFile> = {}): App {
  const app = new App({ context: { ...context }, outdir: mkdtempSync(join(tmpdir(), 'trailbell-cdk-')) });
  const environment = environmentWith(changes);
  addStacks(app, { environment, detections: catalogueFor(environment.detections), apps, bundles: smallBundles() });
  return app;
}

/** Every resource of every stack of the environment. */
export function synthesised(changes: Partial<EnvironmentFile> = {}): readonly Resource[] {
  const { directory } = appWith(changes).synth();
  return readdirSync(directory)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => resourcesOf(file.replace('.template.json', ''), readFileSync(join(directory, file), 'utf8')));
}

function smallBundles(): string {
  const bundles = mkdtempSync(join(tmpdir(), 'trailbell-bundles-'));
  for (const { name } of apps) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return bundles;
}
