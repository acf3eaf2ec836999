import { comparableNumber } from './comparable-number.ts';
import { encodable } from './ignoring-case.ts';
import { hexOfAddress } from './ip-address.ts';

/** Which element of which array a value lies in; an array in an array adds to what its own array says. */
export interface Membership {
  readonly array: number;
  readonly index: number;
  readonly outer: Membership | undefined;
}

export type ScalarKind = 'string' | 'number' | 'literal';

/** One scalar of an event: a string decoded, a number as spelled, or `true`, `false`, `null`. What is read off it is kept. */
export class EventValue {
  readonly kind: ScalarKind;
  readonly text: string;
  readonly membership: Membership | undefined;
  private numberRead: { readonly value: number | undefined } | undefined;
  private addressRead: { readonly hex: string | undefined } | undefined;
  private encodableRead: string | undefined;

  constructor(kind: ScalarKind, text: string, membership: Membership | undefined) {
    this.kind = kind;
    this.text = text;
    this.membership = membership;
  }

  /** The number it can be compared as. */
  get comparable(): number | undefined {
    this.numberRead ??= { value: this.kind === 'number' ? comparableNumber(this.text) : undefined };
    return this.numberRead.value;
  }

  /** The address it is, as hexadecimal digits. */
  get address(): string | undefined {
    this.addressRead ??= { hex: this.kind === 'string' ? hexOfAddress(this.text) : undefined };
    return this.addressRead.hex;
  }

  /** The text as operators on text see it. */
  get encodable(): string {
    this.encodableRead ??= encodable(this.text);
    return this.encodableRead;
  }
}
