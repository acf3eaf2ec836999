import { type Bars, barsOf } from './bars.ts';
import { type DetectionCount, type Digest, digestOf } from './digest.ts';
import { type DigestEntry, type DigestedAlert, type SuppressionNote } from './digest-entry.ts';

/** How many alerts a suppression kept from being told. */
export interface SuppressionCount extends SuppressionNote {
  readonly count: number;
  /** Titles of the detections whose alerts it kept back. */
  readonly titles: readonly string[];
}

/** What the digest before did not have. */
export interface News {
  readonly detections: readonly string[];
  readonly actors: readonly string[];
  readonly accounts: readonly string[];
}

/** All that the digest of one window says. */
export interface WindowDigest {
  /** When the window closed, ISO 8601: the same digest told twice says the same. */
  readonly id: string;
  /** The lesser alerts, told here alone. */
  readonly lesser: Digest;
  readonly suppressed: readonly SuppressionCount[];
  readonly rang: { readonly total: number; readonly byDetection: readonly DetectionCount[] };
  /** Absent where there is no digest before to compare with. */
  readonly news?: News;
  /** Lesser alerts and those that rang, over time. */
  readonly bars: Bars;
}

/** Lines of the message and of its thread. */
const MOST_LINES = 60;

/** The digest of these entries, the same whatever order they came in. */
export function windowDigestOf(
  id: string,
  entries: readonly DigestEntry[],
  previous?: readonly DigestEntry[],
): WindowDigest {
  const lesser = alertsOf(entries, 'lesser');
  const rang = alertsOf(entries, 'rang');
  const { total, byDetection } = digestOf(rang);
  return {
    id,
    lesser: digestOf(lesser, MOST_LINES),
    suppressed: suppressionCounts(entries),
    rang: { total, byDetection },
    ...(previous && { news: newsOf(lesser, alertsOf(previous, 'lesser')) }),
    bars: barsOf([...lesser, ...rang]),
  };
}

/** Whether there is anything a digest is for. What rang was told already. */
export function isEmptyDigest({ lesser, suppressed }: WindowDigest): boolean {
  return lesser.total === 0 && suppressed.length === 0;
}

function alertsOf(entries: readonly DigestEntry[], kind: DigestEntry['kind']): readonly DigestedAlert[] {
  return entries.filter((entry) => entry.kind === kind).map(({ alert }) => alert);
}

function suppressionCounts(entries: readonly DigestEntry[]): readonly SuppressionCount[] {
  const suppressed = entries.filter((entry) => entry.kind === 'suppressed');
  return [...Map.groupBy(suppressed, ({ suppression }) => suppression.id).values()]
    .flatMap((group) => {
      const latest = group.toSorted((a, b) => compare(a.alert.eventTime, b.alert.eventTime)).at(-1);
      const titles = [...new Set(group.map(({ alert }) => alert.title))].sort();
      return latest ? [{ ...latest.suppression, count: group.length, titles }] : [];
    })
    .sort((a, b) => b.count - a.count || compare(a.id, b.id));
}

function newsOf(now: readonly DigestedAlert[], before: readonly DigestedAlert[]): News {
  const unseen = (nameOf: (alert: DigestedAlert) => string) => {
    const seen = new Set(before.map(nameOf));
    return [...new Set(now.map(nameOf))].filter((name) => !seen.has(name)).sort();
  };
  return {
    detections: unseen(({ title }) => title),
    actors: unseen(({ actor }) => actor.name),
    accounts: unseen(({ account }) => account),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
