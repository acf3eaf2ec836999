import {
  BACKSLASH,
  CARRIAGE_RETURN,
  continuesIdentifier,
  describeCharacter,
  DOT,
  isDigit,
  LINE_FEED,
  MINUS,
  PLUS,
  QUOTE,
  SLASH,
  SPACE,
  startsIdentifier,
  TAB,
  ZERO,
} from './json-characters.ts';
import { JsonError, type Location } from './json-error.ts';

const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, meaning]) => [letter.charCodeAt(0), meaning],
  ),
);

const TOKENS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const LONGEST_TOKEN_NAMED = 256;

/**
 * Reads the scalars and the space of a JSON text, with the messages and positions of the parser the service uses
 * (Jackson). Structure is the business of `JsonTokens`.
 */
export class JsonText {
  readonly text: string;
  at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  get location(): Location {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  /** The next character that is not space, read; -1 at the end. */
  readPastSpace(): number {
    for (;;) {
      const code = this.read();
      if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        this.startLine(code);
      } else if (code === SLASH) {
        this.failAt(code, "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"); // prettier-ignore
      } else if (code > SPACE || code < 0) {
        return code;
      } else if (code !== SPACE && code !== TAB) {
        this.fail(
          `Illegal character (${describeCharacter(code)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
        );
      }
    }
  }

  /** What stands before the closing quote; the opening one is read. */
  readQuoted(where: 'name' | 'string value', unended: string): string {
    let result = '';
    let from = this.at;
    for (;;) {
      const code = this.read();
      if (code === QUOTE) {
        return result + this.text.slice(from, this.at - 1);
      }
      if (code === BACKSLASH) {
        result += this.text.slice(from, this.at - 1) + this.readEscape();
        from = this.at;
      } else if (code < 0) {
        this.fail(`Unexpected end-of-input${unended}`);
      } else if (code < SPACE) {
        this.fail(
          `Illegal unquoted character (${describeCharacter(code)}): has to be escaped using backslash to be included in ${where}`,
        );
      }
    }
  }

  /** A number as it is spelled; `first` is read. */
  readNumber(first: number): string {
    const start = this.at - 1;
    const digit = first === MINUS ? this.readAfterMinus() : first;
    if (digit === ZERO && isDigit(this.peek())) {
      this.fail('Invalid numeric value: Leading zeroes not allowed');
    }
    this.skipDigits();
    if (this.peek() === DOT) {
      this.at += 1;
      this.expectDigits('Decimal point not followed by a digit');
    }
    if ((this.peek() | SPACE) === 0x65) {
      this.at += 1;
      this.at += this.peek() === PLUS || this.peek() === MINUS ? 1 : 0;
      this.expectDigits('Exponent indicator not followed by a digit');
    }
    return this.text.slice(start, this.at);
  }

  /** `true`, `false` or `null`, of which the first letter is read. */
  readLiteral(literal: 'true' | 'false' | 'null'): void {
    for (let i = 1; i < literal.length; i += 1, this.at += 1) {
      if (this.peek() !== literal.charCodeAt(i)) {
        this.failAtToken(literal.slice(0, i));
      }
    }
    if (this.peek() >= 0 && continuesIdentifier(this.peek())) {
      this.failAtToken(literal);
    }
  }

  /** Refuses a character that starts no value. */
  failAtValue(code: number): never {
    const start = this.at - 1;
    const nonNumbers = ['NaN', 'Infinity'].find((name) => this.text.startsWith(name, start));
    if (nonNumbers !== undefined) {
      this.fail(`Non-standard token '${nonNumbers}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`);
    }
    if (code === PLUS) {
      this.failAtNumber(code, 'JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow'); // prettier-ignore
    }
    if (startsIdentifier(code)) {
      this.failAtToken(String.fromCharCode(code));
    }
    this.failAt(code, `expected a valid value ${TOKENS}`);
  }

  failAt(code: number, comment: string): never {
    const { line, column } = this.location;
    throw new JsonError(`Unexpected character (${describeCharacter(code)}): ${comment}`, { line, column: column - 1 });
  }

  fail(message: string): never {
    throw new JsonError(message, this.location);
  }

  private read(): number {
    if (this.at >= this.text.length) {
      return -1;
    }
    this.at += 1;
    return this.text.charCodeAt(this.at - 1);
  }

  private peek(): number {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
  }

  private startLine(end: number): void {
    if (end === CARRIAGE_RETURN && this.peek() === LINE_FEED) {
      this.at += 1;
    }
    this.line += 1;
    this.lineStart = this.at;
  }

  private readEscape(): string {
    const code = this.read();
    if (code < 0) {
      this.fail('Unexpected end-of-input in character escape sequence');
    }
    if (code === 0x75) {
      return this.readHexEscape();
    }
    return ESCAPES.get(code) ?? this.fail(`Unrecognized character escape ${describeCharacter(code)}`);
  }

  private readHexEscape(): string {
    for (let i = 0; i < 4; i += 1) {
      const code = this.read();
      if (code < 0) {
        this.fail('Unexpected end-of-input in character escape sequence');
      }
      if (!/[0-9a-fA-F]/.test(String.fromCharCode(code))) {
        this.failAt(code, 'expected a hex-digit for character escape sequence');
      }
    }
    return String.fromCharCode(Number.parseInt(this.text.slice(this.at - 4, this.at), 16));
  }

  private readAfterMinus(): number {
    const code = this.read();
    if (code < 0) {
      this.fail('Unexpected end-of-inputNo digit following minus sign');
    }
    if (!isDigit(code)) {
      this.failAtNumber(code, 'expected digit (0-9) to follow minus sign, for valid numeric value');
    }
    return code;
  }

  private expectDigits(comment: string): void {
    if (!isDigit(this.peek())) {
      this.failAtNumber(Math.max(this.read(), 0), comment);
    }
    this.skipDigits();
  }

  private skipDigits(): void {
    while (isDigit(this.peek())) {
      this.at += 1;
    }
  }

  private failAtNumber(code: number, comment: string): never {
    const { line, column } = this.location;
    const message = `Unexpected character (${describeCharacter(code)}) in numeric value: ${comment}`;
    throw new JsonError(message, { line, column: column - 1 });
  }

  private failAtToken(start: string): never {
    let token = start;
    while (this.peek() >= 0 && continuesIdentifier(this.peek()) && token.length < LONGEST_TOKEN_NAMED) {
      token += this.text.charAt(this.at);
      this.at += 1;
    }
    this.fail(`Unrecognized token '${token}': was expecting ${TOKENS}`);
  }
}
