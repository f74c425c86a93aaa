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
import { BLOCK_BYTES, block, CHAIN_BYTES, compress, initialChain } from './blake2b-compress.ts';

const PATH_BYTES_MAX = 112;
const NAME_BYTES = 32;
/** Children hashed together by one merge; more make another level. */
const MERGE_GROUP_MAX = 255;
const CHILDREN_A_BLOCK = 4;
/** Counter 16, chain 64, bytes absorbed 16, path length 1, position 1. */
const HEADER_BYTES = 98;
const CHAIN_FROM = 16;
const ABSORBED_FROM = CHAIN_FROM + CHAIN_BYTES;
const PATH_LENGTH_AT = 96;
/** Bytes of a stored counter that a number can hold, and that it has. */
const NUMBER_BYTES = 6;
const COUNTER_BYTES = 16;

// Scratch of one call.
const digests = new Uint8Array(BLOCK_BYTES);
const chainScratch: ChainState = new Uint8Array(CHAIN_BYTES);
const nameScratch = chainScratch.subarray(0, NAME_BYTES);

export class SplittableRandom {
  readonly #chain: ChainState;
  /** Bytes that the chain has absorbed. */
  readonly #absorbed: number;
  readonly #path: Uint8Array;
  /** Names drawn in pairs; below 2^53 of the 2^128 the format has room for. */
  #counter: number;
  /** 0, or 32 when the second half of `#hash` is due. */
  #position = 0;
  #hash: Uint8Array = EMPTY;

  private constructor(chain: ChainState, absorbed: number, path: Uint8Array, counter: number) {
    this.#chain = chain;
    this.#absorbed = absorbed;
    this.#path = path;
    this.#counter = counter;
  }

  static of(seed: Uint8Array): SplittableRandom {
    const chain = initialChain(0);
    const padded = new Uint8Array(Math.ceil(seed.length / BLOCK_BYTES) * BLOCK_BYTES);
    padded.set(seed);
    for (let at = 0; at < padded.length; at += BLOCK_BYTES) {
      block.set(padded.subarray(at, at + BLOCK_BYTES));
      compress(chain, at + BLOCK_BYTES, false, false, chain);
    }
    return new SplittableRandom(chain, padded.length, EMPTY, 0);
  }

  /** The next 32 bytes. */
  next(): Uint8Array {
    if (this.#position === NAME_BYTES) {
      this.#position = 0;
      return this.#hash.slice(NAME_BYTES);
    }
    this.#compressInto(chainScratch, true, true);
    this.#hash = chainScratch.slice(0, 2 * NAME_BYTES);
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
    const twin = new SplittableRandom(this.#chain, this.#absorbed, this.#path, this.#counter);
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
    let absorbed = 0;
    for (let at = 0; at < group.length; at += CHILDREN_A_BLOCK) {
      const end = Math.min(at + CHILDREN_A_BLOCK, group.length);
      digests.fill(0, (end - at) * NAME_BYTES);
      for (let child = at; child < end; child++) {
        group[child]!.#compressInto(chainScratch, true, false);
        digests.set(nameScratch, (child - at) * NAME_BYTES);
      }
      block.set(digests);
      absorbed += BLOCK_BYTES;
      compress(chain, absorbed, false, false, chain);
    }
    return new SplittableRandom(chain, absorbed, EMPTY, 0);
  }

  /** Bytes of the state. */
  get size(): number {
    const half = this.#position === 0 ? 0 : 2 * NAME_BYTES - this.#position;
    return HEADER_BYTES + this.#path.length + half;
  }

  /** The state, as stored beside data and continuations. */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.size);
    this.writeTo(bytes, 0);
    return bytes;
  }

  /** Writes the state, `size` bytes, to `out`, which holds zeros, at `offset`. */
  writeTo(out: Uint8Array, offset: number): void {
    writeNumber(this.#counter, out, offset);
    out.set(this.#chain, offset + CHAIN_FROM);
    writeNumber(this.#absorbed, out, offset + ABSORBED_FROM);
    out[offset + PATH_LENGTH_AT] = this.#path.length;
    out[offset + PATH_LENGTH_AT + 1] = this.#position;
    out.set(this.#path, offset + HEADER_BYTES);
    if (this.#position > 0)
      out.set(this.#hash.subarray(this.#position), offset + HEADER_BYTES + this.#path.length);
  }

  /** Inverse of `toBytes`; undefined for bytes it never makes. */
  static fromBytes(bytes: Uint8Array): SplittableRandom | undefined {
    const pathBytes = bytes[PATH_LENGTH_AT] ?? PATH_BYTES_MAX + 1;
    const position = bytes[PATH_LENGTH_AT + 1] ?? 1;
    const hashBytes = position === 0 ? 0 : 2 * NAME_BYTES - position;
    if (pathBytes > PATH_BYTES_MAX || (position !== 0 && position !== NAME_BYTES)) return undefined;
    if (bytes.length !== HEADER_BYTES + pathBytes + hashBytes) return undefined;
    const [counter, absorbed] = [numberAt(bytes, 0), numberAt(bytes, ABSORBED_FROM)];
    if (counter === undefined || absorbed === undefined) return undefined;
    const chain = bytes.slice(CHAIN_FROM, ABSORBED_FROM);
    const path = bytes.slice(HEADER_BYTES, HEADER_BYTES + pathBytes);
    const random = new SplittableRandom(chain, absorbed, path, counter);
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
      return new SplittableRandom(this.#chain, this.#absorbed, path, this.#counter);
    }
    const chain = new Uint8Array(CHAIN_BYTES);
    this.#compressInto(chain, false, false);
    return new SplittableRandom(chain, this.#absorbed + BLOCK_BYTES, new Uint8Array([byte]), 0);
  }

  /** What the last block (path, zeros, counter) makes of the chain. */
  #compressInto(into: ChainState, final: boolean, root: boolean): void {
    block.set(this.#path);
    block.fill(0, this.#path.length);
    writeNumber(this.#counter, block, PATH_BYTES_MAX);
    compress(this.#chain, this.#absorbed + BLOCK_BYTES, final, root, into);
  }
}

/** Little-endian, into zeros. */
function writeNumber(value: number, out: Uint8Array, offset: number): void {
  let rest = value;
  for (let at = offset; rest > 0; at++) {
    out[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** Of 16 bytes, little-endian; undefined if it needs more than six. */
function numberAt(bytes: Uint8Array, offset: number): number | undefined {
  for (let at = NUMBER_BYTES; at < COUNTER_BYTES; at++) if (bytes[offset + at] !== 0) return undefined;
  let value = 0;
  for (let at = NUMBER_BYTES - 1; at >= 0; at--) value = value * 256 + bytes[offset + at]!;
  return value;
}
