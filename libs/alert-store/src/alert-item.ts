import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb'; // a type alone: whoever keeps it in memory loads no client
import { type AlertKey, type FirstClaims, Incident, Route, SuppressionNote } from '@trailbell/alerting';
import { ParsedJson } from '@trailbell/cloudtrail-types';
import { Alert } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { fitting } from './fitting.ts';
import { tellingNameOf } from './telling-name.ts';

export type Item = Record<string, AttributeValue>;

/** What begins the partition key of an alert's item. Incidents, counters and what else is stored have prefixes of their own. */
export const ALERT_PREFIX = 'alert#';

/** How far one notifier of one app is with telling an alert. */
export type TellingStatus =
  | { readonly kind: 'told'; readonly receipt: string; readonly toldAt: number }
  | { readonly kind: 'held'; readonly leaseUntil: number };

/** An alert as it stands in the table. */
export interface AlertRecord {
  readonly alert: Alert;
  readonly route: Route;
  readonly incident?: Incident | undefined;
  readonly suppression?: SuppressionNote | undefined;
  /** Epoch milliseconds, as all times here. */
  readonly decidedAt: number;
  /** By `app/notifier`. */
  readonly tellings: Readonly<Record<string, TellingStatus>>;
}

export function keyOf({ eventKey, detectionId }: AlertKey): Item {
  return { pk: text(`${ALERT_PREFIX}${bounded(eventKey)}`), sk: text(bounded(detectionId)) };
}

/** How long an alert is remembered: longer than any queue holds a message about it, and than CloudTrail repeats itself. */
const RETENTION_DAYS = 90;

interface NewAlert extends Omit<AlertRecord, 'tellings'> {
  readonly claims?: FirstClaims;
}

export function newItemOf({ alert, route, incident, suppression, decidedAt, claims }: NewAlert): Item {
  return {
    ...keyOf(alert),
    alert: text(JSON.stringify(fitting(alert))),
    route: text(route),
    ...(incident && { incident: text(JSON.stringify(incident)) }),
    ...(suppression && { suppression: text(JSON.stringify(suppression)) }),
    decidedAt: number(decidedAt),
    tellings: { M: claims ? heldBy(claims) : {} },
    expiresAt: expiryAt(decidedAt),
  };
}

function heldBy({ app, notifiers, until }: FirstClaims): Item {
  return Object.fromEntries(
    notifiers.map((notifier) => [tellingNameOf({ app, notifier }), { M: { leaseUntil: number(until) } }]),
  );
}

export function expiryAt(nowMs: number): AttributeValue {
  return number(Math.floor(nowMs / 1000) + RETENTION_DAYS * 24 * 60 * 60);
}

export const Text = z.object({ S: z.string() }).transform(({ S }) => S);
/** A number, epoch milliseconds as a rule. */
export const Millis = z.object({ N: z.string() }).transform(({ N }) => Number(N));

const Told = z.object({ receipt: Text, toldAt: Millis });
const Held = z.object({ leaseUntil: Millis });
const Telling = z
  .object({ M: z.union([Told, Held]) })
  .transform(({ M }): TellingStatus => ('receipt' in M ? { kind: 'told', ...M } : { kind: 'held', ...M }));

const Tellings = z.object({ M: z.record(z.string(), Telling) }).transform(({ M }) => M);

const AlertItem = z.object({
  alert: Text.pipe(ParsedJson).pipe(Alert),
  route: Text.pipe(Route),
  incident: Text.pipe(ParsedJson).pipe(Incident).optional(),
  suppression: Text.pipe(ParsedJson).pipe(SuppressionNote).optional(),
  decidedAt: Millis,
  tellings: Tellings,
});

/** Reads what `newItemOf` wrote, and what has been told since. */
export function readItem(item: Item): AlertRecord {
  const parsed = AlertItem.safeParse(item);
  if (!parsed.success) {
    const { pk, sk } = item;
    throw new Error(`item ${pk?.S} ${sk?.S} of the alerts table is none of ours`, { cause: parsed.error });
  }
  return parsed.data;
}

/** The tellings alone, of an item of which nothing else was read. */
export function readTellings(item: Item): AlertRecord['tellings'] {
  return Tellings.parse(item.tellings);
}

export function text(value: string): AttributeValue {
  return { S: value };
}

export function number(value: number): AttributeValue {
  return { N: String(value) };
}

/** DynamoDB takes 2,048 bytes of partition key and 1,024 of sort key. */
const LONGEST_KEY_PART = 900;

export function bounded(part: string): string {
  return Buffer.byteLength(part) <= LONGEST_KEY_PART ? part : createHash('sha256').update(part).digest('hex');
}
