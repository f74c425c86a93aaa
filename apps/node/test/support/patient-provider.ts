/**
 * koilib's connection for a user who does not give up: what a service that was just killed could not answer is asked
 * again. A transaction whose first answer was lost may be refused the second time, for it was taken; then what became of
 * it is looked up.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Provider } from 'koilib';

const ATTEMPTS_MAX = 200;
const RETRY_MS = 100;

type Params = Readonly<{ transaction?: Readonly<{ id?: string }>; broadcast?: boolean }>;
type Item = Readonly<{ transaction: Readonly<{ id: string }>; containing_blocks?: readonly string[] }>;
type Found = Readonly<{ transactions?: readonly Item[] }>;
type Receipts = Readonly<{
  block_items: readonly Readonly<{
    receipt: Readonly<{ transaction_receipts: readonly Readonly<{ id: string }>[] }>;
  }>[];
}>;

/** The node's own fault or no answer at all, rather than what it says of the request. */
const isPassing = (cause: unknown): boolean =>
  /fetch failed|ECONN|socket hang up|network|premature|invalid json|the node failed|Unexpected end/i.test(
    String(cause),
  );

export class PatientProvider extends Provider {
  /** Transactions that the node took. */
  readonly taken: Set<string> = new Set();
  /** How often a question was asked again. */
  retries = 0;

  override async call<Result>(method: string, params: unknown): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await super.call<Result>(method, params);
        this.#note(method, params as Params);
        return answer;
      } catch (cause) {
        if (!isPassing(cause)) {
          if (attempt > 1 && method === 'chain.submit_transaction')
            return this.#became(params as Params, cause);
          throw cause;
        }
        if (attempt >= ATTEMPTS_MAX) throw cause;
        this.retries++;
        await pause(RETRY_MS);
      }
    }
  }

  #note(method: string, { transaction, broadcast = true }: Params): void {
    if (method === 'chain.submit_transaction' && broadcast) this.taken.add(transaction!.id!);
  }

  async #became<Result>(params: Params, cause: unknown): Promise<Result> {
    const id = params.transaction!.id!;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const found = await this.call<Found>('transaction_store.get_transactions_by_id', {
        transaction_ids: [id],
      });
      const block = found.transactions?.[0]?.containing_blocks?.[0];
      if (block !== undefined) {
        const request = { block_ids: [block], return_block: false, return_receipt: true };
        const { block_items } = await this.call<Receipts>('block_store.get_blocks_by_id', request);
        const receipt = block_items[0]!.receipt.transaction_receipts.find((each) => each.id === id);
        this.#note('chain.submit_transaction', params);
        return { receipt } as Result;
      }
      await pause(RETRY_MS);
    }
    throw cause;
  }
}
