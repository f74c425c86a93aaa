/**
 * Field access by the chain's own descriptors: `get_transaction_field` and `get_block_field` read a dotted path out of
 * a message, as the descriptor pool in state describes it (`spec/koinos.md` 4.8, 103 and 105). So the chain, not the
 * build, decides what a contract can see.
 * @module
 */
import { EMPTY, fromUtf8, utf8 } from '@ashlar/base';
import { type Any, chain, DecodeError, type descriptor, ERROR_CODE, Reader } from '@ashlar/protocol';
import { fail } from './chain-error.ts';

/** Fields deep a path may go. */
export const FIELD_PATH_MAX = 32;
const TYPE_URL = 'type.googleapis.com/';

/** Numbers of `google.protobuf.FieldDescriptorProto.Type` that a wire message of ours can have. */
const TYPE = {
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  message: 11,
  bytes: 12,
  uint32: 13,
  enum: 14,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
} as const;
const LABEL_REPEATED = 3;
const WIRE_LENGTH_DELIMITED = 2;

type Value = chain.ValueType;
const value = (part: Partial<Value>): Value => ({ ...ABSENT, ...part });
const ABSENT: Value = chain.ValueType.decode(EMPTY);

/** @throws ChainError fieldNotFound; unexpectedState if the chain does not describe the message */
export function fieldOf(
  pool: descriptor.FileDescriptorSet,
  messageName: string,
  bytes: Uint8Array,
  path: string,
): Value {
  const names = path.split('.');
  if (names.length > FIELD_PATH_MAX) fail('field path is too long', ERROR_CODE.fieldNotFound);
  let message = messageOf(pool, messageName);
  let body = bytes;
  for (const [index, name] of names.entries()) {
    const field = message.field.find((candidate) => candidate.name === name);
    if (field === undefined) fail(`unable to find field ${path}`, ERROR_CODE.fieldNotFound);
    const found = occurrencesOf(body, field.number ?? 0);
    if (index === names.length - 1) return wrap(pool, field, found);
    if (field.type !== TYPE.message || field.label === LABEL_REPEATED) {
      fail(`field ${name} of ${path} has no fields`, ERROR_CODE.fieldNotFound);
    }
    message = messageOf(pool, (field.typeName ?? '').replace(/^\./, ''));
    body = found.at(-1)?.bytes ?? EMPTY;
  }
  fail(`unable to find field ${path}`, ERROR_CODE.fieldNotFound);
}

function messageOf(pool: descriptor.FileDescriptorSet, name: string): descriptor.DescriptorProto {
  for (const file of pool.file) {
    const prefix = file.package ? `${file.package}.` : '';
    if (!name.startsWith(prefix)) continue;
    const message = file.messageType.find((candidate) => prefix + candidate.name === name);
    if (message !== undefined) return message;
  }
  fail(`the chain does not describe ${name}`, ERROR_CODE.unexpectedState);
}

/** One occurrence of a field: its bytes if length-delimited, and where its scalar can be read. */
type Occurrence = Readonly<{ bytes: Uint8Array; scalar: () => Reader }>;

function occurrencesOf(body: Uint8Array, number: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const reader = new Reader(body);
  try {
    while (reader.pos < body.length) {
      const tag = reader.uint32();
      const start = reader.pos;
      const isBytes = (tag & 7) === WIRE_LENGTH_DELIMITED;
      const content = isBytes ? reader.bytes() : EMPTY;
      if (!isBytes) reader.skipType(tag & 7);
      if (tag >>> 3 === number)
        found.push({ bytes: content, scalar: () => new Reader(body.subarray(start)) });
    }
  } catch (cause) {
    const error = DecodeError.of(cause);
    if (error instanceof DecodeError) fail(`malformed message: ${error.code}`, ERROR_CODE.fieldNotFound);
    throw cause;
  }
  return found;
}

function wrap(
  pool: descriptor.FileDescriptorSet,
  field: descriptor.FieldDescriptorProto,
  found: readonly Occurrence[],
): Value {
  if (field.label !== LABEL_REPEATED) return single(pool, field, found.at(-1));
  const values = found.map((occurrence) => single(pool, field, occurrence));
  return value({ messageValue: anyMessage('koinos.chain.list_type', chain.ListType.encode({ values })) });
}

const anyMessage = (name: string, bytes: Uint8Array): Any => ({ typeUrl: TYPE_URL + name, value: bytes });

function single(
  pool: descriptor.FileDescriptorSet,
  field: descriptor.FieldDescriptorProto,
  occurrence: Occurrence | undefined,
): Value {
  const reader = occurrence?.scalar() ?? new Reader(new Uint8Array(10));
  switch (field.type) {
    case TYPE.message: {
      const name = (field.typeName ?? '').replace(/^\./, '');
      return value({ messageValue: anyMessage(name, occurrence?.bytes ?? EMPTY) });
    }
    case TYPE.enum: {
      const number = reader.int32();
      const name = enumName(pool, (field.typeName ?? '').replace(/^\./, ''), number);
      return value({
        messageValue: anyMessage('koinos.chain.enum_type', chain.EnumType.encode({ name, number })),
      });
    }
    case TYPE.string:
      return value({ stringValue: fromUtf8(occurrence?.bytes ?? utf8('')) ?? '' });
    case TYPE.bytes:
      return value({ bytesValue: (occurrence?.bytes ?? EMPTY).slice() });
    case TYPE.bool:
      return value({ boolValue: reader.bool() });
    default:
      return numeric(field.type ?? 0, reader);
  }
}

function numeric(type: number, reader: Reader): Value {
  switch (type) {
    case TYPE.int32:
      return value({ int32Value: reader.int32() });
    case TYPE.uint32:
      return value({ uint32Value: reader.uint32() });
    case TYPE.int64:
      return value({ int64Value: wide(reader.int64(), true) });
    case TYPE.uint64:
      return value({ uint64Value: wide(reader.uint64(), false) });
    case TYPE.sint32:
      return value({ sint32Value: reader.sint32() });
    case TYPE.sint64:
      return value({ sint64Value: wide(reader.sint64(), true) });
    case TYPE.fixed32:
      return value({ fixed32Value: reader.fixed32() });
    case TYPE.fixed64:
      return value({ fixed64Value: wide(reader.fixed64(), false) });
    case TYPE.sfixed32:
      return value({ sfixed32Value: reader.sfixed32() });
    case TYPE.sfixed64:
      return value({ sfixed64Value: wide(reader.sfixed64(), true) });
    default:
      fail(`fields of type ${type} cannot be read`, ERROR_CODE.fieldNotFound);
  }
}

/** The library hands 64-bit integers out as two words, or as a number where they fit. */
function wide(long: number | Readonly<{ low: number; high: number }>, signed: boolean): bigint {
  const bits =
    typeof long === 'number' ? BigInt(long) : (BigInt(long.high >>> 0) << 32n) | BigInt(long.low >>> 0);
  return signed ? BigInt.asIntN(64, bits) : BigInt.asUintN(64, bits);
}

function enumName(pool: descriptor.FileDescriptorSet, name: string, number: number): string {
  for (const file of pool.file) {
    const prefix = file.package ? `${file.package}.` : '';
    const found = file.enumType.find((candidate) => prefix + candidate.name === name);
    const member = found?.value.find((candidate) => candidate.number === number);
    if (member !== undefined) return member.name ?? '';
  }
  return '';
}
