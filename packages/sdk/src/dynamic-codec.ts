/**
 * Codecs made at run time from a `FileDescriptorSet`, as ABIs carry one: the messages of contracts that this program has
 * never heard of. They are `Codec`s of the protocol like the generated ones, canonical in the same way, and so the
 * protocol's JSON works on them.
 * @module
 */
import type { BytesForm, Codec, EnumDescriptor, FieldDescriptor } from '@ashlar/protocol';
import { BytesType, codecNamed, DecodeError, descriptor } from '@ashlar/protocol';
import { AbiError } from './abi.ts';
import type { DynamicMessage } from './dynamic-message.ts';
import { dynamicCodec } from './dynamic-message.ts';

export type Codecs = ReadonlyMap<string, Codec<DynamicMessage>>;

/** Longest `FileDescriptorSet` that is read. */
export const TYPES_BYTES_MAX = 1_048_576;
/** Messages within messages within messages, as declared. */
const NESTING_MAX = 16;

const { FieldType, FieldLabel } = descriptor;
const KIND_BY_TYPE: ReadonlyMap<number, FieldDescriptor['kind']> = new Map<number, FieldDescriptor['kind']>([
  [FieldType.TYPE_BOOL, 'bool'],
  [FieldType.TYPE_BYTES, 'bytes'],
  [FieldType.TYPE_ENUM, 'enum'],
  [FieldType.TYPE_FIXED32, 'fixed32'],
  [FieldType.TYPE_FIXED64, 'fixed64'],
  [FieldType.TYPE_INT32, 'int32'],
  [FieldType.TYPE_INT64, 'int64'],
  [FieldType.TYPE_MESSAGE, 'message'],
  [FieldType.TYPE_SFIXED32, 'sfixed32'],
  [FieldType.TYPE_SFIXED64, 'sfixed64'],
  [FieldType.TYPE_SINT32, 'sint32'],
  [FieldType.TYPE_SINT64, 'sint64'],
  [FieldType.TYPE_STRING, 'string'],
  [FieldType.TYPE_UINT32, 'uint32'],
  [FieldType.TYPE_UINT64, 'uint64'],
]);
const FORM_BY_NUMBER: ReadonlyMap<number, BytesForm> = new Map(
  Object.entries(BytesType).map(([name, number]) => [number, name as BytesForm]),
);

/**
 * The codecs of all messages in the set, by full name.
 * @throws AbiError if the set cannot be decoded, or has types that a chain does not
 */
export function codecsOfTypes(types: Uint8Array): Codecs {
  if (types.length > TYPES_BYTES_MAX) throw new AbiError('abi.malformed', 'types are too large');
  const declared = declarationsOf(types);
  const codecs = new Map<string, Codec<DynamicMessage>>();
  for (const [name, message] of declared.messages) {
    const fields = message.field.map((field) => fieldOf(field, message, declared, codecs));
    codecs.set(name, dynamicCodec({ name, fields: fields.sort((a, b) => a.number - b.number) }));
  }
  return codecs;
}

type Declarations = Readonly<{
  messages: Map<string, descriptor.DescriptorProto>;
  enums: Map<string, EnumDescriptor>;
}>;

function declarationsOf(types: Uint8Array): Declarations {
  const declared: Declarations = { messages: new Map(), enums: new Map() };
  try {
    for (const file of descriptor.FileDescriptorSet.decode(types).file) {
      const scope = file.package === undefined || file.package === '' ? '' : `${file.package}.`;
      collect(scope, file.messageType, file.enumType, declared, NESTING_MAX);
    }
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause;
    throw new AbiError('abi.malformed', 'types are no descriptor set', { cause });
  }
  return declared;
}

function collect(
  scope: string,
  messages: readonly descriptor.DescriptorProto[],
  enums: readonly descriptor.EnumDescriptorProto[],
  declared: Declarations,
  depth: number,
): void {
  if (depth === 0) throw new AbiError('abi.malformed', 'messages are nested too deep');
  for (const message of messages) {
    const name = `${scope}${nameOf(message.name)}`;
    declared.messages.set(name, message);
    collect(`${name}.`, message.nestedType, message.enumType, declared, depth - 1);
  }
  for (const { name, value } of enums) {
    const full = `${scope}${nameOf(name)}`;
    const values = value.map((member) => [nameOf(member.name), member.number ?? 0] as const);
    declared.enums.set(full, { name: full, values });
  }
}

function fieldOf(
  field: descriptor.FieldDescriptorProto,
  { oneofDecl }: descriptor.DescriptorProto,
  declared: Declarations,
  codecs: Codecs,
): FieldDescriptor {
  const name = nameOf(field.name);
  const kind = KIND_BY_TYPE.get(field.type ?? FieldType.TYPE_UNKNOWN);
  if (kind === undefined) throw new AbiError('abi.unsupportedType', `${name} is of type ${field.type}`);
  if (field.number === undefined || field.number < 1)
    throw new AbiError('abi.malformed', `${name} has no number`);
  const typeName = (field.typeName ?? '').replace(/^\./, '');
  const isOptional = field.proto3Optional === true;
  const oneof =
    field.oneofIndex === undefined || isOptional ? undefined : nameOf(oneofDecl[field.oneofIndex]?.name);
  return {
    number: field.number,
    name,
    property: propertyOf(name),
    kind,
    repeated: field.label === FieldLabel.LABEL_REPEATED,
    explicit: kind === 'message' || isOptional || oneof !== undefined,
    oneof,
    btype: field.options?.btype === undefined ? undefined : FORM_BY_NUMBER.get(field.options.btype),
    message: kind === 'message' ? messageOf(typeName, declared, codecs) : undefined,
    values: kind === 'enum' ? enumOf(typeName, declared) : undefined,
  };
}

/** Types of the protocol itself need not be in the set. */
function messageOf(name: string, { messages }: Declarations, codecs: Codecs): () => Codec<unknown> {
  if (!messages.has(name) && codecNamed(name) === undefined) throw new AbiError('abi.unknownType', name);
  return () => (codecs.get(name) as Codec<unknown> | undefined) ?? codecNamed(name)!;
}

function enumOf(name: string, { enums }: Declarations): EnumDescriptor {
  const found = enums.get(name);
  if (found === undefined) throw new AbiError('abi.unknownType', name);
  return found;
}

/** A name that begins with a letter: so none is `__proto__`. */
function nameOf(name: string | undefined): string {
  if (name === undefined || !/^[A-Za-z]\w*$/.test(name))
    throw new AbiError('abi.malformed', `"${name}" is no name`);
  return name;
}

const propertyOf = (name: string): string =>
  name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
