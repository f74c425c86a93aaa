/**
 * The fork choices of Koinos (`spec/koinos.md` 6.3), for blocks of equal height.
 * @module
 */
import { type BlockTree, byRank, type ForkChoice, type TreeBlock } from './block-tree.ts';

/** Who came first stays. */
export const fifo: ForkChoice = { name: 'fifo', resolve: (tree) => tree.head };

/** The earlier header time wins; equal times, who came first. */
export const blockTime: ForkChoice = { name: 'block-time', resolve: earlier };

/**
 * As `block-time` between different producers. A producer that made several blocks of one height gains by none of them:
 * if one of them is head, the best other leaf takes over, or the head's parent, so the head may go back by one block;
 * and none of them becomes head itself (on Koinos, a third one does). What others build on them counts as ever.
 */
export const pob: ForkChoice = {
  name: 'pob',
  mayLead: (tree, block) => !isDouble(tree, block),
  resolve(tree, rival) {
    const { head, blocks, leaves } = tree;
    if (head.signer !== rival.signer) return isDouble(tree, rival) ? head : earlier(tree, rival);
    const others = [...leaves].map((id) => blocks.get(id)!).filter((leaf) => !isDouble(tree, leaf));
    return [...others, blocks.get(head.parent)!].sort(byRank)[0]!;
  },
};

/** Whether its producer made another block of that height. */
function isDouble({ blocks }: BlockTree, { id, height, signer }: TreeBlock): boolean {
  for (const other of blocks.values())
    if (other.height === height && other.signer === signer && other.id !== id) return true;
  return false;
}

function earlier({ head }: BlockTree, rival: TreeBlock): TreeBlock {
  return rival.timeMs < head.timeMs ? rival : head;
}

/** By the name that configuration uses. */
export const FORK_CHOICES: ReadonlyMap<string, ForkChoice> = new Map(
  [fifo, blockTime, pob].map((choice) => [choice.name, choice]),
);
