/**
 * The schema part of an ABI: a base64 `FileDescriptorSet` with the messages a contract names and all they refer to,
 * one file for each package, dependencies first. Made from the codecs' own descriptors, so it cannot differ from them.
 *
 * The option `koinos.btype` is written as the bytes of its extension field; `koinos/options.proto` itself is not
 * needed to read it, and is left out.
 * @module
 */
import { base64url } from '@ashlar/base';
import {
  type BytesForm,
  descriptor,
  type EnumDescriptor,
  type FieldDescriptor,
  type MessageDescriptor,
} from '@ashlar/protocol';

const FIELD_TYPE: Readonly<Record<FieldDescriptor['kind'], number>> = {
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
};
const LABEL_OPTIONAL = 1;
const LABEL_REPEATED = 3;
const JS_STRING = 1;
const BYTES_FORM: readonly BytesForm[] = [
  'BASE64',
  'BASE58',
  'HEX',
  'BLOCK_ID',
  'TRANSACTION_ID',
  'CONTRACT_ID',
  'ADDRESS',
];

type File = Readonly<{
  messages: Map<string, MessageDescriptor>;
  enums: Map<string, EnumDescriptor>;
  dependencies: Set<string>;
}>;

/** A codec, as far as the ABI looks at it. */
export type Described = Readonly<{ name: string; descriptor: MessageDescriptor }>;

/** Base64 (standard alphabet) of the messages and of what they refer to. */
export function typesFor(messages: readonly Described[]): string {
  const files = new Map<string, File>();
  for (const message of messages) collect(message.descriptor, files);
  const bytes = descriptor.FileDescriptorSet.encode({
    file: inOrder(files).map((name) => fileOf(name, files.get(name)!)),
  });
  return base64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
}

function collect(message: MessageDescriptor, files: Map<string, File>): void {
  const home = packageOf(message.name);
  const file = fileFor(home, files);
  if (file.messages.has(message.name)) return;
  file.messages.set(message.name, message);
  for (const field of message.fields) {
    const type = field.message === undefined ? field.values : field.message().descriptor;
    if (type === undefined) continue;
    const owner = packageOf(type.name);
    if (owner !== home) file.dependencies.add(owner);
    if (field.message !== undefined) collect(field.message().descriptor, files);
    else fileFor(owner, files).enums.set(type.name, field.values!);
  }
}

function fileFor(name: string, files: Map<string, File>): File {
  let file = files.get(name);
  if (file === undefined) {
    file = { messages: new Map(), enums: new Map(), dependencies: new Set() };
    files.set(name, file);
  }
  return file;
}

/** Packages, each after those it depends on; schemas have no circles between packages. */
function inOrder(files: ReadonlyMap<string, File>): readonly string[] {
  const done = new Set<string>();
  const visit = (name: string): void => {
    if (done.has(name)) return;
    for (const dependency of [...files.get(name)!.dependencies].sort()) visit(dependency);
    done.add(name);
  };
  for (const name of [...files.keys()].sort()) visit(name);
  return [...done];
}

function fileOf(name: string, { messages, enums, dependencies }: File): descriptor.FileDescriptorProtoInit {
  return {
    name: pathOf(name),
    package: name,
    dependency: [...dependencies].sort().map(pathOf),
    messageType: [...messages.values()].map(messageOf),
    enumType: [...enums.values()].map(({ name: full, values }) => ({
      name: shortOf(full),
      value: values.map(([value, number]) => ({ name: value, number })),
    })),
    syntax: 'proto3',
  };
}

function messageOf({ name, fields }: MessageDescriptor): descriptor.DescriptorProtoInit {
  const oneofs = [...new Set(fields.flatMap(({ oneof }) => (oneof === undefined ? [] : [oneof])))];
  const optionals = fields.filter(isOptional);
  return {
    name: shortOf(name),
    field: fields.map((field) => fieldOf(field, oneofs, optionals)),
    oneofDecl: [...oneofs, ...optionals.map((field) => `_${field.name}`)].map((oneof) => ({ name: oneof })),
  };
}

function fieldOf(
  field: FieldDescriptor,
  oneofs: readonly string[],
  optionals: readonly FieldDescriptor[],
): descriptor.FieldDescriptorProtoInit {
  const type = field.message === undefined ? field.values : field.message().descriptor;
  const optionalIndex = optionals.indexOf(field);
  const oneofIndex =
    field.oneof !== undefined
      ? oneofs.indexOf(field.oneof)
      : optionalIndex < 0
        ? undefined
        : oneofs.length + optionalIndex;
  return {
    name: field.name,
    number: field.number,
    label: field.repeated ? LABEL_REPEATED : LABEL_OPTIONAL,
    type: FIELD_TYPE[field.kind],
    typeName: type === undefined ? undefined : `.${type.name}`,
    options: optionsOf(field),
    oneofIndex,
    jsonName: field.property,
    proto3Optional: optionalIndex < 0 ? undefined : true,
  };
}

function optionsOf({ kind, btype }: FieldDescriptor): descriptor.FieldOptionsInit | undefined {
  if (btype !== undefined) return { btype: BYTES_FORM.indexOf(btype) };
  return kind === 'uint64' || kind === 'int64' ? { jstype: JS_STRING } : undefined;
}

/** A scalar field of explicit presence outside any oneof: proto3 `optional`. */
function isOptional({ explicit, oneof, kind, repeated }: FieldDescriptor): boolean {
  return explicit && oneof === undefined && kind !== 'message' && !repeated;
}

const packageOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
const shortOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const pathOf = (packageName: string): string => `${packageName.replaceAll('.', '/')}.proto`;
