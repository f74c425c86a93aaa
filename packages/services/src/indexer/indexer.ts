/**
 * The indexer: blocks, transactions, operations, events and token transfers of the main chain in SQL tables
 * (`tables.ts`, `docs/indexer.md`).
 *
 * It follows by asking: what it hears only wakes it, and it then takes from the block store what lies between where its
 * tables are and where the main chain is. So a rebuild, a gap, a reorganization and the next block are one case, nobody
 * waits for the database, and nothing piles up in memory while it is slow or away: after a failure it tries again.
 *
 * How far the tables go stands in them, and changes with them in one transaction. Blocks above the last final one may be
 * undone; those below never are.
 * @module
 */
import { accept, Fault, hex } from '@ashlar/base';
import {
  type Bus,
  type Clock,
  type IndexerStatus,
  indexerService,
  type Log,
  type Service,
  topics,
} from '@ashlar/ports';
import type { BlockTopology } from '@ashlar/protocol';
import { idAt, mainEnd, type StoredBlock, storedLine } from '../stored.ts';
import { addRows, noRows } from './rows.ts';
import { NOWHERE, type Rows, type SqlStore, type Standing, type Tip } from './sql-store.ts';

export type IndexerPorts = Readonly<{ bus: Bus; clock: Clock; log: Log; store: SqlStore }>;

/** A write ends with the block that brings it to one of these. */
export const BATCH_BLOCKS_MAX = 500;
export const BATCH_BYTES_MAX = 4_194_304;
/** Between two full writes others on this thread have their turn. */
const BREATH_MS = 1;
/** After a failure it waits so long. */
export const RETRY_MS = 1_000;

/** Opens the service on a store, which stays the caller's. Indexing begins at once and does not hold up who opens it. */
export async function openIndexer({ bus, clock, log, store }: IndexerPorts): Promise<Service> {
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const indexer = scope.use(new Indexer({ bus, clock, log, store }, await store.standing()));
  const wake = (): void => indexer.wake();
  await own(
    bus.subscribe(topics.blockIrreversible, ({ topology }) => {
      if (topology !== undefined) indexer.finalized(topology);
    }),
  );
  await own(bus.subscribe(topics.chainMoved, wake));
  await own(bus.subscribe(topics.forkHeads, wake));
  await own(bus.serve(indexerService.getStatus, () => accept(indexer.status)));
  await bus.publish(topics.indexerMoved, indexer.status);
  indexer.wake();
  log.info('indexer.opened', { height: indexer.status.height });
  const owned = scope.move();
  return { name: 'indexer', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

class Indexer {
  readonly #ports: IndexerPorts;
  #standing: Standing;
  /** The highest final block that was heard of: of the main chain, which the tables may not have yet. */
  #final: Tip = NOWHERE;
  #chainHeight = 0n;
  #trouble: string | undefined;
  #isWanted = false;
  #isClosed = false;
  #running: Promise<void> | undefined;
  #retry: Disposable | undefined;
  /** Ends a breath early. */
  #goOn: (() => void) | undefined;

  constructor(ports: IndexerPorts, standing: Standing) {
    this.#ports = ports;
    this.#standing = standing;
  }

  get status(): IndexerStatus {
    const { height } = this.#standing.tip;
    return {
      height,
      finalHeight: this.#standing.final,
      chainHeight: this.#chainHeight,
      trouble: this.#trouble,
    };
  }

  finalized({ height, id }: BlockTopology): void {
    if (height > this.#final.height) this.#final = { height, id: hex(id) };
    this.wake();
  }

  /** Something may be new. However often it is said meanwhile, one more look follows. */
  wake(): void {
    this.#isWanted = true;
    if (this.#retry === undefined && !this.#isClosed) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    // A database in this process answers at once: whoever woke us goes on first.
    await Promise.resolve();
    try {
      while (this.#isWanted && !this.#isClosed) {
        this.#isWanted = false;
        await this.#catchUp();
        this.#trouble = undefined;
      }
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#running = undefined;
    }
  }

  #fail(cause: unknown): void {
    const { clock, log } = this.#ports;
    const trouble = cause instanceof Error ? cause.message : String(cause);
    if (trouble !== this.#trouble) log.error('indexer.failed', { cause: trouble });
    this.#trouble = trouble;
    if (this.#isClosed) return;
    this.#retry = clock.after(RETRY_MS, () => {
      this.#retry?.[Symbol.dispose]();
      this.#retry = undefined;
      this.wake();
    });
  }

  async #catchUp(): Promise<void> {
    const { bus, store } = this.#ports;
    const end = await mainEnd(bus);
    if (end === undefined) return;
    this.#chainHeight = end.height;
    // Asked anew each time: after a failure nobody knows whether the last write took place.
    if (this.#trouble !== undefined) this.#standing = await store.standing();
    let batch = new Batch(await this.#common(end));
    for await (const stored of storedLine(bus, end, batch.tip.height + 1n)) {
      batch.add(stored);
      if (!batch.isFull) continue;
      await this.#write(batch);
      await this.#breathe();
      if (this.#isClosed) return;
      batch = new Batch(batch.tip);
    }
    await this.#write(batch);
    await this.#noteFinal();
  }

  /** All that is asked for may be in this process and answer at once: without this, a rebuild would hold the thread. */
  async #breathe(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#ports.clock.after(BREATH_MS, resolve);
    this.#goOn = resolve;
    await promise;
  }

  /** Writes what a batch changes, if anything. */
  async #write({ parent, tip, rows }: Batch): Promise<void> {
    if (tip.id === this.#standing.tip.id) return;
    const final = tip.id === this.#final.id ? tip.height : this.#standing.final;
    await this.#replace(parent.height, rows, { tip, final });
  }

  /** Finality is told before the head moves: the tables may still have another block at that height. */
  async #noteFinal(): Promise<void> {
    const { tip, final } = this.#standing;
    const { height, id } = this.#final;
    if (height <= final || height > tip.height || (await this.#ports.store.idAt(height)) !== id) return;
    await this.#replace(tip.height, noRows(), { tip, final: height });
  }

  async #replace(above: bigint, rows: Rows, next: Standing): Promise<void> {
    const { bus, store } = this.#ports;
    await store.replaceAbove(this.#standing.tip, above, rows, next);
    this.#standing = next;
    await bus.publish(topics.indexerMoved, this.status);
  }

  /**
   * The highest indexed block that is in the line of `end`.
   * @throws Fault `store.otherChain` if a final one is not
   */
  async #common(end: BlockTopology): Promise<Tip> {
    const { bus, store } = this.#ports;
    const { tip, final } = this.#standing;
    const isShared = async ({ height, id }: Tip): Promise<boolean> =>
      height === 0n || (height <= end.height && hex(await idAt(bus, end, height)) === id);
    const indexed = async (height: bigint): Promise<Tip> =>
      height === 0n ? NOWHERE : { height, id: (await store.idAt(height)) ?? '' };
    if (await isShared(tip)) return tip;
    let shared = await indexed(final);
    if (!(await isShared(shared))) {
      const detail = `block ${shared.id} at height ${final}, final in the index, is not in the block store's chain: remove the index`;
      throw new Fault('store.otherChain', { retryable: false, detail });
    }
    // What is shared is a beginning of both: the last of it is found by halves.
    for (let beyond = tip.height; beyond - shared.height > 1n; ) {
      const middle = await indexed((shared.height + beyond) / 2n);
      if (await isShared(middle)) shared = middle;
      else beyond = middle.height;
    }
    return shared;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#retry?.[Symbol.dispose]();
    this.#goOn?.();
    await this.#running;
  }
}

/** Rows of blocks that follow on `parent`. */
class Batch {
  readonly parent: Tip;
  readonly rows = noRows();
  tip: Tip;
  #sizeBytes = 0;

  constructor(parent: Tip) {
    this.parent = parent;
    this.tip = parent;
  }

  get isFull(): boolean {
    return this.rows.blocks.length >= BATCH_BLOCKS_MAX || this.#sizeBytes >= BATCH_BYTES_MAX;
  }

  add({ block, receipt }: StoredBlock): void {
    this.#sizeBytes += addRows(this.rows, block, receipt);
    this.tip = { height: block.header?.height ?? 0n, id: hex(block.id) };
  }
}
