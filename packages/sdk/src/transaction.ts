/**
 * A transaction from its operations to a block: prepare, sign, submit, wait.
 *
 * Each step is a function from a transaction to a transaction, so that they may happen in different places: prepared
 * by a server, signed by a wallet, submitted by a third. What is signed is shown by the transaction itself.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert, equal, Fault, refuse } from '@ashlar/base';
import type {
  Address,
  BlockId,
  Init,
  Operation,
  Transaction,
  TransactionId,
  TransactionReceipt,
} from '@ashlar/protocol';
import * as protocol from '@ashlar/protocol';
import type { Signer } from './account.ts';
import type { Client } from './client.ts';

export type TransactionDraft = Readonly<{
  operations: readonly Init<Operation>[];
  /** Whose mana pays. */
  payer: Address;
  /** Whose nonce counts, if not the payer's. */
  payee?: Address;
  /** Most mana it may cost; by default all that the payer has. */
  rcLimit?: bigint;
  /** By default the one after the account's last, transactions still pending included. */
  nonce?: bigint;
  /** By default the node is asked. To be safe from a lying node, say it. */
  chainId?: Uint8Array;
}>;

export type WaitOptions = Readonly<{
  /** Resolves after so many milliseconds: `setTimeout` of `node:timers/promises`, or the like. */
  pause: (milliseconds: number) => Promise<unknown>;
  intervalMs?: number;
  /** How often to ask before giving up. */
  attemptsMax?: number;
}>;
const INTERVAL_MS_DEFAULT = 1_000;
const ATTEMPTS_MAX_DEFAULT = 60;

/** Fills in what the draft leaves open, and computes the Merkle root and id. Asks up to four questions, at once. */
export async function prepareTransaction(client: Client, draft: TransactionDraft): Promise<Transaction> {
  const payer = protocol.addressBytes(draft.payer);
  const nonceAccount = protocol.addressBytes(draft.payee ?? draft.payer);
  const [chainId, rcLimit, nonce] = await Promise.all([
    draft.chainId ?? client.chain.getChainId().then((answer) => answer.chainId),
    draft.rcLimit ?? client.chain.getAccountRc({ account: payer }).then((answer) => answer.rc),
    draft.nonce ?? nextNonce(client, nonceAccount),
  ]);
  // Through their bytes operations with fields left out become whole ones.
  const operations = draft.operations.map((operation) =>
    protocol.Operation.decode(protocol.Operation.encode(operation)),
  );
  const header: protocol.TransactionHeader = {
    chainId,
    rcLimit,
    nonce: protocol.encodeNonce(nonce),
    operationMerkleRoot: protocol.operationMerkleRoot(operations),
    payer,
    payee: draft.payee === undefined ? new Uint8Array(0) : nonceAccount,
  };
  return { id: protocol.transactionIdBytes(header), header, operations, signatures: [] };
}

/** The nonce of an account's next transaction: one more than the last in the pool, or else in the chain. */
export async function nextNonce(client: Client, account: Uint8Array): Promise<bigint> {
  const [pending, applied] = await Promise.all([
    client.mempool.getPendingNonce({ payee: account }),
    client.chain.getAccountNonce({ account }),
  ]);
  const last = pending.nonce.length > 0 ? pending.nonce : applied.nonce;
  const nonce = last.length > 0 ? protocol.decodeNonce(last) : 0n;
  if (nonce === undefined)
    throw new Fault('bus.unreachable', { retryable: false, detail: 'the node gave a nonce that is none' });
  return nonce + 1n;
}

export type SigningRefusal = Readonly<{
  code:
    | 'transaction.noHeader'
    /** The header commits to other operations than the transaction shows. */
    | 'transaction.wrongMerkleRoot'
    | 'transaction.wrongId';
}>;

/**
 * Adds a signature. The id and the Merkle root are computed anew and must be those that the transaction states: so one
 * prepared elsewhere cannot do other things than it shows.
 */
export async function signTransaction(
  transaction: Transaction,
  signer: Signer,
): Promise<Result<Transaction, SigningRefusal>> {
  const { header, operations } = transaction;
  if (header === undefined) return refuse({ code: 'transaction.noHeader' });
  if (!equal(header.operationMerkleRoot, protocol.operationMerkleRoot(operations)))
    return refuse({ code: 'transaction.wrongMerkleRoot' });
  if (!equal(transaction.id, protocol.transactionIdBytes(header)))
    return refuse({ code: 'transaction.wrongId' });
  const signature = await signer.sign(protocol.transactionDigest(header));
  return accept({ ...transaction, signatures: [...transaction.signatures, signature] });
}

/**
 * Hands the transaction to the node. With `broadcast: false` the node only tries it out and forgets it.
 * @throws RpcError if it is refused or would revert
 */
export async function submitTransaction(
  client: Client,
  transaction: Transaction,
  options: Readonly<{ broadcast: boolean }> = { broadcast: true },
): Promise<TransactionReceipt> {
  const { receipt } = await client.chain.submitTransaction({ transaction, broadcast: options.broadcast });
  if (receipt === undefined)
    throw new Fault('bus.unreachable', { retryable: false, detail: 'the node gave no receipt' });
  return receipt;
}

/** The blocks that contain the transaction, once there are any (on a chain that forks, maybe of several forks).
 * @throws Fault `bus.timeout` (retryable) if there is none after `attemptsMax` questions
 */
export async function waitForTransaction(
  client: Client,
  id: TransactionId,
  { pause, intervalMs = INTERVAL_MS_DEFAULT, attemptsMax = ATTEMPTS_MAX_DEFAULT }: WaitOptions,
): Promise<readonly BlockId[]> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    if (attempt > 0) await pause(intervalMs);
    const request = { transactionIds: [protocol.idBytes(id)] };
    const { transactions } = await client.transactionStore.getTransactionsById(request);
    const blocks = (transactions[0]?.containingBlocks ?? []).flatMap(
      (block) => protocol.blockIdOf(block) ?? [],
    );
    if (blocks.length > 0) return blocks;
  }
  throw new Fault('bus.timeout', { retryable: true, detail: `${id} is in no block yet` });
}

/** Prepares, signs by `signer` (who pays) and submits; answers with the transaction's id and receipt. */
export async function sendOperations(
  client: Client,
  signer: Signer,
  operations: readonly Init<Operation>[],
  options: Omit<TransactionDraft, 'operations' | 'payer'> = {},
): Promise<Readonly<{ id: TransactionId; receipt: TransactionReceipt }>> {
  const prepared = await prepareTransaction(client, { ...options, operations, payer: signer.address });
  const signed = await signTransaction(prepared, signer);
  const id = protocol.transactionIdOf(prepared.id);
  assert(signed.ok && id !== undefined, 'what was prepared here can be signed');
  return { id, receipt: await submitTransaction(client, signed.value) };
}
