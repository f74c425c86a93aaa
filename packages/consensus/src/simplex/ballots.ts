/**
 * Votes of others and of ourselves, on their way to a certificate; and R7, the detection of contradictions.
 *
 * A vote that its signer delivers itself is kept unverified until a quorum is summed; one that somebody else carries is
 * verified at once, so that nobody can fill another's place with noise.
 * @module
 */
import { assemble, attestationOf, isSigned } from './certificates.ts';
import { accuseOf, accuseVote, learn } from './certify.ts';
import { quorumOf, WINDOW_VIEWS, weightOf } from './config.ts';
import { contradictionOf } from './evidence.ts';
import { type Ballot, certificateFor, hasSaid, votesFor, withBallot, withoutBallots } from './slot.ts';
import type { Turn } from './turn.ts';
import type { Index, Message, Peer, Statement, Vote } from './types.ts';
import { NONE } from './types.ts';

/**
 * A vote from the network. `false` if it was certainly not signed by its signer.
 * @param isProposal a leader's Notarize is verified at once: whoever votes for its block must be able to convict it.
 */
export function onVote(turn: Turn, from: Peer, vote: Vote, isProposal = false): boolean {
  const { config, state } = turn;
  const { kind, view, signer } = vote;
  if (config.validators[signer] === undefined || (vote.block === NONE) !== (kind === 'nullify')) return false;
  if (view < Math.max(1, state.floor.view - config.retentionViews)) return true;
  if (view > state.view + WINDOW_VIEWS) return true;
  if (signer === config.self) return onOwnEcho(turn, vote);
  const held = turn.slot(view).ballots[kind][signer];
  if (held?.vote.block === vote.block) return true;
  if ((from !== signer || isProposal) && !isSigned(config, vote)) return false;
  hear(turn, signer, view);
  if (held === undefined) turn.setSlot(view, withBallot(turn.slot(view), { vote, sender: from }));
  const isTrue = detect(turn, vote, held);
  if (!isTrue) return false;
  if (kind === 'nullify' && view === state.view && signer === config.leaderOf(view))
    onLeaderNullify(turn, view);
  if (held === undefined) tally(turn, vote);
  return true;
}

/** Our vote, signed: send it, with the block if we proposed it, and count it. */
export function onSigned(turn: Turn, statement: Statement, signature: Uint8Array): void {
  const { config, state } = turn;
  const slot = turn.slot(statement.view);
  if (config.self === undefined || !hasSaid(slot.mine, statement) || isSpeechless(turn)) return;
  const vote: Vote = { ...statement, signer: config.self, signature };
  turn.setSlot(statement.view, withBallot(slot, { vote, sender: config.self }));
  hear(turn, config.self, state.view);
  turn.send('all', messageOf(turn, vote));
  tally(turn, vote);
}

/** The leader's Notarize travels with its block. */
export function messageOf(turn: Turn, vote: Vote): Message {
  const { config } = turn;
  const block = turn.entry(vote.block)?.block;
  if (vote.kind === 'notarize' && config.leaderOf(vote.view) === vote.signer && block !== undefined)
    return { kind: 'proposal', block, signature: vote.signature };
  return { kind: 'vote', vote };
}

function isSpeechless(turn: Turn): boolean {
  return turn.state.silences.has('doppelganger') || turn.state.silences.has('fork');
}

/** Peers treat the leader's own Nullify as its timeout (R1). */
function onLeaderNullify(turn: Turn, view: number): void {
  if (turn.slot(view).mine.notarize.length > 0) return;
  turn.setSlot(view, { isExpired: true });
  turn.isDirty = true;
}

function hear(turn: Turn, signer: Index, view: number): void {
  const { heardViews } = turn.state;
  if (heardViews[signer]! < view) turn.state.heardViews = heardViews.with(signer, view);
}

/**
 * A vote in our name that we do not remember: someone else runs with our key. Votes at or below the floor, or from
 * before our log was lost, we may have forgotten.
 */
function onOwnEcho(turn: Turn, vote: Vote): boolean {
  const { config, state } = turn;
  const slot = turn.slot(vote.view);
  if (vote.view <= Math.max(state.floor.view, state.silentThrough) || hasSaid(slot.mine, vote)) return true;
  if (state.silences.has('doppelganger') || state.silences.has('tainted')) return true;
  if (!isSigned(config, vote)) return false;
  turn.hush('doppelganger');
  turn.emit({ kind: 'alarm', alarm: { kind: 'doppelganger' } });
  return true;
}

/** R7: does the vote contradict what its signer said before? `false` if its own signature turns out false. */
function detect(turn: Turn, vote: Vote, held: Ballot | undefined): boolean {
  const { config } = turn;
  const { ballots, certificates } = turn.slot(vote.view);
  const rivals: Vote[] = [];
  for (const kind of ['notarize', 'nullify', 'finalize'] as const) {
    const ballot = kind === vote.kind ? held : ballots[kind][vote.signer];
    if (ballot !== undefined && contradictionOf(ballot.vote, vote) !== undefined) rivals.push(ballot.vote);
  }
  if (rivals.length > 0 && !isSigned(config, vote)) {
    if (held === undefined) drop(turn, vote, [vote.signer]);
    return false;
  }
  for (const rival of rivals) {
    if (isSigned(config, rival)) accuseOf(turn, attestationOf(rival), attestationOf(vote));
    else drop(turn, rival, [rival.signer]);
  }
  for (const kind of ['notarize', 'nullify', 'finalize'] as const) {
    for (const certificate of certificates[kind]) {
      if (contradictionOf(vote, certificate) !== undefined && certificate.signers.includes(vote.signer))
        accuseVote(turn, vote, certificate);
    }
  }
  return true;
}

/** A quorum for one statement becomes a certificate; false signatures found on the way are dropped and blamed. */
function tally(turn: Turn, statement: Statement): void {
  const { config } = turn;
  const slot = turn.slot(statement.view);
  if (certificateFor(slot, statement) !== undefined) return;
  const votes = votesFor(slot, statement);
  const weight = weightOf(
    config.validators,
    votes.map(({ signer }) => signer),
  );
  if (weight < quorumOf(config.validators)) return;
  const assembled = assemble(config, votes);
  if ('certificate' in assembled) {
    learn(turn, assembled.certificate, 'formed');
  } else {
    drop(turn, statement, assembled.falseSigners);
    tally(turn, statement); // Fewer votes each time: ends.
  }
}

function drop(turn: Turn, { view, kind }: Statement, signers: readonly Index[]): void {
  const slot = turn.slot(view);
  for (const signer of signers) {
    const sender = slot.ballots[kind][signer]?.sender;
    if (sender !== undefined) turn.emit({ kind: 'blame', from: sender, reason: 'vote.signatureInvalid' });
  }
  turn.setSlot(view, withoutBallots(slot, kind, signers));
}
