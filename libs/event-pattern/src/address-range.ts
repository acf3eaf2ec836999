import { hexOfAddress, looksLikeAddress } from './ip-address.ts';

/** A network as the service keeps it: two lines of hexadecimal digits, and whether each belongs to it. */
export interface AddressRange {
  readonly bottom: string;
  readonly top: string;
  readonly openBottom: boolean;
  readonly openTop: boolean;
}

const HEX_DIGITS = '0123456789ABCDEF';

/** The range that holds one address. The service makes it of the last digit and the one beside it. */
export function rangeOfAddress(hex: string): AddressRange {
  const stem = hex.slice(0, -1);
  const last = HEX_DIGITS.indexOf(hex.slice(-1));
  if (last === 15) {
    return { bottom: `${stem}E`, top: hex, openBottom: true, openTop: false };
  }
  return { bottom: hex, top: stem + HEX_DIGITS.charAt(last + 1), openBottom: false, openTop: true };
}

/** The range of a network, or the service's own words for what is wrong with it. */
export function parseCidr(cidr: string): AddressRange | string {
  const [address = '', bits = '', ...rest] = cidr.replace(/\/+$/, '').split('/');
  if (rest.length > 0 || !cidr.replace(/\/+$/, '').includes('/')) {
    return "Malformed CIDR, one '/' required";
  }
  if (!/^[+-]?[0-9]+$/.test(bits) || Math.abs(Number(bits)) > 0x7fffffff) {
    return 'Malformed CIDR, mask bits must be an integer';
  }
  if (Number(bits) < 0) {
    return 'Malformed CIDR, mask bits must not be negative';
  }
  if (!looksLikeAddress(address)) {
    return `Nonstandard IP address: ${address}`;
  }
  const hex = hexOfAddress(address);
  return hex === undefined ? `Invalid IP address: ${address}` : rangeOfNetwork(hex, Number(bits));
}

function rangeOfNetwork(hex: string, maskBits: number): AddressRange | string {
  if (hex.length === 8 && maskBits > 31) {
    return 'IPv4 mask bits must be < 32';
  }
  if (maskBits > 127) {
    return 'IPv6 mask bits must be < 128';
  }
  const bits = hex.length * 4;
  const hostMask = (1n << BigInt(bits - maskBits)) - 1n;
  const top = (BigInt(`0x${hex}`) | hostMask).toString(16).toUpperCase().padStart(hex.length, '0');
  const bottom = (BigInt(`0x${top}`) ^ hostMask).toString(16).toUpperCase().padStart(hex.length, '0');
  return { bottom, top, openBottom: false, openTop: false };
}

/**
 * Whether the service finds these digits in the range.
 *
 * It walks them one by one and is done as soon as they are inside, whatever follows: so a v4 network holds the v6
 * addresses that begin with its digits, and the bare number 5 lies in 0.0.0.0/0.
 */
// eslint-disable-next-line complexity -- one walk along two edges
export function isInRange({ bottom, top, openBottom, openTop }: AddressRange, digits: string): boolean {
  let onBottom = true;
  let onTop = true;
  const last = bottom.length - 1;
  for (let i = 0; i <= last && i < digits.length; i += 1) {
    const digit = digits.charCodeAt(i);
    const low: number = onBottom ? digit - bottom.charCodeAt(i) : 1;
    const high: number = onTop ? top.charCodeAt(i) - digit : 1;
    if (low < 0 || high < 0 || !isHexDigit(digit)) {
      return false;
    }
    onBottom = low === 0;
    onTop = high === 0;
    const isInside = !onBottom && !onTop;
    if (isInside || i === last) {
      return isInside || (onBottom ? !openBottom : !openTop);
    }
  }
  return false;
}

function isHexDigit(code: number): boolean {
  return HEX_DIGITS.includes(String.fromCharCode(code));
}
