/**
 * Reads messages from parsed JSON, for `fromJson`. The first refusal stands; whatever is read after it is discarded.
 * @module
 */
import { EMPTY } from '@ashlar/base';
import { ALPHABET, textBytes } from './bytes-text.ts';
import type { Codec, EnumDescriptor, FieldDescriptor } from './codec.ts';
import type { JsonRefusal, JsonRefusalCode } from './json.ts';

const ANY = 'google.protobuf.Any';
/** Longest text of an integer: 20 digits and a sign. */
const INTEGER_TEXT_MAX = 21;

type Range = Readonly<{ min: bigint; max: bigint }>;
const UNSIGNED_32: Range = { min: 0n, max: 2n ** 32n - 1n };
const SIGNED_32: Range = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const UNSIGNED_64: Range = { min: 0n, max: 2n ** 64n - 1n };
const SIGNED_64: Range = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const RANGES: Readonly<Partial<Record<FieldDescriptor['kind'], Range>>> = {
  uint32: UNSIGNED_32,
  fixed32: UNSIGNED_32,
  int32: SIGNED_32,
  sint32: SIGNED_32,
  sfixed32: SIGNED_32,
  enum: SIGNED_32,
  uint64: UNSIGNED_64,
  fixed64: UNSIGNED_64,
  int64: SIGNED_64,
  sint64: SIGNED_64,
  sfixed64: SIGNED_64,
};

/** Names, to a codec. */
type Registry = (name: string) => Codec<unknown> | undefined;
type Members = Readonly<Record<string, unknown>>;

export class JsonReader {
  refusal: JsonRefusal | undefined;
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** The decoded shape of the message; `undefined` if it was refused. */
  message<T>(codec: Codec<T>, json: unknown, path: string, depth: number): unknown {
    if (depth <= 0) return this.#refuse('json.tooDeep', path);
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      return this.#refuse('json.notObject', path);
    const members = json as Members;
    if (codec.name === ANY) return this.#any(members, path, depth);
    const message: Record<string, unknown> = {};
    const oneofs = new Set<string>();
    for (const field of codec.descriptor.fields) {
      const at = within(path, field.name);
      const given = this.#memberOf(members, field, at);
      if (given !== undefined && field.oneof !== undefined) {
        if (oneofs.has(field.oneof)) return this.#refuse('json.twoOfOneof', at);
        oneofs.add(field.oneof);
      }
      message[field.property] = given === undefined ? defaultOf(field) : this.#field(field, given, at, depth);
      if (this.refusal !== undefined) return undefined;
    }
    return message;
  }

  /** What JSON gives for a field, under either name; `undefined` if nothing or null. */
  #memberOf(members: Members, { name, property }: FieldDescriptor, path: string): unknown {
    const snake = Object.hasOwn(members, name) ? members[name] : undefined;
    if (name === property) return snake ?? undefined;
    const camel = Object.hasOwn(members, property) ? members[property] : undefined;
    if (snake !== undefined && camel !== undefined) return this.#refuse('json.twiceNamed', path);
    return snake ?? camel ?? undefined;
  }

  #field(field: FieldDescriptor, json: unknown, path: string, depth: number): unknown {
    if (!field.repeated) return this.#value(field, json, path, depth);
    if (!Array.isArray(json)) return this.#refuse('json.notArray', path);
    const values: unknown[] = [];
    for (const [index, element] of json.entries()) {
      values.push(this.#value(field, element, `${path}[${index}]`, depth));
      if (this.refusal !== undefined) return undefined;
    }
    return values;
  }

  #value(field: FieldDescriptor, json: unknown, path: string, depth: number): unknown {
    switch (field.kind) {
      case 'message':
        return this.message(field.message!(), json, path, depth - 1);
      case 'bool':
        return typeof json === 'boolean' ? json : this.#refuse('json.notBool', path);
      case 'string':
        return typeof json === 'string' && json.isWellFormed() ? json : this.#refuse('json.badString', path);
      case 'bytes': {
        const bytes =
          typeof json === 'string' ? textBytes(json, ALPHABET[field.btype ?? 'BASE64']) : undefined;
        return bytes ?? this.#refuse('json.badBytes', path);
      }
      case 'enum':
        return typeof json === 'string'
          ? this.#enum(field.values!, json, path)
          : this.#number(field, json, path);
      default:
        return this.#number(field, json, path);
    }
  }

  #enum({ values }: EnumDescriptor, name: string, path: string): number | undefined {
    const number = values.find(([known]) => known === name)?.[1];
    return number ?? this.#refuse('json.unknownEnum', path);
  }

  /** A bigint for 64-bit kinds, a number for the others. */
  #number({ kind }: FieldDescriptor, json: unknown, path: string): bigint | number | undefined {
    const integer = integerOf(json);
    if (integer === undefined) return this.#refuse('json.badNumber', path);
    const range = RANGES[kind]!;
    if (integer < range.min || integer > range.max) return this.#refuse('json.outOfRange', path);
    return kind.endsWith('64') ? integer : Number(integer);
  }

  #any(members: Members, path: string, depth: number): unknown {
    if (Object.keys(members).length === 0) return { typeUrl: '', value: EMPTY };
    const typeUrl = Object.hasOwn(members, '@type') ? members['@type'] : undefined;
    if (typeof typeUrl !== 'string' || !typeUrl.isWellFormed()) return this.#refuse('json.badType', path);
    if (Object.hasOwn(members, '@bytes')) {
      const raw = members['@bytes'];
      const value = typeof raw === 'string' ? textBytes(raw, 'base64url') : undefined;
      return value === undefined ? this.#refuse('json.badBytes', within(path, '@bytes')) : { typeUrl, value };
    }
    const codec = this.#registry(typeUrl.slice(typeUrl.lastIndexOf('/') + 1));
    if (codec === undefined) return this.#refuse('json.badType', path);
    const content = this.message(codec, codec.name === ANY ? members['value'] : members, path, depth - 1);
    return content === undefined ? undefined : { typeUrl, value: codec.encode(content) };
  }

  #refuse(code: JsonRefusalCode, path: string): undefined {
    this.refusal ??= { code, path };
  }
}

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Integers as JSON numbers must be safe; as text they are decimal. */
function integerOf(json: unknown): bigint | undefined {
  if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : undefined;
  if (typeof json !== 'string' || json.length > INTEGER_TEXT_MAX || !/^-?\d+$/.test(json)) return undefined;
  return BigInt(json);
}

function defaultOf({ repeated, explicit, kind }: FieldDescriptor): unknown {
  if (repeated) return [];
  if (explicit) return undefined;
  if (kind === 'bytes') return EMPTY;
  if (kind === 'string') return '';
  if (kind === 'bool') return false;
  return kind.endsWith('64') ? 0n : 0;
}
