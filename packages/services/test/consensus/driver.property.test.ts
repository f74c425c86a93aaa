/**
 * A committee of real drivers, logs and signers whose power fails at any operation of any disk, under loss, delay and
 * partitions: no two final blocks at one height, no validator contradicts itself, nothing final is lost, and once all is
 * healed the chain goes on. `ASHLAR_DRIVER_RUNS` chooses how many worlds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault, hex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers } from '@ashlar/consensus/testing';
import fc from 'fast-check';
import { History } from '../../src/consensus/history.ts';
import { createRandom, type Random } from '../crash-disk.ts';
import { drawWeather, TIMING, type Validator, World } from './world.ts';

const RUNS = Number(process.env['ASHLAR_DRIVER_RUNS'] ?? 25);
const ROUNDS = 8;
const OPERATIONS_MAX = 60;
/** Virtual time in which a healed committee must agree again: back-off may have grown to 1.5^8 before. */
const HEALING_MS = 60_000;

class Play {
  readonly world: World;
  readonly random: Random;
  /** Power failures met. */
  crashes = 0;

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.world = World.of(1 + this.random(7));
    this.world.timing = { ...TIMING, paceMs: 30 };
  }

  /** Powered on, unless the power fails again while it starts. */
  async start(validator: Validator): Promise<void> {
    try {
      await this.world.settle(validator.open());
    } catch (cause) {
      assert.ok(cause instanceof Fault, String(cause));
      await this.crash(validator);
    }
  }

  async crash(validator: Validator): Promise<void> {
    await this.world.settle(validator.close());
    validator.disk.crash(this.random);
    validator.faults.length = 0;
    this.crashes++;
  }

  /** A while of bad weather in which some lose power. */
  async round(): Promise<void> {
    const { world, random } = this;
    world.weather = drawWeather(
      random,
      world.members.map(({ peer }) => peer),
    );
    for (const validator of world.validators) {
      if (!validator.isRunning) await this.start(validator);
      if (random(3) === 0) validator.disk.operationsLeft = random(OPERATIONS_MAX);
    }
    await world.clock.run(100 + random(1_000));
    for (const validator of world.validators)
      if (validator.isRunning && (validator.faults.length > 0 || random(10) === 0))
        await this.crash(validator);
  }
}

/** What each validator's history says is what its chain says, and each block in it is proven. */
function assertProven(world: World, { records, chain }: Validator): void {
  const history = new History(records, fakeCiphers);
  const validators = simplex.sortValidators(
    world.validators.map(({ keys }) => ({ key: keys.member.voteKey, weight: 1n })),
  );
  for (let height = 1; height <= chain.height; height++) {
    const block = history.blockAt(height);
    const finalization = history.finalizationAt(height);
    if (height === chain.height && block === undefined) continue; // Final in the chain, and the record not written yet.
    assert.ok(block !== undefined && finalization !== undefined, `height ${height}`);
    assert.equal(hex(history.idOf(block.header.payload)!), chain.final[height]);
    assert.equal(history.blockOf(block.hash)?.header.height, height);
    assert.equal(finalization.kind, 'finalize');
    assert.ok(simplex.weightOf(validators, finalization.signers) >= simplex.quorumOf(validators));
  }
}

async function playOne(seed: number): Promise<number> {
  const play = new Play(seed);
  const { world } = play;
  let highest: readonly number[] = world.validators.map(() => 0);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await play.round();
      assert.deepEqual(world.forks(), [], 'no fork');
      assert.deepEqual(world.votes.contradictions, [], 'nobody contradicts itself');
      const heights = world.validators.map(({ chain }) => chain.height);
      assert.ok(
        heights.every((height, index) => height >= highest[index]!),
        'nothing final is lost',
      );
      highest = heights;
    }
    world.weather = () => 1;
    for (const validator of world.validators) {
      if (validator.isRunning && validator.faults.length > 0) await play.crash(validator);
      validator.disk.operationsLeft = Number.POSITIVE_INFINITY;
      if (!validator.isRunning) await play.start(validator);
    }
    const target = Math.max(...world.validators.map(({ chain }) => chain.height)) + 3;
    assert.ok(await world.untilFinal(target, HEALING_MS), 'a healed committee goes on');
    assert.deepEqual(world.forks(), [], 'no fork after healing');
    assert.deepEqual(world.votes.contradictions, [], 'nobody contradicts itself after healing');
    for (const validator of world.validators) assertProven(world, validator);
    assert.deepEqual(
      world.validators.flatMap(({ faults }) => faults),
      [],
    );
  } finally {
    await world.close();
  }
  return play.crashes;
}

test(`a committee survives power failures anywhere, in ${RUNS} worlds`, async (context) => {
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
      crashes += await playOne(seed);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  context.diagnostic(`${crashes} power failures`);
  assert.ok(crashes >= RUNS, 'power fails often');
});
