/**
 * The producer of a chain with one key: makes blocks when a transaction arrives, at an interval, or when told.
 *
 * Serves `block_producer.produce_blocks`. Consumes `koinos.mempool.accept`. How a block is put together: `assemble.ts`.
 * @module
 */
import { accept, assert, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  type Clock,
  chainService,
  type Log,
  type ProduceBlocksResponse,
  producerService,
  type Service,
  topics,
} from '@ashlar/ports';
import { blockIdBytes, idDigest } from '@ashlar/protocol';
import { SerialQueue } from '../chain/queue.ts';
import { assembleBlock } from './assemble.ts';

export type BlockMode = Readonly<
  { kind: 'auto' } | { kind: 'interval'; intervalMs: number } | { kind: 'manual' }
>;

export type ProducerPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  /** Signs a 32-byte digest: the 65-byte recoverable signature of the chain's key. */
  sign: (digest: Uint8Array) => Uint8Array;
}>;
export type ProducerConfig = Readonly<{
  mode: BlockMode;
  signer: Uint8Array;
  /** In mode `auto`, looks at the mempool so often as well: between processes, announcements get lost. Absent: never. */
  lookMs?: number;
}>;

/** Blocks one request may ask for. */
export const PRODUCE_REQUEST_MAX = 1_000;
const CALL = { timeoutMs: 10_000 };

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openProducer(ports: ProducerPorts, config: ProducerConfig): Promise<Service> {
  const { bus, clock, log } = ports;
  const { mode } = config;
  const queue = new SerialQueue();
  let closed = false;
  const produce = (onlyIfPending: boolean): Promise<Answer<Produced>> =>
    queue.run(() => produceBlock(ports, config, onlyIfPending));
  const report = (produced: Answer<Produced>): void => {
    if (!produced.ok) log.warn('producer.refused', { ...produced.refusal });
  };
  const fail = (cause: unknown): void => log.error('producer.failed', { cause: String(cause) });
  // One waiting run is enough, for it takes whatever came in the meantime; what did not fit comes in the next block.
  const produceWhilePending = (): void => {
    if (closed || queue.length >= 2) return;
    produce(true)
      .then((produced) => {
        report(produced);
        if (produced.ok && produced.value.isNew) produceWhilePending();
      })
      .catch(fail);
  };
  await using scope = new AsyncDisposableStack();
  scope.defer(() => {
    closed = true;
    return queue.idle();
  });
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await own(
    bus.serve(producerService.produceBlocks, ({ count }) => produceMany(count, () => produce(false))),
  );
  if (mode.kind === 'auto') {
    // Not awaited: whoever sent the transaction hears at once that it is pending.
    await own(bus.subscribe(topics.mempoolAccepted, produceWhilePending));
    if (config.lookMs !== undefined) scope.use(clock.every(config.lookMs, produceWhilePending));
  }
  if (mode.kind === 'interval') {
    scope.use(
      clock.every(mode.intervalMs, () => void (queue.length === 0 && produce(false).then(report, fail))),
    );
  }
  log.info('producer.opened', { ...mode });
  const owned = scope.move();
  return { name: 'block_producer', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function produceMany(
  count: number,
  produce: () => Promise<Answer<Produced>>,
): Promise<Answer<ProduceBlocksResponse>> {
  if (!Number.isInteger(count) || count < 1 || count > PRODUCE_REQUEST_MAX) {
    return refuse({ code: 'producer.badCount', message: `count must be in [1, ${PRODUCE_REQUEST_MAX}]` });
  }
  let height = 0n;
  for (let made = 0; made < count; made++) {
    const produced = await produce();
    if (!produced.ok) return produced;
    height = produced.value.height;
  }
  return accept({ height });
}

/** A block made, or the head if there was nothing to include. */
type Produced = Readonly<{ height: bigint; isNew: boolean }>;

/** Makes one block on the head. */
async function produceBlock(
  ports: ProducerPorts,
  config: ProducerConfig,
  onlyIfPending: boolean,
): Promise<Answer<Produced>> {
  const head = await ports.bus.call(chainService.getHeadInfo, {}, CALL);
  if (!head.ok) return head;
  const { headTopology, headBlockTime, headStateMerkleRoot } = head.value;
  assert(headTopology !== undefined, 'a chain has a head');
  const parent = { topology: headTopology, stateMerkleRoot: headStateMerkleRoot, timeMs: headBlockTime };
  const made = await assembleBlock(ports, parent, {
    isWorthIt: (transactions) => !onlyIfPending || transactions.length > 0,
    complete: (header) => {
      const whole = { ...header, signer: config.signer };
      const id = blockIdBytes(whole);
      return { id, header: whole, signature: ports.sign(idDigest(id)) };
    },
  });
  if (!made.ok) return made;
  if (made.value === undefined) return accept({ height: headTopology.height, isNew: false });
  return accept({ height: made.value.header!.height, isNew: true });
}
