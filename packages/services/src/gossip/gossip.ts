/**
 * Gossip of pending transactions: what one node accepted, the others try on their own head, and so every leader has
 * something to include.
 *
 * Consumes `koinos.transaction.accept`; calls `chain.submit_transaction`. A transaction that is refused as malformed is
 * passed on by no correct peer; one that does not fit our head may fit another's.
 * @module
 */
import { latin1 } from '@ashlar/base';
import {
  type Bus,
  chainService,
  type GossipVerdict,
  type Log,
  type Network,
  type Service,
  topics,
} from '@ashlar/ports';
import { DecodeError, ERROR_CODE, Transaction } from '@ashlar/protocol';

export type GossipPorts = Readonly<{ bus: Bus; log: Log; network: Network }>;

export const TRANSACTIONS_TOPIC = 'ashlar/transactions/1';
/** Transactions that came by gossip and are being tried: they are not told again. */
const UNDER_WAY_MAX = 10_000;
const CALL = { timeoutMs: 10_000 };
const MALFORMED: ReadonlySet<number | undefined> = new Set([
  ERROR_CODE.malformedTransaction,
  ERROR_CODE.missingRequiredArguments,
]);

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openGossip({ bus, log, network }: GossipPorts): Promise<Service> {
  const underWay = new Set<string>();
  await using scope = new AsyncDisposableStack();
  scope.use(
    await bus.subscribe(topics.transactionAccepted, ({ transaction }) => {
      if (transaction === undefined || underWay.has(latin1(transaction.id))) return;
      network.gossip(TRANSACTIONS_TOPIC, Transaction.encode(transaction));
    }),
  );
  scope.use(
    network.subscribe(TRANSACTIONS_TOPIC, async (bytes): Promise<GossipVerdict> => {
      const transaction = decode(bytes);
      if (transaction === undefined) return 'reject';
      if (underWay.size >= UNDER_WAY_MAX) return 'ignore';
      const key = latin1(transaction.id);
      underWay.add(key);
      try {
        const answer = await bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL);
        if (answer.ok) return 'accept';
        return MALFORMED.has(answer.refusal.errorCode) ? 'reject' : 'ignore';
      } finally {
        underWay.delete(key);
      }
    }),
  );
  log.info('gossip.opened', { peers: network.peers().length });
  const owned = scope.move();
  return { name: 'gossip', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function decode(bytes: Uint8Array): Transaction | undefined {
  try {
    return Transaction.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}
