import * as z from 'zod';

const BatchResponse = z
  .object({
    batchItemFailures: z
      .array(z.object({ itemIdentifier: z.string().min(1) }))
      .nullish()
      .transform((failures) => failures ?? []),
  })
  .nullish()
  .transform((response) => response?.batchItemFailures ?? []);

/**
 * The messages a function says it did not handle. `undefined` when its answer is none Lambda takes (not JSON, an unknown or
 * empty identifier): then the whole batch counts as failed.
 */
export function failedMessageIds(payload: string, sent: ReadonlySet<string>): ReadonlySet<string> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return undefined;
  }
  const response = BatchResponse.safeParse(json === '' ? null : json);
  if (!response.success) {
    return undefined;
  }
  const failed = new Set(response.data.map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => sent.has(id)) ? failed : undefined;
}
