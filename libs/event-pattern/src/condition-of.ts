import { type Bound, type Matcher } from './matcher.ts';

/** A condition as JSON text again; numbers keep their spelling. */
// eslint-disable-next-line complexity -- a case for each kind of condition
export function conditionText(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'string':
      return matcher.exactly ? `{"exactly":${quote(matcher.text)}}` : quote(matcher.text);
    case 'address':
      return quote(matcher.text);
    case 'number':
    case 'literal':
      return matcher.text;
    case 'exists':
    case 'absent':
      return `{"exists":${matcher.kind === 'exists'}}`;
    case 'numeric':
      return `{"numeric":[${comparisonText(matcher.lower, matcher.upper)}]}`;
    case 'prefix-ignoring-case':
      return `{"prefix":{"equals-ignore-case":${quote(matcher.text)}}}`;
    case 'suffix-ignoring-case':
      return `{"suffix":{"equals-ignore-case":${quote(matcher.text)}}}`;
    case 'prefix':
    case 'suffix':
    case 'wildcard':
    case 'equals-ignore-case':
    case 'cidr':
      return `{"${matcher.kind}":${quote(matcher.text)}}`;
    case 'anything-but-strings':
      return `{"anything-but":${listText(matcher.texts.map(quote))}}`;
    case 'anything-but-numbers':
      return `{"anything-but":${listText(matcher.texts)}}`;
    case 'anything-but-text':
      return `{"anything-but":{"${matcher.operator}":${listText(matcher.texts.map(quote))}}}`;
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function listText(texts: readonly string[]): string {
  return texts.length === 1 ? texts.join('') : `[${texts.join()}]`;
}

function comparisonText(lower: Bound | undefined, upper: Bound | undefined): string {
  if (lower !== undefined && lower === upper) {
    return `"=",${lower.text}`;
  }
  const above = lower && `"${lower.inclusive ? '>=' : '>'}",${lower.text}`;
  const below = upper && `"${upper.inclusive ? '<=' : '<'}",${upper.text}`;
  return [above, below].filter((part) => part !== undefined).join();
}
