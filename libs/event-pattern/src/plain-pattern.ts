import { type EventValue } from './event-value.ts';
import { type FlatEvent, WantedPaths } from './flat-event.ts';
import { ArrayConstraints } from './array-constraints.ts';
import { type SubRule } from './matcher.ts';
import { type ParsedPattern } from './parse-pattern.ts';
import { placesOf, sharedFields } from './shared-fields.ts';
import { testOf, type Test, traitsOf } from './value-test.ts';

/** One field of a way to match, ready to be asked. */
export interface PlainField {
  readonly path: string;
  readonly tests: readonly Test[];
  readonly mayBeAbsent: boolean;
}

/** A pattern ready to be matched by trying: correct for every event, and slow. */
export interface PlainPattern {
  /** The ways to match, each with its fields in the order the service tries them. */
  readonly ways: readonly (readonly PlainField[])[];
  readonly wanted: WantedPaths;
  /** Whether values behind an empty name are seen: the service enters only names that some path of the pattern has. */
  readonly seesEmptyNames: boolean;
}

export function plainPattern({ subRules }: ParsedPattern): PlainPattern {
  const shared = sharedFields(subRules);
  const wayOf = (subRule: SubRule): readonly PlainField[] =>
    placesOf(subRule).map(([path, place]) => {
      const matchers = subRule.get(path) ?? [];
      const traits = shared.get(place)?.traits ?? traitsOf(matchers);
      return {
        path,
        tests: matchers.map((matcher) => testOf(matcher, traits)),
        mayBeAbsent: matchers.some(({ kind }) => kind === 'absent'),
      };
    });
  const paths = new Set(subRules.flatMap((subRule) => [...subRule.keys()]));
  return { ways: subRules.map(wayOf), wanted: new WantedPaths(paths), seesEmptyNames: [...paths].some(hasEmptyStep) };
}

/** Whether Java's `split("\\.")`, which drops what is empty at the end, finds an empty name in the path. */
function hasEmptyStep(path: string): boolean {
  return path === '' || (path.replace(/\.+$/, '').split('.').includes('') && !/^\.*$/.test(path));
}

export function matchesPlainly(pattern: PlainPattern, event: FlatEvent): boolean {
  return pattern.ways.some((way) => matchesWay(way, event, pattern.seesEmptyNames));
}

function matchesWay(way: readonly PlainField[], event: FlatEvent, seesEmptyNames: boolean): boolean {
  const fields = way.map((field) => ({ ...field, values: valuesOf(event, field.path, seesEmptyNames) }));
  return new ArrayConstraints(fields).canBeMet();
}

export function valuesOf(event: FlatEvent, path: string, seesEmptyNames: boolean): readonly EventValue[] {
  const values = event.values.get(path) ?? [];
  return seesEmptyNames ? [...values, ...(event.behindEmptyNames.get(path) ?? [])] : values;
}
