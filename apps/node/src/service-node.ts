/**
 * Some services of a chain of one producer, in a process of their own, with the others behind a broker. The same services
 * as in `node.ts`, on another bus; each keeps what it knows in its own part of the data directory.
 *
 * A process may start before those that it needs: it waits for them. What must not go on ends the process, and whoever
 * supervises it starts it again: it then catches up by itself.
 * @module
 */
import { assert, Fault } from '@ashlar/base';
import { openAmqpBus } from '@ashlar/bus';
import { openCrypto, sign } from '@ashlar/crypto';
import { type Bus, type Clock, chainService, producerService, type Random } from '@ashlar/ports';
import { type Check, openRpc } from '@ashlar/rpc';
import { openChain, openIndexer, openProducer, SINGLE_PRODUCER } from '@ashlar/services';
import { type ChainServicesPorts, openBeside, openKernel, openRecovery } from './chain-services.ts';
import { indexerCheck, openProbes } from './internal.ts';
import { type NodeConfig, type NodePorts, soloRpc } from './node.ts';
import { type Beside, SERVICES, type ServiceName } from './service-names.ts';
import { openChainState, openIndexIn, openRecordsIn, type RecordsName } from './storage.ts';

const RECORDS: Readonly<Record<Beside, RecordsName>> = {
  block_store: 'blocks',
  mempool: 'mempool',
  transaction_store: 'transactions',
  contract_meta_store: 'contracts',
  account_history: 'accounts',
};

export type ServiceNodePorts = NodePorts & Readonly<{ random: Random }>;
export type ServiceNodeConfig = NodeConfig & Readonly<{ services: readonly ServiceName[]; busUrl: string }>;

export type ServiceNode = AsyncDisposable &
  Readonly<{
    /** Where `jsonrpc` listens, if it is among the services. */
    port: number | undefined;
    internalPort: number | undefined;
    /** Resolves with what was thrown when a service cannot go on: dispose of the node and end the process. */
    halted: Promise<unknown>;
  }>;

/** How long a service waits for those that it needs. */
const OPENING_MAX_MS = 120_000;
const OPENING_RETRY_MS = 250;
/** A producer that missed an announcement finds out after so long. */
const LOOK_MS = 1_000;

/** Opens the services in the order of `SERVICES`, or throws a `Fault` having released whatever it had already acquired. */
export async function openServiceNode(
  ports: ServiceNodePorts,
  config: ServiceNodeConfig,
): Promise<ServiceNode> {
  const { clock, log } = ports;
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const halted = Promise.withResolvers<unknown>();
  const halt = (cause: unknown): void => {
    log.error('node.halted', { cause: String(cause) });
    halted.resolve(cause);
  };
  const bus = scope.use(await openAmqpBus({ ...ports, onFailure: halt }, { url: config.busUrl }));
  const inside = { bus, clock, log };
  const opening = new Opening(scope, clock);
  const unready = new Set(config.services);
  const checks = new Map<string, Check>([['services', async () => notYet(unready)]]);
  if (unready.has('indexer')) checks.set(...indexerCheck(bus));
  const internal = await openProbes(scope, inside, config.internal, checks);
  let port: number | undefined;
  for (const name of SERVICES) {
    if (!config.services.includes(name)) continue;
    if (name === 'chain') await openChainIn(opening, { ...inside, halt }, config);
    else if (name === 'block_producer') await openProducing(opening, inside, config);
    else if (name === 'indexer') await openIndexing(opening, inside, config);
    else if (name === 'jsonrpc') {
      const observe = internal === undefined ? {} : { observe: internal.observe };
      const rpc = { ...config.rpc, ...soloRpc(bus, config), ...observe };
      ({ port } = await opening.use(() => openRpc(inside, rpc)));
    } else {
      const records = await openRecordsIn(scope, config.directory, RECORDS[name]);
      await opening.use(() => openBeside(name, inside, records, config));
    }
    unready.delete(name);
  }
  const owned = scope.move();
  return {
    port,
    internalPort: internal?.port,
    halted: halted.promise,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const notYet = (unready: ReadonlySet<ServiceName>): string | undefined =>
  unready.size === 0 ? undefined : `${[...unready].join(', ')} not open yet`;

type Inside = NodePorts & Readonly<{ bus: Bus }>;

async function openChainIn(
  opening: Opening,
  ports: Inside & Pick<ChainServicesPorts, 'halt'>,
  { directory, genesis, recoveryWorkers }: NodeConfig,
): Promise<void> {
  const state = await openChainState(opening.scope, directory, genesis, ports.log);
  const recoverBatch = openRecovery(opening.scope, recoveryWorkers);
  await opening.use(() =>
    openChain({ ...ports, state, kernel: openKernel(), recoverBatch }, SINGLE_PRODUCER),
  );
}

async function openIndexing(
  opening: Opening,
  ports: Inside,
  { directory, genesis, indexer }: NodeConfig,
): Promise<void> {
  assert(indexer !== undefined, 'the indexer has a database');
  const store = await opening.until(() => openIndexIn(opening.scope, directory, genesis, indexer));
  await opening.use(() => openIndexer({ ...ports, store }));
}

async function openProducing(
  opening: Opening,
  { bus, clock, log }: Inside,
  { producer: { address, privateKey }, blockMode }: NodeConfig,
): Promise<void> {
  const ports = { bus, clock, log, sign: (digest: Uint8Array) => sign(digest, privateKey) };
  const producing = { mode: blockMode, signer: address, lookMs: LOOK_MS };
  await opening.use(() => openProducer(ports, producing));
  if (blockMode.kind === 'manual') return;
  await opening.until(async () => {
    const head = await bus.call(chainService.getHeadInfo, {}, { timeoutMs: 10_000 });
    if (!head.ok || head.value.headTopology!.height > 0n) return;
    await bus.call(producerService.produceBlocks, { count: 1 }, { timeoutMs: 10_000 });
  });
}

/** Opens again what could not be opened because of the world. */
class Opening {
  readonly scope: AsyncDisposableStack;
  readonly #clock: Clock;

  constructor(scope: AsyncDisposableStack, clock: Clock) {
    this.scope = scope;
    this.#clock = clock;
  }

  async use<Service extends AsyncDisposable>(open: () => Promise<Service>): Promise<Service> {
    return this.scope.use(await this.until(open));
  }

  /** @throws what `attempt` throws, if trying again does not help or took too long */
  async until<Value>(attempt: () => Promise<Value>): Promise<Value> {
    for (const startedMs = this.#clock.monotonic(); ; ) {
      try {
        return await attempt();
      } catch (cause) {
        const isLate = this.#clock.monotonic() - startedMs > OPENING_MAX_MS;
        if (!(cause instanceof Fault) || !cause.retryable || isLate) throw cause;
        await new Promise<void>((resolve) => void this.#clock.after(OPENING_RETRY_MS, resolve));
      }
    }
  }
}
