/**
 * What happened in a tuple space, as facts with hashes (`spec/rholang.md` 4.3): the log that replay follows and that
 * merging compares.
 *
 * Hashes are computed when asked for: an evaluation that nobody replays pays nothing for them.
 * @module
 */
import { compare as compareBytes, concat, EMPTY, hex } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import type { SplittableRandom } from './random.ts';
import type { Term } from './term.ts';
import { encodeTerm } from './term-codec.ts';
import type { Consume, Continuation, Datum, Produce } from './tuple-space.ts';

export type ProduceEvent = Readonly<{ kind: 'produce'; produce: Produce }>;
export type ConsumeEvent = Readonly<{ kind: 'consume'; consume: Consume }>;
/** A communication: who waited, what was taken, in the order of its channels. */
export type CommunicationEvent = Readonly<{
  kind: 'communication';
  consume: Consume;
  produces: readonly Produce[];
}>;
export type SpaceEvent = ProduceEvent | ConsumeEvent | CommunicationEvent;

const produceHashes = new WeakMap<Datum, Uint8Array>();
const consumeHashes = new WeakMap<Consume, Uint8Array>();

/** Blake2b-256 of the channel's canonical bytes: 32 bytes. */
export const channelHash = (channel: Term): Uint8Array => blake2b256(encodeTerm(channel));

/** Identifies a send: channel, data, generator, persistence. 32 bytes. */
export function produceHash({ channel, datum, persistent }: Produce): Uint8Array {
  const known = produceHashes.get(datum);
  if (known !== undefined) return known;
  const hash = blake2b256(sequence([channelHash(channel), datumBytes(datum), flagByte(persistent)]));
  produceHashes.set(datum, hash);
  return hash;
}

/** Identifies a receive: channels, patterns, continuation, persistence. 32 bytes. */
export function consumeHash(consume: Consume): Uint8Array {
  const known = consumeHashes.get(consume);
  if (known !== undefined) return known;
  const hash = blake2b256(
    sequence([
      ...consume.channels.map(channelHash).toSorted(compareBytes),
      ...consume.patterns.map(encodeTerm).toSorted(compareByteVectors),
      continuationBytes(consume.continuation),
      flagByte(consume.persistent),
    ]),
  );
  consumeHashes.set(consume, hash);
  return hash;
}

/** The event as text: equal for equal events. A communication's order among its produces does not count. */
export function eventKey(event: SpaceEvent): string {
  if (event.kind === 'produce')
    return `produce ${hex(produceHash(event.produce))} ${event.produce.occurrence}`;
  if (event.kind === 'consume') return `consume ${hex(consumeHash(event.consume))}`;
  return communicationKey(event.consume, event.produces);
}

/** Persistent data may be taken at any repetition; other data only as often as they were sent. */
export function communicationKey(consume: Consume, produces: readonly Produce[]): string {
  const parts = produces.map(produceKey).toSorted();
  return `communication ${hex(consumeHash(consume))} ${parts.join(' ')}`;
}

export const produceKey = (produce: Produce): string =>
  `${hex(produceHash(produce))}${produce.persistent ? '!' : `#${produce.occurrence}`}`;

/** By length, then by unsigned bytes (`ordByteVector`). */
export const compareByteVectors = (a: Uint8Array, b: Uint8Array): number =>
  a.length - b.length || compareBytes(a, b);

const flagByte = (value: boolean): Uint8Array => new Uint8Array([value ? 0xff : 0]);

/** Count as 4 bytes, each element with its length as 8, big-endian. */
function sequence(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + 8 + length, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, parts.length);
  let at = 4;
  for (const part of parts) {
    view.setUint32(at + 4, part.length);
    bytes.set(part, at + 8);
    at += 8 + part.length;
  }
  return bytes;
}

const datumBytesOf = new WeakMap<Datum, Uint8Array>();
const continuationBytesOf = new WeakMap<Continuation, Uint8Array>();

/** Of what was just read from its bytes. */
export function rememberDatum(datum: Datum, bytes: Uint8Array): void {
  datumBytesOf.set(datum, bytes);
}

export function rememberContinuation(continuation: Continuation, bytes: Uint8Array): void {
  continuationBytesOf.set(continuation, bytes);
}

/** `ListParWithRandom`. Hashed and stored: made once. */
export function datumBytes(datum: Datum): Uint8Array {
  const known = datumBytesOf.get(datum);
  if (known !== undefined) return known;
  const values = datum.values.map((value) => lengthDelimited(1, encodeTerm(value), true));
  const bytes = concat(...values, randomField(datum.random));
  datumBytesOf.set(datum, bytes);
  return bytes;
}

/** `TaggedContinuation`. Made once. */
export function continuationBytes(continuation: Continuation): Uint8Array {
  const known = continuationBytesOf.get(continuation);
  if (known !== undefined) return known;
  const bytes = encodeContinuation(continuation);
  continuationBytesOf.set(continuation, bytes);
  return bytes;
}

function encodeContinuation(continuation: Continuation): Uint8Array {
  if (continuation.kind === 'system') return concat(new Uint8Array([0x10]), varint(continuation.process));
  const body = lengthDelimited(1, encodeTerm(continuation.body), false);
  return lengthDelimited(1, concat(body, randomField(continuation.random)), true);
}

const randomField = (random: SplittableRandom): Uint8Array => lengthDelimited(2, random.toBytes(), false);

function lengthDelimited(field: number, bytes: Uint8Array, always: boolean): Uint8Array {
  if (bytes.length === 0 && !always) return EMPTY;
  return concat(new Uint8Array([(field << 3) | 2]), varint(bytes.length), bytes);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return new Uint8Array([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
