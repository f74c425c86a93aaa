// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type EnumDescriptor, type Init } from '../codec.ts';
import { putBool, putBytes, putFixed32, putFixed64, putInt32, putInt64, putMessage, putSfixed32, putSfixed64, putSint32, putSint64, putString, putUint32, putUint64, readBool, readBytes, readFixed32, readFixed64, readInt32, readInt64, readMessage, readSfixed32, readSfixed64, readSint32, readSint64, readString, readUint32, readUint64, skipField } from '../wire.ts';
import { Any, Block, BlockHeader, BlockTopology, CallContractOperation, DeployRholangOperation, Operation, SetSystemCallOperation, SetSystemContractOperation, SystemCallTarget, Transaction, UploadContractOperation } from './protocol.ts';
import { AddressRecord, NameRecord } from './names.ts';

/** Numbers of the enum `koinos.chain.error_code`. */
export const ErrorCode = {
  success: 0,
  reversion: 1,
  internal_error: 100,
  system_authorization_failure: 101,
  invalid_contract: 102,
  insufficient_privileges: 103,
  insufficient_rc: 104,
  insufficient_return_buffer: 105,
  unknown_thunk: 106,
  unknown_operation: 107,
  read_only_context: 108,
  failure: -1,
  field_not_found: -100,
  unknown_hash_code: -101,
  unknown_dsa: -102,
  unknown_system_call: -103,
  operation_not_found: -104,
  authorization_failure: -200,
  invalid_nonce: -201,
  invalid_signature: -202,
  malformed_block: -203,
  malformed_transaction: -204,
  block_resource_failure: -205,
  pending_transaction_limit_exceeded: -206,
  unknown_backend: -1000,
  unexpected_state: -1001,
  missing_required_arguments: -1002,
  unknown_previous_block: -1003,
  unexpected_height: -1004,
  block_state_error: -1005,
  state_merkle_mismatch: -1006,
  unexpected_receipt: -1007,
  rpc_failure: -1008,
  pending_state_error: -1009,
  timestamp_out_of_bounds: -1010,
  indexer_failure: -1011,
  network_bandwidth_limit_exceeded: -1012,
  compute_bandwidth_limit_exceeded: -1013,
  disk_storage_limit_exceeded: -1014,
  pre_irreversibility_block: -1015,
} as const;
export type ErrorCode = number;
export const ErrorCodeNames: EnumDescriptor = {
  name: 'koinos.chain.error_code',
  values: [
    ['success', 0],
    ['reversion', 1],
    ['internal_error', 100],
    ['system_authorization_failure', 101],
    ['invalid_contract', 102],
    ['insufficient_privileges', 103],
    ['insufficient_rc', 104],
    ['insufficient_return_buffer', 105],
    ['unknown_thunk', 106],
    ['unknown_operation', 107],
    ['read_only_context', 108],
    ['failure', -1],
    ['field_not_found', -100],
    ['unknown_hash_code', -101],
    ['unknown_dsa', -102],
    ['unknown_system_call', -103],
    ['operation_not_found', -104],
    ['authorization_failure', -200],
    ['invalid_nonce', -201],
    ['invalid_signature', -202],
    ['malformed_block', -203],
    ['malformed_transaction', -204],
    ['block_resource_failure', -205],
    ['pending_transaction_limit_exceeded', -206],
    ['unknown_backend', -1000],
    ['unexpected_state', -1001],
    ['missing_required_arguments', -1002],
    ['unknown_previous_block', -1003],
    ['unexpected_height', -1004],
    ['block_state_error', -1005],
    ['state_merkle_mismatch', -1006],
    ['unexpected_receipt', -1007],
    ['rpc_failure', -1008],
    ['pending_state_error', -1009],
    ['timestamp_out_of_bounds', -1010],
    ['indexer_failure', -1011],
    ['network_bandwidth_limit_exceeded', -1012],
    ['compute_bandwidth_limit_exceeded', -1013],
    ['disk_storage_limit_exceeded', -1014],
    ['pre_irreversibility_block', -1015],
  ],
};

/** Numbers of the enum `koinos.chain.privilege`. */
export const Privilege = {
  kernel_mode: 0,
  user_mode: 1,
} as const;
export type Privilege = number;
export const PrivilegeNames: EnumDescriptor = {
  name: 'koinos.chain.privilege',
  values: [
    ['kernel_mode', 0],
    ['user_mode', 1],
  ],
};

/** Numbers of the enum `koinos.chain.dsa`. */
export const Dsa = {
  ecdsa_secp256k1: 0,
} as const;
export type Dsa = number;
export const DsaNames: EnumDescriptor = {
  name: 'koinos.chain.dsa',
  values: [
    ['ecdsa_secp256k1', 0],
  ],
};

/** Numbers of the enum `koinos.chain.authorization_type`. */
export const AuthorizationType = {
  contract_call: 0,
  transaction_application: 1,
  contract_upload: 2,
} as const;
export type AuthorizationType = number;
export const AuthorizationTypeNames: EnumDescriptor = {
  name: 'koinos.chain.authorization_type',
  values: [
    ['contract_call', 0],
    ['transaction_application', 1],
    ['contract_upload', 2],
  ],
};

/** Numbers of the enum `koinos.chain.system_space_id`. */
export const SystemSpaceId = {
  metadata: 0,
  system_call_dispatch: 1,
  contract_bytecode: 2,
  contract_metadata: 3,
  transaction_nonce: 4,
} as const;
export type SystemSpaceId = number;
export const SystemSpaceIdNames: EnumDescriptor = {
  name: 'koinos.chain.system_space_id',
  values: [
    ['metadata', 0],
    ['system_call_dispatch', 1],
    ['contract_bytecode', 2],
    ['contract_metadata', 3],
    ['transaction_nonce', 4],
  ],
};

export type ValueType = Readonly<{
  messageValue: Any | undefined;
  int32Value: number | undefined;
  int64Value: bigint | undefined;
  uint32Value: number | undefined;
  uint64Value: bigint | undefined;
  sint32Value: number | undefined;
  sint64Value: bigint | undefined;
  fixed32Value: number | undefined;
  fixed64Value: bigint | undefined;
  sfixed32Value: number | undefined;
  sfixed64Value: bigint | undefined;
  boolValue: boolean | undefined;
  stringValue: string | undefined;
  bytesValue: Uint8Array | undefined;
}>;
export type ValueTypeInit = Init<ValueType>;
/** `koinos.chain.value_type` */
export const ValueType: Codec<ValueType> = codecOf<ValueType>({
  descriptor: {
    name: 'koinos.chain.value_type',
    fields: [
      { number: 1, name: 'message_value', property: 'messageValue', kind: 'message', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: () => Any, values: undefined },
      { number: 2, name: 'int32_value', property: 'int32Value', kind: 'int32', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'int64_value', property: 'int64Value', kind: 'int64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'uint32_value', property: 'uint32Value', kind: 'uint32', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'uint64_value', property: 'uint64Value', kind: 'uint64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'sint32_value', property: 'sint32Value', kind: 'sint32', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'sint64_value', property: 'sint64Value', kind: 'sint64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'fixed32_value', property: 'fixed32Value', kind: 'fixed32', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 9, name: 'fixed64_value', property: 'fixed64Value', kind: 'fixed64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'sfixed32_value', property: 'sfixed32Value', kind: 'sfixed32', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 11, name: 'sfixed64_value', property: 'sfixed64Value', kind: 'sfixed64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 12, name: 'bool_value', property: 'boolValue', kind: 'bool', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 13, name: 'string_value', property: 'stringValue', kind: 'string', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 14, name: 'bytes_value', property: 'bytesValue', kind: 'bytes', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.messageValue === undefined ? 0 : 1) + (value.int32Value === undefined ? 0 : 1) + (value.int64Value === undefined ? 0 : 1) + (value.uint32Value === undefined ? 0 : 1) + (value.uint64Value === undefined ? 0 : 1) + (value.sint32Value === undefined ? 0 : 1) + (value.sint64Value === undefined ? 0 : 1) + (value.fixed32Value === undefined ? 0 : 1) + (value.fixed64Value === undefined ? 0 : 1) + (value.sfixed32Value === undefined ? 0 : 1) + (value.sfixed64Value === undefined ? 0 : 1) + (value.boolValue === undefined ? 0 : 1) + (value.stringValue === undefined ? 0 : 1) + (value.bytesValue === undefined ? 0 : 1), 'koinos.chain.value_type.kind');
    if (value.messageValue !== undefined) putMessage(writer, 10, value.messageValue, Any);
    if (value.int32Value !== undefined) putInt32(writer, 16, value.int32Value);
    if (value.int64Value !== undefined) putInt64(writer, 24, value.int64Value);
    if (value.uint32Value !== undefined) putUint32(writer, 32, value.uint32Value);
    if (value.uint64Value !== undefined) putUint64(writer, 40, value.uint64Value);
    if (value.sint32Value !== undefined) putSint32(writer, 48, value.sint32Value);
    if (value.sint64Value !== undefined) putSint64(writer, 56, value.sint64Value);
    if (value.fixed32Value !== undefined) putFixed32(writer, 69, value.fixed32Value);
    if (value.fixed64Value !== undefined) putFixed64(writer, 73, value.fixed64Value);
    if (value.sfixed32Value !== undefined) putSfixed32(writer, 85, value.sfixed32Value);
    if (value.sfixed64Value !== undefined) putSfixed64(writer, 89, value.sfixed64Value);
    if (value.boolValue !== undefined) putBool(writer, 96, value.boolValue);
    if (value.stringValue !== undefined) putString(writer, 106, value.stringValue);
    if (value.bytesValue !== undefined) putBytes(writer, 114, value.bytesValue);
  },
  read(reader, end, budget) {
    let v1: Any | undefined = undefined;
    let v2: number | undefined = undefined;
    let v3: bigint | undefined = undefined;
    let v4: number | undefined = undefined;
    let v5: bigint | undefined = undefined;
    let v6: number | undefined = undefined;
    let v7: bigint | undefined = undefined;
    let v8: number | undefined = undefined;
    let v9: bigint | undefined = undefined;
    let v10: number | undefined = undefined;
    let v11: bigint | undefined = undefined;
    let v12: boolean | undefined = undefined;
    let v13: string | undefined = undefined;
    let v14: Uint8Array | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v1 = readMessage(reader, end, budget, Any);
          break;
        case 16:
          v1 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v2 = readInt32(reader);
          break;
        case 24:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v3 = readInt64(reader);
          break;
        case 32:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v4 = readUint32(reader);
          break;
        case 40:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v5 = readUint64(reader);
          break;
        case 48:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v6 = readSint32(reader);
          break;
        case 56:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v7 = readSint64(reader);
          break;
        case 69:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v8 = readFixed32(reader);
          break;
        case 73:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v9 = readFixed64(reader);
          break;
        case 85:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v10 = readSfixed32(reader);
          break;
        case 89:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = undefined;
          v11 = readSfixed64(reader);
          break;
        case 96:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v13 = undefined;
          v14 = undefined;
          v12 = readBool(reader);
          break;
        case 106:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v14 = undefined;
          v13 = readString(reader, end);
          break;
        case 114:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v9 = undefined;
          v10 = undefined;
          v11 = undefined;
          v12 = undefined;
          v13 = undefined;
          v14 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { messageValue: v1, int32Value: v2, int64Value: v3, uint32Value: v4, uint64Value: v5, sint32Value: v6, sint64Value: v7, fixed32Value: v8, fixed64Value: v9, sfixed32Value: v10, sfixed64Value: v11, boolValue: v12, stringValue: v13, bytesValue: v14 };
  },
});

export type EnumType = Readonly<{
  name: string;
  number: number;
}>;
export type EnumTypeInit = Init<EnumType>;
/** `koinos.chain.enum_type` */
export const EnumType: Codec<EnumType> = codecOf<EnumType>({
  descriptor: {
    name: 'koinos.chain.enum_type',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'number', property: 'number', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.number !== undefined && value.number !== 0) putInt32(writer, 16, value.number);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: number = 0;
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

export type ListType = Readonly<{
  values: readonly ValueType[];
}>;
export type ListTypeInit = Init<ListType>;
/** `koinos.chain.list_type` */
export const ListType: Codec<ListType> = codecOf<ListType>({
  descriptor: {
    name: 'koinos.chain.list_type',
    fields: [
      { number: 1, name: 'values', property: 'values', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => ValueType, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.values !== undefined) for (const element of value.values) putMessage(writer, 10, element, ValueType);
  },
  read(reader, end, budget) {
    const v1: ValueType[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, ValueType));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { values: v1 };
  },
});

export type ErrorData = Readonly<{
  message: string;
}>;
export type ErrorDataInit = Init<ErrorData>;
/** `koinos.chain.error_data` */
export const ErrorData: Codec<ErrorData> = codecOf<ErrorData>({
  descriptor: {
    name: 'koinos.chain.error_data',
    fields: [
      { number: 1, name: 'message', property: 'message', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.message !== undefined && value.message !== '') putString(writer, 10, value.message);
  },
  read(reader, end) {
    let v1: string = '';
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
    return { message: v1 };
  },
});

export type ErrorDetails = Readonly<{
  code: number;
  logs: readonly string[];
}>;
export type ErrorDetailsInit = Init<ErrorDetails>;
/** `koinos.chain.error_details` */
export const ErrorDetails: Codec<ErrorDetails> = codecOf<ErrorDetails>({
  descriptor: {
    name: 'koinos.chain.error_details',
    fields: [
      { number: 1, name: 'code', property: 'code', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'logs', property: 'logs', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.code !== undefined && value.code !== 0) putInt32(writer, 8, value.code);
    if (value.logs !== undefined) for (const element of value.logs) putString(writer, 18, element);
  },
  read(reader, end, budget) {
    let v1: number = 0;
    const v2: string[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          budget.element();
          v2.push(readString(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { code: v1, logs: v2 };
  },
});

export type Result = Readonly<{
  object: Uint8Array | undefined;
  error: ErrorData | undefined;
}>;
export type ResultInit = Init<Result>;
/** `koinos.chain.result` */
export const Result: Codec<Result> = codecOf<Result>({
  descriptor: {
    name: 'koinos.chain.result',
    fields: [
      { number: 1, name: 'object', property: 'object', kind: 'bytes', repeated: false, explicit: true, oneof: 'value', btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'value', btype: undefined, message: () => ErrorData, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.object === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1), 'koinos.chain.result.value');
    if (value.object !== undefined) putBytes(writer, 10, value.object);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorData);
  },
  read(reader, end, budget) {
    let v1: Uint8Array | undefined = undefined;
    let v2: ErrorData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readBytes(reader, end);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, ErrorData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { object: v1, error: v2 };
  },
});

export type ObjectSpace = Readonly<{
  system: boolean;
  zone: Uint8Array;
  id: number;
}>;
export type ObjectSpaceInit = Init<ObjectSpace>;
/** `koinos.chain.object_space` */
export const ObjectSpace: Codec<ObjectSpace> = codecOf<ObjectSpace>({
  descriptor: {
    name: 'koinos.chain.object_space',
    fields: [
      { number: 1, name: 'system', property: 'system', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'zone', property: 'zone', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'id', property: 'id', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.system !== undefined && value.system !== false) putBool(writer, 8, value.system);
    if (value.zone !== undefined && value.zone.length > 0) putBytes(writer, 18, value.zone);
    if (value.id !== undefined && value.id !== 0) putUint32(writer, 24, value.id);
  },
  read(reader, end) {
    let v1: boolean = false;
    let v2: Uint8Array = EMPTY;
    let v3: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 24:
          v3 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { system: v1, zone: v2, id: v3 };
  },
});

export type DatabaseKey = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
}>;
export type DatabaseKeyInit = Init<DatabaseKey>;
/** `koinos.chain.database_key` */
export const DatabaseKey: Codec<DatabaseKey> = codecOf<DatabaseKey>({
  descriptor: {
    name: 'koinos.chain.database_key',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2 };
  },
});

export type DatabaseObject = Readonly<{
  exists: boolean;
  value: Uint8Array;
  key: Uint8Array;
}>;
export type DatabaseObjectInit = Init<DatabaseObject>;
/** `koinos.chain.database_object` */
export const DatabaseObject: Codec<DatabaseObject> = codecOf<DatabaseObject>({
  descriptor: {
    name: 'koinos.chain.database_object',
    fields: [
      { number: 1, name: 'exists', property: 'exists', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.exists !== undefined && value.exists !== false) putBool(writer, 8, value.exists);
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 18, value.value);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 26, value.key);
  },
  read(reader, end) {
    let v1: boolean = false;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { exists: v1, value: v2, key: v3 };
  },
});

export type MaxAccountResources = Readonly<{
  value: bigint;
}>;
export type MaxAccountResourcesInit = Init<MaxAccountResources>;
/** `koinos.chain.max_account_resources` */
export const MaxAccountResources: Codec<MaxAccountResources> = codecOf<MaxAccountResources>({
  descriptor: {
    name: 'koinos.chain.max_account_resources',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type HeadInfo = Readonly<{
  headTopology: BlockTopology | undefined;
  headBlockTime: bigint;
  lastIrreversibleBlock: bigint;
}>;
export type HeadInfoInit = Init<HeadInfo>;
/** `koinos.chain.head_info` */
export const HeadInfo: Codec<HeadInfo> = codecOf<HeadInfo>({
  descriptor: {
    name: 'koinos.chain.head_info',
    fields: [
      { number: 1, name: 'head_topology', property: 'headTopology', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
      { number: 2, name: 'head_block_time', property: 'headBlockTime', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'last_irreversible_block', property: 'lastIrreversibleBlock', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.headTopology !== undefined) putMessage(writer, 10, value.headTopology, BlockTopology);
    if (value.headBlockTime !== undefined && value.headBlockTime !== 0n) putUint64(writer, 16, value.headBlockTime);
    if (value.lastIrreversibleBlock !== undefined && value.lastIrreversibleBlock !== 0n) putUint64(writer, 24, value.lastIrreversibleBlock);
  },
  read(reader, end, budget) {
    let v1: BlockTopology | undefined = undefined;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockTopology);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { headTopology: v1, headBlockTime: v2, lastIrreversibleBlock: v3 };
  },
});

export type CallerData = Readonly<{
  caller: Uint8Array;
  callerPrivilege: number;
}>;
export type CallerDataInit = Init<CallerData>;
/** `koinos.chain.caller_data` */
export const CallerData: Codec<CallerData> = codecOf<CallerData>({
  descriptor: {
    name: 'koinos.chain.caller_data',
    fields: [
      { number: 1, name: 'caller', property: 'caller', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'caller_privilege', property: 'callerPrivilege', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: PrivilegeNames },
    ],
  },
  write(writer, value) {
    if (value.caller !== undefined && value.caller.length > 0) putBytes(writer, 10, value.caller);
    if (value.callerPrivilege !== undefined && value.callerPrivilege !== 0) putInt32(writer, 16, value.callerPrivilege);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { caller: v1, callerPrivilege: v2 };
  },
});

export type ArgumentData = Readonly<{
  entryPoint: number;
  arguments: Uint8Array;
}>;
export type ArgumentDataInit = Init<ArgumentData>;
/** `koinos.chain.argument_data` */
export const ArgumentData: Codec<ArgumentData> = codecOf<ArgumentData>({
  descriptor: {
    name: 'koinos.chain.argument_data',
    fields: [
      { number: 1, name: 'entry_point', property: 'entryPoint', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'arguments', property: 'arguments', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.entryPoint !== undefined && value.entryPoint !== 0) putUint32(writer, 8, value.entryPoint);
    if (value.arguments !== undefined && value.arguments.length > 0) putBytes(writer, 18, value.arguments);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { entryPoint: v1, arguments: v2 };
  },
});

export type ResourceLimitData = Readonly<{
  diskStorageLimit: bigint;
  diskStorageCost: bigint;
  networkBandwidthLimit: bigint;
  networkBandwidthCost: bigint;
  computeBandwidthLimit: bigint;
  computeBandwidthCost: bigint;
}>;
export type ResourceLimitDataInit = Init<ResourceLimitData>;
/** `koinos.chain.resource_limit_data` */
export const ResourceLimitData: Codec<ResourceLimitData> = codecOf<ResourceLimitData>({
  descriptor: {
    name: 'koinos.chain.resource_limit_data',
    fields: [
      { number: 1, name: 'disk_storage_limit', property: 'diskStorageLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'disk_storage_cost', property: 'diskStorageCost', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'network_bandwidth_limit', property: 'networkBandwidthLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'network_bandwidth_cost', property: 'networkBandwidthCost', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'compute_bandwidth_limit', property: 'computeBandwidthLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'compute_bandwidth_cost', property: 'computeBandwidthCost', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.diskStorageLimit !== undefined && value.diskStorageLimit !== 0n) putUint64(writer, 8, value.diskStorageLimit);
    if (value.diskStorageCost !== undefined && value.diskStorageCost !== 0n) putUint64(writer, 16, value.diskStorageCost);
    if (value.networkBandwidthLimit !== undefined && value.networkBandwidthLimit !== 0n) putUint64(writer, 24, value.networkBandwidthLimit);
    if (value.networkBandwidthCost !== undefined && value.networkBandwidthCost !== 0n) putUint64(writer, 32, value.networkBandwidthCost);
    if (value.computeBandwidthLimit !== undefined && value.computeBandwidthLimit !== 0n) putUint64(writer, 40, value.computeBandwidthLimit);
    if (value.computeBandwidthCost !== undefined && value.computeBandwidthCost !== 0n) putUint64(writer, 48, value.computeBandwidthCost);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        case 32:
          v4 = readUint64(reader);
          break;
        case 40:
          v5 = readUint64(reader);
          break;
        case 48:
          v6 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { diskStorageLimit: v1, diskStorageCost: v2, networkBandwidthLimit: v3, networkBandwidthCost: v4, computeBandwidthLimit: v5, computeBandwidthCost: v6 };
  },
});

export type ContractMetadataObject = Readonly<{
  hash: Uint8Array;
  system: boolean;
  authorizesCallContract: boolean;
  authorizesTransactionApplication: boolean;
  authorizesUploadContract: boolean;
  engine: string;
}>;
export type ContractMetadataObjectInit = Init<ContractMetadataObject>;
/** `koinos.chain.contract_metadata_object` */
export const ContractMetadataObject: Codec<ContractMetadataObject> = codecOf<ContractMetadataObject>({
  descriptor: {
    name: 'koinos.chain.contract_metadata_object',
    fields: [
      { number: 1, name: 'hash', property: 'hash', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'system', property: 'system', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'authorizes_call_contract', property: 'authorizesCallContract', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'authorizes_transaction_application', property: 'authorizesTransactionApplication', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'authorizes_upload_contract', property: 'authorizesUploadContract', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 1000, name: 'engine', property: 'engine', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.hash !== undefined && value.hash.length > 0) putBytes(writer, 10, value.hash);
    if (value.system !== undefined && value.system !== false) putBool(writer, 16, value.system);
    if (value.authorizesCallContract !== undefined && value.authorizesCallContract !== false) putBool(writer, 24, value.authorizesCallContract);
    if (value.authorizesTransactionApplication !== undefined && value.authorizesTransactionApplication !== false) putBool(writer, 32, value.authorizesTransactionApplication);
    if (value.authorizesUploadContract !== undefined && value.authorizesUploadContract !== false) putBool(writer, 40, value.authorizesUploadContract);
    if (value.engine !== undefined && value.engine !== '') putString(writer, 8002, value.engine);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: boolean = false;
    let v3: boolean = false;
    let v4: boolean = false;
    let v5: boolean = false;
    let v1000: string = '';
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        case 24:
          v3 = readBool(reader);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        case 40:
          v5 = readBool(reader);
          break;
        case 8002:
          v1000 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { hash: v1, system: v2, authorizesCallContract: v3, authorizesTransactionApplication: v4, authorizesUploadContract: v5, engine: v1000 };
  },
});

export type ComputeBandwidthEntry = Readonly<{
  name: string;
  compute: bigint;
}>;
export type ComputeBandwidthEntryInit = Init<ComputeBandwidthEntry>;
/** `koinos.chain.compute_bandwidth_entry` */
export const ComputeBandwidthEntry: Codec<ComputeBandwidthEntry> = codecOf<ComputeBandwidthEntry>({
  descriptor: {
    name: 'koinos.chain.compute_bandwidth_entry',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'compute', property: 'compute', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.compute !== undefined && value.compute !== 0n) putUint64(writer, 16, value.compute);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, compute: v2 };
  },
});

export type ComputeBandwidthRegistry = Readonly<{
  entries: readonly ComputeBandwidthEntry[];
}>;
export type ComputeBandwidthRegistryInit = Init<ComputeBandwidthRegistry>;
/** `koinos.chain.compute_bandwidth_registry` */
export const ComputeBandwidthRegistry: Codec<ComputeBandwidthRegistry> = codecOf<ComputeBandwidthRegistry>({
  descriptor: {
    name: 'koinos.chain.compute_bandwidth_registry',
    fields: [
      { number: 1, name: 'entries', property: 'entries', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => ComputeBandwidthEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.entries !== undefined) for (const element of value.entries) putMessage(writer, 10, element, ComputeBandwidthEntry);
  },
  read(reader, end, budget) {
    const v1: ComputeBandwidthEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, ComputeBandwidthEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { entries: v1 };
  },
});

export type GenesisEntry = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
  value: Uint8Array;
}>;
export type GenesisEntryInit = Init<GenesisEntry>;
/** `koinos.chain.genesis_entry` */
export const GenesisEntry: Codec<GenesisEntry> = codecOf<GenesisEntry>({
  descriptor: {
    name: 'koinos.chain.genesis_entry',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 26, value.value);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2, value: v3 };
  },
});

export type GenesisData = Readonly<{
  entries: readonly GenesisEntry[];
}>;
export type GenesisDataInit = Init<GenesisData>;
/** `koinos.chain.genesis_data` */
export const GenesisData: Codec<GenesisData> = codecOf<GenesisData>({
  descriptor: {
    name: 'koinos.chain.genesis_data',
    fields: [
      { number: 1, name: 'entries', property: 'entries', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => GenesisEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.entries !== undefined) for (const element of value.entries) putMessage(writer, 10, element, GenesisEntry);
  },
  read(reader, end, budget) {
    const v1: GenesisEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, GenesisEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { entries: v1 };
  },
});

export type CallData = Readonly<{
  contractId: Uint8Array;
  entryPoint: number;
  caller: Uint8Array;
  data: Uint8Array;
}>;
export type CallDataInit = Init<CallData>;
/** `koinos.chain.call_data` */
export const CallData: Codec<CallData> = codecOf<CallData>({
  descriptor: {
    name: 'koinos.chain.call_data',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'entry_point', property: 'entryPoint', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'caller', property: 'caller', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'data', property: 'data', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
    if (value.entryPoint !== undefined && value.entryPoint !== 0) putUint32(writer, 16, value.entryPoint);
    if (value.caller !== undefined && value.caller.length > 0) putBytes(writer, 26, value.caller);
    if (value.data !== undefined && value.data.length > 0) putBytes(writer, 34, value.data);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: number = 0;
    let v3: Uint8Array = EMPTY;
    let v4: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint32(reader);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1, entryPoint: v2, caller: v3, data: v4 };
  },
});

export type AuthorizeArguments = Readonly<{
  type: number;
  call: CallData | undefined;
}>;
export type AuthorizeArgumentsInit = Init<AuthorizeArguments>;
/** `koinos.chain.authorize_arguments` */
export const AuthorizeArguments: Codec<AuthorizeArguments> = codecOf<AuthorizeArguments>({
  descriptor: {
    name: 'koinos.chain.authorize_arguments',
    fields: [
      { number: 1, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: AuthorizationTypeNames },
      { number: 2, name: 'call', property: 'call', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => CallData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.type !== undefined && value.type !== 0) putInt32(writer, 8, value.type);
    if (value.call !== undefined) putMessage(writer, 18, value.call, CallData);
  },
  read(reader, end, budget) {
    let v1: number = 0;
    let v2: CallData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, CallData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { type: v1, call: v2 };
  },
});

export type AuthorizeResult = Readonly<{
  value: boolean;
}>;
export type AuthorizeResultInit = Init<AuthorizeResult>;
/** `koinos.chain.authorize_result` */
export const AuthorizeResult: Codec<AuthorizeResult> = codecOf<AuthorizeResult>({
  descriptor: {
    name: 'koinos.chain.authorize_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type SetSystemCallEvent = Readonly<{
  callId: number;
  target: SystemCallTarget | undefined;
}>;
export type SetSystemCallEventInit = Init<SetSystemCallEvent>;
/** `koinos.chain.set_system_call_event` */
export const SetSystemCallEvent: Codec<SetSystemCallEvent> = codecOf<SetSystemCallEvent>({
  descriptor: {
    name: 'koinos.chain.set_system_call_event',
    fields: [
      { number: 1, name: 'call_id', property: 'callId', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'target', property: 'target', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => SystemCallTarget, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.callId !== undefined && value.callId !== 0) putUint32(writer, 8, value.callId);
    if (value.target !== undefined) putMessage(writer, 18, value.target, SystemCallTarget);
  },
  read(reader, end, budget) {
    let v1: number = 0;
    let v2: SystemCallTarget | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint32(reader);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, SystemCallTarget);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { callId: v1, target: v2 };
  },
});

export type SetSystemContractEvent = Readonly<{
  contractId: Uint8Array;
  systemContract: boolean;
}>;
export type SetSystemContractEventInit = Init<SetSystemContractEvent>;
/** `koinos.chain.set_system_contract_event` */
export const SetSystemContractEvent: Codec<SetSystemContractEvent> = codecOf<SetSystemContractEvent>({
  descriptor: {
    name: 'koinos.chain.set_system_contract_event',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
      { number: 2, name: 'system_contract', property: 'systemContract', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
    if (value.systemContract !== undefined && value.systemContract !== false) putBool(writer, 16, value.systemContract);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1, systemContract: v2 };
  },
});

/** Numbers of the enum `koinos.chain.system_call_id`. */
export const SystemCallId = {
  nop: 0,
  get_head_info: 1,
  apply_block: 2,
  apply_transaction: 3,
  apply_upload_contract_operation: 4,
  apply_call_contract_operation: 5,
  apply_set_system_call_operation: 6,
  apply_set_system_contract_operation: 7,
  pre_block_callback: 8,
  post_block_callback: 9,
  pre_transaction_callback: 10,
  post_transaction_callback: 11,
  get_chain_id: 12,
  process_block_signature: 101,
  get_transaction: 102,
  get_transaction_field: 103,
  get_block: 104,
  get_block_field: 105,
  get_last_irreversible_block: 106,
  get_account_nonce: 107,
  verify_account_nonce: 108,
  set_account_nonce: 109,
  check_system_authority: 110,
  get_operation: 111,
  get_contract_metadata: 112,
  get_account_rc: 201,
  consume_account_rc: 202,
  get_resource_limits: 203,
  consume_block_resources: 204,
  put_object: 301,
  remove_object: 302,
  get_object: 303,
  get_next_object: 304,
  get_prev_object: 305,
  log: 401,
  event: 402,
  hash: 501,
  recover_public_key: 502,
  verify_merkle_root: 503,
  verify_signature: 504,
  verify_vrf_proof: 505,
  call: 601,
  exit: 602,
  get_arguments: 603,
  get_contract_id: 604,
  get_caller: 605,
  check_authority: 606,
  apply_deploy_rholang_operation: 10010,
  get_contract_name: 10000,
  get_contract_address: 10001,
} as const;
export type SystemCallId = number;
export const SystemCallIdNames: EnumDescriptor = {
  name: 'koinos.chain.system_call_id',
  values: [
    ['nop', 0],
    ['get_head_info', 1],
    ['apply_block', 2],
    ['apply_transaction', 3],
    ['apply_upload_contract_operation', 4],
    ['apply_call_contract_operation', 5],
    ['apply_set_system_call_operation', 6],
    ['apply_set_system_contract_operation', 7],
    ['pre_block_callback', 8],
    ['post_block_callback', 9],
    ['pre_transaction_callback', 10],
    ['post_transaction_callback', 11],
    ['get_chain_id', 12],
    ['process_block_signature', 101],
    ['get_transaction', 102],
    ['get_transaction_field', 103],
    ['get_block', 104],
    ['get_block_field', 105],
    ['get_last_irreversible_block', 106],
    ['get_account_nonce', 107],
    ['verify_account_nonce', 108],
    ['set_account_nonce', 109],
    ['check_system_authority', 110],
    ['get_operation', 111],
    ['get_contract_metadata', 112],
    ['get_account_rc', 201],
    ['consume_account_rc', 202],
    ['get_resource_limits', 203],
    ['consume_block_resources', 204],
    ['put_object', 301],
    ['remove_object', 302],
    ['get_object', 303],
    ['get_next_object', 304],
    ['get_prev_object', 305],
    ['log', 401],
    ['event', 402],
    ['hash', 501],
    ['recover_public_key', 502],
    ['verify_merkle_root', 503],
    ['verify_signature', 504],
    ['verify_vrf_proof', 505],
    ['call', 601],
    ['exit', 602],
    ['get_arguments', 603],
    ['get_contract_id', 604],
    ['get_caller', 605],
    ['check_authority', 606],
    ['apply_deploy_rholang_operation', 10010],
    ['get_contract_name', 10000],
    ['get_contract_address', 10001],
  ],
};

export type NopArguments = Readonly<Record<never, never>>;
export type NopArgumentsInit = Init<NopArguments>;
/** `koinos.chain.nop_arguments` */
export const NopArguments: Codec<NopArguments> = codecOf<NopArguments>({
  descriptor: {
    name: 'koinos.chain.nop_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type NopResult = Readonly<Record<never, never>>;
export type NopResultInit = Init<NopResult>;
/** `koinos.chain.nop_result` */
export const NopResult: Codec<NopResult> = codecOf<NopResult>({
  descriptor: {
    name: 'koinos.chain.nop_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetHeadInfoArguments = Readonly<Record<never, never>>;
export type GetHeadInfoArgumentsInit = Init<GetHeadInfoArguments>;
/** `koinos.chain.get_head_info_arguments` */
export const GetHeadInfoArguments: Codec<GetHeadInfoArguments> = codecOf<GetHeadInfoArguments>({
  descriptor: {
    name: 'koinos.chain.get_head_info_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetHeadInfoResult = Readonly<{
  value: HeadInfo | undefined;
}>;
export type GetHeadInfoResultInit = Init<GetHeadInfoResult>;
/** `koinos.chain.get_head_info_result` */
export const GetHeadInfoResult: Codec<GetHeadInfoResult> = codecOf<GetHeadInfoResult>({
  descriptor: {
    name: 'koinos.chain.get_head_info_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => HeadInfo, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, HeadInfo);
  },
  read(reader, end, budget) {
    let v1: HeadInfo | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, HeadInfo);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ApplyBlockArguments = Readonly<{
  block: Block | undefined;
}>;
export type ApplyBlockArgumentsInit = Init<ApplyBlockArguments>;
/** `koinos.chain.apply_block_arguments` */
export const ApplyBlockArguments: Codec<ApplyBlockArguments> = codecOf<ApplyBlockArguments>({
  descriptor: {
    name: 'koinos.chain.apply_block_arguments',
    fields: [
      { number: 1, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.block !== undefined) putMessage(writer, 10, value.block, Block);
  },
  read(reader, end, budget) {
    let v1: Block | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Block);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { block: v1 };
  },
});

export type ApplyBlockResult = Readonly<Record<never, never>>;
export type ApplyBlockResultInit = Init<ApplyBlockResult>;
/** `koinos.chain.apply_block_result` */
export const ApplyBlockResult: Codec<ApplyBlockResult> = codecOf<ApplyBlockResult>({
  descriptor: {
    name: 'koinos.chain.apply_block_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplyTransactionArguments = Readonly<{
  transaction: Transaction | undefined;
}>;
export type ApplyTransactionArgumentsInit = Init<ApplyTransactionArguments>;
/** `koinos.chain.apply_transaction_arguments` */
export const ApplyTransactionArguments: Codec<ApplyTransactionArguments> = codecOf<ApplyTransactionArguments>({
  descriptor: {
    name: 'koinos.chain.apply_transaction_arguments',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1 };
  },
});

export type ApplyTransactionResult = Readonly<Record<never, never>>;
export type ApplyTransactionResultInit = Init<ApplyTransactionResult>;
/** `koinos.chain.apply_transaction_result` */
export const ApplyTransactionResult: Codec<ApplyTransactionResult> = codecOf<ApplyTransactionResult>({
  descriptor: {
    name: 'koinos.chain.apply_transaction_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplyUploadContractOperationArguments = Readonly<{
  op: UploadContractOperation | undefined;
}>;
export type ApplyUploadContractOperationArgumentsInit = Init<ApplyUploadContractOperationArguments>;
/** `koinos.chain.apply_upload_contract_operation_arguments` */
export const ApplyUploadContractOperationArguments: Codec<ApplyUploadContractOperationArguments> = codecOf<ApplyUploadContractOperationArguments>({
  descriptor: {
    name: 'koinos.chain.apply_upload_contract_operation_arguments',
    fields: [
      { number: 1, name: 'op', property: 'op', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => UploadContractOperation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.op !== undefined) putMessage(writer, 10, value.op, UploadContractOperation);
  },
  read(reader, end, budget) {
    let v1: UploadContractOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, UploadContractOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { op: v1 };
  },
});

export type ApplyUploadContractOperationResult = Readonly<Record<never, never>>;
export type ApplyUploadContractOperationResultInit = Init<ApplyUploadContractOperationResult>;
/** `koinos.chain.apply_upload_contract_operation_result` */
export const ApplyUploadContractOperationResult: Codec<ApplyUploadContractOperationResult> = codecOf<ApplyUploadContractOperationResult>({
  descriptor: {
    name: 'koinos.chain.apply_upload_contract_operation_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplyCallContractOperationArguments = Readonly<{
  op: CallContractOperation | undefined;
}>;
export type ApplyCallContractOperationArgumentsInit = Init<ApplyCallContractOperationArguments>;
/** `koinos.chain.apply_call_contract_operation_arguments` */
export const ApplyCallContractOperationArguments: Codec<ApplyCallContractOperationArguments> = codecOf<ApplyCallContractOperationArguments>({
  descriptor: {
    name: 'koinos.chain.apply_call_contract_operation_arguments',
    fields: [
      { number: 1, name: 'op', property: 'op', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => CallContractOperation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.op !== undefined) putMessage(writer, 10, value.op, CallContractOperation);
  },
  read(reader, end, budget) {
    let v1: CallContractOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, CallContractOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { op: v1 };
  },
});

export type ApplyCallContractOperationResult = Readonly<Record<never, never>>;
export type ApplyCallContractOperationResultInit = Init<ApplyCallContractOperationResult>;
/** `koinos.chain.apply_call_contract_operation_result` */
export const ApplyCallContractOperationResult: Codec<ApplyCallContractOperationResult> = codecOf<ApplyCallContractOperationResult>({
  descriptor: {
    name: 'koinos.chain.apply_call_contract_operation_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplySetSystemCallOperationArguments = Readonly<{
  op: SetSystemCallOperation | undefined;
}>;
export type ApplySetSystemCallOperationArgumentsInit = Init<ApplySetSystemCallOperationArguments>;
/** `koinos.chain.apply_set_system_call_operation_arguments` */
export const ApplySetSystemCallOperationArguments: Codec<ApplySetSystemCallOperationArguments> = codecOf<ApplySetSystemCallOperationArguments>({
  descriptor: {
    name: 'koinos.chain.apply_set_system_call_operation_arguments',
    fields: [
      { number: 1, name: 'op', property: 'op', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => SetSystemCallOperation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.op !== undefined) putMessage(writer, 10, value.op, SetSystemCallOperation);
  },
  read(reader, end, budget) {
    let v1: SetSystemCallOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, SetSystemCallOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { op: v1 };
  },
});

export type ApplySetSystemCallOperationResult = Readonly<Record<never, never>>;
export type ApplySetSystemCallOperationResultInit = Init<ApplySetSystemCallOperationResult>;
/** `koinos.chain.apply_set_system_call_operation_result` */
export const ApplySetSystemCallOperationResult: Codec<ApplySetSystemCallOperationResult> = codecOf<ApplySetSystemCallOperationResult>({
  descriptor: {
    name: 'koinos.chain.apply_set_system_call_operation_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplySetSystemContractOperationArguments = Readonly<{
  op: SetSystemContractOperation | undefined;
}>;
export type ApplySetSystemContractOperationArgumentsInit = Init<ApplySetSystemContractOperationArguments>;
/** `koinos.chain.apply_set_system_contract_operation_arguments` */
export const ApplySetSystemContractOperationArguments: Codec<ApplySetSystemContractOperationArguments> = codecOf<ApplySetSystemContractOperationArguments>({
  descriptor: {
    name: 'koinos.chain.apply_set_system_contract_operation_arguments',
    fields: [
      { number: 1, name: 'op', property: 'op', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => SetSystemContractOperation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.op !== undefined) putMessage(writer, 10, value.op, SetSystemContractOperation);
  },
  read(reader, end, budget) {
    let v1: SetSystemContractOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, SetSystemContractOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { op: v1 };
  },
});

export type ApplySetSystemContractOperationResult = Readonly<Record<never, never>>;
export type ApplySetSystemContractOperationResultInit = Init<ApplySetSystemContractOperationResult>;
/** `koinos.chain.apply_set_system_contract_operation_result` */
export const ApplySetSystemContractOperationResult: Codec<ApplySetSystemContractOperationResult> = codecOf<ApplySetSystemContractOperationResult>({
  descriptor: {
    name: 'koinos.chain.apply_set_system_contract_operation_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type ApplyDeployRholangOperationArguments = Readonly<{
  op: DeployRholangOperation | undefined;
}>;
export type ApplyDeployRholangOperationArgumentsInit = Init<ApplyDeployRholangOperationArguments>;
/** `koinos.chain.apply_deploy_rholang_operation_arguments` */
export const ApplyDeployRholangOperationArguments: Codec<ApplyDeployRholangOperationArguments> = codecOf<ApplyDeployRholangOperationArguments>({
  descriptor: {
    name: 'koinos.chain.apply_deploy_rholang_operation_arguments',
    fields: [
      { number: 1, name: 'op', property: 'op', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => DeployRholangOperation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.op !== undefined) putMessage(writer, 10, value.op, DeployRholangOperation);
  },
  read(reader, end, budget) {
    let v1: DeployRholangOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, DeployRholangOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { op: v1 };
  },
});

export type ApplyDeployRholangOperationResult = Readonly<Record<never, never>>;
export type ApplyDeployRholangOperationResultInit = Init<ApplyDeployRholangOperationResult>;
/** `koinos.chain.apply_deploy_rholang_operation_result` */
export const ApplyDeployRholangOperationResult: Codec<ApplyDeployRholangOperationResult> = codecOf<ApplyDeployRholangOperationResult>({
  descriptor: {
    name: 'koinos.chain.apply_deploy_rholang_operation_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PreBlockCallbackArguments = Readonly<Record<never, never>>;
export type PreBlockCallbackArgumentsInit = Init<PreBlockCallbackArguments>;
/** `koinos.chain.pre_block_callback_arguments` */
export const PreBlockCallbackArguments: Codec<PreBlockCallbackArguments> = codecOf<PreBlockCallbackArguments>({
  descriptor: {
    name: 'koinos.chain.pre_block_callback_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PreBlockCallbackResult = Readonly<Record<never, never>>;
export type PreBlockCallbackResultInit = Init<PreBlockCallbackResult>;
/** `koinos.chain.pre_block_callback_result` */
export const PreBlockCallbackResult: Codec<PreBlockCallbackResult> = codecOf<PreBlockCallbackResult>({
  descriptor: {
    name: 'koinos.chain.pre_block_callback_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PostBlockCallbackArguments = Readonly<Record<never, never>>;
export type PostBlockCallbackArgumentsInit = Init<PostBlockCallbackArguments>;
/** `koinos.chain.post_block_callback_arguments` */
export const PostBlockCallbackArguments: Codec<PostBlockCallbackArguments> = codecOf<PostBlockCallbackArguments>({
  descriptor: {
    name: 'koinos.chain.post_block_callback_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PostBlockCallbackResult = Readonly<Record<never, never>>;
export type PostBlockCallbackResultInit = Init<PostBlockCallbackResult>;
/** `koinos.chain.post_block_callback_result` */
export const PostBlockCallbackResult: Codec<PostBlockCallbackResult> = codecOf<PostBlockCallbackResult>({
  descriptor: {
    name: 'koinos.chain.post_block_callback_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PreTransactionCallbackArguments = Readonly<Record<never, never>>;
export type PreTransactionCallbackArgumentsInit = Init<PreTransactionCallbackArguments>;
/** `koinos.chain.pre_transaction_callback_arguments` */
export const PreTransactionCallbackArguments: Codec<PreTransactionCallbackArguments> = codecOf<PreTransactionCallbackArguments>({
  descriptor: {
    name: 'koinos.chain.pre_transaction_callback_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PreTransactionCallbackResult = Readonly<Record<never, never>>;
export type PreTransactionCallbackResultInit = Init<PreTransactionCallbackResult>;
/** `koinos.chain.pre_transaction_callback_result` */
export const PreTransactionCallbackResult: Codec<PreTransactionCallbackResult> = codecOf<PreTransactionCallbackResult>({
  descriptor: {
    name: 'koinos.chain.pre_transaction_callback_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PostTransactionCallbackArguments = Readonly<Record<never, never>>;
export type PostTransactionCallbackArgumentsInit = Init<PostTransactionCallbackArguments>;
/** `koinos.chain.post_transaction_callback_arguments` */
export const PostTransactionCallbackArguments: Codec<PostTransactionCallbackArguments> = codecOf<PostTransactionCallbackArguments>({
  descriptor: {
    name: 'koinos.chain.post_transaction_callback_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type PostTransactionCallbackResult = Readonly<Record<never, never>>;
export type PostTransactionCallbackResultInit = Init<PostTransactionCallbackResult>;
/** `koinos.chain.post_transaction_callback_result` */
export const PostTransactionCallbackResult: Codec<PostTransactionCallbackResult> = codecOf<PostTransactionCallbackResult>({
  descriptor: {
    name: 'koinos.chain.post_transaction_callback_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetChainIdArguments = Readonly<Record<never, never>>;
export type GetChainIdArgumentsInit = Init<GetChainIdArguments>;
/** `koinos.chain.get_chain_id_arguments` */
export const GetChainIdArguments: Codec<GetChainIdArguments> = codecOf<GetChainIdArguments>({
  descriptor: {
    name: 'koinos.chain.get_chain_id_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetChainIdResult = Readonly<{
  value: Uint8Array;
}>;
export type GetChainIdResultInit = Init<GetChainIdResult>;
/** `koinos.chain.get_chain_id_result` */
export const GetChainIdResult: Codec<GetChainIdResult> = codecOf<GetChainIdResult>({
  descriptor: {
    name: 'koinos.chain.get_chain_id_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ProcessBlockSignatureArguments = Readonly<{
  digest: Uint8Array;
  header: BlockHeader | undefined;
  signature: Uint8Array;
}>;
export type ProcessBlockSignatureArgumentsInit = Init<ProcessBlockSignatureArguments>;
/** `koinos.chain.process_block_signature_arguments` */
export const ProcessBlockSignatureArguments: Codec<ProcessBlockSignatureArguments> = codecOf<ProcessBlockSignatureArguments>({
  descriptor: {
    name: 'koinos.chain.process_block_signature_arguments',
    fields: [
      { number: 1, name: 'digest', property: 'digest', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'header', property: 'header', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockHeader, values: undefined },
      { number: 3, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.digest !== undefined && value.digest.length > 0) putBytes(writer, 10, value.digest);
    if (value.header !== undefined) putMessage(writer, 18, value.header, BlockHeader);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 26, value.signature);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: BlockHeader | undefined = undefined;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, BlockHeader);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { digest: v1, header: v2, signature: v3 };
  },
});

export type ProcessBlockSignatureResult = Readonly<{
  value: boolean;
}>;
export type ProcessBlockSignatureResultInit = Init<ProcessBlockSignatureResult>;
/** `koinos.chain.process_block_signature_result` */
export const ProcessBlockSignatureResult: Codec<ProcessBlockSignatureResult> = codecOf<ProcessBlockSignatureResult>({
  descriptor: {
    name: 'koinos.chain.process_block_signature_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetTransactionArguments = Readonly<Record<never, never>>;
export type GetTransactionArgumentsInit = Init<GetTransactionArguments>;
/** `koinos.chain.get_transaction_arguments` */
export const GetTransactionArguments: Codec<GetTransactionArguments> = codecOf<GetTransactionArguments>({
  descriptor: {
    name: 'koinos.chain.get_transaction_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetTransactionResult = Readonly<{
  value: Transaction | undefined;
}>;
export type GetTransactionResultInit = Init<GetTransactionResult>;
/** `koinos.chain.get_transaction_result` */
export const GetTransactionResult: Codec<GetTransactionResult> = codecOf<GetTransactionResult>({
  descriptor: {
    name: 'koinos.chain.get_transaction_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, Transaction);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetTransactionFieldArguments = Readonly<{
  field: string;
}>;
export type GetTransactionFieldArgumentsInit = Init<GetTransactionFieldArguments>;
/** `koinos.chain.get_transaction_field_arguments` */
export const GetTransactionFieldArguments: Codec<GetTransactionFieldArguments> = codecOf<GetTransactionFieldArguments>({
  descriptor: {
    name: 'koinos.chain.get_transaction_field_arguments',
    fields: [
      { number: 1, name: 'field', property: 'field', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.field !== undefined && value.field !== '') putString(writer, 10, value.field);
  },
  read(reader, end) {
    let v1: string = '';
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
    return { field: v1 };
  },
});

export type GetTransactionFieldResult = Readonly<{
  value: ValueType | undefined;
}>;
export type GetTransactionFieldResultInit = Init<GetTransactionFieldResult>;
/** `koinos.chain.get_transaction_field_result` */
export const GetTransactionFieldResult: Codec<GetTransactionFieldResult> = codecOf<GetTransactionFieldResult>({
  descriptor: {
    name: 'koinos.chain.get_transaction_field_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ValueType, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ValueType);
  },
  read(reader, end, budget) {
    let v1: ValueType | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ValueType);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetBlockArguments = Readonly<Record<never, never>>;
export type GetBlockArgumentsInit = Init<GetBlockArguments>;
/** `koinos.chain.get_block_arguments` */
export const GetBlockArguments: Codec<GetBlockArguments> = codecOf<GetBlockArguments>({
  descriptor: {
    name: 'koinos.chain.get_block_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetBlockResult = Readonly<{
  value: Block | undefined;
}>;
export type GetBlockResultInit = Init<GetBlockResult>;
/** `koinos.chain.get_block_result` */
export const GetBlockResult: Codec<GetBlockResult> = codecOf<GetBlockResult>({
  descriptor: {
    name: 'koinos.chain.get_block_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, Block);
  },
  read(reader, end, budget) {
    let v1: Block | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Block);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetBlockFieldArguments = Readonly<{
  field: string;
}>;
export type GetBlockFieldArgumentsInit = Init<GetBlockFieldArguments>;
/** `koinos.chain.get_block_field_arguments` */
export const GetBlockFieldArguments: Codec<GetBlockFieldArguments> = codecOf<GetBlockFieldArguments>({
  descriptor: {
    name: 'koinos.chain.get_block_field_arguments',
    fields: [
      { number: 1, name: 'field', property: 'field', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.field !== undefined && value.field !== '') putString(writer, 10, value.field);
  },
  read(reader, end) {
    let v1: string = '';
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
    return { field: v1 };
  },
});

export type GetBlockFieldResult = Readonly<{
  value: ValueType | undefined;
}>;
export type GetBlockFieldResultInit = Init<GetBlockFieldResult>;
/** `koinos.chain.get_block_field_result` */
export const GetBlockFieldResult: Codec<GetBlockFieldResult> = codecOf<GetBlockFieldResult>({
  descriptor: {
    name: 'koinos.chain.get_block_field_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ValueType, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ValueType);
  },
  read(reader, end, budget) {
    let v1: ValueType | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ValueType);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetLastIrreversibleBlockArguments = Readonly<Record<never, never>>;
export type GetLastIrreversibleBlockArgumentsInit = Init<GetLastIrreversibleBlockArguments>;
/** `koinos.chain.get_last_irreversible_block_arguments` */
export const GetLastIrreversibleBlockArguments: Codec<GetLastIrreversibleBlockArguments> = codecOf<GetLastIrreversibleBlockArguments>({
  descriptor: {
    name: 'koinos.chain.get_last_irreversible_block_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetLastIrreversibleBlockResult = Readonly<{
  value: bigint;
}>;
export type GetLastIrreversibleBlockResultInit = Init<GetLastIrreversibleBlockResult>;
/** `koinos.chain.get_last_irreversible_block_result` */
export const GetLastIrreversibleBlockResult: Codec<GetLastIrreversibleBlockResult> = codecOf<GetLastIrreversibleBlockResult>({
  descriptor: {
    name: 'koinos.chain.get_last_irreversible_block_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetAccountNonceArguments = Readonly<{
  account: Uint8Array;
}>;
export type GetAccountNonceArgumentsInit = Init<GetAccountNonceArguments>;
/** `koinos.chain.get_account_nonce_arguments` */
export const GetAccountNonceArguments: Codec<GetAccountNonceArguments> = codecOf<GetAccountNonceArguments>({
  descriptor: {
    name: 'koinos.chain.get_account_nonce_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1 };
  },
});

export type GetAccountNonceResult = Readonly<{
  value: Uint8Array;
}>;
export type GetAccountNonceResultInit = Init<GetAccountNonceResult>;
/** `koinos.chain.get_account_nonce_result` */
export const GetAccountNonceResult: Codec<GetAccountNonceResult> = codecOf<GetAccountNonceResult>({
  descriptor: {
    name: 'koinos.chain.get_account_nonce_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type VerifyAccountNonceArguments = Readonly<{
  account: Uint8Array;
  nonce: Uint8Array;
}>;
export type VerifyAccountNonceArgumentsInit = Init<VerifyAccountNonceArguments>;
/** `koinos.chain.verify_account_nonce_arguments` */
export const VerifyAccountNonceArguments: Codec<VerifyAccountNonceArguments> = codecOf<VerifyAccountNonceArguments>({
  descriptor: {
    name: 'koinos.chain.verify_account_nonce_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'nonce', property: 'nonce', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
    if (value.nonce !== undefined && value.nonce.length > 0) putBytes(writer, 18, value.nonce);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1, nonce: v2 };
  },
});

export type VerifyAccountNonceResult = Readonly<{
  value: boolean;
}>;
export type VerifyAccountNonceResultInit = Init<VerifyAccountNonceResult>;
/** `koinos.chain.verify_account_nonce_result` */
export const VerifyAccountNonceResult: Codec<VerifyAccountNonceResult> = codecOf<VerifyAccountNonceResult>({
  descriptor: {
    name: 'koinos.chain.verify_account_nonce_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type SetAccountNonceArguments = Readonly<{
  account: Uint8Array;
  nonce: Uint8Array;
}>;
export type SetAccountNonceArgumentsInit = Init<SetAccountNonceArguments>;
/** `koinos.chain.set_account_nonce_arguments` */
export const SetAccountNonceArguments: Codec<SetAccountNonceArguments> = codecOf<SetAccountNonceArguments>({
  descriptor: {
    name: 'koinos.chain.set_account_nonce_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'nonce', property: 'nonce', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
    if (value.nonce !== undefined && value.nonce.length > 0) putBytes(writer, 18, value.nonce);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1, nonce: v2 };
  },
});

export type SetAccountNonceResult = Readonly<Record<never, never>>;
export type SetAccountNonceResultInit = Init<SetAccountNonceResult>;
/** `koinos.chain.set_account_nonce_result` */
export const SetAccountNonceResult: Codec<SetAccountNonceResult> = codecOf<SetAccountNonceResult>({
  descriptor: {
    name: 'koinos.chain.set_account_nonce_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type CheckSystemAuthorityArguments = Readonly<Record<never, never>>;
export type CheckSystemAuthorityArgumentsInit = Init<CheckSystemAuthorityArguments>;
/** `koinos.chain.check_system_authority_arguments` */
export const CheckSystemAuthorityArguments: Codec<CheckSystemAuthorityArguments> = codecOf<CheckSystemAuthorityArguments>({
  descriptor: {
    name: 'koinos.chain.check_system_authority_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type CheckSystemAuthorityResult = Readonly<{
  value: boolean;
}>;
export type CheckSystemAuthorityResultInit = Init<CheckSystemAuthorityResult>;
/** `koinos.chain.check_system_authority_result` */
export const CheckSystemAuthorityResult: Codec<CheckSystemAuthorityResult> = codecOf<CheckSystemAuthorityResult>({
  descriptor: {
    name: 'koinos.chain.check_system_authority_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetOperationArguments = Readonly<Record<never, never>>;
export type GetOperationArgumentsInit = Init<GetOperationArguments>;
/** `koinos.chain.get_operation_arguments` */
export const GetOperationArguments: Codec<GetOperationArguments> = codecOf<GetOperationArguments>({
  descriptor: {
    name: 'koinos.chain.get_operation_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetOperationResult = Readonly<{
  value: Operation | undefined;
}>;
export type GetOperationResultInit = Init<GetOperationResult>;
/** `koinos.chain.get_operation_result` */
export const GetOperationResult: Codec<GetOperationResult> = codecOf<GetOperationResult>({
  descriptor: {
    name: 'koinos.chain.get_operation_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Operation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, Operation);
  },
  read(reader, end, budget) {
    let v1: Operation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Operation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetContractMetadataArguments = Readonly<{
  contractId: Uint8Array;
}>;
export type GetContractMetadataArgumentsInit = Init<GetContractMetadataArguments>;
/** `koinos.chain.get_contract_metadata_arguments` */
export const GetContractMetadataArguments: Codec<GetContractMetadataArguments> = codecOf<GetContractMetadataArguments>({
  descriptor: {
    name: 'koinos.chain.get_contract_metadata_arguments',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1 };
  },
});

export type GetContractMetadataResult = Readonly<{
  value: ContractMetadataObject | undefined;
}>;
export type GetContractMetadataResultInit = Init<GetContractMetadataResult>;
/** `koinos.chain.get_contract_metadata_result` */
export const GetContractMetadataResult: Codec<GetContractMetadataResult> = codecOf<GetContractMetadataResult>({
  descriptor: {
    name: 'koinos.chain.get_contract_metadata_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ContractMetadataObject, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ContractMetadataObject);
  },
  read(reader, end, budget) {
    let v1: ContractMetadataObject | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ContractMetadataObject);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetAccountRcArguments = Readonly<{
  account: Uint8Array;
}>;
export type GetAccountRcArgumentsInit = Init<GetAccountRcArguments>;
/** `koinos.chain.get_account_rc_arguments` */
export const GetAccountRcArguments: Codec<GetAccountRcArguments> = codecOf<GetAccountRcArguments>({
  descriptor: {
    name: 'koinos.chain.get_account_rc_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1 };
  },
});

export type GetAccountRcResult = Readonly<{
  value: bigint;
}>;
export type GetAccountRcResultInit = Init<GetAccountRcResult>;
/** `koinos.chain.get_account_rc_result` */
export const GetAccountRcResult: Codec<GetAccountRcResult> = codecOf<GetAccountRcResult>({
  descriptor: {
    name: 'koinos.chain.get_account_rc_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ConsumeAccountRcArguments = Readonly<{
  account: Uint8Array;
  value: bigint;
}>;
export type ConsumeAccountRcArgumentsInit = Init<ConsumeAccountRcArguments>;
/** `koinos.chain.consume_account_rc_arguments` */
export const ConsumeAccountRcArguments: Codec<ConsumeAccountRcArguments> = codecOf<ConsumeAccountRcArguments>({
  descriptor: {
    name: 'koinos.chain.consume_account_rc_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1, value: v2 };
  },
});

export type ConsumeAccountRcResult = Readonly<{
  value: boolean;
}>;
export type ConsumeAccountRcResultInit = Init<ConsumeAccountRcResult>;
/** `koinos.chain.consume_account_rc_result` */
export const ConsumeAccountRcResult: Codec<ConsumeAccountRcResult> = codecOf<ConsumeAccountRcResult>({
  descriptor: {
    name: 'koinos.chain.consume_account_rc_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetResourceLimitsArguments = Readonly<Record<never, never>>;
export type GetResourceLimitsArgumentsInit = Init<GetResourceLimitsArguments>;
/** `koinos.chain.get_resource_limits_arguments` */
export const GetResourceLimitsArguments: Codec<GetResourceLimitsArguments> = codecOf<GetResourceLimitsArguments>({
  descriptor: {
    name: 'koinos.chain.get_resource_limits_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetResourceLimitsResult = Readonly<{
  value: ResourceLimitData | undefined;
}>;
export type GetResourceLimitsResultInit = Init<GetResourceLimitsResult>;
/** `koinos.chain.get_resource_limits_result` */
export const GetResourceLimitsResult: Codec<GetResourceLimitsResult> = codecOf<GetResourceLimitsResult>({
  descriptor: {
    name: 'koinos.chain.get_resource_limits_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceLimitData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ResourceLimitData);
  },
  read(reader, end, budget) {
    let v1: ResourceLimitData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ResourceLimitData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ConsumeBlockResourcesArguments = Readonly<{
  diskStorageConsumed: bigint;
  networkBandwidthConsumed: bigint;
  computeBandwidthConsumed: bigint;
}>;
export type ConsumeBlockResourcesArgumentsInit = Init<ConsumeBlockResourcesArguments>;
/** `koinos.chain.consume_block_resources_arguments` */
export const ConsumeBlockResourcesArguments: Codec<ConsumeBlockResourcesArguments> = codecOf<ConsumeBlockResourcesArguments>({
  descriptor: {
    name: 'koinos.chain.consume_block_resources_arguments',
    fields: [
      { number: 1, name: 'disk_storage_consumed', property: 'diskStorageConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'network_bandwidth_consumed', property: 'networkBandwidthConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'compute_bandwidth_consumed', property: 'computeBandwidthConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.diskStorageConsumed !== undefined && value.diskStorageConsumed !== 0n) putUint64(writer, 8, value.diskStorageConsumed);
    if (value.networkBandwidthConsumed !== undefined && value.networkBandwidthConsumed !== 0n) putUint64(writer, 16, value.networkBandwidthConsumed);
    if (value.computeBandwidthConsumed !== undefined && value.computeBandwidthConsumed !== 0n) putUint64(writer, 24, value.computeBandwidthConsumed);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { diskStorageConsumed: v1, networkBandwidthConsumed: v2, computeBandwidthConsumed: v3 };
  },
});

export type ConsumeBlockResourcesResult = Readonly<{
  value: boolean;
}>;
export type ConsumeBlockResourcesResultInit = Init<ConsumeBlockResourcesResult>;
/** `koinos.chain.consume_block_resources_result` */
export const ConsumeBlockResourcesResult: Codec<ConsumeBlockResourcesResult> = codecOf<ConsumeBlockResourcesResult>({
  descriptor: {
    name: 'koinos.chain.consume_block_resources_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type PutObjectArguments = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
  obj: Uint8Array;
}>;
export type PutObjectArgumentsInit = Init<PutObjectArguments>;
/** `koinos.chain.put_object_arguments` */
export const PutObjectArguments: Codec<PutObjectArguments> = codecOf<PutObjectArguments>({
  descriptor: {
    name: 'koinos.chain.put_object_arguments',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'obj', property: 'obj', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
    if (value.obj !== undefined && value.obj.length > 0) putBytes(writer, 26, value.obj);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2, obj: v3 };
  },
});

export type PutObjectResult = Readonly<Record<never, never>>;
export type PutObjectResultInit = Init<PutObjectResult>;
/** `koinos.chain.put_object_result` */
export const PutObjectResult: Codec<PutObjectResult> = codecOf<PutObjectResult>({
  descriptor: {
    name: 'koinos.chain.put_object_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type RemoveObjectArguments = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
}>;
export type RemoveObjectArgumentsInit = Init<RemoveObjectArguments>;
/** `koinos.chain.remove_object_arguments` */
export const RemoveObjectArguments: Codec<RemoveObjectArguments> = codecOf<RemoveObjectArguments>({
  descriptor: {
    name: 'koinos.chain.remove_object_arguments',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2 };
  },
});

export type RemoveObjectResult = Readonly<Record<never, never>>;
export type RemoveObjectResultInit = Init<RemoveObjectResult>;
/** `koinos.chain.remove_object_result` */
export const RemoveObjectResult: Codec<RemoveObjectResult> = codecOf<RemoveObjectResult>({
  descriptor: {
    name: 'koinos.chain.remove_object_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetObjectArguments = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
}>;
export type GetObjectArgumentsInit = Init<GetObjectArguments>;
/** `koinos.chain.get_object_arguments` */
export const GetObjectArguments: Codec<GetObjectArguments> = codecOf<GetObjectArguments>({
  descriptor: {
    name: 'koinos.chain.get_object_arguments',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2 };
  },
});

export type GetObjectResult = Readonly<{
  value: DatabaseObject | undefined;
}>;
export type GetObjectResultInit = Init<GetObjectResult>;
/** `koinos.chain.get_object_result` */
export const GetObjectResult: Codec<GetObjectResult> = codecOf<GetObjectResult>({
  descriptor: {
    name: 'koinos.chain.get_object_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => DatabaseObject, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, DatabaseObject);
  },
  read(reader, end, budget) {
    let v1: DatabaseObject | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, DatabaseObject);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetNextObjectArguments = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
}>;
export type GetNextObjectArgumentsInit = Init<GetNextObjectArguments>;
/** `koinos.chain.get_next_object_arguments` */
export const GetNextObjectArguments: Codec<GetNextObjectArguments> = codecOf<GetNextObjectArguments>({
  descriptor: {
    name: 'koinos.chain.get_next_object_arguments',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2 };
  },
});

export type GetNextObjectResult = Readonly<{
  value: DatabaseObject | undefined;
}>;
export type GetNextObjectResultInit = Init<GetNextObjectResult>;
/** `koinos.chain.get_next_object_result` */
export const GetNextObjectResult: Codec<GetNextObjectResult> = codecOf<GetNextObjectResult>({
  descriptor: {
    name: 'koinos.chain.get_next_object_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => DatabaseObject, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, DatabaseObject);
  },
  read(reader, end, budget) {
    let v1: DatabaseObject | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, DatabaseObject);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetPrevObjectArguments = Readonly<{
  space: ObjectSpace | undefined;
  key: Uint8Array;
}>;
export type GetPrevObjectArgumentsInit = Init<GetPrevObjectArguments>;
/** `koinos.chain.get_prev_object_arguments` */
export const GetPrevObjectArguments: Codec<GetPrevObjectArguments> = codecOf<GetPrevObjectArguments>({
  descriptor: {
    name: 'koinos.chain.get_prev_object_arguments',
    fields: [
      { number: 1, name: 'space', property: 'space', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.space !== undefined) putMessage(writer, 10, value.space, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ObjectSpace);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { space: v1, key: v2 };
  },
});

export type GetPrevObjectResult = Readonly<{
  value: DatabaseObject | undefined;
}>;
export type GetPrevObjectResultInit = Init<GetPrevObjectResult>;
/** `koinos.chain.get_prev_object_result` */
export const GetPrevObjectResult: Codec<GetPrevObjectResult> = codecOf<GetPrevObjectResult>({
  descriptor: {
    name: 'koinos.chain.get_prev_object_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => DatabaseObject, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, DatabaseObject);
  },
  read(reader, end, budget) {
    let v1: DatabaseObject | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, DatabaseObject);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type LogArguments = Readonly<{
  message: string;
}>;
export type LogArgumentsInit = Init<LogArguments>;
/** `koinos.chain.log_arguments` */
export const LogArguments: Codec<LogArguments> = codecOf<LogArguments>({
  descriptor: {
    name: 'koinos.chain.log_arguments',
    fields: [
      { number: 1, name: 'message', property: 'message', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.message !== undefined && value.message !== '') putString(writer, 10, value.message);
  },
  read(reader, end) {
    let v1: string = '';
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
    return { message: v1 };
  },
});

export type LogResult = Readonly<Record<never, never>>;
export type LogResultInit = Init<LogResult>;
/** `koinos.chain.log_result` */
export const LogResult: Codec<LogResult> = codecOf<LogResult>({
  descriptor: {
    name: 'koinos.chain.log_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type EventArguments = Readonly<{
  name: string;
  data: Uint8Array;
  impacted: readonly Uint8Array[];
}>;
export type EventArgumentsInit = Init<EventArguments>;
/** `koinos.chain.event_arguments` */
export const EventArguments: Codec<EventArguments> = codecOf<EventArguments>({
  descriptor: {
    name: 'koinos.chain.event_arguments',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'data', property: 'data', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'impacted', property: 'impacted', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.data !== undefined && value.data.length > 0) putBytes(writer, 18, value.data);
    if (value.impacted !== undefined) for (const element of value.impacted) putBytes(writer, 26, element);
  },
  read(reader, end, budget) {
    let v1: string = '';
    let v2: Uint8Array = EMPTY;
    const v3: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          budget.element();
          v3.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, data: v2, impacted: v3 };
  },
});

export type EventResult = Readonly<Record<never, never>>;
export type EventResultInit = Init<EventResult>;
/** `koinos.chain.event_result` */
export const EventResult: Codec<EventResult> = codecOf<EventResult>({
  descriptor: {
    name: 'koinos.chain.event_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type HashArguments = Readonly<{
  code: bigint;
  obj: Uint8Array;
  size: bigint;
}>;
export type HashArgumentsInit = Init<HashArguments>;
/** `koinos.chain.hash_arguments` */
export const HashArguments: Codec<HashArguments> = codecOf<HashArguments>({
  descriptor: {
    name: 'koinos.chain.hash_arguments',
    fields: [
      { number: 1, name: 'code', property: 'code', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'obj', property: 'obj', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'size', property: 'size', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.code !== undefined && value.code !== 0n) putUint64(writer, 8, value.code);
    if (value.obj !== undefined && value.obj.length > 0) putBytes(writer, 18, value.obj);
    if (value.size !== undefined && value.size !== 0n) putUint64(writer, 24, value.size);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { code: v1, obj: v2, size: v3 };
  },
});

export type HashResult = Readonly<{
  value: Uint8Array;
}>;
export type HashResultInit = Init<HashResult>;
/** `koinos.chain.hash_result` */
export const HashResult: Codec<HashResult> = codecOf<HashResult>({
  descriptor: {
    name: 'koinos.chain.hash_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type RecoverPublicKeyArguments = Readonly<{
  type: number;
  signature: Uint8Array;
  digest: Uint8Array;
  compressed: boolean;
}>;
export type RecoverPublicKeyArgumentsInit = Init<RecoverPublicKeyArguments>;
/** `koinos.chain.recover_public_key_arguments` */
export const RecoverPublicKeyArguments: Codec<RecoverPublicKeyArguments> = codecOf<RecoverPublicKeyArguments>({
  descriptor: {
    name: 'koinos.chain.recover_public_key_arguments',
    fields: [
      { number: 1, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: DsaNames },
      { number: 2, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'digest', property: 'digest', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'compressed', property: 'compressed', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.type !== undefined && value.type !== 0) putInt32(writer, 8, value.type);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 18, value.signature);
    if (value.digest !== undefined && value.digest.length > 0) putBytes(writer, 26, value.digest);
    if (value.compressed !== undefined && value.compressed !== false) putBool(writer, 32, value.compressed);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    let v4: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { type: v1, signature: v2, digest: v3, compressed: v4 };
  },
});

export type RecoverPublicKeyResult = Readonly<{
  value: Uint8Array;
}>;
export type RecoverPublicKeyResultInit = Init<RecoverPublicKeyResult>;
/** `koinos.chain.recover_public_key_result` */
export const RecoverPublicKeyResult: Codec<RecoverPublicKeyResult> = codecOf<RecoverPublicKeyResult>({
  descriptor: {
    name: 'koinos.chain.recover_public_key_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type VerifyMerkleRootArguments = Readonly<{
  root: Uint8Array;
  hashes: readonly Uint8Array[];
}>;
export type VerifyMerkleRootArgumentsInit = Init<VerifyMerkleRootArguments>;
/** `koinos.chain.verify_merkle_root_arguments` */
export const VerifyMerkleRootArguments: Codec<VerifyMerkleRootArguments> = codecOf<VerifyMerkleRootArguments>({
  descriptor: {
    name: 'koinos.chain.verify_merkle_root_arguments',
    fields: [
      { number: 1, name: 'root', property: 'root', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'hashes', property: 'hashes', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.root !== undefined && value.root.length > 0) putBytes(writer, 10, value.root);
    if (value.hashes !== undefined) for (const element of value.hashes) putBytes(writer, 18, element);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    const v2: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { root: v1, hashes: v2 };
  },
});

export type VerifyMerkleRootResult = Readonly<{
  value: boolean;
}>;
export type VerifyMerkleRootResultInit = Init<VerifyMerkleRootResult>;
/** `koinos.chain.verify_merkle_root_result` */
export const VerifyMerkleRootResult: Codec<VerifyMerkleRootResult> = codecOf<VerifyMerkleRootResult>({
  descriptor: {
    name: 'koinos.chain.verify_merkle_root_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type VerifySignatureArguments = Readonly<{
  type: number;
  publicKey: Uint8Array;
  signature: Uint8Array;
  digest: Uint8Array;
  compressed: boolean;
}>;
export type VerifySignatureArgumentsInit = Init<VerifySignatureArguments>;
/** `koinos.chain.verify_signature_arguments` */
export const VerifySignatureArguments: Codec<VerifySignatureArguments> = codecOf<VerifySignatureArguments>({
  descriptor: {
    name: 'koinos.chain.verify_signature_arguments',
    fields: [
      { number: 1, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: DsaNames },
      { number: 2, name: 'public_key', property: 'publicKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'digest', property: 'digest', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'compressed', property: 'compressed', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.type !== undefined && value.type !== 0) putInt32(writer, 8, value.type);
    if (value.publicKey !== undefined && value.publicKey.length > 0) putBytes(writer, 18, value.publicKey);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 26, value.signature);
    if (value.digest !== undefined && value.digest.length > 0) putBytes(writer, 34, value.digest);
    if (value.compressed !== undefined && value.compressed !== false) putBool(writer, 40, value.compressed);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    let v4: Uint8Array = EMPTY;
    let v5: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        case 40:
          v5 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { type: v1, publicKey: v2, signature: v3, digest: v4, compressed: v5 };
  },
});

export type VerifySignatureResult = Readonly<{
  value: boolean;
}>;
export type VerifySignatureResultInit = Init<VerifySignatureResult>;
/** `koinos.chain.verify_signature_result` */
export const VerifySignatureResult: Codec<VerifySignatureResult> = codecOf<VerifySignatureResult>({
  descriptor: {
    name: 'koinos.chain.verify_signature_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type VerifyVrfProofArguments = Readonly<{
  type: number;
  publicKey: Uint8Array;
  proof: Uint8Array;
  hash: Uint8Array;
  message: Uint8Array;
}>;
export type VerifyVrfProofArgumentsInit = Init<VerifyVrfProofArguments>;
/** `koinos.chain.verify_vrf_proof_arguments` */
export const VerifyVrfProofArguments: Codec<VerifyVrfProofArguments> = codecOf<VerifyVrfProofArguments>({
  descriptor: {
    name: 'koinos.chain.verify_vrf_proof_arguments',
    fields: [
      { number: 1, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: DsaNames },
      { number: 2, name: 'public_key', property: 'publicKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'proof', property: 'proof', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'hash', property: 'hash', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'message', property: 'message', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.type !== undefined && value.type !== 0) putInt32(writer, 8, value.type);
    if (value.publicKey !== undefined && value.publicKey.length > 0) putBytes(writer, 18, value.publicKey);
    if (value.proof !== undefined && value.proof.length > 0) putBytes(writer, 26, value.proof);
    if (value.hash !== undefined && value.hash.length > 0) putBytes(writer, 34, value.hash);
    if (value.message !== undefined && value.message.length > 0) putBytes(writer, 42, value.message);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    let v4: Uint8Array = EMPTY;
    let v5: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        case 42:
          v5 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { type: v1, publicKey: v2, proof: v3, hash: v4, message: v5 };
  },
});

export type VerifyVrfProofResult = Readonly<{
  value: boolean;
}>;
export type VerifyVrfProofResultInit = Init<VerifyVrfProofResult>;
/** `koinos.chain.verify_vrf_proof_result` */
export const VerifyVrfProofResult: Codec<VerifyVrfProofResult> = codecOf<VerifyVrfProofResult>({
  descriptor: {
    name: 'koinos.chain.verify_vrf_proof_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type CallArguments = Readonly<{
  contractId: Uint8Array;
  entryPoint: number;
  args: Uint8Array;
}>;
export type CallArgumentsInit = Init<CallArguments>;
/** `koinos.chain.call_arguments` */
export const CallArguments: Codec<CallArguments> = codecOf<CallArguments>({
  descriptor: {
    name: 'koinos.chain.call_arguments',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
      { number: 2, name: 'entry_point', property: 'entryPoint', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'args', property: 'args', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
    if (value.entryPoint !== undefined && value.entryPoint !== 0) putUint32(writer, 16, value.entryPoint);
    if (value.args !== undefined && value.args.length > 0) putBytes(writer, 26, value.args);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: number = 0;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint32(reader);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1, entryPoint: v2, args: v3 };
  },
});

export type CallResult = Readonly<{
  value: Uint8Array;
}>;
export type CallResultInit = Init<CallResult>;
/** `koinos.chain.call_result` */
export const CallResult: Codec<CallResult> = codecOf<CallResult>({
  descriptor: {
    name: 'koinos.chain.call_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ExitArguments = Readonly<{
  code: number;
  res: Result | undefined;
}>;
export type ExitArgumentsInit = Init<ExitArguments>;
/** `koinos.chain.exit_arguments` */
export const ExitArguments: Codec<ExitArguments> = codecOf<ExitArguments>({
  descriptor: {
    name: 'koinos.chain.exit_arguments',
    fields: [
      { number: 1, name: 'code', property: 'code', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'res', property: 'res', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Result, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.code !== undefined && value.code !== 0) putInt32(writer, 8, value.code);
    if (value.res !== undefined) putMessage(writer, 18, value.res, Result);
  },
  read(reader, end, budget) {
    let v1: number = 0;
    let v2: Result | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, Result);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { code: v1, res: v2 };
  },
});

export type ExitResult = Readonly<Record<never, never>>;
export type ExitResultInit = Init<ExitResult>;
/** `koinos.chain.exit_result` */
export const ExitResult: Codec<ExitResult> = codecOf<ExitResult>({
  descriptor: {
    name: 'koinos.chain.exit_result',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetArgumentsArguments = Readonly<Record<never, never>>;
export type GetArgumentsArgumentsInit = Init<GetArgumentsArguments>;
/** `koinos.chain.get_arguments_arguments` */
export const GetArgumentsArguments: Codec<GetArgumentsArguments> = codecOf<GetArgumentsArguments>({
  descriptor: {
    name: 'koinos.chain.get_arguments_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetArgumentsResult = Readonly<{
  value: ArgumentData | undefined;
}>;
export type GetArgumentsResultInit = Init<GetArgumentsResult>;
/** `koinos.chain.get_arguments_result` */
export const GetArgumentsResult: Codec<GetArgumentsResult> = codecOf<GetArgumentsResult>({
  descriptor: {
    name: 'koinos.chain.get_arguments_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ArgumentData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ArgumentData);
  },
  read(reader, end, budget) {
    let v1: ArgumentData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ArgumentData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetContractIdArguments = Readonly<Record<never, never>>;
export type GetContractIdArgumentsInit = Init<GetContractIdArguments>;
/** `koinos.chain.get_contract_id_arguments` */
export const GetContractIdArguments: Codec<GetContractIdArguments> = codecOf<GetContractIdArguments>({
  descriptor: {
    name: 'koinos.chain.get_contract_id_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetContractIdResult = Readonly<{
  value: Uint8Array;
}>;
export type GetContractIdResultInit = Init<GetContractIdResult>;
/** `koinos.chain.get_contract_id_result` */
export const GetContractIdResult: Codec<GetContractIdResult> = codecOf<GetContractIdResult>({
  descriptor: {
    name: 'koinos.chain.get_contract_id_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 10, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetCallerArguments = Readonly<Record<never, never>>;
export type GetCallerArgumentsInit = Init<GetCallerArguments>;
/** `koinos.chain.get_caller_arguments` */
export const GetCallerArguments: Codec<GetCallerArguments> = codecOf<GetCallerArguments>({
  descriptor: {
    name: 'koinos.chain.get_caller_arguments',
    fields: [],
  },
  write() {},
  read(reader, end) {
    while (reader.pos < end) {
      const tag = reader.tag();
      skipField(reader, tag);
    }
    return {  };
  },
});

export type GetCallerResult = Readonly<{
  value: CallerData | undefined;
}>;
export type GetCallerResultInit = Init<GetCallerResult>;
/** `koinos.chain.get_caller_result` */
export const GetCallerResult: Codec<GetCallerResult> = codecOf<GetCallerResult>({
  descriptor: {
    name: 'koinos.chain.get_caller_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => CallerData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, CallerData);
  },
  read(reader, end, budget) {
    let v1: CallerData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, CallerData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type CheckAuthorityArguments = Readonly<{
  type: number;
  account: Uint8Array;
  data: Uint8Array;
}>;
export type CheckAuthorityArgumentsInit = Init<CheckAuthorityArguments>;
/** `koinos.chain.check_authority_arguments` */
export const CheckAuthorityArguments: Codec<CheckAuthorityArguments> = codecOf<CheckAuthorityArguments>({
  descriptor: {
    name: 'koinos.chain.check_authority_arguments',
    fields: [
      { number: 1, name: 'type', property: 'type', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: AuthorizationTypeNames },
      { number: 2, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'data', property: 'data', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.type !== undefined && value.type !== 0) putInt32(writer, 8, value.type);
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 18, value.account);
    if (value.data !== undefined && value.data.length > 0) putBytes(writer, 26, value.data);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { type: v1, account: v2, data: v3 };
  },
});

export type CheckAuthorityResult = Readonly<{
  value: boolean;
}>;
export type CheckAuthorityResultInit = Init<CheckAuthorityResult>;
/** `koinos.chain.check_authority_result` */
export const CheckAuthorityResult: Codec<CheckAuthorityResult> = codecOf<CheckAuthorityResult>({
  descriptor: {
    name: 'koinos.chain.check_authority_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetContractNameArguments = Readonly<{
  address: Uint8Array;
}>;
export type GetContractNameArgumentsInit = Init<GetContractNameArguments>;
/** `koinos.chain.get_contract_name_arguments` */
export const GetContractNameArguments: Codec<GetContractNameArguments> = codecOf<GetContractNameArguments>({
  descriptor: {
    name: 'koinos.chain.get_contract_name_arguments',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { address: v1 };
  },
});

export type GetContractNameResult = Readonly<{
  value: NameRecord | undefined;
}>;
export type GetContractNameResultInit = Init<GetContractNameResult>;
/** `koinos.chain.get_contract_name_result` */
export const GetContractNameResult: Codec<GetContractNameResult> = codecOf<GetContractNameResult>({
  descriptor: {
    name: 'koinos.chain.get_contract_name_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => NameRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, NameRecord);
  },
  read(reader, end, budget) {
    let v1: NameRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, NameRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetContractAddressArguments = Readonly<{
  name: string;
}>;
export type GetContractAddressArgumentsInit = Init<GetContractAddressArguments>;
/** `koinos.chain.get_contract_address_arguments` */
export const GetContractAddressArguments: Codec<GetContractAddressArguments> = codecOf<GetContractAddressArguments>({
  descriptor: {
    name: 'koinos.chain.get_contract_address_arguments',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
  },
  read(reader, end) {
    let v1: string = '';
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

export type GetContractAddressResult = Readonly<{
  value: AddressRecord | undefined;
}>;
export type GetContractAddressResultInit = Init<GetContractAddressResult>;
/** `koinos.chain.get_contract_address_result` */
export const GetContractAddressResult: Codec<GetContractAddressResult> = codecOf<GetContractAddressResult>({
  descriptor: {
    name: 'koinos.chain.get_contract_address_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => AddressRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, AddressRecord);
  },
  read(reader, end, budget) {
    let v1: AddressRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, AddressRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});
