/** Any number of up to this many significant digits survives a double. */
const SAFE_DIGITS = 15;

const EXPONENT = /e/i;

/**
 * The double a number can be compared as, or nothing where its exact decimal is not what its double prints as.
 *
 * The service compares numbers by value only where no digit is lost on the way: 9007199254740993 is compared as text.
 */
export function comparableNumber(text: string): number | undefined {
  const value = Number(text);
  if (text.length <= SAFE_DIGITS && !EXPONENT.test(text)) {
    return value + 0;
  }
  const digits = decimalOf(text);
  const survives =
    (digits.significant.length <= SAFE_DIGITS && Math.abs(value) >= 1e-290 && Math.abs(value) < 1e300) ||
    sameDecimal(digits, decimalOf(printed(value)));
  return Number.isFinite(value) && survives ? value + 0 : undefined;
}

interface Decimal {
  readonly negative: boolean;
  readonly significant: string;
  readonly exponent: number;
}

/** The number as `0.significant × 10^exponent`; zero has no significant digits. */
function decimalOf(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const leading = digits.length - digits.replace(/^0+/, '').length;
  const significant = digits.slice(leading).replace(/0+$/, '');
  if (significant === '') {
    return { negative: false, significant, exponent: 0 };
  }
  return { negative: text.startsWith('-'), significant, exponent: whole.length - leading + Number(exponent) };
}

function sameDecimal(a: Decimal, b: Decimal): boolean {
  return a.significant === b.significant && a.exponent === b.exponent && a.negative === b.negative;
}

/** The double as Java prints it: shortest, but never less than two digits, which shows in the smallest doubles only. */
function printed(value: number): string {
  const shortest = String(value);
  return decimalOf(shortest).significant.length === 1 ? value.toPrecision(2) : shortest;
}
