/**
 * Allowances (KCS-3 and KCS-4): how much of an owner's coins a contract may move by itself. They bind contracts only:
 * an account that calls the token directly needs the owner's authority whatever was allowed to it.
 * Source: `spec/koinos.md` 8.1 and 9.6.
 * @module
 */
import { concat, EMPTY, equal } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { ADDRESS_BYTES, ERROR_CODE, token } from '@ashlar/protocol';
import { mayActFor } from '../authority.ts';
import { decodeArguments } from '../contract.ts';
import { requireAddress, setAllowance, TOKEN_SPACE } from './ledger.ts';

/** Allowances in one answer of `get_allowances`; a larger `limit` means this. */
export const ALLOWANCES_PAGE_MAX = 500;

const LOWEST: Uint8Array = new Uint8Array(ADDRESS_BYTES);
const HIGHEST: Uint8Array = new Uint8Array(ADDRESS_BYTES).fill(0xff);

/** Sets the allowance; zero removes it. */
export function approve(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { owner, spender, value } = decodeArguments(host, token.ApproveArguments, bytes);
  requireAddress(host, owner, 'owner');
  requireAddress(host, spender, 'spender');
  if (equal(owner, spender)) host.revert('cannot approve yourself');
  if (equal(spender, LOWEST) || equal(spender, HIGHEST)) host.revert("account 'spender' is not an address");
  if (!mayActFor(host, host.caller(), owner)) {
    host.fail("account 'owner' has not authorized approval", ERROR_CODE.authorizationFailure);
  }
  setAllowance(host, owner, spender, value);
  host.event('token.approve_event', bytes, [owner, spender]);
  return EMPTY;
}

/** The owner's allowances after `start` (not included; empty: from the end) in order of the spender's address. */
export function allowancesOf(
  host: NativeHost,
  { owner, start, limit, descending }: token.GetAllowancesArguments,
): token.GetAllowancesResult {
  requireAddress(host, owner, 'owner');
  if (start.length > 0) requireAddress(host, start, 'start');
  const space = host.space(TOKEN_SPACE.allowances);
  const end = descending ? HIGHEST : LOWEST;
  const countMax = Math.min(limit, ALLOWANCES_PAGE_MAX);
  const allowances: token.SpenderValue[] = [];
  let key = concat(owner, start.length > 0 ? start : end);
  while (allowances.length < countMax) {
    const entry = descending ? host.prev(space, key) : host.next(space, key);
    if (entry === undefined || !equal(entry.key.subarray(0, ADDRESS_BYTES), owner)) break;
    const { value } = token.BalanceObject.decode(entry.value);
    allowances.push({ spender: entry.key.subarray(ADDRESS_BYTES), value });
    key = entry.key;
  }
  return { owner, allowances };
}
