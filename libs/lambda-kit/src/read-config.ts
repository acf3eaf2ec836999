import type * as z from 'zod'; // not { z }: that bundles every locale
import { ParsedJson } from '@trailbell/cloudtrail-types';
import { describeIssue } from './describe-issue.ts';

/** The lambda cannot start with the environment it was given. Names variables, never their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads an app's configuration, once per cold start. A mistake stops the lambda before it takes an event. */
export function readConfig<Config>(schema: z.ZodType<Config>, environment: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => mistakeOf(issue, environment));
    throw new ConfigError(`this lambda cannot start: ${[...new Set(mistakes)].join('; ')}`);
  }
  return parsed.data;
}

/** A variable that holds JSON of this schema. */
export function jsonVariable<Schema extends z.ZodType>(schema: Schema) {
  return ParsedJson.pipe(schema);
}

function mistakeOf(issue: z.core.$ZodIssue, environment: NodeJS.ProcessEnv): string {
  const variable = String(issue.path[0]);
  return environment[variable] === undefined
    ? `the environment variable ${variable} is not set`
    : `the environment variable ${variable} is not valid (${describeIssue({ ...issue, path: issue.path.slice(1) })})`;
}
