import { CALM_MINUTES, type StormCount, type StormPhase, type StormState } from '@trailbell/alerting';
import { detectionTitle } from '@trailbell/detections';
import { severitySign, severityWord } from '../describe-alert.ts';
import { stormHeadline } from '../describe-storm.ts';
import { list, detectionText } from './digest-words.ts';
import { date } from './mrkdwn.ts';
import { type SlackMessage, context, header, section } from './slack-message.ts';

const MOST_DETECTIONS = 20;

/** One message for all incidents that come too fast to be told one by one. */
export function renderSlackStorm(storm: StormState, phase: StormPhase): SlackMessage {
  const title = `${phase === 'over' ? '✅ Storm over' : '🌩 Storm'}: ${stormHeadline(storm)}`;
  const [gravest] = storm.byDetection;
  return {
    text: title,
    blocks: [
      header(title),
      ...(gravest === undefined ? [] : [section(gravity(gravest))]),
      ...list('*By detection*', storm.byDetection.map(named), MOST_DETECTIONS, detectionText).map(section),
      context([
        `${date(new Date(storm.first))} to ${date(new Date(storm.last))}`,
        'Each is a line in the next digest. Critical incidents ring by themselves, unless those are too many, too.',
      ]),
    ],
    metadata: metadataOf('trailbell_storm', storm),
  };
}

/** Says in the storm's thread, and in the channel, that calm returned. */
export function renderSlackCalm(storm: StormState): SlackMessage {
  const text = `✅ Calm returned after ${stormHeadline(storm)}`;
  return {
    text,
    blocks: [
      section(text),
      context([
        `Nothing more for ${CALM_MINUTES} minutes. Each is in the digest; new incidents ring one by one again.`,
      ]),
    ],
    metadata: metadataOf('trailbell_calm', storm),
  };
}

function gravity({ severity }: StormCount): string {
  return `Gravest: ${severitySign(severity)} *${severityWord(severity)}*. They are told here together, because nobody could read them one by one.`;
}

function named(count: StormCount) {
  return { ...count, name: detectionTitle(count.detectionId) };
}

function metadataOf(event_type: string, { route, count }: StormState): SlackMessage['metadata'] {
  return { event_type, event_payload: { route, count } };
}
