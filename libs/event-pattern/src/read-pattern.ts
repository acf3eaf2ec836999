import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';

/**
 * Takes parsed JSON (a configuration file, a template) for the pattern it is. Throws a `PatternError` with the service's
 * reason where it is none.
 */
export function readPattern(json: unknown): Pattern {
  if (!isPattern(json)) {
    throw new TypeError('a pattern is an object of JSON');
  }
  return json;
}

function isPattern(json: unknown): json is Pattern {
  const text: unknown = JSON.stringify(json);
  return typeof text === 'string' && parsePattern(text).subRules.length > 0;
}
