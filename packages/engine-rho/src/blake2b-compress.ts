/**
 * The compression function of BLAKE2b (RFC 7693), with the "last node" flag in the program's hands.
 *
 * Libraries hide it, and the splittable generator is defined on it (`spec/rholang.md` 4.2); hashing proper comes from
 * `@ashlar/crypto`. 64-bit words are pairs of 32-bit halves, low first, because `bigint` is thirty times slower.
 * @module
 */

/** Eight chain words and the byte counter t0: nine 64-bit words as eighteen halves. t1 stays 0 below 2^64 bytes. */
export type ChainState = Int32Array;
export const CHAIN_HALVES = 18;

const IV = Int32Array.of(
  ...[0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a],
  ...[0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19],
);

/** Rows of message words by round, as indices of their low halves. */
const SIGMA = Uint8Array.of(
  ...[
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5,
    3,
  ],
  ...[
    11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15,
    8,
  ],
  ...[
    9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1,
    9,
  ],
  ...[
    12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11, 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2,
    10,
  ],
  ...[
    6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5, 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13,
    0,
  ],
  ...[
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5,
    3,
  ],
).map((word) => word * 2);

/** Halves wrap at this. */
const WORD = 0x1_0000_0000;

// Scratch of one call. Signed: small integers stay out of the heap.
const v = new Int32Array(32);
const m = new Int32Array(32);

/** The chain before any input: the generator's parameter block with `fanout` in [0, 255]. */
export function initialChain(fanout: number): ChainState {
  const chain = new Int32Array(CHAIN_HALVES);
  chain.set(IV);
  chain[0] = chain[0]! ^ (0xff000040 | (fanout << 16));
  chain[4] = chain[4]! ^ 0x2000;
  return chain;
}

/** Whether the low halves overflowed when `sum` came from adding to `part`. */
const carry = (sum: number, part: number): number => (sum >>> 0 < part >>> 0 ? 1 : 0);

/** One G: `a` … `d` are words of the state, `x` and `y` of the message, as indices of their low halves. */
function mix(a: number, b: number, c: number, d: number, x: number, y: number): void {
  let bl = v[b]!;
  let bh = v[b + 1]!;
  let cl = v[c]!;
  let ch = v[c + 1]!;
  const first = (v[a]! + bl) | 0;
  let al = (first + m[x]!) | 0;
  let ah = (v[a + 1]! + bh + m[x + 1]! + carry(first, bl) + carry(al, first)) | 0;
  let dl = v[d + 1]! ^ ah;
  let dh = v[d]! ^ al;
  cl = (cl + dl) | 0;
  ch = (ch + dh + carry(cl, dl)) | 0;
  let xl = bl ^ cl;
  let xh = bh ^ ch;
  bl = (xl >>> 24) | (xh << 8);
  bh = (xh >>> 24) | (xl << 8);
  const second = (al + bl) | 0;
  al = (second + m[y]!) | 0;
  ah = (ah + bh + m[y + 1]! + carry(second, bl) + carry(al, second)) | 0;
  xl = dl ^ al;
  xh = dh ^ ah;
  dl = (xl >>> 16) | (xh << 16);
  dh = (xh >>> 16) | (xl << 16);
  cl = (cl + dl) | 0;
  ch = (ch + dh + carry(cl, dl)) | 0;
  xl = bl ^ cl;
  xh = bh ^ ch;
  v[a] = al;
  v[a + 1] = ah;
  v[b] = (xh >>> 31) | (xl << 1);
  v[b + 1] = (xl >>> 31) | (xh << 1);
  v[c] = cl;
  v[c + 1] = ch;
  v[d] = dl;
  v[d + 1] = dh;
}

/**
 * Absorbs 128 bytes of `block` at `offset` into `into` (which may be `chain`). The counter grows by 128.
 * @param final the last block of its node
 * @param root the last node of its level
 */
export function compress(
  chain: ChainState,
  block: Uint8Array,
  offset: number,
  final: boolean,
  root: boolean,
  into: ChainState,
): void {
  const counter = (chain[16]! >>> 0) + 128;
  const counterHigh = chain[17]! + (counter >= WORD ? 1 : 0);
  const counterLow = counter | 0;
  for (let half = 0; half < 16; half++) v[half] = chain[half]!;
  v.set(IV, 16);
  v[24] = v[24]! ^ counterLow;
  v[25] = v[25]! ^ counterHigh;
  if (final) {
    v[28] = ~v[28]!;
    v[29] = ~v[29]!;
  }
  if (root) {
    v[30] = ~v[30]!;
    v[31] = ~v[31]!;
  }
  for (let half = 0; half < 32; half++) {
    const at = offset + half * 4;
    m[half] = block[at]! | (block[at + 1]! << 8) | (block[at + 2]! << 16) | (block[at + 3]! << 24);
  }
  for (let row = 0; row < SIGMA.length; row += 16) {
    mix(0, 8, 16, 24, SIGMA[row]!, SIGMA[row + 1]!);
    mix(2, 10, 18, 26, SIGMA[row + 2]!, SIGMA[row + 3]!);
    mix(4, 12, 20, 28, SIGMA[row + 4]!, SIGMA[row + 5]!);
    mix(6, 14, 22, 30, SIGMA[row + 6]!, SIGMA[row + 7]!);
    mix(0, 10, 20, 30, SIGMA[row + 8]!, SIGMA[row + 9]!);
    mix(2, 12, 22, 24, SIGMA[row + 10]!, SIGMA[row + 11]!);
    mix(4, 14, 16, 26, SIGMA[row + 12]!, SIGMA[row + 13]!);
    mix(6, 8, 18, 28, SIGMA[row + 14]!, SIGMA[row + 15]!);
  }
  for (let half = 0; half < 16; half++) into[half] = chain[half]! ^ v[half]! ^ v[half + 16]!;
  into[16] = counterLow;
  into[17] = counterHigh;
}

/** Writes the first `bytes` bytes of the chain words, little-endian, to `out` at `offset`. */
export function writeChain(chain: ChainState, bytes: number, out: Uint8Array, offset: number): void {
  for (let at = 0; at < bytes; at++) out[offset + at] = chain[at >> 2]! >>> ((at & 3) * 8);
}
