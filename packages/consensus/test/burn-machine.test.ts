import assert from 'node:assert/strict';
import { test } from 'node:test';
import { burn } from '@ashlar/consensus';
import type { BlockId } from '@ashlar/protocol';

const block = (name: string): BlockId => name as BlockId;
const NOW = 1_000_000;
const config: burn.Config = {
  wins: (beta, vhp) => vhp > 0n && beta[0] === 1,
  lookaheadMs: 0,
  onePerHeight: false,
};
const head = (changes: Partial<burn.Head> = {}): burn.Head => ({
  block: block('a'),
  height: 7,
  timeMs: NOW - 25,
  difficulty: 1n,
  seed: new Uint8Array([9]),
  vhp: 5n,
  quantumMs: 10,
  ...changes,
});
const LOSS = new Uint8Array([0]);
const WIN = new Uint8Array([1]);

const run = (inputs: readonly burn.Input[], of = config, mark = burn.NOTHING_SIGNED): burn.Step => {
  let [state, effects] = burn.open(of, mark);
  [state, effects] = burn.step(of, state, { kind: 'sync', isBehind: false });
  for (const input of inputs) [state, effects] = burn.step(of, state, input);
  return [state, effects];
};
const onHead = (changes: Partial<burn.Head> = {}, nowMs = NOW): burn.Input => ({
  kind: 'head',
  head: head(changes),
  nowMs,
});
const drawn = (betas: readonly Uint8Array[], fromMs = NOW - 20, parent = block('a')): burn.Input => ({
  kind: 'drawn',
  parent,
  fromMs,
  betas,
});

test('it draws for every quantum from the head to its clock, once', () => {
  const [, effects] = run([onHead()]);
  assert.deepEqual(effects, [
    { kind: 'draw', parent: 'a', seed: new Uint8Array([9]), fromMs: NOW - 20, quantumMs: 10, count: 3 },
  ]);
  const [, none] = run([onHead(), drawn([LOSS, LOSS, LOSS])]);
  assert.deepEqual(none, []);
  const [, later] = run([onHead(), drawn([LOSS, LOSS, LOSS]), { kind: 'timeout', nowMs: NOW + 15 }]);
  assert.deepEqual(later[0], {
    kind: 'draw',
    parent: 'a',
    seed: new Uint8Array([9]),
    fromMs: NOW + 10,
    quantumMs: 10,
    count: 1,
  });
  assert.equal(later.at(-1)!.kind, 'arm');
});

test('the first winning quantum is produced for, after it is noted for good', () => {
  const [state, effects] = run([onHead(), drawn([LOSS, WIN, WIN])]);
  assert.deepEqual(effects, [
    { kind: 'persist', mark: { timeMs: NOW - 10, height: 8 } },
    { kind: 'produce', parent: 'a', timeMs: NOW - 10 },
  ]);
  assert.equal(state.phase, 'producing');
});

test('without power or an active key nothing is drawn', () => {
  assert.deepEqual(run([onHead({ vhp: 0n })])[1], []);
});

test('a new head makes all that was drawn for the old one void', () => {
  const [state, effects] = run([onHead(), onHead({ block: block('b'), height: 8 }), drawn([WIN])]);
  assert.deepEqual([state.head?.block, effects], ['b', []]);
});

test('a block that was refused is followed by the next quantum, one that was taken by waiting for it', () => {
  const produced = (isTaken: boolean): burn.Input => ({
    kind: 'produced',
    parent: block('a'),
    timeMs: NOW - 20,
    isTaken,
  });
  const [again, effects] = run([onHead(), drawn([WIN]), produced(false)]);
  assert.equal(again.phase, 'drawing');
  assert.equal(effects[0]!.kind === 'draw' && effects[0]!.fromMs, NOW - 10, 'never the same quantum twice');
  const [waits] = run([onHead(), drawn([WIN]), produced(true)]);
  assert.equal(waits.phase, 'won');
  const [givenUp] = run([
    onHead(),
    drawn([WIN]),
    produced(true),
    { kind: 'timeout', nowMs: NOW + burn.WON_MAX_MS + 1 },
  ]);
  assert.equal(givenUp.phase, 'drawing');
  const back = [onHead({ block: block('b'), height: 8 }), onHead()];
  const [again2] = run([onHead(), drawn([WIN]), produced(true), ...back]);
  assert.equal(again2.phase, 'won', 'a head that went back is not produced on again at once');
});

test('after a crash no quantum is signed for again', () => {
  const [, effects] = run([onHead()], config, { timeMs: NOW - 10, height: 8 });
  assert.deepEqual(effects[0], {
    kind: 'draw',
    parent: 'a',
    seed: new Uint8Array([9]),
    fromMs: NOW,
    quantumMs: 10,
    count: 1,
  });
});

test('where double production is punished, a height is signed once', () => {
  const strict = { ...config, onePerHeight: true };
  assert.deepEqual(run([onHead({ height: 7 })], strict, { timeMs: 1, height: 8 })[1], []);
  assert.equal(run([onHead({ height: 8 })], strict, { timeMs: 1, height: 8 })[1][0]!.kind, 'draw');
});

test('what it draws at once, and how far it looks back and ahead, is bounded', () => {
  const [, effects] = run([onHead({ timeMs: 0 })]);
  const first = effects[0]!;
  assert.ok(first.kind === 'draw');
  assert.deepEqual([first.fromMs, first.count], [NOW - burn.PAST_MAX_MS, burn.TICKETS_MAX]);
  const asleep = run([onHead(), drawn([LOSS, LOSS, LOSS]), { kind: 'timeout', nowMs: NOW + 60_000 }]);
  const woken = asleep[1][0]!;
  assert.ok(woken.kind === 'draw');
  assert.equal(woken.fromMs, NOW + 60_000 - burn.PAST_MAX_MS, 'what it slept through is over');
  const begun = run([onHead({ timeMs: 0, height: 0 })])[1][0]!;
  assert.ok(begun.kind === 'draw');
  assert.equal(begun.fromMs, NOW - burn.FIRST_PAST_MAX_MS, 'the first block may be older');
  const [, ahead] = run([onHead()], { ...config, lookaheadMs: 40 });
  assert.ok(ahead[0]!.kind === 'draw' && ahead[0]!.count === 7);
});

test('whoever lacks blocks that others have draws nothing until it has them', () => {
  const behind: burn.Input = { kind: 'sync', isBehind: true };
  const [, none] = run([behind, onHead()]);
  assert.deepEqual(none, []);
  const [, later] = run([behind, onHead(), { kind: 'sync', isBehind: false }]);
  assert.equal(later[0]?.kind, 'draw');
  const [opened] = burn.open(config, burn.NOTHING_SIGNED);
  assert.deepEqual(burn.step(config, opened, onHead())[1], [], 'nobody knows at first');
});
