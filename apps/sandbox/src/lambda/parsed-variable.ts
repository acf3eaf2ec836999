import { type EnvironmentVariable } from '@trailbell/alerting';
import type * as z from 'zod';
import { type FunctionDefinition } from './function-definition.ts';

type Name = (typeof EnvironmentVariable)[keyof typeof EnvironmentVariable];

/** A variable as the lambdas have it: the different values of all that have one. */
export function parsedVariable<T>(
  functions: readonly Pick<FunctionDefinition, 'environment'>[],
  name: Name,
  schema: z.ZodType<T>,
): readonly T[] {
  const texts = functions.flatMap(({ environment }) => environment[name] ?? []);
  return [...new Set(texts)].map((text) => schema.parse(JSON.parse(text)));
}
