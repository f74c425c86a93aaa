// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putMessage, putUint64, readBool, readBytes, readMessage, readUint64, skipField } from '../wire.ts';
import { Block, BlockReceipt, BlockTopology, EventData, Transaction, TransactionReceipt } from './protocol.ts';

export type TransactionAccepted = Readonly<{
  transaction: Transaction | undefined;
  receipt: TransactionReceipt | undefined;
  height: bigint;
  systemDiskStorageUsed: bigint;
  systemNetworkBandwidthUsed: bigint;
  systemComputeBandwidthUsed: bigint;
}>;
export type TransactionAcceptedInit = Init<TransactionAccepted>;
/** `koinos.broadcast.transaction_accepted` */
export const TransactionAccepted: Codec<TransactionAccepted> = codecOf<TransactionAccepted>({
  descriptor: {
    name: 'koinos.broadcast.transaction_accepted',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
      { number: 3, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'system_disk_storage_used', property: 'systemDiskStorageUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'system_network_bandwidth_used', property: 'systemNetworkBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'system_compute_bandwidth_used', property: 'systemComputeBandwidthUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.receipt !== undefined) putMessage(writer, 18, value.receipt, TransactionReceipt);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 24, value.height);
    if (value.systemDiskStorageUsed !== undefined && value.systemDiskStorageUsed !== 0n) putUint64(writer, 32, value.systemDiskStorageUsed);
    if (value.systemNetworkBandwidthUsed !== undefined && value.systemNetworkBandwidthUsed !== 0n) putUint64(writer, 40, value.systemNetworkBandwidthUsed);
    if (value.systemComputeBandwidthUsed !== undefined && value.systemComputeBandwidthUsed !== 0n) putUint64(writer, 48, value.systemComputeBandwidthUsed);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    let v2: TransactionReceipt | undefined = undefined;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, TransactionReceipt);
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
    return { transaction: v1, receipt: v2, height: v3, systemDiskStorageUsed: v4, systemNetworkBandwidthUsed: v5, systemComputeBandwidthUsed: v6 };
  },
});

export type TransactionFailed = Readonly<{
  id: Uint8Array;
}>;
export type TransactionFailedInit = Init<TransactionFailed>;
/** `koinos.broadcast.transaction_failed` */
export const TransactionFailed: Codec<TransactionFailed> = codecOf<TransactionFailed>({
  descriptor: {
    name: 'koinos.broadcast.transaction_failed',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
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
    return { id: v1 };
  },
});

export type MempoolAccepted = Readonly<{
  transaction: Transaction | undefined;
  receipt: TransactionReceipt | undefined;
  height: bigint;
  pendingRcUsed: bigint;
}>;
export type MempoolAcceptedInit = Init<MempoolAccepted>;
/** `koinos.broadcast.mempool_accepted` */
export const MempoolAccepted: Codec<MempoolAccepted> = codecOf<MempoolAccepted>({
  descriptor: {
    name: 'koinos.broadcast.mempool_accepted',
    fields: [
      { number: 1, name: 'transaction', property: 'transaction', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Transaction, values: undefined },
      { number: 2, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => TransactionReceipt, values: undefined },
      { number: 3, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'pending_rc_used', property: 'pendingRcUsed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.transaction !== undefined) putMessage(writer, 10, value.transaction, Transaction);
    if (value.receipt !== undefined) putMessage(writer, 18, value.receipt, TransactionReceipt);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 24, value.height);
    if (value.pendingRcUsed !== undefined && value.pendingRcUsed !== 0n) putUint64(writer, 32, value.pendingRcUsed);
  },
  read(reader, end, budget) {
    let v1: Transaction | undefined = undefined;
    let v2: TransactionReceipt | undefined = undefined;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Transaction);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, TransactionReceipt);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        case 32:
          v4 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { transaction: v1, receipt: v2, height: v3, pendingRcUsed: v4 };
  },
});

export type BlockAccepted = Readonly<{
  block: Block | undefined;
  receipt: BlockReceipt | undefined;
  live: boolean;
  head: boolean;
}>;
export type BlockAcceptedInit = Init<BlockAccepted>;
/** `koinos.broadcast.block_accepted` */
export const BlockAccepted: Codec<BlockAccepted> = codecOf<BlockAccepted>({
  descriptor: {
    name: 'koinos.broadcast.block_accepted',
    fields: [
      { number: 1, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Block, values: undefined },
      { number: 2, name: 'receipt', property: 'receipt', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockReceipt, values: undefined },
      { number: 3, name: 'live', property: 'live', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'head', property: 'head', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.block !== undefined) putMessage(writer, 10, value.block, Block);
    if (value.receipt !== undefined) putMessage(writer, 18, value.receipt, BlockReceipt);
    if (value.live !== undefined && value.live !== false) putBool(writer, 24, value.live);
    if (value.head !== undefined && value.head !== false) putBool(writer, 32, value.head);
  },
  read(reader, end, budget) {
    let v1: Block | undefined = undefined;
    let v2: BlockReceipt | undefined = undefined;
    let v3: boolean = false;
    let v4: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Block);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, BlockReceipt);
          break;
        case 24:
          v3 = readBool(reader);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { block: v1, receipt: v2, live: v3, head: v4 };
  },
});

export type BlockIrreversible = Readonly<{
  topology: BlockTopology | undefined;
}>;
export type BlockIrreversibleInit = Init<BlockIrreversible>;
/** `koinos.broadcast.block_irreversible` */
export const BlockIrreversible: Codec<BlockIrreversible> = codecOf<BlockIrreversible>({
  descriptor: {
    name: 'koinos.broadcast.block_irreversible',
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

export type ForkHeads = Readonly<{
  lastIrreversibleBlock: BlockTopology | undefined;
  heads: readonly BlockTopology[];
}>;
export type ForkHeadsInit = Init<ForkHeads>;
/** `koinos.broadcast.fork_heads` */
export const ForkHeads: Codec<ForkHeads> = codecOf<ForkHeads>({
  descriptor: {
    name: 'koinos.broadcast.fork_heads',
    fields: [
      { number: 1, name: 'last_irreversible_block', property: 'lastIrreversibleBlock', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
      { number: 2, name: 'heads', property: 'heads', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => BlockTopology, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.lastIrreversibleBlock !== undefined) putMessage(writer, 10, value.lastIrreversibleBlock, BlockTopology);
    if (value.heads !== undefined) for (const element of value.heads) putMessage(writer, 18, element, BlockTopology);
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
    return { lastIrreversibleBlock: v1, heads: v2 };
  },
});

export type GossipStatus = Readonly<{
  enabled: boolean;
}>;
export type GossipStatusInit = Init<GossipStatus>;
/** `koinos.broadcast.gossip_status` */
export const GossipStatus: Codec<GossipStatus> = codecOf<GossipStatus>({
  descriptor: {
    name: 'koinos.broadcast.gossip_status',
    fields: [
      { number: 1, name: 'enabled', property: 'enabled', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.enabled !== undefined && value.enabled !== false) putBool(writer, 8, value.enabled);
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
    return { enabled: v1 };
  },
});

export type EventParcel = Readonly<{
  blockId: Uint8Array;
  height: bigint;
  transactionId: Uint8Array | undefined;
  event: EventData | undefined;
}>;
export type EventParcelInit = Init<EventParcel>;
/** `koinos.broadcast.event_parcel` */
export const EventParcel: Codec<EventParcel> = codecOf<EventParcel>({
  descriptor: {
    name: 'koinos.broadcast.event_parcel',
    fields: [
      { number: 1, name: 'block_id', property: 'blockId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'BLOCK_ID', message: undefined, values: undefined },
      { number: 2, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'transaction_id', property: 'transactionId', kind: 'bytes', repeated: false, explicit: true, oneof: undefined, btype: 'TRANSACTION_ID', message: undefined, values: undefined },
      { number: 4, name: 'event', property: 'event', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => EventData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockId !== undefined && value.blockId.length > 0) putBytes(writer, 10, value.blockId);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 16, value.height);
    if (value.transactionId !== undefined) putBytes(writer, 26, value.transactionId);
    if (value.event !== undefined) putMessage(writer, 34, value.event, EventData);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: Uint8Array | undefined = undefined;
    let v4: EventData | undefined = undefined;
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
          v4 = readMessage(reader, end, budget, EventData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockId: v1, height: v2, transactionId: v3, event: v4 };
  },
});
