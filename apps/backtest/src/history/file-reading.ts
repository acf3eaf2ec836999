import {
  type Ending,
  type ReadEvent,
  type Unreadable,
  envelopeFrom,
  eventIn,
  readEventStream,
} from '@trailbell/cloudtrail-types';
import { type Batch } from './batch.ts';
import { type Collected } from './collected.ts';
import { type Examining } from './examining.ts';
import { type FileChunks, type FileSource, fileChunks, localFiles } from './file-chunks.ts';
import { RecordTimes } from './record-time.ts';
import { RecordWalk } from './record-walk.ts';
import { isWithin } from './scope.ts';
import { kindOf } from './seen.ts';

/**
 * Reads one file to its end into `collected`, and answers what that holds whenever it is full. Records are parsed only where a
 * detection may want them; from where the file is not what CloudTrail writes on, the careful reader reads it, which knows every
 * form. Never throws for what it reads.
 */
export function readFile(
  file: string,
  examining: Examining,
  collected: Collected,
  source: FileSource = localFiles,
): AsyncGenerator<Batch> {
  const chunks = fileChunks(source(file), (bytes) => {
    collected.addBytes(bytes);
  });
  return new FileReading(file, examining, collected).quickly(chunks);
}

/** The careful reader over all of the file: what `readFile` is held to. */
export function readFileCarefully(file: string, examining: Examining, collected: Collected): AsyncGenerator<Batch> {
  const chunks = fileChunks(localFiles(file), () => undefined);
  return new FileReading(file, examining, collected).carefully(chunks, new RecordWalk());
}

class FileReading {
  readonly #file: string;
  readonly #examining: Examining;
  readonly #collected: Collected;
  readonly #times = new RecordTimes();

  constructor(file: string, examining: Examining, collected: Collected) {
    this.#file = file;
    this.#examining = examining;
    this.#collected = collected;
  }

  async *quickly(chunks: FileChunks): AsyncGenerator<Batch> {
    const walk = new RecordWalk();
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) {
        walk.end();
      } else {
        walk.goOn(joined(walk.left, next.value));
      }
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
      if (this.#collected.isFull) {
        yield this.#collected.take();
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
      this.#collected.addUnreadable({ kind: 'unreadable', file: this.#file, reason: ending });
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
      if (this.#collected.isFull) {
        yield this.#collected.take();
      }
    }
  }

  /** Whether no detection wants the record: then it is counted, and that is all. */
  #pass(walk: RecordWalk): boolean {
    const { scan } = walk;
    const known = scan.isPlain ? this.#examining.kinds.knownOf(scan) : undefined;
    const time = this.#times.timeOf(scan);
    if (known === undefined || Number.isNaN(time) || known.wanted?.(walk.record, scan.hasEscapes) === true) {
      return false;
    }
    if (isWithin(this.#examining.scope, known.kind.account, time)) {
      this.#collected.addPassed(known, time);
    }
    return true;
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
      this.#collected.addUnreadable(result);
      return;
    }
    const { envelope } = result;
    const time = Date.parse(envelope.time);
    if (isWithin(this.#examining.scope, envelope.account, time)) {
      this.#collected.addEvent(kindOf(envelope), time, this.#examining.ringing(envelope));
    }
  }
}

function joined(left: Buffer, next: Uint8Array): Buffer {
  return left.length === 0 ? Buffer.from(next.buffer, next.byteOffset, next.length) : Buffer.concat([left, next]);
}

// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- chunks of which none are left
async function* ended(ending: Ending): FileChunks {
  return ending;
}
