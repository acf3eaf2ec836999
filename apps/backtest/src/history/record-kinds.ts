import { type Fact, facts } from './record-facts.ts';
import { type RecordScan } from './record-scan.ts';
import { type EventKind } from './seen.ts';

/** What records have in common that no detection tells apart before they are parsed. */
export interface RecordKind extends EventKind {
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean | undefined;
  readonly errorCode: string | undefined;
  /** Of the `userIdentity`. */
  readonly identityType: string | undefined;
  /** Of the `requestParameters`. */
  readonly bucketName: string | undefined;
}

interface Entry<Known> {
  /** The facts, one behind the other, and how long each is; -1 where there is none. */
  readonly bytes: DataView;
  readonly lengths: Int32Array;
  readonly known: Known | undefined;
  readonly next: Entry<Known> | undefined;
}

/** All facts but the time, which stands first. */
const FIRST_FACT = 1;
const WORD = Int32Array.BYTES_PER_ELEMENT;
/** A company has fewer buckets and calls: beyond it names are somebody's invention, and not worth the memory. */
const MOST_KINDS = 50_000;

/** What was learnt of each kind of record, found by the bytes of its facts: no text is made of them again. */
export class RecordKinds<Known> {
  readonly #learn: (kind: RecordKind) => Known;
  readonly #byHash = new Map<number, Entry<Known>>();
  #count = 0;

  constructor(learn: (kind: RecordKind) => Known) {
    this.#learn = learn;
  }

  /** Of the record that was scanned last; `undefined` when only parsing tells its kind. */
  knownOf(scan: RecordScan): Known | undefined {
    const hash = hashOf(scan);
    const first = this.#byHash.get(hash);
    for (let entry = first; entry !== undefined; entry = entry.next) {
      if (isSame(scan, entry)) {
        return entry.known;
      }
    }
    const kind = kindOf(scan);
    const entry = { ...factsOf(scan), known: kind && this.#learn(kind), next: first };
    if (this.#count === MOST_KINDS) {
      this.#byHash.clear();
      this.#count = 0;
    }
    this.#count += 1;
    this.#byHash.set(hash, entry);
    return entry.known;
  }
}

function hashOf({ starts, hashes }: RecordScan): number {
  let hash = 0;
  for (let fact = FIRST_FACT; fact < facts.length; fact += 1) {
    hash = Math.imul(hash ^ (starts[fact] === 0 ? fact : (hashes[fact] ?? 0)), 0x01000193);
  }
  return hash;
}

function isSame(scan: RecordScan, { bytes, lengths }: Pick<Entry<unknown>, 'bytes' | 'lengths'>): boolean {
  const { words, starts } = scan;
  let at = 0;
  for (let fact = FIRST_FACT; fact < facts.length; fact += 1) {
    const length = lengths[fact] ?? 0;
    if (lengthOf(scan, fact) !== length) {
      return false;
    }
    const start = starts[fact] ?? 0;
    let from = 0;
    for (; from <= length - WORD; from += WORD) {
      if (words.getInt32(start + from) !== bytes.getInt32(at + from)) {
        return false;
      }
    }
    for (; from < length; from += 1) {
      if (words.getUint8(start + from) !== bytes.getUint8(at + from)) {
        return false;
      }
    }
    at += from;
  }
  return true;
}

function lengthOf({ starts, ends }: RecordScan, fact: number): number {
  const start = starts[fact] ?? 0;
  return start === 0 ? -1 : (ends[fact] ?? 0) - start;
}

function factsOf(scan: RecordScan): Pick<Entry<unknown>, 'bytes' | 'lengths'> {
  const lengths = Int32Array.from(facts, (_, fact) => (fact < FIRST_FACT ? -1 : lengthOf(scan, fact)));
  const texts = Array.from(lengths, (length, fact) => {
    const start = scan.starts[fact] ?? 0;
    return scan.bytes.subarray(start, start + Math.max(0, length));
  });
  const { buffer, byteOffset, byteLength } = Buffer.concat(texts);
  return { bytes: new DataView(buffer, byteOffset, byteLength), lengths };
}

/** `undefined` where a fact is missing that every record has, or one is not in plain letters. */
function kindOf(scan: RecordScan): RecordKind | undefined {
  const texts = new Map(facts.slice(FIRST_FACT).map((fact) => [fact, scan.textOf(fact)] as const));
  const isPlain = [...texts.values()].every((text) => text === undefined || PLAIN.test(text));
  if (!scan.isPlain || !isPlain || ALWAYS.some((fact) => texts.get(fact) === undefined)) {
    return undefined;
  }
  const text = (fact: Fact) => texts.get(fact) ?? '';
  return {
    eventSource: text('eventSource'),
    eventName: text('eventName'),
    region: text('awsRegion'),
    account: text('recipientAccountId'),
    category: text('eventCategory') || (text('managementEvent') === 'false' ? 'Data' : 'Management'),
    access: text('readOnly') === 'true' ? 'read' : 'write',
    readOnly: text('readOnly') === '' ? undefined : text('readOnly') === 'true',
    errorCode: texts.get('errorCode'),
    identityType: texts.get('type'),
    bucketName: texts.get('bucketName'),
  };
}

const ALWAYS: readonly Fact[] = ['eventSource', 'eventName', 'awsRegion', 'recipientAccountId'];

/** Letters that stand for themselves in JSON, and no space around them that a reader would leave out. */
const PLAIN = /^[!-[\]-~]+$/;
