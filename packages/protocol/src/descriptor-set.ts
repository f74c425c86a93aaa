/**
 * Descriptions of messages for others: a `FileDescriptorSet`, as genesis carries one (`protocol_descriptor`) and ABIs
 * do (`types`), made from the codecs' own descriptors, so that it cannot differ from what they write.
 *
 * There is one file a package, after those it depends on, its messages and enums sorted by name: so the bytes depend
 * on the set of messages only. The field option `koinos.btype` is written as its extension field 50000;
 * `koinos/options.proto`, which declares it, is not needed to read it and is left out.
 * @module
 */
import { compare, utf8 } from '@ashlar/base';
import { bytesText } from './bytes-text.ts';
import type { Codec, EnumDescriptor, FieldDescriptor, MessageDescriptor } from './codec.ts';
import { EnumType, ListType, ValueType } from './generated/chain.ts';
import {
  type DescriptorProtoInit,
  type FieldDescriptorProtoInit,
  FieldJsType,
  FieldLabel,
  type FieldOptionsInit,
  FieldType,
  type FileDescriptorProtoInit,
  FileDescriptorSet,
} from './generated/descriptor.ts';
import {
  Any,
  Block,
  BlockReceipt,
  BytesType,
  Transaction,
  TransactionReceipt,
} from './generated/protocol.ts';

const FIELD_TYPE: Readonly<Record<FieldDescriptor['kind'], number>> = {
  bool: FieldType.TYPE_BOOL,
  bytes: FieldType.TYPE_BYTES,
  enum: FieldType.TYPE_ENUM,
  fixed32: FieldType.TYPE_FIXED32,
  fixed64: FieldType.TYPE_FIXED64,
  int32: FieldType.TYPE_INT32,
  int64: FieldType.TYPE_INT64,
  message: FieldType.TYPE_MESSAGE,
  sfixed32: FieldType.TYPE_SFIXED32,
  sfixed64: FieldType.TYPE_SFIXED64,
  sint32: FieldType.TYPE_SINT32,
  sint64: FieldType.TYPE_SINT64,
  string: FieldType.TYPE_STRING,
  uint32: FieldType.TYPE_UINT32,
  uint64: FieldType.TYPE_UINT64,
};

type Described = Pick<Codec<unknown>, 'descriptor'>;
type File = Readonly<{
  messages: Map<string, MessageDescriptor>;
  enums: Map<string, EnumDescriptor>;
  dependencies: Set<string>;
}>;

/** Bytes of the `FileDescriptorSet` of these messages and all they refer to. */
export function descriptorSetOf(messages: readonly Described[]): Uint8Array {
  const files = new Map<string, File>();
  for (const { descriptor } of messages) collect(descriptor, files);
  const file = inOrder(files).map((name) => fileOf(name, files.get(name)!));
  return FileDescriptorSet.encode({ file });
}

/** `types` of an ABI: the set in standard base64 (`spec/koinos.md` 9.3). */
export const abiTypesOf = (messages: readonly Described[]): string =>
  bytesText(descriptorSetOf(messages), 'base64');

/** Genesis' `protocol_descriptor`: what contracts can reach by `get_block_field` and `get_transaction_field`. */
export const protocolDescriptor = (): Uint8Array =>
  descriptorSetOf([Any, Block, BlockReceipt, EnumType, ListType, Transaction, TransactionReceipt, ValueType]);

/** Recursion is bounded by the number of messages there are: each is collected once. */
function collect(message: MessageDescriptor, files: Map<string, File>): void {
  const home = packageOf(message.name);
  const file = fileNamed(home, files);
  if (file.messages.has(message.name)) return;
  file.messages.set(message.name, message);
  for (const { message: nested, values } of message.fields) {
    const name = nested === undefined ? values?.name : nested().name;
    if (name === undefined) continue;
    if (packageOf(name) !== home) file.dependencies.add(packageOf(name));
    if (nested !== undefined) collect(nested().descriptor, files);
    if (values !== undefined) fileNamed(packageOf(name), files).enums.set(name, values);
  }
}

function fileNamed(name: string, files: Map<string, File>): File {
  const known = files.get(name);
  if (known !== undefined) return known;
  const file = { messages: new Map(), enums: new Map(), dependencies: new Set<string>() };
  files.set(name, file);
  return file;
}

/** Packages, each after those it depends on. */
function inOrder(files: ReadonlyMap<string, File>): readonly string[] {
  const ordered = new Set<string>();
  const place = (name: string, path: readonly string[]): void => {
    if (ordered.has(name) || path.includes(name)) return;
    for (const dependency of byName([...files.get(name)!.dependencies])) place(dependency, [...path, name]);
    ordered.add(name);
  };
  for (const name of byName([...files.keys()])) place(name, []);
  return [...ordered];
}

function fileOf(name: string, { messages, enums, dependencies }: File): FileDescriptorProtoInit {
  return {
    name: pathOf(name),
    package: name,
    dependency: byName([...dependencies]).map(pathOf),
    messageType: byName([...messages.keys()]).map((message) => messageOf(messages.get(message)!)),
    enumType: byName([...enums.keys()]).map((full) => ({
      name: shortOf(full),
      value: enums.get(full)!.values.map(([value, number]) => ({ name: value, number })),
    })),
    syntax: 'proto3',
  };
}

/** Proto3 `optional` is written as a oneof of its own, after the real ones. */
function messageOf({ name, fields }: MessageDescriptor): DescriptorProtoInit {
  const declared = fields.flatMap(({ oneof }) => (oneof === undefined ? [] : [oneof]));
  const oneofs = [...new Set(declared), ...fields.filter(isOptional).map(({ name: field }) => `_${field}`)];
  return {
    name: shortOf(name),
    field: fields.map((field) => fieldOf(field, oneofs)),
    oneofDecl: oneofs.map((oneof) => ({ name: oneof })),
  };
}

function fieldOf(field: FieldDescriptor, oneofs: readonly string[]): FieldDescriptorProtoInit {
  const type = field.message === undefined ? field.values?.name : field.message().name;
  const oneof = field.oneof ?? (isOptional(field) ? `_${field.name}` : undefined);
  return {
    name: field.name,
    number: field.number,
    label: field.repeated ? FieldLabel.LABEL_REPEATED : FieldLabel.LABEL_OPTIONAL,
    type: FIELD_TYPE[field.kind],
    typeName: type === undefined ? undefined : `.${type}`,
    options: optionsOf(field),
    oneofIndex: oneof === undefined ? undefined : oneofs.indexOf(oneof),
    jsonName: field.property,
    proto3Optional: isOptional(field) ? true : undefined,
  };
}

/** 64-bit integers say that JavaScript shows them as strings, as upstream's schemas do. */
function optionsOf({ kind, btype }: FieldDescriptor): FieldOptionsInit | undefined {
  if (btype !== undefined) return { btype: BytesType[btype] };
  return kind.endsWith('64') ? { jstype: FieldJsType.JS_STRING } : undefined;
}

/** Declared `optional`. For a message that changes nothing, so it is not told apart here. */
function isOptional({ explicit, oneof, kind }: FieldDescriptor): boolean {
  return explicit && oneof === undefined && kind !== 'message';
}

const byName = (names: readonly string[]): readonly string[] =>
  [...names].sort((a, b) => compare(utf8(a), utf8(b)));
const packageOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
const shortOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const pathOf = (packageName: string): string => `${packageName.replaceAll('.', '/')}.proto`;
