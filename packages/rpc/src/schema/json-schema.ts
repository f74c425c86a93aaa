/**
 * JSON Schemas of messages, made from the codecs' own descriptors: so what a description says is what the reader of
 * JSON takes. Messages refer to each other by name, under a prefix that the document chooses.
 * @module
 */
import type { BytesForm, FieldDescriptor, Json, JsonObject, MessageDescriptor } from '@ashlar/protocol';

/** What a method takes or answers: a message of the protocol, or a JSON Schema of an object. */
export type Shape = MessageDescriptor | ObjectSchema;
export type ObjectSchema = Readonly<{
  type: 'object';
  properties: Readonly<Record<string, JsonObject>>;
  required?: readonly string[];
  description?: string;
}>;

/** What a query can hold. */
export type Scalar = string | number | boolean;

const isMessage = (shape: Shape): shape is MessageDescriptor => 'fields' in shape;

/** Names of the fields, in the order in which parameters by position give them. */
export const fieldNamesOf = (shape: Shape): readonly string[] =>
  isMessage(shape) ? shape.fields.map(({ name }) => name) : Object.keys(shape.properties);

const ANY = 'google.protobuf.Any';
const HEX = { type: 'string', pattern: '^0x([0-9a-fA-F]{2})*$' };
const BASE58 = { type: 'string', pattern: '^[1-9A-HJ-NP-Za-km-z]*$' };
const BASE64URL = { type: 'string', pattern: '^[A-Za-z0-9_-]*={0,2}$', contentEncoding: 'base64url' };
const BYTES: Readonly<Record<BytesForm, JsonObject>> = {
  ADDRESS: BASE58,
  BASE58,
  BASE64: BASE64URL,
  BLOCK_ID: HEX,
  CONTRACT_ID: BASE58,
  HEX,
  TRANSACTION_ID: HEX,
};
const INT32 = { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 };
const UINT32 = { type: 'integer', minimum: 0, maximum: 4_294_967_295 };
/** Text in answers; a number is read where it is exact. */
const INT64 = { type: ['string', 'integer'], pattern: '^-?[0-9]{1,19}$', format: 'int64' };
const UINT64 = { type: ['string', 'integer'], pattern: '^[0-9]{1,20}$', format: 'uint64' };

/** Schemas of messages and of all they refer to, collected while a document is written. */
export class Schemas {
  readonly #prefix: string;
  readonly #messages = new Map<string, MessageDescriptor>();

  /** @param prefix as `#/components/schemas/` */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A schema of the shape: a reference, if it is a message. */
  of(shape: Shape): JsonObject {
    return isMessage(shape) ? this.#refer(shape) : (shape as unknown as JsonObject);
  }

  /** The fields of a shape, each with its schema. */
  fieldsOf(shape: Shape): readonly Readonly<{ name: string; schema: JsonObject; isRequired: boolean }>[] {
    if (isMessage(shape))
      return shape.fields.map((field) => ({
        name: field.name,
        schema: this.#field(field),
        isRequired: false,
      }));
    return Object.entries(shape.properties).map(([name, schema]) => ({
      name,
      schema,
      isRequired: shape.required?.includes(name) ?? false,
    }));
  }

  /** All messages that were referred to, by full name, in the order of their names. */
  components(): JsonObject {
    const written = new Map<string, JsonObject>();
    // Writing one may refer to more: go on until nothing is new.
    for (const [name, message] of this.#messages) written.set(name, this.#message(message));
    return Object.fromEntries([...written].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #refer(message: MessageDescriptor): JsonObject {
    this.#messages.set(message.name, message);
    return { $ref: `${this.#prefix}${message.name}` };
  }

  #message({ name, fields }: MessageDescriptor): JsonObject {
    if (name === ANY) {
      const properties = { '@type': { type: 'string' }, '@bytes': BASE64URL };
      return { type: 'object', properties, additionalProperties: true };
    }
    const properties = Object.fromEntries(fields.map((field) => [field.name, this.#field(field)]));
    const oneofs = new Set(fields.flatMap(({ oneof }) => oneof ?? []));
    const members = (oneof: string): string =>
      fields.flatMap((field) => (field.oneof === oneof ? [field.name] : [])).join(', ');
    const notes = [...oneofs].map((oneof) => `At most one of: ${members(oneof)}.`);
    const description: Record<string, Json> = notes.length === 0 ? {} : { description: notes.join(' ') };
    return { type: 'object', ...description, properties };
  }

  #field(field: FieldDescriptor): JsonObject {
    const one = this.#value(field);
    return field.repeated ? { type: 'array', items: one } : one;
  }

  #value({ kind, btype, message, values }: FieldDescriptor): JsonObject {
    if (message !== undefined) return this.#refer(message().descriptor);
    if (values !== undefined) return { enum: values.values.flat() };
    switch (kind) {
      case 'bool':
        return { type: 'boolean' };
      case 'string':
        return { type: 'string' };
      case 'bytes':
        return BYTES[btype ?? 'BASE64'];
      case 'uint32':
      case 'fixed32':
        return UINT32;
      case 'uint64':
      case 'fixed64':
        return UINT64;
      case 'int64':
      case 'sint64':
      case 'sfixed64':
        return INT64;
      default:
        return INT32;
    }
  }
}
