/**
 * Assembling a block on a parent: pending transactions in order, until a resource of the block is three quarters full;
 * those that the kernel finds to fail are left out, and the rest proposed again. Source: `spec/koinos.md` 7.2.
 *
 * Who may make a block, and what its signature is, is the caller's: a producer with one key, or a consensus machine.
 * @module
 */
import { accept, assert, EMPTY, latin1, type Result } from '@ashlar/base';
import {
  type Answer,
  type BlockInfo,
  type Bus,
  type CallRefusal,
  type Clock,
  chainService,
  type Log,
  mempoolService,
} from '@ashlar/ports';
import {
  type Block,
  type BlockHeader,
  type chain,
  type rpcMempool,
  type Transaction,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';

export type AssemblyPorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
export type Parent = Pick<BlockInfo, 'topology' | 'stateMerkleRoot' | 'timeMs'>;

export type Assembly = Readonly<{
  /** Whether a block with these transactions shall be made at all. Default: always. */
  isWorthIt?: (transactions: readonly Transaction[]) => boolean;
  /** Fills in what only the maker knows, the signer at least, and signs. May be asked several times for one block. */
  complete: (header: BlockHeader) => Omit<Block, 'transactions'> | Promise<Omit<Block, 'transactions'>>;
}>;

/** Pending transactions looked at for one block. */
export const INCLUSION_ATTEMPTS_MAX = 2_000;
/** Proposals of one block: each leaves out what the one before it showed to be in the way. */
export const PROPOSALS_MAX = 32;
/** A block takes transactions up to the upper share of each resource, and stops looking beyond the lower one. */
const UPPER_PERCENT = 90n;
const LOWER_PERCENT = 75n;
const CALL = { timeoutMs: 10_000 };

/** Makes one block on `parent` and has the chain take it. @returns the block; undefined if none was worth it */
export async function assembleBlock(
  { bus, clock, log }: AssemblyPorts,
  parent: Parent,
  { complete, isWorthIt = () => true }: Assembly,
): Promise<Answer<Block | undefined>> {
  const pending = await pendingFor(bus, parent.topology.id);
  if (!pending.ok) return pending;
  let transactions = pending.value;
  for (let attempt = 1; ; attempt++) {
    if (!isWorthIt(transactions)) return accept(undefined);
    const block = { ...(await complete(headerOn(parent, transactions, clock.now()))), transactions };
    const proposed = await bus.call(chainService.proposeBlock, { block }, CALL);
    if (!proposed.ok) {
      // The block as a whole was refused: perhaps together they use more than each alone did.
      if (transactions.length === 0 || attempt >= PROPOSALS_MAX) return proposed;
      log.warn('producer.refused', { ...proposed.refusal, transactions: transactions.length });
      transactions = transactions.slice(0, transactions.length >> 1);
      continue;
    }
    const failed = new Set(proposed.value.failedTransactionIndices);
    if (failed.size === 0) return accept(block);
    log.info('producer.dropped', { count: failed.size });
    const left = transactions.filter((_transaction, index) => !failed.has(index));
    transactions = attempt < PROPOSALS_MAX ? left : [];
  }
}

function headerOn(
  { topology, stateMerkleRoot, timeMs }: Parent,
  transactions: readonly Transaction[],
  nowMs: number,
): BlockHeader {
  const now = BigInt(nowMs);
  return {
    previous: topology.id,
    height: topology.height + 1n,
    timestamp: now > timeMs ? now : timeMs + 1n,
    previousStateMerkleRoot: stateMerkleRoot,
    transactionMerkleRoot: transactionMerkleRoot(transactions),
    signer: EMPTY,
    approvedProposals: [],
  };
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
