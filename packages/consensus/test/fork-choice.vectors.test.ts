/**
 * Frozen trees (`spec/consensus/fork-choice-vectors.json`): which block is head after each step. A change here is a new
 * protocol version, never a refactoring. `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { forkChoice } from '@ashlar/consensus';
import type { Address, BlockId } from '@ashlar/protocol';

type Step =
  | Readonly<{ add: string }>
  | Readonly<{ finalize: string }>
  /** Asks what a full tree would give up for a block; the tree stays. */
  | Readonly<{ weakest: string }>;
type Scene = Readonly<{ name: string; choice: string; blocksMax?: number; steps: readonly Step[] }>;

const path = join(import.meta.dirname, '../../../spec/consensus/fork-choice-vectors.json');
const { addBlock, byRank, FORK_CHOICES, finalizeBlock, plantTree, weakestOf } = forkChoice;

/** `id(parent) @height ~time by signer`; the root is `00(none) @0 ~0 by genesis`. */
function blockOf(text: string): forkChoice.TreeBlock {
  const [, id, parent, height, timeMs, signer] = /^(\w+)\((\w+)\) @(\d+) ~(\d+) by (\w+)$/.exec(text)!;
  return {
    id: id as BlockId,
    parent: parent as BlockId,
    height: Number(height),
    timeMs: Number(timeMs),
    signer: signer as Address,
  };
}

const adds = (...blocks: readonly string[]): readonly Step[] => blocks.map((add) => ({ add }));
const RIVALS = adds(
  'a1(00) @1 ~20 by ann',
  'b1(00) @1 ~10 by bob',
  'c1(00) @1 ~10 by cid',
  'b2(b1) @2 ~30 by cid',
  'a2(a1) @2 ~25 by bob',
  'a3(a2) @3 ~99 by ann',
);
const SCENES: readonly Scene[] = [
  ...['fifo', 'block-time', 'pob'].map((choice) => ({ name: 'rivals', choice, steps: RIVALS })),
  {
    name: 'a producer of several blocks of one height leads with none of them',
    choice: 'pob',
    steps: adds(
      'a1(00) @1 ~20 by ann',
      'b1(00) @1 ~10 by ann',
      'c1(00) @1 ~5 by ann',
      'd1(00) @1 ~40 by dan',
      'e1(00) @1 ~1 by ann',
      'a2(a1) @2 ~50 by dan',
      'd2(d1) @2 ~60 by dan',
    ),
  },
  {
    name: 'of the other leaves the best by rank takes over',
    choice: 'pob',
    steps: adds(
      'a1(00) @1 ~20 by ann',
      'c1(00) @1 ~30 by cid',
      'b1(00) @1 ~30 by bob',
      'a2(a1) @2 ~40 by dan',
      'b2(b1) @2 ~35 by dan',
      'x1(00) @1 ~9 by eve',
    ),
  },
  {
    name: 'refusals',
    choice: 'fifo',
    steps: [
      ...adds('a1(00) @1 ~1 by ann', 'a1(00) @1 ~1 by ann', 'a2(a9) @2 ~2 by ann', 'a2(a1) @3 ~2 by ann'),
      { finalize: 'a1' },
      { add: 'b1(00) @1 ~1 by bob' },
      { finalize: 'b1' },
      { finalize: 'a1' },
    ],
  },
  {
    name: 'finality wins against the head; the best leaf is head then',
    choice: 'fifo',
    steps: [
      ...adds('a1(00) @1 ~1 by ann', 'a2(a1) @2 ~2 by ann', 'b1(00) @1 ~3 by bob'),
      ...adds('b2(b1) @2 ~9 by bob', 'c2(b1) @2 ~8 by cid', 'd2(b1) @2 ~8 by dan', 'a3(a2) @3 ~9 by ann'),
      { finalize: 'b1' },
      { finalize: 'd2' },
    ],
  },
  {
    name: 'a full tree refuses, or gives up spare blocks of one signer on one parent, then the last by rank',
    choice: 'fifo',
    blocksMax: 7,
    steps: [
      ...adds('a1(00) @1 ~1 by ann', 'a2(a1) @2 ~2 by bob', 'b1(00) @1 ~3 by bob'),
      ...adds('m2(a1) @2 ~5 by mal', 'n2(a1) @2 ~4 by mal', 'o2(a1) @2 ~6 by mal'),
      { add: 'b2(b1) @2 ~7 by bob' },
      { weakest: 'b2(b1) @2 ~7 by bob' },
      { weakest: 'p2(a1) @2 ~9 by mal' },
      { weakest: 'p2(a1) @2 ~3 by mal' },
      { finalize: 'a1' },
      { add: 'a3(a2) @3 ~8 by ann' },
    ],
  },
  {
    name: 'without spare blocks the last by rank goes, never the head or the parent',
    choice: 'fifo',
    steps: [
      ...adds('a1(00) @1 ~1 by ann', 'b1(00) @1 ~3 by bob', 'c1(00) @1 ~2 by cid', 'a2(a1) @2 ~4 by bob'),
      { weakest: 'a3(a2) @3 ~5 by ann' },
      { weakest: 'b2(b1) @2 ~5 by ann' },
      { weakest: 'd1(00) @1 ~9 by dan' },
    ],
  },
];

function outcomesOf({ choice, blocksMax, steps }: Scene): readonly unknown[] {
  let tree = plantTree(blockOf('00(none) @0 ~0 by genesis'), blocksMax);
  const ids = (blocks: readonly forkChoice.TreeBlock[]): readonly string[] => blocks.map(({ id }) => id);
  return steps.map((step) => {
    if ('weakest' in step) return { ...step, givesUp: weakestOf(tree, blockOf(step.weakest)).id };
    if ('finalize' in step) {
      const pruned = finalizeBlock(tree, step.finalize as BlockId);
      if (!pruned.ok) return { ...step, refused: pruned.refusal.code };
      const { committed, dropped } = pruned.value;
      tree = pruned.value.tree;
      return { ...step, final: ids(committed), dropped: ids(dropped).toSorted(), head: tree.head.id };
    }
    const added = addBlock(tree, FORK_CHOICES.get(choice)!, blockOf(step.add));
    if (!added.ok) return { ...step, refused: added.refusal.code };
    tree = added.value;
    const leaves = [...tree.leaves].map((id) => tree.blocks.get(id)!).sort(byRank);
    return { ...step, head: tree.head.id, leaves: ids(leaves) };
  });
}

test('the frozen trees have the heads that they had', () => {
  const vectors = SCENES.map((scene) => {
    const { name, choice, blocksMax } = scene;
    return { name, choice, ...(blocksMax === undefined ? {} : { blocksMax }), steps: outcomesOf(scene) };
  });
  if (process.env['WRITE_VECTORS'] === '1') writeFileSync(path, `${JSON.stringify(vectors, null, 2)}\n`);
  assert.deepEqual(vectors, JSON.parse(readFileSync(path, 'utf8')));
});
