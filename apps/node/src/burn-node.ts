/**
 * A chain of proof of burn: several producers of different power in one process, who find each other's blocks over a
 * network and choose among branches.
 * @module
 */
import { join } from 'node:path';
import { forkChoice, type simplex } from '@ashlar/consensus';
import { publicKeyOf } from '@ashlar/crypto';
import { type Bus, chainService, topics } from '@ashlar/ports';
import { type ChainConfig, openBlockExchange, openBurnProducer, openGossip } from '@ashlar/services';
import { openRecords } from '@ashlar/state';
import { openChainServices } from './chain-services.ts';
import { type ClusterNode, historyOfFirst, openClusterNode } from './cluster-node.ts';
import { consensusMethods } from './consensus-methods.ts';
import { type Member, type MemberPorts, peerIdOf, type ValidatorKeys } from './member.ts';
import type { CommonConfig, NodePorts } from './node.ts';
import { openStorage } from './storage.ts';
import { openVotes } from './votes.ts';

export type BurnConfig = CommonConfig &
  Readonly<{
    /** The registered keys prove the lottery and sign; vote keys sign checkpoints. */
    producers: readonly ValidatorKeys[];
    /** How far ahead of our clock a block may be made. */
    lookaheadMs: number;
    /** For chains where double production is punished. */
    onePerHeight: boolean;
    /** Where the producers that genesis names as a committee agree on which blocks are final; absent: 60 blocks do. */
    checkpoints?: Checkpoints | undefined;
  }>;
export type Checkpoints = Readonly<{ everyBlocks: number; timing: simplex.Timing }>;

/** Of a development chain: a block every three seconds on average, and a new lottery ticket every ten milliseconds. */
export const DEV_BURN: Readonly<{ targetBlockInterval: number; quantumLength: number }> = {
  targetBlockInterval: 3_000,
  quantumLength: 10,
};

/** Ten blocks take half a minute on average; a leader without one to propose waits twice that. */
export const DEV_CHECKPOINTS: Checkpoints = {
  everyBlocks: 10,
  timing: { delayMs: 500, driftMs: 5_000, watchMs: 0, paceMs: 60_000 },
};

const BY_CHECKPOINT: ChainConfig = { finality: 'checkpoint', forkChoice: forkChoice.pob };
const BY_DEPTH: ChainConfig = { finality: 'depth', forkChoice: forkChoice.pob };

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export function openBurnNode(ports: NodePorts, config: BurnConfig): Promise<ClusterNode> {
  const { producers } = config;
  return openClusterNode(ports, {
    ...config,
    peers: producers.map(peerIdOf),
    creator: producers[0]!.address,
    open: (member, directory, index) =>
      openProducerMember(member, historyOfFirst(config, index), producers[index]!, directory),
    methods: config.checkpoints === undefined ? () => [] : consensusMethods,
  });
}

async function openProducerMember(
  ports: MemberPorts,
  config: BurnConfig,
  member: ValidatorKeys,
  directory: string,
): Promise<Member> {
  const { clock, log, network, halt } = ports;
  await using scope = new AsyncDisposableStack();
  scope.defer(() => network[Symbol.asyncDispose]());
  const storage = await openStorage(scope, { ...config, directory }, log);
  const { checkpoints } = config;
  const chain = checkpoints === undefined ? BY_DEPTH : BY_CHECKPOINT;
  const bus = await openChainServices(scope, ports, storage, { ...config, chain });
  const records = scope.use(await openRecords(join(directory, 'producer.mdb')));
  const { lookaheadMs, onePerHeight } = config;
  const { address, privateKey } = member;
  const keys = { address, privateKey, publicKey: publicKeyOf(privateKey) };
  scope.use(
    await openBurnProducer({ bus, clock, log, records, halt }, { ...keys, lookaheadMs, onePerHeight }),
  );
  // After the producer, which waits to hear from it.
  scope.use(await openGossip({ bus, log, network }));
  scope.use(await openBlockExchange({ bus, clock, log, network }));
  if (checkpoints !== undefined) {
    const { everyBlocks, timing } = checkpoints;
    const votes = { genesis: config.genesis, directory, keys: member, timing, checkpoints: { everyBlocks } };
    await openVotes(scope, { ...ports, bus, state: storage.state }, votes);
  }
  const heads = { height: await headHeight(bus) };
  scope.use(
    await bus.subscribe(topics.chainMoved, ({ undone, applied }) => {
      const height = applied.at(-1)?.height ?? (undone.at(-1)?.height ?? 1n) - 1n;
      heads.height = Number(height);
    }),
  );
  const owned = scope.move();
  return {
    bus,
    get height() {
      return heads.height;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function headHeight(bus: Bus): Promise<number> {
  const head = await bus.call(chainService.getHeadInfo, {}, { timeoutMs: 10_000 });
  return head.ok ? Number(head.value.headTopology?.height ?? 0n) : 0;
}
