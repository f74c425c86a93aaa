/**
 * What happened in a tuple space, as facts with hashes (`spec/rholang.md` 4.3): the log that replay follows and that
 * merging compares.
 *
 * Hashes are computed when asked for: an evaluation that nobody replays pays nothing for them.
 * @module
 */
import { compare as compareBytes, hex } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import type { Term } from './term.ts';
import { encodeTerm, writeTerm } from './term-codec.ts';
import { varintSize } from './term-fields.ts';
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

/** Blake2b-256 of the channel's canonical bytes: 32 bytes. */
export function channelHash(channel: Term): Uint8Array {
  channel.digest ??= blake2b256(encodeTerm(channel));
  return channel.digest;
}

/** Identifies a send: channel, data, generator, persistence. 32 bytes. */
export function produceHash({ channel, datum, persistent }: Produce): Uint8Array {
  datum.hash ??= hashOf([channelHash(channel), datumBytes(datum), flagByte(persistent)]);
  return datum.hash;
}

/** Identifies a receive: channels, patterns, continuation, persistence. 32 bytes. */
export function consumeHash(consume: Consume): Uint8Array {
  consume.hash ??= hashOf([
    ...inOrder(consume.channels.map(channelHash), compareBytes),
    ...inOrder(consume.patterns.map(encodeTerm), compareByteVectors),
    continuationBytes(consume.continuation),
    flagByte(consume.persistent),
  ]);
  return consume.hash;
}

const inOrder = (
  all: readonly Uint8Array[],
  order: (a: Uint8Array, b: Uint8Array) => number,
): readonly Uint8Array[] => (all.length < 2 ? all : all.toSorted(order));

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

const TRUE = new Uint8Array([0xff]);
const FALSE = new Uint8Array([0]);
const flagByte = (value: boolean): Uint8Array => (value ? TRUE : FALSE);

/** Of the parts as a sequence: their count as 4 bytes, each with its length as 8, big-endian. */
function hashOf(parts: readonly Uint8Array[]): Uint8Array {
  let size = 4;
  for (const { length } of parts) size += 8 + length;
  const bytes = new Uint8Array(size);
  writeLength(parts.length, bytes, 0);
  let at = 4;
  for (const part of parts) {
    writeLength(part.length, bytes, at + 4);
    bytes.set(part, at + 8);
    at += 8 + part.length;
  }
  return blake2b256(bytes);
}

function writeLength(value: number, out: Uint8Array, at: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/** `ListParWithRandom`. Hashed and stored: made once. */
export function datumBytes(datum: Datum): Uint8Array {
  datum.bytes ??= encodeDatum(datum);
  return datum.bytes;
}

function encodeDatum({ values, random }: Datum): Uint8Array {
  let size = fieldSize(random.size);
  for (const value of values) size += fieldSize(value.size);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const value of values) {
    at = writeHeader(VALUE, value.size, bytes, at);
    writeTerm(value, bytes, at);
    at += value.size;
  }
  random.writeTo(bytes, writeHeader(RANDOM, random.size, bytes, at));
  return bytes;
}

/** `TaggedContinuation`. Made once. */
export function continuationBytes(continuation: Continuation): Uint8Array {
  continuation.bytes ??= encodeContinuation(continuation);
  return continuation.bytes;
}

function encodeContinuation(continuation: Continuation): Uint8Array {
  if (continuation.kind === 'system') {
    const bytes = new Uint8Array(1 + varintSize(continuation.process));
    bytes[0] = PROCESS << 3;
    writeVarint(continuation.process, bytes, 1);
    return bytes;
  }
  const { body, random } = continuation;
  const size = (body.size === 0 ? 0 : fieldSize(body.size)) + fieldSize(random.size);
  const bytes = new Uint8Array(fieldSize(size));
  let at = writeHeader(VALUE, size, bytes, 0);
  if (body.size > 0) {
    at = writeHeader(VALUE, body.size, bytes, at);
    writeTerm(body, bytes, at);
    at += body.size;
  }
  random.writeTo(bytes, writeHeader(RANDOM, random.size, bytes, at));
  return bytes;
}

// Fields of both messages.
const VALUE = 1;
const RANDOM = 2;
const PROCESS = 2;

const fieldSize = (bytes: number): number => 1 + varintSize(bytes) + bytes;

/** Of a field with so many bytes; answers where they begin. */
function writeHeader(field: number, bytes: number, out: Uint8Array, at: number): number {
  out[at] = (field << 3) | 2;
  return writeVarint(bytes, out, at + 1);
}

function writeVarint(value: number, out: Uint8Array, at: number): number {
  let [rest, place] = [value, at];
  for (; rest >= 128; rest = Math.floor(rest / 128)) out[place++] = (rest % 128) | 128;
  out[place] = rest;
  return place + 1;
}
