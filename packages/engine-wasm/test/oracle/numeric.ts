/**
 * The meaning of each numeric instruction over i32 (numbers in [-2^31, 2^31)) and i64 (bigints in [-2^63, 2^63)),
 * written from the WebAssembly 1.0 standard for the reference interpreter. Plain rather than fast.
 * @module
 */
import { TRAP } from '../../src/outcome.ts';

export class Trap extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export type Value = number | bigint;
type Integers = Readonly<{ bits: number }>;

const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);
const unsigned = (value: bigint, bits: number): bigint => BigInt.asUintN(bits, value);

const COMPARISONS: readonly ((a: bigint, b: bigint, bits: number) => boolean)[] = [
  (a, b) => a === b,
  (a, b) => a !== b,
  (a, b) => a < b,
  (a, b, n) => unsigned(a, n) < unsigned(b, n),
  (a, b) => a > b,
  (a, b, n) => unsigned(a, n) > unsigned(b, n),
  (a, b) => a <= b,
  (a, b, n) => unsigned(a, n) <= unsigned(b, n),
  (a, b) => a >= b,
  (a, b, n) => unsigned(a, n) >= unsigned(b, n),
];

const binary = (value: bigint, bits: number): string => unsigned(value, bits).toString(2).padStart(bits, '0');

const COUNTS: readonly ((a: bigint, bits: number) => number)[] = [
  (a, n) => (binary(a, n).includes('1') ? binary(a, n).indexOf('1') : n),
  (a, n) => (binary(a, n).includes('1') ? n - 1 - binary(a, n).lastIndexOf('1') : n),
  (a, n) => binary(a, n).replaceAll('0', '').length,
];

function rotateLeft(a: bigint, by: bigint, bits: number): bigint {
  const shift = unsigned(by, bits) % BigInt(bits);
  const raw = unsigned(a, bits);
  return (raw << shift) | (raw >> (BigInt(bits) - shift));
}

function nonZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new Trap(TRAP.machine);
  return divisor;
}

function dividesSigned(a: bigint, b: bigint, bits: number): bigint {
  const quotient = a / nonZero(b);
  if (signed(quotient, bits) !== quotient) throw new Trap(TRAP.machine);
  return quotient;
}

const ARITHMETIC: readonly ((a: bigint, b: bigint, bits: number) => bigint)[] = [
  (a, b) => a + b,
  (a, b) => a - b,
  (a, b) => a * b,
  dividesSigned,
  (a, b, n) => unsigned(a, n) / nonZero(unsigned(b, n)),
  (a, b) => a % nonZero(b),
  (a, b, n) => unsigned(a, n) % nonZero(unsigned(b, n)),
  (a, b) => a & b,
  (a, b) => a | b,
  (a, b) => a ^ b,
  (a, b, n) => a << (unsigned(b, n) % BigInt(n)),
  (a, b, n) => a >> (unsigned(b, n) % BigInt(n)),
  (a, b, n) => unsigned(a, n) >> (unsigned(b, n) % BigInt(n)),
  rotateLeft,
  (a, b, n) => rotateLeft(a, BigInt(n) - (unsigned(b, n) % BigInt(n)), n),
];

const I32_TYPE: Integers = { bits: 32 };
const I64_TYPE: Integers = { bits: 64 };

/** First opcodes of comparisons, `clz` and `add`. */
const FAMILIES = [
  { type: I32_TYPE, eqz: 0x45, compare: 0x46, count: 0x67, arithmetic: 0x6a },
  { type: I64_TYPE, eqz: 0x50, compare: 0x51, count: 0x79, arithmetic: 0x7c },
] as const;

const toValue = (value: bigint, bits: number): Value =>
  bits === 32 ? Number(signed(value, 32)) : signed(value, 64);

const CONVERSIONS: ReadonlyMap<number, (a: bigint) => Value> = new Map<number, (a: bigint) => Value>([
  [0xa7, (a) => toValue(a, 32)],
  [0xac, (a) => a],
  [0xad, (a) => unsigned(a, 32)],
  [0xc0, (a) => Number(signed(a, 8))],
  [0xc1, (a) => Number(signed(a, 16))],
  [0xc2, (a) => signed(a, 8)],
  [0xc3, (a) => signed(a, 16)],
  [0xc4, (a) => signed(a, 32)],
]);

/** Result of a numeric instruction, its operands the deeper first. Throws `Trap`. */
export function evaluate(op: number, operands: readonly Value[]): Value {
  const [a = 0n, b = 0n] = operands.map(BigInt);
  const conversion = CONVERSIONS.get(op);
  if (conversion !== undefined) return conversion(a);
  for (const { type, eqz, compare, count, arithmetic } of FAMILIES) {
    const { bits } = type;
    if (op === eqz) return a === 0n ? 1 : 0;
    const comparison = COMPARISONS[op - compare];
    if (comparison !== undefined) return comparison(a, b, bits) ? 1 : 0;
    const counting = COUNTS[op - count];
    if (counting !== undefined) return toValue(BigInt(counting(a, bits)), bits);
    const operation = ARITHMETIC[op - arithmetic];
    if (operation !== undefined) return toValue(operation(a, b, bits), bits);
  }
  throw new Error(`opcode ${op} is not numeric`);
}

/** Bytes that a memory instruction touches, whether it sign-extends, and its type. */
export function accessOf(op: number): Readonly<{ bytes: number; extends: boolean; isLong: boolean }> {
  const sizes = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
  const extending = [0x2c, 0x2e, 0x30, 0x32, 0x34];
  const isLong = op === 0x29 || (op >= 0x30 && op <= 0x35) || op === 0x37 || op >= 0x3c;
  return { bytes: sizes[op - 0x28]!, extends: extending.includes(op), isLong };
}
