import {
  type FirstShown,
  Incident,
  type IncidentState,
  type Redraw,
  gravestOf,
  subjectKeyOf,
} from '@trailbell/alerting';
import { type Alert, Severity, severities } from '@trailbell/detections';
import { ParsedJson } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { Millis, type Item, Text, bounded, expiryAt, text } from './alert-item.ts';

/** How many incidents of one subject are found again. At a window of an hour they are those of the last day, at least. */
const INCIDENTS_KEPT = 24;

/** A subject's item: its incidents, in the order in which they were opened. */
export interface SubjectRecord {
  readonly incidents: readonly Incident[];
  /** Grows by one with each incident. */
  readonly version: number;
}

/** What begins the partition key of a subject's item: without it, an alert opens an incident. */
export const SUBJECT_PREFIX = 'subject#';

export function subjectItemKeyOf(alert: Alert): Item {
  return { pk: text(`${SUBJECT_PREFIX}${bounded(subjectKeyOf(alert))}`), sk: text('incidents') };
}

export function subjectItemOf(alert: Alert, { incidents, version }: SubjectRecord, now: number): Item {
  return {
    ...subjectItemKeyOf(alert),
    incidents: text(JSON.stringify(incidents.slice(-INCIDENTS_KEPT))),
    version: { N: String(version) },
    expiresAt: expiryAt(now),
  };
}

const SubjectItem = z.object({ incidents: Text.pipe(ParsedJson).pipe(z.array(Incident)), version: Millis });

export function readSubject(item: Item | undefined): SubjectRecord {
  return item ? SubjectItem.parse(item) : { incidents: [], version: 0 };
}

export function incidentItemKeyOf({ eventKey, detectionId }: Incident): Item {
  return { pk: text(`incident#${bounded(eventKey)}`), sk: text(bounded(detectionId)) };
}

export function newIncidentItemOf(incident: Incident, now: number): Item {
  return {
    ...incidentItemKeyOf(incident),
    members: { M: {} },
    shown: { M: {} },
    severities: { M: {} },
    drawn: { M: {} },
    expiresAt: expiryAt(now),
  };
}

const mapOf = <Value extends z.ZodType>(value: Value) =>
  z.object({ M: z.record(z.string(), value) }).transform(({ M }) => M);

/** An incident's item: who joined it and when, who showed what first, and what was drawn. */
const IncidentItem = z.object({
  /** Event times by member name. */
  members: mapOf(Millis),
  shown: mapOf(Text),
  severities: z.object({ M: z.partialRecord(Severity, Text) }).transform(({ M }) => M),
  drawn: mapOf(Millis),
  /** Joins that were not counted any more, more or less, and the event time of one of the last. */
  uncounted: Millis.optional(),
  uncountedSeen: Millis.optional(),
  /** Event key of the alert that is told as the root, where the one that opened the incident is not. */
  root: Text.optional(),
});
export type IncidentItem = z.infer<typeof IncidentItem>;

export function readIncidentItem(item: Item): IncidentItem {
  return IncidentItem.parse(item);
}

export function firstShownIn({ shown: aspects, severities }: IncidentItem): FirstShown {
  return { aspects, severities };
}

export function stateIn({ members, ...item }: IncidentItem, { openedAt, severity }: Incident): IncidentState {
  const joined = Object.keys(members).length;
  const { uncounted = 0, uncountedSeen = 0 } = item;
  return {
    count: 1 + joined,
    more: uncounted > 0,
    lastSeen: Math.max(openedAt, uncountedSeen, ...Object.values(members)),
    severity: gravestOf([severity, ...severities.filter((each) => each in item.severities)]),
    revision: joined + uncounted,
  };
}

export function redrawIn(item: IncidentItem, incident: Incident): Redraw {
  const state = stateIn(item, incident);
  const gravest = state.severity === incident.severity ? undefined : item.severities[state.severity];
  return { state, gravest, drawn: item.drawn, root: item.root };
}
