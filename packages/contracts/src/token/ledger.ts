/**
 * The native token's state: who holds what, who may spend it, and how much there is.
 *
 * Balances and allowances lie in spaces *partitioned by account* (`packages/protocol/src/object-space.ts`): an
 * entry's place in the state is its owner's, so a shard that holds an account holds its coins. Supply and parameters
 * are the contract's own.
 * @module
 */
import { assert, concat, EMPTY } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { ADDRESS_BYTES, PARTITIONED_FROM, token, U64_MAX } from '@ashlar/protocol';
import { type AccountRecord, readRecord, writeRecord } from './account-record.ts';
import { regenerate } from './mana.ts';

/** Ids of the token's object spaces. Frozen: they are part of every state. */
export const TOKEN_SPACE: Readonly<Record<'supply' | 'parameters' | 'balances' | 'allowances', number>> = {
  /** Empty key → `balance_object`. */
  supply: 0,
  /** Empty key → `get_info_result`; absent: `DEFAULT_INFO`. */
  parameters: 3,
  /** Owner (25 bytes) → `mana_balance_object`; absent: all zero. */
  balances: PARTITIONED_FROM + 1,
  /** Owner ‖ spender (50 bytes) → `balance_object`; absent: zero. */
  allowances: PARTITIONED_FROM + 2,
};

/** What the token is called on a chain whose genesis does not say. */
export const DEFAULT_INFO: token.GetInfoResult = {
  name: 'Ashlar',
  symbol: 'ASH',
  decimals: 8,
  description: 'The native coin: pays for resources by its mana',
};

export function infoOf(host: NativeHost): token.GetInfoResult {
  const bytes = host.get(host.space(TOKEN_SPACE.parameters), EMPTY);
  return bytes === undefined ? DEFAULT_INFO : token.GetInfoResult.decode(bytes);
}

/** Smallest units in existence, u64. */
export function supplyOf(host: NativeHost): bigint {
  return amountAt(host, TOKEN_SPACE.supply, EMPTY);
}

export function setSupply(host: NativeHost, supply: bigint): void {
  assert(supply >= 0n && supply <= U64_MAX, 'the supply is a u64');
  host.put(host.space(TOKEN_SPACE.supply), EMPTY, token.BalanceObject.encode({ value: supply }));
}

/** The account's record as it was last written: its mana may have grown since. */
export function recordOf(host: NativeHost, owner: Uint8Array): AccountRecord {
  return readRecord(host.get(host.space(TOKEN_SPACE.balances), owner));
}

/** The account's record at the time `nowMs`. */
export function recordAt(host: NativeHost, owner: Uint8Array, nowMs: bigint): AccountRecord {
  const record = recordOf(host, owner);
  regenerate(record, nowMs);
  return record;
}

/** An account without coins has no mana either, and needs no object: its disk is given back. */
export function setRecord(host: NativeHost, owner: Uint8Array, record: AccountRecord): void {
  assert(record.mana >= 0n && record.mana <= record.balance, 'mana never exceeds the balance');
  const space = host.space(TOKEN_SPACE.balances);
  if (record.balance === 0n && !record.isUnmetered) host.remove(space, owner);
  else host.put(space, owner, writeRecord(record));
}

export function allowanceOf(host: NativeHost, owner: Uint8Array, spender: Uint8Array): bigint {
  return amountAt(host, TOKEN_SPACE.allowances, concat(owner, spender));
}

export function setAllowance(host: NativeHost, owner: Uint8Array, spender: Uint8Array, value: bigint): void {
  const space = host.space(TOKEN_SPACE.allowances);
  const key = concat(owner, spender);
  if (value === 0n) host.remove(space, key);
  else host.put(space, key, token.BalanceObject.encode({ value }));
}

/** Reverts unless the argument is present and as long as an address. The checksum is the wallets' business. */
export function requireAddress(host: NativeHost, address: Uint8Array, role: string): void {
  if (address.length === 0) host.revert(`account '${role}' is missing`);
  if (address.length !== ADDRESS_BYTES) host.revert(`account '${role}' is not an address`);
}

function amountAt(host: NativeHost, spaceId: number, key: Uint8Array): bigint {
  const bytes = host.get(host.space(spaceId), key);
  return bytes === undefined ? 0n : token.BalanceObject.decode(bytes).value;
}
