import { hasWildcard, type Matcher } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';

/** What patterns of one bus ask at one path. */
interface Asked {
  readonly path: string;
  readonly matchers: readonly Matcher[];
}

/**
 * The shapes in which event-ruler itself was seen to err, and so the service may: a sentence for each place. The patterns
 * are those of one bus, because event-ruler keeps the conditions of all its rules about a field in one machine.
 */
export function warningsOf(patterns: readonly (Pattern | string)[]): readonly string[] {
  const asked = new Map<string, Matcher[]>();
  for (const pattern of patterns) {
    const { subRules } = parsePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
    for (const [path, matchers] of subRules.flatMap((subRule) => [...subRule])) {
      const known = asked.get(path) ?? [];
      matchers.forEach((matcher) => known.push(matcher));
      asked.set(path, known);
    }
  }
  return [...asked].flatMap(([path, matchers]) =>
    SHAPES.flatMap(({ isIn, sentence }) => (isIn({ path, matchers }) ? [`${path}: ${sentence}`] : [])),
  );
}

const SHAPES: readonly { readonly isIn: (asked: Asked) => boolean; readonly sentence: string }[] = [
  {
    isIn: ({ matchers }) => matchers.some(hasWildcard) && matchers.some(ignoresCase),
    sentence:
      'wildcards beside conditions that ignore case. event-ruler may answer wrongly for values that begin alike; use one of the two on a field.',
  },
  {
    isIn: ({ matchers }) => matchers.some(hasUpperBound) && matchers.some(isText),
    sentence:
      'a numeric upper bound beside conditions on text. event-ruler may lose the text; put them into separate branches of $or on different fields, or compare numbers only.',
  },
  {
    isIn: ({ matchers }) => matchers.some(isNetwork) && matchers.some(isNumber),
    sentence:
      'networks beside numbers. event-ruler reads bare numbers as addresses unless a numeric condition stands on the same field; keep the two apart.',
  },
  {
    isIn: ({ matchers }) => matchers.some(reachesOtherFamily),
    sentence:
      'an address or network. event-ruler compares digits, so it matches addresses of the other family that begin alike: 38.0.0.0/8 holds 2600:1f18::1, fd00::/8 holds 253.1.2.3.',
  },
  {
    isIn: ({ matchers }) => matchers.some(ignoresCase) && matchers.some(isBeyondAscii),
    sentence:
      'characters beyond ASCII beside conditions that ignore case. event-ruler may refuse such rules; ignore the case of ASCII only.',
  },
];

function ignoresCase(matcher: Matcher): boolean {
  return matcher.kind === 'anything-but-text'
    ? matcher.operator === 'equals-ignore-case'
    : matcher.kind.endsWith('case');
}

function hasUpperBound(matcher: Matcher): boolean {
  return matcher.kind === 'numeric' && matcher.upper !== undefined && matcher.upper !== matcher.lower;
}

function isText({ kind }: Matcher): boolean {
  return kind === 'string' || kind === 'prefix' || kind === 'suffix' || kind === 'wildcard' || kind.endsWith('case');
}

function isNetwork({ kind }: Matcher): boolean {
  return kind === 'cidr' || kind === 'address';
}

/** IPv4 addresses and networks hold the IPv6 addresses that begin alike; so do IPv6 networks as wide, the other way round. */
function reachesOtherFamily(matcher: Matcher): boolean {
  if (matcher.kind !== 'cidr' && matcher.kind !== 'address') {
    return false;
  }
  const { bottom, top } = matcher.range;
  return bottom.length === V4_DIGITS || bottom.slice(0, V4_DIGITS) !== top.slice(0, V4_DIGITS);
}

const V4_DIGITS = 8;

function isNumber({ kind }: Matcher): boolean {
  return kind === 'number' || kind === 'numeric' || kind === 'anything-but-numbers';
}

function isBeyondAscii(matcher: Matcher): boolean {
  const texts = 'texts' in matcher ? matcher.texts : 'text' in matcher ? [matcher.text] : [];
  return texts.some((text) => /[^\p{ASCII}]/u.test(text));
}
