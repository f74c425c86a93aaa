/**
 * The mempool service: the `Pool` on the bus.
 *
 * Serves `mempool.*`. Consumes `ashlar.chain.moved`, `koinos.block.accept` and `koinos.transaction.fail`. Publishes `koinos.mempool.accept`
 * and `koinos.mempool.block_accepted`. Volatile by design: after a restart, clients send again.
 * @module
 */
import { accept, refuse } from '@ashlar/base';
import {
  type AdmitRequest,
  type AdmitResponse,
  type Answer,
  type Bus,
  type ChainMoved,
  type Clock,
  type Log,
  mempoolService,
  type Service,
  topics,
} from '@ashlar/ports';
import { decodeNonce, ERROR_CODE, type rpcMempool } from '@ashlar/protocol';
import { storedBlock } from '../stored.ts';
import { Pool, type PoolLimits } from './pool.ts';

export type MempoolPorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
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
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await own(
    bus.serve(mempoolService.checkPendingAccountResources, ({ payer, maxPayerRc, rcLimit }) =>
      accept({ success: pool.canReserve(payer, maxPayerRc, rcLimit) }),
    ),
  );
  await own(bus.serve(mempoolService.checkAccountNonce, (request) => checkNonce(pool, request)));
  await own(bus.serve(mempoolService.getPendingTransactions, (request) => oldest(pool, request)));
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
    bus.serve(mempoolService.getStandings, ({ payers, accounts }) =>
      accept({
        reserved: payers.map((payer) => pool.reservedOf(payer)),
        waiting: accounts.map((account) => pool.waitingOf(account)),
      }),
    ),
  );
  await own(bus.serve(mempoolService.admit, (request) => admit(bus, pool, request, clock.monotonic())));
  await own(
    bus.serve(mempoolService.restore, ({ transactions }) =>
      accept({ restored: pool.restore(transactions, clock.monotonic()) }),
    ),
  );
  await own(bus.subscribe(topics.chainMoved, (event) => follow(bus, pool, event)));
  await own(bus.subscribe(topics.blockAccepted, (event) => bus.publish(topics.mempoolBlockAccepted, event)));
  await own(bus.subscribe(topics.transactionFailed, ({ id }) => pool.drop(id)));
  scope.use(
    clock.every(config.sweepMs, () => {
      const count = pool.expire(clock.monotonic());
      if (count > 0) log.info('mempool.expired', { count });
    }),
  );
  log.info('mempool.opened', { ...config });
  const owned = scope.move();
  return {
    name: 'mempool',
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync();
      log.info('mempool.closed', { abandoned: pool.size });
    },
  };
}

/** All of them at once, then whoever listens hears of each that waits now. */
async function admit(
  bus: Bus,
  pool: Pool,
  { transactions }: AdmitRequest,
  nowMs: number,
): Promise<Answer<AdmitResponse>> {
  const refusals = pool.admitAll(transactions, nowMs);
  for (const [index, { transaction, receipt, height }] of transactions.entries()) {
    if (refusals[index] !== undefined) continue;
    const pendingRcUsed = pool.reservedOf(transaction!.header!.payer);
    await bus.publish(topics.mempoolAccepted, { transaction, receipt, height, pendingRcUsed });
  }
  return accept({ refusals });
}

/** What joined the head's branch leaves the pool. What left it comes back by `restore`, once the chain has tried it. */
async function follow(bus: Bus, pool: Pool, { applied, block }: ChainMoved): Promise<void> {
  for (const { id } of applied.slice(0, -1)) pool.include((await storedBlock(bus, id)).block);
  if (block !== undefined) pool.include(block);
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

function oldest(
  pool: Pool,
  { limit }: rpcMempool.GetPendingTransactionsRequest,
): Answer<rpcMempool.GetPendingTransactionsResponse> {
  if (limit > BigInt(PENDING_REQUEST_MAX)) {
    const message = `requested too many pending transactions. max: ${PENDING_REQUEST_MAX}`;
    return refuse({ code: 'mempool.limitTooHigh', message });
  }
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
