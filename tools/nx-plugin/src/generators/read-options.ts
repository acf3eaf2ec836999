import type * as z from 'zod';
import { RefusedError } from './refused-error.ts';

/** The options as the schema reads them. What it refuses is told in the schema's own sentences. */
export function readOptions<Options>(schema: z.ZodType<Options>, options: unknown): Options {
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    throw new RefusedError(parsed.error.issues.map(({ message }) => message).join('\n'));
  }
  return parsed.data;
}
