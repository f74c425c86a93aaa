/**
 * How much of a balance counts in the lottery: what was there 20 blocks ago and was not taken away since. So the same
 * holdings cannot win for two producers within a window. Source: `spec/koinos.md` 8.2.
 *
 * A record keeps, beside the balance, what it was before each increase of the window. The oldest of these counts.
 * @module
 */
import type { burn } from '@ashlar/protocol';

/** Blocks until an increase counts. */
export const EFFECTIVE_DELAY_BLOCKS = 20n;

export type Holdings = burn.EffectiveBalanceObject;
export const NOTHING: Holdings = { currentBalance: 0n, pastBalances: [] };

/** The holdings after an increase at `height`. */
export function increased(holdings: Holdings, height: bigint, value: bigint): Holdings {
  const { currentBalance } = holdings;
  const kept = within(holdings, height);
  // The first snapshot stands for the block before, so that it is as old as the window when the increase counts.
  const blockHeight = kept.length === 0 && height > 0n ? height - 1n : height;
  const isSeen = kept.at(-1)?.blockHeight === height;
  const pastBalances = isSeen ? kept : [...kept, { blockHeight, balance: currentBalance }];
  return { currentBalance: currentBalance + value, pastBalances };
}

/** The holdings after a decrease, which counts at once: what is gone was never there. */
export function decreased(holdings: Holdings, height: bigint, value: bigint): Holdings {
  const pastBalances = within(holdings, height).map(({ blockHeight, balance }) => ({
    blockHeight,
    balance: balance > value ? balance - value : 0n,
  }));
  return { currentBalance: holdings.currentBalance - value, pastBalances };
}

/** What counts at `height`. */
export function effectiveAt(holdings: Holdings, height: bigint): bigint {
  return within(holdings, height)[0]?.balance ?? holdings.currentBalance;
}

/** Snapshots that are younger than the window. */
function within({ pastBalances }: Holdings, height: bigint): Holdings['pastBalances'] {
  return pastBalances.filter(({ blockHeight }) => blockHeight + EFFECTIVE_DELAY_BLOCKS > height);
}
