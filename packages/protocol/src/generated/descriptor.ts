// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { codecOf, type Codec, type EnumDescriptor, type Init } from '../codec.ts';
import { putBool, putInt32, putMessage, putString, readBool, readInt32, readMessage, readString, skipField } from '../wire.ts';

/** Numbers of the enum `google.protobuf.FieldLabel`. */
export const FieldLabel = {
  LABEL_UNKNOWN: 0,
  LABEL_OPTIONAL: 1,
  LABEL_REQUIRED: 2,
  LABEL_REPEATED: 3,
} as const;
export type FieldLabel = number;
export const FieldLabelNames: EnumDescriptor = {
  name: 'google.protobuf.FieldLabel',
  values: [
    ['LABEL_UNKNOWN', 0],
    ['LABEL_OPTIONAL', 1],
    ['LABEL_REQUIRED', 2],
    ['LABEL_REPEATED', 3],
  ],
};

/** Numbers of the enum `google.protobuf.FieldType`. */
export const FieldType = {
  TYPE_UNKNOWN: 0,
  TYPE_DOUBLE: 1,
  TYPE_FLOAT: 2,
  TYPE_INT64: 3,
  TYPE_UINT64: 4,
  TYPE_INT32: 5,
  TYPE_FIXED64: 6,
  TYPE_FIXED32: 7,
  TYPE_BOOL: 8,
  TYPE_STRING: 9,
  TYPE_GROUP: 10,
  TYPE_MESSAGE: 11,
  TYPE_BYTES: 12,
  TYPE_UINT32: 13,
  TYPE_ENUM: 14,
  TYPE_SFIXED32: 15,
  TYPE_SFIXED64: 16,
  TYPE_SINT32: 17,
  TYPE_SINT64: 18,
} as const;
export type FieldType = number;
export const FieldTypeNames: EnumDescriptor = {
  name: 'google.protobuf.FieldType',
  values: [
    ['TYPE_UNKNOWN', 0],
    ['TYPE_DOUBLE', 1],
    ['TYPE_FLOAT', 2],
    ['TYPE_INT64', 3],
    ['TYPE_UINT64', 4],
    ['TYPE_INT32', 5],
    ['TYPE_FIXED64', 6],
    ['TYPE_FIXED32', 7],
    ['TYPE_BOOL', 8],
    ['TYPE_STRING', 9],
    ['TYPE_GROUP', 10],
    ['TYPE_MESSAGE', 11],
    ['TYPE_BYTES', 12],
    ['TYPE_UINT32', 13],
    ['TYPE_ENUM', 14],
    ['TYPE_SFIXED32', 15],
    ['TYPE_SFIXED64', 16],
    ['TYPE_SINT32', 17],
    ['TYPE_SINT64', 18],
  ],
};

/** Numbers of the enum `google.protobuf.FieldJsType`. */
export const FieldJsType = {
  JS_NORMAL: 0,
  JS_STRING: 1,
  JS_NUMBER: 2,
} as const;
export type FieldJsType = number;
export const FieldJsTypeNames: EnumDescriptor = {
  name: 'google.protobuf.FieldJsType',
  values: [
    ['JS_NORMAL', 0],
    ['JS_STRING', 1],
    ['JS_NUMBER', 2],
  ],
};

export type FileDescriptorSet = Readonly<{
  file: readonly FileDescriptorProto[];
}>;
export type FileDescriptorSetInit = Init<FileDescriptorSet>;
/** `google.protobuf.FileDescriptorSet` */
export const FileDescriptorSet: Codec<FileDescriptorSet> = codecOf<FileDescriptorSet>({
  descriptor: {
    name: 'google.protobuf.FileDescriptorSet',
    fields: [
      { number: 1, name: 'file', property: 'file', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => FileDescriptorProto, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.file !== undefined) for (const element of value.file) putMessage(writer, 10, element, FileDescriptorProto);
  },
  read(reader, end, budget) {
    const v1: FileDescriptorProto[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, FileDescriptorProto));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { file: v1 };
  },
});

export type FileDescriptorProto = Readonly<{
  name: string | undefined;
  package: string | undefined;
  dependency: readonly string[];
  messageType: readonly DescriptorProto[];
  enumType: readonly EnumDescriptorProto[];
  extension: readonly FieldDescriptorProto[];
  syntax: string | undefined;
}>;
export type FileDescriptorProtoInit = Init<FileDescriptorProto>;
/** `google.protobuf.FileDescriptorProto` */
export const FileDescriptorProto: Codec<FileDescriptorProto> = codecOf<FileDescriptorProto>({
  descriptor: {
    name: 'google.protobuf.FileDescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'package', property: 'package', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'dependency', property: 'dependency', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'message_type', property: 'messageType', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => DescriptorProto, values: undefined },
      { number: 5, name: 'enum_type', property: 'enumType', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => EnumDescriptorProto, values: undefined },
      { number: 7, name: 'extension', property: 'extension', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => FieldDescriptorProto, values: undefined },
      { number: 12, name: 'syntax', property: 'syntax', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
    if (value.package !== undefined) putString(writer, 18, value.package);
    if (value.dependency !== undefined) for (const element of value.dependency) putString(writer, 26, element);
    if (value.messageType !== undefined) for (const element of value.messageType) putMessage(writer, 34, element, DescriptorProto);
    if (value.enumType !== undefined) for (const element of value.enumType) putMessage(writer, 42, element, EnumDescriptorProto);
    if (value.extension !== undefined) for (const element of value.extension) putMessage(writer, 58, element, FieldDescriptorProto);
    if (value.syntax !== undefined) putString(writer, 98, value.syntax);
  },
  read(reader, end, budget) {
    let v1: string | undefined = undefined;
    let v2: string | undefined = undefined;
    const v3: string[] = [];
    const v4: DescriptorProto[] = [];
    const v5: EnumDescriptorProto[] = [];
    const v7: FieldDescriptorProto[] = [];
    let v12: string | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readString(reader, end);
          break;
        case 26:
          budget.element();
          v3.push(readString(reader, end));
          break;
        case 34:
          budget.element();
          v4.push(readMessage(reader, end, budget, DescriptorProto));
          break;
        case 42:
          budget.element();
          v5.push(readMessage(reader, end, budget, EnumDescriptorProto));
          break;
        case 58:
          budget.element();
          v7.push(readMessage(reader, end, budget, FieldDescriptorProto));
          break;
        case 98:
          v12 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, package: v2, dependency: v3, messageType: v4, enumType: v5, extension: v7, syntax: v12 };
  },
});

export type DescriptorProto = Readonly<{
  name: string | undefined;
  field: readonly FieldDescriptorProto[];
  nestedType: readonly DescriptorProto[];
  enumType: readonly EnumDescriptorProto[];
  extension: readonly FieldDescriptorProto[];
  oneofDecl: readonly OneofDescriptorProto[];
}>;
export type DescriptorProtoInit = Init<DescriptorProto>;
/** `google.protobuf.DescriptorProto` */
export const DescriptorProto: Codec<DescriptorProto> = codecOf<DescriptorProto>({
  descriptor: {
    name: 'google.protobuf.DescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'field', property: 'field', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => FieldDescriptorProto, values: undefined },
      { number: 3, name: 'nested_type', property: 'nestedType', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => DescriptorProto, values: undefined },
      { number: 4, name: 'enum_type', property: 'enumType', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => EnumDescriptorProto, values: undefined },
      { number: 6, name: 'extension', property: 'extension', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => FieldDescriptorProto, values: undefined },
      { number: 8, name: 'oneof_decl', property: 'oneofDecl', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => OneofDescriptorProto, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
    if (value.field !== undefined) for (const element of value.field) putMessage(writer, 18, element, FieldDescriptorProto);
    if (value.nestedType !== undefined) for (const element of value.nestedType) putMessage(writer, 26, element, DescriptorProto);
    if (value.enumType !== undefined) for (const element of value.enumType) putMessage(writer, 34, element, EnumDescriptorProto);
    if (value.extension !== undefined) for (const element of value.extension) putMessage(writer, 50, element, FieldDescriptorProto);
    if (value.oneofDecl !== undefined) for (const element of value.oneofDecl) putMessage(writer, 66, element, OneofDescriptorProto);
  },
  read(reader, end, budget) {
    let v1: string | undefined = undefined;
    const v2: FieldDescriptorProto[] = [];
    const v3: DescriptorProto[] = [];
    const v4: EnumDescriptorProto[] = [];
    const v6: FieldDescriptorProto[] = [];
    const v8: OneofDescriptorProto[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, FieldDescriptorProto));
          break;
        case 26:
          budget.element();
          v3.push(readMessage(reader, end, budget, DescriptorProto));
          break;
        case 34:
          budget.element();
          v4.push(readMessage(reader, end, budget, EnumDescriptorProto));
          break;
        case 50:
          budget.element();
          v6.push(readMessage(reader, end, budget, FieldDescriptorProto));
          break;
        case 66:
          budget.element();
          v8.push(readMessage(reader, end, budget, OneofDescriptorProto));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, field: v2, nestedType: v3, enumType: v4, extension: v6, oneofDecl: v8 };
  },
});

export type FieldDescriptorProto = Readonly<{
  name: string | undefined;
  extendee: string | undefined;
  number: number | undefined;
  label: number | undefined;
  type: number | undefined;
  typeName: string | undefined;
  defaultValue: string | undefined;
  options: FieldOptions | undefined;
  oneofIndex: number | undefined;
  jsonName: string | undefined;
  proto3Optional: boolean | undefined;
}>;
export type FieldDescriptorProtoInit = Init<FieldDescriptorProto>;
/** `google.protobuf.FieldDescriptorProto` */
export const FieldDescriptorProto: Codec<FieldDescriptorProto> = codecOf<FieldDescriptorProto>({
  descriptor: {
    name: 'google.protobuf.FieldDescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'extendee', property: 'extendee', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'number', property: 'number', kind: 'int32', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'label', property: 'label', kind: 'enum', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: FieldLabelNames },
      { number: 5, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: FieldTypeNames },
      { number: 6, name: 'type_name', property: 'typeName', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'default_value', property: 'defaultValue', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'options', property: 'options', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => FieldOptions, values: undefined },
      { number: 9, name: 'oneof_index', property: 'oneofIndex', kind: 'int32', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'json_name', property: 'jsonName', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 17, name: 'proto3_optional', property: 'proto3Optional', kind: 'bool', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
    if (value.extendee !== undefined) putString(writer, 18, value.extendee);
    if (value.number !== undefined) putInt32(writer, 24, value.number);
    if (value.label !== undefined) putInt32(writer, 32, value.label);
    if (value.type !== undefined) putInt32(writer, 40, value.type);
    if (value.typeName !== undefined) putString(writer, 50, value.typeName);
    if (value.defaultValue !== undefined) putString(writer, 58, value.defaultValue);
    if (value.options !== undefined) putMessage(writer, 66, value.options, FieldOptions);
    if (value.oneofIndex !== undefined) putInt32(writer, 72, value.oneofIndex);
    if (value.jsonName !== undefined) putString(writer, 82, value.jsonName);
    if (value.proto3Optional !== undefined) putBool(writer, 136, value.proto3Optional);
  },
  read(reader, end, budget) {
    let v1: string | undefined = undefined;
    let v2: string | undefined = undefined;
    let v3: number | undefined = undefined;
    let v4: number | undefined = undefined;
    let v5: number | undefined = undefined;
    let v6: string | undefined = undefined;
    let v7: string | undefined = undefined;
    let v8: FieldOptions | undefined = undefined;
    let v9: number | undefined = undefined;
    let v10: string | undefined = undefined;
    let v17: boolean | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readString(reader, end);
          break;
        case 24:
          v3 = readInt32(reader);
          break;
        case 32:
          v4 = readInt32(reader);
          break;
        case 40:
          v5 = readInt32(reader);
          break;
        case 50:
          v6 = readString(reader, end);
          break;
        case 58:
          v7 = readString(reader, end);
          break;
        case 66:
          v8 = readMessage(reader, end, budget, FieldOptions);
          break;
        case 72:
          v9 = readInt32(reader);
          break;
        case 82:
          v10 = readString(reader, end);
          break;
        case 136:
          v17 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, extendee: v2, number: v3, label: v4, type: v5, typeName: v6, defaultValue: v7, options: v8, oneofIndex: v9, jsonName: v10, proto3Optional: v17 };
  },
});

export type OneofDescriptorProto = Readonly<{
  name: string | undefined;
}>;
export type OneofDescriptorProtoInit = Init<OneofDescriptorProto>;
/** `google.protobuf.OneofDescriptorProto` */
export const OneofDescriptorProto: Codec<OneofDescriptorProto> = codecOf<OneofDescriptorProto>({
  descriptor: {
    name: 'google.protobuf.OneofDescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
  },
  read(reader, end) {
    let v1: string | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1 };
  },
});

export type EnumDescriptorProto = Readonly<{
  name: string | undefined;
  value: readonly EnumValueDescriptorProto[];
}>;
export type EnumDescriptorProtoInit = Init<EnumDescriptorProto>;
/** `google.protobuf.EnumDescriptorProto` */
export const EnumDescriptorProto: Codec<EnumDescriptorProto> = codecOf<EnumDescriptorProto>({
  descriptor: {
    name: 'google.protobuf.EnumDescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => EnumValueDescriptorProto, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 18, element, EnumValueDescriptorProto);
  },
  read(reader, end, budget) {
    let v1: string | undefined = undefined;
    const v2: EnumValueDescriptorProto[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, EnumValueDescriptorProto));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, value: v2 };
  },
});

export type EnumValueDescriptorProto = Readonly<{
  name: string | undefined;
  number: number | undefined;
}>;
export type EnumValueDescriptorProtoInit = Init<EnumValueDescriptorProto>;
/** `google.protobuf.EnumValueDescriptorProto` */
export const EnumValueDescriptorProto: Codec<EnumValueDescriptorProto> = codecOf<EnumValueDescriptorProto>({
  descriptor: {
    name: 'google.protobuf.EnumValueDescriptorProto',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'number', property: 'number', kind: 'int32', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined) putString(writer, 10, value.name);
    if (value.number !== undefined) putInt32(writer, 16, value.number);
  },
  read(reader, end) {
    let v1: string | undefined = undefined;
    let v2: number | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 16:
          v2 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, number: v2 };
  },
});

export type FieldOptions = Readonly<{
  packed: boolean | undefined;
  deprecated: boolean | undefined;
  jstype: number | undefined;
  btype: number | undefined;
}>;
export type FieldOptionsInit = Init<FieldOptions>;
/** `google.protobuf.FieldOptions` */
export const FieldOptions: Codec<FieldOptions> = codecOf<FieldOptions>({
  descriptor: {
    name: 'google.protobuf.FieldOptions',
    fields: [
      { number: 2, name: 'packed', property: 'packed', kind: 'bool', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'deprecated', property: 'deprecated', kind: 'bool', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'jstype', property: 'jstype', kind: 'enum', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: FieldJsTypeNames },
      { number: 50000, name: 'btype', property: 'btype', kind: 'int32', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.packed !== undefined) putBool(writer, 16, value.packed);
    if (value.deprecated !== undefined) putBool(writer, 24, value.deprecated);
    if (value.jstype !== undefined) putInt32(writer, 48, value.jstype);
    if (value.btype !== undefined) putInt32(writer, 400000, value.btype);
  },
  read(reader, end) {
    let v2: boolean | undefined = undefined;
    let v3: boolean | undefined = undefined;
    let v6: number | undefined = undefined;
    let v50000: number | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 16:
          v2 = readBool(reader);
          break;
        case 24:
          v3 = readBool(reader);
          break;
        case 48:
          v6 = readInt32(reader);
          break;
        case 400000:
          v50000 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { packed: v2, deprecated: v3, jstype: v6, btype: v50000 };
  },
});
