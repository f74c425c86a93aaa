// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putInt64, putMessage, putPackedUint32, putSint32, putString, putUint32, putUint64, readBool, readBytes, readInt64, readMessage, readPacked, readSint32, readString, readUint32, readUint64, skipField } from '../wire.ts';
import { Block, BlockReceipt, BlockTopology, Transaction, TransactionReceipt } from './protocol.ts';
import { CallerData, ResourceLimitData } from './chain.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type SubmitBlockRequest = Readonly<{
  block: Block | undefined;
}>;
export type SubmitBlockRequestInit = Init<SubmitBlockRequest>;
/** `koinos.rpc.chain.submit_block_request` */
export const SubmitBlockRequest: Codec<SubmitBlockRequest> = codecOf<SubmitBlockRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_block_request',
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

export type SubmitBlockResponse = Readonly<{
  receipt: BlockReceipt | undefined;
}>;
export type SubmitBlockResponseInit = Init<SubmitBlockResponse>;
/** `koinos.rpc.chain.submit_block_response` */
export const SubmitBlockResponse: Codec<SubmitBlockResponse> = codecOf<SubmitBlockResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_block_response',
    fields: [
      { number: 1, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.receipt !== undefined) putMessage(writer, 10, value.receipt, BlockReceipt);
  },
  read(reader, end, budget) {
    let v1: BlockReceipt | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { receipt: v1 };
  },
});

export type SubmitTransactionRequest = Readonly<{
  transaction: Transaction | undefined;
  broadcast: boolean;
}>;
export type SubmitTransactionRequestInit = Init<SubmitTransactionRequest>;
/** `koinos.rpc.chain.submit_transaction_request` */
export const SubmitTransactionRequest: Codec<SubmitTransactionRequest> = codecOf<SubmitTransactionRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_transaction_request',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'broadcast', property: 'broadcast', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.broadcast !== undefined && value.broadcast !== false) putBool(writer, 16, value.broadcast);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    let v2: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1, broadcast: v2 };
  },
});

export type SubmitTransactionResponse = Readonly<{
  receipt: TransactionReceipt | undefined;
}>;
export type SubmitTransactionResponseInit = Init<SubmitTransactionResponse>;
/** `koinos.rpc.chain.submit_transaction_response` */
export const SubmitTransactionResponse: Codec<SubmitTransactionResponse> = codecOf<SubmitTransactionResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_transaction_response',
    fields: [
      { number: 1, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.receipt !== undefined) putMessage(writer, 10, value.receipt, TransactionReceipt);
  },
  read(reader, end, budget) {
    let v1: TransactionReceipt | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, TransactionReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { receipt: v1 };
  },
});

export type GetHeadInfoRequest = Readonly<Record<never, never>>;
export type GetHeadInfoRequestInit = Init<GetHeadInfoRequest>;
/** `koinos.rpc.chain.get_head_info_request` */
export const GetHeadInfoRequest: Codec<GetHeadInfoRequest> = codecOf<GetHeadInfoRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_head_info_request',
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

export type GetHeadInfoResponse = Readonly<{
  headTopology: BlockTopology | undefined;
  lastIrreversibleBlock: bigint;
  headStateMerkleRoot: Uint8Array;
  headBlockTime: bigint;
}>;
export type GetHeadInfoResponseInit = Init<GetHeadInfoResponse>;
/** `koinos.rpc.chain.get_head_info_response` */
export const GetHeadInfoResponse: Codec<GetHeadInfoResponse> = codecOf<GetHeadInfoResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_head_info_response',
    fields: [
      { number: 1, name: 'head_topology', property: 'headTopology', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
      { number: 2, name: 'last_irreversible_block', property: 'lastIrreversibleBlock', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'head_state_merkle_root', property: 'headStateMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'head_block_time', property: 'headBlockTime', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.headTopology !== undefined) putMessage(writer, 10, value.headTopology, BlockTopology);
    if (value.lastIrreversibleBlock !== undefined && value.lastIrreversibleBlock !== 0n) putUint64(writer, 16, value.lastIrreversibleBlock);
    if (value.headStateMerkleRoot !== undefined && value.headStateMerkleRoot.length > 0) putBytes(writer, 26, value.headStateMerkleRoot);
    if (value.headBlockTime !== undefined && value.headBlockTime !== 0n) putUint64(writer, 32, value.headBlockTime);
  },
  read(reader, end, budget) {
    let v1: BlockTopology | undefined = undefined;
    let v2: bigint = 0n;
    let v3: Uint8Array = EMPTY;
    let v4: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockTopology);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 32:
          v4 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { headTopology: v1, lastIrreversibleBlock: v2, headStateMerkleRoot: v3, headBlockTime: v4 };
  },
});

export type GetChainIdRequest = Readonly<Record<never, never>>;
export type GetChainIdRequestInit = Init<GetChainIdRequest>;
/** `koinos.rpc.chain.get_chain_id_request` */
export const GetChainIdRequest: Codec<GetChainIdRequest> = codecOf<GetChainIdRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_chain_id_request',
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

export type GetChainIdResponse = Readonly<{
  chainId: Uint8Array;
}>;
export type GetChainIdResponseInit = Init<GetChainIdResponse>;
/** `koinos.rpc.chain.get_chain_id_response` */
export const GetChainIdResponse: Codec<GetChainIdResponse> = codecOf<GetChainIdResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_chain_id_response',
    fields: [
      { number: 1, name: 'chain_id', property: 'chainId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.chainId !== undefined && value.chainId.length > 0) putBytes(writer, 10, value.chainId);
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
    return { chainId: v1 };
  },
});

export type GetForkHeadsRequest = Readonly<Record<never, never>>;
export type GetForkHeadsRequestInit = Init<GetForkHeadsRequest>;
/** `koinos.rpc.chain.get_fork_heads_request` */
export const GetForkHeadsRequest: Codec<GetForkHeadsRequest> = codecOf<GetForkHeadsRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_fork_heads_request',
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

export type GetForkHeadsResponse = Readonly<{
  lastIrreversibleBlock: BlockTopology | undefined;
  forkHeads: readonly BlockTopology[];
}>;
export type GetForkHeadsResponseInit = Init<GetForkHeadsResponse>;
/** `koinos.rpc.chain.get_fork_heads_response` */
export const GetForkHeadsResponse: Codec<GetForkHeadsResponse> = codecOf<GetForkHeadsResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_fork_heads_response',
    fields: [
      { number: 1, name: 'last_irreversible_block', property: 'lastIrreversibleBlock', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
      { number: 2, name: 'fork_heads', property: 'forkHeads', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.lastIrreversibleBlock !== undefined) putMessage(writer, 10, value.lastIrreversibleBlock, BlockTopology);
    if (value.forkHeads !== undefined) for (const element of value.forkHeads) putMessage(writer, 18, element, BlockTopology);
  },
  read(reader, end, budget) {
    let v1: BlockTopology | undefined = undefined;
    const v2: BlockTopology[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockTopology);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, BlockTopology));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { lastIrreversibleBlock: v1, forkHeads: v2 };
  },
});

export type ReadContractRequest = Readonly<{
  contractId: Uint8Array;
  entryPoint: number;
  args: Uint8Array;
}>;
export type ReadContractRequestInit = Init<ReadContractRequest>;
/** `koinos.rpc.chain.read_contract_request` */
export const ReadContractRequest: Codec<ReadContractRequest> = codecOf<ReadContractRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.read_contract_request',
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

export type ReadContractResponse = Readonly<{
  result: Uint8Array;
  logs: readonly string[];
}>;
export type ReadContractResponseInit = Init<ReadContractResponse>;
/** `koinos.rpc.chain.read_contract_response` */
export const ReadContractResponse: Codec<ReadContractResponse> = codecOf<ReadContractResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.read_contract_response',
    fields: [
      { number: 1, name: 'result', property: 'result', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'logs', property: 'logs', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.result !== undefined && value.result.length > 0) putBytes(writer, 10, value.result);
    if (value.logs !== undefined) for (const element of value.logs) putString(writer, 18, element);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    const v2: string[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readString(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { result: v1, logs: v2 };
  },
});

export type GetAccountNonceRequest = Readonly<{
  account: Uint8Array;
}>;
export type GetAccountNonceRequestInit = Init<GetAccountNonceRequest>;
/** `koinos.rpc.chain.get_account_nonce_request` */
export const GetAccountNonceRequest: Codec<GetAccountNonceRequest> = codecOf<GetAccountNonceRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_account_nonce_request',
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

export type GetAccountNonceResponse = Readonly<{
  nonce: Uint8Array;
}>;
export type GetAccountNonceResponseInit = Init<GetAccountNonceResponse>;
/** `koinos.rpc.chain.get_account_nonce_response` */
export const GetAccountNonceResponse: Codec<GetAccountNonceResponse> = codecOf<GetAccountNonceResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_account_nonce_response',
    fields: [
      { number: 1, name: 'nonce', property: 'nonce', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.nonce !== undefined && value.nonce.length > 0) putBytes(writer, 10, value.nonce);
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
    return { nonce: v1 };
  },
});

export type GetAccountRcRequest = Readonly<{
  account: Uint8Array;
}>;
export type GetAccountRcRequestInit = Init<GetAccountRcRequest>;
/** `koinos.rpc.chain.get_account_rc_request` */
export const GetAccountRcRequest: Codec<GetAccountRcRequest> = codecOf<GetAccountRcRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_account_rc_request',
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

export type GetAccountRcResponse = Readonly<{
  rc: bigint;
}>;
export type GetAccountRcResponseInit = Init<GetAccountRcResponse>;
/** `koinos.rpc.chain.get_account_rc_response` */
export const GetAccountRcResponse: Codec<GetAccountRcResponse> = codecOf<GetAccountRcResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_account_rc_response',
    fields: [
      { number: 1, name: 'rc', property: 'rc', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.rc !== undefined && value.rc !== 0n) putUint64(writer, 8, value.rc);
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
    return { rc: v1 };
  },
});

export type GetResourceLimitsRequest = Readonly<Record<never, never>>;
export type GetResourceLimitsRequestInit = Init<GetResourceLimitsRequest>;
/** `koinos.rpc.chain.get_resource_limits_request` */
export const GetResourceLimitsRequest: Codec<GetResourceLimitsRequest> = codecOf<GetResourceLimitsRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.get_resource_limits_request',
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

export type GetResourceLimitsResponse = Readonly<{
  resourceLimitData: ResourceLimitData | undefined;
}>;
export type GetResourceLimitsResponseInit = Init<GetResourceLimitsResponse>;
/** `koinos.rpc.chain.get_resource_limits_response` */
export const GetResourceLimitsResponse: Codec<GetResourceLimitsResponse> = codecOf<GetResourceLimitsResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.get_resource_limits_response',
    fields: [
      { number: 1, name: 'resource_limit_data', property: 'resourceLimitData', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceLimitData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.resourceLimitData !== undefined) putMessage(writer, 10, value.resourceLimitData, ResourceLimitData);
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
    return { resourceLimitData: v1 };
  },
});

export type InvokeSystemCallRequest = Readonly<{
  id: bigint | undefined;
  name: string | undefined;
  args: Uint8Array;
  callerData: CallerData | undefined;
}>;
export type InvokeSystemCallRequestInit = Init<InvokeSystemCallRequest>;
/** `koinos.rpc.chain.invoke_system_call_request` */
export const InvokeSystemCallRequest: Codec<InvokeSystemCallRequest> = codecOf<InvokeSystemCallRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.invoke_system_call_request',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'int64', repeated: false, explicit: true, oneof: 'system_call', btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: true, oneof: 'system_call', btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'args', property: 'args', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'caller_data', property: 'callerData', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => CallerData, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.id === undefined ? 0 : 1) + (value.name === undefined ? 0 : 1), 'koinos.rpc.chain.invoke_system_call_request.system_call');
    if (value.id !== undefined) putInt64(writer, 8, value.id);
    if (value.name !== undefined) putString(writer, 18, value.name);
    if (value.args !== undefined && value.args.length > 0) putBytes(writer, 26, value.args);
    if (value.callerData !== undefined) putMessage(writer, 34, value.callerData, CallerData);
  },
  read(reader, end, budget) {
    let v1: bigint | undefined = undefined;
    let v2: string | undefined = undefined;
    let v3: Uint8Array = EMPTY;
    let v4: CallerData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v2 = undefined;
          v1 = readInt64(reader);
          break;
        case 18:
          v1 = undefined;
          v2 = readString(reader, end);
          break;
        case 26:
          v3 = readBytes(reader, end);
          break;
        case 34:
          v4 = readMessage(reader, end, budget, CallerData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, name: v2, args: v3, callerData: v4 };
  },
});

export type InvokeSystemCallResponse = Readonly<{
  value: Uint8Array;
}>;
export type InvokeSystemCallResponseInit = Init<InvokeSystemCallResponse>;
/** `koinos.rpc.chain.invoke_system_call_response` */
export const InvokeSystemCallResponse: Codec<InvokeSystemCallResponse> = codecOf<InvokeSystemCallResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.invoke_system_call_response',
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

export type ProposeBlockRequest = Readonly<{
  block: Block | undefined;
}>;
export type ProposeBlockRequestInit = Init<ProposeBlockRequest>;
/** `koinos.rpc.chain.propose_block_request` */
export const ProposeBlockRequest: Codec<ProposeBlockRequest> = codecOf<ProposeBlockRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.propose_block_request',
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

export type ProposeBlockResponse = Readonly<{
  receipt: BlockReceipt | undefined;
  failedTransactionIndices: readonly number[];
}>;
export type ProposeBlockResponseInit = Init<ProposeBlockResponse>;
/** `koinos.rpc.chain.propose_block_response` */
export const ProposeBlockResponse: Codec<ProposeBlockResponse> = codecOf<ProposeBlockResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.propose_block_response',
    fields: [
      { number: 1, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
      { number: 2, name: 'failed_transaction_indices', property: 'failedTransactionIndices', kind: 'uint32', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.receipt !== undefined) putMessage(writer, 10, value.receipt, BlockReceipt);
    if (value.failedTransactionIndices !== undefined && value.failedTransactionIndices.length > 0) putPackedUint32(writer, 18, value.failedTransactionIndices);
  },
  read(reader, end, budget) {
    let v1: BlockReceipt | undefined = undefined;
    const v2: number[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockReceipt);
          break;
        case 16:
          budget.element();
          v2.push(readUint32(reader));
          break;
        case 18:
          readPacked(reader, end, budget, readUint32, v2);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { receipt: v1, failedTransactionIndices: v2 };
  },
});

export type EstimateTransactionRequest = Readonly<{
  transaction: Transaction | undefined;
  signers: readonly Uint8Array[];
}>;
export type EstimateTransactionRequestInit = Init<EstimateTransactionRequest>;
/** `koinos.rpc.chain.estimate_transaction_request` */
export const EstimateTransactionRequest: Codec<EstimateTransactionRequest> = codecOf<EstimateTransactionRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.estimate_transaction_request',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'signers', property: 'signers', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.signers !== undefined) for (const element of value.signers) putBytes(writer, 18, element);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    const v2: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        case 18:
          budget.element();
          v2.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1, signers: v2 };
  },
});

export type EstimateTransactionResponse = Readonly<{
  transaction: Transaction | undefined;
  receipt: TransactionReceipt | undefined;
}>;
export type EstimateTransactionResponseInit = Init<EstimateTransactionResponse>;
/** `koinos.rpc.chain.estimate_transaction_response` */
export const EstimateTransactionResponse: Codec<EstimateTransactionResponse> = codecOf<EstimateTransactionResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.estimate_transaction_response',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.receipt !== undefined) putMessage(writer, 18, value.receipt, TransactionReceipt);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    let v2: TransactionReceipt | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, TransactionReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1, receipt: v2 };
  },
});

export type SubmitTransactionsRequest = Readonly<{
  transactions: readonly Transaction[];
  returnReceipts: boolean;
}>;
export type SubmitTransactionsRequestInit = Init<SubmitTransactionsRequest>;
/** `koinos.rpc.chain.submit_transactions_request` */
export const SubmitTransactionsRequest: Codec<SubmitTransactionsRequest> = codecOf<SubmitTransactionsRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_transactions_request',
    fields: [
      { number: 1, name: 'transactions', property: 'transactions', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'return_receipts', property: 'returnReceipts', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transactions !== undefined) for (const element of value.transactions) putMessage(writer, 10, element, Transaction);
    if (value.returnReceipts !== undefined && value.returnReceipts !== false) putBool(writer, 16, value.returnReceipts);
  },
  read(reader, end, budget) {
    const v1: Transaction[] = [];
    let v2: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Transaction));
          break;
        case 16:
          v2 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transactions: v1, returnReceipts: v2 };
  },
});

export type SubmitTransactionsResponse = Readonly<{
  results: readonly SubmittedTransaction[];
}>;
export type SubmitTransactionsResponseInit = Init<SubmitTransactionsResponse>;
/** `koinos.rpc.chain.submit_transactions_response` */
export const SubmitTransactionsResponse: Codec<SubmitTransactionsResponse> = codecOf<SubmitTransactionsResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.submit_transactions_response',
    fields: [
      { number: 1, name: 'results', property: 'results', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => SubmittedTransaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.results !== undefined) for (const element of value.results) putMessage(writer, 10, element, SubmittedTransaction);
  },
  read(reader, end, budget) {
    const v1: SubmittedTransaction[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, SubmittedTransaction));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { results: v1 };
  },
});

export type SubmittedTransaction = Readonly<{
  receipt: TransactionReceipt | undefined;
  refusal: RefusedTransaction | undefined;
}>;
export type SubmittedTransactionInit = Init<SubmittedTransaction>;
/** `koinos.rpc.chain.submitted_transaction` */
export const SubmittedTransaction: Codec<SubmittedTransaction> = codecOf<SubmittedTransaction>({
  descriptor: {
    name: 'koinos.rpc.chain.submitted_transaction',
    fields: [
      { number: 1, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
      { number: 2, name: 'refusal', property: 'refusal', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => RefusedTransaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.receipt !== undefined) putMessage(writer, 10, value.receipt, TransactionReceipt);
    if (value.refusal !== undefined) putMessage(writer, 18, value.refusal, RefusedTransaction);
  },
  read(reader, end, budget) {
    let v1: TransactionReceipt | undefined = undefined;
    let v2: RefusedTransaction | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, TransactionReceipt);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, RefusedTransaction);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { receipt: v1, refusal: v2 };
  },
});

export type RefusedTransaction = Readonly<{
  id: string;
  message: string;
  code: number;
  logs: readonly string[];
}>;
export type RefusedTransactionInit = Init<RefusedTransaction>;
/** `koinos.rpc.chain.refused_transaction` */
export const RefusedTransaction: Codec<RefusedTransaction> = codecOf<RefusedTransaction>({
  descriptor: {
    name: 'koinos.rpc.chain.refused_transaction',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'message', property: 'message', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'code', property: 'code', kind: 'sint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'logs', property: 'logs', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id !== '') putString(writer, 10, value.id);
    if (value.message !== undefined && value.message !== '') putString(writer, 18, value.message);
    if (value.code !== undefined && value.code !== 0) putSint32(writer, 24, value.code);
    if (value.logs !== undefined) for (const element of value.logs) putString(writer, 34, element);
  },
  read(reader, end, budget) {
    let v1: string = '';
    let v2: string = '';
    let v3: number = 0;
    const v4: string[] = [];
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
          v3 = readSint32(reader);
          break;
        case 34:
          budget.element();
          v4.push(readString(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, message: v2, code: v3, logs: v4 };
  },
});

export type ChainRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  submitBlock: SubmitBlockRequest | undefined;
  submitTransaction: SubmitTransactionRequest | undefined;
  getHeadInfo: GetHeadInfoRequest | undefined;
  getChainId: GetChainIdRequest | undefined;
  getForkHeads: GetForkHeadsRequest | undefined;
  readContract: ReadContractRequest | undefined;
  getAccountNonce: GetAccountNonceRequest | undefined;
  getAccountRc: GetAccountRcRequest | undefined;
  getResourceLimits: GetResourceLimitsRequest | undefined;
  invokeSystemCall: InvokeSystemCallRequest | undefined;
  proposeBlock: ProposeBlockRequest | undefined;
  estimateTransaction: EstimateTransactionRequest | undefined;
  submitTransactions: SubmitTransactionsRequest | undefined;
}>;
export type ChainRequestInit = Init<ChainRequest>;
/** `koinos.rpc.chain.chain_request` */
export const ChainRequest: Codec<ChainRequest> = codecOf<ChainRequest>({
  descriptor: {
    name: 'koinos.rpc.chain.chain_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'submit_block', property: 'submitBlock', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => SubmitBlockRequest, values: undefined },
      { number: 3, name: 'submit_transaction', property: 'submitTransaction', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => SubmitTransactionRequest, values: undefined },
      { number: 4, name: 'get_head_info', property: 'getHeadInfo', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetHeadInfoRequest, values: undefined },
      { number: 5, name: 'get_chain_id', property: 'getChainId', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetChainIdRequest, values: undefined },
      { number: 6, name: 'get_fork_heads', property: 'getForkHeads', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetForkHeadsRequest, values: undefined },
      { number: 7, name: 'read_contract', property: 'readContract', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReadContractRequest, values: undefined },
      { number: 8, name: 'get_account_nonce', property: 'getAccountNonce', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetAccountNonceRequest, values: undefined },
      { number: 9, name: 'get_account_rc', property: 'getAccountRc', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetAccountRcRequest, values: undefined },
      { number: 10, name: 'get_resource_limits', property: 'getResourceLimits', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetResourceLimitsRequest, values: undefined },
      { number: 11, name: 'invoke_system_call', property: 'invokeSystemCall', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => InvokeSystemCallRequest, values: undefined },
      { number: 12, name: 'propose_block', property: 'proposeBlock', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ProposeBlockRequest, values: undefined },
      { number: 1000, name: 'estimate_transaction', property: 'estimateTransaction', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => EstimateTransactionRequest, values: undefined },
      { number: 1001, name: 'submit_transactions', property: 'submitTransactions', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => SubmitTransactionsRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.submitBlock === undefined ? 0 : 1) + (value.submitTransaction === undefined ? 0 : 1) + (value.getHeadInfo === undefined ? 0 : 1) + (value.getChainId === undefined ? 0 : 1) + (value.getForkHeads === undefined ? 0 : 1) + (value.readContract === undefined ? 0 : 1) + (value.getAccountNonce === undefined ? 0 : 1) + (value.getAccountRc === undefined ? 0 : 1) + (value.getResourceLimits === undefined ? 0 : 1) + (value.invokeSystemCall === undefined ? 0 : 1) + (value.proposeBlock === undefined ? 0 : 1) + (value.estimateTransaction === undefined ? 0 : 1) + (value.submitTransactions === undefined ? 0 : 1), 'koinos.rpc.chain.chain_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.submitBlock !== undefined) putMessage(writer, 18, value.submitBlock, SubmitBlockRequest);
    if (value.submitTransaction !== undefined) putMessage(writer, 26, value.submitTransaction, SubmitTransactionRequest);
    if (value.getHeadInfo !== undefined) putMessage(writer, 34, value.getHeadInfo, GetHeadInfoRequest);
    if (value.getChainId !== undefined) putMessage(writer, 42, value.getChainId, GetChainIdRequest);
    if (value.getForkHeads !== undefined) putMessage(writer, 50, value.getForkHeads, GetForkHeadsRequest);
    if (value.readContract !== undefined) putMessage(writer, 58, value.readContract, ReadContractRequest);
    if (value.getAccountNonce !== undefined) putMessage(writer, 66, value.getAccountNonce, GetAccountNonceRequest);
    if (value.getAccountRc !== undefined) putMessage(writer, 74, value.getAccountRc, GetAccountRcRequest);
    if (value.getResourceLimits !== undefined) putMessage(writer, 82, value.getResourceLimits, GetResourceLimitsRequest);
    if (value.invokeSystemCall !== undefined) putMessage(writer, 90, value.invokeSystemCall, InvokeSystemCallRequest);
    if (value.proposeBlock !== undefined) putMessage(writer, 98, value.proposeBlock, ProposeBlockRequest);
    if (value.estimateTransaction !== undefined) putMessage(writer, 8002, value.estimateTransaction, EstimateTransactionRequest);
    if (value.submitTransactions !== undefined) putMessage(writer, 8010, value.submitTransactions, SubmitTransactionsRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: SubmitBlockRequest | undefined = undefined;
    let v3: SubmitTransactionRequest | undefined = undefined;
    let v4: GetHeadInfoRequest | undefined = undefined;
    let v5: GetChainIdRequest | undefined = undefined;
    let v6: GetForkHeadsRequest | undefined = undefined;
    let v7: ReadContractRequest | undefined = undefined;
    let v8: GetAccountNonceRequest | undefined = undefined;
    let v9: GetAccountRcRequest | undefined = undefined;
    let v10: GetResourceLimitsRequest | undefined = undefined;
    let v11: InvokeSystemCallRequest | undefined = undefined;
    let v12: ProposeBlockRequest | undefined = undefined;
    let v1000: EstimateTransactionRequest | undefined = undefined;
    let v1001: SubmitTransactionsRequest | undefined = undefined;
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
          v1000 = undefined;
          v1001 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
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
          v1000 = undefined;
          v1001 = undefined;
          v2 = readMessage(reader, end, budget, SubmitBlockRequest);
          break;
        case 26:
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
          v1000 = undefined;
          v1001 = undefined;
          v3 = readMessage(reader, end, budget, SubmitTransactionRequest);
          break;
        case 34:
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
          v1000 = undefined;
          v1001 = undefined;
          v4 = readMessage(reader, end, budget, GetHeadInfoRequest);
          break;
        case 42:
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
          v1000 = undefined;
          v1001 = undefined;
          v5 = readMessage(reader, end, budget, GetChainIdRequest);
          break;
        case 50:
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
          v1000 = undefined;
          v1001 = undefined;
          v6 = readMessage(reader, end, budget, GetForkHeadsRequest);
          break;
        case 58:
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
          v1000 = undefined;
          v1001 = undefined;
          v7 = readMessage(reader, end, budget, ReadContractRequest);
          break;
        case 66:
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
          v1000 = undefined;
          v1001 = undefined;
          v8 = readMessage(reader, end, budget, GetAccountNonceRequest);
          break;
        case 74:
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
          v1000 = undefined;
          v1001 = undefined;
          v9 = readMessage(reader, end, budget, GetAccountRcRequest);
          break;
        case 82:
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
          v1000 = undefined;
          v1001 = undefined;
          v10 = readMessage(reader, end, budget, GetResourceLimitsRequest);
          break;
        case 90:
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
          v1000 = undefined;
          v1001 = undefined;
          v11 = readMessage(reader, end, budget, InvokeSystemCallRequest);
          break;
        case 98:
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
          v1000 = undefined;
          v1001 = undefined;
          v12 = readMessage(reader, end, budget, ProposeBlockRequest);
          break;
        case 8002:
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
          v1001 = undefined;
          v1000 = readMessage(reader, end, budget, EstimateTransactionRequest);
          break;
        case 8010:
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
          v1000 = undefined;
          v1001 = readMessage(reader, end, budget, SubmitTransactionsRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, submitBlock: v2, submitTransaction: v3, getHeadInfo: v4, getChainId: v5, getForkHeads: v6, readContract: v7, getAccountNonce: v8, getAccountRc: v9, getResourceLimits: v10, invokeSystemCall: v11, proposeBlock: v12, estimateTransaction: v1000, submitTransactions: v1001 };
  },
});

export type ChainResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  submitBlock: SubmitBlockResponse | undefined;
  submitTransaction: SubmitTransactionResponse | undefined;
  getHeadInfo: GetHeadInfoResponse | undefined;
  getChainId: GetChainIdResponse | undefined;
  getForkHeads: GetForkHeadsResponse | undefined;
  readContract: ReadContractResponse | undefined;
  getAccountNonce: GetAccountNonceResponse | undefined;
  getAccountRc: GetAccountRcResponse | undefined;
  getResourceLimits: GetResourceLimitsResponse | undefined;
  invokeSystemCall: InvokeSystemCallResponse | undefined;
  proposeBlock: ProposeBlockResponse | undefined;
  estimateTransaction: EstimateTransactionResponse | undefined;
  submitTransactions: SubmitTransactionsResponse | undefined;
}>;
export type ChainResponseInit = Init<ChainResponse>;
/** `koinos.rpc.chain.chain_response` */
export const ChainResponse: Codec<ChainResponse> = codecOf<ChainResponse>({
  descriptor: {
    name: 'koinos.rpc.chain.chain_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'submit_block', property: 'submitBlock', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => SubmitBlockResponse, values: undefined },
      { number: 4, name: 'submit_transaction', property: 'submitTransaction', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => SubmitTransactionResponse, values: undefined },
      { number: 5, name: 'get_head_info', property: 'getHeadInfo', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetHeadInfoResponse, values: undefined },
      { number: 6, name: 'get_chain_id', property: 'getChainId', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetChainIdResponse, values: undefined },
      { number: 7, name: 'get_fork_heads', property: 'getForkHeads', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetForkHeadsResponse, values: undefined },
      { number: 8, name: 'read_contract', property: 'readContract', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReadContractResponse, values: undefined },
      { number: 9, name: 'get_account_nonce', property: 'getAccountNonce', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetAccountNonceResponse, values: undefined },
      { number: 10, name: 'get_account_rc', property: 'getAccountRc', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetAccountRcResponse, values: undefined },
      { number: 11, name: 'get_resource_limits', property: 'getResourceLimits', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetResourceLimitsResponse, values: undefined },
      { number: 12, name: 'invoke_system_call', property: 'invokeSystemCall', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => InvokeSystemCallResponse, values: undefined },
      { number: 13, name: 'propose_block', property: 'proposeBlock', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ProposeBlockResponse, values: undefined },
      { number: 1000, name: 'estimate_transaction', property: 'estimateTransaction', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => EstimateTransactionResponse, values: undefined },
      { number: 1001, name: 'submit_transactions', property: 'submitTransactions', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => SubmitTransactionsResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.submitBlock === undefined ? 0 : 1) + (value.submitTransaction === undefined ? 0 : 1) + (value.getHeadInfo === undefined ? 0 : 1) + (value.getChainId === undefined ? 0 : 1) + (value.getForkHeads === undefined ? 0 : 1) + (value.readContract === undefined ? 0 : 1) + (value.getAccountNonce === undefined ? 0 : 1) + (value.getAccountRc === undefined ? 0 : 1) + (value.getResourceLimits === undefined ? 0 : 1) + (value.invokeSystemCall === undefined ? 0 : 1) + (value.proposeBlock === undefined ? 0 : 1) + (value.estimateTransaction === undefined ? 0 : 1) + (value.submitTransactions === undefined ? 0 : 1), 'koinos.rpc.chain.chain_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.submitBlock !== undefined) putMessage(writer, 26, value.submitBlock, SubmitBlockResponse);
    if (value.submitTransaction !== undefined) putMessage(writer, 34, value.submitTransaction, SubmitTransactionResponse);
    if (value.getHeadInfo !== undefined) putMessage(writer, 42, value.getHeadInfo, GetHeadInfoResponse);
    if (value.getChainId !== undefined) putMessage(writer, 50, value.getChainId, GetChainIdResponse);
    if (value.getForkHeads !== undefined) putMessage(writer, 58, value.getForkHeads, GetForkHeadsResponse);
    if (value.readContract !== undefined) putMessage(writer, 66, value.readContract, ReadContractResponse);
    if (value.getAccountNonce !== undefined) putMessage(writer, 74, value.getAccountNonce, GetAccountNonceResponse);
    if (value.getAccountRc !== undefined) putMessage(writer, 82, value.getAccountRc, GetAccountRcResponse);
    if (value.getResourceLimits !== undefined) putMessage(writer, 90, value.getResourceLimits, GetResourceLimitsResponse);
    if (value.invokeSystemCall !== undefined) putMessage(writer, 98, value.invokeSystemCall, InvokeSystemCallResponse);
    if (value.proposeBlock !== undefined) putMessage(writer, 106, value.proposeBlock, ProposeBlockResponse);
    if (value.estimateTransaction !== undefined) putMessage(writer, 8002, value.estimateTransaction, EstimateTransactionResponse);
    if (value.submitTransactions !== undefined) putMessage(writer, 8010, value.submitTransactions, SubmitTransactionsResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: SubmitBlockResponse | undefined = undefined;
    let v4: SubmitTransactionResponse | undefined = undefined;
    let v5: GetHeadInfoResponse | undefined = undefined;
    let v6: GetChainIdResponse | undefined = undefined;
    let v7: GetForkHeadsResponse | undefined = undefined;
    let v8: ReadContractResponse | undefined = undefined;
    let v9: GetAccountNonceResponse | undefined = undefined;
    let v10: GetAccountRcResponse | undefined = undefined;
    let v11: GetResourceLimitsResponse | undefined = undefined;
    let v12: InvokeSystemCallResponse | undefined = undefined;
    let v13: ProposeBlockResponse | undefined = undefined;
    let v1000: EstimateTransactionResponse | undefined = undefined;
    let v1001: SubmitTransactionsResponse | undefined = undefined;
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
          v1000 = undefined;
          v1001 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
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
          v1000 = undefined;
          v1001 = undefined;
          v2 = readMessage(reader, end, budget, ErrorStatus);
          break;
        case 26:
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
          v1000 = undefined;
          v1001 = undefined;
          v3 = readMessage(reader, end, budget, SubmitBlockResponse);
          break;
        case 34:
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
          v1000 = undefined;
          v1001 = undefined;
          v4 = readMessage(reader, end, budget, SubmitTransactionResponse);
          break;
        case 42:
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
          v1000 = undefined;
          v1001 = undefined;
          v5 = readMessage(reader, end, budget, GetHeadInfoResponse);
          break;
        case 50:
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
          v1000 = undefined;
          v1001 = undefined;
          v6 = readMessage(reader, end, budget, GetChainIdResponse);
          break;
        case 58:
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
          v1000 = undefined;
          v1001 = undefined;
          v7 = readMessage(reader, end, budget, GetForkHeadsResponse);
          break;
        case 66:
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
          v1000 = undefined;
          v1001 = undefined;
          v8 = readMessage(reader, end, budget, ReadContractResponse);
          break;
        case 74:
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
          v1000 = undefined;
          v1001 = undefined;
          v9 = readMessage(reader, end, budget, GetAccountNonceResponse);
          break;
        case 82:
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
          v1000 = undefined;
          v1001 = undefined;
          v10 = readMessage(reader, end, budget, GetAccountRcResponse);
          break;
        case 90:
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
          v1000 = undefined;
          v1001 = undefined;
          v11 = readMessage(reader, end, budget, GetResourceLimitsResponse);
          break;
        case 98:
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
          v1000 = undefined;
          v1001 = undefined;
          v12 = readMessage(reader, end, budget, InvokeSystemCallResponse);
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
          v1000 = undefined;
          v1001 = undefined;
          v13 = readMessage(reader, end, budget, ProposeBlockResponse);
          break;
        case 8002:
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
          v1001 = undefined;
          v1000 = readMessage(reader, end, budget, EstimateTransactionResponse);
          break;
        case 8010:
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
          v1000 = undefined;
          v1001 = readMessage(reader, end, budget, SubmitTransactionsResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, submitBlock: v3, submitTransaction: v4, getHeadInfo: v5, getChainId: v6, getForkHeads: v7, readContract: v8, getAccountNonce: v9, getAccountRc: v10, getResourceLimits: v11, invokeSystemCall: v12, proposeBlock: v13, estimateTransaction: v1000, submitTransactions: v1001 };
  },
});
