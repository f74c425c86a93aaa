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
 * As `block-time` between different producers. A producer that made both gains nothing: neither stays. The best other
 * leaf takes over, or the head's parent, so the head may go back by one block.
 */
export const pob: ForkChoice = {
  name: 'pob',
  resolve(tree, rival) {
    const { head, blocks, leaves } = tree;
    if (head.signer !== rival.signer) return earlier(tree, rival);
    const others = [...leaves].filter((id) => id !== head.id && id !== rival.id).map((id) => blocks.get(id)!);
    return [...others, blocks.get(head.parent)!].sort(byRank)[0]!;
  },
};

function earlier({ head }: BlockTree, rival: TreeBlock): TreeBlock {
  return rival.timeMs < head.timeMs ? rival : head;
}

/** By the name that configuration uses. */
export const FORK_CHOICES: ReadonlyMap<string, ForkChoice> = new Map(
  [fifo, blockTime, pob].map((choice) => [choice.name, choice]),
);
