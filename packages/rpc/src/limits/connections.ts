/** How many connections one address may hold, and all together. Loopback shares only the total. @module */
import { isLoopback, networkOf } from './allowances.ts';

export const CONNECTIONS_MAX = 4_096;
export const CONNECTIONS_PER_ADDRESS_MAX = 64;

export class ConnectionTable {
  readonly #counts = new Map<string, number>();
  readonly #perAddressMax: number;
  #total = 0;

  constructor(perAddressMax: number = CONNECTIONS_PER_ADDRESS_MAX) {
    this.#perAddressMax = perAddressMax;
  }

  get total(): number {
    return this.#total;
  }

  /** Takes a place until it is disposed of; undefined if there is none. */
  enter(address: string): Disposable | undefined {
    const key = networkOf(address);
    const count = this.#counts.get(key) ?? 0;
    if (this.#total >= CONNECTIONS_MAX || (count >= this.#perAddressMax && !isLoopback(address)))
      return undefined;
    this.#total++;
    this.#counts.set(key, count + 1);
    return {
      [Symbol.dispose]: () => {
        this.#total--;
        const left = (this.#counts.get(key) ?? 1) - 1;
        if (left > 0) this.#counts.set(key, left);
        else this.#counts.delete(key);
      },
    };
  }
}
