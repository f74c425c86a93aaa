/**
 * The transaction store: every accepted transaction by id, with the blocks that contain it.
 *
 * Serves `transaction_store.get_transactions_by_id`. Consumes `koinos.block.accept`. It follows the block store: what it
 * missed while it was down it reads from there when it opens.
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
  topics,
  transactionStoreService,
} from '@ashlar/ports';
import { type Block, rpcTransactionStore } from '@ashlar/protocol';
import { catchUp, progressChange } from '../catch-up.ts';
import { REPLY_BYTES_MAX, replyTooLarge } from '../reply-limit.ts';

export type TransactionStorePorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;

/** Transactions one request may ask for. */
export const TRANSACTIONS_REQUEST_MAX = 1_000;
/** Blocks remembered for one transaction: it can be in one block of each fork. */
export const CONTAINING_BLOCKS_MAX = 64;

const TABLE = 'transaction';
const { TransactionItem } = rpcTransactionStore;
type Item = rpcTransactionStore.TransactionItem;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openTransactionStore(ports: TransactionStorePorts): Promise<Service> {
  const { bus, log, records } = ports;
  const index = async (block: Block): Promise<void> =>
    records.write([...changesOf(records, block), progressChange(block)]);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const caughtUp = await catchUp(bus, records, ({ block }) => index(block));
  await own(bus.serve(transactionStoreService.getTransactionsById, (request) => find(records, request)));
  await own(
    bus.subscribe(topics.blockAccepted, async ({ block }) => {
      if (block !== undefined) await index(block);
    }),
  );
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
    if (known.some((id) => equal(id, block.id)) || known.length >= CONTAINING_BLOCKS_MAX) continue;
    const value = TransactionItem.encode({ transaction, containingBlocks: [...known, block.id] });
    changes.set(latin1(transaction.id), { table: TABLE, key: transaction.id, value });
  }
  return [...changes.values()];
}
