/**
 * What a transaction would cost, before it is signed: what is missing of it is filled in, and it is tried on the head as
 * if its accounts had signed. What comes back is ready to be signed, with a mana limit that leaves a margin.
 * @module
 */
import { accept, latin1, refuse } from '@ashlar/base';
import type { Kernel } from '@ashlar/kernel';
import { type Answer, type Bus, mempoolService, type StateStore } from '@ashlar/ports';
import {
  ADDRESS_BYTES,
  type BlockId,
  chain,
  decodeNonce,
  ERROR_CODE,
  encodeNonce,
  LIMITS,
  METADATA_KEY,
  ObjectSpace,
  operationMerkleRoot,
  type rpcChain,
  type Transaction,
  type TransactionHeader,
  transactionIdBytes,
} from '@ashlar/protocol';
import { nonceAccountOf } from '../mempool/pool.ts';
import { callRefusalOf, KERNEL_CALLER, refused } from './refused.ts';
import { accountRcOf } from './submissions.ts';

export type EstimatePorts = Readonly<{ bus: Bus; state: StateStore; kernel: Kernel }>;

/** Prices and what a contract does may change until the transaction is in a block. */
const MARGIN_PERCENT = 10n;
const CALL = { timeoutMs: 10_000 };

export async function estimateTransaction(
  ports: EstimatePorts,
  head: () => BlockId,
  { transaction, signers }: rpcChain.EstimateTransactionRequest,
): Promise<Answer<rpcChain.EstimateTransactionResponse>> {
  const given = transaction?.header;
  if (transaction === undefined || given === undefined || given.payer.length === 0)
    return refused(ERROR_CODE.missingRequiredArguments, 'missing expected field in transaction: payer');
  const accounts = new Map(
    [given.payer, given.payee, ...signers].map((account) => [latin1(account), account]),
  );
  const assumed = [...accounts.values()].filter(({ length }) => length === ADDRESS_BYTES);
  if (assumed.length > LIMITS.signaturesPerTransactionMax)
    return refused(
      ERROR_CODE.malformedTransaction,
      `more than ${LIMITS.signaturesPerTransactionMax} signatures`,
    );
  const { bus, kernel, state } = ports;
  const account = nonceAccountOf(given);
  const pending = await bus.call(
    mempoolService.getPendingNonce,
    { payee: account, blockId: undefined },
    CALL,
  );
  if (!pending.ok) return pending;
  const free = await freeManaOf(ports, head(), given.payer);
  if (!free.ok) return free;
  const last = pending.value.nonce.length > 0 ? pending.value.nonce : undefined;
  const header = filled(ports, head(), transaction, given, { last, rcLimit: free.value });
  if (header.rcLimit === 0n)
    return refused(ERROR_CODE.insufficientRc, 'the payer has no mana that is not reserved');
  const whole = { ...transaction, header, id: transactionIdBytes(header) };
  const options = last === undefined ? {} : { pendingNonce: () => last };
  const tried = kernel.estimateTransaction(state, head(), whole, { signers: assumed, ...options });
  if (!tried.ok) return refuse(callRefusalOf(tried.refusal));
  const { receipt } = tried.value;
  const wanted = (receipt.rcUsed * (100n + MARGIN_PERCENT)) / 100n + 1n;
  const rcLimit = given.rcLimit > 0n ? given.rcLimit : wanted < free.value ? wanted : free.value;
  const ready = { ...header, rcLimit };
  const id = transactionIdBytes(ready);
  return accept({
    transaction: { ...whole, header: ready, id, signatures: [] },
    receipt: { ...receipt, id, rcLimit },
  });
}

/** What the client left open, in the header. */
function filled(
  { kernel, state }: EstimatePorts,
  head: BlockId,
  { operations }: Transaction,
  given: TransactionHeader,
  { last, rcLimit }: Readonly<{ last: Uint8Array | undefined; rcLimit: bigint }>,
): TransactionHeader {
  const view = state.view(head);
  const chainId = view.get(ObjectSpace.metadata, METADATA_KEY.chainId) ?? given.chainId;
  const nonce = last ?? nonceOf(kernel, state, head, nonceAccountOf(given));
  return {
    ...given,
    chainId: given.chainId.length > 0 ? given.chainId : chainId,
    nonce: given.nonce.length > 0 ? given.nonce : encodeNonce((decodeNonce(nonce) ?? 0n) + 1n),
    rcLimit: given.rcLimit > 0n ? given.rcLimit : rcLimit,
    operationMerkleRoot:
      given.operationMerkleRoot.length > 0 ? given.operationMerkleRoot : operationMerkleRoot(operations),
  };
}

function nonceOf(kernel: Kernel, state: StateStore, head: BlockId, account: Uint8Array): Uint8Array {
  const args = chain.GetAccountNonceArguments.encode({ account });
  const answer = kernel.invokeSystemCall(state, head, {
    id: 'get_account_nonce',
    args,
    caller: KERNEL_CALLER,
  });
  return answer.ok ? chain.GetAccountNonceResult.decode(answer.value).value : encodeNonce(0n);
}

/** Mana of an account that no pending transaction has reserved. */
async function freeManaOf(
  { bus, kernel, state }: EstimatePorts,
  head: BlockId,
  payer: Uint8Array,
): Promise<Answer<bigint>> {
  const reserved = await bus.call(mempoolService.getReservedAccountRc, { account: payer }, CALL);
  if (!reserved.ok) return reserved;
  const all = accountRcOf(kernel, state, head, payer);
  if (!all.ok) return all;
  return accept(all.value > reserved.value.rc ? all.value - reserved.value.rc : 0n);
}
