/** No request nests deeper; a made-up record might. */
const DEEPEST = 12;

/** The values of all fields of this name, in lower case, however deep: of calls that say one thing in many places. */
export function fieldsNamed(name: string, value: unknown, depth = 0): readonly unknown[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key.toLowerCase() === name ? [inner] : fieldsNamed(name, inner, depth + 1),
  );
}
