import * as z from 'zod';

/** JSON the sandbox hands on as a whole, such as a pattern: copying it takes, and so accounts for, each of its parts. */
export const Opaque = z.record(z.string(), z.unknown()).transform((value): Readonly<Record<string, unknown>> => {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
});

/** Numbers and booleans may be written as text in a template. */
export const Count = z.coerce.number().int().min(0);
export const Flag = z.union([z.boolean(), z.stringbool()]);
