import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linesOf } from './lines-of.ts';

async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield await Promise.resolve(piece);
  }
}

async function linesIn(...pieces: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(inPieces(pieces))) {
    lines.push(line);
  }
  return lines;
}

test('a line ends at its line feed, wherever the pieces end', async () => {
  expect(await linesIn('on', 'e\ntw', 'o\n', '\nlast')).toEqual(['one', 'two', '', 'last']);
});

test('a return before the line feed is no part of the line; other separators of Unicode are', async () => {
  expect(await linesIn('one\r\ntwo\u2028still two\n')).toEqual(['one', 'two\u2028still two']);
});

test('the pieces make no difference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r') })), async (pieces) => {
      expect(await linesIn(...pieces)).toEqual(await linesIn(pieces.join('')));
    }),
  );
});
