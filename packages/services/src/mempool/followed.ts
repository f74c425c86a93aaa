/**
 * How far a pool has followed the head's branch. Between processes a move is heard late, or never: whoever asks for
 * transactions on a block that is further along has the pool look up in the block store what lies between.
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import type { Bus, ChainMoved } from '@ashlar/ports';
import type { Block, BlockTopology } from '@ashlar/protocol';
import { findStored } from '../stored.ts';
import type { Pool } from './pool.ts';

/** Blocks looked up for one step; what is beyond has expired. */
export const REACH_MAX = 1_000;

export class Followed {
  readonly #bus: Bus;
  readonly #pool: Pool;
  #tip: Pick<BlockTopology, 'id' | 'height'>;

  /** @param height nothing that waits was included up to there; undefined: nothing waits */
  constructor(bus: Bus, pool: Pool, height: bigint | undefined) {
    this.#bus = bus;
    this.#pool = pool;
    this.#tip = { id: EMPTY, height: height ?? -1n };
  }

  /** What joined the head's branch leaves the pool. What left it comes back by `restore`, once the chain has tried it. */
  async move({ undone, applied, block }: ChainMoved): Promise<void> {
    const last = applied.at(-1);
    const base = undone.at(-1);
    if (base !== undefined) this.#tip = { id: base.previous, height: base.height - 1n };
    if (last !== undefined) await this.reach(last.id, block);
  }

  /** Takes out what the blocks up to `id` include, unless that is done. @param known the block, where it is at hand */
  async reach(id: Uint8Array, known?: Block): Promise<void> {
    if (id.length === 0 || equal(id, this.#tip.id)) return;
    const line: Block[] = [];
    let next: Block | undefined = known ?? (await findStored(this.#bus, id))?.block;
    if (next === undefined) return;
    const tip = { id, height: next.header!.height };
    // Before the first block that it hears of, an empty pool has nothing to look up.
    if (this.#tip.height < 0n) this.#tip = { id: next.header!.previous, height: tip.height - 1n };
    if (tip.height <= this.#tip.height) return;
    while (next !== undefined && line.length < REACH_MAX) {
      line.push(next);
      const { previous, height }: NonNullable<Block['header']> = next.header!;
      if (height - 1n <= this.#tip.height || equal(previous, this.#tip.id)) break;
      next = (await findStored(this.#bus, previous))?.block;
    }
    for (const block of line.reverse()) this.#pool.include(block);
    this.#tip = tip;
  }
}
