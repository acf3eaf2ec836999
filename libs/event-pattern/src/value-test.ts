import { isInRange } from './address-range.ts';
import { type EventValue } from './event-value.ts';
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
export type Test = (value: EventValue) => boolean;

/** The test of one condition in a field with these traits. A missing field is nobody's value: `absent` accepts none. */
// eslint-disable-next-line complexity -- a case for each kind of condition
export function testOf(matcher: Matcher, traits: FieldTraits): Test {
  switch (matcher.kind) {
    case 'string':
    case 'literal':
      return ({ kind, text }) => kind === matcher.kind && text === matcher.text;
    case 'exists':
      return () => true;
    case 'absent':
      return () => false;
    case 'number':
    case 'numeric':
    case 'anything-but-numbers':
      return numberTest(matcher, traits);
    case 'address':
    case 'cidr':
      return (value) => isInRange(matcher.range, addressDigits(value, traits));
    case 'anything-but-strings':
      return butTest(matcher.texts.map((text) => textTest('equals', text)));
    case 'anything-but-text':
      return butTest(matcher.texts.map((text) => textTest(matcher.operator, text)));
    case 'prefix':
    case 'suffix':
    case 'wildcard':
    case 'equals-ignore-case':
    case 'prefix-ignoring-case':
    case 'suffix-ignoring-case': {
      const test = textTest(matcher.kind, matcher.text);
      return ({ kind, encodable }) => kind === 'string' && test(encodable);
    }
  }
}

function butTest(excluded: readonly TextTest[]): Test {
  return (value) => value.kind !== 'string' || !excluded.some((test) => test(value.encodable));
}

type NumberMatcher = Extract<Matcher, { kind: 'number' | 'numeric' | 'anything-but-numbers' }>;

function numberTest(matcher: NumberMatcher, traits: FieldTraits): Test {
  switch (matcher.kind) {
    case 'number':
      return spelledNumberTest(matcher, traits);
    case 'numeric':
      return rangeTest(matcher);
    case 'anything-but-numbers': {
      const excluded = new Set(matcher.values);
      return ({ comparable }) => comparable === undefined || !excluded.has(comparable);
    }
  }
}

/** A number matches by value where both can be compared, else by its spelling; or as the digits of an address. */
function spelledNumberTest({ text, value: wanted }: Extract<Matcher, { kind: 'number' }>, traits: FieldTraits): Test {
  return (value) => {
    if (value.kind === 'number') {
      return value.text === text || (wanted !== undefined && value.comparable === wanted);
    }
    return traits.comparesAddresses && value.address === text;
  };
}

function rangeTest({ lower, upper }: Extract<Matcher, { kind: 'numeric' }>): Test {
  return ({ comparable }) =>
    comparable !== undefined &&
    (lower === undefined || comparable > lower.value || (lower.inclusive && comparable === lower.value)) &&
    (upper === undefined || comparable < upper.value || (upper.inclusive && comparable === upper.value));
}

/** What of a value can lie in a network: the digits of an address, or a bare number that no numeric condition takes. */
function addressDigits(value: EventValue, traits: FieldTraits): string {
  if (value.kind !== 'number') {
    return value.address ?? '';
  }
  const hidden = traits.comparesNumbers && value.comparable !== undefined;
  return hidden ? '' : value.text;
}
