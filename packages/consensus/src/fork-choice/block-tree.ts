/**
 * The block tree: every block above the final one, and which of them is the head.
 *
 * Immutable: each operation returns another tree. Bounded: a tree that is full refuses blocks, until finality prunes it
 * or its owner gives up the weakest. Which of two blocks of one height is better, and which may not lead at all, is the
 * `ForkChoice`'s business; that a higher one wins, and that nothing beside the final block is ever head, is decided here,
 * for all of them. The rules in full: `spec/consensus/fork-choice.md`.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import { accept, assert, refuse } from '@ashlar/base';
import type { Address, BlockId } from '@ashlar/protocol';

/** What fork choice looks at. `timeMs` is the header's; `signer` produced it. */
export type TreeBlock = Readonly<{
  id: BlockId;
  parent: BlockId;
  height: number;
  timeMs: number;
  signer: Address;
}>;

export type BlockTree = Readonly<{
  /** The newest final block: the root. */
  final: TreeBlock;
  head: TreeBlock;
  /** All blocks, the final one included, by id; at most `blocksMax`. */
  blocks: ReadonlyMap<BlockId, TreeBlock>;
  blocksMax: number;
  /** Blocks without children, in order of arrival. */
  leaves: ReadonlySet<BlockId>;
}>;

/** The rule for equal heights. */
export interface ForkChoice {
  readonly name: string;
  /**
   * The head after `rival`, of the same height as the head, came: either of them, or any other block of `tree`, which
   * holds both. Pure.
   */
  resolve(tree: BlockTree, rival: TreeBlock): TreeBlock;
  /** Whether a new block, higher than the head, may take its place. Default: always. Pure. */
  mayLead?(tree: BlockTree, block: TreeBlock): boolean;
}

/** Above the deepest reorganization anyone allows (60 blocks), room for 68 blocks a height. */
export const BLOCKS_MAX = 4_096;

export type TreeRefusal = Refusal &
  Readonly<{
    code:
      | 'block.known'
      | 'block.parentUnknown'
      | 'block.heightWrong'
      | 'block.tooOld'
      | 'block.unknown'
      | 'tree.full';
  }>;

export function plantTree(final: TreeBlock, blocksMax: number = BLOCKS_MAX): BlockTree {
  return { final, head: final, blocks: new Map([[final.id, final]]), blocksMax, leaves: new Set([final.id]) };
}

/** Adds a block that was judged valid, and chooses the head anew. `block.parentUnknown` may come right later. */
export function addBlock(
  tree: BlockTree,
  choice: ForkChoice,
  block: TreeBlock,
): Result<BlockTree, TreeRefusal> {
  const { blocks, final } = tree;
  if (blocks.has(block.id)) return refuse({ code: 'block.known' });
  if (block.height <= final.height) return refuse({ code: 'block.tooOld' });
  const parent = blocks.get(block.parent);
  if (parent === undefined) return refuse({ code: 'block.parentUnknown' });
  if (block.height !== parent.height + 1) return refuse({ code: 'block.heightWrong' });
  if (blocks.size >= tree.blocksMax) return refuse({ code: 'tree.full' });
  const leaves = new Set(tree.leaves);
  leaves.delete(parent.id);
  const grown = { ...tree, blocks: new Map(blocks).set(block.id, block), leaves: leaves.add(block.id) };
  return accept({ ...grown, head: headAfter(grown, choice, block) });
}

function headAfter(tree: BlockTree, choice: ForkChoice, block: TreeBlock): TreeBlock {
  if (block.height < tree.head.height) return tree.head;
  if (block.height > tree.head.height) return (choice.mayLead?.(tree, block) ?? true) ? block : tree.head;
  const head = choice.resolve(tree, block);
  assert(tree.blocks.has(head.id), 'a fork choice chooses a block of the tree');
  return head;
}

export type Pruned = Readonly<{
  tree: BlockTree;
  /** Newly final blocks, in order of height. */
  committed: readonly TreeBlock[];
  /** Blocks that can never be final any more, parents before children. */
  dropped: readonly TreeBlock[];
}>;

/**
 * Makes a block final, with its ancestors, whatever the fork choice prefers; drops all that does not descend from it. If
 * the head is among them, the best leaf takes its place: highest, then earliest, then smallest id.
 */
export function finalizeBlock(tree: BlockTree, id: BlockId): Result<Pruned, TreeRefusal> {
  const final = tree.blocks.get(id);
  if (final === undefined) return refuse({ code: 'block.unknown' });
  const committed = ancestry(tree, final).reverse();
  const blocks = new Map([[id, final]]);
  const dropped: TreeBlock[] = [];
  const byHeight = [...tree.blocks.values()].sort((a, b) => a.height - b.height);
  for (const block of byHeight) {
    if (blocks.has(block.parent)) blocks.set(block.id, block);
    else if (block.id !== id && block.id !== tree.final.id && !committed.includes(block)) dropped.push(block);
  }
  const leaves = new Set([...tree.leaves].filter((leaf) => blocks.has(leaf)));
  if (leaves.size === 0) leaves.add(id);
  const best = [...leaves].map((leaf) => blocks.get(leaf)!).sort(byRank)[0]!;
  const head = blocks.get(tree.head.id) ?? best;
  return accept({ tree: { ...tree, final, head, blocks, leaves }, committed, dropped });
}

/**
 * What a full tree gives up so that `block`, whose parent it has, finds room: a leaf that is not the head, or `block`
 * itself. First of whom the most leaves of one producer on one parent are, for a producer makes one of them by right and
 * the others for nothing; among those the last by rank. So nobody can fill a tree with what cost him one block.
 */
export function weakestOf({ blocks, leaves, head }: BlockTree, block: TreeBlock): TreeBlock {
  const candidates = [...leaves].map((id) => blocks.get(id)!);
  const open = [block, ...candidates.filter(({ id }) => id !== head.id && id !== block.parent)];
  const siblings = new Map<string, number>();
  const familyOf = ({ parent, signer }: TreeBlock): string => `${parent} ${signer}`;
  for (const one of [block, ...candidates])
    siblings.set(familyOf(one), (siblings.get(familyOf(one)) ?? 0) + 1);
  const countOf = (one: TreeBlock): number => siblings.get(familyOf(one))!;
  return open.reduce((weakest, one) => {
    const difference = countOf(one) - countOf(weakest);
    return difference > 0 || (difference === 0 && byRank(one, weakest) > 0) ? one : weakest;
  });
}

/** The tree without one of its leaves, which is not the head. */
export function dropLeaf(tree: BlockTree, leaf: TreeBlock): BlockTree {
  assert(tree.leaves.has(leaf.id) && leaf.id !== tree.head.id, 'only leaves beside the head are given up');
  const blocks = new Map(tree.blocks);
  blocks.delete(leaf.id);
  const leaves = new Set(tree.leaves);
  leaves.delete(leaf.id);
  if (![...blocks.values()].some(({ parent }) => parent === leaf.parent)) leaves.add(leaf.parent);
  return { ...tree, blocks, leaves };
}

/** Highest first, then earliest, then smallest id: a total order that everybody computes alike. */
export function byRank(a: TreeBlock, b: TreeBlock): number {
  if (a.height !== b.height) return b.height - a.height;
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The block `depth` below the head, if it is newer than the final one: irreversibility by depth (`spec/koinos.md` 6.3). */
export function blockAtDepth(tree: BlockTree, depth: number): TreeBlock | undefined {
  const height = tree.head.height - depth;
  return ancestry(tree, tree.head).find((block) => block.height === height);
}

/** How to get from one block's state to another's: blocks to undo, newest first, then blocks to apply, oldest first. */
export function pathBetween(
  tree: BlockTree,
  from: TreeBlock,
  to: TreeBlock,
): Readonly<{ undo: readonly TreeBlock[]; apply: readonly TreeBlock[] }> {
  const apply = ancestry(tree, to).reverse();
  const undo = ancestry(tree, from);
  const shared = new Set(apply.map(({ id }) => id));
  const common = new Set(undo.map(({ id }) => id).filter((id) => shared.has(id)));
  return {
    undo: undo.filter(({ id }) => !common.has(id)),
    apply: apply.filter(({ id }) => !common.has(id)),
  };
}

/** The block and its ancestors above the final one, newest first; nothing for the final block itself. */
function ancestry(tree: BlockTree, block: TreeBlock): TreeBlock[] {
  const path: TreeBlock[] = [];
  for (let cursor = block; cursor.id !== tree.final.id; cursor = tree.blocks.get(cursor.parent)!)
    path.push(cursor);
  return path;
}
