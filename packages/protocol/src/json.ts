/**
 * The JSON of messages: Koinos' dialect of protojson (`spec/koinos.md` 1.3), driven by the codecs' descriptors.
 *
 * Out: snake_case names in field order, defaults left out, 64-bit integers as strings, enums by name, bytes by their
 * `btype`. In: names in either case, integers as strings or safe numbers, enums by name or number; unknown fields and
 * nulls are ignored. What cannot be read is refused with the path of the place.
 *
 * A `google.protobuf.Any` is an object with `@type` and the fields of its message; one of a type unknown here, or
 * whose bytes are not of its type, shows them under `@bytes` in base64url.
 * @module
 */
import { accept, assert, type Refusal, type Result, refuse } from '@ashlar/base';
import { ALPHABET, type Alphabet, bytesText } from './bytes-text.ts';
import type { Codec, FieldDescriptor } from './codec.ts';
import { CODECS } from './generated/registry.ts';
import { JsonReader } from './json-reader.ts';
import { DecodeError } from './wire.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/** Objects within objects. */
export const JSON_DEPTH_MAX = 64;

export type JsonRefusalCode =
  | 'json.badBytes'
  | 'json.badNumber'
  | 'json.badString'
  | 'json.badType'
  | 'json.notArray'
  | 'json.notBool'
  | 'json.notObject'
  | 'json.outOfRange'
  | 'json.tooDeep'
  | 'json.twiceNamed'
  | 'json.twoOfOneof'
  | 'json.unknownEnum';
/** `path` as `transaction.operations[2].call_contract`; empty for the message itself. */
export type JsonRefusal = Refusal & Readonly<{ code: JsonRefusalCode; path: string }>;

/** `bytes` overrides the alphabet of fields without a `btype`; the default is base64url. */
export type JsonOptions = Readonly<{ bytes?: Alphabet }>;

const codecs: ReadonlyMap<string, Codec<unknown>> = new Map(CODECS.map((codec) => [codec.name, codec]));

/** The codec of a message by its full name, as `koinos.protocol.block`. */
export const codecNamed = (name: string): Codec<unknown> | undefined => codecs.get(name);

const ANY = 'google.protobuf.Any';
const TYPE_URL_PREFIX = 'type.googleapis.com/';

/** An `Any` holding a message: its URL ends in the full name of the type. */
export function anyOf<T>(codec: Codec<T>, value: T): Readonly<{ typeUrl: string; value: Uint8Array }> {
  return { typeUrl: TYPE_URL_PREFIX + codec.name, value: codec.encode(value) };
}

/** @throws InvariantViolation for values nested deeper than `JSON_DEPTH_MAX` */
export function toJson<T>(codec: Codec<T>, value: T, options: JsonOptions = {}): JsonObject {
  return messageJson(codec, value, options.bytes ?? 'base64url', JSON_DEPTH_MAX);
}

/** The message that parsed JSON describes, in its decoded shape: every field is present. */
export function fromJson<T>(codec: Codec<T>, json: unknown): Result<T, JsonRefusal> {
  const reader = new JsonReader(codecNamed);
  const value = reader.message(codec, json, '', JSON_DEPTH_MAX);
  return reader.refusal === undefined ? accept(value as T) : refuse(reader.refusal);
}

/** `message` is what `codec` decodes to: an object with the descriptor's properties. */
function messageJson<T>(codec: Codec<T>, message: T, bytes: Alphabet, depth: number): JsonObject {
  assert(depth > 0, 'a message to show is not nested deeper than JSON may be');
  const record = message as Readonly<Record<string, unknown>>;
  if (codec.name === ANY) return anyJson(record as AnyRecord, bytes, depth);
  const json: Record<string, Json> = {};
  for (const field of codec.descriptor.fields) {
    const value = record[field.property];
    if (value === undefined) continue;
    if (field.repeated) {
      const elements = value as readonly unknown[];
      if (elements.length > 0)
        json[field.name] = elements.map((element) => valueJson(field, element, bytes, depth));
    } else if (field.explicit || !isDefault(value)) json[field.name] = valueJson(field, value, bytes, depth);
  }
  return json;
}

function isDefault(value: unknown): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  return value === 0 || value === 0n || value === '' || value === false;
}

function valueJson(field: FieldDescriptor, value: unknown, bytes: Alphabet, depth: number): Json {
  if (field.message !== undefined) return messageJson(field.message(), value, bytes, depth - 1);
  if (value instanceof Uint8Array)
    return bytesText(value, field.btype === undefined ? bytes : ALPHABET[field.btype]);
  if (typeof value === 'bigint') return value.toString();
  if (field.values !== undefined)
    return field.values.values.find(([, number]) => number === value)?.[0] ?? (value as number);
  return value as boolean | number | string;
}

type AnyRecord = Readonly<{ typeUrl: string; value: Uint8Array }>;

function anyJson({ typeUrl, value }: AnyRecord, bytes: Alphabet, depth: number): JsonObject {
  if (typeUrl === '' && value.length === 0) return {};
  const codec = codecNamed(typeUrl.slice(typeUrl.lastIndexOf('/') + 1));
  const content = codec === undefined || depth === 1 ? undefined : decoded(codec, value);
  if (codec === undefined || content === undefined)
    return { '@type': typeUrl, '@bytes': bytesText(value, 'base64url') };
  const inner = messageJson(codec, content, bytes, depth - 1);
  return codec.name === ANY ? { '@type': typeUrl, value: inner } : { '@type': typeUrl, ...inner };
}

function decoded(codec: Codec<unknown>, bytes: Uint8Array): unknown {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined; // Not of its type: the caller shows the bytes.
    throw cause;
  }
}
