// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, putString, readBytes, readMessage, readString, skipField } from '../wire.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type ContractMetaItem = Readonly<{
  abi: string;
}>;
export type ContractMetaItemInit = Init<ContractMetaItem>;
/** `koinos.contract_meta_store.contract_meta_item` */
export const ContractMetaItem: Codec<ContractMetaItem> = codecOf<ContractMetaItem>({
  descriptor: {
    name: 'koinos.contract_meta_store.contract_meta_item',
    fields: [
      { number: 1, name: 'abi', property: 'abi', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.abi !== undefined && value.abi !== '') putString(writer, 10, value.abi);
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
    return { abi: v1 };
  },
});

export type GetContractMetaRequest = Readonly<{
  contractId: Uint8Array;
}>;
export type GetContractMetaRequestInit = Init<GetContractMetaRequest>;
/** `koinos.rpc.contract_meta_store.get_contract_meta_request` */
export const GetContractMetaRequest: Codec<GetContractMetaRequest> = codecOf<GetContractMetaRequest>({
  descriptor: {
    name: 'koinos.rpc.contract_meta_store.get_contract_meta_request',
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

export type GetContractMetaResponse = Readonly<{
  meta: ContractMetaItem | undefined;
}>;
export type GetContractMetaResponseInit = Init<GetContractMetaResponse>;
/** `koinos.rpc.contract_meta_store.get_contract_meta_response` */
export const GetContractMetaResponse: Codec<GetContractMetaResponse> = codecOf<GetContractMetaResponse>({
  descriptor: {
    name: 'koinos.rpc.contract_meta_store.get_contract_meta_response',
    fields: [
      { number: 1, name: 'meta', property: 'meta', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ContractMetaItem, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.meta !== undefined) putMessage(writer, 10, value.meta, ContractMetaItem);
  },
  read(reader, end, budget) {
    let v1: ContractMetaItem | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ContractMetaItem);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { meta: v1 };
  },
});

export type ContractMetaStoreRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  getContractMeta: GetContractMetaRequest | undefined;
}>;
export type ContractMetaStoreRequestInit = Init<ContractMetaStoreRequest>;
/** `koinos.rpc.contract_meta_store.contract_meta_store_request` */
export const ContractMetaStoreRequest: Codec<ContractMetaStoreRequest> = codecOf<ContractMetaStoreRequest>({
  descriptor: {
    name: 'koinos.rpc.contract_meta_store.contract_meta_store_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'get_contract_meta', property: 'getContractMeta', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetContractMetaRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.getContractMeta === undefined ? 0 : 1), 'koinos.rpc.contract_meta_store.contract_meta_store_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.getContractMeta !== undefined) putMessage(writer, 18, value.getContractMeta, GetContractMetaRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: GetContractMetaRequest | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, GetContractMetaRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, getContractMeta: v2 };
  },
});

export type ContractMetaStoreResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  getContractMeta: GetContractMetaResponse | undefined;
}>;
export type ContractMetaStoreResponseInit = Init<ContractMetaStoreResponse>;
/** `koinos.rpc.contract_meta_store.contract_meta_store_response` */
export const ContractMetaStoreResponse: Codec<ContractMetaStoreResponse> = codecOf<ContractMetaStoreResponse>({
  descriptor: {
    name: 'koinos.rpc.contract_meta_store.contract_meta_store_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'get_contract_meta', property: 'getContractMeta', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetContractMetaResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.getContractMeta === undefined ? 0 : 1), 'koinos.rpc.contract_meta_store.contract_meta_store_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.getContractMeta !== undefined) putMessage(writer, 26, value.getContractMeta, GetContractMetaResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: GetContractMetaResponse | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v3 = undefined;
          v2 = readMessage(reader, end, budget, ErrorStatus);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v3 = readMessage(reader, end, budget, GetContractMetaResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, getContractMeta: v3 };
  },
});
