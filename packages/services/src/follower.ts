/**
 * How an index follows the head's branch exactly: blocks that join it are indexed, blocks that leave it are undone, and
 * after a crash the index finds its way back alone.
 *
 * Beside what an index writes, and in the same write, stand the height up to which all is final, and each block above
 * it. When an index opens, blocks that are no longer on the main chain are undone and those that it lacks are indexed.
 * @module
 */
import { assert, concat, EMPTY, equal, hex } from '@ashlar/base';
import {
  type Bus,
  blockStoreService,
  type ChainMoved,
  type RecordChange,
  type RecordStore,
  topics,
} from '@ashlar/ports';
import type { Block, BlockReceipt, BlockTopology } from '@ashlar/protocol';

/** What an index makes of a block. Both are pure questions to its records; indexing a block twice changes nothing. */
export type Index = Readonly<{
  changesOf: (block: Block, receipt: BlockReceipt | undefined) => readonly RecordChange[];
  /** What takes back `changesOf` the same block, which was the last that was indexed. */
  undoOf: (block: Block, receipt: BlockReceipt | undefined) => readonly RecordChange[];
}>;

type Body = Readonly<{ block: Block; receipt: BlockReceipt | undefined }>;

const FINAL = 'final';
const OPEN = 'open';
const KEY: Uint8Array = new Uint8Array([0]);
const BATCH = 100;
/** Blocks above the final one that an index looks at when it opens; more than any chain leaves open. */
const OPEN_MAX = 10_000;
const CALL = { timeoutMs: 10_000 };

export class Follower {
  readonly #bus: Bus;
  readonly #records: RecordStore;
  readonly #index: Index;
  #final: bigint;

  constructor(bus: Bus, records: RecordStore, index: Index) {
    this.#bus = bus;
    this.#records = records;
    this.#index = index;
    this.#final = heightIn(records.get(FINAL, KEY));
  }

  /** Catches up with the block store. @returns how many blocks were indexed */
  async catchUp(): Promise<number> {
    const highest = await this.#bus.call(blockStoreService.getHighestBlock, {}, CALL);
    assert(highest.ok, 'the block store knows its highest block');
    const { topology } = highest.value;
    if (topology === undefined) return 0;
    const main = new Map<bigint, Uint8Array>();
    const open = this.#records.range(OPEN, { countMax: OPEN_MAX }).map(({ key }) => key);
    for (const { blockId, blockHeight } of await this.#itemsFrom(topology, this.#final + 1n, open.length))
      main.set(blockHeight, blockId);
    const isAbandoned = (key: Uint8Array): boolean => {
      const id = main.get(heightIn(key));
      return id === undefined || !equal(id, key.subarray(8));
    };
    const abandoned = open.filter(isAbandoned);
    for (const key of abandoned.toReversed()) await this.#undo(key.slice(8));
    let next = this.#final + 1n + BigInt(open.length - abandoned.length);
    const first = next;
    while (next <= topology.height) {
      for (const { block, receipt } of await this.#bodiesFrom(topology, next)) {
        await this.#apply({ block, receipt });
        next++;
      }
    }
    return Number(next - first);
  }

  /** Follows what the chain says from now on. */
  async follow(): Promise<AsyncDisposable> {
    await using scope = new AsyncDisposableStack();
    // What is final is noted with the next block: if the process ends before, a block is looked at once more.
    scope.use(
      await this.#bus.subscribe(topics.blockIrreversible, ({ topology }) => {
        if (topology !== undefined && topology.height > this.#final) this.#final = topology.height;
      }),
    );
    scope.use(await this.#bus.subscribe(topics.chainMoved, (event) => this.#move(event)));
    return scope.move();
  }

  async #move({ undone, applied, block, receipt }: ChainMoved): Promise<void> {
    for (const { id } of undone) await this.#undo(id);
    for (const { id } of applied) {
      const isTip = block !== undefined && equal(block.id, id);
      await this.#apply(isTip ? { block, receipt } : await this.#bodyOf(id));
    }
  }

  async #apply({ block, receipt }: Body): Promise<void> {
    const height = block.header?.height ?? 0n;
    const final = height < this.#final ? height : this.#final;
    const settled = this.#records.range(OPEN, { to: heightKey(final + 1n), countMax: OPEN_MAX });
    const changes = [...this.#index.changesOf(block, receipt)];
    changes.push({ table: FINAL, key: KEY, value: heightKey(final) });
    for (const { key } of settled) changes.push({ table: OPEN, key, value: undefined });
    if (height > final) changes.push({ table: OPEN, key: concat(heightKey(height), block.id), value: EMPTY });
    await this.#records.write(changes);
  }

  async #undo(id: Uint8Array): Promise<void> {
    const { block, receipt } = await this.#bodyOf(id);
    const key = concat(heightKey(block.header?.height ?? 0n), id);
    if (this.#records.get(OPEN, key) === undefined) return; // Not indexed, or undone before a crash.
    const undo = this.#index.undoOf(block, receipt);
    await this.#records.write([...undo, { table: OPEN, key, value: undefined }]);
  }

  async #bodyOf(id: Uint8Array): Promise<Body> {
    const request = { blockIds: [id], returnBlock: true, returnReceipt: true };
    const answer = await this.#bus.call(blockStoreService.getBlocksById, request, CALL);
    const item = answer.ok ? answer.value.blockItems[0] : undefined;
    assert(item?.block !== undefined, `the block store has block ${hex(id)}`);
    return { block: item.block, receipt: item.receipt };
  }

  /** Ids and heights of main blocks from a height on. */
  async #itemsFrom(
    head: BlockTopology,
    height: bigint,
    countMax: number,
  ): Promise<readonly Readonly<{ blockId: Uint8Array; blockHeight: bigint }>[]> {
    const found: { blockId: Uint8Array; blockHeight: bigint }[] = [];
    const end = height + BigInt(countMax);
    for (let next = height; next < end && next <= head.height; ) {
      const items = await this.#itemsAt(head, next, false);
      found.push(...items);
      next += BigInt(items.length);
    }
    return found;
  }

  async #bodiesFrom(head: BlockTopology, height: bigint): Promise<readonly Body[]> {
    const items = await this.#itemsAt(head, height, true);
    return items.map(({ block, receipt }) => {
      assert(block !== undefined, 'a stored block has its body');
      return { block, receipt };
    });
  }

  async #itemsAt(
    head: BlockTopology,
    height: bigint,
    isWhole: boolean,
  ): Promise<
    readonly Readonly<{
      blockId: Uint8Array;
      blockHeight: bigint;
      block: Block | undefined;
      receipt: BlockReceipt | undefined;
    }>[]
  > {
    const range = { headBlockId: head.id, ancestorStartHeight: height, numBlocks: BATCH };
    const request = { ...range, returnBlock: isWhole, returnReceipt: isWhole };
    const answer = await this.#bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    assert(
      answer.ok && answer.value.blockItems.length > 0,
      'the block store has the ancestors of its highest block',
    );
    return answer.value.blockItems;
  }
}

const heightIn = (key: Uint8Array | undefined): bigint =>
  key === undefined ? 0n : new DataView(key.buffer, key.byteOffset).getBigUint64(0);

export function heightKey(height: bigint): Uint8Array {
  const key = new Uint8Array(8);
  new DataView(key.buffer).setBigUint64(0, BigInt.asUintN(64, height));
  return key;
}
