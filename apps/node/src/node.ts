/**
 * A development node: one process, one key, every service on the in-process bus. This is the composition root; what is
 * opened here is closed here, in the reverse order.
 * @module
 */
import { accept, Fault, refuse } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { nativeContracts } from '@ashlar/contracts';
import {
  openCrypto,
  openRecoveryPool,
  packRecoveries,
  type RecoveryPool,
  recover,
  recoveredKey,
  sign,
} from '@ashlar/crypto';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { Kernel } from '@ashlar/kernel';
import { type Bus, type Clock, type Log, producerService } from '@ashlar/ports';
import { type chain, chainIdOf } from '@ashlar/protocol';
import { openRpc, RPC_BODY_BYTES_MAX, type RpcMethod } from '@ashlar/rpc';
import {
  type BlockMode,
  MEMPOOL_DEFAULTS,
  openBlockStore,
  openChain,
  openContractMetaStore,
  openMempool,
  openProducer,
  openTransactionStore,
  type RecoverBatch,
  SINGLE_PRODUCER,
} from '@ashlar/services';
import { openStorage } from './storage.ts';

export type NodePorts = Readonly<{ clock: Clock; log: Log }>;
export type NodeConfig = Readonly<{
  /** Where the chain is kept; undefined: in memory. */
  directory: string | undefined;
  genesis: chain.GenesisData;
  /** ABIs of the contracts that genesis brings. */
  genesisAbis: readonly Readonly<{ contractId: Uint8Array; abi: string }>[];
  /** Who makes blocks. */
  producer: Readonly<{ address: Uint8Array; privateKey: Uint8Array }>;
  blockMode: BlockMode;
  rpc: Readonly<{ host: string; port: number }>;
  pendingPerAccountMax: number;
  /** Threads that recover signatures; 0: the main thread does. */
  recoveryWorkers: number;
}>;

export type Node = AsyncDisposable &
  Readonly<{
    bus: Bus;
    chainId: Uint8Array;
    port: number;
    height: number;
    /** Resolves with what was thrown when the chain cannot go on: dispose of the node and end the process. */
    halted: Promise<unknown>;
  }>;

const SIGNATURES_QUEUED_MAX = 100_000;
/** Up to so many signatures are recovered on the spot: the way to a worker would take longer. */
const INLINE_MAX = 4;

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openNode(ports: NodePorts, config: NodeConfig): Promise<Node> {
  const { clock, log } = ports;
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const storage = await openStorage(scope, config.directory, config.genesis, log);
  const kernel = new Kernel({
    engines: [openWasmEngine()],
    natives: nativeContracts,
    recover: (digest, signature) => {
      const recovered = recover(digest, signature);
      return recovered.ok ? recovered.value : undefined;
    },
  });
  const bus: Bus = new InProcessBus();
  const { state } = storage;
  scope.use(await openBlockStore({ bus, log, records: storage.blocks }));
  scope.use(
    await openMempool(
      { bus, clock, log },
      { ...MEMPOOL_DEFAULTS, perAccountMax: config.pendingPerAccountMax },
    ),
  );
  scope.use(await openTransactionStore({ bus, log, records: storage.transactions }));
  scope.use(
    await openContractMetaStore({ bus, log, records: storage.contracts }, { genesis: config.genesisAbis }),
  );
  const recoverBatch = openRecovery(scope, config.recoveryWorkers);
  const halted = Promise.withResolvers<unknown>();
  const halt = (cause: unknown): void => {
    log.error('node.halted', { cause: String(cause) });
    halted.resolve(cause);
  };
  scope.use(await openChain({ bus, clock, log, state, kernel, recoverBatch, halt }, SINGLE_PRODUCER));
  const { address, privateKey } = config.producer;
  const producer = { bus, clock, log, sign: (digest: Uint8Array) => sign(digest, privateKey) };
  scope.use(await openProducer(producer, { mode: config.blockMode, signer: address }));
  if (state.finalized.height === 0 && config.blockMode.kind !== 'manual') {
    // Clients of a chain expect a head with a height and a time.
    await bus.call(producerService.produceBlocks, { count: 1 }, { timeoutMs: 10_000 });
  }
  const rpc = scope.use(
    await openRpc(
      { bus, log },
      { ...config.rpc, bodyBytesMax: RPC_BODY_BYTES_MAX, extra: [produceBlocksMethod(bus)] },
    ),
  );
  const owned = scope.move();
  return {
    bus,
    chainId: chainIdOf(config.genesis),
    port: rpc.port,
    halted: halted.promise,
    get height() {
      return state.finalized.height;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function openRecovery(scope: AsyncDisposableStack, workers: number): RecoverBatch {
  const pool: RecoveryPool | undefined =
    workers === 0
      ? undefined
      : scope.use(openRecoveryPool({ workers, queuedMax: SIGNATURES_QUEUED_MAX, inlineMax: INLINE_MAX }));
  return async (requests) => {
    if (pool === undefined) {
      return requests.map(({ digest, signature }) => {
        const recovered = recover(digest, signature);
        return recovered.ok ? recovered.value : undefined;
      });
    }
    const answers = await pool.recover(packRecoveries(requests));
    if (!answers.ok) throw new Fault('worker.lost', { retryable: true, detail: answers.refusal.code });
    return requests.map((_request, index) => recoveredKey(answers.value, index));
  };
}

/** `block_producer.produce_blocks { count? }`: a development node makes blocks on demand, whatever its mode. */
function produceBlocksMethod(bus: Bus): RpcMethod {
  return {
    name: producerService.produceBlocks.subject,
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
