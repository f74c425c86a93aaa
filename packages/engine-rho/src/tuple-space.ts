/**
 * The tuple space port: data waiting for receivers, receivers waiting for data (`spec/rholang.md` 4.1).
 *
 * Canonical order, so that play equals replay: a receive takes the oldest data that fit, a send wakes the oldest receive
 * it completes (installed ones before all), and within it stands for its own channel. A space is synchronous and holds
 * no phlo and no generator of its own.
 * @module
 */
import type { SplittableRandom } from './random.ts';
import type { Term } from './term.ts';

/** What `events.ts` computed when it was asked for: the entry's bytes, and what identifies it. */
type Memos = { bytes?: Uint8Array; hash?: Uint8Array };

/** What a send leaves: values and the generator that travels with them. */
export type Datum = Readonly<{ values: readonly Term[]; random: SplittableRandom }> & Memos;

/** What runs when a receive is satisfied: a body with its generator, or a system process by number. */
export type Continuation = (
  | Readonly<{ kind: 'body'; body: Term; random: SplittableRandom }>
  | Readonly<{ kind: 'system'; process: number }>
) &
  Pick<Memos, 'bytes'>;

export type Produce = Readonly<{
  channel: Term;
  datum: Datum;
  persistent: boolean;
  /** 0, and one more each time the same datum is put back after a peek. */
  occurrence: number;
}>;

export type Consume = Readonly<{
  /** Distinct channels, with one `bindPattern` each. */
  channels: readonly Term[];
  patterns: readonly Term[];
  continuation: Continuation;
  persistent: boolean;
  peek: boolean;
}> &
  Pick<Memos, 'hash'>;

/** One datum a communication took, and the values its pattern bound there. */
export type Taken = Readonly<{
  produce: Produce;
  /** Values by level of the pattern's variables. */
  values: readonly Term[];
  /** It was in the space and left it. */
  removed: boolean;
}>;

/** A send met a receive: who waited, what it took, in the order of its channels. */
export type Communication = Readonly<{ consume: Consume; taken: readonly Taken[] }>;

/** Marks a point to return to; reverting to one forgets those taken after it. */
export type SpaceCheckpoint = number;

/** What lies in the space, oldest first. */
export type SpaceContents = Readonly<{ data: readonly Produce[]; waiting: readonly Consume[] }>;

export interface TupleSpace {
  /** Channels of waiting receives that were looked at so far: work that no event tells of. */
  readonly looks: number;
  /** The communication the send completes, applied; or undefined, and the send is stored. */
  produce(produce: Produce): Communication | undefined;
  /** The communication the receive completes, applied; or undefined, and the receive is stored. */
  consume(consume: Consume): Communication | undefined;
  /** A persistent receive of the system: not logged, not part of the contents, not undone by `revert`. */
  install(consume: Consume): void;
  dataOn(channel: Term): readonly Produce[];
  waitingOn(channels: readonly Term[]): readonly Consume[];
  contents(): SpaceContents;
  checkpoint(): SpaceCheckpoint;
  revert(to: SpaceCheckpoint): void;
  /** What happened so far stays: all checkpoints are forgotten. */
  commit(): void;
}

/** How a space decides whether a datum fits a pattern: the values by level, or undefined. */
export type FitData = (values: readonly Term[], pattern: Term) => readonly Term[] | undefined;
