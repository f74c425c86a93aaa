/**
 * H1 to H7: what an honest validator never signs (`spec/consensus-and-sharding.md` 2a.4).
 *
 * Every own vote passes here, twice: rules ask before they vote, and `cast` asserts. Each constraint is a function of
 * its own, so that a test can leave one out and see a checker notice. Together they make honest validators unable to
 * appear in evidence, whatever the network does.
 * @module
 */
import { certificateFor, type Slot } from './slot.ts';
import type { Statement } from './types.ts';

export type ConstraintName = 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'H7';

/** What a constraint may look at, all as of before the vote. */
export type Standing = Readonly<{
  slot: Slot;
  /** Highest view in which we signed a Notarize or Nullify. */
  signedView: number;
  /** Our signer spoke up to here, but our log does not remember what: silence. 0 if the log is whole. */
  silentThrough: number;
  /** Whether the block's ancestry is proven: parent notarized, every view between nullified, `skipRoot` true. */
  hasValidAncestry: boolean;
}>;

type Forbids = (statement: Statement, standing: Standing) => boolean;

const CONSTRAINTS: Readonly<Record<ConstraintName, Forbids>> = {
  /** One Notarize a view. */
  H1: ({ kind, block }, { slot }) =>
    kind === 'notarize' && slot.mine.notarize.some((other) => other !== block),
  /** Never both Nullify and Finalize of a view. */
  H2: ({ kind }, { slot: { mine } }) =>
    (kind === 'nullify' && mine.finalize.length > 0) || (kind === 'finalize' && mine.nullify),
  /** One Finalize a view. */
  H3: ({ kind, block }, { slot }) =>
    kind === 'finalize' && slot.mine.finalize.some((other) => other !== block),
  /** Finalize only what is notarized, and never beside an own Notarize of another block. */
  H4: ({ kind, block }, { slot }) =>
    kind === 'finalize' &&
    (slot.mine.notarize.some((other) => other !== block) ||
      certificateFor(slot, { kind: 'notarize', view: 0, block }) === undefined),
  /** Notarize and finalize only on proven ancestry: E5 convicts the signers of either (docs/decisions/0030). */
  H5: ({ kind }, { hasValidAncestry }) => kind !== 'nullify' && !hasValidAncestry,
  /** The view of an own vote never goes back, not even when a lost or restored log has forgotten it. */
  H6: ({ kind, view }, { signedView, silentThrough }) =>
    view <= silentThrough || (kind !== 'finalize' && view < signedView),
  /** No Notarize after Nullify or Finalize of the view. */
  H7: ({ kind, block }, { slot: { mine } }) =>
    kind === 'notarize' && (mine.nullify || mine.finalize.length > 0) && !mine.notarize.includes(block),
};

export const CONSTRAINT_NAMES: readonly ConstraintName[] = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7'];

/** The first of the constraints `names` that forbids this vote, or `undefined` if none does. */
export function firstForbidding(
  names: readonly ConstraintName[],
  statement: Statement,
  standing: Standing,
): ConstraintName | undefined {
  return names.find((name) => CONSTRAINTS[name](statement, standing));
}
