/**
 * R0, R1, R2 and R6: entering a view, proposing, voting for a proposal, losing patience.
 *
 * R1, R2 and R6 are guarded commands: they do nothing unless everything they need is there, so they may be tried at
 * any time; `settle` (`machine.ts`) does so whenever anything changed.
 * @module
 */

import { hashOf } from './codec.ts';
import { quorumOf, SKIPS_MAX, timeoutsOf, weightOf } from './config.ts';
import type { Input } from './interface.ts';
import { skipRootOf } from './skip-root.ts';
import type { Parent, Turn } from './turn.ts';
import type { Block, Certificate, Header, Statement } from './types.ts';
import { NONE } from './types.ts';
import { cast, mayCast } from './voting.ts';

/** R0: enter a view, for good. So far beyond the floor that no ancestry could span it, we stay where we are. */
export function enter(turn: Turn, view: number): void {
  if (view - turn.state.floor.view > SKIPS_MAX) {
    turn.emit({ kind: 'alarm', alarm: { kind: 'skipsExhausted' } });
    return;
  }
  turn.state.view = view;
  turn.state.buildingView = 0;
  const { voteCount, silentThrough } = turn.state;
  turn.emit({ kind: 'persist', record: { kind: 'enter', view, voteCount, silentThrough } });
  armTimers(turn);
  if (isLeaderInactive(turn)) turn.setSlot(view, { isExpired: true });
  turn.isDirty = true;
}

export function armTimers(turn: Turn): void {
  const { config, state } = turn;
  const { view } = state;
  const { buildMs, leaderMs, advanceMs, resendMs } = timeoutsOf(config.timing, state.nullifiedRun);
  turn.emit({ kind: 'arm', timer: 'leader', view, afterMs: leaderMs });
  turn.emit({ kind: 'arm', timer: 'advance', view, afterMs: advanceMs });
  turn.emit({ kind: 'arm', timer: 'resend', view, afterMs: resendMs });
  if (config.leaderOf(view) === config.self)
    turn.emit({ kind: 'arm', timer: 'build', view, afterMs: buildMs });
}

/** R0: a leader not heard for `skipViews`, while a quorum was. */
function isLeaderInactive(turn: Turn): boolean {
  const { config, state } = turn;
  const since = state.view - config.skipViews;
  const leader = config.leaderOf(state.view);
  if (since <= 0 || leader === config.self || state.heardViews[leader]! >= since) return false;
  const active = state.heardViews.flatMap((view, index) =>
    view >= since || index === config.self ? [index] : [],
  );
  return weightOf(config.validators, active) >= quorumOf(config.validators);
}

/**
 * R1: the leader proposes on the highest notarized block we judged valid, if every view after it is nullified; else
 * asks for what is missing.
 */
export function propose(turn: Turn): void {
  const { config, state } = turn;
  const { view } = state;
  if (config.leaderOf(view) !== config.self || state.buildingView === view || state.silences.size > 0) return;
  const { mine } = turn.slot(view);
  if (mine.notarize.length > 0 || mine.nullify || mine.finalize.length > 0) return;
  const parent = bestParent(turn);
  if (typeof parent === 'number') {
    if (parent === 0 || state.askedView === view) return;
    state.askedView = view;
    turn.send('all', { kind: 'wantCertificates', view: parent });
    return;
  }
  state.buildingView = view;
  turn.emit({ kind: 'build', view, parent: parent.hash, mustBeEmpty: parent.nextSet !== NONE });
}

/** The block to build on; or the view whose certificate is missing; or 0 while a verdict is awaited. */
function bestParent(turn: Turn): Parent | number {
  const { state } = turn;
  for (let view = state.view - 1; view > state.floor.view; view--) {
    const { certificates } = turn.slot(view);
    const notarized = [...certificates.notarize, ...certificates.finalize];
    for (const { block } of notarized)
      if (turn.entry(block)?.verdict === 'valid') return turn.parentOf(block)!;
    if (certificates.nullify.length === 0) return notarized.length > 0 ? 0 : view;
  }
  return turn.parentOf(state.floor.block)!;
}

/** The driver built a payload: it becomes our proposal, which R2 votes for as for any other. */
export function onBuilt(turn: Turn, input: Extract<Input, { kind: 'built' }>): void {
  const { state } = turn;
  const { view } = input;
  if (state.buildingView !== view || state.view !== view) return;
  const parent = bestParent(turn);
  if (typeof parent === 'number' || parent.hash !== input.parent) {
    state.buildingView = 0; // What we would build on has changed meanwhile: begin again.
    turn.isDirty = true;
    return;
  }
  const block = assembleBlock(turn, input, parent);
  turn.setEntry({ block, verdict: 'valid', isProven: true, isTimely: true });
  turn.setSlot(view, { proposals: [...turn.slot(view).proposals, block.hash] });
}

function assembleBlock(turn: Turn, built: Extract<Input, { kind: 'built' }>, parent: Parent): Block {
  const { config } = turn;
  const ancestry = turn.rules.ancestry(certificatesBetween(turn, parent));
  const isSealed = parent.nextSet !== NONE;
  const header: Header = {
    epoch: config.epoch,
    view: built.view,
    height: parent.height + 1,
    parent: parent.hash,
    parentView: parent.view,
    skipRoot: skipRootOf(config.ciphers, ancestry),
    payload: isSealed ? NONE : built.payload,
    nextSet: isSealed ? parent.nextSet : built.nextSet,
    timeMs: Math.max(built.timeMs, parent.timeMs + 1),
  };
  return { hash: hashOf(config.ciphers, header), header, ancestry };
}

/** R1's proof: the parent's certificate and the nullifications after it. `bestParent` made sure that we hold them. */
function certificatesBetween(turn: Turn, parent: Parent): readonly Certificate[] {
  const certificates: Certificate[] = [];
  if (parent.view > 0) {
    const { notarize, finalize } = turn.slot(parent.view).certificates;
    const forParent = [...notarize, ...finalize].find(({ block }) => block === parent.hash);
    certificates.push(forParent ?? turn.state.floor.finalization!);
  }
  for (let view = parent.view + 1; view < turn.state.view; view++)
    certificates.push(turn.slot(view).certificates.nullify[0]!);
  return certificates;
}

/** R2: vote for the leader's block if it is the first, proven, judged valid, and not from the future. */
export function notarizeProposal(turn: Turn): void {
  const { view } = turn.state;
  for (const hash of turn.slot(view).proposals) {
    const entry = turn.entry(hash);
    if (entry === undefined) continue;
    const statement: Statement = { kind: 'notarize', view, block: hash };
    if (entry.verdict === 'invalid' && turn.slot(view).mine.notarize.length === 0)
      turn.setSlot(view, { isExpired: true });
    if (entry.verdict !== 'valid' || !entry.isTimely || !mayCast(turn, statement)) continue;
    turn.emit({ kind: 'persist', record: { kind: 'block', block: entry.block } });
    cast(turn, statement);
  }
}

/** R6: our patience is over; nullify, unless we finalized. */
export function nullifyExpired(turn: Turn): void {
  const { view } = turn.state;
  const statement: Statement = { kind: 'nullify', view, block: NONE };
  if (turn.slot(view).isExpired && mayCast(turn, statement)) cast(turn, statement);
}
