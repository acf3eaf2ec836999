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
  /** The facts, each with what ends it. */
  readonly bytes: Uint8Array;
  readonly known: Known | undefined;
  readonly next: Entry<Known> | undefined;
}

/** All facts but the time, which stands first. */
const FIRST_FACT = 1;
/** Stands in no fact that is plain. */
const END = 0x20;
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
      if (isSame(scan, entry.bytes)) {
        return entry.known;
      }
    }
    const kind = kindOf(scan);
    const entry = { bytes: bytesOf(scan), known: kind && this.#learn(kind), next: first };
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

function isSame({ bytes, starts, ends }: RecordScan, known: Uint8Array): boolean {
  let at = 0;
  for (let fact = FIRST_FACT; fact < facts.length; fact += 1) {
    const start = starts[fact] ?? 0;
    const end = start === 0 ? 0 : (ends[fact] ?? 0);
    for (let from = start; from < end; from += 1, at += 1) {
      if (bytes[from] !== known[at]) {
        return false;
      }
    }
    if (known[at] !== END) {
      return false;
    }
    at += 1;
  }
  return at === known.length;
}

function bytesOf({ bytes, starts, ends }: RecordScan): Uint8Array {
  const end = Buffer.of(END);
  return Buffer.concat(
    Array.from(starts.subarray(FIRST_FACT), (start, fact) => [
      bytes.subarray(start, start === 0 ? 0 : ends[fact + FIRST_FACT]),
      end,
    ]).flat(),
  );
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
