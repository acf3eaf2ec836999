import { type Pattern } from '@trailbell/event-pattern';

/** The replay of an archive rings no bell a second time. */
const NOT_REPLAYED = { 'replay-name': [{ exists: false }] };

export function packed(patterns: readonly Pattern[]): readonly Pattern[] {
  return patterns.map((pattern) => ({ ...pattern, ...NOT_REPLAYED }));
}
