/**
 * The tuple space in memory, in canonical order: oldest first (docs/decisions/0038), with a log and undo.
 *
 * Everything stored has a sequence number. Lists are maps from it, so that removal is cheap; undoing puts an entry back
 * at its place.
 * @module
 */
import { assert } from '@ashlar/base';
import type { SpaceEvent } from './events.ts';
import { produceKey } from './events.ts';
import type { Term } from './term.ts';
import { termKey } from './term-codec.ts';
import type {
  Communication,
  Consume,
  FitData,
  Produce,
  SpaceCheckpoint,
  SpaceContents,
  Taken,
  TupleSpace,
} from './tuple-space.ts';

type Stored<T> = Readonly<{ sequence: number; item: T }>;
type StoredConsume = Stored<Consume> & Readonly<{ keys: readonly string[]; isInstalled: boolean }>;

/** Entries by sequence number, in its order. */
class Shelf<T> {
  #entries = new Map<number, Stored<T>>();
  #newest = -1;
  #isOrdered = true;

  get size(): number {
    return this.#entries.size;
  }

  add(entry: Stored<T>): void {
    if (entry.sequence < this.#newest) this.#isOrdered = false;
    else this.#newest = entry.sequence;
    this.#entries.set(entry.sequence, entry);
  }

  remove(entry: Stored<T>): void {
    this.#entries.delete(entry.sequence);
  }

  *[Symbol.iterator](): IterableIterator<Stored<T>> {
    if (!this.#isOrdered) {
      this.#entries = new Map([...this.#entries].toSorted(([a], [b]) => a - b));
      this.#isOrdered = true;
    }
    yield* this.#entries.values();
  }
}

/** Names the communications that may still happen: in replay, the logged ones. */
export interface Guide {
  /**
   * Communications of `consume`, each as the `produceKey`s of its data in the order of the channels; only those that
   * `fresh` takes part in, if it is given.
   */
  options(consume: Consume, fresh: Produce | undefined): Iterable<readonly string[]>;
  happened(consume: Consume, produces: readonly Produce[]): void;
}

export class MemorySpace implements TupleSpace {
  #log: SpaceEvent[] = [];
  readonly #fit: FitData;
  readonly #guide: Guide | undefined;
  readonly #data = new Map<string, Shelf<Produce>>();
  readonly #waiting = new Map<string, Shelf<Consume>>();
  #undo: (() => void)[] = [];
  #sequence = 0;
  #checkpoints = 0;

  constructor(fit: FitData, guide?: Guide) {
    this.#fit = fit;
    this.#guide = guide;
  }

  produce(produce: Produce): Communication | undefined {
    this.#record({ kind: 'produce', produce });
    const key = termKey(produce.channel);
    for (const stored of this.#waiting.get(key) ?? []) {
      const waiting = stored as StoredConsume;
      const found = this.#match(waiting.item, waiting.keys, { key, produce });
      if (found !== undefined) return this.#communicate(waiting, waiting.item, found);
    }
    this.#store(this.#data, key, { sequence: this.#sequence++, item: produce });
    return undefined;
  }

  consume(consume: Consume): Communication | undefined {
    this.#record({ kind: 'consume', consume });
    const keys = consume.channels.map(termKey);
    const found = this.#match(consume, keys, undefined);
    if (found !== undefined) return this.#communicate(undefined, consume, found);
    this.#wait({ sequence: this.#sequence++, item: consume, keys, isInstalled: false });
    return undefined;
  }

  /** @param consume persistent; its channels hold no data yet */
  install(consume: Consume): void {
    const keys = consume.channels.map(termKey);
    assert(
      keys.every((key) => (this.#data.get(key)?.size ?? 0) === 0),
      'a system receive is installed before anything is sent',
    );
    this.#wait({ sequence: this.#sequence++, item: consume, keys, isInstalled: true });
  }

  dataOn(channel: Term): readonly Produce[] {
    return [...(this.#data.get(termKey(channel)) ?? [])].map(({ item }) => item);
  }

  waitingOn(channels: readonly Term[]): readonly Consume[] {
    const keys = channels.map(termKey).toSorted().join('\n');
    const isJoin = (stored: Stored<Consume>): boolean =>
      (stored as StoredConsume).keys.toSorted().join('\n') === keys;
    return [...(this.#waiting.get(termKey(channels[0]!)) ?? [])].filter(isJoin).map(({ item }) => item);
  }

  contents(): SpaceContents {
    const data = [...this.#data.values()].flatMap((shelf) => [...shelf]);
    const waiting = new Set([...this.#waiting.values()].flatMap((shelf) => [...shelf] as StoredConsume[]));
    return {
      data: data.toSorted(bySequence).map(({ item }) => item),
      waiting: [...waiting]
        .filter(({ isInstalled }) => !isInstalled)
        .toSorted(bySequence)
        .map(({ item }) => item),
    };
  }

  checkpoint(): SpaceCheckpoint {
    this.#checkpoints += 1;
    return this.#undo.length;
  }

  revert(to: SpaceCheckpoint): void {
    assert(to <= this.#undo.length, 'a space reverts to a checkpoint it still has');
    while (this.#undo.length > to) this.#undo.pop()!();
  }

  commit(): void {
    this.#undo = [];
    this.#checkpoints = 0;
  }

  /** What happened since the log was last taken. */
  takeLog(): readonly SpaceEvent[] {
    const log = this.#log;
    this.#log = [];
    return log;
  }

  /** The oldest data for each channel, the `fresh` datum standing for its own; undefined if a channel has none. */
  #match(consume: Consume, keys: readonly string[], fresh: Fresh | undefined): readonly Match[] | undefined {
    if (this.#guide !== undefined) return this.#guidedMatch(consume, keys, fresh, this.#guide);
    const matches: Match[] = [];
    for (const [index, key] of keys.entries()) {
      const match = this.#candidates(key, consume.patterns[index]!, fresh).next();
      if (match.done === true) return undefined;
      matches.push(match.value);
    }
    return matches;
  }

  /** Data that fit one channel's pattern, in order. */
  *#candidates(key: string, pattern: Term, fresh: Fresh | undefined): Generator<Match, void, undefined> {
    if (fresh !== undefined && fresh.key === key) {
      const values = this.#fit(fresh.produce.datum.values, pattern);
      if (values !== undefined) yield { key, stored: undefined, produce: fresh.produce, values };
    }
    for (const stored of this.#data.get(key) ?? []) {
      const values = this.#fit(stored.item.datum.values, pattern);
      if (values !== undefined) yield { key, stored, produce: stored.item, values };
    }
  }

  /** As `#match`, but the first communication the guide names whose data are there. */
  #guidedMatch(
    consume: Consume,
    keys: readonly string[],
    fresh: Fresh | undefined,
    guide: Guide,
  ): readonly Match[] | undefined {
    for (const option of guide.options(consume, fresh?.produce)) {
      const matches: Match[] = [];
      for (const [index, key] of keys.entries()) {
        const match = this.#named(key, consume.patterns[index]!, option[index]!, fresh);
        if (match === undefined) break;
        matches.push(match);
      }
      if (matches.length === keys.length) return matches;
    }
    return undefined;
  }

  #named(key: string, pattern: Term, name: string, fresh: Fresh | undefined): Match | undefined {
    for (const match of this.#candidates(key, pattern, fresh))
      if (produceKey(match.produce) === name) return match;
    return undefined;
  }

  #communicate(waiting: StoredConsume | undefined, consume: Consume, found: readonly Match[]): Communication {
    const produces = found.map(({ produce }) => produce);
    this.#record({ kind: 'communication', consume, produces });
    this.#guide?.happened(consume, produces);
    if (waiting !== undefined && !consume.persistent) this.#unwait(waiting);
    const taken = found.map(({ key, stored, produce, values }): Taken => {
      const removed = stored !== undefined && !produce.persistent;
      if (removed) this.#unstore(this.#data, key, stored);
      return { produce, values, removed };
    });
    return { consume, taken };
  }

  #wait(waiting: StoredConsume): void {
    for (const key of waiting.keys) this.#store(this.#waiting, key, waiting);
  }

  #unwait(waiting: StoredConsume): void {
    for (const key of waiting.keys) this.#unstore(this.#waiting, key, waiting);
  }

  #store<T>(shelves: Map<string, Shelf<T>>, key: string, entry: Stored<T>): void {
    const shelf = shelves.get(key) ?? new Shelf<T>();
    shelves.set(key, shelf);
    shelf.add(entry);
    this.#undoable(() => drop(shelves, key, entry));
  }

  #unstore<T>(shelves: Map<string, Shelf<T>>, key: string, entry: Stored<T>): void {
    drop(shelves, key, entry);
    this.#undoable(() => {
      const shelf = shelves.get(key) ?? new Shelf<T>();
      shelves.set(key, shelf);
      shelf.add(entry);
    });
  }

  #record(event: SpaceEvent): void {
    this.#log.push(event);
  }

  #undoable(undo: () => void): void {
    if (this.#checkpoints > 0) this.#undo.push(undo);
  }
}

type Fresh = Readonly<{ key: string; produce: Produce }>;
type Match = Readonly<{
  key: string;
  stored: Stored<Produce> | undefined;
  produce: Produce;
  values: readonly Term[];
}>;

const bySequence = (a: Stored<unknown>, b: Stored<unknown>): number => a.sequence - b.sequence;

function drop<T>(shelves: Map<string, Shelf<T>>, key: string, entry: Stored<T>): void {
  const shelf = shelves.get(key);
  shelf?.remove(entry);
  if (shelf?.size === 0) shelves.delete(key);
}
