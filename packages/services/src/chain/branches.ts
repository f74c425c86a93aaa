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
 * `chain.finalize_block`, a consensus machine, whose validators also make the blocks. `checkpoint`: as `external`, of
 * blocks that anyone may submit.
 */
export type Finality = 'instant' | 'depth' | 'external' | 'checkpoint';

/** How the head moved: blocks undone, newest first, then blocks applied, oldest first. */
export type Move = Readonly<{ undone: readonly TreeBlock[]; applied: readonly TreeBlock[] }>;

/** A tree that may be adopted, and how its head moves then. */
export type Growth = Readonly<{ tree: BlockTree; move: Move }>;

const STAYED: Move = { undone: [], applied: [] };

export class Branches {
  #tree: BlockTree;
  readonly #choice: forkChoice.ForkChoice;

  constructor(final: TreeBlock, choice: forkChoice.ForkChoice, blocksMax?: number) {
    this.#tree = forkChoice.plantTree(final, blocksMax);
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
    return this.#tree.blocks.size >= this.#tree.blocksMax;
  }

  /** The head and the ends of all branches, highest first, the head before others of its height. */
  get heads(): readonly TreeBlock[] {
    const { leaves, blocks, head } = this.#tree;
    const isHead = ({ id }: TreeBlock): number => Number(id === head.id);
    return [...new Set([head.id, ...leaves])]
      .map((id) => blocks.get(id)!)
      .sort((a, b) => b.height - a.height || isHead(b) - isHead(a) || forkChoice.byRank(a, b));
  }

  find(id: BlockId): TreeBlock | undefined {
    return this.#tree.blocks.get(id);
  }

  /** The block of the head's own branch at `height`, if it is above the final one. */
  onHeadBranch(height: number): TreeBlock | undefined {
    return forkChoice.blockAtDepth(this.#tree, this.#tree.head.height - height);
  }

  /**
   * Gives up the weakest block of a full tree for one that was judged valid, on a parent in the tree.
   * @returns what was given up; undefined: `block` is weaker than all others, and there is no room for it
   */
  makeRoom(block: TreeBlock): TreeBlock | undefined {
    const weakest = forkChoice.weakestOf(this.#tree, block);
    if (weakest.id === block.id) return undefined;
    this.#tree = forkChoice.dropLeaf(this.#tree, weakest);
    return weakest;
  }

  /** What becomes of the tree with a block that was judged valid on a parent in it; nothing changes before `adopt`. */
  grow(block: TreeBlock): Growth {
    const grown = forkChoice.addBlock(this.#tree, this.#choice, block);
    assert(grown.ok, 'a judged block has its parent in the tree, and room');
    return { tree: grown.value, move: moveBetween(grown.value, this.#tree.head, grown.value.head) };
  }

  adopt({ tree }: Growth): void {
    this.#tree = tree;
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
