/**
 * Replay: the same communications as a log, in whatever order the program's branches are run (`spec/rholang.md` 4.4).
 *
 * Each logged communication may happen as often as it was logged; anything else waits. When all is done, none may be
 * left. In canonical order replay needs no log; this is for logs of other proposers, and the check that the log says
 * all there is to say.
 * @module
 */
import { hex } from '@ashlar/base';
import type { SpaceEvent } from './events.ts';
import { consumeHash, produceKey } from './events.ts';
import type { Guide } from './memory-space.ts';
import type { Consume, Produce } from './tuple-space.ts';

type Option = { readonly produces: readonly string[]; left: number };
type Options = Readonly<{ all: Map<string, Option>; byProduce: Map<string, Set<Option>> }>;

export class ReplayGuide implements Guide {
  readonly #consumes = new Map<string, Options>();
  #unused = 0;

  constructor(log: readonly SpaceEvent[]) {
    for (const event of log) if (event.kind === 'communication') this.#add(event.consume, event.produces);
  }

  /** Logged communications that have not happened: 0 at the end of a faithful replay. */
  get unused(): number {
    return this.#unused;
  }

  *options(consume: Consume, fresh: Produce | undefined): IterableIterator<readonly string[]> {
    const options = this.#consumes.get(hex(consumeHash(consume)));
    const candidates =
      fresh === undefined ? options?.all.values() : options?.byProduce.get(produceKey(fresh));
    for (const option of candidates ?? []) yield option.produces;
  }

  happened(consume: Consume, produces: readonly Produce[]): void {
    const { all, byProduce } = this.#consumes.get(hex(consumeHash(consume)))!;
    const option = all.get(produces.map(produceKey).join(' '))!;
    this.#unused -= 1;
    option.left -= 1;
    if (option.left > 0) return;
    all.delete(option.produces.join(' '));
    for (const produce of option.produces) byProduce.get(produce)?.delete(option);
  }

  #add(consume: Consume, produces: readonly Produce[]): void {
    const key = hex(consumeHash(consume));
    const options: Options = this.#consumes.get(key) ?? { all: new Map(), byProduce: new Map() };
    this.#consumes.set(key, options);
    const names = produces.map(produceKey);
    const option = options.all.get(names.join(' ')) ?? { produces: names, left: 0 };
    option.left += 1;
    this.#unused += 1;
    options.all.set(names.join(' '), option);
    for (const name of names) {
      const set = options.byProduce.get(name) ?? new Set();
      options.byProduce.set(name, set.add(option));
    }
  }
}
