import { EMPTY } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { governance } from '@ashlar/protocol';
import { GOVERNANCE_SPACE } from './proposals.ts';

/** Blocks in a week, at three seconds a block: the time unit of a proposal's life where genesis sets no other. */
export const DEFAULT_WEEK_BLOCKS = 201_600n;

/** A proposal waits a week, is voted on for two, and if approved waits another. All in blocks. */
export type Timing = Readonly<{ weekBlocks: bigint; votingBlocks: bigint }>;

export function timingOf(host: NativeHost): Timing {
  const bytes = host.get(host.space(GOVERNANCE_SPACE.parameters), EMPTY);
  const stored = bytes === undefined ? 0n : governance.GovernanceParameters.decode(bytes).weekBlocks;
  const weekBlocks = stored > 0n ? stored : DEFAULT_WEEK_BLOCKS;
  return { weekBlocks, votingBlocks: 2n * weekBlocks };
}
