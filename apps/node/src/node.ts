/**
 * A development node with one key: one process, every service on the in-process bus. This is a composition root; what is
 * opened here is closed here, in the reverse order. A chain of several validators in one process: `committee-node.ts`.
 * @module
 */
import { accept, hex, refuse } from '@ashlar/base';
import { DEFAULT_RHOLANG, RHOLANG_ADDRESS } from '@ashlar/contracts';
import { openCrypto, sign } from '@ashlar/crypto';
import { type Bus, type Clock, type Log, producerService } from '@ashlar/ports';
import { type chain, chainIdOf } from '@ashlar/protocol';
import { COST, type GrpcConfig, openRpc, type RhoConfig, type RpcConfig, type RpcMethod } from '@ashlar/rpc';
import { type BlockMode, openProducer, SINGLE_PRODUCER } from '@ashlar/services';
import { openChainServices, openKernel, openRecovery } from './chain-services.ts';
import { checksOf, type InternalAddress, openProbes } from './internal.ts';
import { type IndexerOption, openStorage } from './storage.ts';

export type NodePorts = Readonly<{ clock: Clock; log: Log }>;
/** What a node of any profile is told. */
export type CommonConfig = Readonly<{
  /** Where the chain is kept; undefined: in memory. */
  directory: string | undefined;
  genesis: chain.GenesisData;
  rpc: Omit<RpcConfig, 'extra' | 'rho'>;
  /** Where RChain's gRPC is answered; absent: nowhere. */
  rhoGrpc?: GrpcConfig;
  /** Whose mana brings deploys of RChain's clients to the chain; absent: nobody's. */
  deployPayer?: Readonly<{ address: Uint8Array; privateKey: Uint8Array }>;
  pendingPerAccountMax: number;
  /** Where probes and metrics are served; absent: nowhere. */
  internal?: InternalAddress;
  /** Whether the node whose API is served keeps a history of each account. Default: no. */
  accountHistory?: boolean;
  /** Where the node whose API is served keeps an index in SQL; absent: nowhere. */
  indexer?: IndexerOption | undefined;
  /** Threads that recover signatures; 0: the main thread does. */
  recoveryWorkers: number;
}>;
export type NodeConfig = CommonConfig &
  Readonly<{
    /** Who makes blocks. */
    producer: Readonly<{ address: Uint8Array; privateKey: Uint8Array }>;
    blockMode: BlockMode;
  }>;

export type Node = AsyncDisposable &
  Readonly<{
    bus: Bus;
    chainId: Uint8Array;
    port: number;
    /** Of RChain's gRPC; undefined: it is off. */
    grpcPort: number | undefined;
    /** Of probes and metrics; undefined: there are none. */
    internalPort: number | undefined;
    height: number;
    /** Resolves with what was thrown when the chain cannot go on: dispose of the node and end the process. */
    halted: Promise<unknown>;
  }>;

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openNode(ports: NodePorts, config: NodeConfig): Promise<Node> {
  const { clock, log } = ports;
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const storage = await openStorage(scope, config, log);
  const { state } = storage;
  const halted = Promise.withResolvers<unknown>();
  const halt = (cause: unknown): void => {
    log.error('node.halted', { cause: String(cause) });
    halted.resolve(cause);
  };
  const recoverBatch = openRecovery(scope, config.recoveryWorkers);
  const services = { clock, log, kernel: openKernel(), recoverBatch, halt };
  const bus = await openChainServices(scope, services, storage, { ...config, chain: SINGLE_PRODUCER });
  const { address, privateKey } = config.producer;
  const producer = { bus, clock, log, sign: (digest: Uint8Array) => sign(digest, privateKey) };
  scope.use(await openProducer(producer, { mode: config.blockMode, signer: address }));
  if (state.finalized.height === 0 && config.blockMode.kind !== 'manual') {
    // Clients of a chain expect a head with a height and a time.
    await bus.call(producerService.produceBlocks, { count: 1 }, { timeoutMs: 10_000 });
  }
  const listening = await openListeners(scope, { bus, clock, log }, config, soloRpc(bus, config));
  const owned = scope.move();
  return {
    bus,
    chainId: chainIdOf(config.genesis),
    ...listening,
    halted: halted.promise,
    get height() {
      return state.finalized.height;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type Listening = Pick<Node, 'port' | 'grpcPort' | 'internalPort'>;
type RpcOf = Pick<RpcConfig, 'extra' | 'rho'>;

/** The public listener, and the internal one if it was asked for. @param rpc what the profile adds to the API */
export async function openListeners(
  scope: AsyncDisposableStack,
  ports: NodePorts & Readonly<{ bus: Bus }>,
  config: CommonConfig,
  rpc: RpcOf,
): Promise<Listening> {
  const internal = await openProbes(scope, ports, config.internal, checksOf(ports.bus, config));
  const observe = internal === undefined ? {} : { observe: internal.observe };
  const { port, grpcPort } = scope.use(await openRpc(ports, { ...config.rpc, ...rpc, ...observe }));
  return { port, grpcPort, internalPort: internal?.port };
}

/** What the API of a chain of one producer has, who makes blocks when told. */
export const soloRpc = (bus: Bus, config: NodeConfig): RpcOf => ({
  extra: [produceBlocksMethod(bus)],
  rho: rhoOf(config, config.producer.address, () => produceOne(bus)),
});

type Propose = NonNullable<RhoConfig['propose']>;

/**
 * RChain's API of a node: what it says of itself, and who brings deploys to the chain.
 * @param creator whose blocks the node makes
 */
export function rhoOf(
  { deployPayer, rhoGrpc, genesis }: CommonConfig,
  creator: Uint8Array,
  propose?: Propose,
): RhoConfig {
  return {
    contractId: RHOLANG_ADDRESS,
    shardId: DEFAULT_RHOLANG.shardId,
    minPhloPrice: Number(DEFAULT_RHOLANG.minPhloPrice),
    version: 'Ashlar',
    networkId: hex(chainIdOf(genesis)),
    creator,
    ...(propose === undefined ? {} : { propose }),
    ...(rhoGrpc === undefined ? {} : { grpc: rhoGrpc }),
    ...(deployPayer === undefined
      ? {}
      : {
          relay: {
            payer: deployPayer.address,
            sign: (digest: Uint8Array) => sign(digest, deployPayer.privateKey),
          },
        }),
  };
}

const produceOne = (bus: Bus): ReturnType<Propose> =>
  bus.call(producerService.produceBlocks, { count: 1 }, { timeoutMs: 10_000 });

/** `block_producer.produce_blocks { count? }`: a development node makes blocks on demand, whatever its mode. */
function produceBlocksMethod(bus: Bus): RpcMethod {
  return {
    name: producerService.produceBlocks.subject,
    summary: 'Makes blocks now, empty ones too; development nodes only.',
    cost: COST.submission,
    params: { type: 'object', properties: { count: { type: 'integer', minimum: 1, maximum: 1_000 } } },
    result: { type: 'object', properties: { height: { type: 'string' } } },
    prepare(params) {
      const { count = 1 } = params as Readonly<{ count?: unknown }>;
      if (typeof count !== 'number') return refuse({ code: 'json.badNumber', path: 'count' });
      return accept(async () => {
        const answer = await bus.call(producerService.produceBlocks, { count }, { timeoutMs: 60_000 });
        return answer.ok ? accept({ height: String(answer.value.height) }) : answer;
      });
    },
  };
}
