/**
 * The price list: RChain's cost table (`spec/rholang.md` 5), in phlo.
 *
 * A profile may use another list; the places that charge do not change. One price differs from RChain's: appending to an
 * empty byte array, which there costs minus two thousand million (docs/decisions/0037).
 * @module
 */
export const RCHAIN_PRICES = {
  sum: 3,
  subtraction: 3,
  boolean: 2,
  comparison: 3,
  multiplication: 9,
  division: 9,
  modulo: 9,
  lookup: 3,
  removal: 3,
  addition: 3,
  /** Times the size of the other collection. */
  union: 3,
  diff: 3,
  nth: 10,
  keys: 10,
  length: 10,
  methodCall: 10,
  operatorCall: 10,
  variable: 10,
  send: 11,
  receive: 11,
  newBase: 10,
  newName: 2,
  match: 12,
  /** An event of n channels costs `eventBase + n * eventChannel`. */
  eventBase: 32,
  eventChannel: 32,
  /** Bytes of an operand or result that a unit of phlo handles, once it is large (docs/decisions/0037). */
  bulkBytes: 64,
} as const;

export type Prices = Readonly<Record<keyof typeof RCHAIN_PRICES, number>>;

/** Magnitude in Java's terms: bytes of the shortest two's complement. */
export function bigIntSize(value: bigint): number {
  const magnitude = value < 0n ? -value - 1n : value;
  const bits = magnitude === 0n ? 0 : magnitude.toString(2).length;
  return Math.floor(bits / 8) + 1;
}

/** RChain charges the decimal order of magnitude of the left array's length. */
export const byteAppendCost = (leftBytes: number): number =>
  leftBytes === 0 ? 0 : Math.floor(Math.log10(leftBytes));

/** Operands and results up to this size are in RChain's price of the operation. */
const BULK_FREE_BYTES = 4096;
/** Work an element of a collection makes, in bytes. */
const ELEMENT_BYTES = 32;

/** What handling so many bytes costs beyond the price of the operation. */
export const bulkCost = (prices: Prices, bytes: number): number =>
  bytes <= BULK_FREE_BYTES ? 0 : Math.floor((bytes - BULK_FREE_BYTES) / prices.bulkBytes);

/** Bytes that building a collection of so many elements counts for; the elements themselves are shared. */
export const elementBytes = (elements: number): number => elements * ELEMENT_BYTES;
