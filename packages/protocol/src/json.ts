/**
 * The JSON of messages: Koinos' dialect of protojson (`spec/koinos.md` 1.3), driven by the codecs' descriptors.
 *
 * Out: snake_case names in field order, defaults left out, 64-bit integers as strings, enums by name, bytes by their
 * `btype`. In: names in either case, integers as strings or safe numbers, enums by name or number; unknown fields and
 * nulls are ignored. What cannot be read is refused with the path of the place.
 *
 * A `google.protobuf.Any` is an object with `@type` and the fields of its message; one of a type unknown here, or
 * whose bytes are not of its type or too deep to show, has them under `@bytes` in base64url.
 * @module
 */
import { accept, assert, type Refusal, type Result, refuse } from '@ashlar/base';
import { ALPHABET, type Alphabet, bytesText } from './bytes-text.ts';
import type { Codec, FieldDescriptor } from './codec.ts';
import { CODECS } from './generated/registry.ts';
import { JsonReader } from './json-reader.ts';
import { DECODE_DEPTH_MAX, DecodeError } from './wire.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/** Objects, each within the one before: whatever was decoded can be shown. */
export const JSON_DEPTH_MAX: number = DECODE_DEPTH_MAX + 1;

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

/** @throws InvariantViolation for a message nested deeper than any that was decoded */
export function toJson<T>(codec: Codec<T>, value: T, options: JsonOptions = {}): JsonObject {
  const json = messageJson(codec, value, options.bytes ?? 'base64url', JSON_DEPTH_MAX);
  assert(json !== undefined, 'a message to show is not nested deeper than decoded ones are');
  return json;
}

/** The message that parsed JSON describes, in its decoded shape: every field is present. */
export function fromJson<T>(codec: Codec<T>, json: unknown): Result<T, JsonRefusal> {
  const reader = new JsonReader(codecNamed);
  const value = reader.message(codec, json, '', JSON_DEPTH_MAX);
  return reader.refusal === undefined ? accept(value as T) : refuse(reader.refusal);
}

/** `message` is what `codec` decodes to: an object with the descriptor's properties. `undefined`: it is too deep. */
function messageJson<T>(codec: Codec<T>, message: T, bytes: Alphabet, depth: number): JsonObject | undefined {
  if (depth === 0) return undefined;
  const record = message as Readonly<Record<string, unknown>>;
  if (codec.name === ANY) return anyJson(record as AnyRecord, bytes, depth);
  const json: Record<string, Json> = {};
  for (const field of codec.descriptor.fields) {
    const value = record[field.property];
    if (value === undefined || (!field.explicit && isDefault(value))) continue;
    const shown = field.repeated
      ? listJson(field, value as readonly unknown[], bytes, depth)
      : valueJson(field, value, bytes, depth);
    if (shown === undefined) return undefined;
    json[field.name] = shown;
  }
  return json;
}

function listJson(
  field: FieldDescriptor,
  values: readonly unknown[],
  bytes: Alphabet,
  depth: number,
): readonly Json[] | undefined {
  const list: Json[] = [];
  for (const value of values) {
    const shown = valueJson(field, value, bytes, depth);
    if (shown === undefined) return undefined;
    list.push(shown);
  }
  return list;
}

function isDefault(value: unknown): boolean {
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  return value === 0 || value === 0n || value === '' || value === false;
}

function valueJson(field: FieldDescriptor, value: unknown, bytes: Alphabet, depth: number): Json | undefined {
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
  const content = codec === undefined ? undefined : decoded(codec, value);
  const inner =
    codec === undefined || content === undefined ? undefined : messageJson(codec, content, bytes, depth - 1);
  if (codec === undefined || inner === undefined)
    return { '@type': typeUrl, '@bytes': bytesText(value, 'base64url') };
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
