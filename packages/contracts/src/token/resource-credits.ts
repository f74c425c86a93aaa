/**
 * Mana as the chain's resource credits: what system calls 201 and 202 ask, once each, for every transaction.
 * Source: `spec/koinos.md` 8.1.
 *
 * One account, governance, must be able to apply approved proposals though it holds no coins. Upstream compares every
 * account with the name record "governance", a contract call a transaction; here the exempt account is marked in the
 * record that is read anyway (`docs/decisions/0020-unmetered-accounts.md`).
 * @module
 */
import type { NativeHost } from '@ashlar/ports';
import { ADDRESS_BYTES, type chain, type token, U64_MAX } from '@ashlar/protocol';
import { requireSystemAuthority } from '../authority.ts';
import { recordAt, recordOf, requireAddress, setRecord } from './ledger.ts';

/** What is no address has none. */
export function resourceCreditsOf(
  host: NativeHost,
  { account }: chain.GetAccountRcArguments,
): chain.GetAccountRcResult {
  if (account.length !== ADDRESS_BYTES) return { value: 0n };
  const record = recordAt(host, account, host.head().timeMs);
  return { value: record.isUnmetered ? U64_MAX : record.mana };
}

/** False if anyone but the kernel or a system contract asks, or the account has too little. */
export function consumeResourceCredits(
  host: NativeHost,
  { account, value }: chain.ConsumeAccountRcArguments,
): chain.ConsumeAccountRcResult {
  if (!host.caller().isKernel) {
    host.log('the system call consume_account_rc may only be called by the system');
    return { value: false };
  }
  if (account.length !== ADDRESS_BYTES) return { value: false };
  const record = recordAt(host, account, host.head().timeMs);
  if (record.isUnmetered) return { value: true };
  if (record.mana < value) {
    host.log('account has insufficient mana for consumption');
    return { value: false };
  }
  record.mana -= value;
  setRecord(host, account, record);
  return { value: true };
}

/** By system authority only. */
export function setUnmetered(
  host: NativeHost,
  { account, value }: token.SetUnmeteredArguments,
): token.SetUnmeteredResult {
  requireAddress(host, account, 'account');
  requireSystemAuthority(host);
  const record = recordOf(host, account);
  record.isUnmetered = value;
  setRecord(host, account, record);
  return {};
}
