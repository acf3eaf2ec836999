import { type Count, type DetectionCount, type DigestLine, type MessageSettings } from '@trailbell/alerting';
import { accountName, severitySign, severityWord, timeOf } from '../describe-alert.ts';
import { date, prose } from './mrkdwn.ts';

/** Characters of each part, so that the sum stays below what Slack takes in all. */
const LIMIT = { title: 80, summary: 160, place: 60, section: 2_900 } as const;

/** Lines of the message itself; the others are in its thread. */
export const LINES_IN_MESSAGE = 6;

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

export function sumOf(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

export function detectionText({ severity, name, count }: DetectionCount): string {
  return `${severitySign(severity)} ${severityWord(severity)}: ${prose(name, LIMIT.title)} × ${count}`;
}

export function lineText({ alert, count, lastTime }: DigestLine, settings: MessageSettings): string {
  const time = timeOf({ eventTime: lastTime });
  const place = prose(`${accountName(alert.account, settings)} ${alert.region}`, LIMIT.place);
  const times = count > 1 ? `, ${count} times` : '';
  const unread = alert.unreadable === undefined ? '' : ' (not read in full)';
  return `${severitySign(alert.severity)} ${prose(alert.summary, LIMIT.summary)}${unread} · ${place}${times}${time ? `, ${date(time)}` : ''}`;
}

/** A titled list, or nothing when there is nothing to list. What is too many is counted. */
export function list<T extends Count>(
  title: string,
  counts: readonly T[],
  max: number,
  text: (count: T) => string,
): readonly string[] {
  if (counts.length === 0) {
    return [];
  }
  const rest = counts.slice(max);
  const more = rest.length === 0 ? [] : [`… and ${rest.length} more × ${sumOf(rest)}`];
  return [[title, ...counts.slice(0, max).map(text), ...more].join('\n')];
}

/** Lines in as few sections as take them. */
export function inSections(lines: readonly string[]): readonly string[] {
  return lines.reduce<string[]>((sections, line) => {
    const last = sections.at(-1);
    return last !== undefined && last.length + line.length < LIMIT.section
      ? [...sections.slice(0, -1), `${last}\n${line}`]
      : [...sections, line];
  }, []);
}
