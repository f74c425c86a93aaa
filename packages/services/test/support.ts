/** Blocks, transactions and ports for tests of single services. */
import { utf8 } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { sha256 } from '@ashlar/crypto';
import type { Bus, Clock, Log } from '@ashlar/ports';
import { Block, BlockReceipt, broadcast, encodeNonce, Transaction } from '@ashlar/protocol';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
export const CALL = { timeoutMs: 1_000 };
export const newBus = (): Bus => new InProcessBus();

/** Time that moves only when told, and runs what is due. */
export class ManualClock implements Clock {
  nowMs = 1_700_000_000_000;
  #timers = new Set<{ everyMs: number; dueMs: number; run: () => void }>();
  get timers(): number {
    return this.#timers.size;
  }
  now(): number {
    return this.nowMs;
  }
  monotonic(): number {
    return this.nowMs;
  }
  every(everyMs: number, run: () => void): Disposable {
    const timer = { everyMs, dueMs: this.nowMs + everyMs, run };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }
  after(delayMs: number, run: () => void): Disposable {
    return this.every(delayMs, run);
  }
  advance(ms: number): void {
    this.nowMs += ms;
    for (const timer of this.#timers) {
      for (; timer.dueMs <= this.nowMs; timer.dueMs += timer.everyMs) timer.run();
    }
  }
}

/** A multihash made from a name. */
export const idOf = (name: string): Uint8Array => new Uint8Array([0x12, 0x20, ...sha256(utf8(name))]);
export const accountOf = (name: string): Uint8Array => sha256(utf8(name)).subarray(0, 25);

export type Sketch = Readonly<{
  payer: string;
  payee?: string;
  nonce: number;
  rcLimit?: number;
  name?: string;
}>;

export function transactionOf({ payer, payee, nonce, rcLimit = 1, name }: Sketch): Transaction {
  const header = {
    chainId: idOf('chain'),
    rcLimit: BigInt(rcLimit),
    nonce: encodeNonce(BigInt(nonce)),
    operationMerkleRoot: idOf('none'),
    payer: accountOf(payer),
    payee: payee === undefined ? new Uint8Array(0) : accountOf(payee),
  };
  const id = idOf(name ?? `${payer} ${payee} ${nonce} ${rcLimit}`);
  return Transaction.decode(Transaction.encode({ id, header, operations: [], signatures: [] }));
}

export function acceptedOf(sketch: Sketch, maxRc: number): broadcast.TransactionAccepted {
  const message = {
    transaction: transactionOf(sketch),
    receipt: {
      maxPayerRc: BigInt(maxRc),
      diskStorageUsed: 1n,
      networkBandwidthUsed: 2n,
      computeBandwidthUsed: 3n,
    },
    height: 1n,
  };
  return broadcast.TransactionAccepted.decode(broadcast.TransactionAccepted.encode(message));
}

export function blockOf(
  name: string,
  height: number,
  previous: Uint8Array,
  transactions: readonly Transaction[] = [],
): Block {
  const header = { previous, height: BigInt(height), timestamp: BigInt(height) };
  return Block.decode(Block.encode({ id: idOf(name), header, transactions }));
}

export const receiptOf = (
  block: Block,
  transactions: readonly Readonly<{ id: Uint8Array; reverted?: boolean }>[] = block.transactions,
): BlockReceipt =>
  BlockReceipt.decode(
    BlockReceipt.encode({
      id: block.id,
      height: block.header!.height,
      transactionReceipts: transactions.map(({ id, reverted = false }) => ({ id, reverted })),
    }),
  );
