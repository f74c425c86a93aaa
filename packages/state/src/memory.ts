/**
 * A state that lives in memory alone: for tests, simulations and development chains that may forget.
 *
 * The same versions, trie, drafts and proofs as the durable store, over no disk.
 * @module
 */
import type { StateHead, StateStore } from '@ashlar/ports';
import type { BlockId } from '@ashlar/protocol';
import { MemoryBase } from './flat/base.ts';
import { EMPTY_REF } from './trie/arena.ts';
import { EMPTY_ROOT } from './trie/path.ts';
import { Trie } from './trie/trie.ts';
import { Versions } from './versions.ts';

/** What a new store has finalized: nothing, below the genesis block (which is sealed on it at height 0). */
export const ORIGIN: StateHead = { block: '0x' as BlockId, height: -1, root: EMPTY_ROOT };

export class MemoryState extends Versions implements StateStore {
  constructor() {
    super({ base: new MemoryBase(), trie: new Trie(), head: ORIGIN, rootRef: EMPTY_REF });
  }

  async finalize(block: BlockId): Promise<void> {
    for (const version of this.lineage(this.version(block))) this.advance(version);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

export function createMemoryState(): MemoryState {
  return new MemoryState();
}
