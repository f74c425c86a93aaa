/**
 * Who runs, who called, and whether an account agrees.
 * @module
 */
import { Bytes, EMPTY } from './bytes';
import { ErrorCode, exit } from './exit';
import { invoke } from './host';
import { hasMore, readBytes, readInside, readTag, readVarint, skip } from './reader';
import { singleBytes, singleUint } from './result';
import { begin, writeBytes, writeUint } from './writer';

const SYSTEM_CALL_CHECK_SYSTEM_AUTHORITY: u32 = 110;
const SYSTEM_CALL_GET_CONTRACT_METADATA: u32 = 112;
const SYSTEM_CALL_GET_CONTRACT_ID: u32 = 604;
const SYSTEM_CALL_GET_CALLER: u32 = 605;
const SYSTEM_CALL_CHECK_AUTHORITY: u32 = 606;

/** What an account is asked to authorize: always a call, from inside a contract. */
const AUTHORIZE_CONTRACT_CALL: u64 = 0;

// What is asked for once a call lies outside of the arena, so that `release` cannot take it away.
const ADDRESS_ROOM: u32 = 64;
// @ts-ignore: decorator
@lazy const ownId: Bytes = changetype<Bytes>(memory.data<u32>([0, 0]));
// @ts-ignore: decorator
@lazy const ownIdRoom: usize = memory.data(64);
// @ts-ignore: decorator
@lazy const callerId: Bytes = changetype<Bytes>(memory.data<u32>([0, 0]));
// @ts-ignore: decorator
@lazy const callerIdRoom: usize = memory.data(64);

/** Copies what was read into `to`, whose room is `at`. */
function remember(to: Bytes, at: usize, from: Bytes): void {
  if (from.length > ADDRESS_ROOM) unreachable();
  memory.copy(at, from.at, from.length);
  to.at = at;
  to.length = from.length;
}

// @ts-ignore: decorator
@lazy let callerIsKernel: bool = false;
// @ts-ignore: decorator
@lazy let callerKnown: bool = false;

/** Address of the running contract. Asked for once a call. */
export function contractId(): Bytes {
  if (ownId.length == 0) {
    begin();
    invoke(SYSTEM_CALL_GET_CONTRACT_ID);
    remember(ownId, ownIdRoom, singleBytes());
  }
  return ownId;
}

/** Address of the contract that called, or none when the transaction (or a reader) called directly. Asked for once. */
export function caller(): Bytes {
  if (!callerKnown) loadCaller();
  return callerId;
}

/** Whether the caller runs with kernel privilege: the chain itself or a system contract. */
export function isCalledByKernel(): bool {
  if (!callerKnown) loadCaller();
  return callerIsKernel;
}

function loadCaller(): void {
  begin();
  invoke(SYSTEM_CALL_GET_CALLER);
  readInside(singleBytes());
  callerKnown = true;
  callerIsKernel = true; // `kernel_mode` is 0, which proto3 leaves out.
  while (hasMore()) {
    const tag = readTag();
    if (tag == 10) remember(callerId, callerIdRoom, readBytes());
    else if (tag == 16) callerIsKernel = readVarint() == 0;
    else skip(tag);
  }
}

/**
 * Whether `account` agrees to this call.
 *
 * It does if it is the calling contract itself. If another contract calls, only an account that decides by its own
 * code (`authorizes_call_contract`) can agree: a signature under a transaction does not speak for what some contract
 * in it does with the signer's money. If no contract calls, the account's code or a signature decides.
 * Up to three system calls; forbidden in read-only calls. `data` is passed to the account's `authorize`.
 */
export function hasAuthority(account: Bytes, data: Bytes = EMPTY): bool {
  const by = caller();
  if (by.length != 0) {
    if (by == account) return true;
    if (!decidesItself(account)) return false;
  }
  begin();
  writeUint(8, AUTHORIZE_CONTRACT_CALL);
  writeBytes(18, account);
  if (data.length != 0) writeBytes(26, data);
  invoke(SYSTEM_CALL_CHECK_AUTHORITY);
  return singleUint() != 0;
}

/** Fails with -200 and `message` unless `account` agrees to this call. */
export function requireAuthority(account: Bytes, message: string = 'account has not authorized the call'): void {
  if (!hasAuthority(account)) exit(ErrorCode.authorizationFailure, message);
}

/** Whether the chain's governance stands behind this transaction. */
export function hasSystemAuthority(): bool {
  begin();
  invoke(SYSTEM_CALL_CHECK_SYSTEM_AUTHORITY);
  return singleUint() != 0;
}

/** Whether `account` is a contract whose code answers for calls (`authorizes_call_contract`). */
export function decidesItself(account: Bytes): bool {
  begin();
  writeBytes(10, account);
  invoke(SYSTEM_CALL_GET_CONTRACT_METADATA);
  readInside(singleBytes());
  let answer = false;
  while (hasMore()) {
    const tag = readTag();
    if (tag == 24) answer = readVarint() != 0;
    else skip(tag);
  }
  return answer;
}
