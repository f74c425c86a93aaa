/** Branches of a real chain, by hand: finality by depth, refusals, bounds, and building on a parent that is not the head. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { forkChoice } from '@ashlar/consensus';
import { sign } from '@ashlar/crypto';
import { type Answer, chainService } from '@ashlar/ports';
import { blockIdBytes, ERROR_CODE, idDigest } from '@ashlar/protocol';
import { assembleBlock, type ChainConfig } from '@ashlar/services';
import { createMemoryState } from '@ashlar/state';
import { silent } from './support/dev-node.ts';
import { type Ground, type Made, Miner, openGround, plant, type Send, START_MS } from './support/forest.ts';
import { check, Model, pendingOf, type Rule } from './support/forest-model.ts';
import { CALL, ForestNode } from './support/forest-node.ts';

const DEPTH = 60;
let ground: Ground;
before(async () => {
  ground = await openGround();
});

class World {
  readonly miner: Miner;
  readonly node: ForestNode;
  readonly model: Model;
  readonly made: Made[];

  private constructor(miner: Miner, node: ForestNode, rule: Rule) {
    this.miner = miner;
    this.node = node;
    this.model = new Model(miner.genesis, rule, ground.accounts);
    this.made = [miner.genesis];
  }

  static async open(config: Omit<ChainConfig, 'forkChoice'>, rule: Rule = 'fifo'): Promise<World> {
    const choice = forkChoice.FORK_CHOICES.get(rule)!;
    const node = await ForestNode.create(ground, { ...config, forkChoice: choice });
    await node.open();
    return new World(new Miner(ground, await plant(createMemoryState(), ground)), node, rule);
  }

  mine(parent: Made, delayMs: number, sends: readonly Send[] = [], signer = 5): Made {
    const mined = this.miner.mine(parent, { sends, delayMs, signer });
    this.made.push(mined);
    return mined;
  }

  async take(mined: Made): Promise<void> {
    const answer = await this.node.submit(mined);
    assert.ok(answer.ok && this.model.submit(mined), inspect(answer));
  }

  /** A line of empty blocks that the node takes, oldest first. */
  async extend(parent: Made, count: number, delayMs = 1): Promise<Made[]> {
    const line: Made[] = [];
    for (let tip = parent; line.length < count; line.push(tip)) {
      tip = this.mine(tip, delayMs);
      await this.take(tip);
    }
    return line;
  }

  check(): Promise<void> {
    return check(this.node, this.model, this.made);
  }
}

const errorOf = (answer: Answer<unknown>): number | string | undefined =>
  answer.ok ? undefined : (answer.refusal.errorCode ?? answer.refusal.code);

test('where finality follows from depth, what is 60 blocks below the head is final, and nothing beside it', async () => {
  const world = await World.open({ finality: 'depth' }, 'block-time');
  const { node, model, miner } = world;
  const [side] = await world.extend(miner.genesis, 1, 9);
  const line = await world.extend(miner.genesis, DEPTH);
  await world.check();
  const child = world.mine(side!, 1);
  assert.equal(model.final.height, 0);
  line.push(...(await world.extend(line.at(-1)!, 1)));
  model.finalize(line[0]!);
  await world.check();
  assert.equal(errorOf(await node.submit(side!)), ERROR_CODE.preIrreversibilityBlock);
  assert.equal(errorOf(await node.submit(child)), ERROR_CODE.unknownPreviousBlock);
  assert.equal(errorOf(await node.finalize(line[5]!)), 'chain.finalityNotExternal');
  const more = await world.extend(line.at(-1)!, 2);
  model.finalize(line[2]!);
  await world.check();
  assert.deepEqual(
    node.irreversible,
    line.slice(0, 3).map(({ id }) => id),
    'each once, in order',
  );
  await node.kill();
  await node.open();
  model.restart();
  await world.check();
  await world.extend(more.at(-1)!, 1);
  model.finalize(line[3]!);
  await world.check();
  await node.close();
});

test('a block whose parent is unknown is refused with a code of its own, and taken once the parent is there', async () => {
  const world = await World.open({ finality: 'external' });
  const { node, model, miner } = world;
  const [first, rival] = [world.mine(miner.genesis, 1), world.mine(miner.genesis, 2)];
  const [second, other] = [world.mine(first, 1), world.mine(rival, 1)];
  assert.equal(errorOf(await node.submit(second)), ERROR_CODE.unknownPreviousBlock);
  assert.equal(errorOf(await node.finalize(second)), ERROR_CODE.unknownPreviousBlock);
  for (const one of [first, rival, second]) await world.take(one);
  assert.ok((await node.finalize(second)).ok);
  model.finalize(second);
  await world.check();
  for (const final of [first, second, first]) assert.ok((await node.finalize(final)).ok, 'final already');
  await world.check();
  assert.equal(errorOf(await node.finalize(rival)), ERROR_CODE.unknownPreviousBlock, 'abandoned');
  assert.equal(errorOf(await node.submit(rival)), ERROR_CODE.preIrreversibilityBlock);
  assert.equal(errorOf(await node.submit(other)), ERROR_CODE.preIrreversibilityBlock);
  await node.close();
});

test('where checkpoints make blocks final, anyone may submit blocks, none is final by depth, and a full tree gives way', async () => {
  const world = await World.open({ finality: 'checkpoint', blocksMax: DEPTH + 12 });
  const { node, model, miner } = world;
  const [side] = await world.extend(miner.genesis, 1, 9);
  const line = await world.extend(miner.genesis, DEPTH + 10);
  assert.equal(model.final.height, 0);
  await world.check();
  const next = world.mine(line.at(-1)!, 1);
  const { bus } = node;
  assert.ok(
    (await bus.call(chainService.submitBlock, { block: next.block }, CALL)).ok,
    'as peers submit them',
  );
  assert.equal(errorOf(await node.finalize(side!)), ERROR_CODE.unknownPreviousBlock, 'given up for it');
  assert.ok((await node.finalize(line[20]!)).ok);
  assert.equal(errorOf(await node.submit(side!)), ERROR_CODE.preIrreversibilityBlock);
  await node.close();
});

test('what becomes final is told only when it is durable', async () => {
  const world = await World.open({ finality: 'external' });
  const { node, miner } = world;
  const [first] = await world.extend(miner.genesis, 2);
  const { promise, resolve } = Promise.withResolvers<void>();
  node.state.flushing = promise;
  const finalizing = node.finalize(first!);
  for (let turns = 0; turns < 20; turns++) await Promise.resolve();
  const seen = async (): Promise<readonly unknown[]> => {
    const head = await node.bus.call(chainService.getHeadInfo, {}, CALL);
    const forks = await node.bus.call(chainService.getForkHeads, {}, CALL);
    const info = await node.bus.call(chainService.getBlockInfo, { blockId: first!.idBytes }, CALL);
    assert.ok(head.ok && forks.ok && info.ok);
    const { lastIrreversibleBlock } = forks.value;
    return [head.value.lastIrreversibleBlock, lastIrreversibleBlock?.height, info.value.isFinal];
  };
  assert.deepEqual([...(await seen()), node.irreversible.length], [0n, 0n, false, 0]);
  resolve();
  assert.ok((await finalizing).ok);
  assert.deepEqual([...(await seen()), node.irreversible.length], [1n, 1n, true, 1]);
  await node.close();
});

test('a full tree refuses blocks until consensus makes one final', async () => {
  const world = await World.open({ finality: 'external', blocksMax: 4 });
  const { node, model, miner } = world;
  const line = await world.extend(miner.genesis, 3);
  const next = world.mine(line[2]!, 1);
  assert.equal(errorOf(await node.submit(next)), 'chain.branchesFull');
  assert.ok((await node.submit(line[0]!)).ok, 'one that it has');
  await world.check();
  assert.ok((await node.finalize(line[0]!)).ok);
  model.finalize(line[0]!);
  await world.take(next);
  await world.check();
  await node.close();
});

test('nobody can stop a chain whose finality follows from depth by filling the tree with blocks of one height', async () => {
  const world = await World.open({ finality: 'depth', blocksMax: DEPTH + 12 }, 'pob');
  const { node, miner } = world;
  const honest = world.mine(miner.genesis, 50, [], 6);
  for (let count = 0; count < 2 * DEPTH; count++) await node.submit(world.mine(miner.genesis, count + 60));
  assert.ok((await node.submit(honest)).ok);
  let [tip, rival] = [honest, world.mine(honest, 9, [], 8)];
  for (let height = 2; height <= DEPTH + 2; height++) {
    tip = world.mine(tip, 1, [], 6 + (height % 2));
    assert.ok((await node.submit(tip)).ok, `height ${height}`);
    await node.submit(world.mine(miner.genesis, height + 500));
    if (height < 5) assert.ok((await node.submit(rival)).ok, 'a branch of others finds room');
    if (height < 5) rival = world.mine(rival, 9, [], 8);
  }
  const head = await node.bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(head.ok);
  assert.deepEqual(
    [head.value.headTopology?.height, head.value.lastIrreversibleBlock],
    [BigInt(DEPTH + 2), 2n],
  );
  assert.deepEqual(node.branch.at(-1), tip.id);
  await node.close();
});

test('a block can be built on any parent in the tree, and what fails there still waits for the head', async () => {
  const world = await World.open({ finality: 'external' });
  const { node, model, miner } = world;
  const first = { user: 0, kind: 1 };
  const side = world.mine(miner.genesis, 2, [first]);
  const line = await world.extend(miner.genesis, 2);
  await world.take(side);
  const waiting = [miner.transaction(first, 1), miner.transaction({ user: 1, kind: 2 }, 1)];
  for (const transaction of waiting) {
    assert.ok((await node.send(transaction)).ok);
    model.wait(transaction);
  }
  const info = await node.bus.call(chainService.getBlockInfo, { blockId: side.idBytes }, CALL);
  assert.ok(info.ok);
  const idle = (): Disposable => ({ [Symbol.dispose]() {} });
  const clock = { now: () => START_MS + 100, monotonic: () => 0, every: idle, after: idle };
  const { addressBytes, privateKey } = ground.accounts.genesis;
  const built = await assembleBlock({ bus: node.bus, clock, log: silent }, info.value, {
    complete: (header) => {
      const whole = { ...header, signer: addressBytes };
      const id = blockIdBytes(whole);
      return { id, header: whole, signature: sign(idDigest(id), privateKey) };
    },
  });
  assert.ok(built.ok && built.value !== undefined);
  assert.deepEqual(built.value.header!.previous, side.idBytes);
  assert.deepEqual(
    built.value.transactions.map(({ id }) => id),
    [waiting[1]!.id],
    'the other has its nonce used there',
  );
  assert.equal(node.branch.at(-1), line[1]!.id, 'of two equally high branches the first stays head');
  assert.deepEqual(
    (await pendingOf(node)).map(({ id }) => id),
    waiting.map(({ id }) => id),
  );
  await node.close();
});
