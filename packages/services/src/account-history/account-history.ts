/**
 * The account history: for each address, in order, the transactions and blocks that concern it.
 *
 * Serves `account_history.get_account_history`. Follows the head (`follower.ts`): an abandoned block takes its entries
 * with it, so that numbers have no gaps. Whom a transaction concerns: `concerned.ts`.
 * @module
 */
import { accept, concat, latin1, refuse } from '@ashlar/base';
import {
  type Answer,
  accountHistoryService,
  type Bus,
  type Log,
  type RecordChange,
  type RecordStore,
  type Service,
} from '@ashlar/ports';
import { type Block, type BlockReceipt, rpcAccountHistory } from '@ashlar/protocol';
import { Follower, heightIn, heightKey } from '../follower.ts';
import { REPLY_BYTES_MAX } from '../reply-limit.ts';
import { concernedByBlock, concernedByTransaction } from './concerned.ts';

export type AccountHistoryPorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;

/** Entries one request may ask for. */
export const HISTORY_REQUEST_MAX = 500;
/** Entries above the final block that are looked at in one step. */
const STEP = 500;

/** What happened, once: by block and place in it. */
const RECORD = 'record';
/** Address and number, and where what happened stands. */
const ENTRY = 'entry';
/** How many entries an address has. */
const COUNT = 'count';
const { AccountHistoryEntry } = rpcAccountHistory;
type Entry = rpcAccountHistory.AccountHistoryEntry;
type Request = rpcAccountHistory.GetAccountHistoryRequest;
type Response = rpcAccountHistory.GetAccountHistoryResponse;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openAccountHistory({ bus, log, records }: AccountHistoryPorts): Promise<Service> {
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const follower = new Follower(bus, records, {
    changesOf: (block, receipt) => changesOf(records, block, receipt),
    undoOf: (block, receipt) => undoOf(records, block, receipt),
  });
  await own(follower.follow());
  const caughtUp = await follower.catchUp();
  await own(
    bus.serve(accountHistoryService.getAccountHistory, (request) => find(records, follower.final, request)),
  );
  log.info('accountHistory.opened', { caughtUp });
  const owned = scope.move();
  return { name: 'account_history', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** What a block adds: records, and an entry for each address that each of them concerns. */
type Added = Readonly<{ place: Uint8Array; record: Uint8Array; addresses: readonly Uint8Array[] }>;

function addedBy(block: Block, receipt: BlockReceipt | undefined): readonly Added[] {
  const receipts = new Map(receipt?.transactionReceipts.map((each) => [latin1(each.id), each]));
  const height = heightKey(block.header?.height ?? 0n);
  const placeOf = (index: number): Uint8Array => concat(height, block.id, heightKey(BigInt(index)));
  const added = block.transactions.map((transaction, index): Added => {
    const own = receipts.get(latin1(transaction.id));
    return {
      place: placeOf(index),
      record: AccountHistoryEntry.encode({ trx: { transaction, receipt: own } }),
      addresses: concernedByTransaction(transaction, own),
    };
  });
  const { header } = block;
  added.push({
    place: placeOf(block.transactions.length),
    record: AccountHistoryEntry.encode({ block: { header, receipt } }),
    addresses: concernedByBlock(block, receipt),
  });
  return added;
}

/** Adding a block twice changes nothing. */
function changesOf(
  records: RecordStore,
  block: Block,
  receipt: BlockReceipt | undefined,
): readonly RecordChange[] {
  const changes: RecordChange[] = [];
  const counts = new Map<string, Readonly<{ address: Uint8Array; count: bigint }>>();
  const added = addedBy(block, receipt).filter(({ addresses }) => addresses.length > 0);
  if (added[0] !== undefined && records.get(RECORD, added[0].place) !== undefined) return [];
  for (const { place, record, addresses } of added) {
    changes.push({ table: RECORD, key: place, value: record });
    for (const address of addresses) {
      const count = counts.get(latin1(address))?.count ?? countOf(records, address);
      changes.push({ table: ENTRY, key: concat(keyOf(address), heightKey(count)), value: place });
      counts.set(latin1(address), { address, count: count + 1n });
    }
  }
  for (const { address, count } of counts.values())
    changes.push({ table: COUNT, key: keyOf(address), value: heightKey(count) });
  return changes;
}

function undoOf(
  records: RecordStore,
  block: Block,
  receipt: BlockReceipt | undefined,
): readonly RecordChange[] {
  const changes: RecordChange[] = [];
  const counts = new Map<string, Readonly<{ address: Uint8Array; count: bigint }>>();
  for (const { place, addresses } of addedBy(block, receipt)) {
    if (addresses.length === 0) continue;
    changes.push({ table: RECORD, key: place, value: undefined });
    for (const address of addresses) {
      const count = (counts.get(latin1(address))?.count ?? countOf(records, address)) - 1n;
      changes.push({ table: ENTRY, key: concat(keyOf(address), heightKey(count)), value: undefined });
      counts.set(latin1(address), { address, count });
    }
  }
  for (const { address, count } of counts.values())
    changes.push({ table: COUNT, key: keyOf(address), value: count === 0n ? undefined : heightKey(count) });
  return changes;
}

const countOf = (records: RecordStore, address: Uint8Array): bigint =>
  heightIn(records.get(COUNT, keyOf(address)));

/** Addresses by length first, so that none is the beginning of another. */
const keyOf = (address: Uint8Array): Uint8Array => concat(new Uint8Array([address.length]), address);

/** @param final up to which height blocks are final */
function find(
  records: RecordStore,
  final: bigint,
  { address, seqNum, limit, ascending, irreversible }: Request,
): Answer<Response> {
  if (limit > BigInt(HISTORY_REQUEST_MAX)) {
    const message = `requested too many entries. max: ${HISTORY_REQUEST_MAX}`;
    return refuse({ code: 'accountHistory.limitTooHigh', message });
  }
  const count = irreversible ? finalCount(records, address, final) : countOf(records, address);
  const [from, to] = ascending
    ? [seqNum ?? 0n, count]
    : [0n, seqNum === undefined || seqNum >= count ? count : seqNum + 1n];
  const bounds = { from: concat(keyOf(address), heightKey(from)), to: concat(keyOf(address), heightKey(to)) };
  const countMax = from < to ? Number(limit) : 0;
  const entries = records.range(ENTRY, { ...bounds, reverse: !ascending, countMax });
  const values: Entry[] = [];
  let left = REPLY_BYTES_MAX;
  for (const { key, value: place } of entries) {
    const record = records.get(RECORD, place)!;
    left -= record.length;
    if (left < 0) break; // A client goes on from the last number that it got.
    const seq = heightIn(key.slice(key.length - 8));
    values.push({ ...AccountHistoryEntry.decode(record), seqNum: seq });
  }
  return accept({ values });
}

/** How many of an address' entries are of final blocks: those above are its last. */
function finalCount(records: RecordStore, address: Uint8Array, final: bigint): bigint {
  let count = countOf(records, address);
  for (;;) {
    const bounds = { from: keyOf(address), to: concat(keyOf(address), heightKey(count)) };
    const last = records.range(ENTRY, { ...bounds, reverse: true, countMax: STEP });
    for (const { value: place } of last) {
      if (heightIn(place) <= final) return count;
      count--;
    }
    if (last.length < STEP) return count;
  }
}
