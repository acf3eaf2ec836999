import { EventEnvelope, envelopeOf } from './envelope.ts';
import { eventKeyOf } from './event-key.ts';
import { type ReadEvent, type ReadOptions, type Unreadable, readEvents } from './read-events.ts';
import { type Oddity, recordOf } from './record-of.ts';

/** An event as a lambda would get it. */
export interface ReadEnvelope extends Pick<ReadEvent, 'kind' | 'form' | 'text' | 'file' | 'position'> {
  readonly envelope: EventEnvelope;
  readonly key: string;
  /** The fields of its record that are not what AWS documents. */
  readonly oddities: readonly Oddity[];
}

/** Reads like `readEvents`, and gives each bare record the envelope in which EventBridge would have delivered it. */
export async function* readEnvelopes(
  paths: string | readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<ReadEnvelope | Unreadable> {
  for await (const result of readEvents(paths, options)) {
    yield result.kind === 'event' ? envelopeFrom(result) : result;
  }
}

/** The envelope of one event that was read: its own, or the one its record would come in. */
export function envelopeFrom({ form, value, text, file, position }: ReadEvent): ReadEnvelope | Unreadable {
  const place = { file, position };
  if (form === 'record') {
    const { record, oddities } = recordOf(value);
    // The detail is what was written, odd fields and all: patterns match on that.
    const envelope = { ...envelopeOf(record, text), detail: value };
    return { kind: 'event', form, text, ...place, envelope, key: eventKeyOf(envelope, text), oddities };
  }
  const parsed = EventEnvelope.safeParse(value);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { kind: 'unreadable', ...place, reason: `it is an EventBridge envelope without a readable ${fields}` };
  }
  return {
    kind: 'event',
    form,
    text,
    ...place,
    envelope: parsed.data,
    key: eventKeyOf(parsed.data, text),
    oddities: [],
  };
}
