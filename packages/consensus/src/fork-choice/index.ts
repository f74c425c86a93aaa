export type { BlockTree, ForkChoice, Pruned, TreeBlock, TreeRefusal } from './block-tree.ts';
export {
  addBlock,
  BLOCKS_MAX,
  blockAtDepth,
  byRank,
  dropLeaf,
  finalizeBlock,
  pathBetween,
  plantTree,
  weakestOf,
} from './block-tree.ts';
export { blockTime, FORK_CHOICES, fifo, pob } from './choices.ts';
