/**
 * Who may act for an account in a native contract: the rule of the contract kits (`spec/koinos.md` 4.6).
 *
 * A signature says that its owner agrees to the transaction, not to what some contract makes of it. So a user contract
 * may move an account's property only if the account is that contract, or is a contract that decides about calls by
 * itself, or has given an allowance (which is the token's own rule). Otherwise a contract could spend whatever belongs
 * to anyone who calls it.
 *
 * A *system* contract is trusted not to do that: what it asks for is decided by the signatures, and it answers for
 * having checked who asked it.
 * @module
 */
import { equal } from '@ashlar/base';
import type { Caller, NativeHost } from '@ashlar/ports';
import { ERROR_CODE } from '@ashlar/protocol';

/** Whether the running contract, called by `caller`, may act for `account`. One system call in the common case. */
export function mayActFor(host: NativeHost, caller: Caller, account: Uint8Array): boolean {
  if (caller.address.length > 0) {
    if (equal(caller.address, account)) return true;
    if (!caller.isKernel && !host.authorizesCalls(account)) return false;
  }
  return host.checkAuthority(account);
}

/** Reverts with code 103 unless the kernel or a system contract calls. */
export function requireKernelCaller(host: NativeHost, what: string): void {
  if (!host.caller().isKernel) {
    host.revert(`${what} may only be called by the system`, ERROR_CODE.insufficientPrivileges);
  }
}

/** Reverts with code 101 unless the transaction has system authority. */
export function requireSystemAuthority(host: NativeHost): void {
  if (!host.checkSystemAuthority()) {
    host.revert('system authority required', ERROR_CODE.systemAuthorizationFailure);
  }
}
