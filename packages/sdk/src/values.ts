/**
 * Values as people write them, to messages and back: addresses and ids as text, 64-bit integers as `bigint`, enums by
 * name, fields by the names of the schema.
 *
 * Inwards they become the protocol's JSON, whose reader checks ranges and forms and says where something is wrong. So
 * there is one place that decides what a field may hold.
 * @module
 */
import type { BytesForm, Codec, FieldDescriptor, Json, JsonObject } from '@ashlar/protocol';
import { bytesText, fromJson, JSON_DEPTH_MAX } from '@ashlar/protocol';
import { AbiError } from './abi.ts';
import type { DynamicMessage } from './dynamic-message.ts';

export type Values = Readonly<Record<string, unknown>>;

/**
 * The bytes of a message with these fields; those left out, and nulls, have their defaults.
 * @throws AbiError `abi.badArguments`, with the path of the field, also for names that the message does not have
 */
export function encodeValues(codec: Codec<DynamicMessage>, values: Values): Uint8Array {
  const message = fromJson(codec, jsonOf(codec, values, '', JSON_DEPTH_MAX));
  if (!message.ok)
    throw new AbiError(
      'abi.badArguments',
      `${message.refusal.code} at ${codec.name} ${message.refusal.path}`,
    );
  return codec.encode(message.value);
}

/** The fields of a decoded message, all of them except absent messages and members of oneofs. */
export function valuesOf(codec: Codec<unknown>, message: unknown): Values {
  const values: Record<string, unknown> = {};
  for (const field of codec.descriptor.fields) {
    const value = (message as DynamicMessage)[field.property];
    if (value === undefined) continue;
    values[field.name] = field.repeated
      ? (value as readonly unknown[]).map((element) => elementOut(field, element))
      : elementOut(field, value);
  }
  return values;
}

function elementOut(field: FieldDescriptor, value: unknown): unknown {
  if (field.message !== undefined) return valuesOf(field.message(), value);
  if (field.values !== undefined)
    return field.values.values.find(([, number]) => number === value)?.[0] ?? value;
  const isText = field.btype !== undefined && field.btype !== 'BASE64';
  return value instanceof Uint8Array && isText ? bytesText(value, alphabetOf(field.btype)) : value;
}

/** Recursion is bounded by `depth`, for the sake of values that contain themselves. */
function jsonOf(codec: Codec<unknown>, values: unknown, path: string, depth: number): JsonObject {
  if (typeof values !== 'object' || values === null || Array.isArray(values) || depth === 0)
    throw new AbiError('abi.badArguments', `${codec.name} ${path} is no object of fields`);
  const fields = new Map(codec.descriptor.fields.map((field) => [field.name, field]));
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name);
    const at = path === '' ? name : `${path}.${name}`;
    if (field === undefined) throw new AbiError('abi.badArguments', `${codec.name} has no field ${at}`);
    if (value === undefined || value === null) continue;
    json[name] = Array.isArray(value)
      ? value.map((element, index) => elementIn(field, element, `${at}[${index}]`, depth))
      : elementIn(field, value, at, depth);
  }
  return json;
}

function elementIn(field: FieldDescriptor, value: unknown, path: string, depth: number): Json {
  if (field.message !== undefined) return jsonOf(field.message(), value, path, depth - 1);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return bytesText(value, alphabetOf(field.btype));
  return value as Json;
}

function alphabetOf(form: BytesForm | undefined): 'base58' | 'base64url' | 'hex' {
  switch (form) {
    case 'ADDRESS':
    case 'BASE58':
    case 'CONTRACT_ID':
      return 'base58';
    case 'BLOCK_ID':
    case 'HEX':
    case 'TRANSACTION_ID':
      return 'hex';
    default:
      return 'base64url';
  }
}
