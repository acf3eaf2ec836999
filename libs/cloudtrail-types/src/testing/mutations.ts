import { actorOf } from '../actor.ts';
import { outcomeOf } from '../outcome.ts';
import { policyDocumentOf } from '../policy-document.ts';
import { envelopeFrom } from '../read-envelopes.ts';
import { type ReadEvent } from '../read-events.ts';
import { type CloudTrailRecord } from '../record.ts';
import { recordOf } from '../record-of.ts';
import { sourceOf } from '../source.ts';
import { eventsIn, readPieces } from './reading.ts';

/** Numbers from 0 to 1 that look random and are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FRAGMENTS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\n',
  '\u0000',
  'null',
  '-',
  '1e999',
  '{"Records":[',
  '\\ud800',
  '%7B',
];

/** The bytes with a few of them changed, left out, doubled, or replaced by what means something in JSON. */
export function mutatedBytes(bytes: Buffer, random: () => number): Buffer {
  let mutated = bytes;
  for (let count = Math.ceil(random() * 4); count > 0; count -= 1) {
    const at = Math.floor(random() * mutated.length);
    const length = Math.floor(random() * random() * 40);
    const [before, cut, after] = [
      mutated.subarray(0, at),
      mutated.subarray(at, at + length),
      mutated.subarray(at + length),
    ];
    const fragment = Buffer.from(pick(FRAGMENTS, random));
    const inserted = pick([Buffer.of(random() * 256), fragment, Buffer.concat([cut, cut]), Buffer.alloc(0)], random);
    mutated = Buffer.concat([before, inserted, after]);
  }
  return mutated;
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'x',
  '200',
  'Failure',
  'AccessDenied',
  {},
  [],
  [null],
  { a: { b: [] } },
  '__proto__',
];

/** A copy in which a few values are of another type. */
export function mutatedValue(value: unknown, random: () => number): unknown {
  if (random() < 0.06) {
    return pick(VALUES, random);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mutatedValue(item, random));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mutatedValue(part, random)]))
    : value;
}

/** Reads mutations of these records until so many bytes have gone through; answers how many events were left to read. */
export async function readMutations(lines: readonly string[], size: number, seed: number): Promise<number> {
  const random = randomFrom(seed);
  const pieces: Buffer[] = [];
  for (let bytes = 0; bytes < size; bytes += pieces.at(-1)!.length) {
    const line = pick(lines, random);
    const mutated =
      random() < 0.5
        ? mutatedBytes(Buffer.from(line), random)
        : Buffer.from(JSON.stringify(mutatedValue(JSON.parse(line), random)));
    pieces.push(Buffer.concat([mutated, Buffer.from(pick(['\n', ',', '', '\n{"Records":['], random))]));
  }

  const events = eventsIn(await readPieces(pieces));
  for (const event of events) {
    readEverything(event);
  }
  return events.length;
}

/** Asks every reading function about the event, with whatever types it has; an answer without sense throws. */
export function readEverything(event: ReadEvent): void {
  const { value } = event;
  // What TypeScript would not let through: the value as it is.
  const raw = value as unknown as CloudTrailRecord;
  const answers = [raw, recordOf(value).record].flatMap((record) => [
    actorOf(record).name,
    actorOf(record).kind,
    outcomeOf(record).kind,
    sourceOf(record).text,
    policyDocumentOf(record.requestParameters).kind,
  ]);
  const read = envelopeFrom(event);
  const key = read.kind === 'event' ? read.key : 'no key of what is unreadable';
  if (![...answers, key].every((answer) => typeof answer === 'string' && answer !== '')) {
    throw new Error(`event ${event.text.slice(0, 80)} was answered with ${JSON.stringify([...answers, key])}`);
  }
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)]!;
}
