import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { forkChoice } from '@ashlar/consensus';
import type { Address, BlockId } from '@ashlar/protocol';
import { Branches, type Move, type TreeBlock } from '../src/chain/branches.ts';
import { idOf } from './support.ts';

const idText = (name: string): BlockId => `0x${hex(idOf(name))}` as BlockId;
const block = (name: string, parent: string, height: number, timeMs = height): TreeBlock => ({
  id: idText(name),
  parent: idText(parent),
  height,
  timeMs,
  signer: 'a' as Address,
});
function add(branches: Branches, added: TreeBlock): Move {
  const growth = branches.grow(added);
  branches.adopt(growth);
  return growth.move;
}
const names = (blocks: readonly TreeBlock[], all: readonly string[]): readonly (string | undefined)[] =>
  blocks.map(({ id }) => all.find((name) => idText(name) === id));

test('a move names what is undone, newest first, and what is applied, oldest first', () => {
  const branches = new Branches(block('g', 'none', 0), forkChoice.fifo);
  const all = ['a1', 'a2', 'b1', 'b2', 'b3'];
  for (const [name, parent, height] of [
    ['a1', 'g', 1],
    ['a2', 'a1', 2],
    ['b1', 'g', 1],
    ['b2', 'b1', 2],
  ] as const)
    add(branches, block(name, parent, height));
  const move = add(branches, block('b3', 'b2', 3));
  assert.deepEqual(names(move.undone, all), ['a2', 'a1']);
  assert.deepEqual(names(move.applied, all), ['b1', 'b2', 'b3']);
  assert.deepEqual(names(branches.heads, all), ['b3', 'a2'], 'the head first');
  assert.equal(branches.onHeadBranch(1)?.id, idText('b1'));
  assert.deepEqual([branches.onHeadBranch(0), branches.onHeadBranch(4)], [undefined, undefined]);
});

test('finality against the head moves it', () => {
  const branches = new Branches(block('g', 'none', 0), forkChoice.fifo);
  const all = ['a1', 'a2', 'b1'];
  for (const [name, parent, height] of [
    ['a1', 'g', 1],
    ['a2', 'a1', 2],
    ['b1', 'g', 1],
  ] as const)
    add(branches, block(name, parent, height));
  const pruned = branches.finalize(idText('b1'));
  assert.ok(pruned.ok);
  assert.deepEqual(names(pruned.value.committed, all), ['b1']);
  assert.deepEqual(names(pruned.value.undone, all), ['a2', 'a1']);
  assert.deepEqual(names(pruned.value.applied, all), ['b1']);
  assert.equal(branches.find(idText('a1')), undefined);
  assert.equal(branches.finalize(idText('a2')).ok, false);
});

test('a tree is full until a block becomes final', () => {
  const branches = new Branches(block('b0', 'none', 0), forkChoice.fifo);
  for (let height = 1; height < forkChoice.BLOCKS_MAX; height++) {
    assert.equal(branches.isFull, false);
    add(branches, block(`b${height}`, `b${height - 1}`, height));
  }
  assert.equal(branches.isFull, true);
  assert.ok(branches.finalize(idText('b1')).ok);
  assert.equal(branches.isFull, false);
});
