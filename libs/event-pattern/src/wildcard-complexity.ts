import { hasWildcard, type Matcher, type SubRule } from './matcher.ts';
import { type PatternReader } from './pattern-reader.ts';
import { BACKSLASH, QUOTE } from './json-characters.ts';
import { sharedFields } from './shared-fields.ts';
import { encodeText } from './text-bytes.ts';

/** The most complex wildcards the service takes. */
export const MOST_COMPLEX = 10;

/** Enough to tell how far a pattern is over; a pattern beyond it is not measured to the end. */
const MEASURED_UP_TO = 100;
const MOST_STATES = 20_000;

export function refuseTooComplex(reader: PatternReader, subRules: readonly SubRule[]): void {
  if (wildcardComplexity(subRules) > MOST_COMPLEX) {
    reader.failNowhere(
      'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
    );
  }
}

/**
 * How many places in the wildcards of one field some value can keep open at once, over the worst field.
 *
 * That is event-ruler's own measure of the work a wildcard may cause.
 */
export function wildcardComplexity(subRules: readonly SubRule[]): number {
  if (!subRules.some((subRule) => [...subRule.values()].flat().some(hasWildcard))) {
    return 0;
  }
  let most = 0;
  for (const { matchers } of sharedFields(subRules).values()) {
    most = Math.max(most, complexityOf(matchers.filter(hasWildcard)));
  }
  return most;
}

/** A place within the wildcards of one condition; those that begin alike share places, and all share their end. */
interface Place {
  readonly id: number;
  readonly inStar: boolean;
  readonly next: Map<number, Place>;
  /** The star that begins here. It may be empty, so who is here is in it too. */
  star: Place | undefined;
}

function complexityOf(matchers: readonly Matcher[]): number {
  let places = 0;
  const newPlace = (inStar: boolean): Place => ({ id: (places += 1), inStar, next: new Map(), star: undefined });
  const starts = new Map<string, Place>();
  for (const matcher of matchers) {
    const key = JSON.stringify(matcher);
    const start = newPlace(false);
    const end = newPlace(false);
    starts.set(key, start);
    for (const text of textsOf(matcher)) {
      lay(start, elementsOf(`"${text}`), newPlace).next.set(QUOTE, end);
    }
  }
  return mostOpen([...starts.values()]);
}

function textsOf(matcher: Matcher): readonly string[] {
  if (matcher.kind === 'anything-but-text') {
    return matcher.texts;
  }
  return matcher.kind === 'wildcard' ? [matcher.text] : [];
}

/** The bytes of the wildcard, a star as none. The service keeps places between the bytes of a character too. */
function elementsOf(wildcard: string): readonly (number | undefined)[] {
  const bytes = encodeText(wildcard);
  const elements: (number | undefined)[] = [];
  for (let i = 0; i < bytes.length; i += 1) {
    const isEscape = bytes[i] === BACKSLASH;
    i += isEscape ? 1 : 0;
    elements.push(!isEscape && bytes[i] === STAR ? undefined : bytes[i]);
  }
  return elements;
}

const STAR = 0x2a;

function lay(start: Place, elements: readonly (number | undefined)[], newPlace: (inStar: boolean) => Place): Place {
  let place = start;
  for (const element of elements) {
    if (element === undefined) {
      place.star ??= newPlace(true);
      place = place.star;
    } else {
      const next = place.next.get(element) ?? newPlace(false);
      place.next.set(element, next);
      place = next;
    }
  }
  return place;
}

function mostOpen(starts: readonly Place[]): number {
  let most = 0;
  const seen = new Set<string>();
  const waiting: (readonly Place[])[] = [starts];
  for (let open = waiting.pop(); open !== undefined && seen.size < MOST_STATES; open = waiting.pop()) {
    for (const element of new Set(open.flatMap(({ next }) => [...next.keys()]))) {
      const after = step(open, element);
      const key = after.map(({ id }) => id).sort((a, b) => a - b).join(); // prettier-ignore
      if (!seen.has(key)) {
        seen.add(key);
        most = Math.max(most, after.length);
        waiting.push(after);
      }
    }
    if (most >= MEASURED_UP_TO) {
      return most;
    }
  }
  return most;
}

/** The places open after one more character. */
function step(open: readonly Place[], element: number): readonly Place[] {
  const after = new Set<Place>();
  for (const place of open) {
    if (place.inStar) {
      after.add(place);
    }
    const next = place.next.get(element);
    for (const entered of [next, next?.star]) {
      if (entered !== undefined) {
        after.add(entered);
      }
    }
  }
  return [...after];
}
