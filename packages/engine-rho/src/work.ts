/**
 * The second price list: what steps of an evaluation take, in nanoseconds of the machine the figures were made on
 * (docs/decisions/0125). RChain's list charges nothing, or a flat price, for several of them.
 *
 * A program owes the greater of the two totals, so a program whose work RChain's list covers costs what it costs there.
 * @module
 */

/** Nanoseconds of work that a unit of phlo buys: some four times what it takes where RChain's list is fair. */
export const WORK_A_PHLO = 100;

export const WORK = {
  /** Parsing and normalizing a token of source, beyond `TOKENS_FREE`. */
  token: 1_000,
  /** Evaluating one node of an expression, or one member of a `Par` of expressions. */
  expression: 300,
  /** A fresh name. */
  name: 1_000,
  /** A case of a `match` that is tried. */
  case: 1_500,
  /** A member of a `Par` that is run: its generator, its place in the queue. */
  member: 400,
  /** A member of a `Par` that is looked at. */
  glance: 40,
  /** A byte of a value that is compared with another. */
  comparedByte: 25,
  /** An element of a collection that is copied. */
  element: 60,
  /** A byte of the state that is read: decoded, and perhaps written again. */
  storedByte: 150,
  /** Verifying a signature. */
  signature: 1_200_000,
} as const;

/** Tokens of a source that its bytes pay for: a line costs what it costs in RChain. */
export const TOKENS_FREE = 64;

/** Comparisons that find a place among so many. */
export const searchSteps = (count: number): number => 32 - Math.clz32(count);

/** Sorting `count` values of so many bytes together; 0 for one. */
export const sortWork = (bytes: number, count: number): number =>
  count < 2 ? 0 : bytes * searchSteps(count) * WORK.comparedByte;
