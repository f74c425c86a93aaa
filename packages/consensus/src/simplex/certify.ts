/**
 * R3, R4, R5: what a notarization, a nullification and a finalization do.
 * @module
 */
import { assert } from '@ashlar/base';
import { enter } from './advance.ts';
import { commitThrough, want } from './blocks.ts';
import { attestationOf, isCertificate, isSigned } from './certificates.ts';
import { BLOCKS_PER_VIEW_MAX } from './config.ts';
import { contradictionOf } from './evidence.ts';
import { certificateFor, isClosed } from './slot.ts';
import type { Turn } from './turn.ts';
import type { Block, Certificate, Contradiction, Statement, Vote } from './types.ts';
import { cast, mayCast } from './voting.ts';

/** Where a certificate came from: `ancestry` (of a proven block) and `formed` are verified already. */
export type Source = 'formed' | 'received' | 'ancestry';

/** R3 to R5 and R8: takes a certificate in. `false` if it is not one. */
export function learn(turn: Turn, certificate: Certificate, source: Source): boolean {
  const { state, config } = turn;
  const { kind, view } = certificate;
  if (view < 1 || view < state.floor.view - config.retentionViews) return true;
  if (certificateFor(turn.slot(view), certificate) !== undefined) return true;
  if (turn.slot(view).certificates[kind].length >= BLOCKS_PER_VIEW_MAX) return true;
  if (source === 'received' && !isCertificate(config, certificate)) return false;
  accuseSigners(turn, certificate);
  const { certificates } = turn.slot(view);
  turn.setSlot(view, { certificates: { ...certificates, [kind]: [...certificates[kind], certificate] } });
  turn.emit({ kind: 'persist', record: { kind: 'certificate', certificate } });
  if (source !== 'ancestry') turn.send('all', { kind: 'certificates', certificates: [certificate] });
  turn.isDirty = true;
  if (kind === 'nullify') onNullification(turn, view);
  if (kind === 'finalize') onFinalization(turn, certificate);
  return true;
}

/** R4. */
function onNullification(turn: Turn, view: number): void {
  if (view < turn.state.view) return;
  turn.state.nullifiedRun += 1;
  enter(turn, view + 1);
}

/** R5. A finalization at or below the floor's view of another block is a fork; the same block, no news. */
function onFinalization(turn: Turn, finalization: Certificate): void {
  const { state } = turn;
  const isNews = finalization.view > state.floor.view;
  const isFork = finalization.view === state.floor.view && finalization.block !== state.floor.block;
  if ((isNews || isFork) && !state.silences.has('sealed') && !state.silences.has('fork'))
    commitThrough(turn, finalization);
  if (finalization.view >= state.view) enter(turn, finalization.view + 1);
}

/** R5, retried when a missing block has come. */
export function commitPending(turn: Turn): void {
  const { pendingFinal, silences } = turn.state;
  if (pendingFinal !== undefined && !silences.has('sealed') && !silences.has('fork'))
    commitThrough(turn, pendingFinal);
}

/** R3: of each notarized block above the floor, once judged valid: finalize it if allowed, and move on. */
export function certifyNotarized(turn: Turn): void {
  const views = [...turn.state.slots.keys()].filter((view) => view > turn.state.floor.view);
  for (const view of views.sort((a, b) => a - b)) {
    for (const { block } of turn.slot(view).certificates.notarize) {
      const entry = turn.entry(block);
      if (entry === undefined && !isClosed(turn.slot(view))) want(turn, block);
      if (entry?.verdict === 'invalid' && view === turn.state.view) turn.setSlot(view, { isExpired: true });
      if (entry?.verdict !== 'valid') continue;
      const statement: Statement = { kind: 'finalize', view, block };
      if (!turn.slot(view).isEquivocated && mayCast(turn, statement)) cast(turn, statement);
      if (view >= turn.state.view) enter(turn, view + 1);
    }
  }
}

/** Takes in a block that someone vouched for: its leader, or a certificate. Learns the certificates it carries. */
export function hold(turn: Turn, block: Block): void {
  if (turn.entry(block.hash) !== undefined) return;
  const { config, rules } = turn;
  const isProven = rules.proves(config, block, {
    isVerified: (certificate) => isSame(turn, certificate),
    isCertified: (statement) => certificateFor(turn.slot(statement.view), statement) !== undefined,
  });
  turn.setMissing(block.hash, false);
  turn.setEntry({ block, verdict: isProven ? 'unknown' : 'invalid', isProven, isTimely: false });
  if (isProven) for (const certificate of block.ancestry) learn(turn, certificate, 'ancestry');
}

/** Whether exactly this certificate, signature and all, was verified before. */
function isSame(turn: Turn, certificate: Certificate): boolean {
  const held = certificateFor(turn.slot(certificate.view), certificate);
  return (
    held !== undefined &&
    held.signers.length === certificate.signers.length &&
    held.signers.every((signer, index) => signer === certificate.signers[index]) &&
    held.signature.length === certificate.signature.length &&
    held.signature.every((byte, index) => byte === certificate.signature[index])
  );
}

/** R7 for certificates: whoever signed this one and contradicts it elsewhere. */
function accuseSigners(turn: Turn, certificate: Certificate): void {
  const { certificates, ballots } = turn.slot(certificate.view);
  for (const kind of ['notarize', 'nullify', 'finalize'] as const) {
    for (const other of certificates[kind]) accuseOf(turn, other, certificate);
    for (const ballot of ballots[kind]) {
      if (ballot === undefined || contradictionOf(ballot.vote, certificate) === undefined) continue;
      if (certificate.signers.includes(ballot.vote.signer)) accuseVote(turn, ballot.vote, certificate);
    }
  }
}

/** R7 for a vote: against a certificate its signer is part of. The vote's own signature is checked first. */
export function accuseVote(turn: Turn, vote: Vote, certificate: Certificate): void {
  if (isSigned(turn.config, vote)) accuseOf(turn, attestationOf(vote), certificate);
}

/** Reports the common signers of two verified attestations, if these contradict each other. */
export function accuseOf(turn: Turn, first: Certificate, second: Certificate): void {
  const kind: Contradiction['kind'] | undefined = contradictionOf(first, second);
  if (kind === undefined) return;
  const offenders = first.signers.filter((signer) => second.signers.includes(signer));
  if (offenders.length === 0) return;
  const { view } = first;
  assert(view === second.view, 'a contradiction is within one view');
  turn.report(view, { kind, epoch: turn.config.epoch, first, second }, offenders);
  if (offenders.includes(turn.config.leaderOf(view))) turn.setSlot(view, { isEquivocated: true });
}
