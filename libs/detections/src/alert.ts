import * as z from 'zod'; // not { z }: that bundles every locale
import { Severity } from './severity.ts';

/** What several calls together showed. Values are untrusted text. */
export const Evidence = z.object({
  count: z.number(),
  /** ISO 8601, of the first and the last of them. */
  since: z.string(),
  until: z.string(),
  /** What they were about, the earliest first; of many, some. */
  values: z.array(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

/** One thing a call changed, as far as the record tells it. Values are untrusted text; which is absent is not known. */
export const Change = z.object({
  /** `inbound rule`, `statement`, the name of a setting. */
  what: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type Change = z.infer<typeof Change>;

/** A detection that fired on an event: the thing a person is told. Plain JSON; it travels through queues and the table. */
export const Alert = z.object({
  eventKey: z.string(),
  detectionId: z.string(),
  title: z.string(),
  severity: Severity,
  /** Who did what to what: one sentence without the place and time, which have fields of their own. Untrusted text inside. */
  summary: z.string(),
  /** What an incident is about: a trail, a bucket, a user. Untrusted. */
  subject: z.string(),
  actor: z.object({
    kind: z.string(),
    name: z.string(),
    principalArn: z.string().optional(),
    session: z.string().optional(),
    accountId: z.string().optional(),
    /** The AWS service that called on the actor's behalf. */
    via: z.string().optional(),
  }),
  /** Where the call came from, as text: an address, a service, `AWS Internal`. Untrusted. */
  source: z.string(),
  /** ISO 8601 time of the call. */
  eventTime: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  /** CloudTrail's eventID where there is one: what the console link points at. */
  eventId: z.string().optional(),
  account: z.string(),
  region: z.string(),
  /** AWS's code when the call did not succeed. */
  errorCode: z.string().optional(),
  /** Set when it took several calls, of which this event was the last to be seen. */
  evidence: Evidence.optional(),
  /** Set of what a role that deploys did as a matter of course: its session. The digest tells one line of it, whatever it did. */
  deployment: z.string().optional(),
  /** What the call changed, where the detection can tell; the most telling first. */
  changes: z.array(Change).optional(),
  why: z.string(),
  runbook: z.array(z.string()),
  falsePositives: z.array(z.string()),
  /** ATT&CK v19 technique ids. */
  techniques: z.array(z.string()),
  /** For how long alerts about the same subject are one incident, where the detection says so. */
  windowMinutes: z.number().positive().optional(),
  /** Set when the detection's pattern matched but its content could not be read: the reason. Such an alert is raised, never dropped. */
  unreadable: z.string().optional(),
});
export type Alert = z.infer<typeof Alert>;
