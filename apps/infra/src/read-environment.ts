import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { MistakeError } from '@trailbell/cdk';
import * as z from 'zod';
import { type Environment, parseEnvironment } from './config.ts';

const FOLDER = new URL('../environments/', import.meta.url);

const EnvironmentModule = z.object({ environment: z.unknown() });

/** The environment of this name: `environments/<name>.ts`. */
export async function readEnvironment(name: string): Promise<Environment> {
  const file = new URL(`${name}.ts`, FOLDER);
  if (!existsSync(file)) {
    const known = readdirSync(FOLDER).map((entry) => basename(entry, '.ts'));
    throw new MistakeError(
      `TRAILBELL_ENVIRONMENT is "${name}". Valid: ${known.join(', ')}, the files of apps/infra/environments.`,
    );
  }
  const module: unknown = await import(file.href);
  return parseEnvironment(name, EnvironmentModule.parse(module).environment);
}
