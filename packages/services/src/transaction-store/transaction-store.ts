/**
 * The transaction store: every transaction of the head's branch by id, with the block that contains it.
 *
 * Serves `transaction_store.get_transactions_by_id`. Follows the head (`follower.ts`): a block that is abandoned takes its
 * transactions with it, so that a client who waits for one never hears of a block that was undone.
 * @module
 */
import { accept, equal, latin1, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  type Log,
  type RecordChange,
  type RecordStore,
  type Service,
  transactionStoreService,
} from '@ashlar/ports';
import { type Block, rpcTransactionStore } from '@ashlar/protocol';
import { Follower } from '../follower.ts';
import { REPLY_BYTES_MAX, replyTooLarge } from '../reply-limit.ts';

export type TransactionStorePorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;

/** Transactions one request may ask for. */
export const TRANSACTIONS_REQUEST_MAX = 1_000;
const TABLE = 'transaction';
const { TransactionItem } = rpcTransactionStore;
type Item = rpcTransactionStore.TransactionItem;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openTransactionStore(ports: TransactionStorePorts): Promise<Service> {
  const { bus, log, records } = ports;
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const follower = new Follower(bus, records, {
    changesOf: (block) => changesOf(records, block),
    undoOf: (block) => undoOf(records, block),
  });
  await own(follower.follow());
  const caughtUp = await follower.catchUp();
  await own(bus.serve(transactionStoreService.getTransactionsById, (request) => find(records, request)));
  log.info('transactionStore.opened', { caughtUp });
  const owned = scope.move();
  return { name: 'transaction_store', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function find(
  records: RecordStore,
  { transactionIds }: rpcTransactionStore.GetTransactionsByIdRequest,
): Answer<rpcTransactionStore.GetTransactionsByIdResponse> {
  if (transactionIds.length > TRANSACTIONS_REQUEST_MAX) {
    return refuse({
      code: 'transactionStore.tooMany',
      message: `more than ${TRANSACTIONS_REQUEST_MAX} transaction ids`,
    });
  }
  const transactions: Item[] = [];
  let left = REPLY_BYTES_MAX;
  for (const id of transactionIds) {
    const bytes = records.get(TABLE, id);
    if (bytes === undefined) continue;
    left -= bytes.length;
    if (left < 0) return replyTooLarge('transactionStore');
    transactions.push(TransactionItem.decode(bytes));
  }
  return accept({ transactions });
}

function itemOf(records: RecordStore, id: Uint8Array): Item | undefined {
  const bytes = records.get(TABLE, id);
  return bytes === undefined ? undefined : TransactionItem.decode(bytes);
}

/** Adding a block twice changes nothing. */
function changesOf(records: RecordStore, block: Block): readonly RecordChange[] {
  const changes = new Map<string, RecordChange>();
  for (const transaction of block.transactions) {
    const known = itemOf(records, transaction.id)?.containingBlocks ?? [];
    if (known.some((id) => equal(id, block.id))) continue;
    const value = TransactionItem.encode({ transaction, containingBlocks: [block.id] });
    changes.set(latin1(transaction.id), { table: TABLE, key: transaction.id, value });
  }
  return [...changes.values()];
}

function undoOf(records: RecordStore, block: Block): readonly RecordChange[] {
  const changes: RecordChange[] = [];
  for (const { id } of block.transactions) {
    const isHere = itemOf(records, id)?.containingBlocks.some((known) => equal(known, block.id));
    if (isHere) changes.push({ table: TABLE, key: id, value: undefined });
  }
  return changes;
}
