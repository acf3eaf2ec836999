import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Pattern } from '@trailbell/event-pattern';
import { type DetectionDefinition, type DetectionText } from './define-detection.ts';
import { definitions } from './definitions.ts';
import { type Examined, examine } from './examine.ts';
import { type Remembers } from './remembers.ts';
import { type Settings } from './settings.ts';

/** A detection in force: its definition, with one team's settings. */
export interface Detection extends DetectionText {
  readonly pattern: Pattern;
  /** What it wants to know of earlier calls: a threshold and its window, say. */
  readonly remembers: readonly Remembers<never>[];
  /** What it makes of an event its pattern matches; `undefined` for nothing. Throws when the event cannot be read. */
  examine(event: EventEnvelope): Examined | undefined;
}

/** Every detection, in alphabetical order, with these settings. A detection that the settings switch off is left out. */
export function catalogueFor(settings: Settings): readonly Detection[] {
  return definitions.flatMap((definition) => inForce(definition, settings) ?? []);
}

/** The ids of all there are, in force or not. */
export const detectionIds: readonly string[] = definitions.map(({ id }) => id);

/** Of these, those whose events are evaluated in batches for a digest, and of which no alert is raised at once. */
export const digestOnlyIds: readonly string[] = definitions
  .filter(({ digestOnly }) => digestOnly === true)
  .map(({ id }) => id);

/** What a detection is called; its id where another version of ours knew it. */
export function detectionTitle(detectionId: string): string {
  return definitions.find(({ id }) => id === detectionId)?.title ?? detectionId;
}

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
    windowMinutes,
  } = definition;
  return {
    ...{ id, title, severity, why, falsePositives, runbook, techniques, controls, digestOnly, pattern },
    ...(windowMinutes !== undefined && { windowMinutes }),
    remembers: definition.remembers ?? [],
    examine: (event) => examine(definition, settings, event),
  };
}
