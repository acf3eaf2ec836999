import {
  type Actor,
  type CloudTrailRecord as Record,
  type EventEnvelope,
  CloudTrailRecord,
  actorOf,
  eventKeyOf,
  outcomeOf,
  sourceOf,
} from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Alert } from './alert.ts';
import { type CallFacts, type DetectionDefinition, type DetectionText } from './define-detection.ts';
import { describeActor, serviceOf } from './describe-actor.ts';
import { brief } from './reading/text.ts';
import { type Settings } from './settings.ts';

const LONGEST_SUMMARY = 400;
const LONGEST_SUBJECT = 200;

/** A detection's pattern matched an event whose content it cannot read. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  /** What could not be read, without any value of the record: fit for a message. */
  readonly reason: string;

  constructor(detectionId: string, eventKey: string, cause: z.ZodError) {
    const reason = reasonOf(cause);
    super(`detection ${detectionId} cannot read event ${eventKey}: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** The alert to raise, or `undefined` when the detection does not apply. The event is one its pattern matches. */
export function examine<Read>(
  definition: DetectionDefinition<Read>,
  settings: Settings,
  event: EventEnvelope,
): Alert | undefined {
  const record = readAs(CloudTrailRecord, definition, event);
  const facts = factsOf(record, event);
  if (facts.service !== undefined && definition.services !== 'told') {
    return undefined;
  }

  const call = { ...readAs(definition.reads, definition, event), ...facts };
  if (definition.matches && !definition.matches(call, settings)) {
    return undefined;
  }
  return {
    ...alertOf(definition, event, record),
    severity: definition.severityOf?.(call, settings) ?? definition.severity,
    summary: brief(definition.summarize(call, settings), LONGEST_SUMMARY),
    subject: brief(definition.subject(call), LONGEST_SUBJECT),
  };
}

/** The alert that says a detection could not read an event its pattern matched. */
export function unreadableAlert(detection: DetectionText, event: EventEnvelope, error: Error): Alert {
  const parsed = CloudTrailRecord.safeParse(event.detail);
  const record: Record = parsed.success ? parsed.data : {};
  const { who, eventName } = factsOf(record, event);
  return {
    ...alertOf(detection, event, record),
    severity: detection.severity,
    summary: brief(`${who} called ${eventName}, and what was asked for could not be read`, LONGEST_SUMMARY),
    subject: brief(eventName, LONGEST_SUBJECT),
    unreadable: error instanceof UnreadableEventError ? error.reason : `the detection failed with ${error.name}`,
  };
}

function readAs<T>(schema: z.ZodType<T>, { id }: DetectionText, event: EventEnvelope): T {
  const parsed = schema.safeParse(event.detail);
  if (!parsed.success) {
    throw new UnreadableEventError(id, eventKeyOf(event), parsed.error);
  }
  return parsed.data;
}

function factsOf(record: Record, event: EventEnvelope): CallFacts {
  const actor = actorOf(record);
  return {
    eventName: record.eventName ?? event['detail-type'],
    account: record.recipientAccountId ?? event.account,
    region: record.awsRegion ?? event.region,
    actor,
    who: brief(describeActor(actor)),
    outcome: outcomeOf(record),
    service: serviceOf(actor),
  };
}

function alertOf(detection: DetectionText, event: EventEnvelope, record: Record) {
  const { actor, eventName, account, region, outcome } = factsOf(record, event);
  return {
    eventKey: eventKeyOf(event),
    detectionId: detection.id,
    title: detection.title,
    actor: briefly(actor),
    source: brief(sourceOf(record).text),
    eventTime: timeOf(record, event),
    eventName: brief(eventName),
    eventSource: brief(record.eventSource ?? event.source),
    ...(typeof record.eventID === 'string' && { eventId: brief(record.eventID) }),
    account: brief(account),
    region: brief(region),
    ...(outcome.kind !== 'succeeded' && outcome.reason !== undefined && { errorCode: brief(outcome.reason) }),
    why: detection.why,
    runbook: [...detection.runbook],
    falsePositives: [...detection.falsePositives],
    techniques: [...detection.techniques],
  };
}

/** ISO 8601 in UTC, so that times sort as text. */
function timeOf({ eventTime }: Record, { time }: EventEnvelope): string {
  const known = [eventTime ?? '', time].find((text) => !Number.isNaN(Date.parse(text)));
  return known === undefined ? brief(time) : new Date(known).toISOString().replace('.000Z', 'Z');
}

function briefly({ kind, name, ...rest }: Actor): Alert['actor'] {
  const details = Object.entries(rest).map(([key, text]) => [key, brief(text, LONGEST_SUBJECT)]);
  return { kind, name: brief(name), ...Object.fromEntries(details) };
}

function reasonOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.map(String).join('.') ?? '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return brief(`${path || 'the record'}: ${issue?.message ?? 'not as expected'}${more}`, 300);
}
