/** Coins in memory, for tests, tutorials and programs run without a chain. Undone with the program that moved them. @module */
import type { Journal, NativeToken } from '@ashlar/engine-rho';

export class MemoryToken implements NativeToken, Journal {
  readonly #balances: Map<string, bigint>;
  readonly #moves: (readonly [from: string, to: string, amount: bigint])[] = [];

  constructor(balances: ReadonlyMap<string, bigint> = new Map()) {
    this.#balances = new Map(balances);
  }

  balanceOf(address: string): bigint {
    return this.#balances.get(address) ?? 0n;
  }

  transfer(from: string, to: string, amount: bigint): string | undefined {
    if (this.balanceOf(from) < amount) return 'Insufficient funds';
    this.#move(from, to, amount);
    this.#moves.push([from, to, amount]);
    return undefined;
  }

  checkpoint(): number {
    return this.#moves.length;
  }

  revert(to: number): void {
    while (this.#moves.length > to) {
      const [from, receiver, amount] = this.#moves.pop()!;
      this.#move(receiver, from, amount);
    }
  }

  #move(from: string, to: string, amount: bigint): void {
    this.#balances.set(from, this.balanceOf(from) - amount);
    this.#balances.set(to, this.balanceOf(to) + amount);
  }
}
