/**
 * The four kinds of operation: 4 to 7. Source: `spec/koinos.md` 4.5. Code is judged when it is uploaded (upstream
 * takes anything, and fails at the call), so that a contract that is there can run.
 * @module
 */
import { EMPTY, uint32be } from '@ashlar/base';
import {
  chain,
  ERROR_CODE,
  LIMITS,
  ObjectSpace,
  SystemCallTarget,
  type UploadContractOperation,
} from '@ashlar/protocol';
import { ChainError, fail, revert } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { systemCall } from '../dispatch.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { CHECK_AUTHORITY, CHECK_SYSTEM_AUTHORITY } from './authority.ts';
import { CALL, emit } from './control.ts';
import { chargedHash } from './cryptography.ts';
import { putObject } from './objects.ts';

/** Optional registry entry: what judging and compiling a byte of uploaded code costs. */
const CODE_PER_BYTE = 'contract_code_per_byte';

export function operationOf<Op>(context: Context, op: Op | undefined, name: string): Op {
  context.requireWritable(name);
  context.requireKernelCaller(name);
  if (op === undefined) fail(`missing operation of ${name}`, ERROR_CODE.missingRequiredArguments);
  return op;
}

export const APPLY_UPLOAD_CONTRACT: Thunk<
  chain.ApplyUploadContractOperationArguments,
  chain.ApplyUploadContractOperationResult
> = thunk(
  4,
  'apply_upload_contract_operation',
  [chain.ApplyUploadContractOperationArguments, chain.ApplyUploadContractOperationResult],
  (context, args) => {
    const op = operationOf(context, args.op, 'apply_upload_contract_operation');
    const data = EMPTY;
    const type = chain.AuthorizationType.contract_upload;
    if (!systemCall(context, CHECK_AUTHORITY, { type, account: op.contractId, data }).value) {
      fail('account has not authorized action', ERROR_CODE.authorizationFailure);
    }
    upload(context, op);
    return {};
  },
  { keepsArgs: true },
);

function upload(context: Context, op: UploadContractOperation): void {
  const { contractId, bytecode, engine } = op;
  const { state, contracts, rules } = context;
  if (contractId.length === 0) fail('missing contract id', ERROR_CODE.missingRequiredArguments);
  if (bytecode.length > LIMITS.contractBytesMax) {
    revert(`contract is longer than ${LIMITS.contractBytesMax} bytes`, ERROR_CODE.invalidContract);
  }
  if (!contracts.isUploadable(engine)) revert(`unknown engine ${engine}`, ERROR_CODE.invalidContract);
  context.meter.useCompute(bytecode.length * (rules.priceIfAny(CODE_PER_BYTE) ?? 0));
  const hash = chargedHash(context, rules.hashCode, bytecode);
  const refusal = contracts.refusalOf(engine, bytecode, hash);
  if (refusal !== undefined) revert(`invalid contract code: ${refusal}`, ERROR_CODE.invalidContract);
  const old = contracts.metadataOf(state, contractId);
  const metadata = chain.ContractMetadataObject.encode({
    hash,
    system: old?.system ?? false,
    authorizesCallContract: op.authorizesCallContract,
    authorizesTransactionApplication: op.authorizesTransactionApplication,
    authorizesUploadContract: op.authorizesUploadContract,
    engine,
  });
  putObject(context, ObjectSpace.bytecode, contractId, bytecode.slice()); // Not a view of its block.
  putObject(context, ObjectSpace.contractMetadata, contractId, metadata);
}

export const APPLY_CALL_CONTRACT: Thunk<
  chain.ApplyCallContractOperationArguments,
  chain.ApplyCallContractOperationResult
> = thunk(
  5,
  'apply_call_contract_operation',
  [chain.ApplyCallContractOperationArguments, chain.ApplyCallContractOperationResult],
  (context, args) => {
    const op = operationOf(context, args.op, 'apply_call_contract_operation');
    context.frame(0)!.isKernel = false; // The contract must not take its caller for the kernel.
    try {
      systemCall(context, CALL, op);
    } catch (thrown) {
      // A user's contract cannot make a block invalid: its failures become reversions.
      if (thrown instanceof ChainError && !thrown.isReversion) {
        throw new ChainError(ERROR_CODE.reversion, thrown.message, thrown.isFinal);
      }
      throw thrown;
    }
    return {};
  },
  { keepsArgs: true },
);

function requireSystemAuthority(context: Context): void {
  if (!systemCall(context, CHECK_SYSTEM_AUTHORITY, {}).value) {
    revert('system authority required', ERROR_CODE.systemAuthorizationFailure);
  }
}

export const APPLY_SET_SYSTEM_CALL: Thunk<
  chain.ApplySetSystemCallOperationArguments,
  chain.ApplySetSystemCallOperationResult
> = thunk(
  6,
  'apply_set_system_call_operation',
  [chain.ApplySetSystemCallOperationArguments, chain.ApplySetSystemCallOperationResult],
  (context, args) => {
    const { callId, target } = operationOf(context, args.op, 'apply_set_system_call_operation');
    requireSystemAuthority(context);
    requireTarget(context, callId, target);
    putObject(context, ObjectSpace.dispatch, uint32be(callId), SystemCallTarget.encode(target!));
    const data = chain.SetSystemCallEvent.encode({ callId, target });
    emit(context, EMPTY, { name: 'koinos.chain.set_system_call_event', data, impacted: [] });
    return {};
  },
  { keepsArgs: true },
);

/** A call may be bound to a system contract that exists, or to a thunk that this build has. */
function requireTarget(context: Context, callId: number, target: SystemCallTarget | undefined): void {
  if (callId === CALL.id) revert('cannot override call_contract', ERROR_CODE.invalidContract);
  if (target?.systemCallBundle !== undefined) {
    const metadata = context.metadataOf(target.systemCallBundle.contractId);
    if (metadata === undefined) revert('contract does not exist', ERROR_CODE.invalidContract);
    if (!metadata.system) revert('contract is not a system contract', ERROR_CODE.invalidContract);
  } else if (target?.thunkId !== undefined) {
    if (!context.rules.thunks.has(target.thunkId)) revert('thunk does not exist', ERROR_CODE.unknownThunk);
  } else {
    fail('missing target of the system call', ERROR_CODE.missingRequiredArguments);
  }
}

export const APPLY_SET_SYSTEM_CONTRACT: Thunk<
  chain.ApplySetSystemContractOperationArguments,
  chain.ApplySetSystemContractOperationResult
> = thunk(
  7,
  'apply_set_system_contract_operation',
  [chain.ApplySetSystemContractOperationArguments, chain.ApplySetSystemContractOperationResult],
  (context, args) => {
    const { contractId, systemContract } = operationOf(
      context,
      args.op,
      'apply_set_system_contract_operation',
    );
    requireSystemAuthority(context);
    const metadata = context.metadataOf(contractId);
    if (metadata === undefined || metadata.hash.length === 0)
      revert('contract does not exist', ERROR_CODE.invalidContract);
    const changed = chain.ContractMetadataObject.encode({ ...metadata, system: systemContract });
    putObject(context, ObjectSpace.contractMetadata, contractId, changed);
    const data = chain.SetSystemContractEvent.encode({ contractId, systemContract });
    emit(context, EMPTY, { name: 'koinos.chain.set_system_contract_event', data, impacted: [contractId] });
    return {};
  },
  { keepsArgs: true },
);
