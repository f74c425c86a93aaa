/**
 * The producer of a chain with one key: makes blocks when a transaction arrives, at an interval, or when told.
 *
 * Serves `block_producer.produce_blocks`. Consumes `koinos.mempool.accept`. Assembly as `spec/koinos.md` 7.2: pending
 * transactions in order, until a resource of the block is three quarters full; those that the kernel finds to fail are
 * left out, and the rest proposed again.
 * @module
 */
import { accept, assert, latin1, type Result, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  type CallRefusal,
  type Clock,
  chainService,
  type Log,
  mempoolService,
  type ProduceBlocksResponse,
  producerService,
  type Service,
  topics,
} from '@ashlar/ports';
import {
  type BlockHeader,
  blockIdBytes,
  type chain,
  idDigest,
  type rpcMempool,
  type Transaction,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { SerialQueue } from '../chain/queue.ts';
import { nonceAccountOf } from '../mempool/pool.ts';

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
export type ProducerConfig = Readonly<{ mode: BlockMode; signer: Uint8Array }>;

/** Pending transactions looked at for one block. */
export const INCLUSION_ATTEMPTS_MAX = 2_000;
/** Blocks one request may ask for. */
export const PRODUCE_REQUEST_MAX = 1_000;
/** Proposals of one block: each leaves out what the one before it showed to be in the way. */
export const PROPOSALS_MAX = 32;
/** A block takes transactions up to the upper share of each resource, and stops looking beyond the lower one. */
const UPPER_PERCENT = 90n;
const LOWER_PERCENT = 75n;
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
  const { bus, clock, log } = ports;
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  if (!head.ok) return head;
  const { headTopology, headBlockTime, headStateMerkleRoot } = head.value;
  assert(headTopology !== undefined, 'a chain has a head');
  const pending = await pendingFor(bus, headTopology.id);
  if (!pending.ok) return pending;
  let transactions = pending.value;
  for (let attempt = 1; ; attempt++) {
    if (onlyIfPending && transactions.length === 0)
      return accept({ height: headTopology.height, isNew: false });
    const now = BigInt(clock.now());
    const header: BlockHeader = {
      previous: headTopology.id,
      height: headTopology.height + 1n,
      timestamp: now > headBlockTime ? now : headBlockTime + 1n,
      previousStateMerkleRoot: headStateMerkleRoot,
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: config.signer,
      approvedProposals: [],
    };
    const id = blockIdBytes(header);
    const block = { id, header, transactions, signature: ports.sign(idDigest(id)) };
    const proposed = await bus.call(chainService.proposeBlock, { block }, CALL);
    if (!proposed.ok) {
      // The block as a whole was refused: perhaps together they use more than each alone did.
      if (transactions.length === 0 || attempt >= PROPOSALS_MAX) return proposed;
      log.warn('producer.refused', { ...proposed.refusal, transactions: transactions.length });
      transactions = transactions.slice(0, transactions.length >> 1);
      continue;
    }
    const failed = new Set(proposed.value.failedTransactionIndices);
    if (failed.size === 0) return accept({ height: header.height, isNew: true });
    log.info('producer.dropped', { count: failed.size });
    const left = transactions.filter((_transaction, index) => !failed.has(index));
    transactions = attempt < PROPOSALS_MAX ? left : [];
  }
}

async function pendingFor(
  bus: Bus,
  blockId: Uint8Array,
): Promise<Result<readonly Transaction[], CallRefusal>> {
  const limits = await bus.call(chainService.getResourceLimits, {}, CALL);
  if (!limits.ok) return limits;
  const pending = await bus.call(
    mempoolService.getPendingTransactions,
    { limit: BigInt(INCLUSION_ATTEMPTS_MAX), blockId },
    CALL,
  );
  if (!pending.ok) return pending;
  assert(limits.value.resourceLimitData !== undefined, 'a chain has resource limits');
  return accept(fill(pending.value.pendingTransactions, limits.value.resourceLimitData));
}

/** The first of the pending that fit together. */
export function fill(
  pending: readonly rpcMempool.PendingTransaction[],
  limits: chain.ResourceLimitData,
): readonly Transaction[] {
  const capacity = [limits.diskStorageLimit, limits.networkBandwidthLimit, limits.computeBandwidthLimit];
  const used = [0n, 0n, 0n];
  /** Accounts of which a transaction was passed over: what they sent after it cannot follow its nonce. */
  const waiting = new Set<string>();
  const chosen: Transaction[] = [];
  for (const candidate of pending) {
    const needs = [
      candidate.diskStorageUsed + candidate.systemDiskStorageUsed,
      candidate.networkBandwidthUsed + candidate.systemNetworkBandwidthUsed,
      candidate.computeBandwidthUsed + candidate.systemComputeBandwidthUsed,
    ];
    const fits = capacity.every(
      (limit, index) => used[index]! + needs[index]! <= (limit * UPPER_PERCENT) / 100n,
    );
    const { transaction } = candidate;
    if (transaction?.header === undefined) continue;
    const account = latin1(nonceAccountOf(transaction.header));
    if (!fits || waiting.has(account)) {
      waiting.add(account);
      continue;
    }
    chosen.push(transaction);
    for (const [index, need] of needs.entries()) used[index]! += need;
    if (capacity.some((limit, index) => used[index]! > (limit * LOWER_PERCENT) / 100n)) break;
  }
  return chosen;
}
