/** What `ashlar sim` shows of a world, whatever its consensus. @module */
import {
  CALM_BURN,
  chooseScenario,
  drawBurnScenario,
  type FaultChoice,
  type simulate,
  simulateBurn,
} from '@ashlar/sim';

export type WorldShown = Readonly<{
  simulatedMs: number;
  events: number;
  blocks: number;
  timeline: string;
  violations: readonly Readonly<{ rule: string; detail: string; atMs?: number }>[];
  /** For people and programs: names to plain values. */
  described: Readonly<Record<string, unknown>>;
}>;

/** Plays the world of a seed. */
export type Worlds = (seed: number, isTraced: boolean) => WorldShown;

/** Blocks of the last moments, which not all producers have heard of. */
const SPREAD_MAX = 3;

/** Validators that agree on each block; faults are drawn unless chosen. */
export const bftWorlds =
  (
    validators: number | undefined,
    faults: readonly FaultChoice[] | undefined,
    play: typeof simulate,
  ): Worlds =>
  (seed, isTraced) => {
    const scenario = chooseScenario(seed, validators, faults);
    const outcome = play(scenario, { isTraced });
    const { height: blocks, simulatedMs, events, violations, traceHash, timeline } = outcome;
    const liars = [...scenario.adversaries].map(([node, name]) => `${node} ${name}`).join(', ');
    const described = {
      seed,
      validators: scenario.size,
      adversaries: liars === '' ? 'none' : liars,
      faults: scenario.faults.length,
      delayMs: scenario.delayMs,
      blocks,
      simulatedSeconds: simulatedMs / 1_000,
      events,
      traceHash,
      violations,
    };
    return { simulatedMs, events, blocks, timeline, violations, described };
  };

/** Producers of proof of burn, whose blocks are final by depth. */
export const burnWorlds =
  (producers: number | undefined, isCalm: boolean): Worlds =>
  (seed, isTraced) => {
    const drawn = drawBurnScenario(seed, producers);
    const scenario = isCalm ? { ...CALM_BURN, seed, powers: drawn.powers } : drawn;
    const outcome = simulateBurn(scenario, { isTraced });
    const { height: blocks, simulatedMs, events, traceHash, timeline, shares, partedAt, spread } = outcome;
    const violations = [...outcome.violations];
    if (partedAt !== undefined)
      violations.push({ rule: 'agreement', detail: `two blocks of height ${partedAt} are final` });
    if (spread > SPREAD_MAX)
      violations.push({ rule: 'convergence', detail: `heads are ${spread} blocks apart` });
    const described = {
      seed,
      producers: scenario.powers.length,
      powers: scenario.powers.join(', '),
      shares: shares.join(', '),
      cheats: scenario.cheats.length === 0 ? 'none' : scenario.cheats.join(', '),
      faults: scenario.partitions.length + scenario.outages.length,
      blocks,
      simulatedSeconds: simulatedMs / 1_000,
      events,
      traceHash,
      violations,
    };
    return { simulatedMs, events, blocks, timeline, violations, described };
  };
