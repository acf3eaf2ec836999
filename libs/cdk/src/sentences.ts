import type * as z from 'zod';

/** A mistake in a file people write: one sentence per mistake, each naming the file, the field, what was found and what is valid. */
export class MistakeError extends Error {
  override readonly name = 'MistakeError';
}

/** What the schema makes of `input`, or a `MistakeError` with every mistake in it. */
export function parseFile<Schema extends z.ZodType>(file: string, schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new MistakeError(parsed.error.issues.map((issue) => `${file}: ${sentenceOf(issue, input)}.`).join('\n'));
  }
  return parsed.data;
}

function sentenceOf(issue: z.core.$ZodIssue, input: unknown): string {
  const field = fieldOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return `${field} has the unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}. ${issue.message}`;
  }
  return `${field} is ${found(input, issue.path)}. ${validFor(issue)}`;
}

/** Schemas say what is valid in their own words, where zod's are not for people: those begin with `Valid:`. */
function validFor(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('Valid:')) {
    return issue.message;
  }
  if (issue.code === 'invalid_value') {
    return `Valid: ${listed(issue.values)}`;
  }
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return `Valid: ${listed(issue.options)}`;
  }
  if (issue.code === 'invalid_type') {
    return `Valid: ${issue.expected}`;
  }
  if (issue.code === 'too_small') {
    return `Valid: at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
  }
  if (issue.code === 'too_big') {
    return `Valid: at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
  }
  return issue.message;
}

function unitOf(origin: string): string {
  const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };
  return units[origin] ?? '';
}

function listed(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'symbol' ? value.toString() : JSON.stringify(value))).join(', ');
}

/** `triggers[0].queue`; the file as a whole has no name. */
function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`)).join('');
  return field === '' ? 'the file' : field.replace(/^\./, '');
}

/** What the file has at this place. */
function found(input: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : undefined), input);
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
