// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type EnumDescriptor, type Init } from '../codec.ts';
import { putBool, putBytes, putInt64, putMessage, putString, putUint32, putUint64, readBool, readBytes, readInt64, readMessage, readString, readUint32, readUint64, skipField } from '../wire.ts';

export type Any = Readonly<{
  typeUrl: string;
  value: Uint8Array;
}>;
export type AnyInit = Init<Any>;
/** `google.protobuf.Any` */
export const Any: Codec<Any> = codecOf<Any>({
  descriptor: {
    name: 'google.protobuf.Any',
    fields: [
      { number: 1, name: 'type_url', property: 'typeUrl', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.typeUrl !== undefined && value.typeUrl !== '') putString(writer, 10, value.typeUrl);
    if (value.value !== undefined && value.value.length > 0) putBytes(writer, 18, value.value);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { typeUrl: v1, value: v2 };
  },
});

/** Numbers of the enum `koinos.bytes_type`. */
export const BytesType = {
  BASE64: 0,
  BASE58: 1,
  HEX: 2,
  BLOCK_ID: 3,
  TRANSACTION_ID: 4,
  CONTRACT_ID: 5,
  ADDRESS: 6,
} as const;
export type BytesType = number;
export const BytesTypeNames: EnumDescriptor = {
  name: 'koinos.bytes_type',
  values: [
    ['BASE64', 0],
    ['BASE58', 1],
    ['HEX', 2],
    ['BLOCK_ID', 3],
    ['TRANSACTION_ID', 4],
    ['CONTRACT_ID', 5],
    ['ADDRESS', 6],
  ],
};

export type BlockTopology = Readonly<{
  id: Uint8Array;
  height: bigint;
  previous: Uint8Array;
}>;
export type BlockTopologyInit = Init<BlockTopology>;
/** `koinos.block_topology` */
export const BlockTopology: Codec<BlockTopology> = codecOf<BlockTopology>({
  descriptor: {
    name: 'koinos.block_topology',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'previous', property: 'previous', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 16, value.height);
    if (value.previous !== undefined && value.previous.length > 0) putBytes(writer, 26, value.previous);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, height: v2, previous: v3 };
  },
});

export type ObjectSpace = Readonly<{
  system: boolean;
  zone: Uint8Array;
  id: number;
}>;
export type ObjectSpaceInit = Init<ObjectSpace>;
/** `koinos.protocol.object_space` */
export const ObjectSpace: Codec<ObjectSpace> = codecOf<ObjectSpace>({
  descriptor: {
    name: 'koinos.protocol.object_space',
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

export type EventData = Readonly<{
  sequence: number;
  source: Uint8Array;
  name: string;
  data: Uint8Array;
  impacted: readonly Uint8Array[];
}>;
export type EventDataInit = Init<EventData>;
/** `koinos.protocol.event_data` */
export const EventData: Codec<EventData> = codecOf<EventData>({
  descriptor: {
    name: 'koinos.protocol.event_data',
    fields: [
      { number: 1, name: 'sequence', property: 'sequence', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'source', property: 'source', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
      { number: 3, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'data', property: 'data', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'impacted', property: 'impacted', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.sequence !== undefined && value.sequence !== 0) putUint32(writer, 8, value.sequence);
    if (value.source !== undefined && value.source.length > 0) putBytes(writer, 18, value.source);
    if (value.name !== undefined && value.name !== '') putString(writer, 26, value.name);
    if (value.data !== undefined && value.data.length > 0) putBytes(writer, 34, value.data);
    if (value.impacted !== undefined) for (const element of value.impacted) putBytes(writer, 42, element);
  },
  read(reader, end, budget) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    let v3: string = '';
    let v4: Uint8Array = EMPTY;
    const v5: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readString(reader, end);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        case 42:
          budget.element();
          v5.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { sequence: v1, source: v2, name: v3, data: v4, impacted: v5 };
  },
});

export type ContractCallBundle = Readonly<{
  contractId: Uint8Array;
  entryPoint: number;
}>;
export type ContractCallBundleInit = Init<ContractCallBundle>;
/** `koinos.protocol.contract_call_bundle` */
export const ContractCallBundle: Codec<ContractCallBundle> = codecOf<ContractCallBundle>({
  descriptor: {
    name: 'koinos.protocol.contract_call_bundle',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
      { number: 2, name: 'entry_point', property: 'entryPoint', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
    if (value.entryPoint !== undefined && value.entryPoint !== 0) putUint32(writer, 16, value.entryPoint);
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
          v2 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1, entryPoint: v2 };
  },
});

export type SystemCallTarget = Readonly<{
  thunkId: number | undefined;
  systemCallBundle: ContractCallBundle | undefined;
}>;
export type SystemCallTargetInit = Init<SystemCallTarget>;
/** `koinos.protocol.system_call_target` */
export const SystemCallTarget: Codec<SystemCallTarget> = codecOf<SystemCallTarget>({
  descriptor: {
    name: 'koinos.protocol.system_call_target',
    fields: [
      { number: 1, name: 'thunk_id', property: 'thunkId', kind: 'uint32', repeated: false, explicit: true, oneof: 'target', btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'system_call_bundle', property: 'systemCallBundle', kind: 'message', repeated: false, explicit: true, oneof: 'target', btype: undefined, message: () => ContractCallBundle, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.thunkId === undefined ? 0 : 1) + (value.systemCallBundle === undefined ? 0 : 1), 'koinos.protocol.system_call_target.target');
    if (value.thunkId !== undefined) putUint32(writer, 8, value.thunkId);
    if (value.systemCallBundle !== undefined) putMessage(writer, 18, value.systemCallBundle, ContractCallBundle);
  },
  read(reader, end, budget) {
    let v1: number | undefined = undefined;
    let v2: ContractCallBundle | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v2 = undefined;
          v1 = readUint32(reader);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, ContractCallBundle);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { thunkId: v1, systemCallBundle: v2 };
  },
});

export type UploadContractOperation = Readonly<{
  contractId: Uint8Array;
  bytecode: Uint8Array;
  abi: string;
  authorizesCallContract: boolean;
  authorizesTransactionApplication: boolean;
  authorizesUploadContract: boolean;
  engine: string;
}>;
export type UploadContractOperationInit = Init<UploadContractOperation>;
/** `koinos.protocol.upload_contract_operation` */
export const UploadContractOperation: Codec<UploadContractOperation> = codecOf<UploadContractOperation>({
  descriptor: {
    name: 'koinos.protocol.upload_contract_operation',
    fields: [
      { number: 1, name: 'contract_id', property: 'contractId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'CONTRACT_ID', message: undefined, values: undefined },
      { number: 2, name: 'bytecode', property: 'bytecode', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'abi', property: 'abi', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'authorizes_call_contract', property: 'authorizesCallContract', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'authorizes_transaction_application', property: 'authorizesTransactionApplication', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'authorizes_upload_contract', property: 'authorizesUploadContract', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 1000, name: 'engine', property: 'engine', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.contractId !== undefined && value.contractId.length > 0) putBytes(writer, 10, value.contractId);
    if (value.bytecode !== undefined && value.bytecode.length > 0) putBytes(writer, 18, value.bytecode);
    if (value.abi !== undefined && value.abi !== '') putString(writer, 26, value.abi);
    if (value.authorizesCallContract !== undefined && value.authorizesCallContract !== false) putBool(writer, 32, value.authorizesCallContract);
    if (value.authorizesTransactionApplication !== undefined && value.authorizesTransactionApplication !== false) putBool(writer, 40, value.authorizesTransactionApplication);
    if (value.authorizesUploadContract !== undefined && value.authorizesUploadContract !== false) putBool(writer, 48, value.authorizesUploadContract);
    if (value.engine !== undefined && value.engine !== '') putString(writer, 8002, value.engine);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: string = '';
    let v4: boolean = false;
    let v5: boolean = false;
    let v6: boolean = false;
    let v1000: string = '';
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        case 26:
          v3 = readString(reader, end);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        case 40:
          v5 = readBool(reader);
          break;
        case 48:
          v6 = readBool(reader);
          break;
        case 8002:
          v1000 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { contractId: v1, bytecode: v2, abi: v3, authorizesCallContract: v4, authorizesTransactionApplication: v5, authorizesUploadContract: v6, engine: v1000 };
  },
});

export type CallContractOperation = Readonly<{
  contractId: Uint8Array;
  entryPoint: number;
  args: Uint8Array;
}>;
export type CallContractOperationInit = Init<CallContractOperation>;
/** `koinos.protocol.call_contract_operation` */
export const CallContractOperation: Codec<CallContractOperation> = codecOf<CallContractOperation>({
  descriptor: {
    name: 'koinos.protocol.call_contract_operation',
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

export type SetSystemCallOperation = Readonly<{
  callId: number;
  target: SystemCallTarget | undefined;
}>;
export type SetSystemCallOperationInit = Init<SetSystemCallOperation>;
/** `koinos.protocol.set_system_call_operation` */
export const SetSystemCallOperation: Codec<SetSystemCallOperation> = codecOf<SetSystemCallOperation>({
  descriptor: {
    name: 'koinos.protocol.set_system_call_operation',
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

export type SetSystemContractOperation = Readonly<{
  contractId: Uint8Array;
  systemContract: boolean;
}>;
export type SetSystemContractOperationInit = Init<SetSystemContractOperation>;
/** `koinos.protocol.set_system_contract_operation` */
export const SetSystemContractOperation: Codec<SetSystemContractOperation> = codecOf<SetSystemContractOperation>({
  descriptor: {
    name: 'koinos.protocol.set_system_contract_operation',
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

export type DeployRholangOperation = Readonly<{
  deployer: Uint8Array;
  term: string;
  timestamp: bigint;
  sig: Uint8Array;
  sigAlgorithm: string;
  phloPrice: bigint;
  phloLimit: bigint;
  validAfterBlockNumber: bigint;
  shardId: string;
}>;
export type DeployRholangOperationInit = Init<DeployRholangOperation>;
/** `koinos.protocol.deploy_rholang_operation` */
export const DeployRholangOperation: Codec<DeployRholangOperation> = codecOf<DeployRholangOperation>({
  descriptor: {
    name: 'koinos.protocol.deploy_rholang_operation',
    fields: [
      { number: 1, name: 'deployer', property: 'deployer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 2, name: 'term', property: 'term', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'timestamp', property: 'timestamp', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'sig', property: 'sig', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 5, name: 'sig_algorithm', property: 'sigAlgorithm', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'phlo_price', property: 'phloPrice', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'phlo_limit', property: 'phloLimit', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'valid_after_block_number', property: 'validAfterBlockNumber', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 11, name: 'shard_id', property: 'shardId', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.deployer !== undefined && value.deployer.length > 0) putBytes(writer, 10, value.deployer);
    if (value.term !== undefined && value.term !== '') putString(writer, 18, value.term);
    if (value.timestamp !== undefined && value.timestamp !== 0n) putInt64(writer, 24, value.timestamp);
    if (value.sig !== undefined && value.sig.length > 0) putBytes(writer, 34, value.sig);
    if (value.sigAlgorithm !== undefined && value.sigAlgorithm !== '') putString(writer, 42, value.sigAlgorithm);
    if (value.phloPrice !== undefined && value.phloPrice !== 0n) putInt64(writer, 56, value.phloPrice);
    if (value.phloLimit !== undefined && value.phloLimit !== 0n) putInt64(writer, 64, value.phloLimit);
    if (value.validAfterBlockNumber !== undefined && value.validAfterBlockNumber !== 0n) putInt64(writer, 80, value.validAfterBlockNumber);
    if (value.shardId !== undefined && value.shardId !== '') putString(writer, 90, value.shardId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: string = '';
    let v3: bigint = 0n;
    let v4: Uint8Array = EMPTY;
    let v5: string = '';
    let v7: bigint = 0n;
    let v8: bigint = 0n;
    let v10: bigint = 0n;
    let v11: string = '';
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readString(reader, end);
          break;
        case 24:
          v3 = readInt64(reader);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        case 42:
          v5 = readString(reader, end);
          break;
        case 56:
          v7 = readInt64(reader);
          break;
        case 64:
          v8 = readInt64(reader);
          break;
        case 80:
          v10 = readInt64(reader);
          break;
        case 90:
          v11 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { deployer: v1, term: v2, timestamp: v3, sig: v4, sigAlgorithm: v5, phloPrice: v7, phloLimit: v8, validAfterBlockNumber: v10, shardId: v11 };
  },
});

export type Operation = Readonly<{
  uploadContract: UploadContractOperation | undefined;
  callContract: CallContractOperation | undefined;
  setSystemCall: SetSystemCallOperation | undefined;
  setSystemContract: SetSystemContractOperation | undefined;
  deployRholang: DeployRholangOperation | undefined;
}>;
export type OperationInit = Init<Operation>;
/** `koinos.protocol.operation` */
export const Operation: Codec<Operation> = codecOf<Operation>({
  descriptor: {
    name: 'koinos.protocol.operation',
    fields: [
      { number: 1, name: 'upload_contract', property: 'uploadContract', kind: 'message', repeated: false, explicit: true, oneof: 'op', btype: undefined, message: () => UploadContractOperation, values: undefined },
      { number: 2, name: 'call_contract', property: 'callContract', kind: 'message', repeated: false, explicit: true, oneof: 'op', btype: undefined, message: () => CallContractOperation, values: undefined },
      { number: 3, name: 'set_system_call', property: 'setSystemCall', kind: 'message', repeated: false, explicit: true, oneof: 'op', btype: undefined, message: () => SetSystemCallOperation, values: undefined },
      { number: 4, name: 'set_system_contract', property: 'setSystemContract', kind: 'message', repeated: false, explicit: true, oneof: 'op', btype: undefined, message: () => SetSystemContractOperation, values: undefined },
      { number: 1000, name: 'deploy_rholang', property: 'deployRholang', kind: 'message', repeated: false, explicit: true, oneof: 'op', btype: undefined, message: () => DeployRholangOperation, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.uploadContract === undefined ? 0 : 1) + (value.callContract === undefined ? 0 : 1) + (value.setSystemCall === undefined ? 0 : 1) + (value.setSystemContract === undefined ? 0 : 1) + (value.deployRholang === undefined ? 0 : 1), 'koinos.protocol.operation.op');
    if (value.uploadContract !== undefined) putMessage(writer, 10, value.uploadContract, UploadContractOperation);
    if (value.callContract !== undefined) putMessage(writer, 18, value.callContract, CallContractOperation);
    if (value.setSystemCall !== undefined) putMessage(writer, 26, value.setSystemCall, SetSystemCallOperation);
    if (value.setSystemContract !== undefined) putMessage(writer, 34, value.setSystemContract, SetSystemContractOperation);
    if (value.deployRholang !== undefined) putMessage(writer, 8002, value.deployRholang, DeployRholangOperation);
  },
  read(reader, end, budget) {
    let v1: UploadContractOperation | undefined = undefined;
    let v2: CallContractOperation | undefined = undefined;
    let v3: SetSystemCallOperation | undefined = undefined;
    let v4: SetSystemContractOperation | undefined = undefined;
    let v1000: DeployRholangOperation | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v1000 = undefined;
          v1 = readMessage(reader, end, budget, UploadContractOperation);
          break;
        case 18:
          v1 = undefined;
          v3 = undefined;
          v4 = undefined;
          v1000 = undefined;
          v2 = readMessage(reader, end, budget, CallContractOperation);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v1000 = undefined;
          v3 = readMessage(reader, end, budget, SetSystemCallOperation);
          break;
        case 34:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v1000 = undefined;
          v4 = readMessage(reader, end, budget, SetSystemContractOperation);
          break;
        case 8002:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v1000 = readMessage(reader, end, budget, DeployRholangOperation);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { uploadContract: v1, callContract: v2, setSystemCall: v3, setSystemContract: v4, deployRholang: v1000 };
  },
});

export type TransactionHeader = Readonly<{
  chainId: Uint8Array;
  rcLimit: bigint;
  nonce: Uint8Array;
  operationMerkleRoot: Uint8Array;
  payer: Uint8Array;
  payee: Uint8Array;
}>;
export type TransactionHeaderInit = Init<TransactionHeader>;
/** `koinos.protocol.transaction_header` */
export const TransactionHeader: Codec<TransactionHeader> = codecOf<TransactionHeader>({
  descriptor: {
    name: 'koinos.protocol.transaction_header',
    fields: [
      { number: 1, name: 'chain_id', property: 'chainId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'rc_limit', property: 'rcLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'nonce', property: 'nonce', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'operation_merkle_root', property: 'operationMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'payer', property: 'payer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 6, name: 'payee', property: 'payee', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.chainId !== undefined && value.chainId.length > 0) putBytes(writer, 10, value.chainId);
    if (value.rcLimit !== undefined && value.rcLimit !== 0n) putUint64(writer, 16, value.rcLimit);
    if (value.nonce !== undefined && value.nonce.length > 0) putBytes(writer, 26, value.nonce);
    if (value.operationMerkleRoot !== undefined && value.operationMerkleRoot.length > 0) putBytes(writer, 34, value.operationMerkleRoot);
    if (value.payer !== undefined && value.payer.length > 0) putBytes(writer, 42, value.payer);
    if (value.payee !== undefined && value.payee.length > 0) putBytes(writer, 50, value.payee);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: Uint8Array = EMPTY;
    let v4: Uint8Array = EMPTY;
    let v5: Uint8Array = EMPTY;
    let v6: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
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
        case 50:
          v6 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { chainId: v1, rcLimit: v2, nonce: v3, operationMerkleRoot: v4, payer: v5, payee: v6 };
  },
});

export type Transaction = Readonly<{
  id: Uint8Array;
  header: TransactionHeader | undefined;
  operations: readonly Operation[];
  signatures: readonly Uint8Array[];
}>;
export type TransactionInit = Init<Transaction>;
/** `koinos.protocol.transaction` */
export const Transaction: Codec<Transaction> = codecOf<Transaction>({
  descriptor: {
    name: 'koinos.protocol.transaction',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
      { number: 2, name: 'header', property: 'header', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionHeader, values: undefined },
      { number: 3, name: 'operations', property: 'operations', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Operation, values: undefined },
      { number: 4, name: 'signatures', property: 'signatures', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.header !== undefined) putMessage(writer, 18, value.header, TransactionHeader);
    if (value.operations !== undefined) for (const element of value.operations) putMessage(writer, 26, element, Operation);
    if (value.signatures !== undefined) for (const element of value.signatures) putBytes(writer, 34, element);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: TransactionHeader | undefined = undefined;
    const v3: Operation[] = [];
    const v4: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, TransactionHeader);
          break;
        case 26:
          budget.element();
          v3.push(readMessage(reader, end, budget, Operation));
          break;
        case 34:
          budget.element();
          v4.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, header: v2, operations: v3, signatures: v4 };
  },
});

export type TransactionReceipt = Readonly<{
  id: Uint8Array;
  payer: Uint8Array;
  maxPayerRc: bigint;
  rcLimit: bigint;
  rcUsed: bigint;
  diskStorageUsed: bigint;
  networkBandwidthUsed: bigint;
  computeBandwidthUsed: bigint;
  reverted: boolean;
  events: readonly EventData[];
  logs: readonly string[];
  stateDeltaEntries: readonly StateDeltaEntry[];
}>;
export type TransactionReceiptInit = Init<TransactionReceipt>;
/** `koinos.protocol.transaction_receipt` */
export const TransactionReceipt: Codec<TransactionReceipt> = codecOf<TransactionReceipt>({
  descriptor: {
    name: 'koinos.protocol.transaction_receipt',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
      { number: 2, name: 'payer', property: 'payer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'max_payer_rc', property: 'maxPayerRc', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'rc_limit', property: 'rcLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'rc_used', property: 'rcUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'disk_storage_used', property: 'diskStorageUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'network_bandwidth_used', property: 'networkBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'compute_bandwidth_used', property: 'computeBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 9, name: 'reverted', property: 'reverted', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'events', property: 'events', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => EventData, values: undefined },
      { number: 11, name: 'logs', property: 'logs', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 12, name: 'state_delta_entries', property: 'stateDeltaEntries', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => StateDeltaEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.payer !== undefined && value.payer.length > 0) putBytes(writer, 18, value.payer);
    if (value.maxPayerRc !== undefined && value.maxPayerRc !== 0n) putUint64(writer, 24, value.maxPayerRc);
    if (value.rcLimit !== undefined && value.rcLimit !== 0n) putUint64(writer, 32, value.rcLimit);
    if (value.rcUsed !== undefined && value.rcUsed !== 0n) putUint64(writer, 40, value.rcUsed);
    if (value.diskStorageUsed !== undefined && value.diskStorageUsed !== 0n) putUint64(writer, 48, value.diskStorageUsed);
    if (value.networkBandwidthUsed !== undefined && value.networkBandwidthUsed !== 0n) putUint64(writer, 56, value.networkBandwidthUsed);
    if (value.computeBandwidthUsed !== undefined && value.computeBandwidthUsed !== 0n) putUint64(writer, 64, value.computeBandwidthUsed);
    if (value.reverted !== undefined && value.reverted !== false) putBool(writer, 72, value.reverted);
    if (value.events !== undefined) for (const element of value.events) putMessage(writer, 82, element, EventData);
    if (value.logs !== undefined) for (const element of value.logs) putString(writer, 90, element);
    if (value.stateDeltaEntries !== undefined) for (const element of value.stateDeltaEntries) putMessage(writer, 98, element, StateDeltaEntry);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: bigint = 0n;
    let v7: bigint = 0n;
    let v8: bigint = 0n;
    let v9: boolean = false;
    const v10: EventData[] = [];
    const v11: string[] = [];
    const v12: StateDeltaEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          v2 = readBytes(reader, end);
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
        case 56:
          v7 = readUint64(reader);
          break;
        case 64:
          v8 = readUint64(reader);
          break;
        case 72:
          v9 = readBool(reader);
          break;
        case 82:
          budget.element();
          v10.push(readMessage(reader, end, budget, EventData));
          break;
        case 90:
          budget.element();
          v11.push(readString(reader, end));
          break;
        case 98:
          budget.element();
          v12.push(readMessage(reader, end, budget, StateDeltaEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, payer: v2, maxPayerRc: v3, rcLimit: v4, rcUsed: v5, diskStorageUsed: v6, networkBandwidthUsed: v7, computeBandwidthUsed: v8, reverted: v9, events: v10, logs: v11, stateDeltaEntries: v12 };
  },
});

export type BlockHeader = Readonly<{
  previous: Uint8Array;
  height: bigint;
  timestamp: bigint;
  previousStateMerkleRoot: Uint8Array;
  transactionMerkleRoot: Uint8Array;
  signer: Uint8Array;
  approvedProposals: readonly Uint8Array[];
}>;
export type BlockHeaderInit = Init<BlockHeader>;
/** `koinos.protocol.block_header` */
export const BlockHeader: Codec<BlockHeader> = codecOf<BlockHeader>({
  descriptor: {
    name: 'koinos.protocol.block_header',
    fields: [
      { number: 1, name: 'previous', property: 'previous', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'timestamp', property: 'timestamp', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'previous_state_merkle_root', property: 'previousStateMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'transaction_merkle_root', property: 'transactionMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'signer', property: 'signer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 7, name: 'approved_proposals', property: 'approvedProposals', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.previous !== undefined && value.previous.length > 0) putBytes(writer, 10, value.previous);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 16, value.height);
    if (value.timestamp !== undefined && value.timestamp !== 0n) putUint64(writer, 24, value.timestamp);
    if (value.previousStateMerkleRoot !== undefined && value.previousStateMerkleRoot.length > 0) putBytes(writer, 34, value.previousStateMerkleRoot);
    if (value.transactionMerkleRoot !== undefined && value.transactionMerkleRoot.length > 0) putBytes(writer, 42, value.transactionMerkleRoot);
    if (value.signer !== undefined && value.signer.length > 0) putBytes(writer, 50, value.signer);
    if (value.approvedProposals !== undefined) for (const element of value.approvedProposals) putBytes(writer, 58, element);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: Uint8Array = EMPTY;
    let v5: Uint8Array = EMPTY;
    let v6: Uint8Array = EMPTY;
    const v7: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        case 42:
          v5 = readBytes(reader, end);
          break;
        case 50:
          v6 = readBytes(reader, end);
          break;
        case 58:
          budget.element();
          v7.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { previous: v1, height: v2, timestamp: v3, previousStateMerkleRoot: v4, transactionMerkleRoot: v5, signer: v6, approvedProposals: v7 };
  },
});

export type Block = Readonly<{
  id: Uint8Array;
  header: BlockHeader | undefined;
  transactions: readonly Transaction[];
  signature: Uint8Array;
}>;
export type BlockInit = Init<Block>;
/** `koinos.protocol.block` */
export const Block: Codec<Block> = codecOf<Block>({
  descriptor: {
    name: 'koinos.protocol.block',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'header', property: 'header', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockHeader, values: undefined },
      { number: 3, name: 'transactions', property: 'transactions', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 4, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.header !== undefined) putMessage(writer, 18, value.header, BlockHeader);
    if (value.transactions !== undefined) for (const element of value.transactions) putMessage(writer, 26, element, Transaction);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 34, value.signature);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: BlockHeader | undefined = undefined;
    const v3: Transaction[] = [];
    let v4: Uint8Array = EMPTY;
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
          budget.element();
          v3.push(readMessage(reader, end, budget, Transaction));
          break;
        case 34:
          v4 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, header: v2, transactions: v3, signature: v4 };
  },
});

export type BlockReceipt = Readonly<{
  id: Uint8Array;
  height: bigint;
  diskStorageUsed: bigint;
  networkBandwidthUsed: bigint;
  computeBandwidthUsed: bigint;
  stateMerkleRoot: Uint8Array;
  events: readonly EventData[];
  transactionReceipts: readonly TransactionReceipt[];
  logs: readonly string[];
  diskStorageCharged: bigint;
  networkBandwidthCharged: bigint;
  computeBandwidthCharged: bigint;
  stateDeltaEntries: readonly StateDeltaEntry[];
}>;
export type BlockReceiptInit = Init<BlockReceipt>;
/** `koinos.protocol.block_receipt` */
export const BlockReceipt: Codec<BlockReceipt> = codecOf<BlockReceipt>({
  descriptor: {
    name: 'koinos.protocol.block_receipt',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'disk_storage_used', property: 'diskStorageUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'network_bandwidth_used', property: 'networkBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'compute_bandwidth_used', property: 'computeBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'state_merkle_root', property: 'stateMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'events', property: 'events', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => EventData, values: undefined },
      { number: 8, name: 'transaction_receipts', property: 'transactionReceipts', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
      { number: 9, name: 'logs', property: 'logs', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'disk_storage_charged', property: 'diskStorageCharged', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 11, name: 'network_bandwidth_charged', property: 'networkBandwidthCharged', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 12, name: 'compute_bandwidth_charged', property: 'computeBandwidthCharged', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 13, name: 'state_delta_entries', property: 'stateDeltaEntries', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => StateDeltaEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 16, value.height);
    if (value.diskStorageUsed !== undefined && value.diskStorageUsed !== 0n) putUint64(writer, 24, value.diskStorageUsed);
    if (value.networkBandwidthUsed !== undefined && value.networkBandwidthUsed !== 0n) putUint64(writer, 32, value.networkBandwidthUsed);
    if (value.computeBandwidthUsed !== undefined && value.computeBandwidthUsed !== 0n) putUint64(writer, 40, value.computeBandwidthUsed);
    if (value.stateMerkleRoot !== undefined && value.stateMerkleRoot.length > 0) putBytes(writer, 50, value.stateMerkleRoot);
    if (value.events !== undefined) for (const element of value.events) putMessage(writer, 58, element, EventData);
    if (value.transactionReceipts !== undefined) for (const element of value.transactionReceipts) putMessage(writer, 66, element, TransactionReceipt);
    if (value.logs !== undefined) for (const element of value.logs) putString(writer, 74, element);
    if (value.diskStorageCharged !== undefined && value.diskStorageCharged !== 0n) putUint64(writer, 80, value.diskStorageCharged);
    if (value.networkBandwidthCharged !== undefined && value.networkBandwidthCharged !== 0n) putUint64(writer, 88, value.networkBandwidthCharged);
    if (value.computeBandwidthCharged !== undefined && value.computeBandwidthCharged !== 0n) putUint64(writer, 96, value.computeBandwidthCharged);
    if (value.stateDeltaEntries !== undefined) for (const element of value.stateDeltaEntries) putMessage(writer, 106, element, StateDeltaEntry);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: Uint8Array = EMPTY;
    const v7: EventData[] = [];
    const v8: TransactionReceipt[] = [];
    const v9: string[] = [];
    let v10: bigint = 0n;
    let v11: bigint = 0n;
    let v12: bigint = 0n;
    const v13: StateDeltaEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
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
        case 50:
          v6 = readBytes(reader, end);
          break;
        case 58:
          budget.element();
          v7.push(readMessage(reader, end, budget, EventData));
          break;
        case 66:
          budget.element();
          v8.push(readMessage(reader, end, budget, TransactionReceipt));
          break;
        case 74:
          budget.element();
          v9.push(readString(reader, end));
          break;
        case 80:
          v10 = readUint64(reader);
          break;
        case 88:
          v11 = readUint64(reader);
          break;
        case 96:
          v12 = readUint64(reader);
          break;
        case 106:
          budget.element();
          v13.push(readMessage(reader, end, budget, StateDeltaEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, height: v2, diskStorageUsed: v3, networkBandwidthUsed: v4, computeBandwidthUsed: v5, stateMerkleRoot: v6, events: v7, transactionReceipts: v8, logs: v9, diskStorageCharged: v10, networkBandwidthCharged: v11, computeBandwidthCharged: v12, stateDeltaEntries: v13 };
  },
});

export type StateDeltaEntry = Readonly<{
  objectSpace: ObjectSpace | undefined;
  key: Uint8Array;
  value: Uint8Array | undefined;
}>;
export type StateDeltaEntryInit = Init<StateDeltaEntry>;
/** `koinos.protocol.state_delta_entry` */
export const StateDeltaEntry: Codec<StateDeltaEntry> = codecOf<StateDeltaEntry>({
  descriptor: {
    name: 'koinos.protocol.state_delta_entry',
    fields: [
      { number: 1, name: 'object_space', property: 'objectSpace', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ObjectSpace, values: undefined },
      { number: 2, name: 'key', property: 'key', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.objectSpace !== undefined) putMessage(writer, 10, value.objectSpace, ObjectSpace);
    if (value.key !== undefined && value.key.length > 0) putBytes(writer, 18, value.key);
    if (value.value !== undefined) putBytes(writer, 26, value.value);
  },
  read(reader, end, budget) {
    let v1: ObjectSpace | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array | undefined = undefined;
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
    return { objectSpace: v1, key: v2, value: v3 };
  },
});
