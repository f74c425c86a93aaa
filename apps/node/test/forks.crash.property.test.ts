/**
 * A node killed between any two writes, while it takes branches, moves its head, makes blocks final, or starts again:
 * what it acknowledged is there afterwards, and all that it keeps agrees with one head. `ASHLAR_RUNS` chooses how many
 * trees are drawn; with `ASHLAR_CRASH_PAIRS=1` the drawn-out example is killed twice, in all ways (half a minute).
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Fault } from '@ashlar/base';
import { forkChoice } from '@ashlar/consensus';
import { chainService } from '@ashlar/ports';
import { blockIdOf } from '@ashlar/protocol';
import { createMemoryState } from '@ashlar/state';
import fc from 'fast-check';
import { descends, type Ground, type Made, Miner, openGround, plant, SENDERS } from './support/forest.ts';
import { check, Model, pendingOf, type Rule } from './support/forest-model.ts';
import { CALL, ForestNode } from './support/forest-node.ts';

const RUNS = Number(process.env['ASHLAR_RUNS'] ?? 30);
const PAIRS = process.env['ASHLAR_CRASH_PAIRS'] === '1';
/** More writes than any start does. */
const WRITES_MAX = 40;
let ground: Ground;
before(async () => {
  ground = await openGround();
});

const plan = fc.record({
  parent: fc.nat(5),
  sends: fc.array(fc.record({ user: fc.nat(SENDERS - 1), kind: fc.nat(3) }), { maxLength: 2 }),
  delayMs: fc.integer({ min: 1, max: 9 }),
  signer: fc.integer({ min: 5, max: 7 }),
  /** Makes some block above the final one final afterwards; undefined: none. */
  final: fc.option(fc.nat(9), { nil: undefined, freq: 3 }),
});
const script = fc.record({
  plans: fc.array(plan, { minLength: 4, maxLength: 14 }),
  /** How many writes each life has. */
  lives: fc.array(fc.nat(WRITES_MAX), { minLength: 1, maxLength: 6 }),
  rule: fc.constantFrom<Rule>('fifo', 'block-time', 'pob'),
});

/** Whether the node is alive after it. What it refuses is no matter here. */
async function survives(node: ForestNode, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    assert.ok(error instanceof Fault && node.life.isOver, `only an ended life is a reason to fail: ${error}`);
    return false;
  }
}

class Chronicle {
  readonly made: Made[];
  /** What the node said that it took, and which it said is final. */
  readonly acknowledged: Set<Made> = new Set();
  final: Made;
  readonly #rule: Rule;

  constructor(genesis: Made, rule: Rule) {
    this.made = [genesis];
    this.final = genesis;
    this.#rule = rule;
  }

  /** What the node is now, as a model from where the rules go on; it must hold all that was acknowledged. */
  async modelOf(node: ForestNode): Promise<Model> {
    const model = new Model(this.made[0]!, this.#rule, ground.accounts);
    const madeOf = (id: string | undefined): Made => this.made.find((one) => one.id === id)!;
    model.final = madeOf(node.state.finalized.block);
    assert.ok(descends(model.final, this.final), 'what was said to be final is final');
    for (const one of this.made) {
      const info = await node.bus.call(chainService.getBlockInfo, { blockId: one.idBytes }, CALL);
      if (info.ok && one !== model.final) model.accepted.set(one.id, one);
      if (!this.acknowledged.has(one) || one.height <= model.final.height) continue;
      assert.equal(
        info.ok,
        descends(one, model.final),
        'what was acknowledged is in the tree, unless abandoned',
      );
    }
    const info = await node.bus.call(chainService.getHeadInfo, {}, CALL);
    assert.ok(info.ok);
    const head = madeOf(blockIdOf(info.value.headTopology!.id));
    model.head = head;
    if (this.#rule !== 'pob') {
      const best = [head, ...model.accepted.values()].map(({ height }) => height);
      assert.equal(head.height, Math.max(...best), 'no branch is higher than the head');
    }
    // What the start itself abandoned waits again.
    for (const transaction of await pendingOf(node)) model.wait(transaction);
    return model;
  }
}

type Script = typeof script extends fc.Arbitrary<infer Value> ? Value : never;

/** Lives through the script, with a check after each death and at the end. @returns whether all lives were used up */
async function live({ plans, lives, rule }: Script): Promise<boolean> {
  const miner = new Miner(ground, await plant(createMemoryState(), ground));
  const choice = forkChoice.FORK_CHOICES.get(rule)!;
  const node = await ForestNode.create(ground, { finality: 'external', forkChoice: choice });
  const told = new Chronicle(miner.genesis, rule);
  const ends = [...lives];
  let deaths = 0;
  const die = async (): Promise<void> => {
    deaths++;
    await node.kill();
  };
  const begin = async (): Promise<void> => {
    for (let isOpen = false; !isOpen; ) {
      node.life.set(ends.shift() ?? Number.POSITIVE_INFINITY);
      isOpen = await survives(node, () => node.open());
      if (!isOpen) await die();
    }
    await check(node, await told.modelOf(node), told.made);
  };
  const act = async (action: () => Promise<boolean>, acknowledge: () => void): Promise<void> => {
    if (await survives(node, async () => void ((await action()) && acknowledge()))) return;
    await die();
    await begin();
  };
  await begin();
  for (const one of plans) {
    const parent = told.made[Math.max(0, told.made.length - 1 - one.parent)]!;
    const fresh = miner.mine(parent, one);
    const mined = told.made.find(({ id }) => id === fresh.id) ?? fresh;
    if (mined === fresh) told.made.push(mined);
    await act(
      async () => (await node.submit(mined)).ok,
      () => told.acknowledged.add(mined),
    );
    if (one.final === undefined) continue;
    const final = told.made[1 + (one.final % (told.made.length - 1))]!;
    await act(
      async () => (await node.finalize(final)).ok,
      () => {
        if (final.height > told.final.height) told.final = final;
      },
    );
  }
  await check(node, await told.modelOf(node), told.made);
  await node.kill();
  await begin();
  await node.close();
  return deaths === lives.length;
}

test('a node killed between any two writes keeps what it acknowledged, and all its parts agree', () =>
  fc.assert(
    fc.asyncProperty(script, async (drawn) => void (await live(drawn))),
    { numRuns: RUNS },
  ));

test('there is no write after which a node must not be killed', async (context) => {
  const plain = { delayMs: 1, signer: 5, final: undefined };
  const plans = [
    { ...plain, parent: 0, sends: [{ user: 0, kind: 1 }] },
    { ...plain, parent: 0, sends: [{ user: 0, kind: 3 }] },
    { ...plain, parent: 2, sends: [{ user: 1, kind: 1 }] },
    { ...plain, parent: 0, sends: [{ user: 0, kind: 2 }] },
    // Three blocks above genesis take the head from two; then the two become final, against the head.
    { ...plain, parent: 0, sends: [{ user: 1, kind: 3 }], final: 1 },
    { ...plain, parent: 3, sends: [{ user: 2, kind: 1 }] },
  ];
  let worlds = 0;
  for (let first = 0; await live({ plans, lives: [first], rule: 'fifo' }); first++) {
    worlds++;
    if (!PAIRS) continue;
    for (let second = 0; await live({ plans, lives: [first, second], rule: 'fifo' }); second++) worlds++;
  }
  context.diagnostic(`killed in ${worlds} ways`);
  assert.ok(worlds > 20);
});
