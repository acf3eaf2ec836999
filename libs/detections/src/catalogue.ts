import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Pattern } from '@trailbell/event-pattern';
import { type Alert } from './alert.ts';
import { type DetectionDefinition, type DetectionText } from './define-detection.ts';
import { definitions } from './definitions.ts';
import { examine } from './examine.ts';
import { type Settings } from './settings.ts';

/** A detection in force: its definition, with one team's settings. */
export interface Detection extends DetectionText {
  readonly pattern: Pattern;
  /** The alert to raise on an event this pattern matches, or `undefined`. Throws when the event cannot be read. */
  examine(event: EventEnvelope): Alert | undefined;
}

/** Every detection, in alphabetical order, with these settings. A detection that the settings switch off is left out. */
export function catalogueFor(settings: Settings): readonly Detection[] {
  return definitions.flatMap((definition) => inForce(definition, settings) ?? []);
}

/** The ids of all there are, in force or not. */
export const detectionIds: readonly string[] = definitions.map(({ id }) => id);

/** One detection with these settings; `undefined` when they switch it off. */
export function inForce<Read>(definition: DetectionDefinition<Read>, settings: Settings): Detection | undefined {
  const pattern = typeof definition.pattern === 'function' ? definition.pattern(settings) : definition.pattern;
  if (!pattern) {
    return undefined;
  }
  const {
    id,
    title,
    severity,
    why,
    falsePositives,
    runbook,
    techniques,
    controls = [],
    digestOnly = false,
  } = definition;
  return {
    ...{ id, title, severity, why, falsePositives, runbook, techniques, controls, digestOnly, pattern },
    examine: (event) => examine(definition, settings, event),
  };
}
