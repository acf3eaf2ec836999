import { type Detection } from '@trailbell/detections';
import { blindSpots, minuteOf } from '../history/blind-spots.ts';
import { type Report } from '../history/report.ts';
import { kindsSeen, periodOf } from '../history/seen.ts';
import { type Tally } from '../history/tally.ts';
import { count, number, textTable } from './text-table.ts';

const PRINCIPALS_SHOWN = 10;
const UNREADABLE_SHOWN = 5;
const WEEK_MS = 7 * 86_400_000;

/** What there was, what would have rung, and what could not be seen. */
export function describeReport(report: Report, detections: readonly Detection[]): string {
  const sections = [
    `${input(report)}\n${outcome(report)}\n`,
    ...(report.alerts > 0 ? [byDetection(report, detections), byPrincipal(report)] : []),
    ...(report.unreadableCount > 0 ? [unreadable(report)] : []),
    `What it could not see\n${blindSpots(report.seen, detections)
      .map((sentence) => `  ${sentence}\n`)
      .join('')}`,
  ];
  return printable(sections.join('\n'));
}

/** Names in records and of files are anybody's: none of them may steer the terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '\uFFFD');
}

function input({ events, seen }: Report): string {
  const period = periodOf(seen);
  const kinds = kindsSeen(seen);
  const reads = kinds.filter(({ access }) => access === 'read').reduce((sum, kind) => sum + kind.count, 0);
  const accounts = new Set(kinds.map(({ account }) => account)).size;
  const time = period === undefined ? '' : `, ${minuteOf(period.from)} to ${minuteOf(period.until)}`;
  return `${count(events, 'event')} of ${count(accounts, 'account')}${time}, ${number(reads)} of them read-only`;
}

function outcome({ alerts, incidents, digestLines, duplicates, late, suppressed }: Report): string {
  const interruptions = incidents.all.reduce((sum, incident) => sum + incident.interruptions, 0);
  const again = duplicates === 0 ? '' : ` (${count(duplicates, 'alert')} more of events delivered twice)`;
  return `${count(alerts, 'alert')}${again}: ${count(interruptions, 'interruption')} by ${count(incidents.all.length, 'incident')}, ${count(digestLines.length, 'digest line')}${inStorms(incidents)}${heldBack(suppressed)}${outOfOrder(late)}`;
}

function inStorms({ folded, storms }: Report['incidents']): string {
  return storms === 0
    ? ''
    : `\n${count(folded.length, 'incident')} more were folded into ${count(storms, 'storm')}: one message for all of a storm, and the digest`;
}

function heldBack(suppressed: Report['suppressed']): string {
  return [...suppressed].map(([id, alerts]) => `\n${count(alerts, 'alert')} suppressed by ${id}`).join('');
}

function outOfOrder(late: number): string {
  return late === 0
    ? ''
    : `\n${count(late, 'event')} came long after later ones: detections that count took them out of order`;
}

function byDetection({ byDetection: tallies, seen }: Report, detections: readonly Detection[]): string {
  const severities = new Map(detections.map(({ id, severity }) => [id, severity]));
  const period = periodOf(seen);
  // Of less than a week the rate is the number itself: more would be a guess.
  const weeks = period === undefined ? 1 : Math.max(1, (period.until - period.from) / WEEK_MS);
  return `By detection\n${textTable(
    ['detection', 'severity', 'interruptions', 'incidents', 'alerts', 'to digest', 'alerts a week'],
    tallies.map((tally) => [
      tally.name,
      tally.severity ?? severities.get(tally.name) ?? '',
      ...numbers(tally),
      tally.alerts / weeks,
    ]),
  )}`;
}

function byPrincipal({ byPrincipal: tallies }: Report): string {
  const more = tallies.length - PRINCIPALS_SHOWN;
  return `By principal\n${textTable(
    ['principal', 'interruptions', 'incidents', 'alerts', 'to digest'],
    tallies.slice(0, PRINCIPALS_SHOWN).map((tally) => [tally.name, ...numbers(tally)]),
  )}${more > 0 ? `  and ${number(more)} more\n` : ''}`;
}

function numbers({ interruptions, incidents, alerts, digested }: Tally): readonly number[] {
  return [interruptions, incidents, alerts, digested];
}

function unreadable({ unreadable: told, unreadableCount }: Report): string {
  const shown = told.slice(0, UNREADABLE_SHOWN).map(({ file, position, reason }) => {
    const where = position === undefined ? '' : `, line ${position.line}, event ${position.index + 1}`;
    return `  ${file}${where}: ${reason}\n`;
  });
  const more = unreadableCount - shown.length;
  return `Could not be read\n${shown.join('')}${more > 0 ? `  and ${number(more)} more\n` : ''}`;
}
