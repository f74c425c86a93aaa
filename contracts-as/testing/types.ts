/**
 * Messages in tests: plain objects, encoded and decoded by the types of a contract's ABI.
 *
 * Fields have the names of the interface. Numbers of 64 bits are `bigint`, bytes `Uint8Array`; fields left out have
 * their defaults, and in decoded messages all fields without presence are there.
 * @module
 */
import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorSet } from 'protobufjs/ext/descriptor.js';

export type Value = bigint | number | boolean | string | Uint8Array | Message | readonly Value[] | undefined;
export type Message = { readonly [field: string]: Value };

export type AbiMethod = Readonly<{
  argument: string;
  return: string;
  entry_point: number;
  read_only: boolean;
  description: string;
}>;
export type Abi = Readonly<{
  methods: Readonly<Record<string, AbiMethod>>;
  types: string;
  events: Readonly<Record<string, Readonly<{ type: string }>>>;
}>;

const LONGS = new Set(['int64', 'uint64', 'sint64', 'fixed64', 'sfixed64']);

/** Encodes and decodes the messages of one ABI. */
export class Types {
  readonly #root: protobuf.Root;

  /** @throws Error if `types` is no descriptor set of protobuf 3 */
  constructor(abi: Abi) {
    const set = descriptor.FileDescriptorSet.decode(Buffer.from(abi.types, 'base64'));
    this.#root = protobuf.Root.fromDescriptor(
      set as protobuf.Message<IFileDescriptorSet> & IFileDescriptorSet,
      { keepCase: true },
    );
    this.#root.resolveAll();
  }

  /** @throws Error naming the field, if a field is unknown or has a value of another type */
  encode(typeName: string, message: Message): Uint8Array {
    const type = this.#root.lookupType(typeName);
    const plain = forWire(type, message);
    const wrong = type.verify(plain);
    if (wrong !== null) throw new Error(`${typeName}: ${wrong}`);
    return Uint8Array.from(type.encode(type.create(plain)).finish());
  }

  decode(typeName: string, bytes: Uint8Array): Message {
    const type = this.#root.lookupType(typeName);
    const plain = type.toObject(type.decode(bytes), { defaults: true, arrays: true, longs: String });
    return fromWire(type, plain);
  }
}

function forWire(type: protobuf.Type, message: Message): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message)) {
    const field = type.fields[name];
    if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
    if (value === undefined) continue;
    plain[name] = Array.isArray(value)
      ? value.map((item: Value) => itemForWire(field, item))
      : itemForWire(field, value);
  }
  return plain;
}

function itemForWire(field: protobuf.Field, value: Value): unknown {
  if (field.resolvedType instanceof protobuf.Type) return forWire(field.resolvedType, value as Message);
  if (typeof value !== 'bigint') return value;
  return {
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: true,
  };
}

function fromWire(type: protobuf.Type, plain: Readonly<Record<string, unknown>>): Message {
  const message: Record<string, Value> = {};
  for (const [name, value] of Object.entries(plain)) {
    const field = type.fields[name];
    // A scalar without value is an `optional` field that is not there.
    if (field === undefined || (value === null && !field.repeated)) continue;
    message[name] = Array.isArray(value)
      ? value.map((item: unknown) => itemFromWire(field, item))
      : itemFromWire(field, value);
  }
  return message;
}

function itemFromWire(field: protobuf.Field, value: unknown): Value {
  if (field.resolvedType instanceof protobuf.Type)
    return fromWire(field.resolvedType, value as Record<string, unknown>);
  if (LONGS.has(field.type)) return BigInt(value as string);
  return value instanceof Uint8Array ? Uint8Array.from(value) : (value as Value);
}
