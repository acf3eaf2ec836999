import { type Alert } from '../alert.ts';
import { type Firing, type MarkDemand } from './mark-set.ts';

const VALUES_NAMED = 3;

/** The alert with what fired it as data, and in words: `ana read 23 different secrets in 14 minutes: a, b, c and 20 more`. */
export function withEvidence(alert: Alert, firing: Firing, demand: MarkDemand): Alert {
  const { count, values, since, until } = firing;
  return {
    ...alert,
    summary: summaryOf(firing, demand),
    evidence: { count, since: isoOf(since), until: isoOf(until), values },
  };
}

function summaryOf({ count, values, since, until }: Firing, demand: MarkDemand): string {
  const span = describeSpan(until - since);
  switch (demand.kind) {
    case 'sequence':
      return `${demand.summary} within ${span}`;
    case 'distinct':
      return `${demand.begins} ${count} different ${demand.counted} in ${span}${listed(values, count, demand.listing)}`;
    case 'threshold':
      return `${demand.begins} ${count} ${demand.counted} in ${span}${listed(values, values.length, demand.listing)}`;
  }
}

/** `: a, b, c and 20 more`; nothing when nothing is named. */
function listed(values: readonly string[], count: number, lead: string): string {
  const named = values.slice(0, VALUES_NAMED).join(', ');
  const more = count - Math.min(VALUES_NAMED, values.length);
  if (named === '') {
    return '';
  }
  return more > 0 ? `${lead} ${named} and ${more} more` : `${lead} ${named}`;
}

const UNITS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Rounded up to a whole unit, the largest that it holds: `14 minutes`, `1 second`. */
function describeSpan(ms: number): string {
  const [unit, length] = UNITS.find(([, size]) => ms >= size) ?? UNITS[2];
  const count = Math.max(1, Math.ceil(ms / length));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function isoOf(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
