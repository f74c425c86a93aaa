/**
 * Moving, making and destroying coins. The order of checks is part of the contract: it decides which error a client
 * sees. Source: `spec/koinos.md` 8.1.
 *
 * Conservation: the supply is the sum of all balances, and no balance exceeds it, so that only `mint` must look out
 * for overflow.
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { ERROR_CODE, token, U64_MAX } from '@ashlar/protocol';
import { mayActFor, requireKernelCaller } from '../authority.ts';
import { decodeArguments } from '../contract.ts';
import type { AccountRecord } from './account-record.ts';
import {
  allowanceOf,
  recordAt,
  requireAddress,
  setAllowance,
  setRecord,
  setSupply,
  supplyOf,
} from './ledger.ts';

/** Mana moves with the coins, one to one: so coins whose mana is spent rest until it has grown back. */
export function transfer(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { from, to, value } = decodeArguments(host, token.TransferArguments, bytes);
  requireAddress(host, to, 'to');
  requireAddress(host, from, 'from');
  if (equal(from, to)) host.revert('cannot transfer to yourself');
  requireSpendable(host, from, value, 'transfer');

  const nowMs = host.head().timeMs;
  const sender = recordAt(host, from, nowMs);
  takeFrom(host, sender, value, 'transfer');
  setRecord(host, from, sender);
  const receiver = recordAt(host, to, nowMs);
  giveTo(receiver, value);
  setRecord(host, to, receiver);
  host.event('token.transfer_event', bytes, [to, from]);
  return EMPTY;
}

/** For system contracts: rewards, claims. */
export function mint(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { to, value } = decodeArguments(host, token.MintArguments, bytes);
  requireAddress(host, to, 'to');
  if (value === 0n) host.revert("account 'to' cannot be minted zero");
  requireKernelCaller(host, 'mint');
  const supply = supplyOf(host);
  if (supply + value > U64_MAX) host.revert('mint would overflow supply');

  setSupply(host, supply + value);
  const receiver = recordAt(host, to, host.head().timeMs);
  giveTo(receiver, value);
  setRecord(host, to, receiver);
  host.event('token.mint_event', bytes, [to]);
  return EMPTY;
}

export function burn(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const { from, value } = decodeArguments(host, token.BurnArguments, bytes);
  requireAddress(host, from, 'from');
  requireSpendable(host, from, value, 'burn');

  const owner = recordAt(host, from, host.head().timeMs);
  takeFrom(host, owner, value, 'burn');
  setRecord(host, from, owner);
  setSupply(host, supplyOf(host) - value);
  host.event('token.burn_event', bytes, [from]);
  return EMPTY;
}

/** A contract spends its allowance first; without one it needs the authority any caller needs. */
export function requireSpendable(
  host: NativeHost,
  from: Uint8Array,
  value: bigint,
  act: 'transfer' | 'burn',
): void {
  const caller = host.caller();
  if (caller.address.length > 0 && !equal(caller.address, from)) {
    const allowance = allowanceOf(host, from, caller.address);
    if (allowance > 0n && allowance >= value) {
      setAllowance(host, from, caller.address, allowance - value);
      return;
    }
  }
  if (!mayActFor(host, caller, from)) {
    host.fail(`account 'from' has not authorized ${act}`, ERROR_CODE.authorizationFailure);
  }
}

function takeFrom(host: NativeHost, record: AccountRecord, value: bigint, act: 'transfer' | 'burn'): void {
  if (record.balance < value) host.fail("account 'from' has insufficient balance");
  if (record.mana < value) host.fail(`account 'from' has insufficient mana for ${act}`);
  record.balance -= value;
  record.mana -= value;
}

function giveTo(record: AccountRecord, value: bigint): void {
  record.balance += value;
  record.mana += value;
}
