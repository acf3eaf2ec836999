import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Pattern, explain } from '@trailbell/event-pattern';
import { type NearMiss } from '../page-api.ts';

/** Something that waits for events: a rule, or a detection. */
export interface Waiting {
  readonly kind: NearMiss['kind'];
  readonly name: string;
  readonly pattern: Pattern;
}

const MOST_OF_A_KIND = 3;

/** Which rules and detections came nearest to this event, and which field kept each from it. */
export function nearMisses(envelope: EventEnvelope, waiting: readonly Waiting[]): readonly NearMiss[] {
  const distances = waiting.map(({ kind, name, pattern }) => {
    const { matched, ways, text } = explain(pattern, envelope);
    const distance = matched ? 0 : Math.min(...ways.map(({ failures }) => failures.length || 1));
    return { distance, miss: { kind, name, matched, text } };
  });
  // One rule stands in many regions; it is told of once.
  const distinct = new Map(distances.map((entry) => [JSON.stringify(entry.miss), entry]));
  const nearest = [...distinct.values()].sort((a, b) => a.distance - b.distance).map(({ miss }) => miss);
  return [...Map.groupBy(nearest, ({ kind }) => kind).values()].flatMap((kind) => kind.slice(0, MOST_OF_A_KIND));
}
