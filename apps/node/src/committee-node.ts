/** A chain of several validators that agree on each block, all in this process. @module */
import type { simplex } from '@ashlar/consensus';
import { type ClusterNode, historyOfFirst, openClusterNode } from './cluster-node.ts';
import { consensusMethods } from './consensus-methods.ts';
import { peerIdOf, type ValidatorKeys } from './member.ts';
import type { CommonConfig, NodePorts } from './node.ts';
import { openValidator } from './validator.ts';

export type CommitteeConfig = CommonConfig &
  Readonly<{
    /** The members that genesis names, all in this process; the first serves the API. */
    validators: readonly ValidatorKeys[];
    timing: simplex.Timing;
  }>;

/**
 * All validators are in this process: messages take no time, judging a full block does. An idle chain makes a block
 * every second and a half, as slowly as clients that look at the head once a second need it.
 */
export const DEV_TIMING: simplex.Timing = { delayMs: 500, driftMs: 1_000, watchMs: 0, paceMs: 1_500 };

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export function openCommitteeNode(ports: NodePorts, config: CommitteeConfig): Promise<ClusterNode> {
  const { validators } = config;
  return openClusterNode(ports, {
    ...config,
    peers: validators.map(peerIdOf),
    creator: validators[0]!.address,
    open: (member, directory, index) =>
      openValidator(member, { ...historyOfFirst(config, index), directory, keys: validators[index]! }),
    methods: consensusMethods,
  });
}
