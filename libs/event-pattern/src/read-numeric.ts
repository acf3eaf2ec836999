import { comparableNumber } from './comparable-number.ts';
import { type JsonToken } from './json-tokens.ts';
import { type Bound, type Matcher } from './matcher.ts';
import { type PatternReader } from './pattern-reader.ts';

const TOO_MANY = 'Too many elements in numeric expression';

/** Reads the operand of `numeric`, to the end of the condition. */
export function readNumeric(reader: PatternReader): Matcher {
  if (reader.tokens.next() !== '[') {
    reader.fail('Value of numeric must be an array.');
  }
  const matcher = readComparison(reader);
  if (reader.tokens.next() !== '}') {
    reader.fail(TOO_MANY);
  }
  return matcher;
}

function readComparison(reader: PatternReader): Matcher {
  if (reader.tokens.next() !== 'string') {
    reader.fail(`Invalid member in numeric match: ${reader.tokens.readText()}`);
  }
  const operator = reader.tokens.readText();
  const token = reader.tokens.next();
  switch (operator) {
    case '=': {
      const bound = readBound(reader, token, { named: 'equals', inclusive: true });
      expectEnd(reader, TOO_MANY);
      const value = bound();
      return { kind: 'numeric', lower: value, upper: value };
    }
    case '<':
    case '<=': {
      const upper = readBound(reader, token, { named: operator, inclusive: operator === '<=' });
      expectEnd(reader, TOO_MANY);
      return { kind: 'numeric', lower: undefined, upper: upper() };
    }
    case '>':
    case '>=':
      return readRange(reader, readBound(reader, token, { named: operator, inclusive: operator === '>=' }));
    default:
      return reader.fail(`Unrecognized numeric range operator: ${operator}`);
  }
}

/**
 * Reads a number; whether it can be compared is asked later, by the function given back, because the service too
 * complains first about what follows.
 */
function readBound(
  reader: PatternReader,
  token: JsonToken | undefined,
  { named, inclusive }: { readonly named: string; readonly inclusive: boolean },
): () => Bound {
  if (token !== 'number') {
    reader.fail(`Value of ${named} must be numeric`);
  }
  const text = reader.tokens.readText();
  return () => ({ value: expectComparable(reader, text), inclusive, text });
}

function readRange(reader: PatternReader, lower: () => Bound): Matcher {
  const token = reader.tokens.next();
  if (token === ']') {
    return { kind: 'numeric', lower: lower(), upper: undefined };
  }
  if (token !== 'string') {
    reader.fail(`Bad value in numeric range: ${reader.tokens.readText()}`);
  }
  const operator = reader.tokens.readText();
  if (operator !== '<' && operator !== '<=') {
    reader.fail(`Bad numeric range operator: ${operator}`);
  }
  const upper = readBound(reader, reader.tokens.next(), { named: operator, inclusive: operator === '<=' });
  expectEnd(reader, 'Too many terms in numeric range expression');
  const bottom = lower();
  const top = upper();
  if (bottom.value >= top.value) {
    reader.fail('Bottom must be less than top');
  }
  return { kind: 'numeric', lower: bottom, upper: top };
}

function expectEnd(reader: PatternReader, complaint: string): void {
  if (reader.tokens.next() !== ']') {
    reader.fail(complaint);
  }
}

function expectComparable(reader: PatternReader, text: string): number {
  return comparableNumber(text) ?? reader.fail(`Cannot compare number : ${text}`);
}
