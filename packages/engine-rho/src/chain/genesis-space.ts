/**
 * The objects that a tuple space begins with: what programs leave that genesis runs, and the first coins of vaults.
 * @module
 */
import { accept, fromLatin1, latin1, type Result, refuse, utf8 } from '@ashlar/base';
import { type ChainView, chainProcesses, tokenProcesses } from '../chain-processes.ts';
import type { ProgramRefusal, RunRefusal } from '../errors.ts';
import { Session } from '../evaluate.ts';
import { PHLO_UNLIMITED } from '../meter.ts';
import type { SplittableRandom } from '../random.ts';
import type { Term } from '../term.ts';
import { type Objects, StateStore } from './state-store.ts';
import { encodeAmount, VAULTS, VaultLedger } from './vault-ledger.ts';

export type GenesisProgram = Readonly<{
  source: string;
  random: SplittableRandom;
  /** What further urns stand for: names that nobody gets later. */
  urns?: ReadonlyMap<string, Term>;
}>;

/** One object of the contract's zone. */
export type SpaceObject = Readonly<{ space: number; key: Uint8Array; value: Uint8Array }>;

class ObjectMap implements Objects {
  readonly #all = new Map<string, SpaceObject>();

  get(space: number, key: Uint8Array): Uint8Array | undefined {
    return this.#all.get(`${space} ${latin1(key)}`)?.value;
  }

  put(space: number, key: Uint8Array, value: Uint8Array): void {
    this.#all.set(`${space} ${latin1(key)}`, { space, key, value });
  }

  remove(space: number, key: Uint8Array): void {
    this.#all.delete(`${space} ${latin1(key)}`);
  }

  /** In an order that depends on the objects only. */
  get sorted(): readonly SpaceObject[] {
    return [...this.#all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }
}

/**
 * Runs programs one after the other, in a block of number 0 that nobody made.
 * @param vaults coins by REV address, positive
 */
export function genesisSpace(
  programs: readonly GenesisProgram[],
  vaults: readonly Readonly<{ address: string; amount: bigint }>[] = [],
): Result<readonly SpaceObject[], ProgramRefusal | RunRefusal> {
  const objects = new ObjectMap();
  for (const { address, amount } of vaults) objects.put(VAULTS, utf8(address), encodeAmount(amount));
  const chain: ChainView = { block: () => ({ number: 0n, sender: fromLatin1('') }) };
  const processes = [...chainProcesses(chain), ...tokenProcesses(new VaultLedger(objects))];
  const session = new Session({ processes, store: new StateStore(objects) });
  for (const { source, random, urns } of programs) {
    const { errors } = session.evaluate(source, {
      phloLimit: PHLO_UNLIMITED,
      random,
      ...(urns === undefined ? {} : { urns }),
    });
    if (errors[0] !== undefined) return refuse(errors[0]);
  }
  return accept(objects.sorted);
}
