/**
 * How an index follows the head's branch exactly: blocks that join it are indexed, blocks that leave it are undone, and
 * after a crash the index finds its way back alone.
 *
 * Beside what an index writes, and in the same write, stand the height up to which all is final, and each block above
 * it. When an index opens, blocks that are no longer on the main chain are undone and those that it lacks are indexed.
 * The same happens whenever what the chain says does not continue what was heard: between processes announcements get
 * lost, and the block store knows.
 * @module
 */
import { concat, EMPTY, equal } from '@ashlar/base';
import { type Bus, type ChainMoved, type RecordChange, type RecordStore, topics } from '@ashlar/ports';
import type { Block, BlockReceipt, BlockTopology } from '@ashlar/protocol';
import { SerialQueue } from './chain/queue.ts';
import { lineTo, mainEnd, type StoredBlock, storedBlock } from './stored.ts';

/** What an index makes of a block. Both are pure questions to its records; indexing a block twice changes nothing. */
export type Index = Readonly<{
  changesOf: (block: Block, receipt: BlockReceipt | undefined) => readonly RecordChange[];
  /** What takes back `changesOf` the same block, which was the last that was indexed. */
  undoOf: (block: Block, receipt: BlockReceipt | undefined) => readonly RecordChange[];
}>;

const FINAL = 'final';
const OPEN = 'open';
const KEY: Uint8Array = new Uint8Array([0]);
/** Blocks above the final one that an index looks at when it opens; more than any chain leaves open. */
const OPEN_MAX = 10_000;

/** The block up to which an index has come; height 0: it has none. */
type Tip = Readonly<{ id: Uint8Array; height: bigint }>;

export class Follower {
  readonly #bus: Bus;
  readonly #records: RecordStore;
  readonly #index: Index;
  /** One move after another, whoever told it. */
  readonly #queue = new SerialQueue();
  #final: bigint;
  /** Undefined: it has not been looked for yet. */
  #tip: Tip | undefined;

  constructor(bus: Bus, records: RecordStore, index: Index) {
    this.#bus = bus;
    this.#records = records;
    this.#index = index;
    this.#final = this.#finalNoted;
  }

  /** Up to which height blocks are final, as far as was heard. */
  get final(): bigint {
    return this.#final;
  }

  /** Catches up with the block store. @returns how many blocks were indexed */
  catchUp(): Promise<number> {
    return this.#queue.run(() => this.#catchUp());
  }

  async #catchUp(): Promise<number> {
    const end = await mainEnd(this.#bus);
    const open = this.#records.range(OPEN, { countMax: OPEN_MAX }).map(({ key }) => key);
    const abandoned = await this.#abandoned(open, end);
    for (const key of abandoned.toReversed()) await this.#undo(key.slice(8));
    let count = 0;
    const first = this.#finalNoted + 1n + BigInt(open.length - abandoned.length);
    for await (const id of lineTo(this.#bus, end, first)) {
      await this.#apply(await storedBlock(this.#bus, id));
      count++;
    }
    this.#tip = end ?? { id: EMPTY, height: 0n };
    return count;
  }

  /** Up to which height all that was indexed is final, as it stands beside the index. */
  get #finalNoted(): bigint {
    return heightIn(this.#records.get(FINAL, KEY));
  }

  /** Which of the blocks above the final one, as they were indexed, are not on the main chain any more. */
  async #abandoned(
    open: readonly Uint8Array[],
    end: BlockTopology | undefined,
  ): Promise<readonly Uint8Array[]> {
    let height = this.#finalNoted;
    let kept = 0;
    if (open.length === 0) return [];
    for await (const id of lineTo(this.#bus, end, height + 1n)) {
      const key = open[kept];
      if (key === undefined || !equal(key, openKey(++height, id))) break;
      kept++;
    }
    return open.slice(kept);
  }

  /** Follows what the chain says from now on. Before `catchUp`, nothing falls between; what comes meanwhile waits. */
  async follow(): Promise<AsyncDisposable> {
    await using scope = new AsyncDisposableStack();
    scope.defer(() => this.#queue.idle());
    // What is final is noted with the next block: if the process ends before, a block is looked at once more.
    scope.use(
      await this.#bus.subscribe(topics.blockIrreversible, ({ topology }) => {
        if (topology !== undefined && topology.height > this.#final) this.#final = topology.height;
      }),
    );
    scope.use(
      await this.#bus.subscribe(topics.chainMoved, (event) => this.#queue.run(() => this.#move(event))),
    );
    scope.use(
      await this.#bus.subscribe(topics.forkHeads, ({ heads }) => this.#queue.run(() => this.#heal(heads))),
    );
    return scope.move();
  }

  async #move({ undone, applied, block, receipt }: ChainMoved): Promise<void> {
    const last = applied.at(-1);
    if (last !== undefined && this.#isTip(last)) return; // Heard before.
    if (!this.#isNext(undone[0] ?? applied[0], undone.length > 0)) return void (await this.#catchUp());
    for (const topology of undone) {
      await this.#undo(topology.id);
      this.#tip = { id: topology.previous, height: topology.height - 1n };
    }
    for (const topology of applied) {
      const isBody = block !== undefined && equal(block.id, topology.id);
      await this.#apply(isBody ? { block, receipt } : await storedBlock(this.#bus, topology.id));
      this.#tip = topology;
    }
  }

  /** Whether a move that begins so continues from where this index is. */
  #isNext(first: BlockTopology | undefined, isUndone: boolean): boolean {
    if (first === undefined || this.#tip === undefined) return false;
    if (isUndone) return this.#isTip(first);
    return this.#tip.height === 0n ? first.height === 1n : equal(first.previous, this.#tip.id);
  }

  #isTip({ id }: BlockTopology): boolean {
    return this.#tip !== undefined && equal(this.#tip.id, id);
  }

  /** Every block ends with a word about the heads, and so does the chain's opening: a move was missed if one is higher. */
  async #heal(heads: readonly BlockTopology[]): Promise<void> {
    const tip = this.#tip?.height;
    if (tip === undefined || heads.some(({ height }) => height > tip)) await this.#catchUp();
  }

  async #apply({ block, receipt }: StoredBlock): Promise<void> {
    const height = block.header?.height ?? 0n;
    const final = height < this.#final ? height : this.#final;
    const settled = this.#records.range(OPEN, { to: heightKey(final + 1n), countMax: OPEN_MAX });
    const changes = [...this.#index.changesOf(block, receipt)];
    changes.push({ table: FINAL, key: KEY, value: heightKey(final) });
    for (const { key } of settled) changes.push({ table: OPEN, key, value: undefined });
    if (height > final) changes.push({ table: OPEN, key: openKey(height, block.id), value: EMPTY });
    await this.#records.write(changes);
  }

  async #undo(id: Uint8Array): Promise<void> {
    const { block, receipt } = await storedBlock(this.#bus, id);
    const key = openKey(block.header?.height ?? 0n, id);
    if (this.#records.get(OPEN, key) === undefined) return; // Not indexed, or undone before a crash.
    const undo = this.#index.undoOf(block, receipt);
    await this.#records.write([...undo, { table: OPEN, key, value: undefined }]);
  }
}

const openKey = (height: bigint, id: Uint8Array): Uint8Array => concat(heightKey(height), id);
/** The height with which a key begins, if there is one. */
export const heightIn = (key: Uint8Array | undefined): bigint =>
  key === undefined ? 0n : new DataView(key.buffer, key.byteOffset).getBigUint64(0);

export function heightKey(height: bigint): Uint8Array {
  const key = new Uint8Array(8);
  new DataView(key.buffer).setBigUint64(0, BigInt.asUintN(64, height));
  return key;
}
