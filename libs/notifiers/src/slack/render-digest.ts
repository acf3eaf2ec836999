import { type SectionBlock } from '@slack/types';
import {
  type Count,
  type Digest,
  type MessageSettings,
  type News,
  type SuppressionCount,
  type WindowDigest,
  isEmptyDigest,
} from '@trailbell/alerting';
import { accountName, timeOf } from '../describe-alert.ts';
import { LINES_IN_MESSAGE, counted, detectionText, inSections, lineText, list, sumOf } from './digest-words.ts';
import { code, date, prose } from './mrkdwn.ts';
import { type SlackMessage, context, header, mrkdwn, section } from './slack-message.ts';

/** Counts and characters of each part. Their sum stays below what Slack takes in all, with room for the blocks around them. */
const LIMIT = {
  detections: 10,
  rang: 6,
  suppressions: 4,
  names: 6,
  name: 60,
  news: 5,
  newsName: 50,
  reason: 120,
  owner: 40,
} as const;

/** Many alerts as one message: what happened how often, by whom, where; what is new, what rang, what was suppressed. */
export function renderSlackDigest(digest: WindowDigest, settings: MessageSettings = {}): SlackMessage {
  const { id, lesser, suppressed, rang, news } = digest;
  const metadata = {
    event_type: 'trailbell_digest',
    event_payload: { id, total: lesser.total, suppressed: sumOf(suppressed), rang: rang.total },
  };
  if (isEmptyDigest(digest)) {
    const text = `Nothing for the digest${rang.total > 0 ? `; ${counted(rang.total, 'alert')} rang` : ''}`;
    return { text, blocks: [context([`📋 ${text}. ${closedAt(id)}`])], metadata };
  }

  const title = titleOf(digest);
  return {
    text: title,
    blocks: [
      header(`📋 ${title}`),
      ...periodOf(lesser),
      ...list('*What happened*', lesser.byDetection, LIMIT.detections, detectionText).map(section),
      ...whoAndWhere(lesser, settings),
      ...newsSection(news, settings),
      ...list('*Told at once*', rang.byDetection, LIMIT.rang, detectionText).map(section),
      ...list('*Suppressed*', suppressed.map(named), LIMIT.suppressions, suppressionText).map(section),
      ...inSections(lesser.lines.slice(0, LINES_IN_MESSAGE).map((line) => lineText(line, settings))).map(section),
      context([footOf(digest)]),
    ],
    metadata,
  };
}

function titleOf({ lesser, suppressed }: WindowDigest): string {
  const kept = sumOf(suppressed);
  return `Digest: ${counted(lesser.total, 'alert')}${kept > 0 ? `, ${kept} suppressed` : ''}`;
}

function periodOf({ period }: Digest) {
  const first = period && timeOf({ eventTime: period.first });
  const last = period && timeOf({ eventTime: period.last });
  return first && last ? [context([`${date(first)} to ${date(last)}`])] : [];
}

function whoAndWhere({ byActor, byAccount }: Digest, settings: MessageSettings): readonly SectionBlock[] {
  const name = ({ name, count }: Count) => `${code(name, LIMIT.name)} × ${count}`;
  const account = ({ name: id, count }: Count) => name({ name: accountName(id, settings), count });
  const fields = [
    ...list('*By whom*', byActor, LIMIT.names, name),
    ...list('*In which account*', byAccount, LIMIT.names, account),
  ];
  return fields.length === 0 ? [] : [{ type: 'section', fields: fields.map(mrkdwn) }];
}

/** What the digest before did not have. */
function newsSection(news: News | undefined, settings: MessageSettings): readonly SectionBlock[] {
  const lines = [
    ...newsLine('Detections', news?.detections ?? [], (name) => prose(name, LIMIT.newsName)),
    ...newsLine('By', news?.actors ?? [], (name) => code(name, LIMIT.newsName)),
    ...newsLine('In', news?.accounts ?? [], (id) => code(accountName(id, settings), LIMIT.newsName)),
  ];
  return lines.length === 0 ? [] : [section(['*New since the digest before*', ...lines].join('\n'))];
}

function newsLine(label: string, names: readonly string[], text: (name: string) => string): readonly string[] {
  if (names.length === 0) {
    return [];
  }
  const more = names.length > LIMIT.news ? ` and ${names.length - LIMIT.news} more` : '';
  return [`${label}: ${names.slice(0, LIMIT.news).map(text).join(', ')}${more}`];
}

type NamedSuppression = SuppressionCount & Count;

function named(suppression: SuppressionCount): NamedSuppression {
  return { ...suppression, name: suppression.id };
}

function suppressionText({ id, count, owner, reason, until }: NamedSuppression): string {
  const end = until === undefined ? '' : `, until ${prose(until, LIMIT.owner)}`;
  return `${code(id, LIMIT.name)} × ${count}: ${prose(reason, LIMIT.reason)} (${prose(owner, LIMIT.owner)}${end})`;
}

function footOf({ id, lesser }: WindowDigest): string {
  const shown = sumOf(lesser.lines.slice(0, LINES_IN_MESSAGE));
  const missing = lesser.total - shown;
  return [
    ...(missing > 0 ? [`${counted(missing, 'more alert')} in the counts above and in the thread.`] : []),
    closedAt(id),
  ].join(' ');
}

/** The same digest told twice says the same here: by it a double is known. */
function closedAt(id: string): string {
  const time = timeOf({ eventTime: id });
  return `Window closed ${time ? date(time) : prose(id, LIMIT.owner)}.`;
}
