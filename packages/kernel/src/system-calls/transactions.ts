/**
 * Applying a transaction: 3, and its callbacks 10 and 11. The order is `spec/koinos.md` 4.4's, to the letter: what
 * must not fail, then the operations in a checkpoint of their own, then the bill.
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import {
  addressText,
  chain,
  ERROR_CODE,
  type Operation,
  parseMultihash,
  type Transaction,
  type TransactionHeader,
  transactionBytesMax,
} from '@ashlar/protocol';
import { ChainError, ensure, fail, revert } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { systemCall } from '../dispatch.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { CONSUME_ACCOUNT_RC, GET_ACCOUNT_RC, SET_ACCOUNT_NONCE, VERIFY_ACCOUNT_NONCE } from './accounts.ts';
import { CHECK_AUTHORITY } from './authority.ts';
import { HASH, VERIFY_MERKLE_ROOT } from './cryptography.ts';
import { GET_CHAIN_ID } from './information.ts';
import {
  APPLY_CALL_CONTRACT,
  APPLY_SET_SYSTEM_CALL,
  APPLY_SET_SYSTEM_CONTRACT,
  APPLY_UPLOAD_CONTRACT,
} from './operations.ts';
import { APPLY_DEPLOY_RHOLANG } from './rholang.ts';

export const PRE_TRANSACTION_CALLBACK: Thunk<
  chain.PreTransactionCallbackArguments,
  chain.PreTransactionCallbackResult
> = thunk(
  10,
  'pre_transaction_callback',
  [chain.PreTransactionCallbackArguments, chain.PreTransactionCallbackResult],
  () => ({}),
);

export const POST_TRANSACTION_CALLBACK: Thunk<
  chain.PostTransactionCallbackArguments,
  chain.PostTransactionCallbackResult
> = thunk(
  11,
  'post_transaction_callback',
  [chain.PostTransactionCallbackArguments, chain.PostTransactionCallbackResult],
  () => ({}),
);

export const APPLY_TRANSACTION: Thunk<chain.ApplyTransactionArguments, chain.ApplyTransactionResult> = thunk(
  3,
  'apply_transaction',
  [chain.ApplyTransactionArguments, chain.ApplyTransactionResult],
  (context, { transaction }) => {
    context.requireWritable('apply_transaction');
    context.requireKernelCaller('apply_transaction');
    if (transaction?.header === undefined)
      fail('missing transaction header', ERROR_CODE.missingRequiredArguments);
    if (context.transaction !== undefined) fail('transactions do not nest', ERROR_CODE.unexpectedState);
    apply(context, transaction, transaction.header);
    return {};
  },
  { keepsArgs: true },
);

type Reverted = Readonly<{ error: ChainError }> | undefined;

function apply(context: Context, transaction: Transaction, header: TransactionHeader): void {
  const { meter, chronicle, state } = context;
  const used = meter.used;
  const whole = state.checkpoint();
  const depth = context.depth;
  const page = chronicle.open();
  context.transaction = transaction;
  meter.openSession(header.rcLimit);
  let isOpen = true;
  try {
    const maxPayerRc = prepare(context, transaction, header);
    const reverted = perform(context, transaction);
    const rcUsed = meter.sessionUsed;
    meter.closeSession();
    isOpen = false;
    if (!systemCall(context, CONSUME_ACCOUNT_RC, { account: header.payer, value: rcUsed }).value) {
      fail('unable to consume rc for payer', ERROR_CODE.failure);
    }
    const now = meter.used;
    context.transactionReceipts.push({
      id: transaction.id,
      payer: header.payer,
      maxPayerRc,
      rcLimit: header.rcLimit,
      rcUsed,
      diskStorageUsed: unsigned(now.disk - used.disk),
      networkBandwidthUsed: unsigned(now.network - used.network),
      computeBandwidthUsed: unsigned(now.compute - used.compute),
      reverted: reverted !== undefined,
      events: chronicle.events,
      logs: chronicle.logs,
      stateDeltaEntries: [],
    });
    // What this transaction ran out of is its own: a contract that applied it (governance) may go on.
    if (reverted !== undefined) throw new ChainError(reverted.error.code, reverted.error.message);
  } catch (thrown) {
    if (thrown instanceof ChainError) {
      context.atFault = { transactionId: transaction.id, logs: chronicle.logs };
      if (!thrown.isReversion) context.undo(whole, 0);
    }
    throw thrown;
  } finally {
    if (isOpen) meter.closeSession();
    while (context.depth > depth) context.pop();
    context.transaction = undefined;
    context.operation = undefined;
    chronicle.close(page);
  }
}

/** Freed disk counts as none used. */
const unsigned = (units: number): bigint => BigInt(Math.max(0, units));

/** The part that must not fail: a reversion in here makes the transaction invalid. Answers the payer's mana. */
function prepare(context: Context, transaction: Transaction, header: TransactionHeader): bigint {
  try {
    const { payer, payee, nonce } = header;
    const { value: payerRc } = systemCall(context, GET_ACCOUNT_RC, { account: payer });
    ensure(
      payerRc >= header.rcLimit,
      'payer does not have the rc to cover transaction rc limit',
      ERROR_CODE.failure,
    );
    const { value: chainId } = systemCall(context, GET_CHAIN_ID, {});
    ensure(equal(chainId, header.chainId), 'chain id mismatch', ERROR_CODE.failure);
    verifyIds(context, transaction, header);
    const paysFor = payee.length > 0 && !equal(payee, payer);
    const nonceAccount = paysFor ? payee : payer;
    requireAuthority(context, payer);
    if (paysFor) requireAuthority(context, payee);
    const { value: follows } = systemCall(context, VERIFY_ACCOUNT_NONCE, { account: nonceAccount, nonce });
    ensure(follows, 'invalid transaction nonce', ERROR_CODE.invalidNonce);
    systemCall(context, SET_ACCOUNT_NONCE, { account: nonceAccount, nonce });
    const { size } = context.partsOf(transaction);
    ensure(
      size <= transactionBytesMax(transaction),
      'transaction is larger than it may be',
      ERROR_CODE.malformedTransaction,
    );
    context.meter.useNetwork(size);
    return payerRc;
  } catch (thrown) {
    if (thrown instanceof ChainError && thrown.isReversion)
      throw new ChainError(ERROR_CODE.failure, thrown.message);
    throw thrown;
  }
}

function verifyIds(context: Context, transaction: Transaction, header: TransactionHeader): void {
  const code = context.rules.hashCode;
  const hash = (obj: Uint8Array): Uint8Array =>
    systemCall(context, HASH, { code: BigInt(code), obj, size: 0n }).value;
  ensure(
    equal(hash(context.partsOf(transaction).header), transaction.id),
    'transaction contains an invalid transaction id',
    ERROR_CODE.malformedTransaction,
  );
  ensure(
    parseMultihash(header.operationMerkleRoot)?.code === code,
    'unexpected operation merkle root hash code',
    ERROR_CODE.malformedTransaction,
  );
  const hashes = context.partsOf(transaction).operations.map(hash);
  ensure(
    systemCall(context, VERIFY_MERKLE_ROOT, { root: header.operationMerkleRoot, hashes }).value,
    'operation merkle root does not match',
    ERROR_CODE.malformedTransaction,
  );
}

function requireAuthority(context: Context, account: Uint8Array): void {
  const type = chain.AuthorizationType.transaction_application;
  if (!systemCall(context, CHECK_AUTHORITY, { type, account, data: EMPTY }).value) {
    fail(`account ${addressText(account)} has not authorized transaction`, ERROR_CODE.authorizationFailure);
  }
}

/** The operations, all or none. A reversion is noted and answered; a failure passes through. */
function perform(context: Context, transaction: Transaction): Reverted {
  const { state, chronicle } = context;
  const checkpoint = state.checkpoint();
  const depth = context.depth;
  try {
    systemCall(context, PRE_TRANSACTION_CALLBACK, {});
    for (const operation of transaction.operations) {
      context.operation = operation;
      applyOperation(context, operation);
    }
    context.operation = undefined;
    systemCall(context, POST_TRANSACTION_CALLBACK, {});
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof ChainError) || !thrown.isReversion) throw thrown;
    context.undo(checkpoint, 0);
    while (context.depth > depth) context.pop();
    context.operation = undefined;
    chronicle.note(`transaction reverted: ${thrown.message}`);
    return { error: thrown };
  }
}

function applyOperation(context: Context, operation: Operation): void {
  const { uploadContract, callContract, setSystemCall, setSystemContract, deployRholang } = operation;
  if (callContract !== undefined) systemCall(context, APPLY_CALL_CONTRACT, { op: callContract });
  else if (uploadContract !== undefined) systemCall(context, APPLY_UPLOAD_CONTRACT, { op: uploadContract });
  else if (setSystemCall !== undefined) systemCall(context, APPLY_SET_SYSTEM_CALL, { op: setSystemCall });
  else if (setSystemContract !== undefined)
    systemCall(context, APPLY_SET_SYSTEM_CONTRACT, { op: setSystemContract });
  else if (deployRholang !== undefined) systemCall(context, APPLY_DEPLOY_RHOLANG, { op: deployRholang });
  else revert('unknown operation', ERROR_CODE.unknownOperation);
}
