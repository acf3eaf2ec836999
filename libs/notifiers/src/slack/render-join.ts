import { type Aspect, type IncidentState, type Joined, type MessageSettings, type Standing } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { accountName, severitySign, severityWord, timeOf } from '../describe-alert.ts';
import { eventLink } from '../links.ts';
import { code, date, link, plainText, prose } from './mrkdwn.ts';
import { renderSlackAlert } from './render-alert.ts';
import { type SlackMessage, context, section } from './slack-message.ts';

const LIMIT = { summary: 800, opening: 200, fact: 300, id: 100 } as const;

/** An alert that joined an incident, as a reply in its thread: only what is new in it. */
export function renderSlackReply(alert: Alert, { news, state }: Joined, settings: MessageSettings = {}): SlackMessage {
  const rise = news.rise ? `Now ${severityWord(alert.severity)}: ` : '';
  const time = timeOf(alert);
  const event = eventLink(alert);
  const lines = [
    ...(news.rise ? [`${severitySign(alert.severity)} *Now ${severityWord(alert.severity)}*`] : []),
    ...news.aspects.map((aspect) => NEW[aspect](alert)).filter((line) => line !== ''),
  ];
  return {
    text: prose(`${rise}${alert.summary} · ${accountName(alert.account, settings)} ${alert.region}`, LIMIT.summary),
    blocks: [
      section(lines.join('\n') || 'It happened again'),
      context([
        time ? date(time) : code(alert.eventTime, LIMIT.fact),
        countOf(state),
        ...(event ? [link(event.url, event.label)] : []),
      ]),
    ],
    metadata: metadataOf(alert),
  };
}

/**
 * The root message of an incident, with how it stands now. It tells of the alert that made it graver, if one did: whoever
 * reads nothing else has read the worst.
 */
export function renderSlackIncident(
  opening: Alert,
  { state, gravest }: Standing,
  settings: MessageSettings = {},
): SlackMessage {
  const { metadata } = renderSlackAlert(opening, settings);
  const { text, blocks } = renderSlackAlert({ ...(gravest ?? opening), severity: state.severity }, settings);
  const [first, ...rest] = blocks;
  const standing = context([
    `*${countOf(state)}*`,
    `Last seen ${date(new Date(state.lastSeen))}`,
    ...riseSince(opening, { state, gravest }),
  ]);
  return { text, metadata, blocks: first ? [first, standing, ...rest] : [standing] };
}

function riseSince(opening: Alert, { state, gravest }: Standing): readonly string[] {
  if (state.severity === opening.severity) {
    return [];
  }
  const how = gravest ? prose(opening.summary, LIMIT.opening) : 'what made it graver is in the thread';
  return [`Opened as ${severityWord(opening.severity)}: ${how}`];
}

/** How each aspect is told when it is new. Empty where another says it. */
const NEW: Readonly<Record<Aspect, (alert: Alert) => string>> = {
  summary: ({ summary }) => prose(summary, LIMIT.summary),
  actor: ({ actor }) => `Another actor: ${code(actor.name, LIMIT.fact)}`,
  source: ({ source }) => `From another address: ${code(source, LIMIT.fact)}`,
  region: ({ region }) => `In another region: ${code(region, LIMIT.fact)}`,
  error: ({ errorCode }) =>
    errorCode === undefined ? 'This time it succeeded' : `This time it failed with ${code(errorCode, LIMIT.fact)}`,
};

function countOf({ count, more }: IncidentState): string {
  return more ? `More than ${count} times` : `${count} times`;
}

function metadataOf({ eventKey, detectionId }: Alert): SlackMessage['metadata'] {
  return {
    event_type: 'trailbell_join',
    event_payload: { event_key: plainText(eventKey, LIMIT.id), detection_id: plainText(detectionId, LIMIT.id) },
  };
}
