/**
 * The mempool service: the `Pool` on the bus.
 *
 * Serves `mempool.*`. Consumes `ashlar.chain.moved`, `koinos.block.accept` and `koinos.transaction.fail`. Publishes `koinos.mempool.accept`
 * and `koinos.mempool.block_accepted`. Without records it is volatile: after a restart, clients send again.
 * @module
 */
import { accept, EMPTY, refuse } from '@ashlar/base';
import {
  type AdmitRequest,
  type AdmitResponse,
  type Answer,
  type Bus,
  type Clock,
  type Log,
  mempoolService,
  type RecordStore,
  type Service,
  topics,
} from '@ashlar/ports';
import { decodeNonce, ERROR_CODE, type rpcMempool } from '@ashlar/protocol';
import { Followed } from './followed.ts';
import { Kept } from './kept.ts';
import { Pool, type PoolLimits } from './pool.ts';

export type MempoolPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  /** Where pending transactions are kept, so that none is lost with the process; absent: in memory only. */
  records?: RecordStore;
}>;
export type MempoolConfig = PoolLimits & Readonly<{ sweepMs: number }>;

export const MEMPOOL_DEFAULTS: MempoolConfig = {
  countMax: 100_000,
  bytesMax: 268_435_456,
  perAccountMax: 10,
  expiryMs: 120_000,
  sweepMs: 1_000,
};
/** Most transactions one request may ask for. */
export const PENDING_REQUEST_MAX = 2_000;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openMempool(ports: MempoolPorts, config: MempoolConfig): Promise<Service> {
  const { bus, clock, log } = ports;
  const pool = new Pool(config);
  const kept = ports.records === undefined ? undefined : new Kept(ports.records);
  const loaded = kept?.load(config.countMax) ?? [];
  pool.restore(loaded, clock.monotonic());
  const lowest = loaded.reduce<bigint | undefined>(lower, undefined);
  const followed = new Followed(bus, pool, lowest);
  const admission = { bus, clock, pool, kept };
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await own(
    bus.serve(mempoolService.checkPendingAccountResources, ({ payer, maxPayerRc, rcLimit }) =>
      accept({ success: pool.canReserve(payer, maxPayerRc, rcLimit) }),
    ),
  );
  await own(bus.serve(mempoolService.checkAccountNonce, (request) => checkNonce(pool, request)));
  await own(bus.serve(mempoolService.getPendingTransactions, (request) => oldest(pool, followed, request)));
  await own(
    bus.serve(mempoolService.getReservedAccountRc, ({ account }) => accept({ rc: pool.reservedOf(account) })),
  );
  await own(
    bus.serve(mempoolService.getPendingNonce, ({ payee }) => accept({ nonce: pool.pendingNonceOf(payee) })),
  );
  await own(
    bus.serve(mempoolService.getPendingTransactionCount, ({ payee }) =>
      accept({ count: BigInt(pool.countOf(payee)) }),
    ),
  );
  await own(bus.serve(mempoolService.getPendingTransactionsById, (request) => byId(pool, request)));
  await own(
    bus.serve(mempoolService.getStandings, async ({ blockId, payers, accounts }) => {
      await followed.reach(blockId);
      return accept({
        reserved: payers.map((payer) => pool.reservedOf(payer)),
        waiting: accounts.map((account) => pool.waitingOf(account)),
      });
    }),
  );
  await own(bus.serve(mempoolService.admit, (request) => admit(admission, request)));
  await own(
    bus.serve(mempoolService.restore, ({ transactions }) =>
      accept({ restored: pool.restore(transactions, clock.monotonic()) }),
    ),
  );
  await own(bus.subscribe(topics.chainMoved, (event) => followed.move(event)));
  await own(bus.subscribe(topics.blockAccepted, (event) => bus.publish(topics.mempoolBlockAccepted, event)));
  await own(bus.subscribe(topics.transactionFailed, ({ id }) => pool.drop(id)));
  scope.use(
    clock.every(config.sweepMs, () => {
      const count = pool.expire(clock.monotonic());
      if (count > 0) log.info('mempool.expired', { count });
      kept
        ?.write([], waitsIn(pool))
        .catch((cause: unknown) => log.error('mempool.sweepFailed', { cause: String(cause) }));
    }),
  );
  log.info('mempool.opened', { ...config, loaded: pool.size });
  const owned = scope.move();
  return {
    name: 'mempool',
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync();
      log.info('mempool.closed', { abandoned: pool.size });
    },
  };
}

const lower = (least: bigint | undefined, { height }: Readonly<{ height: bigint }>): bigint =>
  least === undefined || height < least ? height : least;

const waitsIn =
  (pool: Pool) =>
  (id: Uint8Array): boolean =>
    pool.find(id) !== undefined;

type Admission = Readonly<{ bus: Bus; clock: Clock; pool: Pool; kept: Kept | undefined }>;

/** All of them at once, on disk if they are kept; then whoever listens hears of each that waits now. */
async function admit(
  { bus, clock, pool, kept }: Admission,
  { transactions }: AdmitRequest,
): Promise<Answer<AdmitResponse>> {
  const refusals = pool.admitAll(transactions, clock.monotonic());
  const admitted = transactions.filter((_transaction, index) => refusals[index] === undefined);
  await kept?.write(admitted, waitsIn(pool));
  for (const { transaction, receipt, height } of admitted) {
    const pendingRcUsed = pool.reservedOf(transaction!.header!.payer);
    await bus.publish(topics.mempoolAccepted, { transaction, receipt, height, pendingRcUsed });
  }
  return accept({ refusals });
}

function checkNonce(
  pool: Pool,
  { payee, nonce }: rpcMempool.CheckAccountNonceRequest,
): Answer<rpcMempool.CheckAccountNonceResponse> {
  const wanted = decodeNonce(nonce);
  if (wanted === undefined) {
    return refuse({
      code: 'mempool.malformedNonce',
      message: 'malformed nonce',
      errorCode: ERROR_CODE.invalidNonce,
    });
  }
  return accept({ success: !pool.hasNonce(payee, wanted) });
}

/** Those that may follow the block `blockId`, if the request names one. */
async function oldest(
  pool: Pool,
  followed: Followed,
  { limit, blockId }: rpcMempool.GetPendingTransactionsRequest,
): Promise<Answer<rpcMempool.GetPendingTransactionsResponse>> {
  if (limit > BigInt(PENDING_REQUEST_MAX)) {
    const message = `requested too many pending transactions. max: ${PENDING_REQUEST_MAX}`;
    return refuse({ code: 'mempool.limitTooHigh', message });
  }
  await followed.reach(blockId ?? EMPTY);
  return accept({ pendingTransactions: pool.oldest(Number(limit)) });
}

function byId(
  pool: Pool,
  { transactionIds }: rpcMempool.GetPendingTransactionsByIdRequest,
): Answer<rpcMempool.GetPendingTransactionsByIdResponse> {
  if (transactionIds.length > PENDING_REQUEST_MAX) {
    return refuse({
      code: 'mempool.limitTooHigh',
      message: `more than ${PENDING_REQUEST_MAX} transaction ids`,
    });
  }
  const found = transactionIds.map((id) => pool.find(id)).filter((pending) => pending !== undefined);
  return accept({ pendingTransactions: found });
}
