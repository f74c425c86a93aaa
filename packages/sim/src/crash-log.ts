/**
 * An append-only file with the manners of a disk at a power cut.
 *
 * What was flushed stays. Each write after the last flush is kept, lost (its place reads as zeros), or torn at a sector
 * boundary, independently of its neighbours: later writes may survive earlier ones. The file may end anywhere.
 * @module
 */
import { concat } from '@ashlar/base';
import type { Prng } from './prng.ts';

const SECTOR_BYTES = 512;

export class CrashLog<Item> {
  readonly #encode: (item: Item) => Uint8Array;
  #items: Item[] = [];
  #flushedCount = 0;

  constructor(encode: (item: Item) => Uint8Array) {
    this.#encode = encode;
  }

  get length(): number {
    return this.#items.length;
  }

  get isFlushed(): boolean {
    return this.#flushedCount === this.#items.length;
  }

  append(item: Item): void {
    this.#items.push(item);
  }

  /** Makes durable the first `count` items, those appended when the flush began. */
  flush(count: number): void {
    this.#flushedCount = Math.max(this.#flushedCount, count);
  }

  /** The bytes found after a power cut. Encoded only now: most simulated disks never crash. */
  crash(prng: Prng): Uint8Array {
    const parts = this.#items.slice(0, this.#flushedCount).map(this.#encode);
    let offset = parts.reduce((sum, part) => sum + part.length, 0);
    for (const item of this.#items.slice(this.#flushedCount)) {
      const bytes = this.#encode(item);
      const fate = prng.below(3);
      if (fate === 1) bytes.fill(0);
      if (fate === 2) bytes.fill(0, Math.min(bytes.length, sectorsKept(prng, offset, bytes.length)));
      parts.push(bytes);
      offset += bytes.length;
    }
    const image = concat(...parts);
    const flushedBytes = parts.slice(0, this.#flushedCount).reduce((sum, part) => sum + part.length, 0);
    return prng.chance(500) ? image : image.slice(0, prng.between(flushedBytes, image.length));
  }

  /** What a recovery kept. */
  restore(items: readonly Item[]): void {
    this.#items = [...items];
    this.#flushedCount = items.length;
  }

  /** Forgets all but the first `count` items: a disk restored from an old copy. */
  rollBack(count: number): void {
    this.restore(this.#items.slice(0, count));
  }
}

/** Bytes of a write at `offset` up to one of the sector boundaries it crosses, or none. */
function sectorsKept(prng: Prng, offset: number, length: number): number {
  const boundaries = [0];
  for (let cut = SECTOR_BYTES - (offset % SECTOR_BYTES); cut < length; cut += SECTOR_BYTES)
    boundaries.push(cut);
  return prng.pick(boundaries);
}
