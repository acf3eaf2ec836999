import { isInRange } from './address-range.ts';
import { comparableNumber } from './comparable-number.ts';
import { type Scalar } from './flat-event.ts';
import { encodable } from './ignoring-case.ts';
import { hexOfAddress } from './ip-address.ts';
import { type Matcher } from './matcher.ts';
import { textTest, type TextTest } from './text-test.ts';

/**
 * What kinds of condition a field has, as event-ruler counts them: a field that compares addresses reads addresses as
 * hexadecimal digits, one that compares numbers hides the numbers it can compare from its networks.
 */
export interface FieldTraits {
  readonly comparesNumbers: boolean;
  readonly comparesAddresses: boolean;
}

export function traitsOf(matchers: readonly Matcher[]): FieldTraits {
  return { comparesNumbers: matchers.some(comparesNumbers), comparesAddresses: matchers.some(comparesAddresses) };
}

function comparesNumbers(matcher: Matcher): boolean {
  return (
    matcher.kind === 'numeric' ||
    matcher.kind === 'anything-but-numbers' ||
    (matcher.kind === 'number' && matcher.value !== undefined)
  );
}

function comparesAddresses({ kind }: Matcher): boolean {
  return kind === 'cidr' || kind === 'address';
}

/** Whether a condition accepts a value. */
export type Test = (scalar: Scalar) => boolean;

/** The test of one condition in a field with these traits. A missing field is nobody's value: `absent` accepts none. */
export function testOf(matcher: Matcher, traits: FieldTraits): Test {
  switch (matcher.kind) {
    case 'string':
      return ({ kind, text }) => kind === 'string' && text === matcher.text;
    case 'literal':
      return ({ kind, text }) => kind === 'literal' && text === matcher.text;
    case 'number':
      return numberTest(matcher, traits);
    case 'address':
    case 'cidr':
      return (scalar) => isInRange(matcher.range, addressDigits(scalar, traits));
    case 'numeric':
      return numericTest(matcher);
    case 'exists':
      return () => true;
    case 'absent':
      return () => false;
    default:
      return textualTest(matcher);
  }
}

function textualTest(
  matcher: Exclude<
    Matcher,
    { kind: 'string' | 'literal' | 'number' | 'address' | 'cidr' | 'numeric' | 'exists' | 'absent' }
  >,
): Test {
  switch (matcher.kind) {
    case 'anything-but-strings': {
      const excluded = matcher.texts.map((text) => textTest('equals', text));
      return ({ kind, text }) => kind !== 'string' || !acceptedByAny(excluded, text);
    }
    case 'anything-but-numbers': {
      const excluded = new Set(matcher.values);
      return ({ kind, text }) => kind !== 'number' || !excluded.has(comparableNumber(text) ?? NaN);
    }
    case 'anything-but-text': {
      const excluded = matcher.texts.map((text) => textTest(matcher.operator, text));
      return ({ kind, text }) => kind !== 'string' || !acceptedByAny(excluded, text);
    }
    default: {
      const test = textTest(matcher.kind, matcher.text);
      return ({ kind, text }) => kind === 'string' && test(encodable(text));
    }
  }
}

function acceptedByAny(tests: readonly TextTest[], text: string): boolean {
  const value = encodable(text);
  return tests.some((test) => test(value));
}

/** A number matches by value where both can be compared, else by its spelling; or as the digits of an address. */
function numberTest({ text: wanted, value }: Extract<Matcher, { kind: 'number' }>, traits: FieldTraits): Test {
  return ({ kind, text }) => {
    if (kind === 'number') {
      return text === wanted || (value !== undefined && comparableNumber(text) === value);
    }
    return kind === 'string' && traits.comparesAddresses && hexOfAddress(text) === wanted;
  };
}

function numericTest({ lower, upper }: Extract<Matcher, { kind: 'numeric' }>): Test {
  return ({ kind, text }) => {
    const value = kind === 'number' ? comparableNumber(text) : undefined;
    return (
      value !== undefined &&
      (lower === undefined || (lower.inclusive ? value >= lower.value : value > lower.value)) &&
      (upper === undefined || (upper.inclusive ? value <= upper.value : value < upper.value))
    );
  };
}

/** What of a value can lie in a network: the digits of an address, or a bare number no numeric condition takes. */
function addressDigits({ kind, text }: Scalar, traits: FieldTraits): string {
  if (kind === 'string') {
    return hexOfAddress(text) ?? '';
  }
  const hidden = traits.comparesNumbers && comparableNumber(text) !== undefined;
  return kind === 'number' && !hidden ? text : '';
}
