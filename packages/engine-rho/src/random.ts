/**
 * The splittable random generator: the source of every unforgeable name (`spec/rholang.md` 4.2, byte exact).
 *
 * A generator is a hash state and a path. Splitting appends to the path, so branches of a parallel composition draw
 * independent names; merging hashes the generators of a communication's parts into a new one. Same seed, same program,
 * same names. `next` mutates; everything else copies.
 * @module
 */
import { assert, concat, EMPTY } from '@ashlar/base';
import type { ChainState } from './blake2b-compress.ts';
import { CHAIN_HALVES, compress, initialChain, writeChain } from './blake2b-compress.ts';

const BLOCK_BYTES = 128;
const PATH_BYTES_MAX = 112;
const NAME_BYTES = 32;
/** Children hashed together by one merge; more make another level. */
const MERGE_GROUP_MAX = 255;
const CHILDREN_A_BLOCK = 4;
/** Counter 16, chain 64, t0 and t1 16, path length 1, position 1. */
const HEADER_BYTES = 98;
/** Bytes of the stored counter that a number can hold. */
const COUNTER_BYTES = 6;

// Scratch of one call.
const blockScratch = new Uint8Array(BLOCK_BYTES);
const chainScratch: ChainState = new Int32Array(CHAIN_HALVES);

export class SplittableRandom {
  readonly #chain: ChainState;
  readonly #path: Uint8Array;
  /** Names drawn in pairs; below 2^53 of the 2^128 the format has room for. */
  #counter: number;
  /** 0, or 32 when the second half of `#hash` is due. */
  #position = 0;
  #hash: Uint8Array = EMPTY;

  private constructor(chain: ChainState, path: Uint8Array, counter: number) {
    this.#chain = chain;
    this.#path = path;
    this.#counter = counter;
  }

  static of(seed: Uint8Array): SplittableRandom {
    const chain = initialChain(0);
    const padded = new Uint8Array(Math.ceil(seed.length / BLOCK_BYTES) * BLOCK_BYTES);
    padded.set(seed);
    for (let at = 0; at < padded.length; at += BLOCK_BYTES) compress(chain, padded, at, false, false, chain);
    return new SplittableRandom(chain, EMPTY, 0);
  }

  /** The next 32 bytes. */
  next(): Uint8Array {
    if (this.#position === NAME_BYTES) {
      this.#position = 0;
      return this.#hash.slice(NAME_BYTES);
    }
    this.#compressInto(chainScratch, true, true);
    this.#hash = new Uint8Array(2 * NAME_BYTES);
    writeChain(chainScratch, 2 * NAME_BYTES, this.#hash, 0);
    this.#counter += 1;
    this.#position = NAME_BYTES;
    return this.#hash.slice(0, NAME_BYTES);
  }

  /** The generator of branch `index`, in [0, 255]. The counter is inherited, a name half drawn is not. */
  splitByte(index: number): SplittableRandom {
    return this.#append(index & 255);
  }

  /** The generator of branch `index`, in [0, 65535]. */
  splitShort(index: number): SplittableRandom {
    return this.#append(index & 255).#append((index >> 8) & 255);
  }

  /** Continues exactly as this one would. */
  copy(): SplittableRandom {
    const twin = new SplittableRandom(this.#chain, this.#path, this.#counter);
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
        parents.push(SplittableRandom.#mergeGroup(level.slice(at, at + MERGE_GROUP_MAX)));
      level = parents;
    } while (level.length > 1);
    return level[0]!;
  }

  static #mergeGroup(group: readonly SplittableRandom[]): SplittableRandom {
    const chain = initialChain(group.length);
    for (let at = 0; at < group.length; at += CHILDREN_A_BLOCK) {
      const digests = new Uint8Array(BLOCK_BYTES);
      for (const [place, child] of group.slice(at, at + CHILDREN_A_BLOCK).entries()) {
        child.#compressInto(chainScratch, true, false);
        writeChain(chainScratch, NAME_BYTES, digests, place * NAME_BYTES);
      }
      compress(chain, digests, 0, false, false, chain);
    }
    return new SplittableRandom(chain, EMPTY, 0);
  }

  /** The state, as stored beside data and continuations. */
  toBytes(): Uint8Array {
    const header = new Uint8Array(HEADER_BYTES);
    this.#writeCounter(header, 0);
    writeChain(this.#chain, 72, header, 16);
    header[96] = this.#path.length;
    header[97] = this.#position;
    return concat(header, this.#path, this.#position === 0 ? EMPTY : this.#hash.subarray(this.#position));
  }

  /** Inverse of `toBytes`; undefined for bytes it never makes. */
  static fromBytes(bytes: Uint8Array): SplittableRandom | undefined {
    const pathBytes = bytes[96] ?? PATH_BYTES_MAX + 1;
    const position = bytes[97] ?? 1;
    const hashBytes = position === 0 ? 0 : 2 * NAME_BYTES - position;
    if (pathBytes > PATH_BYTES_MAX || (position !== 0 && position !== NAME_BYTES)) return undefined;
    if (bytes.length !== HEADER_BYTES + pathBytes + hashBytes) return undefined;
    if (bytes.subarray(COUNTER_BYTES, 16).some((byte) => byte !== 0)) return undefined;
    if (bytes.subarray(88, 96).some((byte) => byte !== 0)) return undefined;
    let counter = 0;
    for (let at = COUNTER_BYTES - 1; at >= 0; at--) counter = counter * 256 + bytes[at]!;
    const chain = new Int32Array(CHAIN_HALVES);
    for (let at = 0; at < 72; at++) chain[at >> 2] = chain[at >> 2]! | (bytes[16 + at]! << ((at & 3) * 8));
    const path = bytes.slice(HEADER_BYTES, HEADER_BYTES + pathBytes);
    const random = new SplittableRandom(chain, path, counter);
    if (position === 0) return random;
    random.#position = position;
    random.#hash = concat(new Uint8Array(position), bytes.subarray(HEADER_BYTES + pathBytes));
    return random;
  }

  #append(byte: number): SplittableRandom {
    const used = this.#path.length;
    if (used < PATH_BYTES_MAX) {
      const path = new Uint8Array(used + 1);
      path.set(this.#path);
      path[used] = byte;
      return new SplittableRandom(this.#chain, path, this.#counter);
    }
    const chain = new Int32Array(CHAIN_HALVES);
    this.#compressInto(chain, false, false);
    return new SplittableRandom(chain, new Uint8Array([byte]), 0);
  }

  /** What the last block (path, zeros, counter) makes of the chain. */
  #compressInto(into: ChainState, final: boolean, root: boolean): void {
    blockScratch.fill(0);
    blockScratch.set(this.#path);
    this.#writeCounter(blockScratch, PATH_BYTES_MAX);
    compress(this.#chain, blockScratch, 0, final, root, into);
  }

  #writeCounter(out: Uint8Array, offset: number): void {
    let rest = this.#counter;
    for (let at = offset; rest > 0; at++) {
      out[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
}
