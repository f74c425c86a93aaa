import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { accept, EMPTY, hex, refuse } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import {
  type Answer,
  blockExchangeService,
  blockStoreService,
  type CallRefusal,
  chainService,
  topics,
} from '@ashlar/ports';
import { type Block, GENESIS_BLOCK_ID_BYTES } from '@ashlar/protocol';
import { CheckpointApplication, finalCheckpoint } from '../src/consensus/checkpoint-application.ts';
import type { History } from '../src/consensus/history.ts';
import { blockOf, ManualClock, newBus, silent } from './support.ts';

const unknown = (): Answer<never> =>
  refuse({ code: 'chain.unknown', message: 'unknown' } as Readonly<{ code: `${string}.${string}` }> &
    CallRefusal);
const payloadOf = ({ id }: Block): simplex.Digest => hex(id.subarray(2)) as simplex.Digest;

/** Two branches, `a` and `b`, that part above height 12; both are 25 high, and `a` is the head's. */
class Chain {
  readonly bus = newBus();
  readonly clock = new ManualClock();
  readonly stored = new Map<string, Block>();
  readonly a: Block[] = [];
  readonly b: Block[] = [];
  readonly finalized: string[] = [];
  readonly wanted: string[] = [];
  head: Block;
  readonly application: CheckpointApplication;

  constructor() {
    for (let height = 1; height <= 25; height++) {
      this.a.push(this.#made(`a ${height}`, height, this.a));
      this.b.push(height <= 12 ? this.a[height - 1]! : this.#made(`b ${height}`, height, this.b));
    }
    this.head = this.a[24]!;
    this.application = new CheckpointApplication({ ...this, log: silent }, { everyBlocks: 10 });
  }

  #made(name: string, height: number, line: readonly Block[]): Block {
    const block = blockOf(name, height, line.at(-1)?.id ?? GENESIS_BLOCK_ID_BYTES);
    this.stored.set(hex(block.id), block);
    return block;
  }

  async open(): Promise<this> {
    const { bus, stored } = this;
    await bus.serve(chainService.getHeadInfo, () => {
      const { id, header } = this.head;
      return accept({
        headTopology: { id, height: header!.height, previous: header!.previous },
      }) as Answer<never>;
    });
    await bus.serve(chainService.finalizeBlock, ({ blockId }) => {
      if (!stored.has(hex(blockId))) return unknown();
      this.finalized.push(hex(blockId));
      return accept({});
    });
    await bus.serve(blockExchangeService.fetchBlock, ({ blockId }) => {
      this.wanted.push(hex(blockId));
      return accept({});
    });
    await bus.serve(blockStoreService.getBlocksById, ({ blockIds }) => {
      const block = stored.get(hex(blockIds[0]!));
      const item = { blockId: block?.id ?? EMPTY, blockHeight: block?.header?.height ?? 0n, block };
      return accept({ blockItems: [item] }) as Answer<never>;
    });
    await bus.serve(blockStoreService.getBlocksByHeight, ({ headBlockId, ancestorStartHeight }) => {
      let at = stored.get(hex(headBlockId))!;
      while (at.header!.height > ancestorStartHeight) at = stored.get(hex(at.header!.previous))!;
      return accept({ blockItems: [{ blockId: at.id }] }) as Answer<never>;
    });
    return this;
  }

  judge(
    block: Block,
    parent: Block | undefined,
    isWanted = () => true,
    timeMs = Number(block.header!.timestamp),
  ) {
    const header = { payload: payloadOf(block), timeMs } as simplex.Header;
    const parentId = parent?.id ?? GENESIS_BLOCK_ID_BYTES;
    return this.application.judge({ header, parentId, leader: EMPTY }, 1_000, isWanted);
  }
}

/** Lets what runs go on, and a tenth of a second pass, some times. */
async function pass(clock: ManualClock, times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    for (let turns = 0; turns < 20; turns++) await turn();
    clock.advance(100);
  }
}

test('a leader proposes the newest tenth block of its branch that others stand on, above the last', async () => {
  const chain = await new Chain().open();
  const { application, a, b } = chain;
  const yes = (): boolean => true;
  assert.deepEqual(await application.build(GENESIS_BLOCK_ID_BYTES, 0, yes), {
    payload: payloadOf(a[19]!),
    timeMs: 20,
  });
  assert.equal(await application.build(a[19]!.id, 0, yes), undefined, 'nothing newer');
  chain.head = a[20]!;
  assert.deepEqual(await application.build(a[0]!.id, 0, yes), { payload: payloadOf(a[9]!), timeMs: 10 });
  assert.equal(await application.build(b[12]!.id, 0, yes), undefined, 'the last one is on another branch');
});

test('a leader with nothing to propose waits for it as long as it may, or until nobody wants it', async () => {
  const chain = await new Chain().open();
  const { application, a, clock, bus } = chain;
  chain.head = a[20]!;
  const built = application.build(a[9]!.id, 5_000, () => true);
  await pass(clock, 3);
  chain.head = a[21]!;
  await bus.publish(topics.chainMoved, { undone: [], applied: [], block: undefined, receipt: undefined });
  assert.deepEqual(await built, { payload: payloadOf(a[19]!), timeMs: 20 });
  const late = application.build(a[19]!.id, 1_000, () => true);
  await pass(clock, 20);
  assert.equal(await late, undefined);
  let isWanted = true;
  const unwanted = application.build(a[19]!.id, 1_000_000, () => isWanted);
  isWanted = false;
  await pass(clock, 20);
  assert.equal(await unwanted, undefined);
});

test('what everybody can see is wrong is invalid: height, time, or a branch that leaves the last checkpoint', async () => {
  const chain = await new Chain().open();
  const { a, b } = chain;
  assert.equal(await chain.judge(a[19]!, a[9]), 'valid');
  assert.equal(await chain.judge(a[9]!, undefined), 'valid');
  assert.equal(await chain.judge(a[18]!, a[9]), 'invalid', 'no tenth');
  assert.equal(await chain.judge(a[9]!, a[9]), 'invalid', 'not above the last');
  assert.equal(await chain.judge(a[19]!, a[9], () => true, 21), 'invalid', 'another time');
  assert.equal(await chain.judge(a[19]!, b[13]), 'invalid', 'beside the last');
  assert.equal(await chain.judge(a[19]!, blockOf('unheard', 10, EMPTY)), 'invalid', 'not on what nobody has');
});

test('a vote waits until the block is there and under our head, and is given up with its view', async () => {
  const chain = await new Chain().open();
  const { a, b, clock } = chain;
  const early = chain.judge(b[19]!, a[9]);
  await pass(clock, 3);
  chain.head = b[24]!;
  await pass(clock, 3);
  assert.equal(await early, 'valid');
  chain.stored.delete(hex(a[19]!.id));
  let isWanted = true;
  const missing = chain.judge(a[19]!, a[9], () => isWanted);
  await pass(clock, 3);
  assert.ok(chain.wanted.length >= 2 && chain.wanted.every((id) => id === hex(a[19]!.id)));
  isWanted = false;
  await pass(clock, 3);
  assert.equal(await missing, 'unknown');
});

test('what a quorum made final becomes final here, whatever our head, as soon as the block has come', async () => {
  const chain = await new Chain().open();
  const { application, b, clock, stored } = chain;
  const block = b[19]!;
  stored.delete(hex(block.id));
  const committed = application.commit(payloadOf(block));
  await pass(clock, 3);
  assert.deepEqual(chain.finalized, []);
  assert.ok(chain.wanted.includes(hex(block.id)));
  stored.set(hex(block.id), block);
  await pass(clock, 3);
  assert.deepEqual(await committed, block.id);
  assert.deepEqual(chain.finalized, [hex(block.id)]);
  stored.delete(hex(block.id));
  const closed = application.commit(payloadOf(block));
  await pass(clock, 1);
  application.close();
  assert.equal(await closed, undefined);
});

test('after a crash it is known up to which checkpoint the chain is final', async () => {
  const chain = await new Chain().open();
  const at = new Map([chain.a[9]!, chain.a[19]!].map((block, index) => [index + 1, block]));
  const history = {
    blockAt: (height: number) => ({ header: { payload: payloadOf(at.get(height)!) } }),
    idOf: (payload: simplex.Digest) => chain.application.idOf(payload),
  } as unknown as History;
  const upTo = (finalHeight: bigint): Promise<number> =>
    finalCheckpoint(chain.bus, history, { last: 2, finalHeight });
  assert.deepEqual(await Promise.all([upTo(0n), upTo(10n), upTo(19n), upTo(20n)]), [0, 1, 1, 2]);
});
