/**
 * The block store: every block with its receipt, and which of them are on the way to the head.
 *
 * Serves `block_store.*`; `add_block` is durable when it answers, and adding a block again changes nothing.
 * The main chain is an index from height to id. A block that is on it has all its ancestors there, so that any range
 * behind it is read straight from the index; from a block beside it, the way back is walked until it joins.
 * @module
 */
import { accept, concat, EMPTY, equal, Fault, refuse } from '@ashlar/base';
import {
  type AddBlockRequest,
  type Answer,
  type BlocksAbove,
  type BlocksAboveRequest,
  type Bus,
  blockStoreService,
  type ChainMoved,
  type Log,
  type RecordChange,
  type RecordStore,
  type Service,
  topics,
} from '@ashlar/ports';
import { type BlockTopology, ERROR_CODE, rpcBlockStore } from '@ashlar/protocol';
import { heightIn, heightKey } from '../follower.ts';
import { REPLY_BYTES_MAX, replyTooLarge } from '../reply-limit.ts';

export type BlockStorePorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;

/** Blocks one request may ask for. */
export const BLOCKS_REQUEST_MAX = 1_000;
/** Blocks that one request for those above a place may get. */
export const BLOCKS_ABOVE_MAX = 10_000;
/** Blocks off the main chain that a request may walk back through. */
export const FORK_DEPTH_MAX = 10_000;

const BLOCKS = 'block';
const MAIN = 'main';
/** Every block, by height and id. */
const HEIGHTS = 'height';
/** Makes of a key the smallest one that is greater. */
const JUST_AFTER: Uint8Array = new Uint8Array([0]);

type Item = rpcBlockStore.BlockItem;
type Wanted = Readonly<{ returnBlock: boolean; returnReceipt: boolean }>;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openBlockStore(ports: BlockStorePorts): Promise<Service> {
  const { bus, log, records } = ports;
  const store = new Blocks(records);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await own(bus.serve(blockStoreService.getBlocksById, (request) => store.byId(request)));
  await own(bus.serve(blockStoreService.getBlocksByHeight, (request) => store.byHeight(request)));
  await own(bus.serve(blockStoreService.addBlock, (request) => store.add(request)));
  await own(bus.serve(blockStoreService.getHighestBlock, () => accept({ topology: store.highest() })));
  await own(bus.serve(blockStoreService.getBlocksAbove, (request) => accept(store.above(request))));
  await own(bus.subscribe(topics.chainMoved, (event) => store.move(event)));
  log.info('blockStore.opened', { height: store.highest()?.height ?? 0n });
  const owned = scope.move();
  return { name: 'block_store', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

class Blocks {
  readonly #records: RecordStore;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  async add({
    blockToAdd,
    receiptToAdd,
    becomesHead = false,
  }: AddBlockRequest): Promise<Answer<rpcBlockStore.AddBlockResponse>> {
    if (blockToAdd?.header === undefined) {
      return refuse({
        code: 'blockStore.malformed',
        message: 'block is missing',
        errorCode: ERROR_CODE.missingRequiredArguments,
      });
    }
    const { id, header } = blockToAdd;
    const item = { blockId: id, blockHeight: header.height, block: blockToAdd, receipt: receiptToAdd };
    const changes: RecordChange[] = [
      { table: BLOCKS, key: id, value: rpcBlockStore.BlockItem.encode(item) },
      { table: HEIGHTS, key: concat(heightKey(header.height), id), value: EMPTY },
    ];
    if (becomesHead) changes.push(mainChange(header.height, id));
    await this.#records.write(changes);
    return accept({});
  }

  /** Follows the head: what was undone leaves the main chain, what was applied joins it. Following again changes nothing. */
  async move({ undone, applied }: ChainMoved): Promise<void> {
    const main = new Map<bigint, RecordChange>();
    for (const { height } of undone) main.set(height, mainChange(height, undefined));
    for (const { height, id } of applied) main.set(height, mainChange(height, id));
    const changes = [...main].filter(([height, { value }]) => !sameBytes(this.#mainAt(height), value));
    if (changes.length > 0) await this.#records.write(changes.map(([, change]) => change));
  }

  above({ after: { height, id }, countMax }: BlocksAboveRequest): BlocksAbove {
    const from = concat(heightKey(height), id, JUST_AFTER);
    const entries = this.#records.range(HEIGHTS, { from, countMax: Math.min(countMax, BLOCKS_ABOVE_MAX) });
    return { blocks: entries.map(({ key }) => ({ height: heightIn(key), id: key.slice(8) })) };
  }

  highest(): BlockTopology | undefined {
    const [entry] = this.#records.range(MAIN, { reverse: true, countMax: 1 });
    const item = entry === undefined ? undefined : this.#require(entry.value);
    if (item?.block?.header === undefined) return undefined;
    return { id: item.blockId, height: item.blockHeight, previous: item.block.header.previous };
  }

  byId(request: rpcBlockStore.GetBlocksByIdRequest): Answer<rpcBlockStore.GetBlocksByIdResponse> {
    if (request.blockIds.length > BLOCKS_REQUEST_MAX) return tooMany();
    return this.#collect(request.blockIds, request);
  }

  byHeight(request: rpcBlockStore.GetBlocksByHeightRequest): Answer<rpcBlockStore.GetBlocksByHeightResponse> {
    const { headBlockId, ancestorStartHeight: start, numBlocks } = request;
    if (numBlocks > BLOCKS_REQUEST_MAX) return tooMany();
    if (start < 1n) {
      const message = 'ancestor start height must be greater than 0';
      return refuse({ code: 'blockStore.badHeight', message });
    }
    const end = start + BigInt(numBlocks);
    const beside: Uint8Array[] = [];
    let top: Item | undefined = this.#item(headBlockId);
    for (let steps = 0; top !== undefined && !this.#isMain(top); steps++) {
      if (steps > FORK_DEPTH_MAX)
        return refuse({ code: 'blockStore.forkTooDeep', message: 'fork is too deep' });
      const { blockId, blockHeight } = top;
      if (blockHeight >= start && blockHeight < end) beside.push(blockId);
      if (blockHeight <= 1n) return this.#collect(beside.reverse(), request);
      top = this.#item(top.block!.header!.previous);
    }
    if (top === undefined) return refuse({ code: 'blockStore.unknownBlock', message: 'block not found' });
    const ids: Uint8Array[] = [];
    for (let height = start; height < end && height <= top.blockHeight; height++)
      ids.push(this.#requireMain(height));
    return this.#collect([...ids, ...beside.reverse()], request);
  }

  #collect(ids: readonly Uint8Array[], wanted: Wanted): Answer<Readonly<{ blockItems: readonly Item[] }>> {
    const blockItems: Item[] = [];
    let left = REPLY_BYTES_MAX;
    for (const id of ids) {
      const bytes = this.#records.get(BLOCKS, id) ?? EMPTY;
      if (wanted.returnBlock || wanted.returnReceipt) left -= bytes.length;
      if (left < 0) return replyTooLarge('blockStore');
      blockItems.push(shown(rpcBlockStore.BlockItem.decode(bytes), wanted));
    }
    return accept({ blockItems });
  }

  #item(id: Uint8Array): Item | undefined {
    const bytes = this.#records.get(BLOCKS, id);
    return bytes === undefined ? undefined : rpcBlockStore.BlockItem.decode(bytes);
  }

  #require(id: Uint8Array): Item {
    const item = this.#item(id);
    if (item === undefined)
      throw new Fault('store.corrupt', { retryable: false, detail: 'a block of the main chain is missing' });
    return item;
  }

  #requireMain(height: bigint): Uint8Array {
    const id = this.#mainAt(height);
    if (id === undefined)
      throw new Fault('store.corrupt', { retryable: false, detail: `no main block at height ${height}` });
    this.#require(id);
    return id;
  }

  #mainAt(height: bigint): Uint8Array | undefined {
    return this.#records.get(MAIN, heightKey(height));
  }

  #isMain({ blockHeight, blockId }: Item): boolean {
    const main = this.#mainAt(blockHeight);
    return main !== undefined && equal(main, blockId);
  }
}

/** What the request asked for; an unknown block was decoded from nothing and stays empty. */
function shown(item: Item, { returnBlock, returnReceipt }: Wanted): Item {
  return {
    ...item,
    block: returnBlock ? item.block : undefined,
    receipt: returnReceipt ? item.receipt : undefined,
  };
}

function tooMany(): Answer<never> {
  return refuse({
    code: 'blockStore.tooManyBlocks',
    message: `more than ${BLOCKS_REQUEST_MAX} blocks requested`,
  });
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equal(a, b);

/** Undefined: no block of this height is on the main chain. */
const mainChange = (height: bigint, id: Uint8Array | undefined): RecordChange => ({
  table: MAIN,
  key: heightKey(height),
  value: id,
});
