/**
 * What an operator wants to see of a machine (2a.5c), read off its state. Durations and rates are the driver's to keep.
 * @module
 */
import type { Config } from './config.ts';
import { weightOf } from './config.ts';
import type { Silence, State } from './state.ts';
import type { Index } from './types.ts';

export type Observation = Readonly<{
  epoch: number;
  view: number;
  /** Newest final block. */
  finalHeight: number;
  finalView: number;
  /** Views since finality: grows while the network cannot agree. */
  viewsSinceFinal: number;
  /** k of the back-off. */
  nullifiedRun: number;
  missingBlocks: number;
  /** Validators not heard for `skipViews`, by index, and their weight. */
  inactive: readonly Index[];
  inactiveWeight: bigint;
  /** Validators convicted by evidence still held, by index. */
  convicted: readonly Index[];
  silences: readonly Silence[];
  /** Last view in which H6 keeps us silent after a lost log; 0 if none. */
  silentThrough: number;
}>;

export function observe(config: Config, state: State): Observation {
  const { view, floor } = state;
  const inactive = state.heardViews.flatMap((heard, index) =>
    index !== config.self && heard + config.skipViews < view ? [index] : [],
  );
  const convicted = new Set<Index>();
  for (const { reported } of state.slots.values())
    for (const key of reported) convicted.add(Number(key.slice(key.indexOf(':') + 1)));
  return {
    epoch: config.epoch,
    view,
    finalHeight: floor.height,
    finalView: floor.view,
    viewsSinceFinal: view - floor.view - 1,
    nullifiedRun: state.nullifiedRun,
    missingBlocks: state.missing.size,
    inactive,
    inactiveWeight: weightOf(config.validators, inactive),
    convicted: [...convicted].sort((a, b) => a - b),
    silences: [...state.silences],
    silentThrough: state.silentThrough,
  };
}
