// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, readBytes, readMessage, skipField } from '../wire.ts';
import { Transaction } from './protocol.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type TransactionItem = Readonly<{
  transaction: Transaction | undefined;
  containingBlocks: readonly Uint8Array[];
}>;
export type TransactionItemInit = Init<TransactionItem>;
/** `koinos.transaction_store.transaction_item` */
export const TransactionItem: Codec<TransactionItem> = codecOf<TransactionItem>({
  descriptor: {
    name: 'koinos.transaction_store.transaction_item',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'containing_blocks', property: 'containingBlocks', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.containingBlocks !== undefined) for (const element of value.containingBlocks) putBytes(writer, 18, element);
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
    return { transaction: v1, containingBlocks: v2 };
  },
});

export type GetTransactionsByIdRequest = Readonly<{
  transactionIds: readonly Uint8Array[];
}>;
export type GetTransactionsByIdRequestInit = Init<GetTransactionsByIdRequest>;
/** `koinos.rpc.transaction_store.get_transactions_by_id_request` */
export const GetTransactionsByIdRequest: Codec<GetTransactionsByIdRequest> = codecOf<GetTransactionsByIdRequest>({
  descriptor: {
    name: 'koinos.rpc.transaction_store.get_transactions_by_id_request',
    fields: [
      { number: 1, name: 'transaction_ids', property: 'transactionIds', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transactionIds !== undefined) for (const element of value.transactionIds) putBytes(writer, 10, element);
  },
  read(reader, end, budget) {
    const v1: Uint8Array[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readBytes(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transactionIds: v1 };
  },
});

export type GetTransactionsByIdResponse = Readonly<{
  transactions: readonly TransactionItem[];
}>;
export type GetTransactionsByIdResponseInit = Init<GetTransactionsByIdResponse>;
/** `koinos.rpc.transaction_store.get_transactions_by_id_response` */
export const GetTransactionsByIdResponse: Codec<GetTransactionsByIdResponse> = codecOf<GetTransactionsByIdResponse>({
  descriptor: {
    name: 'koinos.rpc.transaction_store.get_transactions_by_id_response',
    fields: [
      { number: 1, name: 'transactions', property: 'transactions', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => TransactionItem, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transactions !== undefined) for (const element of value.transactions) putMessage(writer, 10, element, TransactionItem);
  },
  read(reader, end, budget) {
    const v1: TransactionItem[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, TransactionItem));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transactions: v1 };
  },
});

export type TransactionStoreRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  getTransactionsById: GetTransactionsByIdRequest | undefined;
}>;
export type TransactionStoreRequestInit = Init<TransactionStoreRequest>;
/** `koinos.rpc.transaction_store.transaction_store_request` */
export const TransactionStoreRequest: Codec<TransactionStoreRequest> = codecOf<TransactionStoreRequest>({
  descriptor: {
    name: 'koinos.rpc.transaction_store.transaction_store_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'get_transactions_by_id', property: 'getTransactionsById', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetTransactionsByIdRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.getTransactionsById === undefined ? 0 : 1), 'koinos.rpc.transaction_store.transaction_store_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.getTransactionsById !== undefined) putMessage(writer, 18, value.getTransactionsById, GetTransactionsByIdRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: GetTransactionsByIdRequest | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ReservedRpc);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, GetTransactionsByIdRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, getTransactionsById: v2 };
  },
});

export type TransactionStoreResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  getTransactionsById: GetTransactionsByIdResponse | undefined;
}>;
export type TransactionStoreResponseInit = Init<TransactionStoreResponse>;
/** `koinos.rpc.transaction_store.transaction_store_response` */
export const TransactionStoreResponse: Codec<TransactionStoreResponse> = codecOf<TransactionStoreResponse>({
  descriptor: {
    name: 'koinos.rpc.transaction_store.transaction_store_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'get_transactions_by_id', property: 'getTransactionsById', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetTransactionsByIdResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.getTransactionsById === undefined ? 0 : 1), 'koinos.rpc.transaction_store.transaction_store_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.getTransactionsById !== undefined) putMessage(writer, 26, value.getTransactionsById, GetTransactionsByIdResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: GetTransactionsByIdResponse | undefined = undefined;
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
          v3 = readMessage(reader, end, budget, GetTransactionsByIdResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, getTransactionsById: v3 };
  },
});
