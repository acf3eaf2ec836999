import { parseCidr, rangeOfAddress } from './address-range.ts';
import { comparableNumber } from './comparable-number.ts';
import { hexOfAddress } from './ip-address.ts';
import { type JsonToken } from './json-tokens.ts';
import { type Matcher, type TextOperator } from './matcher.ts';
import { type PatternReader } from './pattern-reader.ts';
import { readAnythingBut } from './read-anything-but.ts';
import { readNumeric } from './read-numeric.ts';
import { wildcardFault } from './wildcard.ts';

/** Reads one condition of a field; its first token is read. */
export function readCondition(reader: PatternReader, token: JsonToken | undefined): Matcher {
  if (token === '{') {
    return readOperator(reader);
  }
  if (token === 'string') {
    return stringMatcher(reader.tokens.readText());
  }
  if (token === 'number') {
    const text = reader.tokens.readText();
    return { kind: 'number', text, value: comparableNumber(text) };
  }
  if (token === 'true' || token === 'false' || token === 'null') {
    return { kind: 'literal', text: token };
  }
  return reader.fail('Match value must be String, number, true, false, or null');
}

function stringMatcher(text: string): Matcher {
  const hex = hexOfAddress(text);
  return hex === undefined
    ? { kind: 'string', text, exactly: false }
    : { kind: 'address', text, range: rangeOfAddress(hex) };
}

// eslint-disable-next-line complexity -- a case for each operator
function readOperator(reader: PatternReader): Matcher {
  if (reader.tokens.next() !== 'name') {
    reader.fail('Match expression name not found');
  }
  const operator = reader.tokens.nameText;
  switch (operator) {
    case 'exactly':
      return endOf(reader, { kind: 'string', text: expectString(reader, 'exact'), exactly: true });
    case 'prefix':
    case 'suffix':
      return readAffix(reader, operator);
    case 'equals-ignore-case':
      return endOf(reader, { kind: operator, text: expectString(reader, operator) });
    case 'wildcard':
      return readWildcard(reader);
    case 'numeric':
      return readNumeric(reader);
    case 'anything-but':
      return readAnythingBut(reader);
    case 'exists':
      return readExists(reader);
    case 'cidr':
      return readCidr(reader);
    default:
      return reader.fail(`Unrecognized match type ${operator}`);
  }
}

function endOf(reader: PatternReader, matcher: Matcher): Matcher {
  if (reader.tokens.next() !== '}') {
    reader.fail('Only one key allowed in match expression');
  }
  return matcher;
}

function expectString(reader: PatternReader, operator: string): string {
  if (reader.tokens.next() !== 'string') {
    reader.fail(`${operator} match pattern must be a string`);
  }
  return reader.tokens.readText();
}

/** A prefix or suffix: a string, or one that ignores case. */
function readAffix(reader: PatternReader, operator: 'prefix' | 'suffix'): Matcher {
  const token = reader.tokens.next();
  if (token === '{') {
    return readAffixIgnoringCase(reader, operator);
  }
  if (token !== 'string') {
    reader.fail(`${operator} match pattern must be a string`);
  }
  return endOf(reader, { kind: operator, text: reader.tokens.readText() });
}

function readAffixIgnoringCase(reader: PatternReader, operator: 'prefix' | 'suffix'): Matcher {
  if (reader.tokens.next() !== 'name') {
    reader.fail(`${operator === 'prefix' ? 'Prefix' : 'Suffix'} expression name not found`);
  }
  const inner = reader.tokens.nameText;
  if (inner !== 'equals-ignore-case') {
    reader.fail(`Unsupported ${operator} pattern: ${inner}`);
  }
  const kind: TextOperator = `${operator}-ignoring-case`;
  const matcher: Matcher = { kind, text: expectString(reader, inner) };
  return endOf(reader, endOf(reader, matcher));
}

function readWildcard(reader: PatternReader): Matcher {
  const text = expectString(reader, 'wildcard');
  const fault = wildcardFault(text);
  return fault === undefined ? endOf(reader, { kind: 'wildcard', text }) : reader.fail(fault);
}

function readExists(reader: PatternReader): Matcher {
  const token = reader.tokens.next();
  if (token !== 'true' && token !== 'false') {
    reader.fail('exists match pattern must be either true or false.');
  }
  return endOf(reader, { kind: token === 'true' ? 'exists' : 'absent' });
}

function readCidr(reader: PatternReader): Matcher {
  // The service says "prefix" here too.
  const text = expectString(reader, 'prefix');
  const range = parseCidr(text);
  return typeof range === 'string' ? reader.failNowhere(range) : endOf(reader, { kind: 'cidr', text, range });
}
