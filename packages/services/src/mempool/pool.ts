/**
 * The pool: transactions that were tried and wait for a block. In memory, in order of arrival, bounded every way.
 *
 * Nonces are strictly sequential, so what an account sent later depends on what it sent before: when a transaction
 * leaves without being included, those behind it leave too. Mana is reserved by `rc_limit`, not by what was used,
 * because that is what a block may charge. Source: `spec/koinos.md` 7.1.
 * @module
 */
import { accept, EMPTY, latin1, type Result, refuse } from '@ashlar/base';
import type { CallRefusal, StandingsResponse } from '@ashlar/ports';
import {
  type Block,
  type broadcast,
  decodeNonce,
  ERROR_CODE,
  encodeNonce,
  type rpcMempool,
  Transaction,
} from '@ashlar/protocol';
import { REPLY_BYTES_MAX } from '../reply-limit.ts';

export type PoolLimits = Readonly<{
  countMax: number;
  bytesMax: number;
  /** Transactions one nonce account may have waiting. */
  perAccountMax: number;
  expiryMs: number;
}>;

type Waiting = Readonly<{
  id: string;
  pending: rpcMempool.PendingTransaction;
  payer: string;
  /** Whose nonce it uses: the payee if there is one, else the payer. */
  account: string;
  nonce: bigint;
  rcLimit: bigint;
  /** What its payer had when it was tried. */
  maxPayerRc: bigint;
  bytes: number;
  expiresAtMs: number;
}>;

/** Refusals of what waits already: nothing that comes after is missing it. */
const WAITS_ALREADY: ReadonlySet<string> = new Set(['mempool.known', 'mempool.nonceTaken']);
const PREDECESSOR_REFUSED: CallRefusal = {
  code: 'mempool.predecessorRefused',
  message: 'invalid transaction nonce',
  errorCode: ERROR_CODE.invalidNonce,
};

export class Pool {
  readonly #limits: PoolLimits;
  readonly #waiting = new Map<string, Waiting>();
  readonly #reserved = new Map<string, bigint>();
  readonly #nonces = new Map<string, Map<bigint, string>>();
  #bytes = 0;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#waiting.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether `payer`, who has `maxRc` mana, can have `rcLimit` more of it reserved. */
  canReserve(payer: Uint8Array, maxRc: bigint, rcLimit: bigint): boolean {
    return maxRc - this.reservedOf(payer) >= rcLimit;
  }

  reservedOf(payer: Uint8Array): bigint {
    return this.#reserved.get(latin1(payer)) ?? 0n;
  }

  hasNonce(account: Uint8Array, nonce: bigint): boolean {
    return this.#nonces.get(latin1(account))?.has(nonce) ?? false;
  }

  /** The highest waiting nonce, as the wire has it; empty if none waits. */
  pendingNonceOf(account: Uint8Array): Uint8Array {
    const { highest } = this.waitingOf(account);
    return highest === undefined ? EMPTY : encodeNonce(highest);
  }

  /** The lowest and highest waiting nonce of an account, and how many more may wait. */
  waitingOf(account: Uint8Array): StandingsResponse['waiting'][number] {
    const waiting = this.#nonces.get(latin1(account));
    let lowest: bigint | undefined;
    let highest: bigint | undefined;
    for (const nonce of waiting?.keys() ?? []) {
      if (lowest === undefined || nonce < lowest) lowest = nonce;
      if (highest === undefined || nonce > highest) highest = nonce;
    }
    return { lowest, highest, room: Math.max(0, this.#limits.perAccountMax - (waiting?.size ?? 0)) };
  }

  countOf(account: Uint8Array): number {
    return this.#nonces.get(latin1(account))?.size ?? 0;
  }

  admit(accepted: broadcast.TransactionAccepted, nowMs: number): Result<undefined, CallRefusal> {
    const waiting = this.#waitingOf(accepted, nowMs);
    if (!waiting.ok) return waiting;
    const { id, account, nonce } = waiting.value;
    if (this.#waiting.has(id)) return refused('known', 'transaction is already pending', ERROR_CODE.failure);
    const nonces = this.#nonces.get(account);
    if (nonces !== undefined && !nonces.has(nonce) && nonces.size >= this.#limits.perAccountMax) {
      const code = ERROR_CODE.pendingTransactionLimitExceeded;
      return refused('accountFull', 'pending transaction limit exceeded', code);
    }
    return this.#take(waiting.value);
  }

  /**
   * Admits each on its own, in order; but once one of an account has no room, those that the account sent after it stay
   * out too, for they could not follow it. @returns why each does not wait; undefined: it does
   */
  admitAll(
    transactions: readonly broadcast.TransactionAccepted[],
    nowMs: number,
  ): readonly (CallRefusal | undefined)[] {
    const blocked = new Set<string>();
    return transactions.map((accepted) => {
      const header = accepted.transaction?.header;
      const account = header === undefined ? '' : latin1(nonceAccountOf(header));
      if (blocked.has(account)) return PREDECESSOR_REFUSED;
      const admitted = this.admit(accepted, nowMs);
      if (admitted.ok) return undefined;
      if (!WAITS_ALREADY.has(admitted.refusal.code)) blocked.add(account);
      return admitted.refusal;
    });
  }

  /** Keeps a transaction if there is room for it, its nonce is free, and its payer's mana suffices. */
  #take(waiting: Waiting): Result<undefined, CallRefusal> {
    const { id, account, payer, nonce, rcLimit, maxPayerRc, bytes } = waiting;
    const nonces = this.#nonces.get(account) ?? new Map<bigint, string>();
    if (nonces.has(nonce)) return refused('nonceTaken', 'invalid account nonce', ERROR_CODE.invalidNonce);
    const reserved = this.#reserved.get(payer) ?? 0n;
    if (maxPayerRc - reserved < rcLimit) {
      return refused('manaReserved', 'insufficient pending account resources', ERROR_CODE.insufficientRc);
    }
    if (this.#waiting.size >= this.#limits.countMax || this.#bytes + bytes > this.#limits.bytesMax) {
      return refused('full', 'the mempool is full, try again later', ERROR_CODE.failure);
    }
    this.#waiting.set(id, waiting);
    this.#nonces.set(account, nonces.set(nonce, id));
    this.#reserved.set(payer, reserved + rcLimit);
    this.#bytes += bytes;
    return accept(undefined);
  }

  /**
   * Takes back transactions of abandoned blocks, in front of all that wait, in the order given: what an account sent
   * later follows their nonces. They were admitted once, so that no account's share limits them; but mana and the pool's
   * own size do. Where those do not suffice for all, the last give way, and with each what its account sent after it.
   * @returns how many there was room for
   */
  restore(returned: readonly broadcast.TransactionAccepted[], nowMs: number): number {
    const before = [...this.#waiting.values()];
    const fresh = returned
      .map((accepted) => this.#waitingOf(accepted, nowMs))
      .flatMap((waiting) => (waiting.ok && !this.#waiting.has(waiting.value.id) ? [waiting.value] : []));
    this.#clear();
    const blocked = new Set<string>();
    for (const waiting of [...fresh, ...before]) {
      const { id, account, nonce } = waiting;
      if (this.#waiting.has(id) || this.#nonces.get(account)?.has(nonce)) continue;
      if (blocked.has(account) || !this.#take(waiting).ok) blocked.add(account);
    }
    return fresh.filter((waiting) => this.#waiting.get(waiting.id) === waiting).length;
  }

  /** The oldest `countMax`, in order of arrival; fewer where they are long. */
  oldest(countMax: number): readonly rpcMempool.PendingTransaction[] {
    const oldest: rpcMempool.PendingTransaction[] = [];
    let left = REPLY_BYTES_MAX;
    for (const { pending, bytes } of this.#waiting.values()) {
      left -= bytes;
      if (oldest.length >= countMax || left < 0) break;
      oldest.push(pending);
    }
    return oldest;
  }

  find(id: Uint8Array): rpcMempool.PendingTransaction | undefined {
    return this.#waiting.get(latin1(id))?.pending;
  }

  /** Takes out what a block includes, and what can no longer follow its nonces. */
  include(block: Block): void {
    for (const { id, header } of block.transactions) {
      this.#remove(latin1(id));
      if (header === undefined) continue;
      const account = latin1(nonceAccountOf(header));
      const used = decodeNonce(header.nonce) ?? 0n;
      for (const [nonce, waiting] of this.#nonces.get(account) ?? [])
        if (nonce <= used) this.#remove(waiting);
    }
  }

  /** Takes out a transaction that can never be included, and those of its account that would come after it. */
  drop(id: Uint8Array): void {
    const failed = this.#waiting.get(latin1(id));
    if (failed === undefined) return;
    for (const [nonce, later] of this.#nonces.get(failed.account) ?? [])
      if (nonce >= failed.nonce) this.#remove(later);
  }

  /** Takes out what has waited too long. @returns how many left */
  expire(nowMs: number): number {
    const before = this.#waiting.size;
    for (const { pending, expiresAtMs } of this.#waiting.values()) {
      if (expiresAtMs <= nowMs) this.drop(pending.transaction!.id);
    }
    return before - this.#waiting.size;
  }

  #clear(): void {
    this.#waiting.clear();
    this.#reserved.clear();
    this.#nonces.clear();
    this.#bytes = 0;
  }

  #remove(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    const { account, payer, nonce, rcLimit, bytes } = waiting;
    this.#waiting.delete(id);
    this.#bytes -= bytes;
    const nonces = this.#nonces.get(account);
    nonces?.delete(nonce);
    if (nonces?.size === 0) this.#nonces.delete(account);
    const reserved = (this.#reserved.get(payer) ?? 0n) - rcLimit;
    if (reserved > 0n) this.#reserved.set(payer, reserved);
    else this.#reserved.delete(payer);
  }

  #waitingOf(accepted: broadcast.TransactionAccepted, nowMs: number): Result<Waiting, CallRefusal> {
    const { transaction, receipt } = accepted;
    const header = transaction?.header;
    const nonce = header === undefined ? undefined : decodeNonce(header.nonce);
    if (transaction === undefined || header === undefined || receipt === undefined || nonce === undefined) {
      return refused(
        'malformed',
        'transaction, receipt or nonce is missing',
        ERROR_CODE.malformedTransaction,
      );
    }
    return accept({
      id: latin1(transaction.id),
      payer: latin1(header.payer),
      account: latin1(nonceAccountOf(header)),
      nonce,
      rcLimit: header.rcLimit,
      maxPayerRc: receipt.maxPayerRc,
      bytes: Transaction.encode(transaction).length,
      expiresAtMs: nowMs + this.#limits.expiryMs,
      pending: {
        transaction,
        diskStorageUsed: receipt.diskStorageUsed,
        networkBandwidthUsed: receipt.networkBandwidthUsed,
        computeBandwidthUsed: receipt.computeBandwidthUsed,
        systemDiskStorageUsed: accepted.systemDiskStorageUsed,
        systemNetworkBandwidthUsed: accepted.systemNetworkBandwidthUsed,
        systemComputeBandwidthUsed: accepted.systemComputeBandwidthUsed,
      },
    });
  }
}

/** Whose nonce a transaction uses. */
export function nonceAccountOf({
  payer,
  payee,
}: Readonly<{ payer: Uint8Array; payee: Uint8Array }>): Uint8Array {
  return payee.length > 0 ? payee : payer;
}

function refused(reason: string, message: string, errorCode: number): Result<never, CallRefusal> {
  return refuse({ code: `mempool.${reason}`, message, errorCode });
}
