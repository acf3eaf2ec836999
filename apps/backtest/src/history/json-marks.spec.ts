import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonMarks } from './json-marks.ts';

function marksOf(bytes: Uint8Array, start = 0): readonly number[] {
  const marks = new JsonMarks(bytes);
  const all: number[] = [];
  marks.from(start);
  do {
    all.push(...Array.from(marks.places.subarray(0, marks.count), (place) => marks.start + place));
  } while (marks.next());
  return all;
}

interface Place {
  readonly isInText: boolean;
  readonly isEscaped: boolean;
  readonly isBehindText: boolean;
}

/** The same, one byte at a time. */
function marksOneByOne(bytes: Uint8Array): readonly number[] {
  let place: Place = { isInText: false, isEscaped: false, isBehindText: false };
  return Array.from(bytes, (byte, at) => {
    const character = String.fromCharCode(byte);
    const found = isMark(character, place) ? [at] : [];
    place = placeBehind(character, place);
    return found;
  }).flat();
}

function isMark(character: string, { isInText, isEscaped, isBehindText }: Place): boolean {
  const isSign = !isInText && /[[\]{}:]/.test(character);
  const mayNotStand = isBehindText && character > ' ' && !/[,:}\]]/.test(character);
  return isSign || mayNotStand || (isEscaped && character === 'u');
}

function placeBehind(character: string, { isInText, isEscaped }: Place): Place {
  const isQuote = character === '"' && !isEscaped;
  return {
    isInText: isQuote !== isInText,
    isEscaped: character === '\\' && !isEscaped,
    isBehindText: isQuote && isInText,
  };
}

test('marks what stands outside of texts', () => {
  const text = String.raw`{"a:":["{\"b\":1}",2],"\u0041":null}`;

  expect(
    marksOf(Buffer.from(text))
      .map((at) => text[at])
      .join(''),
  ).toBe('{:[]u:}');
});

test('marks what stands behind a text and may not', () => {
  const text = '{"a":"b,"c":"d"}';

  expect(marksOf(Buffer.from(text)).map((at) => text.slice(at))).toContain('c":"d"}');
});

const bytes = fc
  .array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '"', '\\', '\\\\', 'u', '\n', ' ', 'é', 'some text'), {
    maxLength: 400,
  })
  .map((parts) => Buffer.from(parts.join('')));

test('agrees with looking at one byte after the other, whatever the bytes are', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      expect(marksOf(some)).toEqual(marksOneByOne(some));
    }),
    { numRuns: 1_000 },
  );
});

test('agrees where slices meet', () => {
  fc.assert(
    fc.property(bytes, fc.integer({ min: 65_400, max: 65_536 }), (some, before) => {
      const all = Buffer.concat([Buffer.alloc(before, '1'), some]);

      expect(marksOf(all)).toEqual(marksOneByOne(all));
    }),
    { numRuns: 30 },
  );
});

test('knows when others have been asked for', () => {
  const one = new JsonMarks(Buffer.from('{}'));
  one.from(0);
  expect(one.isThere).toBe(true);

  new JsonMarks(Buffer.from('[[]]')).from(0);

  expect(one.isThere).toBe(false);
});

test('json-marks.wasm is made of json-marks.wat', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trailbell-wasm-'));
  try {
    const assembler = fileURLToPath(new URL('../../../../node_modules/wabt/bin/wat2wasm', import.meta.url));
    const source = fileURLToPath(new URL('json-marks.wat', import.meta.url));
    const made = join(folder, 'made.wasm');
    await promisify(execFile)(process.execPath, [assembler, source, '-o', made]);

    const committed = await readFile(new URL('json-marks.wasm', import.meta.url));
    expect(committed.equals(await readFile(made))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
