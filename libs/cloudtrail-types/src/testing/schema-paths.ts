import * as z from 'zod';

export interface SchemaPath {
  /** `userIdentity.arn`; an element of a list is `0`. */
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Every place that the schema names. */
export function schemaPaths(schema: z.core.$ZodType, prefix: readonly string[] = []): SchemaPath[] {
  const here = prefix.length === 0 ? [] : [{ path: prefix.join('.'), schema }];
  return [...here, ...inside(schema).flatMap(([key, part]) => schemaPaths(part, [...prefix, key]))];
}

function inside(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return inside(schema.unwrap());
  }
  if (schema instanceof z.ZodObject) {
    return Object.entries<z.core.$ZodType>(schema.shape);
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap(inside);
  }
  // Of a list of anything the elements are not named.
  return schema instanceof z.ZodArray && !(schema.element instanceof z.ZodUnknown) ? [['0', schema.element]] : [];
}

/** `{a: [{b: value}]}` for the path `a.0.b`. */
export function planted(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((part, key) => (key === '0' ? [part] : { [key]: part }), value);
}

/** A value that the schema takes, and one that it does not. */
export function examplesOf(schema: z.core.$ZodType): { readonly right: unknown; readonly wrong: unknown } {
  const candidates: unknown[] = ['text', 7, true, {}, [], ['text']];
  const right = candidates.find((value) => z.safeParse(schema, value).success);
  const wrong = candidates.find((value) => !z.safeParse(schema, value).success);
  return { right, wrong };
}
