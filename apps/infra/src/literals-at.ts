/** The strings a pattern allows at a field, or `undefined` where it allows others too: it has no such field, or a matcher there. */
export function literalsAt(pattern: object, ...path: readonly string[]): readonly string[] | undefined {
  const found = path.reduce<unknown>((value, field) => fieldOf(value, field), pattern);
  return Array.isArray(found) && found.every((one) => typeof one === 'string') ? found : undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(field)
    : undefined;
}
