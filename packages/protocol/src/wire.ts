/**
 * The wire: scalars of protobuf over the reader and writer of `protobufjs`, which know varints.
 *
 * Added here are 64-bit integers as `bigint`, UTF-8 that must be well formed, ends of messages that nothing may
 * cross, and a budget that bounds depth and count, so that hostile bytes cost no more than honest ones.
 * The generated codecs call these functions and no others.
 * @module
 */
import { assert, fromUtf8, InvariantViolation } from '@ashlar/base';
import protobuf from 'protobufjs/minimal.js';

export type Reader = protobuf.Reader;
export const Reader: typeof protobuf.Reader = protobuf.Reader;
export type Writer = protobuf.Writer;
export const Writer: typeof protobuf.Writer = protobuf.Writer;

/** Messages within messages. */
export const DECODE_DEPTH_MAX = 64;
/** Elements of repeated fields in one decoded message, nested ones included. */
export const DECODE_ELEMENTS_MAX = 1_048_576;

export type DecodeRefusalCode =
  | 'protobuf.badUtf8'
  | 'protobuf.malformed'
  | 'protobuf.notCanonical'
  | 'protobuf.tooDeep'
  | 'protobuf.tooLarge'
  | 'protobuf.tooMany'
  | 'protobuf.truncated';
export type DecodeRefusal = Readonly<{ code: DecodeRefusalCode }>;

/** Thrown by the lenient decoder, because its callers mostly decode what they wrote themselves. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly code: DecodeRefusalCode;

  constructor(code: DecodeRefusalCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }

  /** Translates what the wire library throws; anything else (a bug, the machine's own limits) passes through. */
  static of(cause: unknown): unknown {
    if (cause instanceof DecodeError || !(cause instanceof Error)) return cause;
    if (cause instanceof RangeError && cause.message.startsWith('index out of range'))
      return new DecodeError('protobuf.truncated', { cause });
    return cause.constructor === Error ? new DecodeError('protobuf.malformed', { cause }) : cause;
  }
}

/** What is left for one decoding. */
export class Budget {
  depth: number = DECODE_DEPTH_MAX;
  elements: number = DECODE_ELEMENTS_MAX;

  element(): void {
    if (--this.elements < 0) throw new DecodeError('protobuf.tooMany');
  }
}

/** What a nested codec must offer; `Codec` does. */
type Nested<T> = Readonly<{ read(reader: Reader, end: number, budget: Budget): T }>;

export function readMessage<T>(reader: Reader, end: number, budget: Budget, codec: Nested<T>): T {
  const stop = readEnd(reader, end);
  if (--budget.depth < 0) throw new DecodeError('protobuf.tooDeep');
  const value = codec.read(reader, stop, budget);
  if (reader.pos !== stop) throw new DecodeError('protobuf.truncated');
  budget.depth++;
  return value;
}

/** Reads a length and returns where that many bytes end. */
function readEnd(reader: Reader, end: number): number {
  const length = reader.size();
  const stop = reader.pos + length;
  if (stop > end) throw new DecodeError('protobuf.truncated');
  return stop;
}

export function readBytes(reader: Reader, end: number): Uint8Array {
  const stop = readEnd(reader, end);
  const bytes = reader.buf.subarray(reader.pos, stop);
  reader.pos = stop;
  return bytes;
}

/** Longest string read byte by byte: beyond it the platform's decoder is faster. */
const SHORT_TEXT_BYTES = 48;

export function readString(reader: Reader, end: number): string {
  const stop = readEnd(reader, end);
  const start = reader.pos;
  reader.pos = stop;
  if (stop - start <= SHORT_TEXT_BYTES) {
    let text = '';
    let index = start;
    for (; index < stop; index++) {
      const byte = reader.buf[index]!;
      if (byte > 127) break;
      text += String.fromCharCode(byte);
    }
    if (index === stop) return text;
  }
  const text = fromUtf8(reader.buf.subarray(start, stop));
  if (text === undefined) throw new DecodeError('protobuf.badUtf8');
  return text;
}

/** Appends the elements of a packed field. */
export function readPacked<T>(
  reader: Reader,
  end: number,
  budget: Budget,
  read: (reader: Reader) => T,
  values: T[],
): void {
  const stop = readEnd(reader, end);
  while (reader.pos < stop) {
    budget.element();
    values.push(read(reader));
  }
  if (reader.pos !== stop) throw new DecodeError('protobuf.truncated');
}

export const readBool = (reader: Reader): boolean => reader.bool();
export const readUint32 = (reader: Reader): number => reader.uint32();
export const readInt32 = (reader: Reader): number => reader.int32();
export const readSint32 = (reader: Reader): number => reader.sint32();
export const readFixed32 = (reader: Reader): number => reader.fixed32();
export const readSfixed32 = (reader: Reader): number => reader.sfixed32();
export const readUint64 = (reader: Reader): bigint => unsigned(reader.uint64());
export const readInt64 = (reader: Reader): bigint => signed(reader.int64());
export const readSint64 = (reader: Reader): bigint => signed(reader.sint64());
export const readFixed64 = (reader: Reader): bigint => unsigned(reader.fixed64());
export const readSfixed64 = (reader: Reader): bigint => signed(reader.sfixed64());

/** A writer whose memory grew beyond this is not kept. */
const WRITER_KEPT_BYTES_MAX = 1_048_576;

/** The writer at rest. Its memory is used again, because allocating it costs as much as writing a message. */
let idle: Writer | undefined;

/** Runs `use` with an empty writer, which is not to be kept. */
export function withWriter<T>(use: (writer: Writer) => T): T {
  const writer = idle ?? new Writer();
  idle = undefined; // If `use` throws, a writer with half a message in it is dropped.
  const result = use(writer);
  writer.reset();
  if (writer.buf.length <= WRITER_KEPT_BYTES_MAX) idle = writer;
  return result;
}

/** A view of what was written so far, valid until the writer is used again. */
export const written = (writer: Writer): Uint8Array => writer.finish(true);

/** Skips an unknown field, or a known number with another wire type. */
export function skipField(reader: Reader, tag: number): void {
  if (tag >>> 3 === 0) throw new DecodeError('protobuf.malformed');
  reader.skipType(tag & 7);
}

export function putMessage<T>(
  writer: Writer,
  tag: number,
  value: T,
  codec: Readonly<{ write(writer: Writer, value: T): void }>,
): void {
  writer.uint32(tag).fork();
  codec.write(writer, value);
  writer.ldelim();
}

export function putBytes(writer: Writer, tag: number, value: Uint8Array): void {
  writer.uint32(tag).bytes(value);
}

export function putString(writer: Writer, tag: number, value: string): void {
  assert(value.isWellFormed(), 'a string to encode is well-formed UTF-16');
  writer.uint32(tag).string(value);
}

export function putBool(writer: Writer, tag: number, value: boolean): void {
  writer.uint32(tag).bool(value);
}

export function putUint32(writer: Writer, tag: number, value: number): void {
  writer.uint32(tag).uint32(uint32(value));
}

export function putInt32(writer: Writer, tag: number, value: number): void {
  writer.uint32(tag).int32(int32(value));
}

export function putSint32(writer: Writer, tag: number, value: number): void {
  writer.uint32(tag).sint32(int32(value));
}

export function putFixed32(writer: Writer, tag: number, value: number): void {
  writer.uint32(tag).fixed32(uint32(value));
}

export function putSfixed32(writer: Writer, tag: number, value: number): void {
  writer.uint32(tag).sfixed32(int32(value));
}

export function putUint64(writer: Writer, tag: number, value: bigint): void {
  writer.uint32(tag).uint64(words(uint64(value)));
}

export function putInt64(writer: Writer, tag: number, value: bigint): void {
  writer.uint32(tag).int64(words(int64(value)));
}

export function putSint64(writer: Writer, tag: number, value: bigint): void {
  writer.uint32(tag).sint64(words(int64(value)));
}

export function putFixed64(writer: Writer, tag: number, value: bigint): void {
  writer.uint32(tag).fixed64(words(uint64(value)));
}

export function putSfixed64(writer: Writer, tag: number, value: bigint): void {
  writer.uint32(tag).sfixed64(words(int64(value)));
}

/** The packed form of the only repeated scalar that the schemas have. */
export function putPackedUint32(writer: Writer, tag: number, values: readonly number[]): void {
  writer.uint32(tag).fork();
  for (const value of values) writer.uint32(uint32(value));
  writer.ldelim();
}

/** How the library hands over 64 bits: two signed words, or a number where it was built without `long`. */
type Words = Readonly<{ low: number; high: number; unsigned: boolean }>;

const WORD = 0x1_0000_0000;

function unsigned(value: Words | number): bigint {
  if (typeof value === 'number') throw new InvariantViolation('the wire library reads 64 bits as words');
  const high = value.high >>> 0;
  const low = value.low >>> 0;
  return high < 0x20_0000 ? BigInt(high * WORD + low) : (BigInt(high) << 32n) | BigInt(low);
}

function signed(value: Words | number): bigint {
  return BigInt.asIntN(64, unsigned(value));
}

function words(value: bigint): protobuf.Long | number {
  if (-0x20_0000_0000_0000n < value && value < 0x20_0000_0000_0000n) return Number(value);
  return {
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: false,
  } as protobuf.Long;
}

function uint32(value: number): number {
  assert(value >>> 0 === value, 'a number to encode is in [0, 2^32 - 1]');
  return value;
}

function int32(value: number): number {
  assert((value | 0) === value, 'a number to encode is in [-2^31, 2^31 - 1]');
  return value;
}

function uint64(value: bigint): bigint {
  assert(0n <= value && value <= 0xffff_ffff_ffff_ffffn, 'a number to encode is in [0, 2^64 - 1]');
  return value;
}

function int64(value: bigint): bigint {
  assert(
    -0x8000_0000_0000_0000n <= value && value <= 0x7fff_ffff_ffff_ffffn,
    'a number to encode is in [-2^63, 2^63 - 1]',
  );
  return value;
}
