/**
 * What every try and every read on one block needs, found out once: the block itself, the rules after it, its limits.
 * Blocks are not applied with it: they read everything themselves, so that a witness sees it.
 * @module
 */
import type { StateVersions } from '@ashlar/ports';
import type { Block, BlockId } from '@ashlar/protocol';
import type { ResourceLimits } from './meter.ts';
import type { Rules } from './rules.ts';

export type KnownHead = {
  readonly rules: Rules;
  /** Undefined at genesis. */
  readonly block: Block | undefined;
  /** Set by the first who asks the chain. */
  limits: ResourceLimits | undefined;
};

/** Knows the last head it was asked for, of one store; both move on together. */
export class HeadCache {
  #of: Readonly<{ versions: StateVersions; at: BlockId }> | undefined;
  #known: KnownHead | undefined;

  /** @param learn finds out; called once for each change of head */
  get(versions: StateVersions, at: BlockId, learn: () => KnownHead): KnownHead {
    if (this.#known === undefined || this.#of?.versions !== versions || this.#of.at !== at) {
      this.#known = learn();
      this.#of = { versions, at };
    }
    return this.#known;
  }
}
