/**
 * Where a tuple space outlives the programs that run in it: asked once for each channel a program meets, told at its end
 * what the channels it changed hold.
 * @module
 */
import type { Term } from './term.ts';
import type { Consume, Produce } from './tuple-space.ts';

export interface SpaceStore {
  /** What lies on a channel, oldest first. */
  data(channel: Term): readonly Produce[];
  /** Receives waiting on it, joins among them, oldest first. A join is one object on all its channels until the next write. */
  waiting(channel: Term): readonly Consume[];
  /** All that lies on a channel now. */
  writeData(channel: Term, produces: readonly Produce[]): void;
  writeWaiting(channel: Term, consumes: readonly Consume[]): void;
}
