/**
 * Submitting a proposal: operations that will be applied by the chain itself, if block producers vote for them.
 * Source: `spec/koinos.md` 8.5.
 * @module
 */
import { equal } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { chain, ERROR_CODE, type governance, LIMITS, Operation, token } from '@ashlar/protocol';
import { mayActFor } from '../authority.ts';
import { ENTRY } from '../entry-points.ts';
import { contractNamed, hashOf, transactionField } from '../system.ts';
import { emitStatus, STATUS } from './events.ts';
import { type Timing, timingOf } from './parameters.ts';
import { PROPOSAL_ID_BYTES, recordOf, schedule, setOperations, setRecord } from './proposals.ts';

/** The least fee is the supply over this. */
export const FEE_DENOMINATOR = 1_000_000n;
/** Votes needed, in percent of the blocks of the voting time. */
export const THRESHOLD_PERCENT = 60n;
export const GOVERNANCE_THRESHOLD_PERCENT = 75n;

/**
 * System calls that governance stands on: who replaces one of them, replaces governance. Upstream has 6, 7, 8 and 110;
 * the others decide as much, by applying transactions, uploading code, telling who signed or what is being applied.
 */
const GOVERNING_CALLS: ReadonlySet<number> = new Set([
  chain.SystemCallId.apply_transaction,
  chain.SystemCallId.apply_upload_contract_operation,
  chain.SystemCallId.apply_set_system_call_operation,
  chain.SystemCallId.apply_set_system_contract_operation,
  chain.SystemCallId.pre_block_callback,
  chain.SystemCallId.get_transaction_field,
  chain.SystemCallId.check_system_authority,
  chain.SystemCallId.check_authority,
]);

/** The payer of the transaction pays the fee, which is burned, and must have called governance itself. */
export function submitProposal(
  host: NativeHost,
  { operations, operationMerkleRoot: id, fee }: governance.SubmitProposalArguments,
): governance.SubmitProposalResult {
  if (operations.length === 0) host.revert('a proposal has operations');
  if (operations.length > LIMITS.operationsPerTransactionMax)
    host.revert('a proposal has too many operations');
  requireRoot(host, operations, id);
  if (recordOf(host, id) !== undefined) host.revert('the proposal exists');
  burnFee(host, fee);

  const { weekBlocks, votingBlocks } = timingOf(host);
  const voteStartHeight = BigInt(host.head().height) + weekBlocks;
  const updatesGovernance = operations.some((operation) => touchesGovernance(operation, host.contractId));
  setOperations(host, id, operations);
  setRecord(host, {
    operations,
    operationMerkleRoot: id,
    voteStartHeight,
    voteTally: 0n,
    voteThreshold: thresholdOf(votingBlocks, updatesGovernance),
    shallAuthorize: false,
    updatesGovernance,
    status: STATUS.pending,
    fee,
  });
  schedule(host, voteStartHeight, id);
  emitStatus(host, id, STATUS.pending);
  return {};
}

/** Whether the operation changes governance itself, in whatever way operations can. */
export function touchesGovernance(operation: Operation, self: Uint8Array): boolean {
  const { uploadContract, setSystemCall, setSystemContract } = operation;
  if (uploadContract !== undefined) return equal(uploadContract.contractId, self);
  if (setSystemContract !== undefined) return equal(setSystemContract.contractId, self);
  return setSystemCall !== undefined && GOVERNING_CALLS.has(setSystemCall.callId);
}

function thresholdOf(votingBlocks: Timing['votingBlocks'], updatesGovernance: boolean): bigint {
  return (votingBlocks * (updatesGovernance ? GOVERNANCE_THRESHOLD_PERCENT : THRESHOLD_PERCENT)) / 100n;
}

function requireRoot(host: NativeHost, operations: readonly Operation[], root: Uint8Array): void {
  if (root.length !== PROPOSAL_ID_BYTES) host.revert('the operation merkle root is no multihash of SHA-256');
  const hashes = operations.map((operation) => hashOf(host, Operation.encode(operation)));
  const args = chain.VerifyMerkleRootArguments.encode({ root, hashes });
  const result = host.systemCall(chain.SystemCallId.verify_merkle_root, args);
  if (!chain.VerifyMerkleRootResult.decode(result).value) {
    host.revert('the operation merkle root does not match');
  }
}

function burnFee(host: NativeHost, fee: bigint): void {
  const address = contractNamed(host, 'token');
  const { value: supply } = token.TotalSupplyResult.decode(
    host.call(address, ENTRY.totalSupply, token.TotalSupplyArguments.encode({})),
  );
  if (fee < supply / FEE_DENOMINATOR) host.revert('the fee is below the threshold');
  const payer = transactionField(host, 'header.payer')?.bytesValue;
  if (payer === undefined) host.revert('a proposal is submitted in a transaction');
  if (!mayActFor(host, host.caller(), payer)) {
    host.fail('the payer has not authorized the fee', ERROR_CODE.authorizationFailure);
  }
  host.call(address, ENTRY.burn, token.BurnArguments.encode({ from: payer, value: fee }));
}
