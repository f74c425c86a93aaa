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
 * As `block-time`, without *doubles*: a producer that made several blocks of one height leads with none of them. If the
 * head turns out to be one, the best block that is none takes over, so the head may go back. What others build on doubles
 * counts as ever. (On Koinos a third block leads again, and the head goes back to its parent whatever that is.)
 */
export const pob: ForkChoice = {
  name: 'pob',
  mayLead: (tree, block) => !doublesIn(tree).has(placeOf(block)),
  resolve(tree, rival) {
    const doubles = doublesIn(tree);
    const isSingle = (block: TreeBlock): boolean => !doubles.has(placeOf(block));
    if (isSingle(tree.head)) return isSingle(rival) ? earlier(tree, rival) : tree.head;
    return [...tree.blocks.values()].filter(isSingle).sort(byRank)[0]!;
  },
};

const placeOf = ({ height, signer }: TreeBlock): string => `${height} ${signer}`;

/** Heights and producers of which the tree has more than one block. */
function doublesIn({ blocks }: BlockTree): ReadonlySet<string> {
  const seen = new Set<string>();
  const doubles = new Set<string>();
  for (const place of [...blocks.values()].map(placeOf)) (seen.has(place) ? doubles : seen).add(place);
  return doubles;
}

function earlier({ head }: BlockTree, rival: TreeBlock): TreeBlock {
  return rival.timeMs < head.timeMs ? rival : head;
}

/** By the name that configuration uses. */
export const FORK_CHOICES: ReadonlyMap<string, ForkChoice> = new Map(
  [fifo, blockTime, pob].map((choice) => [choice.name, choice]),
);
