/**
 * The simplex machine: instant finality with four kinds of message (`spec/consensus-and-sharding.md` 2a).
 *
 * A view has a leader, who proposes one block. Validators *notarize* it, or *nullify* the view when patience ends; a
 * quorum of either lets everyone go on. Who saw the block notarized and did not nullify *finalizes* it; a quorum of
 * that makes it and its ancestors final. A block names a notarized parent and proves that every view between was
 * nullified, and no honest validator both nullifies and finalizes: so no chain can pass by a final block.
 *
 * Pure: `open` and `step` compute the next state and the effects to perform, in order (`interface.ts`). Where the
 * rules are: R0, R1, R2, R6 `advance.ts`; R3, R4, R5 `certify.ts` and `blocks.ts`; R7 `ballots.ts`; R8 `messages.ts`;
 * H1 to H7 `honest.ts`; evidence `evidence.ts`; recovery `recovery.ts`.
 * @module
 */
import { unreachable } from '@ashlar/base';
import { notarizeProposal, nullifyExpired, onBuilt, propose } from './advance.ts';
import { isAncestryValid } from './ancestry.ts';
import { onSigned } from './ballots.ts';
import { askAgain, judgeReady, prune } from './blocks.ts';
import { certifyNotarized, commitPending } from './certify.ts';
import type { Config } from './config.ts';
import { assertConfig, timeoutsOf } from './config.ts';
import { CONSTRAINT_NAMES, firstForbidding } from './honest.ts';
import type { Effect, Input } from './interface.ts';
import { onMessage, resend } from './messages.ts';
import { initialState, recover } from './recovery.ts';
import type { Durable, State } from './state.ts';
import { type Rules, Turn } from './turn.ts';
import type { Digest } from './types.ts';

export type Step = readonly [State, readonly Effect[]];

export const SOUND_RULES: Rules = {
  forbids: (statement, standing) => firstForbidding(CONSTRAINT_NAMES, statement, standing),
  proves: (committee, block, known) => isAncestryValid(committee, block, known.isVerified),
  ancestry: (certificates) => certificates,
};

/** A fresh machine, or one recovered from what survived a crash. */
export function open(config: Config, durable: Durable): Step {
  return openUnder(SOUND_RULES, config, durable);
}

export function step(config: Config, state: State, input: Input): Step {
  return stepUnder(SOUND_RULES, config, state, input);
}

export function openUnder(rules: Rules, config: Config, durable: Durable): Step {
  assertConfig(config);
  const turn = new Turn(config, rules, initialState(config, durable));
  recover(turn, durable);
  settle(turn);
  return [turn.state, turn.effects];
}

export function stepUnder(rules: Rules, config: Config, state: State, input: Input): Step {
  const turn = new Turn(config, rules, state);
  switch (input.kind) {
    case 'message':
      onMessage(turn, input.from, input.message);
      break;
    case 'signed':
      onSigned(turn, input.statement, input.signature);
      break;
    case 'built':
      onBuilt(turn, input);
      break;
    case 'judged':
      onJudged(turn, input.block, input.verdict, input.nowMs);
      break;
    case 'timeout':
      onTimeout(turn, input);
      break;
    default:
      return unreachable(input);
  }
  settle(turn);
  return [turn.state, turn.effects];
}

/**
 * Tries every guarded rule, after a change. One pass suffices: each rule enables only rules further down, and what
 * the last ones do (vote) needs a signature to have consequences.
 */
function settle(turn: Turn): void {
  if (!turn.isDirty) return;
  commitPending(turn);
  judgeReady(turn);
  certifyNotarized(turn);
  propose(turn);
  notarizeProposal(turn);
  nullifyExpired(turn);
  if (turn.state.floor !== turn.initialFloor) prune(turn);
}

function onJudged(turn: Turn, block: Digest, verdict: 'valid' | 'invalid', nowMs: number): void {
  const { config } = turn;
  const entry = turn.entry(block);
  if (entry === undefined || entry.verdict !== 'judging') return;
  const aheadMs = entry.block.header.timeMs - nowMs - config.timing.driftMs;
  turn.setEntry({ ...entry, verdict, isTimely: aheadMs <= 0 });
  if (verdict === 'valid' && aheadMs > 0 && entry.block.header.view === turn.state.view)
    turn.emit({ kind: 'arm', timer: 'early', view: entry.block.header.view, afterMs: aheadMs });
}

function onTimeout(turn: Turn, { timer, view }: Extract<Input, { kind: 'timeout' }>): void {
  const { state, config } = turn;
  if (state.silences.has('sealed')) return;
  switch (timer) {
    case 'fetch':
      askAgain(turn);
      return;
    case 'watch':
      turn.unhush('watching');
      return;
    case 'early':
      for (const entry of [...state.blocks.values()])
        if (entry.block.header.view === view) turn.setEntry({ ...entry, isTimely: true });
      return;
    default:
  }
  if (view !== state.view) return;
  const { mine } = turn.slot(view);
  if (timer === 'resend') {
    resend(turn);
    state.askedView = 0;
    turn.isDirty = true;
    const { resendMs } = timeoutsOf(config.timing, state.nullifiedRun);
    turn.emit({ kind: 'arm', timer, view, afterMs: resendMs });
  } else if (timer === 'advance' || mine.notarize.length === 0) {
    turn.setSlot(view, { isExpired: true });
    turn.isDirty = true;
  }
}
