import { type JsonTree } from './json-tree.ts';

/**
 * Whether one of a field's conditions accepts a value. Strings stand in their quotes, as they do in the service. What else
 * is asked in the same place (other branches of `$or`) decides how addresses and numbers are read.
 */
export function acceptsValue(
  conditions: readonly JsonTree[],
  value: string,
  inSamePlace: readonly JsonTree[],
): boolean {
  const networks = inSamePlace.some((condition) => networkOf(condition) !== undefined);
  const numbers = inSamePlace.some(comparesNumbers);
  const address = networks && value.startsWith('"') ? addressDigits(value.slice(1, -1)) : undefined;
  const hidden = numbers && decimal(value) !== undefined;
  return conditions.some((condition) => {
    const network = networkOf(condition);
    if (network !== undefined) {
      return inNetwork(network, address ?? (hidden ? '' : value));
    }
    const isHexNumber = condition.kind === 'number' && address === condition.text;
    return isHexNumber || accepts(condition, value);
  });
}

function accepts(condition: JsonTree, value: string): boolean {
  switch (condition.kind) {
    case 'string':
      return value === `"${condition.text}"`;
    case 'literal':
      return value === condition.text;
    case 'number':
      return value === condition.text || (decimal(value) !== undefined && decimal(value) === decimal(condition.text));
    case 'array':
      throw new Error('a condition is no array');
    case 'object': {
      const [[operator, operand] = ['', condition]] = condition.fields;
      return acceptsOperator(operator, operand, value);
    }
  }
}

function acceptsOperator(operator: string, operand: JsonTree, value: string): boolean {
  switch (operator) {
    case 'exists':
      return textOf(operand) === 'true';
    case 'exactly':
      return value === `"${textOf(operand)}"`;
    case 'numeric':
      return inRange(operand, value);
    case 'anything-but':
      return !isExcluded(operand, value);
    default:
      return isString(value) && new RegExp(`^${regexOf(operator, operand)}$`, 'su').test(wellFormed(value));
  }
}

function isExcluded(operand: JsonTree, value: string): boolean {
  if (operand.kind === 'object') {
    const [[operator, inner] = ['', operand]] = operand.fields;
    return listOf(inner).some((each) => acceptsOperator(operator, each, value));
  }
  return listOf(operand).some((each) =>
    each.kind === 'number'
      ? decimal(value) !== undefined && decimal(value) === decimal(each.text)
      : isString(value) && wellFormed(value) === wellFormed(`"${textOf(each)}"`),
  );
}

/** The regular expression of an operator on text, on the whole quoted value. */
function regexOf(operator: string, operand: JsonTree): string {
  if (operand.kind === 'object') {
    const [[, inner] = ['', operand]] = operand.fields;
    const folded = foldedRegex(textOf(inner));
    return operator === 'prefix' ? `"${folded}.*` : `.*${folded}"`;
  }
  const text = textOf(operand);
  switch (operator) {
    case 'prefix':
      return `"${literalRegex(text)}.*`;
    case 'suffix':
      return `.*${literalRegex(text)}"`;
    case 'equals-ignore-case':
      return `"${foldedRegex(text)}"`;
    case 'wildcard':
      return `"${text.replace(/\\(.)|\*|[^\\*]+/gsu, (part, escaped?: string) => (part === '*' ? '.*' : literalRegex(escaped ?? part)))}"`; // prettier-ignore
    default:
      throw new Error(`no operator: ${operator}`);
  }
}

function literalRegex(text: string): string {
  return Array.from(wellFormed(text))
    .map((character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`)
    .join('');
}

function foldedRegex(text: string): string {
  return Array.from({ length: text.length }, (_, i) => text.charAt(i))
    .map((unit) => `(?:${literalRegex(unit.toLowerCase())}|${literalRegex(unit.toUpperCase())})`)
    .join('');
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?');
}

function isString(value: string): boolean {
  return value.startsWith('"');
}

/** A number every digit of which a double holds, as `digits e exponent`; nothing for other numbers and what is none. */
function decimal(text: string): string | undefined {
  const canonical = (number: string): string => {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] =
      /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
    const digits = (whole + fraction).replace(/^0+/, '');
    const significant = digits.replace(/0+$/, '');
    const shift = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
    return significant === '' ? '0' : `${sign}${significant}e${shift.toString()}`;
  };
  if (!/^-?\d/.test(text) || !Number.isFinite(Number(text))) {
    return undefined;
  }
  const shortest = String(Number(text));
  // Java prints two digits at least, the nearest ones.
  const java = /^-?\d(?:e|$)/.test(shortest) ? Number(text).toPrecision(2) : shortest;
  return canonical(text) === canonical(java) ? canonical(text) : undefined;
}

function inRange(operand: JsonTree, value: string): boolean {
  const parts = listOf(operand).map(textOf);
  return (
    decimal(value) !== undefined &&
    parts.every((part, i) => {
      const bound = Number(parts[i + 1]);
      const number = Number(value);
      switch (i % 2 === 0 ? part : '') {
        case '=':
          return number === bound;
        case '<':
          return number < bound;
        case '<=':
          return number <= bound;
        case '>':
          return number > bound;
        case '>=':
          return number >= bound;
        default:
          return true;
      }
    })
  );
}

function comparesNumbers(condition: JsonTree): boolean {
  if (condition.kind === 'number') {
    return decimal(condition.text) !== undefined;
  }
  const [[operator, operand] = ['', condition]] = condition.kind === 'object' ? condition.fields : [];
  return (
    operator === 'numeric' || (operator === 'anything-but' && listOf(operand).some(({ kind }) => kind === 'number'))
  );
}

interface Network {
  readonly bottom: string;
  readonly top: string;
  /** An address written by itself: its neighbour bounds it, and does not belong to it. */
  readonly excluded: 'bottom' | 'top' | undefined;
}

// eslint-disable-next-line complexity -- an address by itself, or a network
function networkOf(condition: JsonTree): Network | undefined {
  if (condition.kind === 'string') {
    const digits = addressDigits(condition.text);
    if (digits === undefined) {
      return undefined;
    }
    const neighbour = BigInt(`0x${digits}`) + (digits.endsWith('F') ? -1n : 1n);
    const beside = digitsOf(neighbour, digits.length);
    return digits.endsWith('F')
      ? { bottom: beside, top: digits, excluded: 'bottom' }
      : { bottom: digits, top: beside, excluded: 'top' };
  }
  const [[operator, operand] = ['', condition]] = condition.kind === 'object' ? condition.fields : [];
  if (operator !== 'cidr') {
    return undefined;
  }
  const [address = '', bits = ''] = textOf(operand).split('/');
  const digits = addressDigits(address) ?? '';
  const hostBits = BigInt(digits.length * 4 - Number(bits));
  const network = (BigInt(`0x${digits}`) >> hostBits) << hostBits;
  return { bottom: digitsOf(network, digits.length), top: digitsOf(network + (1n << hostBits) - 1n, digits.length), excluded: undefined }; // prettier-ignore
}

/** Digits are inside as soon as they are above the bottom and below the top, whatever follows. */
function inNetwork({ bottom, top, excluded }: Network, digits: string): boolean {
  const lengths = Array.from({ length: Math.min(digits.length, bottom.length) }, (_, i) => i + 1);
  const isInside = lengths.some((length) => {
    const start = digits.slice(0, length);
    return /^[0-9A-F]+$/.test(start) && start > bottom.slice(0, length) && start < top.slice(0, length);
  });
  const whole = digits.slice(0, bottom.length);
  return isInside || (whole === bottom && excluded !== 'bottom') || (whole === top && excluded !== 'top');
}

function digitsOf(address: bigint, length: number): string {
  return address.toString(16).toUpperCase().padStart(length, '0');
}

function addressDigits(text: string): string | undefined {
  if (/^\d+(\.\d+){3}$/.test(text)) {
    const octets = text.split('.').map(Number);
    return text.length < 16 && octets.every((octet) => octet < 256)
      ? octets.map((octet) => digitsOf(BigInt(octet), 2)).join('')
      : undefined;
  }
  if (!/^[\da-fA-F:]*:[\da-fA-F:]*$/.test(text)) {
    return undefined;
  }
  const group = '(0*[0-9a-fA-F]{1,4})';
  const filled = text.includes('::') ? fillZeros(text) : text;
  const groups = new RegExp(`^${Array.from({ length: 8 }, () => group).join(':')}$`).exec(filled)?.slice(1);
  const digits = groups?.map((each) => digitsOf(BigInt(`0x${each}`), 4)).join('');
  return digits?.startsWith(`${'0'.repeat(20)}FFFF`) ? digits.slice(24) : digits;
}

function fillZeros(text: string): string {
  const present = text.split(':').filter((group) => group !== '').length;
  const zeros = Array.from({ length: 8 - present }, () => '0').join(':');
  return text
    .replace('::', `:${zeros}:`)
    .replace(/^:(?=[^:])/, '')
    .replace(/([^:]):$/, '$1');
}

function listOf(tree: JsonTree): readonly JsonTree[] {
  return tree.kind === 'array' ? tree.items : [tree];
}

function textOf(tree: JsonTree): string {
  if (tree.kind === 'object' || tree.kind === 'array') {
    throw new Error('a scalar is wanted');
  }
  return tree.text;
}
