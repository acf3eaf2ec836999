import { isUtf8 } from 'node:buffer';
import { messageOf } from './message-of.ts';

export interface JsonText {
  readonly text: string;
  readonly value: unknown;
}

/** The JSON these bytes are, or the reason why they are none. */
export function jsonOf(bytes: Buffer): JsonText | string {
  return isUtf8(bytes) ? jsonOfText(bytes.toString('utf8')) : 'it is not UTF-8';
}

export function jsonOfText(text: string): JsonText | string {
  try {
    const value: unknown = JSON.parse(text);
    return { text, value };
  } catch (error) {
    return `it is not JSON: ${withoutExcerpt(messageOf(error))}`;
  }
}

/** JSON.parse quotes what it could not read. That may be a credential, and reasons are logged. */
function withoutExcerpt(message: string): string {
  return message.replace(/, (\.\.\.)?".*$/s, '');
}
