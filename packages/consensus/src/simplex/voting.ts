/**
 * Own votes: remembered durably, then signed, then sent.
 * @module
 */
import { assert } from '@ashlar/base';
import type { Standing } from './honest.ts';
import { hasSaid, withSaid } from './slot.ts';
import type { Turn } from './turn.ts';
import type { Statement } from './types.ts';

/** Whether we are a validator free to speak and no constraint forbids this vote. */
export function mayCast(turn: Turn, statement: Statement): boolean {
  const { config, state } = turn;
  if (config.self === undefined || state.silences.size > 0) return false;
  if (hasSaid(turn.slot(statement.view).mine, statement)) return false;
  return turn.rules.forbids(statement, standingOf(turn, statement)) === undefined;
}

/** Persists, then asks for a signature; `onSigned` (`ballots.ts`) sends the vote. */
export function cast(turn: Turn, statement: Statement): void {
  const broken = turn.rules.forbids(statement, standingOf(turn, statement));
  assert(broken === undefined, `an honest validator keeps ${broken}`);
  const { view, kind } = statement;
  const mine = withSaid(turn.slot(view).mine, statement);
  turn.setSlot(view, { mine });
  if (kind !== 'finalize') turn.state.signedView = Math.max(turn.state.signedView, view);
  turn.emit({ kind: 'persist', record: { kind: 'vote', statement } });
  turn.state.voteCount += 1;
  turn.emit({ kind: 'sign', statement, voteNumber: turn.state.voteCount });
}

function standingOf(turn: Turn, statement: Statement): Standing {
  const { signedView, silentThrough } = turn.state;
  return {
    slot: turn.slot(statement.view),
    signedView,
    silentThrough,
    hasValidAncestry: turn.entry(statement.block)?.isProven === true,
  };
}
