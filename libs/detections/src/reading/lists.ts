import * as z from 'zod'; // not { z }: that bundles every locale

/** An EC2 collection: `{ items: […] }`, and `{}` when it is empty. */
export function items<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .object({ items: z.array(item).optional() })
    .nullish()
    .transform((list) => list?.items ?? []);
}

/** XML makes no difference between one element and a list of one: neither do records. */
export function oneOrMany<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.union([z.array(item), item.transform((only) => [only])]);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
