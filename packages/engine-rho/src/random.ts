/**
 * The splittable random generator: the source of every unforgeable name (`spec/rholang.md` 4.2, byte exact).
 *
 * A generator is a hash state and a path. Splitting appends to the path, so branches of a parallel composition draw
 * independent names; merging hashes the generators of a communication's parts into a new one. Same seed, same program,
 * same names. `next` mutates; everything else copies.
 * @module
 */
import { assert, concat } from '@ashlar/base';
import type { ChainState } from './blake2b-compress.ts';
import { CHAIN_HALVES, chainBytes, compress, initialChain } from './blake2b-compress.ts';

const BLOCK_BYTES = 128;
const PATH_BYTES_MAX = 112;
const NAME_BYTES = 32;
/** Children hashed together by one merge; more make another level. */
const MERGE_GROUP_MAX = 255;
const CHILDREN_A_BLOCK = 4;
/** Counter 16, chain 64, t0 and t1 16, path length 1, position 1. */
const HEADER_BYTES = 98;

export class SplittableRandom {
  #chain: ChainState;
  /** Path in [0, 112), 128-bit little-endian counter in [112, 128). */
  readonly #block: Uint8Array;
  #pathBytes: number;
  /** 0, or 32 when the second half of `#hash` is due. */
  #position = 0;
  #hash: Uint8Array | undefined;

  private constructor(chain: ChainState, block: Uint8Array, pathBytes: number) {
    this.#chain = chain;
    this.#block = block;
    this.#pathBytes = pathBytes;
  }

  static of(seed: Uint8Array): SplittableRandom {
    const chain = initialChain(0);
    const padded = new Uint8Array(Math.ceil(seed.length / BLOCK_BYTES) * BLOCK_BYTES);
    padded.set(seed);
    for (let at = 0; at < padded.length; at += BLOCK_BYTES) compress(chain, padded, at, false, false, chain);
    return new SplittableRandom(chain, new Uint8Array(BLOCK_BYTES), 0);
  }

  /** The next 32 bytes. */
  next(): Uint8Array {
    if (this.#position === NAME_BYTES && this.#hash !== undefined) {
      this.#position = 0;
      return this.#hash.slice(NAME_BYTES);
    }
    const out = new Uint32Array(CHAIN_HALVES);
    compress(this.#chain, this.#block, 0, true, true, out);
    this.#hash = chainBytes(out, 2 * NAME_BYTES);
    for (let at = PATH_BYTES_MAX; at < BLOCK_BYTES; at++) {
      this.#block[at] = this.#block[at]! + 1;
      if (this.#block[at] !== 0) break;
    }
    this.#position = NAME_BYTES;
    return this.#hash.slice(0, NAME_BYTES);
  }

  /** The generator of branch `index`, in [0, 255]. The counter is inherited, a name half drawn is not. */
  splitByte(index: number): SplittableRandom {
    const child = this.#child();
    child.#append(index & 255);
    return child;
  }

  /** The generator of branch `index`, in [0, 65535]. */
  splitShort(index: number): SplittableRandom {
    const child = this.#child();
    child.#append(index & 255);
    child.#append((index >> 8) & 255);
    return child;
  }

  /** Continues exactly as this one would. */
  copy(): SplittableRandom {
    const twin = this.#child();
    twin.#position = this.#position;
    twin.#hash = this.#hash;
    return twin;
  }

  /** Of at least two generators, in order. */
  static merge(children: readonly SplittableRandom[]): SplittableRandom {
    assert(children.length >= 2, 'a merge has at least two children');
    let level = children;
    do {
      const parents: SplittableRandom[] = [];
      for (let at = 0; at < level.length; at += MERGE_GROUP_MAX)
        parents.push(mergeGroup(level.slice(at, at + MERGE_GROUP_MAX)));
      level = parents;
    } while (level.length > 1);
    return level[0]!;

    function mergeGroup(group: readonly SplittableRandom[]): SplittableRandom {
      const chain = initialChain(group.length);
      for (let at = 0; at < group.length; at += CHILDREN_A_BLOCK) {
        const block = new Uint8Array(BLOCK_BYTES);
        for (const [place, child] of group.slice(at, at + CHILDREN_A_BLOCK).entries())
          block.set(child.#final(), place * NAME_BYTES);
        compress(chain, block, 0, false, false, chain);
      }
      return new SplittableRandom(chain, new Uint8Array(BLOCK_BYTES), 0);
    }
  }

  /** The state, as stored beside data and continuations. */
  toBytes(): Uint8Array {
    const header = new Uint8Array(HEADER_BYTES);
    header.set(this.#block.subarray(PATH_BYTES_MAX), 0);
    header.set(chainBytes(this.#chain, 72), 16);
    header[96] = this.#pathBytes;
    header[97] = this.#position;
    const rest = this.#position === 0 ? new Uint8Array(0) : this.#hash!.slice(this.#position);
    return concat(header, this.#block.subarray(0, this.#pathBytes), rest);
  }

  /** Inverse of `toBytes`; undefined for bytes it never makes. */
  static fromBytes(bytes: Uint8Array): SplittableRandom | undefined {
    const pathBytes = bytes[96] ?? PATH_BYTES_MAX + 1;
    const position = bytes[97] ?? 1;
    const hashBytes = position === 0 ? 0 : 2 * NAME_BYTES - position;
    if (pathBytes > PATH_BYTES_MAX || (position !== 0 && position !== NAME_BYTES)) return undefined;
    if (bytes.length !== HEADER_BYTES + pathBytes + hashBytes) return undefined;
    const chain = new Uint32Array(CHAIN_HALVES);
    for (let at = 0; at < 72; at++) chain[at >> 2] = chain[at >> 2]! | (bytes[16 + at]! << ((at & 3) * 8));
    if (bytes.subarray(88, 96).some((byte) => byte !== 0)) return undefined;
    const block = new Uint8Array(BLOCK_BYTES);
    block.set(bytes.subarray(0, 16), PATH_BYTES_MAX);
    block.set(bytes.subarray(HEADER_BYTES, HEADER_BYTES + pathBytes));
    const random = new SplittableRandom(chain, block, pathBytes);
    if (position === 0) return random;
    random.#position = position;
    random.#hash = concat(new Uint8Array(position), bytes.subarray(HEADER_BYTES + pathBytes));
    return random;
  }

  #child(): SplittableRandom {
    return new SplittableRandom(this.#chain, this.#block.slice(), this.#pathBytes);
  }

  #append(byte: number): void {
    if (this.#pathBytes === PATH_BYTES_MAX) {
      const chain = new Uint32Array(CHAIN_HALVES);
      compress(this.#chain, this.#block, 0, false, false, chain);
      this.#chain = chain;
      this.#block.fill(0);
      this.#pathBytes = 0;
    }
    this.#block[this.#pathBytes++] = byte;
  }

  #final(): Uint8Array {
    const out = new Uint32Array(CHAIN_HALVES);
    compress(this.#chain, this.#block, 0, true, false, out);
    return chainBytes(out, NAME_BYTES);
  }
}
