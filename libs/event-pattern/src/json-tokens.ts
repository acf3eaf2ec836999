import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isDigit,
  MINUS,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from './json-characters.ts';
import { describeLocation, type Location } from './json-error.ts';
import { JsonText } from './json-text.ts';

export type JsonToken = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null';

interface Scope {
  readonly kind: 'Object' | 'Array';
  readonly start: Location;
  entries: number;
}

/**
 * The tokens of a JSON text, one after the other.
 *
 * It reads as the parser of the service does, because its positions and the order of its errors show: the value after a
 * name is looked at together with the name, a string only when it is asked for or passed by, and nothing behind the
 * document is read at all.
 */
export class JsonTokens {
  /** The last name read. */
  nameText = '';

  private readonly source: JsonText;
  private readonly scopes: Scope[] = [];
  private behindName: JsonToken | undefined;
  private stringIsUnread = false;
  private lastText = '';
  private valueStart: Location = { line: 1, column: 1 };

  constructor(text: string) {
    this.source = new JsonText(text);
  }

  /** Just behind what has been read. */
  get location(): Location {
    return this.source.location;
  }

  get depth(): number {
    return this.scopes.length;
  }

  /** The next token, or nothing at the end of an empty document. */
  next(): JsonToken | undefined {
    if (this.behindName !== undefined) {
      const token = this.behindName;
      this.behindName = undefined;
      return this.enter(token);
    }
    if (this.stringIsUnread) {
      this.readText();
    }

    const first = this.source.readPastSpace();
    if (first < 0) {
      this.expectEnd();
      return undefined;
    }
    if (first === CLOSE_OBJECT || first === CLOSE_ARRAY) {
      return this.close(first);
    }
    const scope = this.scopes.at(-1);
    const code = scope === undefined ? first : this.readPastComma(scope, first);
    return scope?.kind === 'Object' ? this.readName(code) : this.enter(this.readValue(code));
  }

  /** The text of the token: a name or string decoded, a number as spelled. */
  readText(): string {
    if (this.stringIsUnread) {
      this.stringIsUnread = false;
      this.lastText = this.source.readQuoted('string value', ': was expecting closing quote for a string value');
    }
    return this.lastText;
  }

  private expectEnd(): void {
    const scope = this.scopes.at(-1);
    if (scope !== undefined) {
      const start = describeLocation(this.source.text, scope.start);
      this.source.fail(`Unexpected end-of-input: expected close marker for ${scope.kind} (start marker at ${start})`);
    }
  }

  private close(code: number): JsonToken {
    const scope = this.scopes.pop();
    const kind = code === CLOSE_OBJECT ? 'Object' : 'Array';
    const mark = String.fromCharCode(code);
    if (scope === undefined) {
      this.source.failAt(code, 'expected a value');
    }
    if (scope.kind !== kind) {
      const expected = scope.kind === 'Object' ? '}' : ']';
      const start = describeLocation(this.source.text, scope.start);
      this.source.fail(
        `Unexpected close marker '${mark}': expected '${expected}' (for ${scope.kind} starting at ${start})`,
      );
    }
    this.lastText = mark;
    return kind === 'Object' ? '}' : ']';
  }

  private readPastComma(scope: Scope, code: number): number {
    scope.entries += 1;
    if (scope.entries === 1) {
      return code;
    }
    if (code !== COMMA) {
      this.source.failAt(code, `was expecting comma to separate ${scope.kind} entries`);
    }
    return this.readWithin(scope);
  }

  private readWithin(scope: Scope): number {
    const code = this.source.readPastSpace();
    return code < 0 ? this.source.fail(`Unexpected end-of-input within/between ${scope.kind} entries`) : code;
  }

  private readName(code: number): JsonToken {
    if (code !== QUOTE) {
      this.source.failAt(code, 'was expecting double-quote to start field name');
    }
    const name = this.source.readQuoted('name', ' in field name');
    const scope = this.scopes.at(-1) ?? this.source.fail('a name stands outside an object');
    const colon = this.readWithin(scope);
    if (colon !== COLON) {
      this.source.failAt(colon, 'was expecting a colon to separate field name and value');
    }
    this.behindName = this.readValue(this.readWithin(scope));
    this.nameText = name;
    return 'name';
  }

  private readValue(code: number): JsonToken {
    const { line, column } = this.source.location;
    this.valueStart = { line, column: column - 1 };
    switch (code) {
      case QUOTE:
        this.stringIsUnread = true;
        return 'string';
      case OPEN_OBJECT:
        return this.token('{');
      case OPEN_ARRAY:
        return this.token('[');
      case 0x74:
        return this.literal('true');
      case 0x66:
        return this.literal('false');
      case 0x6e:
        return this.literal('null');
      case CLOSE_OBJECT:
        return this.source.failAt(code, 'expected a value');
      default:
        return this.readNumber(code);
    }
  }

  private readNumber(code: number): JsonToken {
    if (code !== MINUS && !isDigit(code)) {
      this.source.failAtValue(code);
    }
    this.lastText = this.source.readNumber(code);
    return 'number';
  }

  private literal(literal: 'true' | 'false' | 'null'): JsonToken {
    this.source.readLiteral(literal);
    return this.token(literal);
  }

  private token<T extends JsonToken>(token: T): T {
    this.lastText = token;
    return token;
  }

  private enter(token: JsonToken): JsonToken {
    if (token === '{' || token === '[') {
      this.scopes.push({ kind: token === '{' ? 'Object' : 'Array', start: this.valueStart, entries: 0 });
    }
    return token;
  }
}
