import { type ReadEvent, type ReadOptions, type Unreadable, readEventStream } from '../read-events.ts';

/** Reads bytes that arrive in these pieces. */
export async function readPieces(
  pieces: readonly (string | Uint8Array)[],
  options: ReadOptions = {},
): Promise<(ReadEvent | Unreadable)[]> {
  const results: (ReadEvent | Unreadable)[] = [];
  for await (const result of readEventStream(streamOf(pieces), 'log.json', options)) {
    results.push(result);
  }
  return results;
}

async function* streamOf(pieces: readonly (string | Uint8Array)[]) {
  for (const piece of pieces) {
    yield await Promise.resolve(piece);
  }
}

export function eventsIn(results: readonly (ReadEvent | Unreadable)[]): ReadEvent[] {
  return results.filter((result) => result.kind === 'event');
}

/** `line 2, record 1: it is …` for each that could not be read. */
export function complaintsIn(results: readonly (ReadEvent | Unreadable)[]): string[] {
  return results
    .filter((result) => result.kind === 'unreadable')
    .map(({ position, reason }) =>
      position === undefined ? reason : `line ${position.line}, record ${position.index}: ${reason}`,
    );
}

export function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
