/** A decimal number of any size, exactly as written: plus or minus `digits` times ten to the power of `exponent`. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end, so that equal numbers are equal here too; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Larger exponents are capped at this one, so that adding them stays exact. */
const FARTHEST = 1e15;
/** Digits that are divided at a time. */
const CHUNK = 18;

/** Reads the text of a JSON number, or of what JavaScript writes for a finite one, into its shortest decimal. */
export function decimalOf(text: string): Decimal {
  const [, sign, whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  const all = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = withoutEndingZeros(all);
  if (digits === '') return { negative: false, digits, exponent: 0 };
  const exponent = Math.max(-FARTHEST, Math.min(FARTHEST, Number(power))) - fraction.length + all.length - digits.length;
  return { negative: sign === '-', digits, exponent };
}

/** A loop, because `/0+$/` looks at the zeros in the middle again and again. */
function withoutEndingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

/** @returns less than, equal to or greater than 0, as `one` is less than, equal to or greater than `other`. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const sign = signOf(one);
  return sign === signOf(other) ? sign * compareSizes(one, other) : sign - signOf(other);
}

const signOf = ({ negative, digits }: Decimal): number => (digits === '' ? 0 : negative ? -1 : 1);

function compareSizes(one: Decimal, other: Decimal): number {
  const [place, otherPlace] = [one.digits.length + one.exponent, other.digits.length + other.exponent];
  if (place !== otherPlace) return place - otherPlace;
  return one.digits === other.digits ? 0 : one.digits < other.digits ? -1 : 1;
}

/** Whether a number is a whole multiple of a positive one. Takes time linear in its digits, whatever the exponents are. */
export function isMultipleOf(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === '') return true;
  const places = value.exponent - divisor.exponent;
  if (places < 0) return false; // the digits of the value end in no zero, so they are not a multiple of ten
  const by = BigInt(divisor.digits);
  // Each digit of the divisor holds fewer than four of its factors 2 and 5: more tens change nothing.
  const tens = 10n ** BigInt(Math.min(places, 4 * divisor.digits.length));
  return (remainder(value.digits, by) * tens) % by === 0n;
}

function remainder(digits: string, by: bigint): bigint {
  let rest = 0n;
  for (let at = 0; at < digits.length; at += CHUNK) {
    const chunk = digits.slice(at, at + CHUNK);
    rest = (rest * 10n ** BigInt(chunk.length) + BigInt(chunk)) % by;
  }
  return rest;
}
