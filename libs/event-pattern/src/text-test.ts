import { encodable, ignoringCase } from './ignoring-case.ts';
import { type TextOperator } from './matcher.ts';
import { matchesSegments, segmentsOf } from './wildcard.ts';

export type TextTest = (text: string) => boolean;

/**
 * The test of one operator on a string (which the caller has made `encodable`).
 *
 * Inside the service a string stands between its quotes, and a prefix reaches from the opening quote as far as it likes:
 * so one that ends in a quote matches the whole string before it, and a suffix likewise.
 */
export function textTest(operator: TextOperator | 'equals', operand: string): TextTest {
  const wanted = encodable(operand);
  switch (operator) {
    case 'equals':
      return (text) => text === wanted;
    case 'prefix':
      return prefixTest(wanted);
    case 'suffix':
      return suffixTest(wanted);
    case 'wildcard': {
      const segments = segmentsOf(wanted);
      return (text) => matchesSegments(segments, text);
    }
    case 'equals-ignore-case':
      return ignoringCase(operand, 'whole');
    case 'prefix-ignoring-case':
      return quoted(
        ignoringCase(operand, 'start'),
        operand.endsWith('"') && ignoringCase(operand.slice(0, -1), 'whole'),
      );
    case 'suffix-ignoring-case':
      return quoted(ignoringCase(operand, 'end'), operand.startsWith('"') && ignoringCase(operand.slice(1), 'whole'));
  }
}

function prefixTest(prefix: string): TextTest {
  const whole = prefix.slice(0, -1);
  return quoted((text) => text.startsWith(prefix), prefix.endsWith('"') && ((text) => text === whole));
}

function suffixTest(suffix: string): TextTest {
  const whole = suffix.slice(1);
  return quoted((text) => text.endsWith(suffix), suffix.startsWith('"') && ((text) => text === whole));
}

function quoted(test: TextTest, wholeTest: TextTest | false): TextTest {
  return wholeTest === false ? test : (text) => test(text) || wholeTest(text);
}
