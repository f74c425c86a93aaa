/**
 * The tuple space in memory, in canonical order: oldest first (docs/decisions/0038), with a log and undo.
 *
 * A channel's entries lie on a shelf, where undoing puts them back at their places. Over a store, a shelf is brought when
 * its channel is first met and written back when the program is over: what runs in between does so in memory.
 * @module
 */
import { assert } from '@ashlar/base';
import type { SpaceEvent } from './events.ts';
import { produceKey } from './events.ts';
import { Shelf } from './shelf.ts';
import type { SpaceStore } from './space-store.ts';
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

/** `sequence` is the order of arrival in this space; what a store brought has that of its loading. */
type Stored<T> = Readonly<{ sequence: number; item: T }>;
type StoredConsume = Stored<Consume> & Readonly<{ keys: readonly string[] }>;

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
  looks = 0;
  #log: SpaceEvent[] = [];
  readonly #fit: FitData;
  readonly #guide: Guide | undefined;
  readonly #store: SpaceStore | undefined;
  readonly #record: (event: SpaceEvent) => void;
  readonly #data = new Map<string, Shelf<Stored<Produce>>>();
  readonly #waiting = new Map<string, Shelf<StoredConsume>>();
  readonly #installed = new Map<string, StoredConsume[]>();
  /** Receives that the store brought: the same object, whichever of its channels it was met on. */
  readonly #brought = new Map<Consume, StoredConsume>();
  #undo: (() => void)[] = [];
  #sequence = 0;
  #checkpoints = 0;

  /**
   * @param store where the contents outlive this space; `flush` writes them there
   * @param record is told of each event, which then is not kept for `takeLog`
   */
  constructor(fit: FitData, guide?: Guide, store?: SpaceStore, record?: (event: SpaceEvent) => void) {
    this.#record = record ?? ((event) => this.#log.push(event));
    this.#fit = fit;
    this.#guide = guide;
    this.#store = store;
  }

  produce(produce: Produce): Communication | undefined {
    this.#record({ kind: 'produce', produce });
    const key = termKey(produce.channel);
    const fresh: Fresh = { key, produce };
    for (const installed of this.#installed.get(key) ?? []) {
      const found = this.#match(installed.item, installed.keys, fresh);
      if (found !== undefined) return this.#communicate(undefined, installed.item, found);
    }
    for (const waiting of this.#waitingShelf(key, produce.channel)) {
      const found = this.#match(waiting.item, waiting.keys, fresh);
      if (found !== undefined) return this.#communicate(waiting, waiting.item, found);
    }
    this.#put(this.#dataShelf(key, produce.channel), { sequence: this.#sequence++, item: produce });
    return undefined;
  }

  consume(consume: Consume): Communication | undefined {
    this.#record({ kind: 'consume', consume });
    const keys = consume.channels.map(termKey);
    const found = this.#match(consume, keys, undefined);
    if (found !== undefined) return this.#communicate(undefined, consume, found);
    const waiting: StoredConsume = { sequence: this.#sequence++, item: consume, keys };
    for (const shelf of this.#shelvesOf(waiting)) this.#put(shelf, waiting);
    return undefined;
  }

  /** @param consume persistent; its channels hold no data yet, unless a store brings some */
  install(consume: Consume): void {
    const keys = consume.channels.map(termKey);
    assert(
      keys.every((key) => (this.#data.get(key)?.size ?? 0) === 0),
      'a system receive is installed before anything is sent',
    );
    const installed: StoredConsume = { sequence: this.#sequence++, item: consume, keys };
    for (const key of keys) this.#installed.set(key, [...(this.#installed.get(key) ?? []), installed]);
  }

  dataOn(channel: Term): readonly Produce[] {
    return [...this.#dataShelf(termKey(channel), channel)].map(({ item }) => item);
  }

  /** Receives that wait on exactly these channels; installed ones among them. */
  waitingOn(channels: readonly Term[]): readonly Consume[] {
    const names = channels.map(termKey);
    const keys = names.toSorted().join('\n');
    const isJoin = (stored: StoredConsume): boolean => stored.keys.toSorted().join('\n') === keys;
    const installed = this.#installed.get(names[0]!) ?? [];
    return [...installed, ...this.#waitingShelf(names[0]!, channels[0]!)]
      .filter(isJoin)
      .map(({ item }) => item);
  }

  /** With a store: of the channels that were met. */
  contents(): SpaceContents {
    const data = [...this.#data.values()].flatMap((shelf) => [...shelf]);
    const waiting = new Set([...this.#waiting.values()].flatMap((shelf) => [...shelf]));
    return {
      data: data.toSorted(bySequence).map(({ item }) => item),
      waiting: [...waiting].toSorted(bySequence).map(({ item }) => item),
    };
  }

  /** Writes what changed to the store, and forgets what it brought: whatever is met next is asked for again. */
  flush(): void {
    assert(this.#store !== undefined && this.#undo.length === 0, 'what may be undone is not written');
    const store = this.#store;
    for (const { channel, items } of changedOf(this.#data)) store.writeData(channel, items);
    for (const { channel, items } of changedOf(this.#waiting)) store.writeWaiting(channel, items);
    this.#data.clear();
    this.#waiting.clear();
    this.#brought.clear();
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
      this.looks += 1;
      const match = this.#candidates(key, consume.channels[index]!, consume.patterns[index]!, fresh).next();
      if (match.done === true) return undefined;
      matches.push(match.value);
    }
    return matches;
  }

  /** Data that fit one channel's pattern, in order. */
  *#candidates(
    key: string,
    channel: Term,
    pattern: Term,
    fresh: Fresh | undefined,
  ): Generator<Match, void, undefined> {
    if (fresh !== undefined && fresh.key === key) {
      const values = this.#fit(fresh.produce.datum.values, pattern);
      if (values !== undefined) yield { key, stored: undefined, produce: fresh.produce, values };
    }
    for (const stored of this.#dataShelf(key, channel)) {
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
        const match = this.#named(index, key, consume, option[index]!, fresh);
        if (match === undefined) break;
        matches.push(match);
      }
      if (matches.length === keys.length) return matches;
    }
    return undefined;
  }

  #named(
    index: number,
    key: string,
    consume: Consume,
    name: string,
    fresh: Fresh | undefined,
  ): Match | undefined {
    for (const match of this.#candidates(key, consume.channels[index]!, consume.patterns[index]!, fresh))
      if (produceKey(match.produce) === name) return match;
    return undefined;
  }

  #communicate(waiting: StoredConsume | undefined, consume: Consume, found: readonly Match[]): Communication {
    const produces = found.map(({ produce }) => produce);
    this.#record({ kind: 'communication', consume, produces });
    this.#guide?.happened(consume, produces);
    if (waiting !== undefined && !consume.persistent)
      for (const shelf of this.#shelvesOf(waiting)) this.#take(shelf, waiting);
    const taken = found.map(({ key, stored, produce, values }): Taken => {
      const removed = stored !== undefined && !produce.persistent;
      if (removed) this.#take(this.#dataShelf(key, produce.channel), stored);
      return { produce, values, removed };
    });
    return { consume, taken };
  }

  #dataShelf(key: string, channel: Term): Shelf<Stored<Produce>> {
    const known = this.#data.get(key);
    if (known !== undefined) return known;
    const shelf = new Shelf<Stored<Produce>>(channel);
    this.#data.set(key, shelf);
    for (const item of this.#store?.data(channel) ?? []) shelf.add({ sequence: this.#sequence++, item });
    return shelf;
  }

  #waitingShelf(key: string, channel: Term): Shelf<StoredConsume> {
    const known = this.#waiting.get(key);
    if (known !== undefined) return known;
    const shelf = new Shelf<StoredConsume>(channel);
    this.#waiting.set(key, shelf);
    for (const item of this.#store?.waiting(channel) ?? []) {
      const brought = this.#brought.get(item);
      const stored = brought ?? {
        sequence: this.#sequence++,
        item,
        keys: item.channels.map(termKey),
      };
      this.#brought.set(item, stored);
      shelf.add(stored);
    }
    return shelf;
  }

  #shelvesOf({ keys, item }: StoredConsume): readonly Shelf<StoredConsume>[] {
    return keys.map((key, index) => this.#waitingShelf(key, item.channels[index]!));
  }

  #put<T>(shelf: Shelf<T>, entry: T): void {
    shelf.add(entry);
    shelf.isChanged = true;
    this.#undoable(() => shelf.remove(entry));
  }

  #take<T>(shelf: Shelf<T>, entry: T): void {
    const place = shelf.remove(entry);
    shelf.isChanged = true;
    this.#undoable(() => shelf.add(entry, place));
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

/** Channels that were written to, each with all it holds, in an order of their own. */
function changedOf<T>(
  shelves: ReadonlyMap<string, Shelf<Stored<T>>>,
): readonly Readonly<{ channel: Term; items: readonly T[] }>[] {
  return [...shelves]
    .filter(([, { isChanged }]) => isChanged)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, shelf]) => ({ channel: shelf.channel, items: [...shelf].map(({ item }) => item) }));
}
