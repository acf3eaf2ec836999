import { Readable } from 'node:stream';
import { type ReadEvent, type Unreadable, envelopeFrom, readEventStream } from '@trailbell/cloudtrail-types';
import { type Candidate } from '@trailbell/detections';
import { type Batch } from './batch.ts';
import { type Examining } from './examining.ts';
import { type FileChunks, fileChunks } from './file-chunks.ts';
import { type Layout, type RecordFacts, type ScannedRecord, layoutOf, scanRecords } from './record-scan.ts';
import { type RoutedAlert } from './ringing.ts';
import { isWithin } from './scope.ts';
import { Sightings, kindOf } from './seen.ts';

/**
 * Reads one file to its end. What is written as CloudTrail writes it is parsed only where a detection may want it; the rest
 * is for the careful reader, which knows every form. Never throws for what it reads.
 */
export async function* batchesOf(file: string, examining: Examining): AsyncGenerator<Batch> {
  const reading = new FileReading(file, examining);
  const chunks = fileChunks(file, (bytes) => {
    reading.bytes += bytes;
  });
  const first = await chunks.next();
  if (first.done === true) {
    yield* reading.carefully(Readable.from([]));
    reading.tell(first.value);
  } else {
    const beginning = Buffer.from(first.value);
    const layout = layoutOf(beginning.toString('latin1', 0, LONGEST_HEAD));
    yield* layout === undefined
      ? reading.carefully(reading.rest(beginning, chunks))
      : reading.quickly(beginning.subarray(layout.head.length), chunks, layout);
  }
  yield reading.take();
}

/** The careful reader over all of the file: what `batchesOf` is held to. */
export async function* carefulBatchesOf(file: string, examining: Examining): AsyncGenerator<Batch> {
  const reading = new FileReading(file, examining);
  const chunks = fileChunks(file, (bytes) => {
    reading.bytes += bytes;
  });
  yield* reading.carefully(reading.rest(Buffer.alloc(0), chunks));
  yield reading.take();
}

const LONGEST_HEAD = 64;
/** So little is held at a time, and so seldom is it handed over. */
const EVENTS_A_BATCH = 20_000;
const ALERTS_A_BATCH = 500;
/** What is looked at at a time: short enough that V8 makes its text, and forgets it, cheaply. */
const WINDOW = 96 * 1024;
/** CloudTrail's records are far smaller: in this much there must be a second one, or it is no list of records. */
const LONGEST_RECORD = 10_000_000;

class FileReading {
  readonly #file: string;
  readonly #examining: Examining;
  bytes = 0;
  #events = 0;
  #alerts: RoutedAlert[] = [];
  #candidates: Candidate[] = [];
  #unreadable: Unreadable[] = [];
  #seen = new Sightings();
  /** How many records were passed on the quick way. */
  #passed = 0;

  constructor(file: string, examining: Examining) {
    this.#file = file;
    this.#examining = examining;
  }

  /** What was collected since this was asked last. */
  take(): Batch {
    const batch = {
      bytes: this.bytes,
      events: this.#events,
      alerts: this.#alerts,
      candidates: this.#candidates,
      unreadable: this.#unreadable,
      seen: this.#seen,
    };
    this.bytes = 0;
    this.#events = 0;
    this.#alerts = [];
    this.#candidates = [];
    this.#unreadable = [];
    this.#seen = new Sightings();
    return batch;
  }

  async *carefully(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
    for await (const found of readEventStream(chunks, this.#file)) {
      this.#add(found);
      if (this.#isFull) {
        yield this.take();
      }
    }
  }

  async *quickly(beginning: Buffer, chunks: FileChunks, layout: Layout): AsyncGenerator<Batch> {
    let waiting = beginning;
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      const isLast = next.done === true;
      const read = yield* this.#records(waiting, layout, isLast);
      if (next.done === true) {
        this.tell(next.value);
        return;
      }
      const left = waiting.subarray(read);
      waiting = Buffer.concat([left, next.value]);
      if (left.length > LONGEST_RECORD) {
        yield* this.carefully(this.rest(Buffer.concat([Buffer.from(layout.opening), waiting]), chunks));
        return;
      }
    }
  }

  /** What has been read already, and what follows it. How it ended is told. */
  async *rest(beginning: Buffer, chunks: FileChunks): AsyncGenerator<Uint8Array> {
    yield beginning;
    let next = await chunks.next();
    for (; next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
    this.tell(next.value);
  }

  /** What stopped the reading, if anything did. */
  tell(ending: string | undefined): void {
    if (ending !== undefined) {
      this.#unreadable.push({ kind: 'unreadable', file: this.#file, reason: ending });
    }
  }

  /** Answers up to where the bytes hold whole records. */
  async *#records(bytes: Buffer, layout: Layout, isLast: boolean): AsyncGenerator<Batch, number> {
    let at = 0;
    for (let size = WINDOW; at < bytes.length;) {
      const isLastWindow = at + size >= bytes.length;
      const window = bytes.subarray(at, at + size);
      const read = yield* this.#window(window, layout, isLast && isLastWindow);
      if (read === 0 && isLastWindow) {
        return at;
      }
      at += read;
      size = read === 0 ? size * 2 : WINDOW;
    }
    return at;
  }

  async *#window(bytes: Buffer, layout: Layout, isLast: boolean): AsyncGenerator<Batch, number> {
    let read = 0;
    for (const record of scanRecords(bytes.toString('latin1'), layout, isLast)) {
      if (!this.#pass(record, bytes)) {
        await this.#readRecord(bytes.subarray(record.start, record.end), layout, record.isCutOff);
      }
      this.#passed += 1;
      read = record.next;
      if (this.#isFull) {
        yield this.take();
      }
    }
    return read;
  }

  /** Whether no detection wants it: then it is counted, and that is all. */
  #pass({ start, end, facts }: ScannedRecord, bytes: Buffer): boolean {
    if (facts === undefined) {
      return false;
    }
    const { interest, scope } = this.#examining;
    const { eventSource, eventName, account } = facts;
    if (
      interest.mayWant(eventSource, eventName) &&
      interest.wants(bytes.subarray(start, end), eventSource, eventName)
    ) {
      return false;
    }
    const time = Date.parse(facts.eventTime);
    if (isWithin(scope, account, time)) {
      this.#count(facts, time);
    }
    return true;
  }

  /** A record that is cut out of its file is a file of its own, but for its place. */
  async #readRecord(record: Buffer, { opening, closing, separator }: Layout, isCutOff: boolean): Promise<void> {
    const document = Buffer.concat([Buffer.from(opening), record, Buffer.from(isCutOff ? '' : closing)]);
    for await (const found of readEventStream(Readable.from([document]), this.#file)) {
      const index = this.#passed + (found.position?.index ?? 0);
      this.#add({ ...found, position: { line: separator === '\n' ? index + 1 : 1, index } });
    }
  }

  #add(found: ReadEvent | Unreadable): void {
    const result = found.kind === 'event' ? envelopeFrom(found) : found;
    if (result.kind === 'unreadable') {
      this.#unreadable.push(result);
      return;
    }
    const { envelope } = result;
    const time = Date.parse(envelope.time);
    if (isWithin(this.#examining.scope, envelope.account, time)) {
      this.#count(kindOf(envelope), time);
      const { alerts, candidates } = this.#examining.ringing(envelope);
      this.#alerts.push(...alerts);
      this.#candidates.push(...candidates);
    }
  }

  #count(kind: Pick<RecordFacts, 'account' | 'region' | 'category' | 'access'>, time: number): void {
    this.#events += 1;
    this.#seen.add(kind, time);
  }

  get #isFull(): boolean {
    const found = this.#alerts.length + this.#candidates.length + this.#unreadable.length;
    return this.#events >= EVENTS_A_BATCH || found >= ALERTS_A_BATCH;
  }
}
