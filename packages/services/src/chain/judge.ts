/**
 * Judging blocks and transactions on the head: the kernel's verdict, made durable and told. Everything here runs inside
 * the chain's queue.
 * @module
 */
import { accept, assert, EMPTY, equal, Fault, type Result, refuse } from '@ashlar/base';
import { type AppliedBlock, checkTransaction, type Kernel, type KernelRefusal } from '@ashlar/kernel';
import {
  type Answer,
  type Bus,
  blockStoreService,
  type CallRefusal,
  type Clock,
  eventTopic,
  type Log,
  mempoolService,
  type StateStore,
  topics,
} from '@ashlar/ports';
import {
  addressText,
  type Block,
  Block as BlockCodec,
  type BlockReceipt,
  BlockReceipt as BlockReceiptCodec,
  type BlockTopology,
  blockIdOf,
  chain,
  ERROR_CODE,
  type EventData,
  LIMITS,
  type rpcChain,
  type Transaction,
  Transaction as TransactionCodec,
  type TransactionHeader,
  transactionBytesMax,
} from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';

export type JudgePorts = Readonly<{ bus: Bus; clock: Clock; log: Log; state: StateStore; kernel: Kernel }>;

/** How far ahead of this node's clock a block may be. */
export const FUTURE_BLOCK_MAX_MS = 5_000;
/** A block younger than this is told as `live`. */
const LIVE_MS = 60_000;
const CALL = { timeoutMs: 10_000 };

export type Judged = Readonly<{ applied: AppliedBlock } | { known: true } | { failed: readonly number[] }>;

export class Judge {
  readonly #ports: JudgePorts;

  constructor(ports: JudgePorts) {
    this.#ports = ports;
  }

  async submitBlock(block: Block): Promise<Answer<rpcChain.SubmitBlockResponse>> {
    const judged = await this.#judge(block, 'block');
    if (!judged.ok) return judged;
    return accept({ receipt: 'applied' in judged.value ? judged.value.applied.receipt : undefined });
  }

  /** A block that was stored and not flushed to the state: it must give again what it gave. */
  async replayBlock(block: Block, receipt: BlockReceipt | undefined): Promise<Answer<undefined>> {
    const judged = await this.#judge(block, 'replay');
    if (!judged.ok) return judged;
    if (!('applied' in judged.value) || receipt === undefined) return accept(undefined);
    const again = BlockReceiptCodec.encode(judged.value.applied.receipt);
    if (equal(again, BlockReceiptCodec.encode(receipt))) return accept(undefined);
    return refused(ERROR_CODE.stateMerkleMismatch, 'its receipt differs from the stored one');
  }

  async proposeBlock(block: Block): Promise<Answer<rpcChain.ProposeBlockResponse>> {
    const judged = await this.#judge(block, 'proposal');
    if (!judged.ok) return judged;
    const failedTransactionIndices = 'failed' in judged.value ? judged.value.failed : [];
    return accept({
      receipt: 'applied' in judged.value ? judged.value.applied.receipt : undefined,
      failedTransactionIndices,
    });
  }

  async submitTransaction(
    transaction: Transaction,
    broadcast: boolean,
  ): Promise<Answer<rpcChain.SubmitTransactionResponse>> {
    const { bus, kernel, state } = this.#ports;
    const { header } = transaction;
    const bytes = TransactionCodec.encode(transaction).length;
    if (bytes > transactionBytesMax(transaction)) {
      return refused(
        ERROR_CODE.malformedTransaction,
        `transaction is longer than ${transactionBytesMax(transaction)} bytes`,
      );
    }
    const head = state.finalized.block;
    const checked = checkTransaction(transaction);
    if (!checked.ok) return refuse(callRefusalOf(checked.refusal));
    if (!broadcast || header === undefined) {
      const tried = kernel.applyTransaction(state, head, transaction);
      return tried.ok ? accept({ receipt: tried.value.receipt }) : refuse(callRefusalOf(tried.refusal));
    }
    const account = nonceAccountOf(header);
    const refusal = await this.#refusePending(header, account);
    if (refusal !== undefined) return refusal;
    const pending = await bus.call(
      mempoolService.getPendingNonce,
      { payee: account, blockId: undefined },
      CALL,
    );
    if (!pending.ok) return pending;
    const { nonce } = pending.value;
    const options = nonce.length === 0 ? {} : { pendingNonce: () => nonce };
    const tried = kernel.applyTransaction(state, head, transaction, options);
    if (!tried.ok) return refuse(callRefusalOf(tried.refusal));
    const { receipt, systemUsed } = tried.value;
    const accepted = {
      transaction,
      receipt,
      height: BigInt(state.finalized.height),
      systemDiskStorageUsed: BigInt(Math.max(0, systemUsed.disk)),
      systemNetworkBandwidthUsed: BigInt(systemUsed.network),
      systemComputeBandwidthUsed: BigInt(systemUsed.compute),
    };
    const admitted = await bus.call(mempoolService.admit, accepted, CALL);
    if (!admitted.ok) return admitted;
    await bus.publish(topics.transactionAccepted, accepted);
    return accept({ receipt });
  }

  /** What the mempool can say before the transaction is tried, in Koinos' order: mana, then nonce. */
  async #refusePending(header: TransactionHeader, account: Uint8Array): Promise<Answer<never> | undefined> {
    const { bus, kernel, state } = this.#ports;
    const { payer, rcLimit, nonce } = header;
    const rc = accountRcOf(kernel, state, payer);
    if (!rc.ok) return rc;
    const query = { payer, maxPayerRc: rc.value, rcLimit, blockId: undefined };
    const resources = await bus.call(mempoolService.checkPendingAccountResources, query, CALL);
    if (!resources.ok) return resources;
    if (!resources.value.success)
      return refused(ERROR_CODE.insufficientRc, 'insufficient pending account resources');
    const free = await bus.call(
      mempoolService.checkAccountNonce,
      { payee: account, nonce, blockId: undefined },
      CALL,
    );
    if (!free.ok) return free;
    return free.value.success ? undefined : refused(ERROR_CODE.invalidNonce, 'invalid account nonce');
  }

  async #judge(block: Block, intent: 'block' | 'proposal' | 'replay'): Promise<Answer<Judged>> {
    const { kernel, state, bus } = this.#ports;
    const early = this.#refuseEarly(block, intent === 'block');
    if (early !== undefined) return early;
    const id = blockIdOf(block.id);
    if (id !== undefined && state.has(id)) return accept({ known: true });
    const result =
      intent === 'proposal' ? kernel.proposeBlock(state, block) : kernel.applyBlock(state, block);
    if (!result.ok) {
      const { transactionId } = result.refusal;
      if (transactionId !== undefined) await bus.publish(topics.transactionFailed, { id: transactionId });
      return refuse(callRefusalOf(result.refusal));
    }
    if ('failed' in result.value) {
      for (const index of result.value.failed) {
        await bus.publish(topics.transactionFailed, { id: block.transactions[index]!.id });
      }
      return accept({ failed: result.value.failed });
    }
    await this.#commit(block, result.value);
    return accept({ applied: result.value });
  }

  /** Only blocks of others are held against our clock: it may have been set back since we made or judged ours. */
  #refuseEarly(block: Block, isOfOthers: boolean): Answer<never> | undefined {
    const { clock, state } = this.#ports;
    const timestamp = block.header?.timestamp ?? 0n;
    if (isOfOthers && timestamp > BigInt(clock.now() + FUTURE_BLOCK_MAX_MS)) {
      return refused(ERROR_CODE.timestampOutOfBounds, 'block timestamp is too far in the future');
    }
    if (BlockCodec.encode(block).length > LIMITS.blockBytesMax) {
      return refused(ERROR_CODE.malformedBlock, `block is longer than ${LIMITS.blockBytesMax} bytes`);
    }
    const height = block.header?.height ?? 0n;
    const id = blockIdOf(block.id);
    if (height > 0n && height <= BigInt(state.finalized.height) && (id === undefined || !state.has(id))) {
      return refused(ERROR_CODE.preIrreversibilityBlock, 'block is earlier than irreversibility');
    }
    return undefined;
  }

  /** On disk first, the state last; only then is anyone told. */
  async #commit(block: Block, applied: AppliedBlock): Promise<void> {
    const { bus, state } = this.#ports;
    try {
      const stored = await bus.call(
        blockStoreService.addBlock,
        { blockToAdd: block, receiptToAdd: applied.receipt },
        CALL,
      );
      assert(stored.ok, 'the block store takes a block that the kernel took');
      await state.finalize(applied.id);
    } catch (cause) {
      if (cause instanceof Fault) state.discard(applied.id);
      throw cause;
    }
    await this.#announce(block, applied.receipt);
  }

  async #announce(block: Block, receipt: BlockReceipt): Promise<void> {
    const { bus, clock, log } = this.#ports;
    const { height, previous, timestamp } = block.header!;
    const topology: BlockTopology = { id: block.id, height, previous };
    const live = timestamp + BigInt(LIVE_MS) > BigInt(clock.now());
    await bus.publish(topics.blockIrreversible, { topology });
    await bus.publish(topics.blockAccepted, { block, receipt, live, head: true });
    await bus.publish(topics.forkHeads, { lastIrreversibleBlock: topology, heads: [topology] });
    for (const { event, transactionId } of eventsOf(receipt)) {
      const parcel = { blockId: block.id, height, transactionId, event };
      await bus.publish(
        eventTopic(event.source.length === 0 ? '' : addressText(event.source), event.name),
        parcel,
      );
    }
    log.info('block.accepted', { height: Number(height), transactions: block.transactions.length });
  }
}

type Told = Readonly<{ event: EventData; transactionId: Uint8Array | undefined }>;

/** All events of a block, in the order in which they happened. */
function eventsOf(receipt: BlockReceipt): readonly Told[] {
  const told: Told[] = receipt.events.map((event) => ({ event, transactionId: undefined }));
  for (const { id, events } of receipt.transactionReceipts)
    told.push(...events.map((event) => ({ event, transactionId: id })));
  return told.sort((a, b) => a.event.sequence - b.event.sequence);
}

/** Mana of an account on the finalized state, by the chain's own rule. */
export function accountRcOf(kernel: Kernel, state: StateStore, account: Uint8Array): Answer<bigint> {
  const args = chain.GetAccountRcArguments.encode({ account });
  const call = { id: 'get_account_rc', args, caller: KERNEL_CALLER };
  const answer = kernel.invokeSystemCall(state, state.finalized.block, call);
  if (!answer.ok) return refuse(callRefusalOf(answer.refusal));
  return accept(chain.GetAccountRcResult.decode(answer.value).value);
}

export const KERNEL_CALLER: Readonly<{ address: Uint8Array; isKernel: boolean }> = {
  address: EMPTY,
  isKernel: true,
};

export function callRefusalOf({ code, message, errorCode, logs, transactionId }: KernelRefusal): CallRefusal {
  const refusal = { code, message, errorCode, logs };
  return transactionId === undefined ? refusal : { ...refusal, transactionId };
}

export function refused(errorCode: number, message: string): Result<never, CallRefusal> {
  return refuse({ code: 'chain.refused', message, errorCode });
}
