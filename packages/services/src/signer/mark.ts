/**
 * What a validator's key has signed, and whether it may sign one thing more. Pure.
 *
 * A slot is an (epoch, view). The mark remembers the votes of the newest `SLOTS_MAX` slots of one epoch and forgets from
 * below; what lies at or below the forgotten view, or in an earlier epoch, is never signed again. The constraints are
 * those of `simplex` that one key can break alone (H1 to H4, H6, H7), kept a second time and by other code.
 *
 * Not here: whether a vote is wise (`simplex`), files (`mark-file.ts`).
 * @module
 */
import { accept, type Refusal, type Result, refuse } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';

/** Twice the views whose votes a machine says again after a restart. */
export const SLOTS_MAX: number = 2 * simplex.WINDOW_VIEWS;

/** What the key said in one view; at least one thing. */
export type Slot = Readonly<{
  view: number;
  notarize: simplex.Digest | undefined;
  isNullified: boolean;
  finalize: simplex.Digest | undefined;
}>;

export type Mark = Readonly<{
  epoch: number;
  /** Nothing in views up to here is signed any more. */
  forgottenView: number;
  /** Highest `voteNumber` of the epoch. */
  voteCount: number;
  /** Ascending by view, all above `forgottenView`; at most `SLOTS_MAX`. */
  slots: readonly Slot[];
}>;

/** Of a key that has signed nothing. */
export const NOTHING_SIGNED: Mark = { epoch: 0, forgottenView: 0, voteCount: 0, slots: [] };

/** As in the machine's effect `sign`. Epochs from 0, views and vote numbers from 1. */
export type SignRequest = Readonly<{ epoch: number; statement: simplex.Statement; voteNumber: number }>;

/**
 * `belowMark`: an earlier epoch, a forgotten view, or a Notarize or Nullify below one already signed.
 * `contradiction`: conflicts with what was signed in the same slot. `voteNumberBehind`: the asker's log has lost votes.
 */
export type MarkRefusal = Refusal &
  Readonly<{
    code: 'signer.malformed' | 'signer.belowMark' | 'signer.contradiction' | 'signer.voteNumberBehind';
  }>;

/** The mark after signing, or the same object if just this was signed before. */
export function judge(mark: Mark, request: SignRequest): Result<Mark, MarkRefusal> {
  if (!isWellFormed(request)) return refuse({ code: 'signer.malformed' });
  const { epoch, statement, voteNumber } = request;
  const { view } = statement;
  if (epoch < mark.epoch) return refuse({ code: 'signer.belowMark' });
  const current = epoch > mark.epoch ? { ...NOTHING_SIGNED, epoch } : mark;
  if (view <= current.forgottenView) return refuse({ code: 'signer.belowMark' });
  const slot = current.slots.find((one) => one.view === view) ?? emptySlot(view);
  if (hasSaid(slot, statement)) return accept(mark);
  if (contradicts(slot, statement)) return refuse({ code: 'signer.contradiction' });
  if (statement.kind !== 'finalize' && view < votedView(current)) return refuse({ code: 'signer.belowMark' });
  if (voteNumber < current.voteCount) return refuse({ code: 'signer.voteNumberBehind' });
  const slots = [...current.slots.filter((one) => one.view !== view), withSaid(slot, statement)];
  slots.sort((a, b) => a.view - b.view);
  const dropped = slots.length > SLOTS_MAX ? slots.shift() : undefined;
  // A vote that would be forgotten at once could be contradicted by the next.
  if (dropped?.view === view) return refuse({ code: 'signer.belowMark' });
  const forgottenView = dropped?.view ?? current.forgottenView;
  return accept({ epoch, forgottenView, voteCount: voteNumber, slots });
}

/**
 * The mark that signs nothing up to and including `view` of `epoch`, and never less than `mark` refuses. It counts one
 * vote more than either side knows, so that a machine whose log does not explain it stays silent through `view`.
 */
export function advanced(
  mark: Mark,
  to: Readonly<{ epoch: number; view: number; voteCount: number }>,
): Mark | undefined {
  const { epoch, view } = to;
  if (epoch < mark.epoch || (epoch === mark.epoch && view <= mark.forgottenView)) return undefined;
  const isSame = epoch === mark.epoch;
  return {
    epoch,
    forgottenView: view,
    voteCount: Math.max(isSame ? mark.voteCount : 0, to.voteCount) + 1,
    slots: isSame ? mark.slots.filter((slot) => slot.view > view) : [],
  };
}

/** The highest view the key spoke in, or was told to leave behind. */
export function highestView({ forgottenView, slots }: Mark): number {
  return slots.at(-1)?.view ?? forgottenView;
}

/** The votes remembered, by view. */
export function statementsOf({ slots }: Mark): readonly simplex.Statement[] {
  return slots.flatMap(({ view, notarize, isNullified, finalize }) => {
    const statements: simplex.Statement[] = [];
    if (notarize !== undefined) statements.push({ kind: 'notarize', view, block: notarize });
    if (isNullified) statements.push({ kind: 'nullify', view, block: simplex.NONE });
    if (finalize !== undefined) statements.push({ kind: 'finalize', view, block: finalize });
    return statements;
  });
}

/** Numbers that a mark holds: below 2^53 - 1, so that one more is still exact. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && value !== Number.MAX_SAFE_INTEGER;
}

const DIGEST = /^[0-9a-f]{64}$/;

function isWellFormed({ epoch, statement, voteNumber }: SignRequest): boolean {
  const { kind, view, block } = statement;
  if (![epoch, view, voteNumber].every(isCount) || view < 1 || voteNumber < 1) return false;
  return DIGEST.test(block) && (kind === 'nullify') === (block === simplex.NONE);
}

function emptySlot(view: number): Slot {
  return { view, notarize: undefined, isNullified: false, finalize: undefined };
}

function hasSaid(slot: Slot, { kind, block }: simplex.Statement): boolean {
  return kind === 'nullify' ? slot.isNullified : slot[kind] === block;
}

function withSaid(slot: Slot, { kind, block }: simplex.Statement): Slot {
  return kind === 'nullify' ? { ...slot, isNullified: true } : { ...slot, [kind]: block };
}

function contradicts(slot: Slot, { kind, block }: simplex.Statement): boolean {
  switch (kind) {
    case 'notarize': // H1, H7
      return slot.notarize !== undefined || slot.isNullified || slot.finalize !== undefined;
    case 'nullify': // H2
      return slot.finalize !== undefined;
    default: // H2, H3, H4
      return slot.isNullified || slot.finalize !== undefined || (slot.notarize ?? block) !== block;
  }
}

/** Highest view of a Notarize or Nullify, as far as it is remembered; forgotten views are refused before this is asked. */
function votedView({ slots }: Mark): number {
  return slots.findLast((slot) => slot.notarize !== undefined || slot.isNullified)?.view ?? 0;
}
