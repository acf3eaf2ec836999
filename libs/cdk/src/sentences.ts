import type * as z from 'zod';

/** A mistake in a file people write: one sentence per mistake, each naming the file, the field, what was found and what is valid. */
export class MistakeError extends Error {
  override readonly name = 'MistakeError';
}

/** What the schema makes of `input`, or a `MistakeError` with every mistake in it. */
export function parseFile<Schema extends z.ZodType>(file: string, schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    throw new MistakeError(parsed.error.issues.map((issue) => `${file}: ${sentenceOf(issue)}.`).join('\n'));
  }
  return parsed.data;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const field = fieldOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return `${field} has the unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}. ${issue.message}`;
  }
  return `${field} is ${found(issue.input)}. ${validFor(issue)}`;
}

/** Schemas say what is valid in their own words, where zod's are not for people: those begin with `Valid:`. */
function validFor(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('Valid:')) {
    return issue.message;
  }
  if (issue.code === 'invalid_value') {
    return `Valid: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
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

/** `triggers[0].queue`; the file as a whole has no name. */
function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`)).join('');
  return field === '' ? 'the file' : field.replace(/^\./, '');
}

function found(input: unknown): string {
  return input === undefined ? 'missing' : JSON.stringify(input);
}
