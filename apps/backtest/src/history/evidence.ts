import { Buffer } from 'node:buffer';
import { type Pattern } from '@trailbell/event-pattern';

/** To look for more than this takes longer than to match. */
const MOST_TEXTS = 6;
/** ASCII that stands for itself in JSON where nothing is written as an escape. */
const PLAIN = /^[!#-.0-[\]-~]+$/;

/**
 * Whether a record without escapes may match, told by texts without which none of these patterns matches: looked for in its
 * bytes, which is quick.
 */
export function evidenceOf(
  details: readonly Pattern[],
  ofKind: ReadonlySet<string>,
): ((record: Buffer) => boolean) | undefined {
  const texts = details.map((detail) => rarestOf(textsAsked(detail, ofKind)));
  const all = [...new Set(texts.flatMap((some) => some ?? []))].map((text) => Buffer.from(text));
  if (texts.includes(undefined) || all.length > MOST_TEXTS) {
    return undefined;
  }
  return (record) => all.some((text) => record.includes(text));
}

/** For each field of which only texts are asked, those texts: one of them is in every record that matches. */
function textsAsked(pattern: Pattern, ofKind: ReadonlySet<string>): readonly (readonly string[])[] {
  return partsOf(pattern).flatMap(([name, part]) => {
    if (ofKind.has(name)) {
      return []; // the same in all records of the kind
    }
    if (isList(part)) {
      return part.every(isPlain) ? [part] : [];
    }
    return textsAsked(part, ofKind);
  });
}

function partsOf({ $or, ...fields }: Pattern): readonly (readonly [string, Pattern | readonly unknown[]])[] {
  return $or === undefined ? Object.entries(fields) : []; // of several ways, each asks something else
}

function isList(part: Pattern | readonly unknown[]): part is readonly unknown[] {
  return Array.isArray(part);
}

function isPlain(condition: unknown): condition is string {
  // An address may be written in several ways.
  return typeof condition === 'string' && PLAIN.test(condition) && !/^[\da-f.:/]+$/i.test(condition);
}

/** Long texts stand in few records. */
function rarestOf(fields: readonly (readonly string[])[]): readonly string[] | undefined {
  const shortest = (texts: readonly string[]) => Math.min(...texts.map(({ length }) => length));
  return fields.toSorted((one, other) => shortest(other) - shortest(one))[0];
}
