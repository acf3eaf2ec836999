import { createHash } from 'node:crypto';
import { Route } from '@trailbell/alerting';
import { type Alert, Severity } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { timeOf } from '../describe-alert.ts';
import { eventLink, techniqueLinks } from '../links.ts';
import { cut } from '../text/cut.ts';
import { legible } from '../text/legible.ts';

/** Untrusted, on one line, without credentials, and of bounded length. */
const Text = z.string().max(2_000);

/** What is posted to a webhook. Fields may be added within a version; a change of meaning is a new version. docs/webhook.md explains it. */
export const WebhookMessage = z.strictObject({
  type: z.literal('trailbell.alert'),
  version: z.literal(1),
  /** The same for each attempt to tell of this alert, and of no other. */
  id: z.string().regex(/^msg_[0-9a-f]{32}$/),
  /** ISO 8601 time of the call; absent when the record gives none that can be read. */
  timestamp: z.iso.datetime().optional(),
  data: z.strictObject({
    eventKey: Text,
    detection: z.strictObject({ id: Text, title: Text, techniques: z.array(Text).max(20) }),
    severity: Severity,
    route: Route,
    summary: Text,
    subject: Text,
    actor: z.strictObject({
      kind: Text,
      name: Text,
      principalArn: Text.optional(),
      session: Text.optional(),
      accountId: Text.optional(),
      via: Text.optional(),
    }),
    source: Text,
    call: z.strictObject({ service: Text, name: Text, errorCode: Text.optional() }),
    account: Text,
    region: Text,
    /** What the call changed, where the record tells; what is absent is not known. */
    changes: z
      .array(z.strictObject({ what: Text, before: Text.optional(), after: Text.optional() }))
      .max(20)
      .optional(),
    why: Text,
    runbook: z.array(Text).max(20),
    falsePositives: z.array(Text).max(20),
    /** The event matched the detection's pattern and could not be read in full: why. */
    unreadable: Text.optional(),
  }),
  links: z.array(z.strictObject({ label: z.string(), url: z.url() })).max(21),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;

const LIMIT = { text: 2_000, list: 20 } as const;

export function webhookMessageOf(alert: Alert, route: Route): WebhookMessage {
  const time = timeOf(alert);
  const event = eventLink(alert);
  return {
    type: 'trailbell.alert',
    version: 1,
    id: idOf(alert),
    ...(time && { timestamp: time.toISOString() }),
    data: {
      eventKey: text(alert.eventKey),
      detection: { id: text(alert.detectionId), title: text(alert.title), techniques: texts(alert.techniques) },
      severity: alert.severity,
      route,
      summary: text(alert.summary),
      subject: text(alert.subject),
      actor: actorOf(alert),
      source: text(alert.source),
      call: {
        service: text(alert.eventSource),
        name: text(alert.eventName),
        ...(alert.errorCode !== undefined && { errorCode: text(alert.errorCode) }),
      },
      account: text(alert.account),
      region: text(alert.region),
      ...changesOf(alert),
      why: text(alert.why),
      runbook: texts(alert.runbook),
      falsePositives: texts(alert.falsePositives),
      ...(alert.unreadable !== undefined && { unreadable: text(alert.unreadable) }),
    },
    links: [...(event ? [event] : []), ...techniqueLinks(alert).slice(0, LIMIT.list)],
  };
}

function changesOf({ changes }: Alert): Pick<WebhookMessage['data'], 'changes'> {
  return changes === undefined
    ? {}
    : {
        changes: changes.slice(0, LIMIT.list).map(({ what, before, after }) => ({
          what: text(what),
          ...(before !== undefined && { before: text(before) }),
          ...(after !== undefined && { after: text(after) }),
        })),
      };
}

function actorOf({ actor }: Alert): WebhookMessage['data']['actor'] {
  return {
    kind: text(actor.kind),
    name: text(actor.name),
    ...(actor.principalArn !== undefined && { principalArn: text(actor.principalArn) }),
    ...(actor.session !== undefined && { session: text(actor.session) }),
    ...(actor.accountId !== undefined && { accountId: text(actor.accountId) }),
    ...(actor.via !== undefined && { via: text(actor.via) }),
  };
}

/** A hash, because an event key may hold a full stop, which separates the signed parts. */
function idOf({ eventKey, detectionId }: Alert): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([eventKey, detectionId]))
    .digest('hex');
  return `msg_${hash.slice(0, 32)}`;
}

function text(value: string): string {
  return cut(legible(value), LIMIT.text);
}

function texts(values: readonly string[]): string[] {
  return values.slice(0, LIMIT.list).map(text);
}
