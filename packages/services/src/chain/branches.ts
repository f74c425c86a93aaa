/**
 * The branches above the final block: which block is the head, how the head moved, and what can become final.
 *
 * The tree and its rules are `consensus/fork-choice`; this keeps the one tree of a chain beside its state, and says
 * after each change what was undone and what was applied. What makes a block final is the chain's `Finality`.
 * @module
 */
import { accept, assert, type Result } from '@ashlar/base';
import { forkChoice } from '@ashlar/consensus';
import {
  addressText,
  type Block,
  type BlockId,
  type BlockTopology,
  blockIdOf,
  idBytes,
} from '@ashlar/protocol';

type BlockTree = forkChoice.BlockTree;
export type TreeBlock = forkChoice.TreeBlock;

/**
 * What makes blocks final. `instant`: each at once, on chains with one producer. `depth`: those so deep behind the head
 * as the chain's own rule says (system call `get_last_irreversible_block`). `external`: whoever calls
 * `chain.finalize_block`, a consensus machine.
 */
export type Finality = 'instant' | 'depth' | 'external';

/** How the head moved: blocks undone, newest first, then blocks applied, oldest first. */
export type Move = Readonly<{ undone: readonly TreeBlock[]; applied: readonly TreeBlock[] }>;

const STAYED: Move = { undone: [], applied: [] };

export class Branches {
  #tree: BlockTree;
  readonly #choice: forkChoice.ForkChoice;

  constructor(final: TreeBlock, choice: forkChoice.ForkChoice) {
    this.#tree = forkChoice.plantTree(final);
    this.#choice = choice;
  }

  get head(): TreeBlock {
    return this.#tree.head;
  }

  get final(): TreeBlock {
    return this.#tree.final;
  }

  /** No block can be added before another becomes final. */
  get isFull(): boolean {
    return this.#tree.blocks.size >= forkChoice.BLOCKS_MAX;
  }

  /** The ends of all branches, the head first. */
  get heads(): readonly TreeBlock[] {
    const { leaves, blocks, head } = this.#tree;
    const others = [...leaves].filter((id) => id !== head.id).map((id) => blocks.get(id)!);
    return [head, ...others];
  }

  find(id: BlockId): TreeBlock | undefined {
    return this.#tree.blocks.get(id);
  }

  /** The block of the head's own branch at `height`, if it is above the final one. */
  onHeadBranch(height: number): TreeBlock | undefined {
    let block = this.#tree.head;
    if (height <= this.#tree.final.height || height > block.height) return undefined;
    while (block.height > height) block = this.#tree.blocks.get(block.parent)!;
    return block;
  }

  /** Adds a block that was judged valid on a parent in the tree. */
  add(block: TreeBlock): Move {
    const before = this.#tree;
    const grown = forkChoice.addBlock(before, this.#choice, block);
    assert(grown.ok, 'a judged block has its parent in the tree, and room');
    this.#tree = grown.value;
    return moveBetween(grown.value, before.head, grown.value.head);
  }

  /** Makes a block and its ancestors final. `committed`: the newly final, oldest first. */
  finalize(
    id: BlockId,
  ): Result<Move & Readonly<{ committed: readonly TreeBlock[] }>, forkChoice.TreeRefusal> {
    const before = this.#tree;
    const pruned = forkChoice.finalizeBlock(before, id);
    if (!pruned.ok) return pruned;
    const { tree, committed } = pruned.value;
    this.#tree = tree;
    return accept({ committed, ...moveBetween(before, before.head, tree.head) });
  }
}

/** `tree` must still hold both. */
function moveBetween(tree: BlockTree, from: TreeBlock, to: TreeBlock): Move {
  if (from.id === to.id) return STAYED;
  if (to.parent === from.id) return { undone: [], applied: [to] };
  const { undo, apply } = forkChoice.pathBetween(tree, from, to);
  return { undone: undo, applied: apply };
}

/** What fork choice sees of a block. The block's id must be well formed. */
export function treeBlockOf({ id, header }: Block): TreeBlock {
  const [own, parent] = [blockIdOf(id), blockIdOf(header?.previous ?? id)];
  assert(header !== undefined && own !== undefined && parent !== undefined, 'a judged block is well formed');
  return {
    id: own,
    parent,
    height: Number(header.height),
    timeMs: Number(header.timestamp),
    signer: addressText(header.signer),
  };
}

export const topologyOf = ({ id, parent, height }: TreeBlock): BlockTopology => ({
  id: idBytes(id),
  height: BigInt(height),
  previous: idBytes(parent),
});
