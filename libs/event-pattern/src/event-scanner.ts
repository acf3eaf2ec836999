/* eslint complexity: ["error", 20], max-params: ["error", 5] -- every field of every event passes here: a branch is cheaper than a call, an argument than an object. */
import { EventValue, type Membership, type ScalarKind } from './event-value.ts';
import { type EventValues } from './event-values.ts';
import { isDigit } from './json-characters.ts';
import { childNamed, leadsOn, type PathNode } from './path-trie.ts';
import { passPlain } from './plain-run.ts';
import { checkBare, checkString, checkValue, passSpace } from './skip-exact.ts';
import { passBare, passString, passValue } from './skip-trusted.ts';
import { type EventBytes } from './text-bytes.ts';

// Spelled out once more: a constant of another module is read from memory at every use, for every byte.
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
const DOT = 0x2e;
const MINUS = 0x2d;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const QUOTE = 0x22;
const SPACE = 0x20;
const FAULT = -1;

/** The reader stopped because it has seen all that matters. */
export const ENOUGH = -2;

/** Arrays in arrays deeper than this are left to the reader that needs no stack. */
const DEEPEST = 200;

/** Is asked after each used field of a trusted event whether reading on is of no use. */
export interface Watcher {
  hasSeenEnough(): boolean;
}

/**
 * Reads an event's bytes and collects the values at the paths of the trie, passing over everything else.
 *
 * It answers `FAULT` where the text is no JSON, and also where a name is written in a way (escapes, dots, empty) that
 * could lead to a used path: such an event is read once more by `flattenText`, which knows all of that.
 */
export class EventScanner {
  private readonly root: PathNode;
  private readonly values: EventValues;
  private readonly event: EventBytes;
  private readonly watcher: Watcher;
  private exact = true;
  private arrays = 0;
  private openArrays = 0;

  constructor(root: PathNode, values: EventValues, event: EventBytes, watcher: Watcher) {
    this.root = root;
    this.values = values;
    this.event = event;
    this.watcher = watcher;
  }

  scan(mode: 'exact' | 'trusted'): number {
    this.exact = mode === 'exact';
    this.arrays = 0;
    this.openArrays = 0;
    const { bytes } = this.event;
    const start = passSpace(bytes, 0);
    return bytes[start] === OPEN_OBJECT ? this.scanObject(this.root, start + 1, undefined) : FAULT;
  }

  private scanObject(node: PathNode, start: number, membership: Membership | undefined): number {
    const { event, exact } = this;
    const { bytes } = event;
    let at = passSpace(bytes, start);
    if (bytes[at] === CLOSE_OBJECT) {
      return at + 1;
    }
    for (;;) {
      if (bytes[at] !== QUOTE) {
        return FAULT;
      }
      const name = at + 1;
      at = exact ? checkString(event, name) : passString(event, name);
      if (at < 0) {
        return FAULT;
      }
      const nameEnd = at - 1;
      if (bytes[at] !== COLON) {
        at = passSpace(bytes, at);
        if (bytes[at] !== COLON) {
          return FAULT;
        }
      }
      at += 1;
      if ((bytes[at] ?? 0) <= SPACE) {
        at = passSpace(bytes, at);
      }

      if (node.starts[bytes[name] ?? 0] === 0) {
        at = exact ? checkValue(event, at) : passValue(event, at);
      } else {
        at = this.scanField(node, name, nameEnd, at, membership);
      }
      if (at < 0) {
        return at;
      }

      if (bytes[at] !== COMMA) {
        at = passSpace(bytes, at);
        if (bytes[at] === CLOSE_OBJECT) {
          return at + 1;
        }
        if (bytes[at] !== COMMA) {
          return FAULT;
        }
      }
      at += 1;
      if ((bytes[at] ?? 0) <= SPACE) {
        at = passSpace(bytes, at);
      }
    }
  }

  /** Reads the value at `at` where its name leads on, and passes it where not. */
  private scanField(
    node: PathNode,
    name: number,
    nameEnd: number,
    at: number,
    membership: Membership | undefined,
  ): number {
    const child = childNamed(node, this.event, name, nameEnd);
    if (child === undefined || nameEnd === name) {
      return nameEnd === name || this.mayLeadOn(node, name, nameEnd) ? FAULT : this.pass(at);
    }
    const end = this.scanValue(child, at, membership);
    return end >= 0 && !this.exact && this.openArrays === 0 && this.watcher.hasSeenEnough() ? ENOUGH : end;
  }

  /** Whether a name that is none of the steps from here is one after all, escaped or joined by dots. */
  private mayLeadOn(node: PathNode, start: number, end: number): boolean {
    const { bytes } = this.event;
    for (let i = start; i < end; i += 1) {
      const code = bytes[i];
      if (code === DOT || code === BACKSLASH) {
        const name = this.decodeEscaped(start, end);
        return name === undefined || leadsOn(node, name);
      }
    }
    return false;
  }

  private scanValue(node: PathNode, at: number, membership: Membership | undefined): number {
    const { bytes } = this.event;
    const code = bytes[at] ?? 0;
    if (code === QUOTE) {
      return this.scanString(node, at + 1, membership);
    }
    if (code === OPEN_OBJECT) {
      return node.byName.size > 0 ? this.scanObject(node, at + 1, membership) : this.pass(at);
    }
    if (code === OPEN_ARRAY) {
      return this.scanArray(node, at + 1, membership);
    }
    const end = this.exact ? checkBare(bytes, at) : passBare(bytes, at);
    if (end >= 0 && node.path >= 0) {
      const kind: ScalarKind = code === MINUS || isDigit(code) ? 'number' : 'literal';
      this.values.addSlice(node.path, kind, at, end, membership);
    }
    return end;
  }

  private pass(at: number): number {
    return this.exact ? checkValue(this.event, at) : passValue(this.event, at);
  }

  private scanString(node: PathNode, start: number, membership: Membership | undefined): number {
    const { bytes, words } = this.event;
    const stop = passPlain(words, start);
    if (bytes[stop] === QUOTE) {
      if (node.path >= 0) {
        this.values.addSlice(node.path, 'string', start, stop, membership);
      }
      return stop + 1;
    }
    // Escapes, or something beyond ASCII.
    const end = this.exact ? checkString(this.event, stop) : passString(this.event, stop);
    if (end < 0 || node.path < 0) {
      return end;
    }
    if (!hasBackslash(bytes, stop, end)) {
      this.values.addSlice(node.path, 'string', start, end - 1, membership);
      return end;
    }
    const text = this.decodeEscaped(start, end - 1);
    if (text === undefined) {
      return FAULT;
    }
    this.values.addValue(node.path, new EventValue('string', text, membership));
    return end;
  }

  private scanArray(node: PathNode, start: number, outer: Membership | undefined): number {
    const { bytes } = this.event;
    const array = (this.arrays += 1);
    let at = passSpace(bytes, start);
    if (bytes[at] === CLOSE_ARRAY) {
      return at + 1;
    }
    this.openArrays += 1;
    for (let index = 0; this.openArrays < DEEPEST; index += 1) {
      const code = bytes[at];
      const nested = code === OPEN_OBJECT || code === OPEN_ARRAY;
      at = this.scanValue(node, at, nested ? { array, index, outer } : outer);
      if (at < 0) {
        return at;
      }
      at = passSpace(bytes, at);
      if (bytes[at] === CLOSE_ARRAY) {
        this.openArrays -= 1;
        return at + 1;
      }
      if (bytes[at] !== COMMA) {
        return FAULT;
      }
      at = passSpace(bytes, at + 1);
    }
    return FAULT;
  }

  /** The text of a string or name with escapes; nothing where it is none (in a trusted event nobody has looked yet). */
  private decodeEscaped(start: number, end: number): string | undefined {
    const text = this.event.decode(start, end);
    try {
      return String(JSON.parse(`"${text}"`));
    } catch (error) {
      if (error instanceof SyntaxError) {
        return undefined;
      }
      throw error;
    }
  }
}

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    if (bytes[i] === BACKSLASH) {
      return true;
    }
  }
  return false;
}
