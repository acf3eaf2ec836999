import { type JsonObject, isJsonObject, isList } from './json.ts';
import { CloudTrailRecord } from './record.ts';
import { checkOf } from './schema-check.ts';

/** A field that does not have the type AWS documents for it. */
export interface Oddity {
  /** `userIdentity.arn`, `resources.0`. */
  readonly field: string;
  /** What stands there. */
  readonly value: unknown;
}

export interface RecordReading {
  /** The record, without the odd fields: each field it has is of its type. Without oddities it is the value itself. */
  readonly record: CloudTrailRecord;
  readonly oddities: readonly Oddity[];
}

/**
 * Reads any JSON object as a record. One odd field costs that field, and it is told: a record is never refused for it,
 * because an attacker's call must not slip by for a field that nobody looks at.
 */
export function recordOf(value: JsonObject): RecordReading {
  if (isRecord(value)) {
    return { record: value, oddities: [] };
  }
  const paths = oddPathsOf(value);
  const rest = recordOf(without(value, paths));
  const oddities = paths.map((path) => ({ field: path.join('.'), value: valueAtPath(value, path) }));
  return { record: rest.record, oddities: [...oddities, ...rest.oddities] };
}

type Path = readonly PropertyKey[];

const fits = checkOf(CloudTrailRecord);

/** The schema changes nothing in what it accepts, so the value stands for itself, in the order of its keys. */
function isRecord(value: JsonObject): value is CloudTrailRecord {
  return fits(value);
}

function oddPathsOf(value: JsonObject): readonly Path[] {
  return CloudTrailRecord.safeParse(value).error?.issues.map(({ path }) => path) ?? [];
}

function without(value: JsonObject, paths: readonly Path[]): JsonObject {
  return Object.fromEntries(remaining(Object.entries(value), paths));
}

/** The members that stay, each without the odd parts inside it. */
function remaining(members: readonly (readonly [PropertyKey, unknown])[], paths: readonly Path[]) {
  const byKey = Map.groupBy(paths, ([key]) => String(key));
  return members.flatMap(([key, member]): [PropertyKey, unknown][] => {
    const inside = byKey.get(String(key))?.map((path) => path.slice(1));
    if (inside === undefined) {
      return [[key, member]];
    }
    return inside.some((path) => path.length === 0) ? [] : [[key, prune(member, inside)]];
  });
}

function prune(member: unknown, paths: readonly Path[]): unknown {
  if (isList(member)) {
    return remaining([...member.entries()], paths).map(([, item]) => item);
  }
  return isJsonObject(member) ? without(member, paths) : undefined;
}

function valueAtPath(value: unknown, path: Path): unknown {
  return path.reduce((here: unknown, key) => {
    if (isList(here)) {
      return here[Number(key)];
    }
    return isJsonObject(here) ? here[String(key)] : undefined;
  }, value);
}
