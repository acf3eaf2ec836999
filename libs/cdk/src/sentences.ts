import type * as z from 'zod';

/** A mistake in a file people write: one sentence per mistake, each naming the file, the field, what was found and what is valid. */
export class MistakeError extends Error {
  override readonly name = 'MistakeError';
}

/** What the schema makes of `input`, or a `MistakeError` with every mistake in it. */
export function parseFile<Schema extends z.ZodType>(file: string, schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    throw new MistakeError(parsed.error.issues.map((issue) => `${file}: ${sentenceOf(issue)}`).join('\n'));
  }
  return parsed.data;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${field} has the unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}. ${issue.message}`;
    case 'custom':
      return `${field} is ${found(issue.input)}. ${issue.message}`;
    default:
      return `${field} is ${found(issue.input)}. Valid: ${validFor(issue)}.`;
  }
}

function validFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(', ');
    case 'too_small':
      return `at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  switch (origin) {
    case 'string':
      return ' characters';
    case 'array':
      return ' entries';
    default:
      return '';
  }
}

/** `triggers[0].queue`; the file as a whole has no name. */
function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`)).join('');
  return field === '' ? 'the file' : field.replace(/^\./, '');
}

function found(input: unknown): string {
  return input === undefined ? 'missing' : JSON.stringify(input);
}
