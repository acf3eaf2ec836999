import { type Matcher, type SubRule } from './matcher.ts';
import { type FieldTraits, traitsOf } from './value-test.ts';

/** A field of a pattern with all that its branches ask of it in one place. */
export interface SharedField {
  readonly matchers: readonly Matcher[];
  readonly traits: FieldTraits;
}

/**
 * The fields as event-ruler lays them out: fields are tried in the order of their names, and branches of `$or` that ask
 * the same of all fields before one ask their questions of that one in the same place. What stands in one place
 * influences each other: the complexity of wildcards adds up, and a number hides bare numbers from a network.
 */
export function sharedFields(subRules: readonly SubRule[]): ReadonlyMap<string, SharedField> {
  const asked = new Map<string, Matcher[]>();
  for (const subRule of subRules) {
    for (const [path, place] of placesOf(subRule)) {
      const matchers = asked.get(place) ?? [];
      asked.set(place, matchers);
      for (const matcher of subRule.get(path) ?? []) {
        matchers.push(matcher);
      }
    }
  }
  return new Map([...asked].map(([place, matchers]) => [place, { matchers, traits: traitsOf(matchers) }]));
}

/** For each path, the place of its field: the path and what is asked before it. */
export function placesOf(subRule: SubRule): readonly (readonly [path: string, place: string])[] {
  let before = '';
  return sortedPaths(subRule).map((path) => {
    const place = `${before}${JSON.stringify(path)}`;
    before = `${place}${JSON.stringify(subRule.get(path))}`;
    return [path, place];
  });
}

/** The paths in the order in which the service tries them: by UTF-16 units. */
export function sortedPaths(subRule: SubRule): readonly string[] {
  return [...subRule.keys()].sort((a, b) => (a < b ? -1 : 1));
}
