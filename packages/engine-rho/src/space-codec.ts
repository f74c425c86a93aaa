/**
 * What a tuple space stores, from its bytes: the inverses of `datumBytes` and `continuationBytes`, for spaces that live in
 * state instead of in memory. As strict as terms: other bytes than the encoder's are refused.
 * @module
 */
import { accept, equal, type Refusal, type Result, refuse } from '@ashlar/base';
import { NIL } from './build.ts';
import { Halt } from './errors.ts';
import { continuationBytes, datumBytes } from './events.ts';
import { SplittableRandom } from './random.ts';
import { fieldsOf, readTerm } from './term-decoder.ts';
import type { Continuation, Datum } from './tuple-space.ts';

export type StoredRefusal = Refusal & Readonly<{ code: 'stored.malformed' | 'stored.notCanonical' }>;

/** `ListParWithRandom`. */
export const decodeDatum = (bytes: Uint8Array): Result<Datum, StoredRefusal> =>
  decoded(bytes, readDatum, datumBytes);

/** `TaggedContinuation`. */
export const decodeContinuation = (bytes: Uint8Array): Result<Continuation, StoredRefusal> =>
  decoded(bytes, readContinuation, continuationBytes);

/**
 * The same, of bytes that this package wrote to the state itself: they are not written anew to be compared.
 * What is read here is remembered with its bytes.
 */
export function storedDatum(bytes: Uint8Array): Datum {
  const datum = readDatum(bytes);
  datum.bytes = bytes;
  return datum;
}

export function storedContinuation(bytes: Uint8Array): Continuation {
  const continuation = readContinuation(bytes);
  continuation.bytes = bytes;
  return continuation;
}

function decoded<T>(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => T,
  write: (value: T) => Uint8Array,
): Result<T, StoredRefusal> {
  let value: T;
  try {
    value = read(bytes);
  } catch (halt) {
    if (halt instanceof Halt) return refuse({ code: 'stored.malformed' });
    throw halt;
  }
  return equal(write(value), bytes) ? accept(value) : refuse({ code: 'stored.notCanonical' });
}

function malformed(): never {
  throw new Halt({ code: 'stored.malformed' });
}

const randomOf = (bytes: Uint8Array | undefined): SplittableRandom =>
  (bytes === undefined ? undefined : SplittableRandom.fromBytes(bytes)) ?? malformed();

function readDatum(bytes: Uint8Array): Datum {
  const fields = fieldsOf(bytes);
  const values = fields.filter(({ field }) => field === 1).map((part) => readTerm(part.bytes));
  return { values, random: randomOf(fields.find(({ field }) => field === 2)?.bytes) };
}

function readContinuation(bytes: Uint8Array): Continuation {
  const [only, ...more] = fieldsOf(bytes);
  if (only === undefined || more.length > 0) return malformed();
  if (only.field === 2) return { kind: 'system', process: Number(only.number) };
  if (only.field !== 1) return malformed();
  const parts = fieldsOf(only.bytes);
  const body = parts.find(({ field }) => field === 1);
  const random = randomOf(parts.find(({ field }) => field === 2)?.bytes);
  return { kind: 'body', body: body === undefined ? NIL : readTerm(body.bytes), random };
}
