export { type Actor, actorOf } from './actor.ts';
export { type ActorKind } from './actor-kind.ts';
export { CloudTrailRecord } from './record.ts';
export { type Ending, decodedChunks } from './byte-chunks.ts';
export { EventEnvelope, envelopeOf } from './envelope.ts';
export { type FoundFile, filesUnder, isEventFile } from './event-files.ts';
export { eventKeyOf } from './event-key.ts';
export { type Outcome, outcomeOf } from './outcome.ts';
export { type Source, sourceOf } from './source.ts';
export {
  MAX_EVENT_BYTES,
  type ReadEvent,
  type ReadOptions,
  type Unreadable,
  readEvents,
  readEventStream,
} from './read-events.ts';
export { type Oddity, type RecordReading, recordOf } from './record-of.ts';
export {
  type PolicyDocument,
  type PolicyReading,
  type PolicyStatement,
  type Principal,
  policyDocumentOf,
} from './policy-document.ts';
export { type ReadEnvelope, envelopeFrom, readEnvelopes } from './read-envelopes.ts';
export { type Position, type ReadFrom } from './json-slicer.ts';
export { listHeadAt } from './json-lists.ts';
export { type FoundEvent, eventIn } from './event-of.ts';
export { type JsonObject } from './json.ts';
export { ParsedJson } from './parsed-json.ts';
