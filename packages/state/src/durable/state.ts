/**
 * The durable state: versions over a delta log and a checkpoint.
 *
 * `finalize` queues versions; one writer takes what is queued, appends it in one write, flushes once, and only then
 * lets the versions become the base. When enough has changed, a checkpoint folds it into the table in the background
 * and the log before it is dropped (archive nodes keep it). A crash at any point loses nothing that was acknowledged.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, Fault, type Result } from '@ashlar/base';
import type { Log, StateHead, StateStore } from '@ashlar/ports';
import type { BlockId } from '@ashlar/protocol';
import { type Version, Versions } from '../versions.ts';
import { type ArchiveRefusal, type ArchiveView, openArchiveView } from './archive.ts';
import type { CheckpointTable } from './checkpoint.ts';
import { type Disk, ioFault, openDirectory } from './disk.ts';
import { DurableBase } from './durable-base.ts';
import { openLmdbCheckpoint } from './lmdb.ts';
import { lockFile } from './lock.ts';
import type { DeltaLog, LogConfig } from './log.ts';
import { type DeltaEntry, encodeRecord } from './record.ts';
import { Scrubber, type ScrubReport } from './scrub.ts';
import { type Recovered, recover } from './start.ts';

export type StatePorts = Readonly<{ directory: string; log: Log }>;

export type StateConfig = LogConfig &
  Readonly<{
    /**
     * Changed entries in memory (some 300 bytes each) at which a checkpoint of a small table begins; of a large one,
     * at a quarter of its entries, at most at 16 times this. At four times as many, `finalize` waits for it.
     */
    checkpointEntries: number;
    /** Keep the log for ever, with the values before each change, for `viewAt`. */
    archive: boolean;
  }>;

export const STATE_CONFIG: StateConfig = {
  segmentBytesMax: 64 * 1024 * 1024,
  checkpointEntries: 20_000,
  archive: false,
};

/** Versions flushed by one write at most. */
const GROUP_MAX = 64;
const BACKPRESSURE = 4;
/** Of all entries, the part whose change makes a checkpoint due... */
const CHECKPOINT_SHARE = 4;
/** ...up to so many times `checkpointEntries`. */
const CHECKPOINT_GROWTH_MAX = 16;

/** What the durable state stands on; tests put simulated ones here. */
export type StateParts = Readonly<{ disk: Disk; checkpoint: CheckpointTable; log: Log }>;

/**
 * Opens the state kept in a directory, creating both if absent.
 * @throws Fault `store.locked`, `store.corrupt`, `store.io`, `store.full`
 */
export async function openState(ports: StatePorts, config: StateConfig): Promise<DurableState> {
  const logDirectory = join(ports.directory, 'log');
  await mkdir(logDirectory, { recursive: true }).catch((cause) => {
    throw ioFault(cause);
  });
  await using scope = new AsyncDisposableStack();
  scope.use(lockFile(join(ports.directory, 'lock')));
  const checkpoint = scope.use(openLmdbCheckpoint(join(ports.directory, 'state.mdb')));
  const parts = { disk: openDirectory(logDirectory), checkpoint, log: ports.log };
  const recovered = await recover(parts.disk, checkpoint, config);
  scope.use(recovered.log);
  return new DurableState(parts, recovered, config, scope.move());
}

/** Opens the state over given parts, which it owns from then on. @throws Fault as `openState` */
export async function openStateOn(parts: StateParts, config: StateConfig): Promise<DurableState> {
  await using scope = new AsyncDisposableStack();
  scope.use(parts.checkpoint);
  const recovered = await recover(parts.disk, parts.checkpoint, config);
  scope.use(recovered.log);
  return new DurableState(parts, recovered, config, scope.move());
}

/** An ancestor's failure is also that of the block that was asked for, whose caller hears of it. */
const leftToTheAsked = (): void => {};

type Waiting = Readonly<{ version: Version; done: PromiseWithResolvers<void> }>;

export class DurableState extends Versions implements StateStore {
  declare readonly base: DurableBase;
  readonly #config: StateConfig;
  readonly #deltas: DeltaLog;
  readonly #report: Log;
  readonly #owned: AsyncDisposableStack;
  readonly #scrubber: Scrubber;
  /** The log's running digest after the finalized version. */
  #headDigest: Uint8Array;
  readonly #queue: Waiting[] = [];
  readonly #queued: Set<Version> = new Set();
  #writer: Promise<void> | undefined;
  #checkpointing: Promise<void> | undefined;
  #checkpointFault: Fault | undefined;
  #closed = false;

  constructor(parts: StateParts, recovered: Recovered, config: StateConfig, owned: AsyncDisposableStack) {
    const { trie, head, rootRef, recent, log } = recovered;
    const base = new DurableBase(parts.checkpoint, recent);
    super({ base, trie, head, rootRef });
    this.#config = config;
    this.#deltas = log;
    this.#headDigest = log.end.digest;
    this.#report = parts.log;
    this.#owned = owned;
    this.#scrubber = new Scrubber(parts.checkpoint, log, (flat, path) => base.expected(flat, path));
    base.connect({
      find: (words) => this.trie.find(this.finalizedRef, words, 0),
      copy: (leaf, into) => this.trie.copyLeaf(leaf, into),
    });
    this.#report.info('state.opened', {
      height: head.height,
      block: head.block,
      entries: trie.arena.leaves.live,
    });
    this.#checkpointWhenDue();
  }

  /**
   * @throws Fault `store.full` (retryable: the versions stay unfinalized), `store.io` (reopen the store)
   * @throws InvariantViolation if `block` does not descend from what is being finalized already
   */
  async finalize(block: BlockId): Promise<void> {
    assert(!this.#closed, 'a closed state was written to');
    const line = this.lineage(this.version(block));
    if (line.length === 0) return;
    const from = line.findLastIndex((version) => this.#queued.has(version)) + 1;
    assert(this.#queue.length === 0 || from > 0, 'conflicting blocks were finalized');
    for (const version of line.slice(from)) {
      const last = this.#queue.at(-1)?.version;
      assert(last === undefined || version.parent === last, 'conflicting blocks were finalized');
      const done = Promise.withResolvers<void>();
      done.promise.catch(leftToTheAsked);
      this.#queue.push({ version, done });
      this.#queued.add(version);
    }
    const waiting = this.#queue.find(({ version }) => version === line.at(-1));
    assert(waiting !== undefined, 'a version to be finalized was not queued');
    this.#writer ??= this.#write();
    await waiting.done.promise;
  }

  override discard(block: BlockId): void {
    assert(
      !this.has(block) || !this.#queued.has(this.version(block)),
      'a block being finalized was discarded',
    );
    super.discard(block);
  }

  /** Folds all finalized changes into the checkpoint now. @throws Fault */
  async checkpoint(): Promise<void> {
    await this.#checkpointing;
    await this.#startCheckpoint();
    if (this.#checkpointFault !== undefined) throw this.#checkpointFault;
  }

  /**
   * The state as of a finalized height, for archives: valid until disposed. Costs the log since then.
   * Refuses heights not reached (`state.notYet`) or not kept (`state.notArchived`, `state.tooOld`). @throws Fault
   */
  viewAt(height: number): Promise<Result<ArchiveView, ArchiveRefusal>> {
    return openArchiveView(this, this.#deltas, height);
  }

  /** Reads again up to `budget` entries, or a log segment, of what lies on disk; call it now and then. @throws Fault */
  scrub({ budget }: Readonly<{ budget: number }>): Promise<ScrubReport> {
    return this.#scrubber.run(budget);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writer;
    await this.#checkpointing;
    await this.#owned.disposeAsync();
    this.#report.info('state.closed', { height: this.finalized.height });
  }

  async #write(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        await this.#admit();
        const group = this.#queue.slice(0, GROUP_MAX);
        const digests = await this.#deltas.append(group.map(({ version }) => this.#encode(version)));
        for (const [index, { version, done }] of group.entries()) {
          this.#queue.shift();
          this.#queued.delete(version);
          this.advance(version);
          this.#headDigest = digests[index]!;
          done.resolve();
        }
        this.#checkpointWhenDue();
      }
    } catch (cause) {
      for (const { done } of this.#queue.splice(0)) done.reject(cause);
      this.#queued.clear();
    } finally {
      this.#writer = undefined;
    }
  }

  #encode(version: Version): Uint8Array {
    const parent = this.layered(version.parent!);
    const reversible = this.#config.archive;
    const entries: DeltaEntry[] = [];
    for (const [flat, { space, key, value }] of version.changes.entries) {
      const before = reversible ? parent.getFlat(flat, space, key) : undefined;
      entries.push({ flat, space, key, value, before });
    }
    const { block, height, root, receipts } = version;
    return encodeRecord({ head: { block, height, root }, receipts, reversible, entries });
  }

  #checkpointWhenDue(): void {
    const due = this.base.recentCount >= this.#dueAt();
    if (due && this.#checkpointing === undefined) this.#startCheckpoint();
  }

  /** A checkpoint of few of many entries rewrites a page for each; of a quarter of them, a page for several. */
  #dueAt(): number {
    const { checkpointEntries } = this.#config;
    const share = Math.floor(this.trie.arena.leaves.live / CHECKPOINT_SHARE);
    return Math.min(Math.max(checkpointEntries, share), checkpointEntries * CHECKPOINT_GROWTH_MAX);
  }

  /** Waits for a checkpoint where memory would grow out of bounds without. @throws Fault of the checkpoint */
  async #admit(): Promise<void> {
    if (this.base.recentCount < this.#dueAt() * BACKPRESSURE) return;
    await (this.#checkpointing ?? this.#startCheckpoint());
    if (this.#checkpointFault !== undefined) throw this.#checkpointFault;
  }

  #startCheckpoint(): Promise<void> {
    this.#checkpointing = this.#fold().finally(() => {
      this.#checkpointing = undefined;
    });
    return this.#checkpointing;
  }

  async #fold(): Promise<void> {
    const head: StateHead = this.finalized;
    const count = this.base.recentCount;
    if (count === 0) return;
    using _nodes = this.holdNodes();
    try {
      await this.base.checkpoint(head, this.#headDigest);
      if (!this.#config.archive) await this.#deltas.dropThrough(head.height);
      this.#checkpointFault = undefined;
      this.#report.debug('state.checkpointed', { height: head.height, entries: count });
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      this.#checkpointFault = cause;
      this.#report.error('state.checkpointFailed', {
        height: head.height,
        code: cause.code,
        cause: cause.message,
      });
    }
  }
}
