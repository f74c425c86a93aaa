/**
 * What a node measures of itself, for Prometheus: what its services announce on the bus, how its JSON-RPC answers, and
 * what the process needs. Names are `ashlar_<subsystem>_<name>_<unit>`; labels come from fixed sets, never from clients.
 * @module
 */
import { type Bus, type Clock, topics } from '@ashlar/ports';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How a request ended: answered, refused for what it asked, or failed through our own fault. */
export type Outcome = 'ok' | 'refused' | 'failed';
/** Told when a method is asked; what it returns is told how that ended. */
export type Observe = (method: string) => (outcome: Outcome) => void;

export interface Metrics extends AsyncDisposable {
  readonly observe: Observe;
  readonly contentType: string;
  /** All of them in Prometheus' text form. */
  text(): Promise<string>;
}

type MetricsPorts = Readonly<{ bus: Bus; clock: Clock }>;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export async function openMetrics(ports: MetricsPorts, version: string): Promise<Metrics> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const build = new Gauge({
    name: 'ashlar_build_info',
    help: 'Always 1; the label says which version runs.',
    labelNames: ['version'],
    registers,
  });
  build.set({ version }, 1);
  const duration = new Histogram({
    name: 'ashlar_rpc_request_duration_seconds',
    help: 'Time to answer a JSON-RPC request, by method and how it ended.',
    labelNames: ['method', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  await using scope = new AsyncDisposableStack();
  scope.defer(() => registry.clear());
  await countChain(scope, ports.bus, registers);
  await countTransactions(scope, ports.bus, registers);
  const indexed = gauge(registers, {
    name: 'ashlar_indexer_height',
    help: 'Height up to which the SQL index goes; 0: there is none, or it has no block.',
  });
  scope.use(await ports.bus.subscribe(topics.indexerMoved, ({ height }) => indexed.set(Number(height))));
  const owned = scope.move();
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe: (method) => {
      const startedMs = ports.clock.monotonic();
      return (outcome) =>
        duration.observe({ method, outcome }, (ports.clock.monotonic() - startedMs) / 1_000);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type Registers = readonly Registry[];
type Named = Readonly<{ name: string; help: string }>;
const gauge = (registers: Registers, named: Named): Gauge =>
  new Gauge({ ...named, registers: [...registers] });
const counter = (registers: Registers, named: Named): Counter =>
  new Counter({ ...named, registers: [...registers] });

async function countChain(scope: AsyncDisposableStack, bus: Bus, registers: Registers): Promise<void> {
  const head = gauge(registers, { name: 'ashlar_chain_head_height', help: 'Height of the head.' });
  const final = gauge(registers, {
    name: 'ashlar_chain_final_height',
    help: 'Height of the last final block.',
  });
  const time = gauge(registers, {
    name: 'ashlar_chain_head_timestamp_seconds',
    help: 'Time in the header of the head.',
  });
  const blocks = counter(registers, {
    name: 'ashlar_chain_blocks_total',
    help: 'Blocks that joined the branch of the head.',
  });
  const undone = counter(registers, {
    name: 'ashlar_chain_undone_blocks_total',
    help: 'Blocks that left the branch of the head.',
  });
  const moves = counter(registers, {
    name: 'ashlar_chain_reorganizations_total',
    help: 'Moves of the head to another branch.',
  });
  scope.use(
    await bus.subscribe(topics.chainMoved, (moved) => {
      const last = moved.applied.at(-1);
      if (last !== undefined) head.set(Number(last.height));
      blocks.inc(moved.applied.length);
      undone.inc(moved.undone.length);
      if (moved.undone.length > 0) moves.inc();
      const timestamp = moved.block?.header?.timestamp;
      if (timestamp !== undefined) time.set(Number(timestamp) / 1_000);
    }),
  );
  scope.use(
    await bus.subscribe(topics.forkHeads, ({ heads, lastIrreversibleBlock }) => {
      const heights = heads.map(({ height }) => Number(height));
      if (heights.length > 0) head.set(Math.max(...heights));
      if (lastIrreversibleBlock !== undefined) final.set(Number(lastIrreversibleBlock.height));
    }),
  );
  scope.use(
    await bus.subscribe(topics.blockIrreversible, ({ topology }) => {
      if (topology !== undefined) final.set(Number(topology.height));
    }),
  );
}

async function countTransactions(scope: AsyncDisposableStack, bus: Bus, registers: Registers): Promise<void> {
  const included = counter(registers, {
    name: 'ashlar_chain_transactions_total',
    help: 'Transactions in blocks that were accepted.',
  });
  const accepted = counter(registers, {
    name: 'ashlar_mempool_transactions_total',
    help: 'Transactions that the mempool took.',
  });
  const failed = counter(registers, {
    name: 'ashlar_mempool_failed_total',
    help: 'Transactions that turned out not to fit into a block.',
  });
  scope.use(
    await bus.subscribe(topics.blockAccepted, ({ block }) => included.inc(block?.transactions.length ?? 0)),
  );
  scope.use(await bus.subscribe(topics.mempoolAccepted, () => accepted.inc()));
  scope.use(await bus.subscribe(topics.transactionFailed, () => failed.inc()));
}
