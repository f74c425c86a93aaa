/**
 * Twins (Bano et al., OPODIS 2021): one identity run twice, unmodified, in a network that decides view by view who
 * hears whom. Without writing a single attack it covers equivocation, double votes and amnesia.
 *
 * Small systems are enumerated whole, up to symmetry: honest validators may change names, the two copies may swap.
 * @module
 */
import type { Prng } from '../prng.ts';
import { CALM_LINK, calmScenario, type Scenario } from './scenario.ts';

/** Who leads a view (a validator), and which hosts are on one side of it (a bit a host); the others are on the other. */
export type TwinView = Readonly<{ leader: number; side: number }>;

const DELAY_MS = 10;
/** A hop; near Δ, so that the chaos does not go on for hundreds of calm views. */
const LINK_MS = 8;
/** Long enough for some views beyond the script, or for several timeouts where the script stops everything. */
const CHAOS_DELAYS = 25;

/**
 * Validators `0 .. twins - 1` run twice: host `size + i` is the copy of `i`. After the script all are connected.
 * @param epochBlocks blocks of an epoch, 0 for one endless epoch; each epoch begins the script again
 */
export function twinsScenario(
  size: number,
  twins: number,
  script: readonly TwinView[],
  epochBlocks = 0,
): Scenario {
  const adversaries = new Map(Array.from({ length: twins }, (_, node) => [node, 'twin' as const]));
  const link = { ...CALM_LINK, delayMinMs: LINK_MS, delayMaxMs: LINK_MS };
  const chaosMs = CHAOS_DELAYS * DELAY_MS;
  return { ...calmScenario(1, size), adversaries, link, delayMs: DELAY_MS, chaosMs, script, epochBlocks };
}

/**
 * Every script of `views` views for four validators with one twin, one for each class of equal ones: renamings
 * (`RENAMINGS`), and cuts of a view that no message met before the world healed.
 * @param run plays a script and says how many of its views met a message (`Outcome.scriptedViews`)
 * @param isMine chooses among the cuts of the first view, by leader and side, so that processes can share the work
 */
export function forEachTwins(
  views: number,
  run: (script: readonly TwinView[]) => number,
  isMine: (first: TwinView) => boolean = () => true,
): void {
  const extend = (script: readonly TwinView[]): number => {
    if (script.length === views) return run(script);
    let reached = 0;
    for (let leader = 0; leader < 4; leader++) {
      for (let side = 0; side < 16; side++) {
        const longer = [...script, { leader, side }];
        if ((script.length === 0 && !isMine(longer[0]!)) || !isCanonical(longer)) continue;
        const deepest = extend(longer);
        reached = Math.max(reached, deepest);
        // No message met this view, whatever came after: all its other cuts make the same worlds.
        if (deepest < longer.length) break;
      }
    }
    return reached;
  };
  extend([]);
}

export function randomTwins(prng: Prng, size: number, twins: number, views: number): readonly TwinView[] {
  return Array.from({ length: views }, () => ({
    leader: prng.chance(500) ? prng.below(twins) : prng.below(size),
    side: prng.below(1 << (size + twins)),
  }));
}

/** Renamings of hosts 0 to 4 that change nothing: honest 1, 2, 3 among each other; the copies 0 and 4. */
const RENAMINGS: readonly (readonly number[])[] = [
  [1, 2, 3],
  [1, 3, 2],
  [2, 1, 3],
  [2, 3, 1],
  [3, 1, 2],
  [3, 2, 1],
].flatMap((honest) => [
  [0, ...honest, 4],
  [4, ...honest, 0],
]);

/** Whether no renaming makes the script smaller; then none makes a beginning of it smaller. */
function isCanonical(script: readonly TwinView[]): boolean {
  const own = script.map(codeOf);
  return RENAMINGS.every((names) => {
    const renamed = script.map(({ leader, side }) => {
      let moved = 0;
      for (let host = 0; host < 5; host++) if ((side & (1 << host)) !== 0) moved |= 1 << names[host]!;
      return codeOf({ leader: leader === 0 ? 0 : names[leader]!, side: moved });
    });
    const at = renamed.findIndex((code, index) => code !== own[index]);
    return at < 0 || renamed[at]! > own[at]!;
  });
}

/** A side and its complement are the same cut. */
function codeOf({ leader, side }: TwinView): number {
  return leader * 32 + Math.min(side, 31 - side);
}
