/**
 * A chain of proof of burn: several producers of different power in one process, who find each other's blocks over a
 * network and choose among branches.
 * @module
 */
import { join } from 'node:path';
import { forkChoice } from '@ashlar/consensus';
import { publicKeyOf } from '@ashlar/crypto';
import { type Bus, chainService, topics } from '@ashlar/ports';
import { type ChainConfig, openBlockExchange, openBurnProducer, openGossip } from '@ashlar/services';
import { openRecords } from '@ashlar/state';
import { openChainServices } from './chain-services.ts';
import { type ClusterNode, type Member, openClusterNode } from './cluster-node.ts';
import type { CommonConfig, NodePorts } from './node.ts';
import { openStorage } from './storage.ts';
import { type MemberPorts, peerIdOf, type ValidatorKeys } from './validator.ts';

/** Whose blocks these are: the key that is registered proves the lottery and signs. */
export type BurnKeys = Pick<ValidatorKeys, 'address' | 'privateKey'>;
export type BurnConfig = CommonConfig &
  Readonly<{
    producers: readonly BurnKeys[];
    /** How far ahead of our clock a block may be made. */
    lookaheadMs: number;
    /** For chains where double production is punished. */
    onePerHeight: boolean;
  }>;

/** Of a development chain: a block every three seconds on average, and a new lottery ticket every ten milliseconds. */
export const DEV_BURN: Readonly<{ targetBlockInterval: number; quantumLength: number }> = {
  targetBlockInterval: 3_000,
  quantumLength: 10,
};

const BY_DEPTH: ChainConfig = { finality: 'depth', forkChoice: forkChoice.pob };

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export function openBurnNode(ports: NodePorts, config: BurnConfig): Promise<ClusterNode> {
  const { producers } = config;
  return openClusterNode(ports, {
    ...config,
    peers: producers.map(peerIdOf),
    open: (member, directory, index) => openProducerMember(member, config, producers[index]!, directory),
    methods: () => [],
  });
}

async function openProducerMember(
  ports: MemberPorts,
  config: BurnConfig,
  { address, privateKey }: BurnKeys,
  directory: string,
): Promise<Member> {
  const { clock, log, network, halt } = ports;
  await using scope = new AsyncDisposableStack();
  scope.defer(() => network[Symbol.asyncDispose]());
  const storage = await openStorage(scope, directory, config.genesis, log);
  const bus = await openChainServices(scope, ports, storage, { ...config, chain: BY_DEPTH });
  const records = scope.use(await openRecords(join(directory, 'producer.mdb')));
  const { lookaheadMs, onePerHeight } = config;
  const keys = { address, privateKey, publicKey: publicKeyOf(privateKey) };
  scope.use(
    await openBurnProducer({ bus, clock, log, records, halt }, { ...keys, lookaheadMs, onePerHeight }),
  );
  // After the producer, which waits to hear from it.
  scope.use(await openGossip({ bus, log, network }));
  scope.use(await openBlockExchange({ bus, clock, log, network }));
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
