import { EventEnvelope, type ReadEvent, type Unreadable, envelopeOf, recordOf } from '@trailbell/cloudtrail-types';
import { type UnreadableInput } from '../page-api.ts';

export type Input =
  | { readonly kind: 'event'; readonly envelope: EventEnvelope }
  | { readonly kind: 'unreadable'; readonly input: UnreadableInput };

/** What was read as the cloud would deliver it: a bare record in the envelope AWS gives it, with every field it was written with. */
export function inputOf(found: ReadEvent | Unreadable): Input {
  if (found.kind === 'unreadable') {
    return { kind: 'unreadable', input: unreadableInput(found) };
  }
  if (found.form === 'record') {
    const envelope = envelopeOf(recordOf(found.value).record, found.text);
    return { kind: 'event', envelope: { ...envelope, detail: found.value } };
  }
  const envelope = EventEnvelope.safeParse(found.value);
  if (envelope.success) {
    return { kind: 'event', envelope: envelope.data };
  }
  const fields = envelope.error.issues.map(({ path }) => path.join('.')).join(', ');
  return {
    kind: 'unreadable',
    input: { ...unreadableInput(found), reason: `its EventBridge envelope lacks ${fields}, or has it in another form` },
  };
}

function unreadableInput({ file, position, ...found }: ReadEvent | Unreadable): UnreadableInput {
  return {
    file,
    where: position === undefined ? '' : `line ${position.line}, event ${position.index + 1}`,
    reason: found.kind === 'unreadable' ? found.reason : '',
  };
}
