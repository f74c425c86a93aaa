/**
 * A slot: all that a machine knows of one view (2a.3). Plain data, copied on write.
 *
 * Bounded: one vote a signer and kind, two blocks, two certificates of a kind.
 * @module
 */
import type { Certificate, Digest, Index, Peer, Statement, Vote, VoteKind } from './types.ts';

/** The first vote of each signer, by index. */
export type Ballots = readonly (Ballot | undefined)[];
/** `sender` carried it to us; a ballot from another than its signer is verified at once. */
export type Ballot = Readonly<{ vote: Vote; sender: Peer }>;

export type Slot = Readonly<{
  /** What we ourselves said, durably. */
  mine: Mine;
  ballots: Readonly<Record<VoteKind, Ballots>>;
  /** At most two of each kind: with fewer than a third faulty there is never a second. */
  certificates: Readonly<Record<VoteKind, readonly Certificate[]>>;
  /** Hashes of the blocks the leader proposed, at most `BLOCKS_PER_VIEW_MAX`, in order of arrival. */
  proposals: readonly Digest[];
  /** The leader was seen to contradict itself: its blocks are not finalized here, though they may be extended. */
  isEquivocated: boolean;
  /** Our patience with this view is over. */
  isExpired: boolean;
  /** Evidence already reported: `E1:3` for signer 3. */
  reported: readonly string[];
}>;

export type Mine = Readonly<{
  notarize: readonly Digest[];
  nullify: boolean;
  finalize: readonly Digest[];
}>;

export const EMPTY_SLOT: Slot = {
  mine: { notarize: [], nullify: false, finalize: [] },
  ballots: { notarize: [], nullify: [], finalize: [] },
  certificates: { notarize: [], nullify: [], finalize: [] },
  proposals: [],
  isEquivocated: false,
  isExpired: false,
  reported: [],
};

export function hasSaid(mine: Mine, { kind, block }: Statement): boolean {
  return kind === 'nullify' ? mine.nullify : mine[kind].includes(block);
}

export function withSaid(mine: Mine, { kind, block }: Statement): Mine {
  return kind === 'nullify' ? { ...mine, nullify: true } : { ...mine, [kind]: [...mine[kind], block] };
}

export function withBallot(slot: Slot, ballot: Ballot): Slot {
  const { kind, signer } = ballot.vote;
  const ballots = slot.ballots[kind].slice();
  while (ballots.length <= signer) ballots.push(undefined);
  ballots[signer] = ballot;
  return { ...slot, ballots: { ...slot.ballots, [kind]: ballots } };
}

export function withoutBallots(slot: Slot, kind: VoteKind, signers: readonly Index[]): Slot {
  const ballots = slot.ballots[kind].map((ballot, signer) => (signers.includes(signer) ? undefined : ballot));
  return { ...slot, ballots: { ...slot.ballots, [kind]: ballots } };
}

/** Votes for exactly this statement, by ascending signer. */
export function votesFor(slot: Slot, { kind, block }: Statement): readonly Vote[] {
  const votes: Vote[] = [];
  for (const ballot of slot.ballots[kind]) if (ballot?.vote.block === block) votes.push(ballot.vote);
  return votes;
}

export function certificateFor(slot: Slot, { kind, block }: Statement): Certificate | undefined {
  return slot.certificates[kind].find((certificate) => certificate.block === block);
}

/** Whether the view can be left for the next without our own judgement: it is final or nullified. */
export function isClosed(slot: Slot): boolean {
  return slot.certificates.finalize.length > 0 || slot.certificates.nullify.length > 0;
}
