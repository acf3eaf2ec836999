import { createHash } from 'node:crypto';
import {
  type Incident,
  type Route,
  Storm,
  type StormCount,
  type StormState,
  gravestOf,
  memberNameOf,
  subjectKeyOf,
} from '@trailbell/alerting';
import { type Alert, Severity, severities } from '@trailbell/detections';
import { ParsedJson } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Item, Millis, Text, expiryAt, number, text } from './alert-item.ts';

/** How many storms of a route are found again. */
const STORMS_KEPT = 24;

/** What a storm comes to is spread over so many items, so that thousands of incidents a second heat none. */
export const SHARDS = 16;
/** Of each: a write costs as much as the item is large. */
export const MOST_IN_SHARD = 200;

/** The item of a route: its storms, by their spans. */
export interface StormsRecord {
  readonly storms: readonly Storm[];
  /** Grows with each writing. */
  readonly version: number;
}

export function stormsKeyOf(route: Route): Item {
  return { pk: text(`storms#${route}`), sk: text('storms') };
}

export function stormsItemOf(route: Route, { storms, version }: StormsRecord, now: number): Item {
  return {
    ...stormsKeyOf(route),
    storms: text(JSON.stringify(storms.slice(-STORMS_KEPT))),
    version: number(version),
    expiresAt: expiryAt(now),
  };
}

const StormsItem = z.object({ storms: Text.pipe(ParsedJson).pipe(z.array(Storm)), version: Millis });

export function readStorms(item: Item | undefined): StormsRecord {
  return item ? StormsItem.parse(item) : { storms: [], version: 0 };
}

/** The item of a minute: the subjects of new incidents in it. */
export function minuteKeyOf(minute: string): Item {
  return { pk: text(`minute#${minute}`), sk: text('opened') };
}

export function subjectNameOf(alert: Alert): string {
  return createHash('sha256').update(subjectKeyOf(alert)).digest('base64url').slice(0, 22);
}

/** The item of a storm: who was told of it. */
export function stormKeyOf(storm: string): Item {
  return { pk: text(`storm#${storm}`), sk: text('storm') };
}

export function shardKeyOf(storm: string, shard: number): Item {
  return { pk: text(`storm#${storm}#${shard}`), sk: text('folded') };
}

export function shardOf(incident: Incident): number {
  return createHash('sha256').update(foldedNameOf(incident)).digest().readUInt16BE() % SHARDS;
}

/** An incident among those of its storm: all that is told of it, and what makes it another than the rest. */
export function foldedNameOf(incident: Incident): string {
  const { severity, detectionId, openedAt } = incident;
  return [severity, detectionId, Math.floor(openedAt / 60_000), memberNameOf(incident)].join(' ');
}

const ShardItem = z.object({
  folded: z
    .object({ SS: z.array(z.string()) })
    .transform(({ SS }) => SS)
    .default([]),
  /** Incidents that were not counted any more, more or less. */
  uncounted: Millis.default(0),
});

export interface Folded {
  readonly names: readonly string[];
  readonly uncounted: number;
}

export function readShard(item: Item | undefined): Folded {
  const { folded, uncounted } = ShardItem.parse(item ?? {});
  return { names: folded, uncounted };
}

const FoldedName = z.object({ severity: Severity, detectionId: z.string(), minute: z.coerce.number() });

function readFolded(name: string) {
  const [severity, detectionId, minute] = name.split(' ');
  const folded = FoldedName.parse({ severity, detectionId, minute });
  return { ...folded, at: folded.minute * 60_000 };
}

export function stormStateOf(route: Route, shards: readonly Folded[]): StormState {
  const folded = shards.flatMap(({ names }) => names.map(readFolded));
  const uncounted = shards.reduce((sum, shard) => sum + shard.uncounted, 0);
  const times = folded.map(({ at }) => at);
  return {
    route,
    count: folded.length,
    more: uncounted > 0,
    byDetection: [...Map.groupBy(folded, ({ detectionId }) => detectionId)]
      .map(([detectionId, some]): StormCount => {
        const severity = gravestOf(some.map((one) => one.severity));
        return { detectionId, severity, count: some.length };
      })
      .sort(byGravityThenCount),
    first: times.reduce((least, time) => Math.min(least, time), Infinity),
    last: times.reduce((most, time) => Math.max(most, time), 0),
    revision: folded.length + uncounted,
  };
}

function byGravityThenCount(one: StormCount, other: StormCount): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    other.count - one.count ||
    (one.detectionId < other.detectionId ? -1 : 1)
  );
}
