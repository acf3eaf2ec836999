import { describe, expect, test } from '@jest/globals';
import { type CloudTrailRecord, EventEnvelope, envelopeOf } from '@trailbell/cloudtrail-types';
import { explain, matches } from '@trailbell/event-pattern';
import { type Alert } from '../alert.ts';
import { type Candidate } from '../candidate.ts';
import { type Detection, inForce } from '../catalogue.ts';
import { type DetectionDefinition } from '../define-detection.ts';
import { evaluate } from '../evaluate.ts';
import { decided, documentKeyOf } from '../remembering/decided.ts';
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
  /** What changed, where it matters to the case. */
  readonly changes?: Alert['changes'];
}

/** Events that ring once, together: all of them are needed. */
interface Burst extends Omit<Hit, 'event'> {
  readonly events: readonly Event[];
}

export interface Cases {
  readonly settings?: Partial<Settings>;
  /** By what they are: events that must ring. */
  readonly alerts?: Readonly<Record<string, Hit>>;
  /** By what they are: events that ring together, of a detection that remembers. */
  readonly bursts?: Readonly<Record<string, Burst>>;
  /** By what keeps them apart: events as many as ring, and yet not together. */
  readonly apart?: Readonly<Record<string, readonly Event[]>>;
  /** By what they are: near misses, each of which passes the pattern, or differs from a hit in one field. */
  readonly ignores: Readonly<Record<string, Event>>;
}

/** The one shape of a detection's spec: what rings, what almost does, and what is true of every detection. */
export function describeDetection(
  definition: DetectionDefinition,
  { settings = {}, alerts = {}, bursts = {}, apart = {}, ignores }: Cases,
): void {
  const ringing = [
    ...Object.values(alerts).map(({ event }) => event),
    ...Object.values(bursts).flatMap(({ events }) => events),
  ];
  if (ringing.length === 0 || Object.keys(ignores).length === 0) {
    throw new Error(`the spec of ${definition.id} lacks a hit or a near miss. Give at least one of each`);
  }
  const detection = detectionOf(definition, settings);

  describe(definition.id, () => {
    for (const [name, { event, ...told }] of Object.entries(alerts)) {
      test(`alerts on ${name}`, () => {
        expect(explain(detection.pattern, delivered(event)).text).toBe('the pattern matches');
        expectTold(raisedBy([event], detection), told);
      });
      if (detection.remembers.some(({ kind }) => kind === 'first-seen')) {
        test(`alerts on ${name} once, and not when it comes again`, () => {
          expectTold(raisedBy([event, { ...event, eventID: 'again' }], detection), told);
        });
      }
    }

    for (const [name, burst] of Object.entries(bursts)) {
      describeBurst(name, burst, detection);
    }

    for (const [name, events] of Object.entries(apart)) {
      test(`does not take for one burst ${name}`, () => {
        expect(raisedBy(events, detection).filter(isAboutMany)).toEqual([]);
      });
    }

    test.each(Object.entries(ignores))('ignores %s', (_, event) => {
      expect(nearnessOf(event, detection, ringing)).toBe('near miss');

      expect(evaluate([detection], delivered(event))).toEqual({ alerts: [], candidates: [], failures: [] });
    });

    test('does not ring when an AWS service makes the call', () => {
      const byService = ringing.filter(isRecord).map((event) => by(callers.cloudFormation, event));

      expect(raisedBy(byService, detection).filter(({ severity }) => severity !== 'low')).toEqual([]);
    });

    function expectTold(raised: readonly Alert[], told: Told): void {
      const { severity = detection.severity, summary, subject, changes } = told;
      expect(raised).toEqual([expect.objectContaining({ detectionId: definition.id, severity, summary })]);
      expect(raised[0]?.unreadable).toBeUndefined();
      expect(raised[0]?.subject).toEqual(subject ?? expect.stringMatching(/\S/));
      expect(raised[0]?.changes).toEqual(changes ?? raised[0]?.changes);
    }

    function describeBurst(name: string, { events, ...told }: Burst, remembering: Detection): void {
      const burst = (some: readonly Event[]) => raisedBy(some, remembering).filter(isAboutMany);

      test(`alerts once on ${name}`, () => {
        expectTold(burst(events), told);
      });

      test(`alerts once on ${name}, in any order and delivered twice`, () => {
        const keys = burst([...events, ...events].reverse()).map(({ eventKey }) => eventKey);

        expect(new Set(keys).size).toBe(1);
      });

      test(`does not alert on ${name} when one of them is missing, or comes a window later`, () => {
        for (const [index] of events.entries()) {
          const others = events.filter((_, other) => other !== index);
          expect(burst([...others, ...others])).toEqual([]);
        }
        const late = events.map((event, index) => (index === events.length - 1 ? later(event, remembering) : event));
        expect(events.length === 1 ? [] : burst(late)).toEqual([]);
      });
    }
  });
}

type Told = Omit<Hit, 'event'>;

/** The alerts of these events in the order given, with what is remembered from one to the next. */
function raisedBy(events: readonly Event[], detection: Detection): readonly Alert[] {
  const documents = new Map<string, unknown>();
  return events.flatMap((event) => {
    const { alerts, candidates, failures } = evaluate([detection], delivered(event));
    expect(failures).toEqual([]);
    return [...alerts, ...candidates.flatMap((candidate) => decide(candidate) ?? [])];
  });

  function decide(candidate: Candidate): Alert | undefined {
    const key = JSON.stringify(documentKeyOf(candidate.demand));
    const { answer, document } = decided(candidate, { document: documents.get(key), isLearning: false });
    documents.set(key, document ?? documents.get(key));
    return answer;
  }
}

function isAboutMany({ evidence }: Alert): boolean {
  return evidence !== undefined;
}

/** The event, later by a window of what the detection remembers. */
function later(event: Event, { remembers }: Detection): Event {
  const windows = remembers.map((one) => ('windowMinutes' in one ? one.windowMinutes * 60_000 : 0));
  const time = isRecord(event) ? event.eventTime : event.time;
  const shifted = new Date(Date.parse(time ?? '') + Math.max(...windows)).toISOString();
  return isRecord(event) ? { ...event, eventTime: shifted } : { ...event, time: shifted };
}

function detectionOf(definition: DetectionDefinition, settings: Partial<Settings>): Detection {
  const detection = inForce(definition, Settings.parse(settings));
  if (!detection) {
    throw new Error(`the settings of this spec switch ${definition.id} off`);
  }
  return detection;
}

/** `near miss`, or in which fields the event differs from the hit that is nearest to it. */
export function nearnessOf(event: Event, { pattern }: Detection, ringing: readonly Event[]): string {
  if (matches(pattern, delivered(event))) {
    return 'near miss';
  }
  const apart = ringing.map((hit) => fieldsApart(hit, event)).sort((a, b) => a.length - b.length);
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
