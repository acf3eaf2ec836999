/** A place in a text, both counted from 1, as the service's parser counts: just behind what it has read. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** A text that is not the JSON it should be. The message is in the words of the service's own parser. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  readonly location: Location;

  constructor(message: string, location: Location) {
    super(message);
    this.location = location;
  }
}

/** `[Source: (String)"…"; line: 1, column: 7]`: how the service's parser names a place. */
export function describeLocation(text: string, { line, column }: Location): string {
  return `[Source: (String)"${snippetOf(text)}"; line: ${line}, column: ${column}]`;
}

const SNIPPET_LENGTH = 500;

function snippetOf(text: string): string {
  const cut = text.length - SNIPPET_LENGTH;
  return cut > 0 ? `${text.slice(0, SNIPPET_LENGTH)}"[truncated ${cut} chars]` : text;
}
