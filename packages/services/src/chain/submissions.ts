/**
 * Transactions on their way to the mempool: checked, tried on the head, admitted. And those of abandoned blocks on
 * their way back.
 *
 * Submissions go one batch after another, beside the blocks: while a block waits for the disk, they are tried on the
 * head that it will follow. Only where the head leaves its branch do they wait until what was abandoned is back, for
 * what is submitted may follow it.
 * @module
 */
import { accept, latin1, refuse } from '@ashlar/base';
import { checkTransaction, headOf, type Kernel } from '@ashlar/kernel';
import {
  type Answer,
  type Bus,
  type Log,
  mempoolService,
  type StandingsRequest,
  type StandingsResponse,
  type StateStore,
  topics,
} from '@ashlar/ports';
import {
  type BlockId,
  type broadcast,
  chain,
  ERROR_CODE,
  idBytes,
  type rpcChain,
  type Transaction,
  Transaction as TransactionCodec,
  transactionBytesMax,
} from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';
import { Pending } from './pending.ts';
import { SerialQueue } from './queue.ts';
import { callRefusalOf, KERNEL_CALLER, refused } from './refused.ts';

export type SubmissionPorts = Readonly<{ bus: Bus; log: Log; state: StateStore; kernel: Kernel }>;

/** Transactions of abandoned blocks that are tried again at once; what is beyond, clients send again. */
export const RETURNED_MAX = 10_000;
/** Times that the head may move on while the mempool is asked what waits on it. */
export const HEADS_MAX = 16;
const CALL = { timeoutMs: 10_000 };

type PendingNonce = NonNullable<NonNullable<Parameters<Kernel['applyTransaction']>[3]>['pendingNonce']>;

export class Submissions {
  readonly #ports: SubmissionPorts;
  readonly #head: () => BlockId;
  readonly #queue = new SerialQueue();

  /** @param head the block whose state transactions are tried on */
  constructor(ports: SubmissionPorts, head: () => BlockId) {
    this.#ports = ports;
    this.#head = head;
  }

  /** A dry run: nothing is kept, and the mempool is not asked. */
  dryRun(transaction: Transaction): Answer<rpcChain.SubmitTransactionResponse> {
    const early = refuseMalformed(transaction);
    if (early !== undefined) return early;
    const tried = this.#try(transaction);
    return tried.ok ? accept({ receipt: tried.value.receipt! }) : tried;
  }

  /**
   * Tries transactions in order and hands those that hold to the mempool, with two questions to it for all of them.
   * Each is judged on its own, after those of its account that came before it. @returns an answer for each
   */
  submitAll(
    transactions: readonly Transaction[],
  ): Promise<readonly Answer<rpcChain.SubmitTransactionResponse>[]> {
    return this.#queue.run(() => this.#submitAll(transactions));
  }

  /** Runs `task` while nothing is submitted. It must not submit anything itself. */
  alone<Value>(task: () => Promise<Value>): Promise<Value> {
    return this.#queue.run(task);
  }

  /** Resolves when all that was submitted so far is through. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #submitAll(
    transactions: readonly Transaction[],
  ): Promise<readonly Answer<rpcChain.SubmitTransactionResponse>[]> {
    const { bus } = this.#ports;
    const asked = askedOf(transactions);
    for (let heads = 0; heads < HEADS_MAX; heads++) {
      const head = this.#head();
      const standings = await bus.call(
        mempoolService.getStandings,
        { blockId: idBytes(head), ...asked },
        CALL,
      );
      if (!standings.ok) return transactions.map(() => standings);
      // From here to the last try nothing is awaited: the head stays the one that the mempool spoke of.
      if (this.#head() === head) return this.#admit(this.#tryAll(transactions, asked, standings.value));
    }
    return transactions.map(() => MOVES_ON);
  }

  #tryAll(
    transactions: readonly Transaction[],
    asked: Asked,
    standings: StandingsResponse,
  ): readonly Tried[] {
    const { kernel, state } = this.#ports;
    const head = this.#head();
    const pending = new Pending(asked, standings, (payer) => accountRcOf(kernel, state, head, payer));
    return transactions.map((transaction) => this.#submit(transaction, pending));
  }

  async #admit(tried: readonly Tried[]): Promise<readonly Answer<rpcChain.SubmitTransactionResponse>[]> {
    const { bus } = this.#ports;
    const transactions = tried.flatMap((each) => (each.ok ? each.value : []));
    const admitted =
      transactions.length === 0
        ? accept({ refusals: [] })
        : await bus.call(mempoolService.admit, { transactions }, CALL);
    const answers: Answer<rpcChain.SubmitTransactionResponse>[] = [];
    let place = 0;
    for (const each of tried) {
      if (!each.ok) {
        answers.push(each);
        continue;
      }
      const refusal = admitted.ok ? admitted.value.refusals[place] : admitted.refusal;
      place++;
      if (refusal === undefined) await bus.publish(topics.transactionAccepted, each.value);
      answers.push(refusal === undefined ? accept({ receipt: each.value.receipt! }) : refuse(refusal));
    }
    return answers;
  }

  #submit(transaction: Transaction, pending: Pending): Tried {
    const early = refuseMalformed(transaction) ?? pending.refusalOf(transaction.header!);
    if (early !== undefined) return early;
    const last = pending.lastNonceOf(transaction.header!);
    const tried = this.#try(transaction, last === undefined ? undefined : () => last);
    if (tried.ok) pending.add(transaction.header!);
    return tried;
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
}

function refuseMalformed(transaction: Transaction): Answer<never> | undefined {
  const bytesMax = transactionBytesMax(transaction);
  if (TransactionCodec.encode(transaction).length > bytesMax)
    return refused(ERROR_CODE.malformedTransaction, `transaction is longer than ${bytesMax} bytes`);
  const checked = checkTransaction(transaction);
  return checked.ok ? undefined : refuse(callRefusalOf(checked.refusal));
}

const MOVES_ON: Answer<never> = refuse({
  code: 'chain.busy',
  message: 'the head moves on faster than the mempool follows, try again later',
});

type Tried = Answer<broadcast.TransactionAccepted>;
type Asked = Omit<StandingsRequest, 'blockId'>;

/** Whose standing the mempool is asked for. */
function askedOf(transactions: readonly Transaction[]): Asked {
  const headers = transactions.flatMap(({ header }) => header ?? []);
  return {
    payers: distinct(headers.map(({ payer }) => payer)),
    accounts: distinct(headers.map(nonceAccountOf)),
  };
}

function distinct(all: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(all.map((bytes) => [latin1(bytes), bytes])).values()];
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
