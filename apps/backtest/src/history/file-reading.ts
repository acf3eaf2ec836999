import {
  type Ending,
  type ReadEvent,
  type Unreadable,
  envelopeFrom,
  eventIn,
  readEventStream,
} from '@trailbell/cloudtrail-types';
import { type Candidate } from '@trailbell/detections';
import { type Batch } from './batch.ts';
import { type Examining, type KnownKind } from './examining.ts';
import { type FileChunks, type FileSource, fileChunks, localFiles } from './file-chunks.ts';
import { RecordTimes } from './record-time.ts';
import { RecordWalk } from './record-walk.ts';
import { type RoutedAlert } from './ringing.ts';
import { isWithin } from './scope.ts';
import { HOUR_MS, Sightings, kindOf } from './seen.ts';

/**
 * Reads one file to its end. Records are parsed only where a detection may want them; from where the file is not what
 * CloudTrail writes on, the careful reader reads it, which knows every form. Never throws for what it reads.
 */
export async function* batchesOf(
  file: string,
  examining: Examining,
  source: FileSource = localFiles,
): AsyncGenerator<Batch> {
  const reading = new FileReading(file, examining);
  yield* reading.quickly(fileChunks(source(file), reading.countBytes));
  yield reading.take();
}

/** The careful reader over all of the file: what `batchesOf` is held to. */
export async function* carefulBatchesOf(file: string, examining: Examining): AsyncGenerator<Batch> {
  const reading = new FileReading(file, examining);
  yield* reading.carefully(fileChunks(localFiles(file), reading.countBytes), new RecordWalk());
  yield reading.take();
}

/** So little is held at a time, and so seldom is it handed over. */
const EVENTS_A_BATCH = 20_000;
const ALERTS_A_BATCH = 500;

class FileReading {
  readonly #file: string;
  readonly #examining: Examining;
  readonly #times = new RecordTimes();
  #bytes = 0;
  #events = 0;
  #alerts: RoutedAlert[] = [];
  #candidates: Candidate[] = [];
  #unreadable: Unreadable[] = [];
  #seen = new Sightings();
  /** Of kinds of records, how many were passed unparsed, and the hour of the last of them. */
  #passed = new Map<KnownKind, { count: number; hour: number }>();

  constructor(file: string, examining: Examining) {
    this.#file = file;
    this.#examining = examining;
  }

  readonly countBytes = (bytes: number): void => {
    this.#bytes += bytes;
  };

  /** What was collected since this was asked last. */
  take(): Batch {
    for (const [{ kind }, { count }] of this.#passed) {
      this.#seen.addEvents(kind, count);
    }
    const batch = {
      bytes: this.#bytes,
      events: this.#events,
      alerts: this.#alerts,
      candidates: this.#candidates,
      unreadable: this.#unreadable,
      seen: this.#seen,
    };
    this.#bytes = 0;
    this.#events = 0;
    this.#alerts = [];
    this.#candidates = [];
    this.#unreadable = [];
    this.#seen = new Sightings();
    this.#passed = new Map();
    return batch;
  }

  async *quickly(chunks: FileChunks): AsyncGenerator<Batch> {
    const walk = new RecordWalk();
    for (;;) {
      const next = await chunks.next();
      walk.goOn(next.done === true ? walk.left : joined(walk.left, next.value), next.done === true);
      const step = yield* this.#records(walk);
      if (step === 'unusual') {
        yield* this.carefully(next.done === true ? ended(next.value) : chunks, walk);
        return;
      }
      if (next.done === true) {
        this.#tell(next.value);
        return;
      }
    }
  }

  /** Reads on from where the walk is. */
  async *carefully(chunks: FileChunks, { left, here }: RecordWalk): AsyncGenerator<Batch> {
    for await (const found of readEventStream(this.#rest(left, chunks), this.#file, { from: here })) {
      this.#add(found);
      if (this.#isFull) {
        yield this.take();
      }
    }
  }

  async *#rest(left: Buffer, chunks: FileChunks): AsyncGenerator<Uint8Array> {
    yield left;
    this.#tell(yield* chunks);
  }

  /** What stopped the reading, if anything did. */
  #tell(ending: string | undefined): void {
    if (ending !== undefined) {
      this.#unreadable.push({ kind: 'unreadable', file: this.#file, reason: ending });
    }
  }

  /** Answers why there are no more. */
  *#records(walk: RecordWalk): Generator<Batch, 'more' | 'end' | 'unusual'> {
    for (let step = walk.next(); ; step = walk.next()) {
      if (step !== 'record') {
        return step;
      }
      if (!this.#pass(walk) && !this.#read(walk)) {
        return 'unusual';
      }
      walk.pass();
      if (this.#isFull) {
        yield this.take();
      }
    }
  }

  /** Whether no detection wants the record: then it is counted, and that is all. */
  #pass(walk: RecordWalk): boolean {
    const { scan } = walk;
    const known = scan.isPlain ? this.#examining.kinds.knownOf(scan) : undefined;
    const time = this.#times.timeOf(scan);
    if (known === undefined || Number.isNaN(time) || known.wanted?.(walk.record) === true) {
      return false;
    }
    if (isWithin(this.#examining.scope, known.kind.account, time)) {
      this.#events += 1;
      this.#countPassed(known, Math.floor(time / HOUR_MS));
    }
    return true;
  }

  #countPassed(known: KnownKind, hour: number): void {
    const passed = this.#passed.get(known);
    if (passed === undefined) {
      this.#passed.set(known, { count: 1, hour });
    } else {
      passed.count += 1;
    }
    if (passed?.hour !== hour) {
      this.#seen.addHour(known.kind.account, hour * HOUR_MS);
    }
    if (passed !== undefined) {
      passed.hour = hour;
    }
  }

  /** Whether the record could be read. */
  #read({ record, position }: RecordWalk): boolean {
    const event = eventIn(record);
    if (typeof event === 'string') {
      return false;
    }
    this.#add({ kind: 'event', file: this.#file, position, ...event });
    return true;
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
      this.#events += 1;
      this.#seen.add(kindOf(envelope), time);
      const { alerts, candidates } = this.#examining.ringing(envelope);
      this.#alerts.push(...alerts);
      this.#candidates.push(...candidates);
    }
  }

  get #isFull(): boolean {
    const found = this.#alerts.length + this.#candidates.length + this.#unreadable.length;
    return this.#events >= EVENTS_A_BATCH || found >= ALERTS_A_BATCH;
  }
}

function joined(left: Buffer, next: Uint8Array): Buffer {
  return left.length === 0 ? Buffer.from(next.buffer, next.byteOffset, next.length) : Buffer.concat([left, next]);
}

// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- chunks of which none are left
async function* ended(ending: Ending): FileChunks {
  return ending;
}
