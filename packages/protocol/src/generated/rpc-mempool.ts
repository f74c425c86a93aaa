// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putMessage, putUint64, readBool, readBytes, readMessage, readUint64, skipField } from '../wire.ts';
import { Transaction } from './protocol.ts';
import { ErrorStatus, ReservedRpc } from './rpc.ts';

export type PendingTransaction = Readonly<{
  transaction: Transaction | undefined;
  diskStorageUsed: bigint;
  networkBandwidthUsed: bigint;
  computeBandwidthUsed: bigint;
  systemDiskStorageUsed: bigint;
  systemNetworkBandwidthUsed: bigint;
  systemComputeBandwidthUsed: bigint;
}>;
export type PendingTransactionInit = Init<PendingTransaction>;
/** `koinos.rpc.mempool.pending_transaction` */
export const PendingTransaction: Codec<PendingTransaction> = codecOf<PendingTransaction>({
  descriptor: {
    name: 'koinos.rpc.mempool.pending_transaction',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'disk_storage_used', property: 'diskStorageUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'network_bandwidth_used', property: 'networkBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'compute_bandwidth_used', property: 'computeBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'system_disk_storage_used', property: 'systemDiskStorageUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'system_network_bandwidth_used', property: 'systemNetworkBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'system_compute_bandwidth_used', property: 'systemComputeBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.diskStorageUsed !== undefined && value.diskStorageUsed !== 0n) putUint64(writer, 16, value.diskStorageUsed);
    if (value.networkBandwidthUsed !== undefined && value.networkBandwidthUsed !== 0n) putUint64(writer, 24, value.networkBandwidthUsed);
    if (value.computeBandwidthUsed !== undefined && value.computeBandwidthUsed !== 0n) putUint64(writer, 32, value.computeBandwidthUsed);
    if (value.systemDiskStorageUsed !== undefined && value.systemDiskStorageUsed !== 0n) putUint64(writer, 40, value.systemDiskStorageUsed);
    if (value.systemNetworkBandwidthUsed !== undefined && value.systemNetworkBandwidthUsed !== 0n) putUint64(writer, 48, value.systemNetworkBandwidthUsed);
    if (value.systemComputeBandwidthUsed !== undefined && value.systemComputeBandwidthUsed !== 0n) putUint64(writer, 56, value.systemComputeBandwidthUsed);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: bigint = 0n;
    let v7: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
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
        case 56:
          v7 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1, diskStorageUsed: v2, networkBandwidthUsed: v3, computeBandwidthUsed: v4, systemDiskStorageUsed: v5, systemNetworkBandwidthUsed: v6, systemComputeBandwidthUsed: v7 };
  },
});

export type CheckPendingAccountResourcesRequest = Readonly<{
  payer: Uint8Array;
  maxPayerRc: bigint;
  rcLimit: bigint;
  blockId: Uint8Array | undefined;
}>;
export type CheckPendingAccountResourcesRequestInit = Init<CheckPendingAccountResourcesRequest>;
/** `koinos.rpc.mempool.check_pending_account_resources_request` */
export const CheckPendingAccountResourcesRequest: Codec<CheckPendingAccountResourcesRequest> = codecOf<CheckPendingAccountResourcesRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.check_pending_account_resources_request',
    fields: [
      { number: 1, name: 'payer', property: 'payer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'max_payer_rc', property: 'maxPayerRc', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'rc_limit', property: 'rcLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.payer !== undefined && value.payer.length > 0) putBytes(writer, 10, value.payer);
    if (value.maxPayerRc !== undefined && value.maxPayerRc !== 0n) putUint64(writer, 16, value.maxPayerRc);
    if (value.rcLimit !== undefined && value.rcLimit !== 0n) putUint64(writer, 24, value.rcLimit);
    if (value.blockId !== undefined) putBytes(writer, 34, value.blockId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: Uint8Array | undefined = undefined;
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
        default:
          skipField(reader, tag);
      }
    }
    return { payer: v1, maxPayerRc: v2, rcLimit: v3, blockId: v4 };
  },
});

export type CheckPendingAccountResourcesResponse = Readonly<{
  success: boolean;
}>;
export type CheckPendingAccountResourcesResponseInit = Init<CheckPendingAccountResourcesResponse>;
/** `koinos.rpc.mempool.check_pending_account_resources_response` */
export const CheckPendingAccountResourcesResponse: Codec<CheckPendingAccountResourcesResponse> = codecOf<CheckPendingAccountResourcesResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.check_pending_account_resources_response',
    fields: [
      { number: 1, name: 'success', property: 'success', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.success !== undefined && value.success !== false) putBool(writer, 8, value.success);
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
    return { success: v1 };
  },
});

export type GetPendingTransactionsRequest = Readonly<{
  limit: bigint;
  blockId: Uint8Array | undefined;
}>;
export type GetPendingTransactionsRequestInit = Init<GetPendingTransactionsRequest>;
/** `koinos.rpc.mempool.get_pending_transactions_request` */
export const GetPendingTransactionsRequest: Codec<GetPendingTransactionsRequest> = codecOf<GetPendingTransactionsRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transactions_request',
    fields: [
      { number: 1, name: 'limit', property: 'limit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.limit !== undefined && value.limit !== 0n) putUint64(writer, 8, value.limit);
    if (value.blockId !== undefined) putBytes(writer, 18, value.blockId);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: Uint8Array | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { limit: v1, blockId: v2 };
  },
});

export type GetPendingTransactionsResponse = Readonly<{
  pendingTransactions: readonly PendingTransaction[];
}>;
export type GetPendingTransactionsResponseInit = Init<GetPendingTransactionsResponse>;
/** `koinos.rpc.mempool.get_pending_transactions_response` */
export const GetPendingTransactionsResponse: Codec<GetPendingTransactionsResponse> = codecOf<GetPendingTransactionsResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transactions_response',
    fields: [
      { number: 1, name: 'pending_transactions', property: 'pendingTransactions', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => PendingTransaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.pendingTransactions !== undefined) for (const element of value.pendingTransactions) putMessage(writer, 10, element, PendingTransaction);
  },
  read(reader, end, budget) {
    const v1: PendingTransaction[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, PendingTransaction));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { pendingTransactions: v1 };
  },
});

export type CheckAccountNonceRequest = Readonly<{
  payee: Uint8Array;
  nonce: Uint8Array;
  blockId: Uint8Array | undefined;
}>;
export type CheckAccountNonceRequestInit = Init<CheckAccountNonceRequest>;
/** `koinos.rpc.mempool.check_account_nonce_request` */
export const CheckAccountNonceRequest: Codec<CheckAccountNonceRequest> = codecOf<CheckAccountNonceRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.check_account_nonce_request',
    fields: [
      { number: 1, name: 'payee', property: 'payee', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'nonce', property: 'nonce', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.payee !== undefined && value.payee.length > 0) putBytes(writer, 10, value.payee);
    if (value.nonce !== undefined && value.nonce.length > 0) putBytes(writer, 18, value.nonce);
    if (value.blockId !== undefined) putBytes(writer, 26, value.blockId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array | undefined = undefined;
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
          v3 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { payee: v1, nonce: v2, blockId: v3 };
  },
});

export type CheckAccountNonceResponse = Readonly<{
  success: boolean;
}>;
export type CheckAccountNonceResponseInit = Init<CheckAccountNonceResponse>;
/** `koinos.rpc.mempool.check_account_nonce_response` */
export const CheckAccountNonceResponse: Codec<CheckAccountNonceResponse> = codecOf<CheckAccountNonceResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.check_account_nonce_response',
    fields: [
      { number: 1, name: 'success', property: 'success', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.success !== undefined && value.success !== false) putBool(writer, 8, value.success);
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
    return { success: v1 };
  },
});

export type GetReservedAccountRcRequest = Readonly<{
  account: Uint8Array;
}>;
export type GetReservedAccountRcRequestInit = Init<GetReservedAccountRcRequest>;
/** `koinos.rpc.mempool.get_reserved_account_rc_request` */
export const GetReservedAccountRcRequest: Codec<GetReservedAccountRcRequest> = codecOf<GetReservedAccountRcRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_reserved_account_rc_request',
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

export type GetReservedAccountRcResponse = Readonly<{
  rc: bigint;
}>;
export type GetReservedAccountRcResponseInit = Init<GetReservedAccountRcResponse>;
/** `koinos.rpc.mempool.get_reserved_account_rc_response` */
export const GetReservedAccountRcResponse: Codec<GetReservedAccountRcResponse> = codecOf<GetReservedAccountRcResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_reserved_account_rc_response',
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

export type GetPendingNonceRequest = Readonly<{
  payee: Uint8Array;
  blockId: Uint8Array | undefined;
}>;
export type GetPendingNonceRequestInit = Init<GetPendingNonceRequest>;
/** `koinos.rpc.mempool.get_pending_nonce_request` */
export const GetPendingNonceRequest: Codec<GetPendingNonceRequest> = codecOf<GetPendingNonceRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_nonce_request',
    fields: [
      { number: 1, name: 'payee', property: 'payee', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.payee !== undefined && value.payee.length > 0) putBytes(writer, 10, value.payee);
    if (value.blockId !== undefined) putBytes(writer, 18, value.blockId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array | undefined = undefined;
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
    return { payee: v1, blockId: v2 };
  },
});

export type GetPendingNonceResponse = Readonly<{
  nonce: Uint8Array;
}>;
export type GetPendingNonceResponseInit = Init<GetPendingNonceResponse>;
/** `koinos.rpc.mempool.get_pending_nonce_response` */
export const GetPendingNonceResponse: Codec<GetPendingNonceResponse> = codecOf<GetPendingNonceResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_nonce_response',
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

export type GetPendingTransactionCountRequest = Readonly<{
  payee: Uint8Array;
  blockId: Uint8Array | undefined;
}>;
export type GetPendingTransactionCountRequestInit = Init<GetPendingTransactionCountRequest>;
/** `koinos.rpc.mempool.get_pending_transaction_count_request` */
export const GetPendingTransactionCountRequest: Codec<GetPendingTransactionCountRequest> = codecOf<GetPendingTransactionCountRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transaction_count_request',
    fields: [
      { number: 1, name: 'payee', property: 'payee', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.payee !== undefined && value.payee.length > 0) putBytes(writer, 10, value.payee);
    if (value.blockId !== undefined) putBytes(writer, 18, value.blockId);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array | undefined = undefined;
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
    return { payee: v1, blockId: v2 };
  },
});

export type GetPendingTransactionCountResponse = Readonly<{
  count: bigint;
}>;
export type GetPendingTransactionCountResponseInit = Init<GetPendingTransactionCountResponse>;
/** `koinos.rpc.mempool.get_pending_transaction_count_response` */
export const GetPendingTransactionCountResponse: Codec<GetPendingTransactionCountResponse> = codecOf<GetPendingTransactionCountResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transaction_count_response',
    fields: [
      { number: 1, name: 'count', property: 'count', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.count !== undefined && value.count !== 0n) putUint64(writer, 8, value.count);
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
    return { count: v1 };
  },
});

export type GetPendingTransactionsByIdRequest = Readonly<{
  transactionIds: readonly Uint8Array[];
  blockId: Uint8Array | undefined;
}>;
export type GetPendingTransactionsByIdRequestInit = Init<GetPendingTransactionsByIdRequest>;
/** `koinos.rpc.mempool.get_pending_transactions_by_id_request` */
export const GetPendingTransactionsByIdRequest: Codec<GetPendingTransactionsByIdRequest> = codecOf<GetPendingTransactionsByIdRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transactions_by_id_request',
    fields: [
      { number: 1, name: 'transaction_ids', property: 'transactionIds', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
      { number: 2, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transactionIds !== undefined) for (const element of value.transactionIds) putBytes(writer, 10, element);
    if (value.blockId !== undefined) putBytes(writer, 18, value.blockId);
  },
  read(reader, end, budget) {
    const v1: Uint8Array[] = [];
    let v2: Uint8Array | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readBytes(reader, end));
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transactionIds: v1, blockId: v2 };
  },
});

export type GetPendingTransactionsByIdResponse = Readonly<{
  pendingTransactions: readonly PendingTransaction[];
}>;
export type GetPendingTransactionsByIdResponseInit = Init<GetPendingTransactionsByIdResponse>;
/** `koinos.rpc.mempool.get_pending_transactions_by_id_response` */
export const GetPendingTransactionsByIdResponse: Codec<GetPendingTransactionsByIdResponse> = codecOf<GetPendingTransactionsByIdResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.get_pending_transactions_by_id_response',
    fields: [
      { number: 1, name: 'pending_transactions', property: 'pendingTransactions', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => PendingTransaction, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.pendingTransactions !== undefined) for (const element of value.pendingTransactions) putMessage(writer, 10, element, PendingTransaction);
  },
  read(reader, end, budget) {
    const v1: PendingTransaction[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, PendingTransaction));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { pendingTransactions: v1 };
  },
});

export type MempoolRequest = Readonly<{
  reserved: ReservedRpc | undefined;
  checkPendingAccountResources: CheckPendingAccountResourcesRequest | undefined;
  getPendingTransactions: GetPendingTransactionsRequest | undefined;
  checkAccountNonce: CheckAccountNonceRequest | undefined;
  getReservedAccountRc: GetReservedAccountRcRequest | undefined;
  getPendingNonce: GetPendingNonceRequest | undefined;
  getPendingTransactionCount: GetPendingTransactionCountRequest | undefined;
  getPendingTransactionsById: GetPendingTransactionsByIdRequest | undefined;
}>;
export type MempoolRequestInit = Init<MempoolRequest>;
/** `koinos.rpc.mempool.mempool_request` */
export const MempoolRequest: Codec<MempoolRequest> = codecOf<MempoolRequest>({
  descriptor: {
    name: 'koinos.rpc.mempool.mempool_request',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'check_pending_account_resources', property: 'checkPendingAccountResources', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => CheckPendingAccountResourcesRequest, values: undefined },
      { number: 3, name: 'get_pending_transactions', property: 'getPendingTransactions', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetPendingTransactionsRequest, values: undefined },
      { number: 4, name: 'check_account_nonce', property: 'checkAccountNonce', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => CheckAccountNonceRequest, values: undefined },
      { number: 5, name: 'get_reserved_account_rc', property: 'getReservedAccountRc', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetReservedAccountRcRequest, values: undefined },
      { number: 6, name: 'get_pending_nonce', property: 'getPendingNonce', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetPendingNonceRequest, values: undefined },
      { number: 7, name: 'get_pending_transaction_count', property: 'getPendingTransactionCount', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetPendingTransactionCountRequest, values: undefined },
      { number: 8, name: 'get_pending_transactions_by_id', property: 'getPendingTransactionsById', kind: 'message', repeated: false, explicit: true, oneof: 'request', btype: undefined, message: () => GetPendingTransactionsByIdRequest, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.checkPendingAccountResources === undefined ? 0 : 1) + (value.getPendingTransactions === undefined ? 0 : 1) + (value.checkAccountNonce === undefined ? 0 : 1) + (value.getReservedAccountRc === undefined ? 0 : 1) + (value.getPendingNonce === undefined ? 0 : 1) + (value.getPendingTransactionCount === undefined ? 0 : 1) + (value.getPendingTransactionsById === undefined ? 0 : 1), 'koinos.rpc.mempool.mempool_request.request');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.checkPendingAccountResources !== undefined) putMessage(writer, 18, value.checkPendingAccountResources, CheckPendingAccountResourcesRequest);
    if (value.getPendingTransactions !== undefined) putMessage(writer, 26, value.getPendingTransactions, GetPendingTransactionsRequest);
    if (value.checkAccountNonce !== undefined) putMessage(writer, 34, value.checkAccountNonce, CheckAccountNonceRequest);
    if (value.getReservedAccountRc !== undefined) putMessage(writer, 42, value.getReservedAccountRc, GetReservedAccountRcRequest);
    if (value.getPendingNonce !== undefined) putMessage(writer, 50, value.getPendingNonce, GetPendingNonceRequest);
    if (value.getPendingTransactionCount !== undefined) putMessage(writer, 58, value.getPendingTransactionCount, GetPendingTransactionCountRequest);
    if (value.getPendingTransactionsById !== undefined) putMessage(writer, 66, value.getPendingTransactionsById, GetPendingTransactionsByIdRequest);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: CheckPendingAccountResourcesRequest | undefined = undefined;
    let v3: GetPendingTransactionsRequest | undefined = undefined;
    let v4: CheckAccountNonceRequest | undefined = undefined;
    let v5: GetReservedAccountRcRequest | undefined = undefined;
    let v6: GetPendingNonceRequest | undefined = undefined;
    let v7: GetPendingTransactionCountRequest | undefined = undefined;
    let v8: GetPendingTransactionsByIdRequest | undefined = undefined;
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
          v2 = readMessage(reader, end, budget, CheckPendingAccountResourcesRequest);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v3 = readMessage(reader, end, budget, GetPendingTransactionsRequest);
          break;
        case 34:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v4 = readMessage(reader, end, budget, CheckAccountNonceRequest);
          break;
        case 42:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = undefined;
          v5 = readMessage(reader, end, budget, GetReservedAccountRcRequest);
          break;
        case 50:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v7 = undefined;
          v8 = undefined;
          v6 = readMessage(reader, end, budget, GetPendingNonceRequest);
          break;
        case 58:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v8 = undefined;
          v7 = readMessage(reader, end, budget, GetPendingTransactionCountRequest);
          break;
        case 66:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v8 = readMessage(reader, end, budget, GetPendingTransactionsByIdRequest);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, checkPendingAccountResources: v2, getPendingTransactions: v3, checkAccountNonce: v4, getReservedAccountRc: v5, getPendingNonce: v6, getPendingTransactionCount: v7, getPendingTransactionsById: v8 };
  },
});

export type MempoolResponse = Readonly<{
  reserved: ReservedRpc | undefined;
  error: ErrorStatus | undefined;
  checkPendingAccountResources: CheckPendingAccountResourcesResponse | undefined;
  getPendingTransactions: GetPendingTransactionsResponse | undefined;
  checkAccountNonce: CheckAccountNonceResponse | undefined;
  getReservedAccountRc: GetReservedAccountRcResponse | undefined;
  getPendingNonce: GetPendingNonceResponse | undefined;
  getPendingTransactionCount: GetPendingTransactionCountResponse | undefined;
  getPendingTransactionsById: GetPendingTransactionsByIdResponse | undefined;
}>;
export type MempoolResponseInit = Init<MempoolResponse>;
/** `koinos.rpc.mempool.mempool_response` */
export const MempoolResponse: Codec<MempoolResponse> = codecOf<MempoolResponse>({
  descriptor: {
    name: 'koinos.rpc.mempool.mempool_response',
    fields: [
      { number: 1, name: 'reserved', property: 'reserved', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ReservedRpc, values: undefined },
      { number: 2, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => ErrorStatus, values: undefined },
      { number: 3, name: 'check_pending_account_resources', property: 'checkPendingAccountResources', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => CheckPendingAccountResourcesResponse, values: undefined },
      { number: 4, name: 'get_pending_transactions', property: 'getPendingTransactions', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetPendingTransactionsResponse, values: undefined },
      { number: 5, name: 'check_account_nonce', property: 'checkAccountNonce', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => CheckAccountNonceResponse, values: undefined },
      { number: 6, name: 'get_reserved_account_rc', property: 'getReservedAccountRc', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetReservedAccountRcResponse, values: undefined },
      { number: 7, name: 'get_pending_nonce', property: 'getPendingNonce', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetPendingNonceResponse, values: undefined },
      { number: 8, name: 'get_pending_transaction_count', property: 'getPendingTransactionCount', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetPendingTransactionCountResponse, values: undefined },
      { number: 9, name: 'get_pending_transactions_by_id', property: 'getPendingTransactionsById', kind: 'message', repeated: false, explicit: true, oneof: 'response', btype: undefined, message: () => GetPendingTransactionsByIdResponse, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.reserved === undefined ? 0 : 1) + (value.error === undefined ? 0 : 1) + (value.checkPendingAccountResources === undefined ? 0 : 1) + (value.getPendingTransactions === undefined ? 0 : 1) + (value.checkAccountNonce === undefined ? 0 : 1) + (value.getReservedAccountRc === undefined ? 0 : 1) + (value.getPendingNonce === undefined ? 0 : 1) + (value.getPendingTransactionCount === undefined ? 0 : 1) + (value.getPendingTransactionsById === undefined ? 0 : 1), 'koinos.rpc.mempool.mempool_response.response');
    if (value.reserved !== undefined) putMessage(writer, 10, value.reserved, ReservedRpc);
    if (value.error !== undefined) putMessage(writer, 18, value.error, ErrorStatus);
    if (value.checkPendingAccountResources !== undefined) putMessage(writer, 26, value.checkPendingAccountResources, CheckPendingAccountResourcesResponse);
    if (value.getPendingTransactions !== undefined) putMessage(writer, 34, value.getPendingTransactions, GetPendingTransactionsResponse);
    if (value.checkAccountNonce !== undefined) putMessage(writer, 42, value.checkAccountNonce, CheckAccountNonceResponse);
    if (value.getReservedAccountRc !== undefined) putMessage(writer, 50, value.getReservedAccountRc, GetReservedAccountRcResponse);
    if (value.getPendingNonce !== undefined) putMessage(writer, 58, value.getPendingNonce, GetPendingNonceResponse);
    if (value.getPendingTransactionCount !== undefined) putMessage(writer, 66, value.getPendingTransactionCount, GetPendingTransactionCountResponse);
    if (value.getPendingTransactionsById !== undefined) putMessage(writer, 74, value.getPendingTransactionsById, GetPendingTransactionsByIdResponse);
  },
  read(reader, end, budget) {
    let v1: ReservedRpc | undefined = undefined;
    let v2: ErrorStatus | undefined = undefined;
    let v3: CheckPendingAccountResourcesResponse | undefined = undefined;
    let v4: GetPendingTransactionsResponse | undefined = undefined;
    let v5: CheckAccountNonceResponse | undefined = undefined;
    let v6: GetReservedAccountRcResponse | undefined = undefined;
    let v7: GetPendingNonceResponse | undefined = undefined;
    let v8: GetPendingTransactionCountResponse | undefined = undefined;
    let v9: GetPendingTransactionsByIdResponse | undefined = undefined;
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
          v3 = readMessage(reader, end, budget, CheckPendingAccountResourcesResponse);
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
          v4 = readMessage(reader, end, budget, GetPendingTransactionsResponse);
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
          v5 = readMessage(reader, end, budget, CheckAccountNonceResponse);
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
          v6 = readMessage(reader, end, budget, GetReservedAccountRcResponse);
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
          v7 = readMessage(reader, end, budget, GetPendingNonceResponse);
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
          v8 = readMessage(reader, end, budget, GetPendingTransactionCountResponse);
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
          v9 = readMessage(reader, end, budget, GetPendingTransactionsByIdResponse);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { reserved: v1, error: v2, checkPendingAccountResources: v3, getPendingTransactions: v4, checkAccountNonce: v5, getReservedAccountRc: v6, getPendingNonce: v7, getPendingTransactionCount: v8, getPendingTransactionsById: v9 };
  },
});
