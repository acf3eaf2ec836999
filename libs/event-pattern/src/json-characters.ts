/** Character codes of JSON's own signs. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const DOT = 0x2e;
export const MINUS = 0x2d;
export const PLUS = 0x2b;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const NINE = 0x39;
export const SPACE = 0x20;
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** A character as the service's parser names it: `'x' (code 120)`. */
export function describeCharacter(code: number): string {
  const isControl = code < SPACE || (code >= 0x7f && code <= 0x9f);
  if (isControl) {
    return `(CTRL-CHAR, code ${code})`;
  }
  const hex = code > 255 ? ` / 0x${code.toString(16)}` : '';
  return `'${String.fromCharCode(code)}' (code ${code}${hex})`;
}

const IDENTIFIER_START = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}]$/u;
const IDENTIFIER_PART = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]$/u;

/** Java's notion of the first character of a name: the parser reports such a run as one wrong token. */
export function startsIdentifier(code: number): boolean {
  return IDENTIFIER_START.test(String.fromCharCode(code));
}

export function continuesIdentifier(code: number): boolean {
  return IDENTIFIER_PART.test(String.fromCharCode(code));
}
