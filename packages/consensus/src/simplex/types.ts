/**
 * The vocabulary of simplex consensus (`spec/consensus-and-sharding.md` 2a.2): blocks, votes, certificates, messages.
 *
 * The machine sees digests. A `Header` carries what the protocol must know of a block; the block's content is the
 * opaque digest `payload`, which the driver builds and judges.
 * @module
 */
import type { Brand } from '@ashlar/base';

/**
 * The authenticated far end of a connection: a validator's index, or, from `VALIDATORS_MAX` up, a handle that the driver
 * gives to any other peer (an observer, a validator of another epoch).
 */
export type Peer = number;

/** 32 bytes as 64 lower-case hex digits. */
export type Digest = Brand<string, 'Digest'>;

/** No block, no payload, no next validator set, no skipped view. */
export const NONE: Digest = '0'.repeat(64) as Digest;

/** Place in the epoch's validator list, which is sorted by (weight descending, key). */
export type Index = number;

export type Header = Readonly<{
  epoch: number;
  /** From 1; view 0 is the epoch's base. */
  view: number;
  height: number;
  parent: Digest;
  /** View of the parent; 0 if it is the epoch's base. */
  parentView: number;
  /** Commits to `Block.ancestry`: see `skip-root.ts`. */
  skipRoot: Digest;
  /** What the driver builds and judges; `NONE` in the empty blocks that follow a sealing block. */
  payload: Digest;
  /** Digest of the next epoch's validator set, parameters and seed; other than `NONE` it seals the epoch. */
  nextSet: Digest;
  /** Wall-clock milliseconds, greater than the parent's. */
  timeMs: number;
}>;

/**
 * `ancestry` is the proof that the block may stand where it stands: the parent's Notarization or Finalization (unless
 * the parent is the base), then the Nullification of every view between parent and block, ascending.
 */
export type Block = Readonly<{ hash: Digest; header: Header; ancestry: readonly Certificate[] }>;

export type VoteKind = 'notarize' | 'nullify' | 'finalize';

/** What a vote or certificate says. `block` is `NONE` exactly in a nullification. */
export type Statement = Readonly<{ kind: VoteKind; view: number; block: Digest }>;

export type Vote = Statement & Readonly<{ signer: Index; signature: Uint8Array }>;

/**
 * A statement attested by `signers` (strictly ascending) with one aggregate signature. With a quorum of weight it is a
 * Notarization, Nullification or Finalization; with less it is evidence of what its signers said.
 */
export type Certificate = Statement & Readonly<{ signers: readonly Index[]; signature: Uint8Array }>;

export type Message =
  /** The leader's block with the leader's own Notarize. */
  | Readonly<{ kind: 'proposal'; block: Block; signature: Uint8Array }>
  | Readonly<{ kind: 'vote'; vote: Vote }>
  | Readonly<{ kind: 'certificates'; certificates: readonly Certificate[] }>
  /** "I am in `view`, and lack certificates from there on": peers who know more answer. */
  | Readonly<{ kind: 'wantCertificates'; view: number }>
  /** "Send me this block and its ancestors down to, not including, `aboveHeight`." */
  | Readonly<{ kind: 'wantBlocks'; block: Digest; aboveHeight: number }>
  /** Child before parent. */
  | Readonly<{ kind: 'blocks'; blocks: readonly Block[] }>;

/** A point of no return: a final block, and the Finalization (of it or of a descendant) that made it so. */
export type Floor = Readonly<{
  block: Digest;
  height: number;
  view: number;
  timeMs: number;
  nextSet: Digest;
  /** Absent only for the epoch's base. */
  finalization: Certificate | undefined;
}>;

/** One record of the write-ahead log (2a.5). */
export type LogRecord =
  | Readonly<{ kind: 'vote'; statement: Statement }>
  | Readonly<{ kind: 'certificate'; certificate: Certificate }>
  | Readonly<{ kind: 'block'; block: Block }>
  /**
   * `voteCount`: votes cast so far in this epoch, those compacted away or lost included. `silentThrough`: what was lost
   * lies in views up to here; 0 if nothing was.
   */
  | Readonly<{ kind: 'enter'; view: number; voteCount: number; silentThrough: number }>
  | Readonly<{ kind: 'floor'; floor: Floor }>;

/** Evidence of 2a.6. `first` and `second` contradict each other; whoever signed both is an offender. */
export type Contradiction = Readonly<{
  kind: 'E1' | 'E2' | 'E3' | 'E4';
  epoch: number;
  first: Certificate;
  second: Certificate;
}>;

/** All signers of `attestation` (a Notarize or Finalize of `header`'s block) accepted an ancestry with this flaw. */
export type InvalidAncestry = Readonly<{
  kind: 'E5';
  epoch: number;
  attestation: Certificate;
  header: Header;
  flaw: AncestryFlaw;
}>;

export type AncestryFlaw =
  /** The header itself: its epoch, its views, or a parent at view 0 that is not the base. */
  | Readonly<{ kind: 'header' }>
  /** The header commits to another number of certificates than its views demand. */
  | Readonly<{ kind: 'count'; count: number; treeRoot: Digest }>
  /** Certificate `index` is not valid or not for its place; `path` are its siblings, lowest first. */
  | Readonly<{ kind: 'certificate'; index: number; certificate: Certificate; path: readonly Digest[] }>;

export type Evidence = Contradiction | InvalidAncestry;
