import { createReadStream } from 'node:fs';
import { type ReadEnvelope, type Unreadable, envelopeFrom, readEventStream } from '@trailbell/cloudtrail-types';
import { type Ringing, type RoutedAlert } from './ringing.ts';
import { type Scope, isWithin } from './scope.ts';
import { type Seen, Sightings, kindOf } from './seen.ts';

/** What a stretch of history came to. Plain data: it travels between threads. */
export interface Batch {
  /** Of the file, as it lies on disk. */
  readonly bytes: number;
  /** Events within the scope. */
  readonly events: number;
  readonly alerts: readonly RoutedAlert[];
  readonly unreadable: readonly Unreadable[];
  /** Events that have fields of another type than AWS documents. */
  readonly odd: number;
  readonly seen: Seen;
}

/** So little is held at a time, and so seldom is it handed over. */
const EVENTS_A_BATCH = 5_000;

export interface Examining {
  readonly ringing: Ringing;
  readonly scope: Scope;
}

/** Reads one file to its end. Never throws for what it reads. */
export async function* batchesOf(file: string, examining: Examining): AsyncGenerator<Batch> {
  const stream = createReadStream(file);
  let told = 0;
  let collected = new Collected();
  const finished = () => {
    const bytes = stream.bytesRead - told;
    told = stream.bytesRead;
    const batch = collected;
    collected = new Collected();
    return { ...batch, bytes };
  };
  for await (const found of readEventStream(stream, file)) {
    collected.add(found.kind === 'event' ? envelopeFrom(found) : found, examining);
    if (collected.size >= EVENTS_A_BATCH) {
      yield finished();
    }
  }
  yield finished();
}

class Collected {
  size = 0;
  events = 0;
  odd = 0;
  readonly alerts: RoutedAlert[] = [];
  readonly unreadable: Unreadable[] = [];
  readonly seen = new Sightings();

  add(found: ReadEnvelope | Unreadable, { ringing, scope }: Examining): void {
    this.size += 1;
    if (found.kind === 'unreadable') {
      this.unreadable.push(found);
      return;
    }
    const { envelope, oddities } = found;
    const time = Date.parse(envelope.time);
    if (!isWithin(scope, envelope.account, time)) {
      return;
    }
    this.events += 1;
    this.odd += Number(oddities.length > 0);
    this.seen.add(kindOf(envelope), time);
    this.alerts.push(...ringing(envelope));
  }
}
