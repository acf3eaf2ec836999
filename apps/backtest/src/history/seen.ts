import { type EventEnvelope } from '@trailbell/cloudtrail-types';

export const HOUR_MS = 3_600_000;

/** One kind of event, as a trail may or may not log it. */
export interface EventKind {
  readonly account: string;
  readonly region: string;
  /** Management, Data, NetworkActivity, Insight; what has no category is of the time when all were management events. */
  readonly category: string;
  readonly access: 'read' | 'write';
}

/** What was in the history, summed up in little: how many events of each kind, and in which hours each account had any. */
export interface Seen {
  readonly kinds: ReadonlyMap<string, number>;
  /** By account, the hours since 1970 in which there was an event. */
  readonly hours: ReadonlyMap<string, ReadonlySet<number>>;
}

export class Sightings implements Seen {
  readonly kinds = new Map<string, number>();
  readonly hours = new Map<string, Set<number>>();

  add(kind: EventKind, time: number): void {
    this.addEvents(kind, 1);
    this.addHour(kind.account, time);
  }

  addEvents(kind: EventKind, count: number): void {
    this.#count(nameOf(kind), count);
  }

  /** The hour of this time. Times before 1970 are none. */
  addHour(account: string, time: number): void {
    if (time > 0) {
      this.#hoursOf(account).add(Math.floor(time / HOUR_MS));
    }
  }

  merge({ kinds, hours }: Seen): void {
    for (const [name, count] of kinds) {
      this.#count(name, count);
    }
    for (const [account, ofAccount] of hours) {
      const known = this.#hoursOf(account);
      ofAccount.forEach((hour) => known.add(hour));
    }
  }

  #count(name: string, count: number): void {
    this.kinds.set(name, (this.kinds.get(name) ?? 0) + count);
  }

  #hoursOf(account: string): Set<number> {
    const known = this.hours.get(account);
    if (known !== undefined) {
      return known;
    }
    const hours = new Set<number>();
    this.hours.set(account, hours);
    return hours;
  }
}

/** The kind of an event that was read. What is no CloudTrail record is a finding, which somebody wrote. */
export function kindOf({ account, region, detail }: EventEnvelope): EventKind {
  const category = typeof detail.eventCategory === 'string' ? detail.eventCategory : undefined;
  const isRecord = typeof detail.eventVersion === 'string' || typeof detail.eventName === 'string';
  return {
    account,
    region,
    category: category ?? (isRecord ? categoryByFlag(detail.managementEvent) : 'Finding'),
    access: String(detail.readOnly) === 'true' ? 'read' : 'write',
  };
}

function categoryByFlag(managementEvent: unknown): string {
  return String(managementEvent) === 'false' ? 'Data' : 'Management';
}

function nameOf({ account, region, category, access }: EventKind): string {
  return `${account}\n${region}\n${category}\n${access}`;
}

/** The kinds that were seen, each with how many events. */
export function kindsSeen({ kinds }: Seen): readonly (EventKind & { readonly count: number })[] {
  return [...kinds].map(([name, count]) => {
    const [account = '', region = '', category = '', access] = name.split('\n');
    return { account, region, category, access: access === 'read' ? 'read' : 'write', count };
  });
}

/** A time in which an account that had events before and after had none. Epoch milliseconds. */
export interface Gap {
  readonly account: string;
  readonly from: number;
  readonly until: number;
}

/** An account in use makes events every hour, if only by its own services; half a day without any is worth a look. */
const SHORTEST_GAP_HOURS = 12;

/** The gaps, longest first. */
export function gapsIn({ hours }: Seen): readonly Gap[] {
  return [...hours].flatMap(([account, ofAccount]) => gapsOf(account, [...ofAccount])).sort(byLength);
}

function gapsOf(account: string, hours: number[]): readonly Gap[] {
  const inOrder = hours.sort((one, other) => one - other);
  return inOrder.flatMap((hour, index) => {
    const before = inOrder[index - 1];
    const isGap = before !== undefined && hour - before > SHORTEST_GAP_HOURS;
    return isGap ? [{ account, from: (before + 1) * HOUR_MS, until: hour * HOUR_MS }] : [];
  });
}

function byLength(one: Gap, other: Gap): number {
  return other.until - other.from - (one.until - one.from);
}

/** The first and the last hour with an event; `undefined` when no event had a time. */
export function periodOf({ hours }: Seen): { readonly from: number; readonly until: number } | undefined {
  let from = Infinity;
  let until = -Infinity;
  for (const ofAccount of hours.values()) {
    for (const hour of ofAccount) {
      from = Math.min(from, hour);
      until = Math.max(until, hour + 1);
    }
  }
  return from === Infinity ? undefined : { from: from * HOUR_MS, until: until * HOUR_MS };
}
