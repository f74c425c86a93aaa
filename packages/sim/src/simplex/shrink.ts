/**
 * A failing scenario made small: fewer faults, fewer liars, a kinder world, as long as it still fails.
 *
 * Greedy, and deterministic: halves of the fault list first, then single faults, then one option after the other.
 * @module
 */
import { CALM_LINK, type Fault, type Scenario } from './scenario.ts';

/** Runs that a search may cost. */
const RUNS_MAX = 200;

/** The smallest scenario found; `scenario` itself if nothing can go. `fails` must hold for it. */
export function shrink(scenario: Scenario, fails: (candidate: Scenario) => boolean): Scenario {
  let best = scenario;
  let runs = 0;
  const attempt = (candidate: Scenario): boolean => {
    if (runs >= RUNS_MAX) return false;
    runs += 1;
    const isSmaller = fails(candidate);
    if (isSmaller) best = candidate;
    return isSmaller;
  };
  // Again while anything helps: what one fault hid, its absence may lay bare.
  for (let before: Scenario | undefined; before !== best; ) {
    before = best;
    for (let size = Math.ceil(best.faults.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let from = 0; from < best.faults.length; )
        if (!attempt({ ...best, faults: without(best.faults, from, size) })) from += size;
    for (const node of [...best.adversaries.keys()])
      attempt({ ...best, adversaries: new Map([...best.adversaries].filter(([other]) => other !== node)) });
    for (const kinder of KINDER) {
      const change = kinder(best);
      if (change !== undefined) attempt({ ...best, ...change });
    }
    while (best.chaosMs > best.delayMs && attempt({ ...best, chaosMs: Math.floor(best.chaosMs / 2) }));
  }
  return best;
}

const KINDER: readonly ((scenario: Scenario) => Partial<Scenario> | undefined)[] = [
  ({ link }) => (link === CALM_LINK ? undefined : { link: CALM_LINK }),
  ({ link }) => (link.lossPerMille === 0 ? undefined : { link: { ...link, lossPerMille: 0 } }),
  ({ link }) => (link.duplicatePerMille === 0 ? undefined : { link: { ...link, duplicatePerMille: 0 } }),
  ({ link }) => (link.stragglePerMille === 0 ? undefined : { link: { ...link, stragglePerMille: 0 } }),
  ({ epochBlocks }) => (epochBlocks === 0 ? undefined : { epochBlocks: 0 }),
  ({ paceMs }) => (paceMs === 0 ? undefined : { paceMs: 0 }),
  ({ flushMaxMs }) => (flushMaxMs === 0 ? undefined : { flushMaxMs: 0 }),
  ({ judgeMaxMs }) => (judgeMaxMs === 0 ? undefined : { judgeMaxMs: 0 }),
  ({ watchMs }) => (watchMs === 0 ? undefined : { watchMs: 0 }),
  ({ isEncoded }) => (isEncoded ? { isEncoded: false } : undefined),
];

function without(faults: readonly Fault[], from: number, count: number): readonly Fault[] {
  return [...faults.slice(0, from), ...faults.slice(from + count)];
}

/** A scenario as text that can be pasted into a test. */
export function describeScenario(scenario: Scenario): string {
  return JSON.stringify({ ...scenario, adversaries: [...scenario.adversaries] }, undefined, 2);
}
