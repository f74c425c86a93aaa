/**
 * The bytes of a message that only a descriptor describes: canonical encoding, lenient decoding, both bounded.
 * @module
 */
import { accept, assert, EMPTY, equal, fromUtf8, InvariantViolation, refuse } from '@ashlar/base';
import type { Codec, FieldDescriptor, MessageDescriptor } from '@ashlar/protocol';
import {
  DECODE_DEPTH_MAX,
  DECODE_ELEMENTS_MAX,
  DecodeError,
  MESSAGE_BYTES_MAX,
  Reader,
  Writer,
} from '@ashlar/protocol';

/** A decoded message: its properties by name, in lowerCamelCase. */
export type DynamicMessage = Readonly<Record<string, unknown>>;

type Budget = Parameters<Codec<unknown>['read']>[2];
type Words = Readonly<{ low: number; high: number }>;

/** Wire types of protobuf. */
const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/** `fields` ascend by number. */
export function dynamicCodec(descriptor: MessageDescriptor): Codec<DynamicMessage> {
  const byNumber = new Map(descriptor.fields.map((field) => [field.number, field]));
  const codec: Codec<DynamicMessage> = {
    name: descriptor.name,
    descriptor,
    write: (writer, value) => {
      for (const field of descriptor.fields)
        writeField(writer, field, (value as DynamicMessage)[field.property]);
    },
    read: (reader, end, budget) => readFields(reader, end, budget, descriptor, byNumber),
    encode: (value) => {
      const writer = new Writer();
      codec.write(writer, value);
      return writer.finish();
    },
    decode: (bytes) => {
      if (bytes.length > MESSAGE_BYTES_MAX) throw new DecodeError('protobuf.tooLarge');
      try {
        return codec.read(new Reader(bytes.slice()), bytes.length, freshBudget());
      } catch (cause) {
        throw DecodeError.of(cause);
      }
    },
    decodeStrict: (bytes) => {
      try {
        const value = codec.decode(bytes);
        return equal(codec.encode(value), bytes) ? accept(value) : refuse({ code: 'protobuf.notCanonical' });
      } catch (cause) {
        if (cause instanceof DecodeError) return refuse({ code: cause.code });
        throw cause;
      }
    },
  };
  return codec;
}

function freshBudget(): Budget {
  const budget: Budget = {
    depth: DECODE_DEPTH_MAX,
    elements: DECODE_ELEMENTS_MAX,
    element: () => {
      if (--budget.elements < 0) throw new DecodeError('protobuf.tooMany');
    },
  };
  return budget;
}

function writeField(writer: Writer, field: FieldDescriptor, value: unknown): void {
  if (value === undefined) return;
  if (!field.repeated) {
    if (field.explicit || !isDefault(value)) writeTagged(writer, field, value);
    return;
  }
  const elements = value as readonly unknown[];
  if (!isPackable(field)) for (const element of elements) writeTagged(writer, field, element);
  else if (elements.length > 0) {
    writer.uint32((field.number << 3) | DELIMITED).fork();
    for (const element of elements) writeScalar(writer, field, element);
    writer.ldelim();
  }
}

function writeTagged(writer: Writer, field: FieldDescriptor, value: unknown): void {
  writer.uint32(((field.number << 3) | wireTypeOf(field)) >>> 0);
  if (field.message === undefined) writeScalar(writer, field, value);
  else {
    writer.fork();
    field.message().write(writer, value);
    writer.ldelim();
  }
}

function writeScalar(writer: Writer, { kind }: FieldDescriptor, value: unknown): void {
  switch (kind) {
    case 'bool':
      writer.bool(value as boolean);
      return;
    case 'bytes':
      writer.bytes(value as Uint8Array);
      return;
    case 'string':
      writer.string(value as string);
      return;
    case 'enum':
      writer.int32(value as number);
      return;
    case 'message':
      throw new InvariantViolation('a message is no scalar');
    case 'uint64':
    case 'int64':
    case 'sint64':
    case 'fixed64':
    case 'sfixed64':
      writer[kind](wordsOf(value as bigint));
      return;
    default:
      writer[kind](value as number);
  }
}

function readFields(
  reader: Reader,
  end: number,
  budget: Budget,
  descriptor: MessageDescriptor,
  byNumber: ReadonlyMap<number, FieldDescriptor>,
): DynamicMessage {
  const message: Record<string, unknown> = {};
  for (const field of descriptor.fields) message[field.property] = defaultOf(field);
  while (reader.pos < end) {
    const tag = reader.tag();
    const field = byNumber.get(tag >>> 3);
    const wireType = tag & 7;
    if (tag >>> 3 === 0) throw new DecodeError('protobuf.malformed');
    if (field?.repeated && isPackable(field) && wireType === DELIMITED) {
      const stop = endOf(reader, end);
      while (reader.pos < stop) push(message, field, readScalar(reader, stop, field), budget);
      if (reader.pos !== stop) throw new DecodeError('protobuf.truncated');
    } else if (field === undefined || wireType !== wireTypeOf(field)) reader.skipType(wireType);
    else {
      const value =
        field.message === undefined ? readScalar(reader, end, field) : readNested(reader, end, budget, field);
      if (field.repeated) push(message, field, value, budget);
      else {
        for (const other of field.oneof === undefined ? [] : descriptor.fields)
          if (other.oneof === field.oneof) message[other.property] = undefined;
        message[field.property] = value;
      }
    }
  }
  if (reader.pos !== end) throw new DecodeError('protobuf.truncated');
  return message;
}

function readNested(reader: Reader, end: number, budget: Budget, field: FieldDescriptor): unknown {
  const stop = endOf(reader, end);
  if (--budget.depth < 0) throw new DecodeError('protobuf.tooDeep');
  const value = field.message!().read(reader, stop, budget);
  budget.depth++;
  return value;
}

function push(
  message: Record<string, unknown>,
  field: FieldDescriptor,
  value: unknown,
  budget: Budget,
): void {
  budget.element();
  (message[field.property] as unknown[]).push(value);
}

function readScalar(reader: Reader, end: number, { kind }: FieldDescriptor): unknown {
  switch (kind) {
    case 'bool':
      return reader.bool();
    case 'bytes':
    case 'string': {
      const stop = endOf(reader, end);
      const bytes = reader.buf.slice(reader.pos, stop);
      reader.pos = stop;
      if (kind === 'bytes') return bytes;
      const text = fromUtf8(bytes);
      if (text === undefined) throw new DecodeError('protobuf.badUtf8');
      return text;
    }
    case 'enum':
      return reader.int32();
    case 'message':
      throw new InvariantViolation('a message is no scalar');
    case 'uint64':
    case 'fixed64':
      return bigintOf(reader[kind]());
    case 'int64':
    case 'sint64':
    case 'sfixed64':
      return BigInt.asIntN(64, bigintOf(reader[kind]()));
    default:
      return reader[kind]();
  }
}

function endOf(reader: Reader, end: number): number {
  const length = reader.size();
  if (reader.pos + length > end) throw new DecodeError('protobuf.truncated');
  return reader.pos + length;
}

function wireTypeOf({ kind }: FieldDescriptor): number {
  if (kind === 'bytes' || kind === 'string' || kind === 'message') return DELIMITED;
  if (kind === 'fixed64' || kind === 'sfixed64') return FIXED_64;
  return kind === 'fixed32' || kind === 'sfixed32' ? FIXED_32 : VARINT;
}

const isPackable = (field: FieldDescriptor): boolean => wireTypeOf(field) !== DELIMITED;

function isDefault(value: unknown): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  return value === 0 || value === 0n || value === '' || value === false;
}

function defaultOf({ repeated, explicit, kind }: FieldDescriptor): unknown {
  if (repeated) return [];
  if (explicit) return undefined;
  if (kind === 'bytes') return EMPTY;
  if (kind === 'string') return '';
  if (kind === 'bool') return false;
  return kind.endsWith('64') ? 0n : 0;
}

/** The wire library knows 64 bits as two words. */
function wordsOf(value: bigint): Parameters<Writer['uint64']>[0] {
  const low = Number(BigInt.asIntN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  return { low, high, unsigned: false } as Parameters<Writer['uint64']>[0];
}

function bigintOf(value: Words | number): bigint {
  assert(typeof value !== 'number', 'the wire library reads 64 bits as words');
  return (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
}
