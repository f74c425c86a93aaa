/** All native system calls of this build, by number (`spec/koinos.md` 4.8). @module */
import { chain } from '@ashlar/protocol';
import type { ThunkTable } from './rules.ts';
import {
  CONSUME_ACCOUNT_RC,
  CONSUME_BLOCK_RESOURCES,
  GET_ACCOUNT_NONCE,
  GET_ACCOUNT_RC,
  GET_RESOURCE_LIMITS,
  SET_ACCOUNT_NONCE,
  VERIFY_ACCOUNT_NONCE,
} from './system-calls/accounts.ts';
import {
  CHECK_AUTHORITY,
  CHECK_SYSTEM_AUTHORITY,
  GET_CONTRACT_METADATA,
  PROCESS_BLOCK_SIGNATURE,
} from './system-calls/authority.ts';
import { APPLY_BLOCK, POST_BLOCK_CALLBACK, PRE_BLOCK_CALLBACK } from './system-calls/blocks.ts';
import {
  CALL,
  EVENT,
  EXIT,
  GET_ARGUMENTS,
  GET_CALLER,
  GET_CONTRACT_ID,
  LOG,
} from './system-calls/control.ts';
import {
  HASH,
  RECOVER_PUBLIC_KEY,
  VERIFY_MERKLE_ROOT,
  VERIFY_SIGNATURE,
  VERIFY_VRF_PROOF,
} from './system-calls/cryptography.ts';
import {
  GET_BLOCK,
  GET_BLOCK_FIELD,
  GET_CHAIN_ID,
  GET_HEAD_INFO,
  GET_LAST_IRREVERSIBLE_BLOCK,
  GET_OPERATION,
  GET_TRANSACTION,
  GET_TRANSACTION_FIELD,
} from './system-calls/information.ts';
import {
  GET_NEXT_OBJECT,
  GET_OBJECT,
  GET_PREV_OBJECT,
  PUT_OBJECT,
  REMOVE_OBJECT,
} from './system-calls/objects.ts';
import {
  APPLY_CALL_CONTRACT,
  APPLY_SET_SYSTEM_CALL,
  APPLY_SET_SYSTEM_CONTRACT,
  APPLY_UPLOAD_CONTRACT,
} from './system-calls/operations.ts';
import { APPLY_DEPLOY_RHOLANG } from './system-calls/rholang.ts';
import {
  APPLY_TRANSACTION,
  POST_TRANSACTION_CALLBACK,
  PRE_TRANSACTION_CALLBACK,
} from './system-calls/transactions.ts';
import { type AnyThunk, type Thunk, thunk } from './thunk.ts';

const NOP: Thunk<chain.NopArguments, chain.NopResult> = thunk(
  0,
  'nop',
  [chain.NopArguments, chain.NopResult],
  () => ({}),
  { isGenesis: false },
);

const ALL: readonly AnyThunk[] = [
  NOP,
  GET_HEAD_INFO,
  APPLY_BLOCK,
  APPLY_TRANSACTION,
  APPLY_UPLOAD_CONTRACT,
  APPLY_CALL_CONTRACT,
  APPLY_SET_SYSTEM_CALL,
  APPLY_SET_SYSTEM_CONTRACT,
  APPLY_DEPLOY_RHOLANG,
  PRE_BLOCK_CALLBACK,
  POST_BLOCK_CALLBACK,
  PRE_TRANSACTION_CALLBACK,
  POST_TRANSACTION_CALLBACK,
  GET_CHAIN_ID,
  PROCESS_BLOCK_SIGNATURE,
  GET_TRANSACTION,
  GET_TRANSACTION_FIELD,
  GET_BLOCK,
  GET_BLOCK_FIELD,
  GET_LAST_IRREVERSIBLE_BLOCK,
  GET_ACCOUNT_NONCE,
  VERIFY_ACCOUNT_NONCE,
  SET_ACCOUNT_NONCE,
  CHECK_SYSTEM_AUTHORITY,
  GET_OPERATION,
  GET_CONTRACT_METADATA,
  GET_ACCOUNT_RC,
  CONSUME_ACCOUNT_RC,
  GET_RESOURCE_LIMITS,
  CONSUME_BLOCK_RESOURCES,
  PUT_OBJECT,
  REMOVE_OBJECT,
  GET_OBJECT,
  GET_NEXT_OBJECT,
  GET_PREV_OBJECT,
  LOG,
  EVENT,
  HASH,
  RECOVER_PUBLIC_KEY,
  VERIFY_MERKLE_ROOT,
  VERIFY_SIGNATURE,
  VERIFY_VRF_PROOF,
  CALL,
  EXIT,
  GET_ARGUMENTS,
  GET_CONTRACT_ID,
  GET_CALLER,
  CHECK_AUTHORITY,
];

export const THUNKS: ThunkTable = new Map(ALL.map((each) => [each.id, each]));

/** Numbers of all system calls by name, those without a thunk included. */
export const SYSTEM_CALL_IDS: ReadonlyMap<string, number> = new Map(chain.SystemCallIdNames.values);
