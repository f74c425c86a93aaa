/**
 * Arithmetic that fails instead of wrapping around.
 * @module
 */
import { fail } from './exit';

export function add(a: u64, b: u64, message: string = 'overflow'): u64 {
  const sum = a + b;
  if (sum < a) fail(message);
  return sum;
}

export function sub(a: u64, b: u64, message: string = 'underflow'): u64 {
  if (b > a) fail(message);
  return a - b;
}

export function mul(a: u64, b: u64, message: string = 'overflow'): u64 {
  if (b != 0 && a > u64.MAX_VALUE / b) fail(message);
  return a * b;
}

/** a / b, rounded down. */
export function div(a: u64, b: u64, message: string = 'division by zero'): u64 {
  if (b == 0) fail(message);
  return a / b;
}

/** a × b / c, rounded down, with a 128-bit product; fails if the quotient exceeds 64 bits or c is zero. */
export function mulDiv(a: u64, b: u64, c: u64, message: string = 'overflow'): u64 {
  // Schoolbook product of 32-bit halves: (high, low) = a × b.
  const a0 = a & 0xffff_ffff;
  const a1 = a >> 32;
  const b0 = b & 0xffff_ffff;
  const b1 = b >> 32;
  const low0 = a0 * b0;
  const middle = a1 * b0 + (low0 >> 32);
  const middle2 = a0 * b1 + (middle & 0xffff_ffff);
  let high = a1 * b1 + (middle >> 32) + (middle2 >> 32);
  let low = (middle2 << 32) | (low0 & 0xffff_ffff);
  if (high >= c) fail(message);
  // Long division by bits: the remainder stays below c, the quotient fits since high < c.
  let quotient: u64 = 0;
  for (let bit = 0; bit < 64; bit++) {
    const carry = high >> 63;
    high = (high << 1) | (low >> 63);
    low <<= 1;
    quotient <<= 1;
    if (carry != 0 || high >= c) {
      high -= c;
      quotient |= 1;
    }
  }
  return quotient;
}
