import { describe, expect, test } from '@jest/globals';
import { type CloudTrailRecord, EventEnvelope, envelopeOf } from '@trailbell/cloudtrail-types';
import { matches } from '@trailbell/event-pattern';
import { type Detection, inForce } from '../catalogue.ts';
import { type DetectionDefinition } from '../define-detection.ts';
import { evaluate } from '../evaluate.ts';
import { Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';
import { fieldsApart } from './fields-apart.ts';
import { by, callers } from './record-of.ts';

/** A record, or the envelope of what a service tells by itself. */
type Event = CloudTrailRecord | EventEnvelope;

interface Hit {
  readonly event: Event;
  readonly summary: string;
  /** Where it is not the detection's usual one. */
  readonly severity?: Severity;
  readonly subject?: string;
}

export interface Cases {
  readonly settings?: Partial<Settings>;
  /** By what they are: events that must ring. */
  readonly alerts: Readonly<Record<string, Hit>>;
  /** By what they are: near misses, each of which passes the pattern, or differs from a hit in one field. */
  readonly ignores: Readonly<Record<string, Event>>;
}

/** The one shape of a detection's spec: what rings, what almost does, and what is true of every detection. */
export function describeDetection(definition: DetectionDefinition, { settings = {}, alerts, ignores }: Cases): void {
  const hits = Object.values(alerts);
  if (hits.length === 0 || Object.keys(ignores).length === 0) {
    throw new Error(`the spec of ${definition.id} lacks a hit or a near miss. Give at least one of each`);
  }
  const detection = detectionOf(definition, settings);

  describe(definition.id, () => {
    test.each(Object.entries(alerts))(
      'alerts on %s',
      (_, { event, summary, subject, severity = detection.severity }) => {
        const { alerts: raised, failures } = evaluate([detection], delivered(event));

        expect(failures).toEqual([]);
        expect(raised).toEqual([expect.objectContaining({ detectionId: definition.id, severity, summary })]);
        expect(raised[0]?.unreadable).toBeUndefined();
        expect(raised[0]?.subject).toEqual(subject ?? expect.stringMatching(/\S/));
      },
    );

    test.each(Object.entries(ignores))('ignores %s', (_, event) => {
      expect(nearnessOf(event, detection, hits)).toBe('near miss');

      expect(evaluate([detection], delivered(event))).toEqual({ alerts: [], failures: [] });
    });

    test('does not ring when an AWS service makes the call', () => {
      for (const event of hits.map((hit) => hit.event).filter(isRecord)) {
        const { alerts: raised } = evaluate([detection], envelopeOf(by(callers.cloudFormation, event)));

        expect(raised.filter(({ severity }) => severity !== 'low')).toEqual([]);
      }
    });
  });
}

function detectionOf(definition: DetectionDefinition, settings: Partial<Settings>): Detection {
  const detection = inForce(definition, Settings.parse(settings));
  if (!detection) {
    throw new Error(`the settings of this spec switch ${definition.id} off`);
  }
  return detection;
}

/** `near miss`, or in which fields the event differs from the hit that is nearest to it. */
export function nearnessOf(event: Event, { pattern }: Detection, hits: readonly Pick<Hit, 'event'>[]): string {
  if (matches(pattern, delivered(event))) {
    return 'near miss';
  }
  const apart = hits.map((hit) => fieldsApart(hit.event, event)).sort((a, b) => a.length - b.length);
  const [nearest = []] = apart;
  return nearest.length === 1 ? 'near miss' : `a stranger: differs from the nearest hit in ${nearest.join(', ')}`;
}

function isRecord(event: Event): event is CloudTrailRecord {
  return !('detail-type' in event);
}

/** As EventBridge delivers it. */
function delivered(event: Event): EventEnvelope {
  return isRecord(event) ? envelopeOf(event) : EventEnvelope.parse(event);
}
