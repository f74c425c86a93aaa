/**
 * Random trees of real blocks, in random order, with transactions on their way, finality, and restarts: whatever a node
 * says is what a model says that knows only the rules. `ASHLAR_RUNS` chooses how many trees are drawn.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { forkChoice } from '@ashlar/consensus';
import { createMemoryState } from '@ashlar/state';
import fc from 'fast-check';
import { type Ground, type Made, Miner, openGround, plant, SENDERS } from './support/forest.ts';
import { check, Model, type Rule } from './support/forest-model.ts';
import { ForestNode } from './support/forest-node.ts';

const RUNS = Number(process.env['ASHLAR_RUNS'] ?? 25);
let ground: Ground;
before(async () => {
  ground = await openGround();
});

const send = fc.record({ user: fc.nat(SENDERS - 1), kind: fc.nat(3) });
const one = <Kind extends string>(kind: Kind): fc.Arbitrary<Kind> => fc.constant(kind);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: one('mine'),
      parent: fc.nat(7),
      sends: fc.array(send, { maxLength: 3 }),
      delayMs: fc.integer({ min: 1, max: 9 }),
      signer: fc.integer({ min: 5, max: 7 }),
      isHeldBack: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: one('send'), send }) },
  { weight: 2, arbitrary: fc.record({ kind: one('deliver'), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: one('finalize'), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: one('restart') }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

class Run {
  readonly #miner: Miner;
  readonly #node: ForestNode;
  readonly #model: Model;
  readonly #made: Made[];
  #held: Made[] = [];

  constructor(miner: Miner, node: ForestNode, model: Model) {
    this.#miner = miner;
    this.#node = node;
    this.#model = model;
    this.#made = [miner.genesis];
  }

  async do(given: Step): Promise<void> {
    const [node, model] = [this.#node, this.#model];
    if (given.kind === 'mine') {
      const parent = this.#made[Math.max(0, this.#made.length - 1 - given.parent)]!;
      const mined = this.#miner.mine(parent, given);
      if (this.#made.some(({ id }) => id === mined.id)) return;
      this.#made.push(mined);
      if (given.isHeldBack) this.#held.push(mined);
      else await this.#submit(mined);
    } else if (given.kind === 'deliver') {
      const late = this.#held[given.which % Math.max(1, this.#held.length)];
      if (late === undefined) return;
      await this.#submit(late);
      this.#held = this.#held.filter((other) => other !== late);
    } else if (given.kind === 'finalize') {
      const candidates = [...model.accepted.values()];
      const final = candidates[given.which % Math.max(1, candidates.length)];
      if (final === undefined) return;
      for (let times = 0; times < 2; times++) assert.ok((await node.finalize(final)).ok);
      model.finalize(final);
    } else if (given.kind === 'send') {
      const { user } = given.send;
      const transaction = this.#miner.transaction(given.send, model.nextNonce(user));
      const answer = await node.send(transaction);
      assert.ok(answer.ok, inspect(answer));
      model.wait(transaction);
    } else {
      await node.kill();
      model.restart();
      await node.open();
    }
    await check(node, model, this.#made);
  }

  async #submit(mined: Made): Promise<void> {
    const [node, model] = [this.#node, this.#model];
    const wasKnown = model.accepted.has(mined.id);
    const answer = await node.submit(mined);
    assert.equal(answer.ok, model.submit(mined), inspect(answer));
    if (!answer.ok || wasKnown) return;
    assert.deepEqual(node.accepted.at(-1), { id: mined.id, head: model.head === mined });
  }
}

for (const rule of ['fifo', 'block-time', 'pob'] satisfies readonly Rule[]) {
  test(`any tree of blocks, in any order, gives what a straight chain gives (${rule})`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const miner = new Miner(ground, await plant(createMemoryState(), ground));
        const choice = forkChoice.FORK_CHOICES.get(rule)!;
        const node = await ForestNode.create(ground, { finality: 'external', forkChoice: choice });
        const run = new Run(miner, node, new Model(miner.genesis, rule, ground.accounts));
        await node.open();
        for (const given of steps) await run.do(given);
        await node.close();
      }),
      { numRuns: RUNS },
    ));
}
