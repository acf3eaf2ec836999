import { comparableNumber } from './comparable-number.ts';
import { type JsonToken } from './json-tokens.ts';
import { type AnythingButOperator, type Matcher } from './matcher.ts';
import { type PatternReader } from './pattern-reader.ts';
import { wildcardFault } from './wildcard.ts';

/** Reads the operand of `anything-but`, to the end of the condition. */
export function readAnythingBut(reader: PatternReader): Matcher {
  const token = reader.tokens.next();
  const operator = token === '{' ? readOperatorName(reader) : undefined;
  const operand = token === '{' ? reader.tokens.next() : token;
  if (operand !== '[' && operand !== 'string' && operand !== 'number') {
    reader.fail('Value of anything-but must be an array or single string/number value.');
  }

  const matcher = operator === undefined ? readValues(reader, operand) : readTexts(reader, operator, operand);

  for (let ends = operator === undefined ? 1 : 2; ends > 0; ends -= 1) {
    if (reader.tokens.next() !== '}') {
      reader.fail('Too many elements in numeric expression');
    }
  }
  return matcher;
}

function readOperatorName(reader: PatternReader): AnythingButOperator {
  if (reader.tokens.next() !== 'name') {
    reader.fail('Anything-But expression name not found');
  }
  const name = reader.tokens.nameText;
  switch (name) {
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return name;
    default:
      return reader.fail(`Unsupported anything-but pattern: ${name}`);
  }
}

function readValues(reader: PatternReader, operand: '[' | 'string' | 'number'): Matcher {
  if (operand === 'string') {
    return { kind: 'anything-but-strings', texts: [reader.tokens.readText()] };
  }
  if (operand === 'number') {
    const text = reader.tokens.readText();
    const value = comparableNumber(text) ?? reader.failNowhere(`Cannot compare number : ${text}`);
    return { kind: 'anything-but-numbers', texts: [text], values: [value] };
  }
  return readValueList(reader);
}

function readValueList(reader: PatternReader): Matcher {
  const texts: string[] = [];
  const values: number[] = [];
  let numbers = 0;
  reader.inList(() => {
    for (let token = reader.tokens.next(); token !== ']'; token = reader.tokens.next()) {
      if (token !== 'string' && token !== 'number') {
        reader.fail('Inside anything but list, start|null|boolean is not supported.');
      }
      const text = reader.tokens.readText();
      texts.push(text);
      if (token === 'number') {
        numbers += 1;
        values.push(comparableNumber(text) ?? reader.failNowhere(`Cannot compare number : ${text}`));
      }
    }
  });
  if (texts.length === 0 || (numbers > 0 && numbers < texts.length)) {
    reader.fail('Inside anything but list, either all values are number or string, mixed type is not supported');
  }
  return numbers > 0 ? { kind: 'anything-but-numbers', texts, values } : { kind: 'anything-but-strings', texts };
}

function readTexts(reader: PatternReader, operator: AnythingButOperator, operand: JsonToken): Matcher {
  const texts: string[] = [];
  if (operand === '[') {
    reader.inList(() => {
      for (let token = reader.tokens.next(); token !== ']'; token = reader.tokens.next()) {
        texts.push(expectText(reader, operator, token));
      }
    });
  } else {
    texts.push(expectText(reader, operator, operand));
  }
  if (texts.length === 0) {
    // event-ruler takes it and breaks when the rule is added.
    reader.failNowhere(`Value of anything-but/${operator} must not be an empty list`);
  }
  const fault = operator === 'wildcard' ? texts.map(wildcardFault).find((found) => found !== undefined) : undefined;
  return fault === undefined ? { kind: 'anything-but-text', operator, texts } : reader.fail(fault);
}

const NOT_A_STRING: Readonly<Record<AnythingButOperator, string>> = {
  prefix: 'prefix/suffix match pattern must be a string',
  suffix: 'prefix/suffix match pattern must be a string',
  wildcard: 'wildcard match pattern must be a string',
  'equals-ignore-case': 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
};

function expectText(reader: PatternReader, operator: AnythingButOperator, token: JsonToken | undefined): string {
  if (token !== 'string') {
    reader.fail(NOT_A_STRING[operator]);
  }
  const text = reader.tokens.readText();
  if (text === '' && (operator === 'prefix' || operator === 'suffix')) {
    reader.fail('Null prefix/suffix not allowed');
  }
  return text;
}
