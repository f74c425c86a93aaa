// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putMessage, putUint32, putUint64, readBool, readBytes, readMessage, readUint32, readUint64, skipField } from '../wire.ts';
import { Block, BlockReceipt, BlockTopology } from './protocol.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type BlockItem = Readonly<{
  blockId: Uint8Array;
  blockHeight: bigint;
  block: Block | undefined;
  receipt: BlockReceipt | undefined;
}>;
export type BlockItemInit = Init<BlockItem>;
/** `koinos.block_store.block_item` */
export const BlockItem: Codec<BlockItem> = codecOf<BlockItem>({
  descriptor: {
    name: 'koinos.block_store.block_item',
    fields: [
      { number: 1, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'block_height', property: 'blockHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
      { number: 4, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockId !== undefined && value.blockId.length > 0) putBytes(writer, 10, value.blockId);
    if (value.blockHeight !== undefined && value.blockHeight !== 0n) putUint64(writer, 16, value.blockHeight);
    if (value.block !== undefined) putMessage(writer, 26, value.block, Block);
    if (value.receipt !== undefined) putMessage(writer, 34, value.receipt, BlockReceipt);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: Block | undefined = undefined;
    let v4: BlockReceipt | undefined = undefined;
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
          v3 = readMessage(reader, end, budget, Block);
          break;
        case 34:
          v4 = readMessage(reader, end, budget, BlockReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockId: v1, blockHeight: v2, block: v3, receipt: v4 };
  },
});

export type BlockRecord = Readonly<{
  blockId: Uint8Array;
  blockHeight: bigint;
  block: Block | undefined;
  receipt: BlockReceipt | undefined;
  previousBlockIds: readonly Uint8Array[];
}>;
export type BlockRecordInit = Init<BlockRecord>;
/** `koinos.block_store.block_record` */
export const BlockRecord: Codec<BlockRecord> = codecOf<BlockRecord>({
  descriptor: {
    name: 'koinos.block_store.block_record',
    fields: [
      { number: 1, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'block_height', property: 'blockHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
      { number: 4, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
      { number: 5, name: 'previous_block_ids', property: 'previousBlockIds', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockId !== undefined && value.blockId.length > 0) putBytes(writer, 10, value.blockId);
    if (value.blockHeight !== undefined && value.blockHeight !== 0n) putUint64(writer, 16, value.blockHeight);
    if (value.block !== undefined) putMessage(writer, 26, value.block, Block);
    if (value.receipt !== undefined) putMessage(writer, 34, value.receipt, BlockReceipt);
    if (value.previousBlockIds !== undefined) for (const element of value.previousBlockIds) putBytes(writer, 42, element);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: Block | undefined = undefined;
    let v4: BlockReceipt | undefined = undefined;
    const v5: Uint8Array[] = [];
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
          v3 = readMessage(reader, end, budget, Block);
          break;
        case 34:
          v4 = readMessage(reader, end, budget, BlockReceipt);
          break;
        case 42:
          budget.element();
          v5.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockId: v1, blockHeight: v2, block: v3, receipt: v4, previousBlockIds: v5 };
  },
});

export type GetBlocksByIdRequest = Readonly<{
  blockIds: readonly Uint8Array[];
  returnBlock: boolean;
  returnReceipt: boolean;
}>;
export type GetBlocksByIdRequestInit = Init<GetBlocksByIdRequest>;
/** `koinos.rpc.block_store.get_blocks_by_id_request` */
export const GetBlocksByIdRequest: Codec<GetBlocksByIdRequest> = codecOf<GetBlocksByIdRequest>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_blocks_by_id_request',
    fields: [
      { number: 1, name: 'block_ids', property: 'blockIds', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'return_block', property: 'returnBlock', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'return_receipt', property: 'returnReceipt', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockIds !== undefined) for (const element of value.blockIds) putBytes(writer, 10, element);
    if (value.returnBlock !== undefined && value.returnBlock !== false) putBool(writer, 16, value.returnBlock);
    if (value.returnReceipt !== undefined && value.returnReceipt !== false) putBool(writer, 24, value.returnReceipt);
  },
  read(reader, end, budget) {
    const v1: Uint8Array[] = [];
    let v2: boolean = false;
    let v3: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readBytes(reader, end));
          break;
        case 16:
          v2 = readBool(reader);
          break;
        case 24:
          v3 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockIds: v1, returnBlock: v2, returnReceipt: v3 };
  },
});

export type GetBlocksByIdResponse = Readonly<{
  blockItems: readonly BlockItem[];
}>;
export type GetBlocksByIdResponseInit = Init<GetBlocksByIdResponse>;
/** `koinos.rpc.block_store.get_blocks_by_id_response` */
export const GetBlocksByIdResponse: Codec<GetBlocksByIdResponse> = codecOf<GetBlocksByIdResponse>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_blocks_by_id_response',
    fields: [
      { number: 1, name: 'block_items', property: 'blockItems', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => BlockItem, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockItems !== undefined) for (const element of value.blockItems) putMessage(writer, 10, element, BlockItem);
  },
  read(reader, end, budget) {
    const v1: BlockItem[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, BlockItem));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockItems: v1 };
  },
});

export type GetBlocksByHeightRequest = Readonly<{
  headBlockId: Uint8Array;
  ancestorStartHeight: bigint;
  numBlocks: number;
  returnBlock: boolean;
  returnReceipt: boolean;
}>;
export type GetBlocksByHeightRequestInit = Init<GetBlocksByHeightRequest>;
/** `koinos.rpc.block_store.get_blocks_by_height_request` */
export const GetBlocksByHeightRequest: Codec<GetBlocksByHeightRequest> = codecOf<GetBlocksByHeightRequest>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_blocks_by_height_request',
    fields: [
      { number: 1, name: 'head_block_id', property: 'headBlockId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'ancestor_start_height', property: 'ancestorStartHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'num_blocks', property: 'numBlocks', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'return_block', property: 'returnBlock', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'return_receipt', property: 'returnReceipt', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.headBlockId !== undefined && value.headBlockId.length > 0) putBytes(writer, 10, value.headBlockId);
    if (value.ancestorStartHeight !== undefined && value.ancestorStartHeight !== 0n) putUint64(writer, 16, value.ancestorStartHeight);
    if (value.numBlocks !== undefined && value.numBlocks !== 0) putUint32(writer, 24, value.numBlocks);
    if (value.returnBlock !== undefined && value.returnBlock !== false) putBool(writer, 32, value.returnBlock);
    if (value.returnReceipt !== undefined && value.returnReceipt !== false) putBool(writer, 40, value.returnReceipt);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: number = 0;
    let v4: boolean = false;
    let v5: boolean = false;
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
          v3 = readUint32(reader);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        case 40:
          v5 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { headBlockId: v1, ancestorStartHeight: v2, numBlocks: v3, returnBlock: v4, returnReceipt: v5 };
  },
});

export type GetBlocksByHeightResponse = Readonly<{
  blockItems: readonly BlockItem[];
}>;
export type GetBlocksByHeightResponseInit = Init<GetBlocksByHeightResponse>;
/** `koinos.rpc.block_store.get_blocks_by_height_response` */
export const GetBlocksByHeightResponse: Codec<GetBlocksByHeightResponse> = codecOf<GetBlocksByHeightResponse>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_blocks_by_height_response',
    fields: [
      { number: 1, name: 'block_items', property: 'blockItems', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => BlockItem, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockItems !== undefined) for (const element of value.blockItems) putMessage(writer, 10, element, BlockItem);
  },
  read(reader, end, budget) {
    const v1: BlockItem[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, BlockItem));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockItems: v1 };
  },
});

export type AddBlockRequest = Readonly<{
  blockToAdd: Block | undefined;
  receiptToAdd: BlockReceipt | undefined;
}>;
export type AddBlockRequestInit = Init<AddBlockRequest>;
/** `koinos.rpc.block_store.add_block_request` */
export const AddBlockRequest: Codec<AddBlockRequest> = codecOf<AddBlockRequest>({
  descriptor: {
    name: 'koinos.rpc.block_store.add_block_request',
    fields: [
      { number: 1, name: 'block_to_add', property: 'blockToAdd', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
      { number: 2, name: 'receipt_to_add', property: 'receiptToAdd', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockToAdd !== undefined) putMessage(writer, 10, value.blockToAdd, Block);
    if (value.receiptToAdd !== undefined) putMessage(writer, 18, value.receiptToAdd, BlockReceipt);
  },
  read(reader, end, budget) {
    let v1: Block | undefined = undefined;
    let v2: BlockReceipt | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Block);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, BlockReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockToAdd: v1, receiptToAdd: v2 };
  },
});

export type AddBlockResponse = Readonly<Record<never, never>>;
export type AddBlockResponseInit = Init<AddBlockResponse>;
/** `koinos.rpc.block_store.add_block_response` */
export const AddBlockResponse: Codec<AddBlockResponse> = codecOf<AddBlockResponse>({
  descriptor: {
    name: 'koinos.rpc.block_store.add_block_response',
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

export type GetHighestBlockRequest = Readonly<Record<never, never>>;
export type GetHighestBlockRequestInit = Init<GetHighestBlockRequest>;
/** `koinos.rpc.block_store.get_highest_block_request` */
export const GetHighestBlockRequest: Codec<GetHighestBlockRequest> = codecOf<GetHighestBlockRequest>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_highest_block_request',
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

export type GetHighestBlockResponse = Readonly<{
  topology: BlockTopology | undefined;
}>;
export type GetHighestBlockResponseInit = Init<GetHighestBlockResponse>;
/** `koinos.rpc.block_store.get_highest_block_response` */
export const GetHighestBlockResponse: Codec<GetHighestBlockResponse> = codecOf<GetHighestBlockResponse>({
  descriptor: {
    name: 'koinos.rpc.block_store.get_highest_block_response',
    fields: [
      { number: 1, name: 'topology', property: 'topology', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.topology !== undefined) putMessage(writer, 10, value.topology, BlockTopology);
  },
  read(reader, end, budget) {
    let v1: BlockTopology | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockTopology);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { topology: v1 };
  },
});

export type BlockStoreRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  getBlocksById: GetBlocksByIdRequest | undefined;
  getBlocksByHeight: GetBlocksByHeightRequest | undefined;
  addBlock: AddBlockRequest | undefined;
  getHighestBlock: GetHighestBlockRequest | undefined;
}>;
export type BlockStoreRequestInit = Init<BlockStoreRequest>;
/** `koinos.rpc.block_store.block_store_request` */
export const BlockStoreRequest: Codec<BlockStoreRequest> = codecOf<BlockStoreRequest>({
  descriptor: {
    name: 'koinos.rpc.block_store.block_store_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'get_blocks_by_id', property: 'getBlocksById', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetBlocksByIdRequest, values: undefined },
      { number: 3, name: 'get_blocks_by_height', property: 'getBlocksByHeight', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetBlocksByHeightRequest, values: undefined },
      { number: 4, name: 'add_block', property: 'addBlock', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => AddBlockRequest, values: undefined },
      { number: 5, name: 'get_highest_block', property: 'getHighestBlock', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetHighestBlockRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.getBlocksById === undefined ? 0 : 1) + (value.getBlocksByHeight === undefined ? 0 : 1) + (value.addBlock === undefined ? 0 : 1) + (value.getHighestBlock === undefined ? 0 : 1), 'koinos.rpc.block_store.block_store_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.getBlocksById !== undefined) putMessage(writer, 18, value.getBlocksById, GetBlocksByIdRequest);
    if (value.getBlocksByHeight !== undefined) putMessage(writer, 26, value.getBlocksByHeight, GetBlocksByHeightRequest);
    if (value.addBlock !== undefined) putMessage(writer, 34, value.addBlock, AddBlockRequest);
    if (value.getHighestBlock !== undefined) putMessage(writer, 42, value.getHighestBlock, GetHighestBlockRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: GetBlocksByIdRequest | undefined = undefined;
    let v3: GetBlocksByHeightRequest | undefined = undefined;
    let v4: AddBlockRequest | undefined = undefined;
    let v5: GetHighestBlockRequest | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v2 = readMessage(reader, end, budget, GetBlocksByIdRequest);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v5 = undefined;
          v3 = readMessage(reader, end, budget, GetBlocksByHeightRequest);
          break;
        case 34:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v5 = undefined;
          v4 = readMessage(reader, end, budget, AddBlockRequest);
          break;
        case 42:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = readMessage(reader, end, budget, GetHighestBlockRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, getBlocksById: v2, getBlocksByHeight: v3, addBlock: v4, getHighestBlock: v5 };
  },
});

export type BlockStoreResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  getBlocksById: GetBlocksByIdResponse | undefined;
  getBlocksByHeight: GetBlocksByHeightResponse | undefined;
  addBlock: AddBlockResponse | undefined;
  getHighestBlock: GetHighestBlockResponse | undefined;
}>;
export type BlockStoreResponseInit = Init<BlockStoreResponse>;
/** `koinos.rpc.block_store.block_store_response` */
export const BlockStoreResponse: Codec<BlockStoreResponse> = codecOf<BlockStoreResponse>({
  descriptor: {
    name: 'koinos.rpc.block_store.block_store_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'get_blocks_by_id', property: 'getBlocksById', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetBlocksByIdResponse, values: undefined },
      { number: 4, name: 'get_blocks_by_height', property: 'getBlocksByHeight', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetBlocksByHeightResponse, values: undefined },
      { number: 5, name: 'add_block', property: 'addBlock', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => AddBlockResponse, values: undefined },
      { number: 6, name: 'get_highest_block', property: 'getHighestBlock', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetHighestBlockResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.getBlocksById === undefined ? 0 : 1) + (value.getBlocksByHeight === undefined ? 0 : 1) + (value.addBlock === undefined ? 0 : 1) + (value.getHighestBlock === undefined ? 0 : 1), 'koinos.rpc.block_store.block_store_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.getBlocksById !== undefined) putMessage(writer, 26, value.getBlocksById, GetBlocksByIdResponse);
    if (value.getBlocksByHeight !== undefined) putMessage(writer, 34, value.getBlocksByHeight, GetBlocksByHeightResponse);
    if (value.addBlock !== undefined) putMessage(writer, 42, value.addBlock, AddBlockResponse);
    if (value.getHighestBlock !== undefined) putMessage(writer, 50, value.getHighestBlock, GetHighestBlockResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: GetBlocksByIdResponse | undefined = undefined;
    let v4: GetBlocksByHeightResponse | undefined = undefined;
    let v5: AddBlockResponse | undefined = undefined;
    let v6: GetHighestBlockResponse | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v2 = readMessage(reader, end, budget, ErrorStatus);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v3 = readMessage(reader, end, budget, GetBlocksByIdResponse);
          break;
        case 34:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v5 = undefined;
          v6 = undefined;
          v4 = readMessage(reader, end, budget, GetBlocksByHeightResponse);
          break;
        case 42:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v6 = undefined;
          v5 = readMessage(reader, end, budget, AddBlockResponse);
          break;
        case 50:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = readMessage(reader, end, budget, GetHighestBlockResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, getBlocksById: v3, getBlocksByHeight: v4, addBlock: v5, getHighestBlock: v6 };
  },
});
