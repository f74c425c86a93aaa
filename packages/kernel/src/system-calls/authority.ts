/**
 * Who may: 101 process_block_signature, 110 check_system_authority, 112 get_contract_metadata, 606 check_authority.
 * Source: `spec/koinos.md` 4.6. A contract that carries the matching `authorizes` flag decides itself, and its own key
 * no longer does; any other account is spoken for by a signature of its key.
 * @module
 */
import { equal } from '@ashlar/base';
import { chain, ERROR_CODE, METADATA_KEY, parseMultihash } from '@ashlar/protocol';
import { decoded, fail } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { systemCall } from '../dispatch.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { AUTHORIZE_ENTRY, CALL } from './control.ts';
import { RECOVER_PUBLIC_KEY } from './cryptography.ts';

function genesisKeyOf(context: Context): Uint8Array {
  const address = context.rules.object(METADATA_KEY.genesisKey);
  if (address === undefined) fail('genesis address not found', ERROR_CODE.unexpectedState);
  return address;
}

/** Whether any signature of the transaction is of `account`'s key. @throws ChainError invalidSignature for one that is of no key */
function isSignedBy(context: Context, account: Uint8Array): boolean {
  const { transaction } = context;
  if (transaction === undefined) return false;
  for (const signature of transaction.signatures) {
    const args = { type: chain.Dsa.ecdsa_secp256k1, signature, digest: transaction.id, compressed: true };
    const { value } = systemCall(context, RECOVER_PUBLIC_KEY, args);
    if (value.length === 33 && equal(context.signers.addressOfKey(value), account)) return true;
  }
  return false;
}

export const PROCESS_BLOCK_SIGNATURE: Thunk<
  chain.ProcessBlockSignatureArguments,
  chain.ProcessBlockSignatureResult
> = thunk(
  101,
  'process_block_signature',
  [chain.ProcessBlockSignatureArguments, chain.ProcessBlockSignatureResult],
  (context, { digest, signature }) => {
    const parsed = parseMultihash(digest);
    if (parsed === undefined || parsed.digest.length !== 32) return { value: false };
    const address = context.signers.addressOf(parsed.digest, signature);
    return { value: address !== undefined && equal(address, genesisKeyOf(context)) };
  },
  { keepsArgs: true },
);

export const CHECK_SYSTEM_AUTHORITY: Thunk<
  chain.CheckSystemAuthorityArguments,
  chain.CheckSystemAuthorityResult
> = thunk(
  110,
  'check_system_authority',
  [chain.CheckSystemAuthorityArguments, chain.CheckSystemAuthorityResult],
  (context) => {
    context.requireWritable('check_system_authority');
    return { value: isSignedBy(context, genesisKeyOf(context)) };
  },
);

export const GET_CONTRACT_METADATA: Thunk<
  chain.GetContractMetadataArguments,
  chain.GetContractMetadataResult
> = thunk(
  112,
  'get_contract_metadata',
  [chain.GetContractMetadataArguments, chain.GetContractMetadataResult],
  (context, { contractId }) => ({ value: context.metadataOf(contractId) }),
  { isGenesis: false },
);

export const CHECK_AUTHORITY: Thunk<chain.CheckAuthorityArguments, chain.CheckAuthorityResult> = thunk(
  606,
  'check_authority',
  [chain.CheckAuthorityArguments, chain.CheckAuthorityResult],
  (context, { account, data }) => {
    context.requireWritable('check_authority');
    const type = typeOf(context);
    const metadata = context.metadataOf(account);
    if (metadata === undefined || !authorizes(metadata, type)) return { value: isSignedBy(context, account) };
    const call = type === chain.AuthorizationType.contract_call ? callOf(context, data) : undefined;
    const args = chain.AuthorizeArguments.encode({ type, call });
    const { value } = systemCall(context, CALL, { contractId: account, entryPoint: AUTHORIZE_ENTRY, args });
    return { value: decoded(chain.AuthorizeResult, value, 'result of authorize').value };
  },
  { keepsArgs: true },
);

/** The type follows from where the question comes from; what the caller says of it is not believed. */
function typeOf(context: Context): number {
  if (context.caller.contractId.length > 0) return chain.AuthorizationType.contract_call;
  if (context.operation?.uploadContract !== undefined) return chain.AuthorizationType.contract_upload;
  return chain.AuthorizationType.transaction_application;
}

export function authorizes(metadata: chain.ContractMetadataObject, type: number): boolean {
  if (type === chain.AuthorizationType.contract_call) return metadata.authorizesCallContract;
  if (type === chain.AuthorizationType.contract_upload) return metadata.authorizesUploadContract;
  return metadata.authorizesTransactionApplication;
}

function callOf(context: Context, data: Uint8Array): chain.CallData {
  const { contractId, entryPoint } = context.caller;
  return { contractId, entryPoint, caller: context.callersCaller.address, data };
}
