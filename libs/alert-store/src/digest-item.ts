import { createHash } from 'node:crypto';
import { DigestEntry, type DigestWindow, NEW_WINDOW } from '@trailbell/alerting';
import { ParsedJson } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Item, type TellingStatus, Text, bounded, number, text } from './alert-item.ts';

/** Entries of one window are spread over so many partitions: 10,000 of them in a second heat none. */
export const SHARDS = 16;

/** The app that tells digests, in the tellings of an alert. */
export const DIGEST_APP = 'digest-lambda';

/** As long as its alert: only a digest that cannot be told for months loses its entries. */
const RETENTION_DAYS = 90;

/** Sort key of an entry: the event key and detection, bounded, and the kind. */
export function entryNameOf({ kind, alert }: DigestEntry): string {
  const name = JSON.stringify([alert.eventKey, alert.detectionId, kind]);
  return bounded(name);
}

export function entryKeyOf(entry: DigestEntry): Item {
  const name = entryNameOf(entry);
  const shard = createHash('sha256').update(name).digest().readUInt16BE() % SHARDS;
  return { pk: shardKey(shard), sk: text(name) };
}

export function shardKey(shard: number) {
  return text(`digest#entries#${shard}`);
}

export function entryItemOf(entry: DigestEntry, now: number): Item {
  return { ...entryKeyOf(entry), entry: text(JSON.stringify(fittingEntry(entry))), expiresAt: expiryAt(now) };
}

/** A part of a digest's members has to fit an item of 400 KB, and an entry a part. */
const LONGEST_TEXT = 1_000;

/** Without the fields a digest does not know, and without the end of a text nobody would read. */
function fittingEntry(entry: DigestEntry): DigestEntry {
  const { alert, ...rest } = DigestEntry.parse(entry);
  const cut = (value: string) => (value.length <= LONGEST_TEXT ? value : `${value.slice(0, LONGEST_TEXT - 1)}…`);
  return DigestEntry.parse({
    ...rest,
    alert: { ...alert, summary: cut(alert.summary), subject: cut(alert.subject), source: cut(alert.source) },
  });
}

const EntryItem = z.object({ entry: Text.pipe(ParsedJson).pipe(DigestEntry) });

export function readEntryItem(item: Item): DigestEntry {
  return EntryItem.parse(item).entry;
}

/** How the alert of an entry is marked when its digest was told. */
export function tellingNameOfEntry({ kind }: DigestEntry): string {
  return `${DIGEST_APP}/${kind === 'lesser' ? 'digest' : kind}`;
}

export function isTold(entry: DigestEntry, tellings: Readonly<Record<string, TellingStatus>>): boolean {
  return tellings[tellingNameOfEntry(entry)]?.kind === 'told';
}

export const WINDOW_KEY: Item = { pk: text('digest#window'), sk: text('window') };

const WindowItem = z.object({
  window: Text.pipe(ParsedJson).pipe(
    z.object({
      closedAt: z.number(),
      dueAt: z.number(),
      frozen: z
        .object({
          id: z.string(),
          closesAt: z.number(),
          parts: z.number(),
          receipt: z.string().optional(),
          replies: z.number(),
        })
        .optional(),
      previous: z.object({ id: z.string(), parts: z.number() }).optional(),
    }),
  ),
});

/** The window as it stands; a new one when only a lease was ever stored. */
export function readWindowItem(item: Item): DigestWindow {
  return 'window' in item ? WindowItem.parse(item).window : NEW_WINDOW;
}

export function memberKey(id: string, part: number): Item {
  return { pk: text(`digest#members#${id}`), sk: text(String(part).padStart(6, '0')) };
}

const MemberItem = z.object({ entries: Text.pipe(ParsedJson).pipe(z.array(DigestEntry)) });

export function memberItemOf(
  id: string,
  part: number,
  { entries, now }: { entries: readonly DigestEntry[]; now: number },
): Item {
  return { ...memberKey(id, part), entries: text(JSON.stringify(entries)), expiresAt: expiryAt(now) };
}

export function readMemberItem(item: Item): readonly DigestEntry[] {
  return MemberItem.parse(item).entries;
}

const LARGEST_PART = 300_000;

/** Entries in parts that fit an item. */
export function partsOf(entries: readonly DigestEntry[]): readonly (readonly DigestEntry[])[] {
  const parts: DigestEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (size > room) {
      parts.push([]);
      room = LARGEST_PART;
    }
    parts.at(-1)?.push(entry);
    room -= size;
  }
  return parts;
}

function expiryAt(now: number) {
  return number(Math.floor(now / 1000) + RETENTION_DAYS * 24 * 60 * 60);
}
