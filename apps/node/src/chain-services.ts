/**
 * The services that every node has around its chain, whoever makes the blocks. What is opened here belongs to `scope`.
 * @module
 */
import { assert, Fault } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { nativeContracts } from '@ashlar/contracts';
import { openRecoveryPool, packRecoveries, type RecoveryPool, recover, recoveredKey } from '@ashlar/crypto';
import { openRhoEngine } from '@ashlar/engine-rho';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { Kernel } from '@ashlar/kernel';
import type { Bus, Clock, Log, RecordStore, Service } from '@ashlar/ports';
import type { chain } from '@ashlar/protocol';
import {
  type ChainConfig,
  MEMPOOL_DEFAULTS,
  openAccountHistory,
  openBlockStore,
  openChain,
  openContractMetaStore,
  openIndexer,
  openMempool,
  openTransactionStore,
  type RecoverBatch,
} from '@ashlar/services';
import { nativeAbis } from './native-abis.ts';
import { BESIDE, type Beside } from './service-names.ts';
import type { Storage } from './storage.ts';

export type ChainServicesPorts = Readonly<{
  clock: Clock;
  log: Log;
  kernel: Kernel;
  recoverBatch: RecoverBatch;
  halt: (cause: unknown) => void;
}>;
export type ChainServicesConfig = Readonly<{
  genesis: chain.GenesisData;
  pendingPerAccountMax: number;
  chain: ChainConfig;
}>;

const SIGNATURES_QUEUED_MAX = 100_000;
/** Up to so many signatures are recovered on the spot: the way to a worker would take longer. */
const INLINE_MAX = 4;

type BesidePorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
type BesideConfig = Pick<ChainServicesConfig, 'genesis' | 'pendingPerAccountMax'>;

/** @param records where the service keeps what it knows; a mempool without any is volatile */
export function openBeside(
  name: Beside,
  { bus, clock, log }: BesidePorts,
  records: RecordStore | undefined,
  config: BesideConfig,
): Promise<Service> {
  if (name === 'mempool') {
    const kept = records === undefined ? {} : { records };
    const limits = { ...MEMPOOL_DEFAULTS, perAccountMax: config.pendingPerAccountMax };
    return openMempool({ bus, clock, log, ...kept }, limits);
  }
  assert(records !== undefined, `${name} keeps records`);
  const ports = { bus, log, records };
  if (name === 'block_store') return openBlockStore(ports);
  if (name === 'transaction_store') return openTransactionStore(ports);
  if (name === 'account_history') return openAccountHistory(ports);
  return openContractMetaStore(ports, { genesis: nativeAbis(config.genesis) });
}

/** Opens block store, mempool, indexes and chain on a bus of their own. */
export async function openChainServices(
  scope: AsyncDisposableStack,
  { clock, log, kernel, recoverBatch, halt }: ChainServicesPorts,
  storage: Storage,
  config: ChainServicesConfig,
): Promise<Bus> {
  const bus: Bus = new InProcessBus();
  const { state, blocks, transactions, contracts, accounts, index } = storage;
  const records = {
    block_store: blocks,
    mempool: undefined,
    transaction_store: transactions,
    contract_meta_store: contracts,
    account_history: accounts,
  };
  for (const name of BESIDE) {
    if (name === 'account_history' && accounts === undefined) continue;
    scope.use(await openBeside(name, { bus, clock, log }, records[name], config));
  }
  if (index !== undefined) scope.use(await openIndexer({ bus, clock, log, store: index }));
  scope.use(await openChain({ bus, clock, log, state, kernel, recoverBatch, halt }, config.chain));
  return bus;
}

/** One for a process: nodes in it share compiled contracts and recovered signatures. */
export const openKernel = (): Kernel =>
  new Kernel({ engines: [openWasmEngine(), openRhoEngine()], natives: nativeContracts, recover: recoverOne });

/** @param workers threads that recover signatures; 0: the main thread does */
export function openRecovery(scope: AsyncDisposableStack, workers: number): RecoverBatch {
  const pool: RecoveryPool | undefined =
    workers === 0
      ? undefined
      : scope.use(openRecoveryPool({ workers, queuedMax: SIGNATURES_QUEUED_MAX, inlineMax: INLINE_MAX }));
  return async (requests) => {
    if (pool === undefined) return requests.map(({ digest, signature }) => recoverOne(digest, signature));
    const answers = await pool.recover(packRecoveries(requests));
    if (!answers.ok) throw new Fault('worker.lost', { retryable: true, detail: answers.refusal.code });
    return requests.map((_request, index) => recoveredKey(answers.value, index));
  };
}

function recoverOne(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  const recovered = recover(digest, signature);
  return recovered.ok ? recovered.value : undefined;
}
