/**
 * Transactions on their way to the mempool: checked, tried on the head, admitted. And those of abandoned blocks on
 * their way back. Everything here runs inside the chain's queue.
 * @module
 */
import { accept, latin1, refuse } from '@ashlar/base';
import { checkTransaction, headOf, type Kernel } from '@ashlar/kernel';
import { type Answer, type Bus, type Log, mempoolService, type StateStore, topics } from '@ashlar/ports';
import {
  type BlockId,
  type broadcast,
  chain,
  ERROR_CODE,
  type rpcChain,
  type Transaction,
  Transaction as TransactionCodec,
  type TransactionHeader,
  transactionBytesMax,
} from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';
import { callRefusalOf, KERNEL_CALLER, refused } from './refused.ts';

export type SubmissionPorts = Readonly<{ bus: Bus; log: Log; state: StateStore; kernel: Kernel }>;

/** Transactions of abandoned blocks that are tried again at once; what is beyond, clients send again. */
export const RETURNED_MAX = 10_000;
const CALL = { timeoutMs: 10_000 };

type PendingNonce = NonNullable<NonNullable<Parameters<Kernel['applyTransaction']>[3]>['pendingNonce']>;

export class Submissions {
  readonly #ports: SubmissionPorts;
  readonly #head: () => BlockId;

  /** @param head the block whose state transactions are tried on */
  constructor(ports: SubmissionPorts, head: () => BlockId) {
    this.#ports = ports;
    this.#head = head;
  }

  async submit(
    transaction: Transaction,
    broadcast: boolean,
  ): Promise<Answer<rpcChain.SubmitTransactionResponse>> {
    const { bus } = this.#ports;
    const { header } = transaction;
    const early = refuseMalformed(transaction);
    if (early !== undefined) return early;
    if (!broadcast || header === undefined) {
      const tried = this.#try(transaction);
      return tried.ok ? accept({ receipt: tried.value.receipt! }) : tried;
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
    const tried = this.#try(transaction, nonce.length === 0 ? undefined : () => nonce);
    if (!tried.ok) return tried;
    const admitted = await bus.call(mempoolService.admit, tried.value, CALL);
    if (!admitted.ok) return admitted;
    await bus.publish(topics.transactionAccepted, tried.value);
    return accept({ receipt: tried.value.receipt! });
  }

  /** Tries the transactions of abandoned blocks on the new head, oldest first, and gives back what still holds. */
  async giveBack(transactions: readonly Transaction[]): Promise<void> {
    const { bus, log } = this.#ports;
    const last = new Map<string, Uint8Array>();
    const returned: broadcast.TransactionAccepted[] = [];
    for (const transaction of transactions.slice(0, RETURNED_MAX)) {
      const { header } = transaction;
      if (header === undefined) continue;
      const account = latin1(nonceAccountOf(header));
      const before = last.get(account);
      const tried = this.#try(transaction, before === undefined ? undefined : () => before);
      if (!tried.ok) continue; // It cannot follow on this branch: spent, or replaced.
      returned.push(tried.value);
      last.set(account, header.nonce);
    }
    if (returned.length === 0) return;
    const answer = await bus.call(mempoolService.restore, { transactions: returned }, CALL);
    log.info('chain.returned', {
      abandoned: transactions.length,
      valid: returned.length,
      restored: answer.ok ? answer.value.restored : 0,
    });
  }

  #try(transaction: Transaction, pendingNonce?: PendingNonce): Answer<broadcast.TransactionAccepted> {
    const { kernel, state } = this.#ports;
    const head = this.#head();
    const options = pendingNonce === undefined ? {} : { pendingNonce };
    const tried = kernel.applyTransaction(state, head, transaction, options);
    if (!tried.ok) return refuse(callRefusalOf(tried.refusal));
    const { receipt, systemUsed } = tried.value;
    return accept({
      transaction,
      receipt,
      height: headOf(state.view(head)).height,
      systemDiskStorageUsed: BigInt(Math.max(0, systemUsed.disk)),
      systemNetworkBandwidthUsed: BigInt(systemUsed.network),
      systemComputeBandwidthUsed: BigInt(systemUsed.compute),
    });
  }

  /** What the mempool can say before the transaction is tried, in Koinos' order: mana, then nonce. */
  async #refusePending(header: TransactionHeader, account: Uint8Array): Promise<Answer<never> | undefined> {
    const { bus, kernel, state } = this.#ports;
    const { payer, rcLimit, nonce } = header;
    const rc = accountRcOf(kernel, state, this.#head(), payer);
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
}

function refuseMalformed(transaction: Transaction): Answer<never> | undefined {
  const bytesMax = transactionBytesMax(transaction);
  if (TransactionCodec.encode(transaction).length > bytesMax)
    return refused(ERROR_CODE.malformedTransaction, `transaction is longer than ${bytesMax} bytes`);
  const checked = checkTransaction(transaction);
  return checked.ok ? undefined : refuse(callRefusalOf(checked.refusal));
}

/** Mana of an account after the block `at`, by the chain's own rule. */
export function accountRcOf(
  kernel: Kernel,
  state: StateStore,
  at: BlockId,
  account: Uint8Array,
): Answer<bigint> {
  const args = chain.GetAccountRcArguments.encode({ account });
  const call = { id: 'get_account_rc', args, caller: KERNEL_CALLER };
  const answer = kernel.invokeSystemCall(state, at, call);
  if (!answer.ok) return refuse(callRefusalOf(answer.refusal));
  return accept(chain.GetAccountRcResult.decode(answer.value).value);
}
