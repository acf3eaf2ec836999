import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Place } from '../aws/arn.ts';
import { Template } from './template.ts';

/** A stack as CDK synthesised it. */
export interface SynthesisedStack extends Place {
  readonly name: string;
  readonly template: Template;
  /** Where a file asset lies, by the key its bucket object would have. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).default([]),
      properties: z.object({ templateFile: z.string().optional(), file: z.string().optional() }).default({}),
    }),
  ),
});
type Artifact = z.infer<typeof Manifest>['artifacts'][string];

const AssetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** The stacks of a cloud assembly (`cdk.out`), each after those it depends on. */
export function readAssembly(folder: string): readonly SynthesisedStack[] {
  const { artifacts } = Manifest.parse(readJson(join(folder, 'manifest.json')));
  return inOrderOfDependencies(artifacts).flatMap(([name, artifact]) => {
    if (artifact.type !== 'aws:cloudformation:stack') {
      return [];
    }
    const template = Template.safeParse(readJson(join(folder, artifact.properties.templateFile ?? '')));
    if (!template.success) {
      throw new Error(
        `the template of stack ${name} holds what the sandbox does not know: ${z.prettifyError(template.error)}`,
        { cause: template.error },
      );
    }
    return {
      name,
      ...placeOf(name, artifact),
      template: template.data,
      assetFolders: assetFoldersOf(folder, artifact, artifacts),
    };
  });
}

function placeOf(name: string, { environment = '' }: Artifact): Place {
  const { account, region } = /^aws:\/\/(?<account>\d{12})\/(?<region>[a-z0-9-]+)$/.exec(environment)?.groups ?? {};
  if (account === undefined || region === undefined) {
    throw new Error(`stack ${name} names no account and region ("${environment}"). The sandbox needs both`);
  }
  return { account, region };
}

function assetFoldersOf(
  folder: string,
  { dependencies }: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
): ReadonlyMap<string, string> {
  const manifests = dependencies.flatMap((name) => artifacts[name]?.properties.file ?? []);
  return new Map(
    manifests
      .flatMap((file) => Object.values(AssetManifest.parse(readJson(join(folder, file))).files))
      .flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, join(folder, source.path)]),
      ),
  );
}

function inOrderOfDependencies(artifacts: Readonly<Record<string, Artifact>>): readonly [string, Artifact][] {
  const ordered = new Map<string, Artifact>();
  const add = (name: string): void => {
    const artifact = artifacts[name];
    if (artifact && !ordered.has(name)) {
      artifact.dependencies.forEach(add);
      ordered.set(name, artifact);
    }
  };
  Object.keys(artifacts).forEach(add);
  return [...ordered];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
