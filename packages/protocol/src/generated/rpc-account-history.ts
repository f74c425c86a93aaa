// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putMessage, putUint64, readBool, readBytes, readMessage, readUint64, skipField } from '../wire.ts';
import { BlockHeader, BlockReceipt, Transaction, TransactionReceipt } from './protocol.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type TransactionRecord = Readonly<{
  transaction: Transaction | undefined;
  receipt: TransactionReceipt | undefined;
}>;
export type TransactionRecordInit = Init<TransactionRecord>;
/** `koinos.account_history.transaction_record` */
export const TransactionRecord: Codec<TransactionRecord> = codecOf<TransactionRecord>({
  descriptor: {
    name: 'koinos.account_history.transaction_record',
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

export type BlockRecord = Readonly<{
  header: BlockHeader | undefined;
  receipt: BlockReceipt | undefined;
}>;
export type BlockRecordInit = Init<BlockRecord>;
/** `koinos.account_history.block_record` */
export const BlockRecord: Codec<BlockRecord> = codecOf<BlockRecord>({
  descriptor: {
    name: 'koinos.account_history.block_record',
    fields: [
      { number: 1, name: 'header', property: 'header', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockHeader, values: undefined },
      { number: 2, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.header !== undefined) putMessage(writer, 10, value.header, BlockHeader);
    if (value.receipt !== undefined) putMessage(writer, 18, value.receipt, BlockReceipt);
  },
  read(reader, end, budget) {
    let v1: BlockHeader | undefined = undefined;
    let v2: BlockReceipt | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockHeader);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, BlockReceipt);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { header: v1, receipt: v2 };
  },
});

export type AccountHistoryEntry = Readonly<{
  seqNum: bigint;
  trx: TransactionRecord | undefined;
  block: BlockRecord | undefined;
}>;
export type AccountHistoryEntryInit = Init<AccountHistoryEntry>;
/** `koinos.account_history.account_history_entry` */
export const AccountHistoryEntry: Codec<AccountHistoryEntry> = codecOf<AccountHistoryEntry>({
  descriptor: {
    name: 'koinos.account_history.account_history_entry',
    fields: [
      { number: 1, name: 'seq_num', property: 'seqNum', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'trx', property: 'trx', kind: 'message', repeated: false, explicit: true, oneof: 'record', btype: undefined, message: () => TransactionRecord, values: undefined },
      { number: 3, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: 'record', btype: undefined, message: () => BlockRecord, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.trx === undefined ? 0 : 1) + (value.block === undefined ? 0 : 1), 'koinos.account_history.account_history_entry.record');
    if (value.seqNum !== undefined && value.seqNum !== 0n) putUint64(writer, 8, value.seqNum);
    if (value.trx !== undefined) putMessage(writer, 18, value.trx, TransactionRecord);
    if (value.block !== undefined) putMessage(writer, 26, value.block, BlockRecord);
  },
  read(reader, end, budget) {
    let v1: bigint = 0n;
    let v2: TransactionRecord | undefined = undefined;
    let v3: BlockRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 18:
          v3 = undefined;
          v2 = readMessage(reader, end, budget, TransactionRecord);
          break;
        case 26:
          v2 = undefined;
          v3 = readMessage(reader, end, budget, BlockRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { seqNum: v1, trx: v2, block: v3 };
  },
});

export type GetAccountHistoryRequest = Readonly<{
  address: Uint8Array;
  seqNum: bigint | undefined;
  limit: bigint;
  ascending: boolean;
  irreversible: boolean;
}>;
export type GetAccountHistoryRequestInit = Init<GetAccountHistoryRequest>;
/** `koinos.rpc.account_history.get_account_history_request` */
export const GetAccountHistoryRequest: Codec<GetAccountHistoryRequest> = codecOf<GetAccountHistoryRequest>({
  descriptor: {
    name: 'koinos.rpc.account_history.get_account_history_request',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'seq_num', property: 'seqNum', kind: 'uint64', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'limit', property: 'limit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'ascending', property: 'ascending', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'irreversible', property: 'irreversible', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
    if (value.seqNum !== undefined) putUint64(writer, 16, value.seqNum);
    if (value.limit !== undefined && value.limit !== 0n) putUint64(writer, 24, value.limit);
    if (value.ascending !== undefined && value.ascending !== false) putBool(writer, 32, value.ascending);
    if (value.irreversible !== undefined && value.irreversible !== false) putBool(writer, 40, value.irreversible);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint | undefined = undefined;
    let v3: bigint = 0n;
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
          v3 = readUint64(reader);
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
    return { address: v1, seqNum: v2, limit: v3, ascending: v4, irreversible: v5 };
  },
});

export type GetAccountHistoryResponse = Readonly<{
  values: readonly AccountHistoryEntry[];
}>;
export type GetAccountHistoryResponseInit = Init<GetAccountHistoryResponse>;
/** `koinos.rpc.account_history.get_account_history_response` */
export const GetAccountHistoryResponse: Codec<GetAccountHistoryResponse> = codecOf<GetAccountHistoryResponse>({
  descriptor: {
    name: 'koinos.rpc.account_history.get_account_history_response',
    fields: [
      { number: 1, name: 'values', property: 'values', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => AccountHistoryEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.values !== undefined) for (const element of value.values) putMessage(writer, 10, element, AccountHistoryEntry);
  },
  read(reader, end, budget) {
    const v1: AccountHistoryEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, AccountHistoryEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { values: v1 };
  },
});

export type AccountHistoryRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  getAccountHistory: GetAccountHistoryRequest | undefined;
}>;
export type AccountHistoryRequestInit = Init<AccountHistoryRequest>;
/** `koinos.rpc.account_history.account_history_request` */
export const AccountHistoryRequest: Codec<AccountHistoryRequest> = codecOf<AccountHistoryRequest>({
  descriptor: {
    name: 'koinos.rpc.account_history.account_history_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'get_account_history', property: 'getAccountHistory', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetAccountHistoryRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.getAccountHistory === undefined ? 0 : 1), 'koinos.rpc.account_history.account_history_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.getAccountHistory !== undefined) putMessage(writer, 18, value.getAccountHistory, GetAccountHistoryRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: GetAccountHistoryRequest | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, GetAccountHistoryRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, getAccountHistory: v2 };
  },
});

export type AccountHistoryResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  getAccountHistory: GetAccountHistoryResponse | undefined;
}>;
export type AccountHistoryResponseInit = Init<AccountHistoryResponse>;
/** `koinos.rpc.account_history.account_history_response` */
export const AccountHistoryResponse: Codec<AccountHistoryResponse> = codecOf<AccountHistoryResponse>({
  descriptor: {
    name: 'koinos.rpc.account_history.account_history_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'get_account_history', property: 'getAccountHistory', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetAccountHistoryResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.getAccountHistory === undefined ? 0 : 1), 'koinos.rpc.account_history.account_history_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.getAccountHistory !== undefined) putMessage(writer, 26, value.getAccountHistory, GetAccountHistoryResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: GetAccountHistoryResponse | undefined = undefined;
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
          v3 = readMessage(reader, end, budget, GetAccountHistoryResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, getAccountHistory: v3 };
  },
});
