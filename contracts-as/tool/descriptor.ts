/**
 * The interface as a `FileDescriptorSet`: what an ABI carries in `types` and clients build their codecs from.
 *
 * Written field by field in ascending order, so that the bytes depend on the interface only. The `btype` option is
 * extension 50000 of `FieldOptions`; `koinos/options.proto` is named as a dependency, not included, as is usual.
 * @module
 */
import protobuf from 'protobufjs';
import type { ContractInterface, ProtoFile } from './interface.ts';

const TYPE_NUMBER: Readonly<Record<string, number>> = {
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  bytes: 12,
  uint32: 13,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
};
const TYPE_MESSAGE = 11;
const TYPE_ENUM = 14;
const LABEL_OPTIONAL = 1;
const LABEL_REPEATED = 3;
const BTYPE_EXTENSION = 50_000;
const BTYPES = ['BASE64', 'BASE58', 'HEX', 'BLOCK_ID', 'TRANSACTION_ID', 'CONTRACT_ID', 'ADDRESS'];
const JSTYPES = ['JS_NORMAL', 'JS_STRING', 'JS_NUMBER'];

/** Serialized `google.protobuf.FileDescriptorSet`. */
export function encodeDescriptorSet({ files }: ContractInterface): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const file of files) nested(writer, 1, () => writeFile(writer, file));
  return writer.finish();
}

function nested(writer: protobuf.Writer, number: number, write: () => void): void {
  writer.uint32(number * 8 + 2).fork();
  write();
  writer.ldelim();
}

const text = (writer: protobuf.Writer, number: number, value: string): protobuf.Writer =>
  writer.uint32(number * 8 + 2).string(value);
const uint = (writer: protobuf.Writer, number: number, value: number): protobuf.Writer =>
  writer.uint32(number * 8).int32(value);

function writeFile(writer: protobuf.Writer, file: ProtoFile): void {
  text(writer, 1, file.path);
  text(writer, 2, file.packageName);
  for (const name of file.imports) text(writer, 3, name);
  for (const type of file.messages) nested(writer, 4, () => writeMessage(writer, type));
  for (const type of file.enums) nested(writer, 5, () => writeEnum(writer, type));
  text(writer, 12, 'proto3');
}

function writeMessage(writer: protobuf.Writer, type: protobuf.Type): void {
  text(writer, 1, type.name);
  for (const field of type.fieldsArray) nested(writer, 2, () => writeField(writer, type, field));
  for (const inner of type.nestedArray)
    if (inner instanceof protobuf.Type) nested(writer, 3, () => writeMessage(writer, inner));
  for (const oneof of type.oneofsArray) nested(writer, 8, () => text(writer, 1, oneof.name));
}

function writeField(writer: protobuf.Writer, type: protobuf.Type, field: protobuf.Field): void {
  const resolved = field.resolvedType;
  text(writer, 1, field.name);
  uint(writer, 3, field.id);
  uint(writer, 4, field.repeated ? LABEL_REPEATED : LABEL_OPTIONAL);
  uint(
    writer,
    5,
    resolved === null
      ? TYPE_NUMBER[field.type]!
      : resolved instanceof protobuf.Enum
        ? TYPE_ENUM
        : TYPE_MESSAGE,
  );
  if (resolved !== null) text(writer, 6, resolved.fullName);
  const jstype = JSTYPES.indexOf(String(field.options?.['jstype'] ?? ''));
  const btype = BTYPES.indexOf(btypeOf(field) ?? '');
  if (jstype > 0 || btype > 0)
    nested(writer, 8, () => {
      if (jstype > 0) uint(writer, 6, jstype);
      if (btype > 0) uint(writer, BTYPE_EXTENSION, btype);
    });
  if (field.partOf) uint(writer, 9, type.oneofsArray.indexOf(field.partOf));
  text(writer, 10, jsonName(field.name));
  if (field.partOf?.isProto3Optional === true) uint(writer, 17, 1);
}

function writeEnum(writer: protobuf.Writer, type: protobuf.Enum): void {
  text(writer, 1, type.name);
  for (const [name, number] of Object.entries(type.values))
    nested(writer, 2, () => {
      text(writer, 1, name);
      uint(writer, 2, number);
    });
}

const jsonName = (name: string): string =>
  name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The `btype` of a bytes field, in either spelling of the option. */
export function btypeOf(field: protobuf.Field): string | undefined {
  const option: unknown = field.options?.['(koinos.btype)'] ?? field.options?.['(btype)'];
  return typeof option === 'string' ? option : undefined;
}
