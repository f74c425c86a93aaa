/**
 * The inputs and effects of the simplex machine: its whole contact with the world.
 *
 * The driver performs effects strictly in order. Everything persisted is flushed before the next `sign` or `send` is
 * performed; that, and the order of effects, is all the machine's safety asks of it.
 * @module
 */
import type { Block, Digest, Evidence, Floor, Index, LogRecord, Message, Peer, Statement } from './types.ts';

/** `watch`: end of the doppelganger guard. `early`: a block's time has come. `fetch`: ask again for missing blocks. */
export type Timer = 'build' | 'leader' | 'advance' | 'resend' | 'fetch' | 'early' | 'watch';

export type Input =
  /** Decoded, within limits, otherwise unverified. */
  | Readonly<{ kind: 'message'; from: Peer; message: Message }>
  /** Answer to `sign`. */
  | Readonly<{ kind: 'signed'; statement: Statement; signature: Uint8Array }>
  /** Answer to `build`: a payload for a child of `parent`. `timeMs` is the clock's; the machine keeps it increasing. */
  | Readonly<{
      kind: 'built';
      view: number;
      parent: Digest;
      payload: Digest;
      nextSet: Digest;
      timeMs: number;
    }>
  /**
   * Answer to `judge`. `invalid` is for ever and the same for every honest node; while data is missing the driver does
   * not answer. `nowMs` is the wall clock.
   */
  | Readonly<{ kind: 'judged'; block: Digest; verdict: 'valid' | 'invalid'; nowMs: number }>
  | Readonly<{ kind: 'timeout'; timer: Timer; view: number }>;

export type Effect =
  | Readonly<{ kind: 'persist'; record: LogRecord }>
  /**
   * Sign with our key and answer `signed`. The signer first makes durable, apart from the log, the highest view and the
   * highest `voteNumber` it has signed: that is what `Durable.signer` gives back.
   */
  | Readonly<{ kind: 'sign'; statement: Statement; voteNumber: number }>
  | Readonly<{ kind: 'send'; to: Peer | 'all'; message: Message }>
  /** Build a payload on `parent` for `view`. `mustBeEmpty` after a seal: answer with the clock and `NONE`s. */
  | Readonly<{ kind: 'build'; view: number; parent: Digest; mustBeEmpty: boolean }>
  /** Is the payload, executed on its parent (already judged valid, or final), valid? */
  | Readonly<{ kind: 'judge'; block: Block }>
  /** `block` is final: at least once, in order of height. The driver executes it if it has not. */
  | Readonly<{ kind: 'commit'; block: Block }>
  /** The epoch is over at `floor`: open the next machine on it, keep this one to answer stragglers. */
  | Readonly<{ kind: 'sealed'; floor: Floor }>
  /** One timer of each kind; a new one replaces the old. */
  | Readonly<{ kind: 'arm'; timer: Timer; view: number; afterMs: number }>
  | Readonly<{ kind: 'report'; evidence: Evidence; offenders: readonly Index[] }>
  /** `from` sent what no correct peer sends. */
  | Readonly<{ kind: 'blame'; from: Peer; reason: BlameReason }>
  /** We no longer hold this block: the driver may answer from its block store. */
  | Readonly<{ kind: 'lookup'; to: Peer; block: Digest; aboveHeight: number }>
  | Readonly<{ kind: 'alarm'; alarm: Alarm }>;

export type BlameReason =
  | 'vote.signatureInvalid'
  | 'certificate.invalid'
  | 'proposal.invalid'
  | 'message.invalid';

/**
 * `doppelganger`: another process signs with our key; we are silent from now on. `fork`: a block is final that
 * conflicts with another or that we judged invalid; we are silent and commit nothing more. `behind`: too many blocks are missing, take a snapshot.
 * `skipsExhausted`: no block was final for so many views that no ancestry can span them; only a restart from a
 * checkpoint helps.
 */
export type Alarm =
  | Readonly<{ kind: 'doppelganger' }>
  | Readonly<{ kind: 'fork'; block: Digest }>
  | Readonly<{ kind: 'behind'; height: number }>
  | Readonly<{ kind: 'skipsExhausted' }>;
