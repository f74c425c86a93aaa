/**
 * Scenarios for a person who says what shall happen: how many validators, which faults. What is not said is drawn.
 * @module
 */
import { CALM_LINK, drawScenario, FAULT_KINDS, type FaultKind, type Scenario } from './scenario.ts';

/** `loss`: messages are lost, repeated, overtaken. `adversaries`: up to a third of the weight lies. */
export type FaultChoice = FaultKind | 'loss' | 'adversaries';

export const FAULT_CHOICES: readonly FaultChoice[] = ['adversaries', 'loss', ...FAULT_KINDS];

/** Validators of one world: every pair of them exchanges several messages a view. */
export const WORLD_VALIDATORS_MAX = 256;

/** @param faults all that may happen; `undefined` lets the swarm choose, world by world */
export function chooseScenario(
  seed: number,
  size: number | undefined,
  faults: readonly FaultChoice[] | undefined,
): Scenario {
  const sized = size === undefined ? {} : { size };
  if (faults === undefined) return drawScenario(seed, sized);
  const kinds = FAULT_KINDS.filter((kind) => faults.includes(kind));
  const scenario = drawScenario(seed, sized, kinds);
  const { link, adversaries } = scenario;
  const { delayMinMs, delayMaxMs } = link;
  return {
    ...scenario,
    link: faults.includes('loss') ? link : { ...CALM_LINK, delayMinMs, delayMaxMs },
    adversaries: faults.includes('adversaries') ? adversaries : new Map(),
  };
}
