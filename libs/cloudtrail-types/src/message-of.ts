import { textAt } from './json.ts';

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return textAt(error, 'message') ?? String(error);
}
