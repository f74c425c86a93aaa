/**
 * What a consensus driver needs of whatever it is that a committee agrees on: blocks of the chain (`block-application.ts`)
 * or checkpoints of a chain that others make (`checkpoint-application.ts`).
 * @module
 */
import type { simplex } from '@ashlar/consensus';

/** `unknown`: the verdict cannot be had (the chain has moved on, or nobody wants it any more). */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** A payload's time, in ms: the machine keeps block times increasing from there. */
export type Built = Readonly<{ payload: simplex.Digest; timeMs: number }>;

/** What a payload must agree with. */
export type Place = Readonly<{
  header: simplex.Header;
  /** The chain's id of the block that the parent's payload stands for. */
  parentId: Uint8Array;
  /** The address of the view's leader. */
  leader: Uint8Array;
}>;

export interface Application {
  /** Whatever waits gives up. */
  close(): void;
  /** The chain's id of what a payload stands for, if that is known; without a payload, genesis. */
  idOf(payload: simplex.Digest | undefined): Uint8Array | undefined;
  /**
   * Something new on `parentId`, as soon as there is a reason for it, or after `paceMs`. Undefined if there is none to be
   * had, or nobody wants it any more.
   */
  build(parentId: Uint8Array, paceMs: number, isWanted: () => boolean): Promise<Built | undefined>;
  /** Waits for what it takes to know, as long as somebody wants to. `invalid` is for ever, and everybody's verdict. */
  judge(place: Place, fetchMs: number, isWanted: () => boolean): Promise<Verdict>;
  /**
   * Makes the payload final, durably, whatever we thought of it. Doing it again changes nothing.
   * @returns the chain's id of it; undefined if we close before that
   */
  commit(payload: simplex.Digest, fetchMs: number): Promise<Uint8Array | undefined>;
  /** What is sent ahead of a proposal with this payload, if anything is. */
  bodyOf(payload: simplex.Digest): Promise<Uint8Array | undefined>;
  /** Takes what a leader sent ahead. @returns false if no correct leader sends such bytes */
  takeBody(bytes: Uint8Array): boolean;
  /** Begins to fetch what nobody has needed yet. */
  prefetch(payload: simplex.Digest, timeoutMs: number): Promise<void>;
}
