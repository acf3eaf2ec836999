import * as z from 'zod';
import { type Message } from '../../fake-slack/workspace.ts';
import { type Sandbox } from '../../sandbox.ts';

/** What came of events, as people, queues and the table have it. */
export interface Account {
  readonly eventsIn: number;
  /** Events that came again. */
  readonly repeated: number;
  readonly unmatched: number;
  readonly heldBack: number;
  readonly quiet: number;
  /** Alerts that opened an incident. */
  readonly rang: number;
  readonly joined: number;
  /** Lines of digests. */
  readonly digested: number;
  readonly suppressed: number;
  /** Events and alerts that nobody was told of: they lie in dead-letter queues. */
  readonly dead: number;
  /** Messages that people had before. (What a rule sends to a topic itself comes as often as EventBridge delivers it.) */
  readonly doubled: number;
}

/**
 * The account of a sandbox that is drained and was given events with these ids. Throws when it does not add up: when an event has no
 * end or more than one, or when Slack does not show what the table says it was told.
 */
export function accountOf(sandbox: Sandbox, ids: readonly string[]): Account {
  const { eventsIn, fates, alerts, outcomes } = sandbox.journal.balance;
  const seen = seenBy(sandbox);
  const repeated = ids.length - new Set(ids).size;
  // Some fire more than one detection: a call that is refused, and completes a burst of refusals.
  const firing = new Set(sandbox.journal.alerts.all.map(({ alert }) => alert.eventKey)).size;
  const account = {
    ...{ eventsIn, repeated, unmatched: fates.unmatched, heldBack: fates['held-back'], quiet: fates.quiet },
    ...{ rang: outcomes.alerted, joined: outcomes.grouped, digested: outcomes.digested },
    ...{ suppressed: outcomes.suppressed, dead: outcomes['dead-lettered'] + fates['dead-lettered'] },
    doubled: seen.doubled,
  };
  const { rang, joined, digested, suppressed, dead } = account;
  const told = rang + joined + digested + suppressed;

  hold({
    'each event given is an event in': eventsIn === ids.length,
    'each event has one end':
      eventsIn === repeated + fates.unmatched + fates['held-back'] + fates.quiet + fates['dead-lettered'] + firing,
    'each alert has one outcome': alerts === told + outcomes['dead-lettered'],
    'what rang is in Slack, and nothing else': sameKeys(seen.roots, keysOf(sandbox, 'alerted')),
    'what joined is replied to, or counted': isWithin(seen.replies, keysOf(sandbox, 'grouped')),
    'digests count their lines': seen.digested === digested,
    'digests count what was suppressed': seen.suppressed === suppressed,
    'what is dead is found': dead === 0 || sandbox.journal.deadLetters.length > 0,
  });
  return account;
}

function hold(claims: Readonly<Record<string, boolean>>): void {
  const broken = Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
  if (broken.length > 0) {
    throw new Error(`the account does not add up. Not true: ${broken.join('; ')}`);
  }
}

interface Seen {
  /** Alerts with a message of their own in a channel, and those with a reply in a thread. */
  readonly roots: ReadonlySet<string>;
  readonly replies: ReadonlySet<string>;
  readonly digested: number;
  readonly suppressed: number;
  readonly doubled: number;
}

const AboutAlert = z.object({
  event_type: z.enum(['trailbell_alert', 'trailbell_join']),
  event_payload: z.object({ event_key: z.string(), detection_id: z.string() }),
});
const AboutDigest = z.object({
  event_type: z.literal('trailbell_digest'),
  event_payload: z.object({ id: z.string(), total: z.number(), suppressed: z.number() }),
});

/** What people see: by the metadata of Slack's messages, and by e-mails. */
function seenBy({ slack, journal }: Sandbox): Seen {
  const messages = slack.messages();
  const digests = messages.flatMap(({ metadata }) => AboutDigest.safeParse(metadata).data?.event_payload ?? []);
  const distinct = [...new Map(digests.map((digest) => [digest.id, digest])).values()];
  const mails = journal.mails.filter(({ topic }) => topic === 'trailbell-page');
  const once = [...messages.map(identityOf), ...mails.map(({ text }) => text)];
  return {
    roots: alertsIn(messages, 'trailbell_alert'),
    replies: alertsIn(messages, 'trailbell_join'),
    digested: distinct.reduce((sum, { total }) => sum + total, 0),
    suppressed: distinct.reduce((sum, { suppressed }) => sum + suppressed, 0),
    doubled: once.length - new Set(once).size,
  };
}

/** Which alert a message of Slack is about, as `keyOf` says it; `undefined` where it is about none. */
export function alertOf({ metadata }: Pick<Message, 'metadata'>): string | undefined {
  const alert = AboutAlert.safeParse(metadata).data?.event_payload;
  return alert && keyOf(alert.detection_id, alert.event_key);
}

export function keyOf(detectionId: string, eventKey: string): string {
  return `${detectionId} ${eventKey}`;
}

function alertsIn(messages: readonly Message[], type: string): ReadonlySet<string> {
  const ofType = messages.filter(({ metadata }) => AboutAlert.safeParse(metadata).data?.event_type === type);
  return new Set(ofType.map(alertOf).filter((key) => key !== undefined));
}

/** The same for messages that tell the same. Files have no metadata; there is one in a thread. */
function identityOf({ metadata, threadTs, channel, files }: Message): string {
  return files.length > 0 ? `files in ${channel} ${threadTs ?? ''}` : JSON.stringify(metadata);
}

function keysOf({ journal }: Sandbox, outcome: string): ReadonlySet<string> {
  const alerts = journal.alerts.all.filter((known) => known.outcome === outcome);
  return new Set(alerts.map(({ alert }) => keyOf(alert.detectionId, alert.eventKey)));
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((key) => all.has(key));
}

function sameKeys(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && isWithin(some, others);
}
