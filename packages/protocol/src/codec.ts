/**
 * What a codec is: one message type of the wire, its bytes in both directions and its description.
 *
 * Every message is a type and a value of the same name: `Transaction` the shape, `Transaction.decode` its codec. The
 * code for each is generated from `proto/` (`npm run generate`); this module holds what all of them share.
 *
 * Encoding is canonical (`spec/koinos.md` 3): fields in ascending order, defaults of implicit presence left out,
 * present members of oneofs and `optional` fields always written, repeated scalars packed. Decoding is of two kinds.
 * `decode` is lenient, as proto3 is: it skips unknown fields and takes the last of duplicates. `decodeStrict` accepts
 * only the bytes that `encode` would give: use it for whatever is hashed or signed, because two spellings of one
 * message have two ids.
 * @module
 */
import { accept, assert, equal, type Result, refuse } from '@ashlar/base';
import { Budget, DecodeError, type DecodeRefusal, Reader, type Writer, withWriter, written } from './wire.ts';

/** Longest message that is decoded at all. Callers have tighter limits: see `limits.ts`. */
export const MESSAGE_BYTES_MAX = 67_108_864;

/** A `T` to encode: any field may be missing, and then has its default. */
export type Init<T> = T extends Uint8Array | string | number | bigint | boolean | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Init<Element>[]
    : { readonly [Field in keyof T]?: Init<T[Field]> | undefined };

export interface Codec<T> {
  /** Full protobuf name, as `koinos.protocol.transaction`. */
  readonly name: string;
  readonly descriptor: MessageDescriptor;
  /**
   * The canonical bytes, in memory of their own.
   * @throws InvariantViolation for a number out of its field's range, a string that is not well-formed UTF-16, or two
   * members of one oneof: such a value cannot have come from outside.
   */
  encode(value: T | Init<T>): Uint8Array;
  /**
   * Lenient. `bytes` fields are views of the input: do not write into it afterwards, and copy what is to outlive it
   * (a view of one key keeps the whole block in memory).
   * @throws DecodeError
   */
  decode(bytes: Uint8Array): T;
  /** Refuses whatever differs from the canonical encoding (`protobuf.notCanonical`) or cannot be decoded. */
  decodeStrict(bytes: Uint8Array): Result<T, DecodeRefusal>;
  /** The body of a message within another one. */
  write(writer: Writer, value: T | Init<T>): void;
  /** Reads up to `end`. @throws DecodeError, and the errors of the wire library, which `decode` translates */
  read(reader: Reader, end: number, budget: Budget): T;
}

export type ScalarKind =
  | 'bool'
  | 'bytes'
  | 'fixed32'
  | 'fixed64'
  | 'int32'
  | 'int64'
  | 'sfixed32'
  | 'sfixed64'
  | 'sint32'
  | 'sint64'
  | 'string'
  | 'uint32'
  | 'uint64';

/** How JSON shows a `bytes` field; the names are of the enum `koinos.bytes_type`. */
export type BytesForm =
  | 'ADDRESS'
  | 'BASE58'
  | 'BASE64'
  | 'BLOCK_ID'
  | 'CONTRACT_ID'
  | 'HEX'
  | 'TRANSACTION_ID';

export type FieldDescriptor = Readonly<{
  number: number;
  /** As in the schema: snake_case. */
  name: string;
  /** The property of the decoded value: lowerCamelCase. */
  property: string;
  kind: ScalarKind | 'enum' | 'message';
  repeated: boolean;
  /** Whether absence differs from the default: messages, `optional` fields and members of a oneof. */
  explicit: boolean;
  /** Name of the oneof, if the field is a member of one. */
  oneof: string | undefined;
  btype: BytesForm | undefined;
  /** Of a field of kind `message`. A function, because messages refer to each other. */
  message: (() => Codec<unknown>) | undefined;
  /** Of a field of kind `enum`. */
  values: EnumDescriptor | undefined;
}>;

export type MessageDescriptor = Readonly<{ name: string; fields: readonly FieldDescriptor[] }>;
export type EnumDescriptor = Readonly<{
  name: string;
  values: readonly (readonly [name: string, number: number])[];
}>;

/** What is generated for a message. */
export type CodecParts<T> = Readonly<{
  descriptor: MessageDescriptor;
  write(writer: Writer, value: T | Init<T>): void;
  read(reader: Reader, end: number, budget: Budget): T;
}>;

export function codecOf<T>({ descriptor, write, read }: CodecParts<T>): Codec<T> {
  const encode = (value: T | Init<T>): Uint8Array =>
    withWriter((writer) => {
      write(writer, value);
      return written(writer).slice();
    });
  const decode = (bytes: Uint8Array): T => {
    if (bytes.length > MESSAGE_BYTES_MAX) throw new DecodeError('protobuf.tooLarge');
    try {
      const reader = new Reader(plain(bytes));
      const value = read(reader, bytes.length, new Budget());
      if (reader.pos !== bytes.length) throw new DecodeError('protobuf.truncated');
      return value;
    } catch (cause) {
      throw DecodeError.of(cause);
    }
  };
  return {
    name: descriptor.name,
    descriptor,
    write,
    read,
    encode,
    decode,
    decodeStrict: (bytes) => {
      try {
        const value = decode(bytes);
        const isCanonical = withWriter((writer) => {
          write(writer, value);
          return equal(written(writer), bytes);
        });
        return isCanonical ? accept(value) : refuse({ code: 'protobuf.notCanonical' });
      } catch (cause) {
        if (cause instanceof DecodeError) return refuse({ code: cause.code });
        throw cause;
      }
    },
  };
}

/** Guards the oneofs of a value to encode. */
export function assertOneof(members: number, name: string): void {
  assert(members <= 1, `one member of ${name} is set`);
}

/** The same bytes as a bare `Uint8Array`, so that views of it are bare too. */
function plain(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array
    ? bytes
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
