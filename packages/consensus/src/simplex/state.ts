/**
 * The state of a simplex machine between steps: immutable, bounded, rebuilt from the log after a crash.
 * @module
 */
import type { Slot } from './slot.ts';
import type { Block, Certificate, Digest, Floor, LogRecord } from './types.ts';

export type Verdict = 'unknown' | 'judging' | 'valid' | 'invalid';

/**
 * A block we hold. `isProven`: its ancestry is valid (`isAncestryValid`). `isTimely`: its time is not ahead of our
 * clock by more than the drift, which matters for our own Notarize only.
 */
export type Entry = Readonly<{ block: Block; verdict: Verdict; isProven: boolean; isTimely: boolean }>;

/** Why a machine signs nothing. All but `watching` last for the machine's life. */
export type Silence = 'watching' | 'tainted' | 'doppelganger' | 'fork' | 'sealed';

export type State = Readonly<{
  view: number;
  floor: Floor;
  /** By view: from `retentionViews` below the floor to `WINDOW_VIEWS` above `view`. */
  slots: ReadonlyMap<number, Slot>;
  /** By hash: at most `BLOCKS_PER_VIEW_MAX` proposals a slot, and blocks that certificates speak of. */
  blocks: ReadonlyMap<Digest, Entry>;
  /** Blocks we need and lack, at most `MISSING_BLOCKS_MAX`. */
  missing: ReadonlySet<Digest>;
  /** The highest Finalization whose chain to the floor is not complete yet. */
  pendingFinal: Certificate | undefined;
  /** k of the back-off. */
  nullifiedRun: number;
  /** Highest view in which each validator was heard, by index; 0 if never. */
  heardViews: readonly number[];
  /** Highest view in which we signed a Notarize or Nullify. */
  signedView: number;
  silentThrough: number;
  /** Votes cast in this epoch. */
  voteCount: number;
  silences: ReadonlySet<Silence>;
  /** The view in which a payload is being built, or 0. */
  buildingView: number;
  /** The view in which we, its leader, asked for certificates that a proposal needs, or 0. */
  askedView: number;
  /** Counts requests, to ask different peers in turn. */
  requestCount: number;
}>;

/** What survives a crash. */
export type Durable = Readonly<{
  /** The log's records in order, its torn tail already cut (`wal.ts`). */
  records: readonly LogRecord[];
  /**
   * What the signer remembers of this epoch, apart from the log: the highest view and the number of votes it signed. If
   * the log knows of fewer votes, it was lost or restored from an old copy, and we stay silent through that view.
   */
  signer: Readonly<{ view: number; voteCount: number }>;
  /** The operator says that both log and signer were lost: observe for the rest of this epoch. */
  isTainted: boolean;
}>;

export const NOTHING_DURABLE: Durable = {
  records: [],
  signer: { view: 0, voteCount: 0 },
  isTainted: false,
};
