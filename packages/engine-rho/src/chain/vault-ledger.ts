/**
 * Coins of vaults, by REV address, in the objects of the tuple space's contract: what `sys:token:*` moves. Only contracts
 * that genesis gave those names reach it. Undone with the program that moved them.
 * @module
 */
import { utf8 } from '@ashlar/base';
import type { NativeToken } from '../chain-processes.ts';
import type { Objects } from './state-store.ts';

/** Id of the contract's space: REV address in UTF-8 to an amount, u64 big-endian; absent: nothing. Frozen. */
export const VAULTS = 1;
const AMOUNT_MAX = 2n ** 63n - 1n;

export function encodeAmount(amount: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, amount);
  return bytes;
}

export class VaultLedger implements NativeToken {
  readonly #objects: Objects;

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  balanceOf(address: string): bigint {
    const bytes = this.#objects.get(VAULTS, utf8(address));
    return bytes === undefined ? 0n : new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  }

  transfer(from: string, to: string, amount: bigint): string | undefined {
    if (amount <= 0n) return 'Amount must be positive value';
    const balance = this.balanceOf(from);
    if (balance < amount) return 'Insufficient funds';
    if (from === to) return undefined;
    const received = this.balanceOf(to) + amount;
    if (received > AMOUNT_MAX) return 'The receiver would have too many coins';
    this.#write(from, balance - amount);
    this.#write(to, received);
    return undefined;
  }

  #write(address: string, amount: bigint): void {
    if (amount === 0n) this.#objects.remove(VAULTS, utf8(address));
    else this.#objects.put(VAULTS, utf8(address), encodeAmount(amount));
  }
}
