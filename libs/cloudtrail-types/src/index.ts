export { type Actor, type ActorKind, actorOf } from './actor.ts';
export { CloudTrailRecord } from './record.ts';
export { EventEnvelope, envelopeOf, eventKeyOf } from './envelope.ts';
export { type Source, sourceOf } from './source.ts';
export { type Outcome, outcomeOf } from './outcome.ts';
