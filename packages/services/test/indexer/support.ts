/** A block store with an indexer behind it, and blocks with everything in them that becomes rows. */
import { setImmediate } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import {
  type Bus,
  blockStoreService,
  type Clock,
  type IndexerStatus,
  indexerService,
  topics,
} from '@ashlar/ports';
import { Block, BlockReceipt, type BlockTopology, Transaction, token } from '@ashlar/protocol';
import type { SqlStore } from '@ashlar/services';
import { accountOf, CALL, idOf, transactionOf } from '../support.ts';

/** Time as it passes. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  every: (intervalMs, run) => {
    const timer = setInterval(run, intervalMs);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

export type Made = Readonly<{ block: Block; receipt: BlockReceipt; topology: BlockTopology }>;

const topologyOf = (block: Block): BlockTopology => ({
  id: block.id,
  height: block.header!.height,
  previous: block.header!.previous,
});

/** A block with `count` transfers; each has an operation and an event of the token. */
export function make(name: string, parent: Made | undefined, count: number): Made {
  const height = (parent?.topology.height ?? 0n) + 1n;
  const transactions = Array.from({ length: count }, (_none, index) => {
    const own = transactionOf({ payer: 'alice', nonce: index + 1, name: `${name} ${index}` });
    const call = { contractId: accountOf('token'), entryPoint: 5, args: new Uint8Array([index]) };
    return Transaction.decode(Transaction.encode({ ...own, operations: [{ callContract: call }] }));
  });
  const header = {
    previous: parent?.block.id ?? idOf('genesis'),
    height,
    timestamp: 1_000n * height,
    signer: accountOf('signer'),
  };
  const block = Block.decode(Block.encode({ id: idOf(name), header, transactions }));
  const data = token.TransferEvent.encode({ from: accountOf('alice'), to: accountOf('bob'), value: height });
  const event = {
    source: accountOf('token'),
    name: 'token.transfer_event',
    data,
    impacted: [accountOf('bob')],
  };
  const receipt = BlockReceipt.decode(
    BlockReceipt.encode({
      id: block.id,
      height,
      events: [{ name: 'block.made' }],
      transactionReceipts: transactions.map(({ id }) => ({ id, events: [event] })),
    }),
  );
  return { block, receipt, topology: topologyOf(block) };
}

/** Stores a block beside the main chain. */
export async function store(bus: Bus, { block, receipt }: Made): Promise<void> {
  const request = { blockToAdd: block, receiptToAdd: receipt, becomesHead: false };
  await bus.call(blockStoreService.addBlock, request, CALL);
}

/** Says that the head moved. @param applied stored already, oldest first */
export async function move(bus: Bus, undone: readonly Made[], applied: readonly Made[]): Promise<void> {
  const last = applied.at(-1)!;
  const event = {
    undone: undone.map(({ topology }) => topology),
    applied: applied.map(({ topology }) => topology),
    block: last.block,
    receipt: last.receipt,
  };
  await bus.publish(topics.chainMoved, event);
}

export async function grow(bus: Bus, ...line: readonly Made[]): Promise<void> {
  for (const made of line) {
    await store(bus, made);
    await move(bus, [], [made]);
  }
}

export async function statusOf(bus: Bus): Promise<IndexerStatus> {
  const answer = await bus.call(indexerService.getStatus, {}, CALL);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const TURNS_MAX = 200_000;

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < TURNS_MAX; turns++) {
    if (await isSo()) return;
    await setImmediate();
  }
  throw new Error('it did not come to be');
}

/** Waits until the index goes up to a block, and is final up to a height. */
export const settled = (index: SqlStore, { block }: Made, final = 0n): Promise<void> =>
  until(async () => {
    const standing = await index.standing();
    return standing.tip.id === hex(block.id) && standing.final === final;
  });
