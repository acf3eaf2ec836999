/** Numbers from 0 to below 1. */
export type Random = () => number;

export function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}

export function hex(random: Random, length: number): string {
  return textOf(random, length, '0123456789abcdef');
}

export function digits(random: Random, length: number): string {
  return textOf(random, length, '0123456789');
}

export function base64(random: Random, length: number): string {
  return textOf(random, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
}

function textOf(random: Random, length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

export function pick(random: Random, values: readonly string[]): string {
  return values[Math.floor(random() * values.length)] ?? '';
}

/** A linear congruential generator: enough for data that should not compress too well. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
