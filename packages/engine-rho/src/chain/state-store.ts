/**
 * The tuple space in the objects of a contract: one object a channel for what lies there, one for who waits
 * (`spec/rholang-state.md`). Both keep the order of arrival. A join stands under each of its channels.
 * @module
 */
import { assert, latin1 } from '@ashlar/base';
import { PARTITIONED_FROM, rholang } from '@ashlar/protocol';
import { continuationBytes, datumBytes } from '../events.ts';
import type { Meter } from '../meter.ts';
import { storedContinuation, storedDatum } from '../space-codec.ts';
import type { SpaceStore } from '../space-store.ts';
import type { Term } from '../term.ts';
import { encodeTerm, termKey } from '../term-codec.ts';
import { decodeBindPattern, decodeTerm } from '../term-decoder.ts';
import type { Consume, Produce } from '../tuple-space.ts';
import { WORK } from '../work.ts';
import { channelKey } from './home.ts';

/** Ids of the contract's spaces. Frozen: part of every state. */
export const SPACE: Readonly<Record<'data' | 'receives', number>> = {
  data: PARTITIONED_FROM + 1,
  receives: PARTITIONED_FROM + 2,
};

/** Objects of the contract that holds the space. */
export interface Objects {
  get(space: number, key: Uint8Array): Uint8Array | undefined;
  put(space: number, key: Uint8Array, value: Uint8Array): void;
  remove(space: number, key: Uint8Array): void;
}

/** Keys of channels remembered; each is some 200 bytes. */
const KEYS_MAX = 10_000;

export class StateStore implements SpaceStore {
  readonly #objects: Objects;
  readonly #meter: Pick<Meter, 'work'> | undefined;
  /** Receives met since the last write, by their bytes: equal ones are told apart by their order. */
  #met = new Map<string, Consume[]>();
  readonly #keys = new Map<string, Uint8Array>();

  /** @param meter is charged for what is read, before it is decoded; nobody pays in a genesis */
  constructor(objects: Objects, meter?: Pick<Meter, 'work'>) {
    this.#objects = objects;
    this.#meter = meter;
  }

  data(channel: Term): readonly Produce[] {
    const bytes = this.#read(SPACE.data, channel);
    if (bytes === undefined) return [];
    return rholang.ChannelData.decode(bytes).data.map(({ values, persistent, occurrence }) => ({
      channel,
      datum: storedDatum(values.slice()),
      persistent,
      occurrence,
    }));
  }

  waiting(channel: Term): readonly Consume[] {
    const bytes = this.#read(SPACE.receives, channel);
    if (bytes === undefined) return [];
    const seen = new Map<string, number>();
    return rholang.ChannelReceives.decode(bytes).receives.map((receive) => {
      const key = latin1(rholang.Receive.encode(receive));
      const place = seen.get(key) ?? 0;
      seen.set(key, place + 1);
      const met = this.#met.get(key) ?? [];
      this.#met.set(key, met);
      const consume = met[place] ?? consumeOf(receive);
      met[place] = consume;
      return consume;
    });
  }

  writeData(channel: Term, produces: readonly Produce[]): void {
    const data = produces.map(({ datum, persistent, occurrence }) => ({
      values: datumBytes(datum),
      persistent,
      occurrence,
    }));
    const bytes = rholang.ChannelData.encode({ channel: encodeTerm(channel), data });
    this.#write(SPACE.data, this.#keyOf(channel), data.length === 0 ? undefined : bytes);
  }

  writeWaiting(channel: Term, consumes: readonly Consume[]): void {
    this.#met.clear();
    const receives = consumes.map(receiveOf);
    const bytes = rholang.ChannelReceives.encode({ channel: encodeTerm(channel), receives });
    this.#write(SPACE.receives, this.#keyOf(channel), receives.length === 0 ? undefined : bytes);
  }

  #read(space: number, channel: Term): Uint8Array | undefined {
    const bytes = this.#objects.get(space, this.#keyOf(channel));
    if (bytes !== undefined) this.#meter?.work(bytes.length * WORK.storedByte);
    return bytes;
  }

  #keyOf(channel: Term): Uint8Array {
    const name = termKey(channel);
    let key = this.#keys.get(name);
    if (key === undefined) {
      if (this.#keys.size >= KEYS_MAX) this.#keys.clear();
      key = channelKey(channel);
      this.#keys.set(name, key);
    }
    return key;
  }

  #write(space: number, key: Uint8Array, value: Uint8Array | undefined): void {
    if (value === undefined) this.#objects.remove(space, key);
    else this.#objects.put(space, key, value);
  }
}

function receiveOf({ channels, patterns, continuation, persistent, peek }: Consume): rholang.Receive {
  return {
    channels: channels.map(encodeTerm),
    patterns: patterns.map(encodeTerm),
    continuation: continuationBytes(continuation),
    persistent,
    peek,
  };
}

const consumeOf = (receive: rholang.Receive): Consume => ({
  channels: receive.channels.map((bytes) => stored(decodeTerm(bytes))),
  patterns: receive.patterns.map((bytes) => stored(decodeBindPattern(bytes))),
  continuation: storedContinuation(receive.continuation.slice()),
  persistent: receive.persistent,
  peek: receive.peek,
});

/** What this module wrote, it can read. */
function stored<T>(decoded: Readonly<{ ok: true; value: T }> | Readonly<{ ok: false }>): T {
  assert(decoded.ok, 'the state holds what was written to it');
  return decoded.value;
}
