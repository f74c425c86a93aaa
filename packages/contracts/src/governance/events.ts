import type { NativeHost } from '@ashlar/ports';
import { governance } from '@ashlar/protocol';

export const STATUS: typeof governance.ProposalStatus = governance.ProposalStatus;

export const STATUS_EVENT = 'koinos.contracts.governance.proposal_status_event';
export const VOTE_EVENT = 'koinos.contracts.governance.proposal_vote_event';

export function emitStatus(host: NativeHost, id: Uint8Array, status: number): void {
  host.event(STATUS_EVENT, governance.ProposalStatusEvent.encode({ id, status }), []);
}

/** With the tally as it was before this vote, as upstream has it. */
export function emitVote(host: NativeHost, id: Uint8Array, voteTally: bigint, voteThreshold: bigint): void {
  host.event(VOTE_EVENT, governance.ProposalVoteEvent.encode({ id, voteTally, voteThreshold }), []);
}
