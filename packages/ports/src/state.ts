/**
 * The state port: ordered, forkable, authenticated. The kernel sees no more of storage than this.
 *
 * A block's state is a *version*, named by its block id. Versions not yet final form a tree; `finalize` makes one
 * durable and drops its siblings. A *draft* is a version in the making, private to its maker.
 * All reads and writes are synchronous: whatever must be waited for happens in `openX` and in `finalize`.
 * @module
 */
import type { BlockId, ObjectSpace } from '@ashlar/protocol';

export type StateEntry = Readonly<{ key: Uint8Array; value: Uint8Array }>;

/** Values handed out are shared: callers never write into them. */
export interface StateView {
  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined;
  /** The entry of `space` with the smallest key greater than `key` (which need not exist), in flat key order. */
  next(space: ObjectSpace, key: Uint8Array): StateEntry | undefined;
  /** The entry of `space` with the greatest key smaller than `key`. */
  prev(space: ObjectSpace, key: Uint8Array): StateEntry | undefined;
}

/** One changed entry; `value` undefined: removed. */
export type StateChange = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array | undefined }>;

/** Marks a point to return to. Checkpoints nest; reverting to one forgets those taken after it. */
export type Checkpoint = number;

export interface StateDraft extends StateView {
  readonly parent: BlockId;
  /** Keys and values are kept, not copied: the caller hands them over. */
  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void;
  remove(space: ObjectSpace, key: Uint8Array): void;
  checkpoint(): Checkpoint;
  /** Undoes every change since the checkpoint. Costs what was changed since. */
  revert(to: Checkpoint): void;
  /**
   * Net changes since `from` (default: against the parent), each entry once, in flat key order. An entry that has
   * the value it had then is no change.
   */
  changes(from?: Checkpoint): readonly StateChange[];
}

/**
 * What a draft asked of its parent and what it wrote (reverted writes included), each in flat key order: for
 * stateless execution, merging and parallel execution. Reads that its own writes answered are not among the reads.
 */
export type AccessSet = Readonly<{
  reads: readonly AccessedKey[];
  /** The steps of iterations over the parent's entries. */
  ranges: readonly AccessedRange[];
  writes: readonly AccessedKey[];
}>;
export type AccessedKey = Readonly<{ space: ObjectSpace; key: Uint8Array }>;
export type AccessedRange = Readonly<{
  space: ObjectSpace;
  from: Uint8Array;
  direction: 'next' | 'prev';
  found: Uint8Array | undefined;
}>;

/** A new store's head is below the genesis block: height -1, and genesis is sealed on it at height 0. */
export type StateHead = Readonly<{ block: BlockId; height: number; root: Uint8Array }>;

/** `record`: the draft keeps what it touches, for `accessesOf` and witnesses. Costs a map entry an access. */
export type ForkOptions = Readonly<{ record?: boolean }>;

/** The versions a kernel executes on. A full store and a witness both are one. */
export interface StateVersions {
  /** An immutable view of a sealed version. @throws InvariantViolation if the version is unknown */
  view(block: BlockId): StateView;
  /** The state root of a sealed version: 32 bytes. */
  rootOf(block: BlockId): Uint8Array;
  has(block: BlockId): boolean;
  fork(parent: BlockId, options?: ForkOptions): StateDraft;
  /**
   * Turns a draft into the version `block` at `height` (parent's + 1); the draft is spent. Returns the 32-byte root.
   * `receipts`, a 32-byte digest of the block's receipts, is made durable with the version.
   */
  seal(draft: StateDraft, block: BlockId, height: number, receipts?: Uint8Array): Uint8Array;
  /** Drops a version and all that descend from it. Unknown ids are ignored. */
  discard(block: BlockId): void;
}

export interface StateStore extends StateVersions, AsyncDisposable {
  /** The newest durable version. */
  readonly finalized: StateHead;
  /** Makes `block` and its ancestors durable (flushed when this resolves), and drops every other branch. */
  finalize(block: BlockId): Promise<void>;
}
