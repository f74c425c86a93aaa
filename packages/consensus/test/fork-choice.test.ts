/** Fork choice on hand-drawn trees, and finality first whatever the choice. Blocks are drawn as `name(parent)`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forkChoice } from '@ashlar/consensus';
import type { Address, BlockId } from '@ashlar/protocol';
import fc from 'fast-check';

const { addBlock, blockTime, dropLeaf, fifo, finalizeBlock, pathBetween, plantTree, pob, weakestOf } =
  forkChoice;
const root = block('root', 'none', 0, 0, 'genesis');

function block(
  id: string,
  parent: string,
  height: number,
  timeMs: number,
  signer: string,
): forkChoice.TreeBlock {
  return { id: id as BlockId, parent: parent as BlockId, height, timeMs, signer: signer as Address };
}

function grow(
  choice: forkChoice.ForkChoice,
  ...blocks: readonly forkChoice.TreeBlock[]
): forkChoice.BlockTree {
  let tree = plantTree(root);
  for (const next of blocks) {
    const added = addBlock(tree, choice, next);
    assert.ok(added.ok, JSON.stringify(added));
    tree = added.value;
  }
  return tree;
}

const refusalOf = (tree: forkChoice.BlockTree, next: forkChoice.TreeBlock): string | undefined => {
  const added = addBlock(tree, fifo, next);
  return added.ok ? undefined : added.refusal.code;
};

test('each choice is found by the name that configuration uses', () => {
  assert.deepEqual([...forkChoice.FORK_CHOICES.keys()], ['fifo', 'block-time', 'pob']);
  for (const [name, choice] of forkChoice.FORK_CHOICES) assert.equal(choice.name, name);
});

const a1 = block('a1', 'root', 1, 100, 'alice');
const b1 = block('b1', 'root', 1, 50, 'bob');
const a2 = block('a2', 'a1', 2, 200, 'carol');

test('a higher block is head under every choice', () => {
  for (const choice of [fifo, blockTime, pob]) assert.equal(grow(choice, b1, a1, a2).head, a2);
});

test('at equal height fifo keeps the head, block-time takes the earlier, and equal times keep the head', () => {
  assert.equal(grow(fifo, a1, b1).head, a1);
  assert.equal(grow(blockTime, a1, b1).head, b1);
  assert.equal(grow(blockTime, b1, a1).head, b1);
  assert.equal(grow(blockTime, a1, block('c1', 'root', 1, 100, 'carol')).head, a1);
  assert.equal(grow(pob, a1, b1).head, b1);
});

test('under pob a double producer loses both blocks: the head goes back to the best block that is no double', () => {
  const twice = block('x1', 'root', 1, 90, 'alice');
  assert.equal(grow(pob, a1, twice).head, root);
  const other = block('c1', 'root', 1, 300, 'carol');
  assert.equal(grow(pob, a1, other, twice).head, other);
  const [later, sooner] = [block('y2', 'a1', 2, 400, 'dave'), block('x2', 'b1', 2, 300, 'dave')];
  const tree = grow(pob, a1, b1, later, sooner);
  assert.equal(tree.head, b1, 'the earlier of the parents');
  assert.equal(grow(pob, a1, a2, twice, block('d2', 'a1', 2, 900, 'carol')).head, root, 'a1 is a double too');
  assert.equal(grow(pob, a1, twice, block('c2', 'root', 1, 10, 'carol')).head.id, 'c2');
});

test('under pob a third block of one producer and height gains as little as the second', () => {
  const [twice, thrice] = [block('x1', 'root', 1, 90, 'alice'), block('y1', 'root', 1, 80, 'alice')];
  assert.equal(grow(pob, a1, twice, thrice).head, root, 'higher than the head, and not for it');
  assert.equal(grow(pob, b1, a1, block('z1', 'root', 1, 10, 'alice')).head, b1, 'earlier than the head');
  assert.equal(grow(pob, a1, twice, thrice, b1).head, b1);
  assert.equal(grow(pob, a1, twice, thrice, a2).head, a2, 'what another builds on it counts');
  assert.equal(grow(fifo, a1, twice, thrice).head, a1);
});

test('a full tree gives up spare blocks of one producer first, then the last by rank, never the head or the parent', () => {
  const spare = ['s1', 's2', 's3'].map((id, index) => block(id, 'a1', 2, 201 + index, 'mallory'));
  const tree = grow(fifo, a1, b1, a2, ...spare);
  const next = block('b2', 'b1', 2, 60, 'bob');
  assert.equal(weakestOf(tree, next).id, 's3');
  const more = block('s4', 'a1', 2, 500, 'mallory');
  assert.equal(weakestOf(tree, more), more, 'the one that comes is one too many itself');
  const plain = grow(fifo, a1, b1, a2);
  assert.equal(weakestOf(plain, block('a3', 'a2', 3, 300, 'bob')), b1);
  assert.equal(weakestOf(plain, next), next, 'b1 is its parent, a2 the head');
});

test('without a leaf, its parent is a leaf again if it has no other child', () => {
  const tree = grow(fifo, a1, a2, b1, block('b2', 'b1', 2, 60, 'bob'), block('c2', 'b1', 2, 61, 'carol'));
  const once = dropLeaf(tree, tree.blocks.get('b2' as BlockId)!);
  assert.deepEqual([...once.leaves].sort(), ['a2', 'c2']);
  const twice = dropLeaf(once, once.blocks.get('c2' as BlockId)!);
  assert.deepEqual([...twice.leaves].sort(), ['a2', 'b1']);
  assert.equal(twice.blocks.size, 4);
  assert.throws(() => dropLeaf(tree, tree.head), /only leaves beside the head/);
  assert.throws(() => dropLeaf(tree, b1), /only leaves beside the head/);
});

test('a block is refused that is known, orphaned, misplaced, or at or below finality', () => {
  const tree = grow(fifo, a1);
  assert.equal(refusalOf(tree, a1), 'block.known');
  assert.equal(refusalOf(tree, block('z', 'nowhere', 2, 0, 'bob')), 'block.parentUnknown');
  assert.equal(refusalOf(tree, block('z', 'a1', 3, 0, 'bob')), 'block.heightWrong');
  const pruned = finalizeBlock(tree, a1.id);
  assert.ok(pruned.ok);
  assert.equal(refusalOf(pruned.value.tree, b1), 'block.tooOld');
});

test('a full tree refuses until finality makes room', () => {
  const many = Array.from({ length: forkChoice.BLOCKS_MAX - 1 }, (_, index) =>
    block(`n${index}`, 'root', 1, index, 'x'),
  );
  const blocks = new Map([...plantTree(root).blocks, ...many.map((next) => [next.id, next] as const)]);
  const tree = { ...plantTree(root), blocks, leaves: new Set(many.map(({ id }) => id)) };
  assert.equal(refusalOf(tree, b1), 'tree.full');
  const pruned = finalizeBlock(tree, many[0]!.id);
  assert.ok(pruned.ok && pruned.value.dropped.length === many.length - 1);
  assert.equal(refusalOf(pruned.value.tree, block('m', 'n0', 2, 0, 'x')), undefined);
});

test('what is final is never left: the head follows, however high the other branch', () => {
  const tree = grow(fifo, a1, a2, b1);
  const pruned = finalizeBlock(tree, b1.id);
  assert.ok(pruned.ok);
  assert.deepEqual(pruned.value.committed, [b1]);
  assert.deepEqual(pruned.value.dropped, [a1, a2]);
  assert.equal(pruned.value.tree.head, b1);
});

test('a path leads over the common ancestor', () => {
  const tree = grow(fifo, a1, a2, b1);
  assert.deepEqual(pathBetween(tree, a2, b1), { undo: [a2, a1], apply: [b1] });
  assert.deepEqual(pathBetween(tree, b1, root), { undo: [b1], apply: [] });
  assert.equal(forkChoice.blockAtDepth(tree, 1), a1);
  assert.equal(forkChoice.blockAtDepth(tree, 2), undefined);
});

/** The head is no double, and no block that is none is higher, or as high and earlier. */
function assertBestSingle({ blocks, head }: forkChoice.BlockTree): void {
  const all = [...blocks.values()];
  const singles = all.filter(
    (one) => all.filter(({ height, signer }) => height === one.height && signer === one.signer).length === 1,
  );
  assert.ok(singles.includes(head));
  const isBetter = (one: forkChoice.TreeBlock): boolean =>
    one.height > head.height || (one.height === head.height && one.timeMs < head.timeMs);
  assert.ok(!singles.some(isBetter));
}

test('random trees keep their invariants under every choice, and finality commits every height once', () => {
  const script = fc.array(
    fc.record({ parent: fc.nat(), timeMs: fc.nat(9), signer: fc.nat(2), final: fc.nat(9) }),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(script, fc.constantFrom(fifo, blockTime, pob), (steps, choice) => {
      let tree = plantTree(root);
      let finalHeight = 0;
      steps.forEach(({ parent, timeMs, signer, final }, index) => {
        const above = [...tree.blocks.values()][parent % tree.blocks.size]!;
        const added = addBlock(
          tree,
          choice,
          block(`${index}`, above.id, above.height + 1, timeMs, `${signer}`),
        );
        assert.ok(added.ok);
        tree = added.value;
        if (final === 0) {
          const before = tree.blocks.size;
          const pruned = finalizeBlock(tree, tree.head.id);
          assert.ok(pruned.ok);
          const { committed, dropped } = pruned.value;
          assert.deepEqual(
            committed.map(({ height }) => height),
            committed.map((_, offset) => finalHeight + 1 + offset),
          );
          tree = pruned.value.tree;
          assert.equal(tree.blocks.size, before - dropped.length - committed.length);
          finalHeight = tree.final.height;
        }
        const parents = new Set([...tree.blocks.values()].map(({ parent: id }) => id));
        const childless = [...tree.blocks.keys()].filter((id) => !parents.has(id));
        assert.deepEqual([...tree.leaves].sort(), childless.sort());
        assert.ok(tree.blocks.has(tree.head.id) && tree.head.height >= tree.final.height);
        const highest = Math.max(...[...tree.blocks.values()].map(({ height }) => height));
        if (choice !== pob) assert.equal(tree.head.height, highest);
        else if (final !== 0) assertBestSingle(tree);
      });
    }),
    { numRuns: 200 },
  );
});
