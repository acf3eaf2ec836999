import { type SectionBlock } from '@slack/types';
import { type Count, type Digest, type DigestLine } from '@trailbell/alerting';
import { severitySign, severityWord, timeOf } from '../describe-alert.ts';
import { code, date, prose } from './mrkdwn.ts';
import { type SlackMessage, context, header, mrkdwn, section } from './slack-message.ts';

/** Characters and counts of each part. Their sum stays below what Slack takes in all, with room for the blocks around them. */
const LIMIT = {
  detections: 12,
  title: 80,
  names: 8,
  name: 60,
  lines: 20,
  summary: 160,
  place: 30,
  section: 2_900,
} as const;

/** Many alerts as one message: what happened how often, by whom, where; then the most telling lines. */
export function renderSlackDigest(digest: Digest): SlackMessage {
  const title = `Digest: ${counted(digest.total, 'alert')}`;
  const lines = digest.lines.slice(0, LIMIT.lines);
  const missing = digest.notShown + sum(digest.lines.slice(LIMIT.lines));

  return {
    text: title,
    blocks: [
      header(`📋 ${title}`),
      ...periodOf(digest),
      ...listSection(
        '*What happened*',
        digest.byDetection,
        LIMIT.detections,
        (detection) =>
          `${severitySign(detection.severity)} ${severityWord(detection.severity)}: ${prose(detection.name, LIMIT.title)} × ${detection.count}`,
      ),
      ...whoAndWhere(digest),
      ...linesInSections(lines.map(lineText)).map(section),
      ...(missing > 0 ? [context([`${counted(missing, 'more alert')} in the counts above.`])] : []),
    ],
    metadata: { event_type: 'trailbell_digest', event_payload: { total: digest.total } },
  };
}

function periodOf({ period }: Digest) {
  const first = period && timeOf({ eventTime: period.first });
  const last = period && timeOf({ eventTime: period.last });
  return first && last ? [context([`${date(first)} to ${date(last)}`])] : [];
}

function whoAndWhere({ byActor, byAccount }: Digest): readonly SectionBlock[] {
  const name = ({ name, count }: Count) => `${code(name, LIMIT.name)} × ${count}`;
  const fields = [
    ...list('*By whom*', byActor, LIMIT.names, name),
    ...list('*In which account*', byAccount, LIMIT.names, name),
  ];
  return fields.length === 0 ? [] : [{ type: 'section', fields: fields.map(mrkdwn) }];
}

function listSection<T extends Count>(title: string, counts: readonly T[], max: number, text: (count: T) => string) {
  return list(title, counts, max, text).map(section);
}

/** A titled list, or nothing when there is nothing to list. */
function list<T extends Count>(title: string, counts: readonly T[], max: number, text: (count: T) => string) {
  if (counts.length === 0) {
    return [];
  }
  const rest = counts.slice(max);
  const more = rest.length === 0 ? [] : [`… and ${rest.length} more × ${sum(rest)}`];
  return [[title, ...counts.slice(0, max).map(text), ...more].join('\n')];
}

function lineText({ alert, count, lastTime }: DigestLine): string {
  const time = timeOf({ eventTime: lastTime });
  const place = prose(`${alert.account} ${alert.region}`, LIMIT.place * 2);
  const times = count > 1 ? `, ${count} times` : '';
  const unread = alert.unreadable === undefined ? '' : ' (not read in full)';
  return `${severitySign(alert.severity)} ${prose(alert.summary, LIMIT.summary)}${unread} · ${place}${times}${time ? `, ${date(time)}` : ''}`;
}

function linesInSections(lines: readonly string[]): readonly string[] {
  return lines.reduce<string[]>((sections, line) => {
    const last = sections.at(-1);
    return last !== undefined && last.length + line.length < LIMIT.section
      ? [...sections.slice(0, -1), `${last}\n${line}`]
      : [...sections, line];
  }, []);
}

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
