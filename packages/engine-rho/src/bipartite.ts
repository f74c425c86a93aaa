/**
 * Maximum bipartite matching by augmenting paths (Kuhn, 1955), patterns in order, targets in order: the assignment RChain
 * makes (`spec/rholang.md` 3.3).
 * @module
 */
import type { Job } from './trampoline.ts';

/**
 * The target of each pattern, or undefined if some pattern gets none.
 * @param fits whether a pattern takes a target; asked at most once a pair
 * @param spend is told of each look at a pair, a step of the search
 */
export function* assign(
  patterns: number,
  targets: number,
  fits: (pattern: number, target: number) => Job<boolean>,
  spend: () => void,
): Job<readonly number[] | undefined> {
  const known = new Map<number, boolean>();
  const ownerOf = new Map<number, number>();
  const targetOf = new Array<number>(patterns).fill(-1);

  function* matches(pattern: number, target: number): Job<boolean> {
    spend();
    const pair = pattern * targets + target;
    const memo = known.get(pair);
    if (memo !== undefined) return memo;
    const answer = (yield fits(pattern, target)) as boolean;
    known.set(pair, answer);
    return answer;
  }

  function* claim(pattern: number, seen: Set<number>): Job<boolean> {
    for (let target = 0; target < targets; target++) {
      if (seen.has(target) || !((yield matches(pattern, target)) as boolean)) continue;
      seen.add(target);
      const owner = ownerOf.get(target);
      if (owner !== undefined && !((yield claim(owner, seen)) as boolean)) continue;
      ownerOf.set(target, pattern);
      targetOf[pattern] = target;
      return true;
    }
    return false;
  }

  for (let pattern = 0; pattern < patterns; pattern++)
    if (!((yield claim(pattern, new Set())) as boolean)) return undefined;
  return targetOf;
}
