// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putFixed32, putInt32, putInt64, putMessage, putString, putUint64, readBool, readBytes, readFixed32, readInt32, readInt64, readMessage, readString, readUint64, skipField } from '../wire.ts';

export type ServiceError = Readonly<{
  messages: readonly string[];
}>;
export type ServiceErrorInit = Init<ServiceError>;
/** `rchain.casper.service_error` */
export const ServiceError: Codec<ServiceError> = codecOf<ServiceError>({
  descriptor: {
    name: 'rchain.casper.service_error',
    fields: [
      { number: 1, name: 'messages', property: 'messages', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.messages !== undefined) for (const element of value.messages) putString(writer, 10, element);
  },
  read(reader, end, budget) {
    const v1: string[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readString(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { messages: v1 };
  },
});

export type HashQuery = Readonly<{
  hash: string;
}>;
export type HashQueryInit = Init<HashQuery>;
/** `rchain.casper.hash_query` */
export const HashQuery: Codec<HashQuery> = codecOf<HashQuery>({
  descriptor: {
    name: 'rchain.casper.hash_query',
    fields: [
      { number: 1, name: 'hash', property: 'hash', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.hash !== undefined && value.hash !== '') putString(writer, 10, value.hash);
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
    return { hash: v1 };
  },
});

export type BlocksQuery = Readonly<{
  depth: number;
}>;
export type BlocksQueryInit = Init<BlocksQuery>;
/** `rchain.casper.blocks_query` */
export const BlocksQuery: Codec<BlocksQuery> = codecOf<BlocksQuery>({
  descriptor: {
    name: 'rchain.casper.blocks_query',
    fields: [
      { number: 1, name: 'depth', property: 'depth', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.depth !== undefined && value.depth !== 0) putInt32(writer, 8, value.depth);
  },
  read(reader, end) {
    let v1: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { depth: v1 };
  },
});

export type HeightsQuery = Readonly<{
  startBlockNumber: bigint;
  endBlockNumber: bigint;
}>;
export type HeightsQueryInit = Init<HeightsQuery>;
/** `rchain.casper.heights_query` */
export const HeightsQuery: Codec<HeightsQuery> = codecOf<HeightsQuery>({
  descriptor: {
    name: 'rchain.casper.heights_query',
    fields: [
      { number: 1, name: 'start_block_number', property: 'startBlockNumber', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'end_block_number', property: 'endBlockNumber', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.startBlockNumber !== undefined && value.startBlockNumber !== 0n) putInt64(writer, 8, value.startBlockNumber);
    if (value.endBlockNumber !== undefined && value.endBlockNumber !== 0n) putInt64(writer, 16, value.endBlockNumber);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt64(reader);
          break;
        case 16:
          v2 = readInt64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { startBlockNumber: v1, endBlockNumber: v2 };
  },
});

export type DataAtNameQuery = Readonly<{
  depth: number;
  name: Uint8Array;
}>;
export type DataAtNameQueryInit = Init<DataAtNameQuery>;
/** `rchain.casper.data_at_name_query` */
export const DataAtNameQuery: Codec<DataAtNameQuery> = codecOf<DataAtNameQuery>({
  descriptor: {
    name: 'rchain.casper.data_at_name_query',
    fields: [
      { number: 1, name: 'depth', property: 'depth', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'name', property: 'name', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.depth !== undefined && value.depth !== 0) putInt32(writer, 8, value.depth);
    if (value.name !== undefined && value.name.length > 0) putBytes(writer, 18, value.name);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readInt32(reader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { depth: v1, name: v2 };
  },
});

export type FindDeployQuery = Readonly<{
  deployId: Uint8Array;
}>;
export type FindDeployQueryInit = Init<FindDeployQuery>;
/** `rchain.casper.find_deploy_query` */
export const FindDeployQuery: Codec<FindDeployQuery> = codecOf<FindDeployQuery>({
  descriptor: {
    name: 'rchain.casper.find_deploy_query',
    fields: [
      { number: 1, name: 'deploy_id', property: 'deployId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.deployId !== undefined && value.deployId.length > 0) putBytes(writer, 10, value.deployId);
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
    return { deployId: v1 };
  },
});

export type PreviewQuery = Readonly<{
  user: Uint8Array;
  timestamp: bigint;
  nameQty: number;
}>;
export type PreviewQueryInit = Init<PreviewQuery>;
/** `rchain.casper.preview_query` */
export const PreviewQuery: Codec<PreviewQuery> = codecOf<PreviewQuery>({
  descriptor: {
    name: 'rchain.casper.preview_query',
    fields: [
      { number: 1, name: 'user', property: 'user', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 2, name: 'timestamp', property: 'timestamp', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'name_qty', property: 'nameQty', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.user !== undefined && value.user.length > 0) putBytes(writer, 10, value.user);
    if (value.timestamp !== undefined && value.timestamp !== 0n) putInt64(writer, 16, value.timestamp);
    if (value.nameQty !== undefined && value.nameQty !== 0) putInt32(writer, 24, value.nameQty);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readInt64(reader);
          break;
        case 24:
          v3 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { user: v1, timestamp: v2, nameQty: v3 };
  },
});

export type ExploreQuery = Readonly<{
  term: string;
  blockHash: string;
  usePreStateHash: boolean;
}>;
export type ExploreQueryInit = Init<ExploreQuery>;
/** `rchain.casper.explore_query` */
export const ExploreQuery: Codec<ExploreQuery> = codecOf<ExploreQuery>({
  descriptor: {
    name: 'rchain.casper.explore_query',
    fields: [
      { number: 1, name: 'term', property: 'term', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'block_hash', property: 'blockHash', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'use_pre_state_hash', property: 'usePreStateHash', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.term !== undefined && value.term !== '') putString(writer, 10, value.term);
    if (value.blockHash !== undefined && value.blockHash !== '') putString(writer, 18, value.blockHash);
    if (value.usePreStateHash !== undefined && value.usePreStateHash !== false) putBool(writer, 24, value.usePreStateHash);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: string = '';
    let v3: boolean = false;
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
          v3 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { term: v1, blockHash: v2, usePreStateHash: v3 };
  },
});

export type EmptyQuery = Readonly<Record<never, never>>;
export type EmptyQueryInit = Init<EmptyQuery>;
/** `rchain.casper.empty_query` */
export const EmptyQuery: Codec<EmptyQuery> = codecOf<EmptyQuery>({
  descriptor: {
    name: 'rchain.casper.empty_query',
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

export type LightBlockInfo = Readonly<{
  blockHash: string;
  sender: string;
  seqNum: bigint;
  sig: string;
  sigAlgorithm: string;
  shardId: string;
  version: bigint;
  timestamp: bigint;
  parentsHashList: readonly string[];
  blockNumber: bigint;
  preStateHash: string;
  postStateHash: string;
  blockSize: string;
  deployCount: number;
  faultTolerance: number;
}>;
export type LightBlockInfoInit = Init<LightBlockInfo>;
/** `rchain.casper.light_block_info` */
export const LightBlockInfo: Codec<LightBlockInfo> = codecOf<LightBlockInfo>({
  descriptor: {
    name: 'rchain.casper.light_block_info',
    fields: [
      { number: 1, name: 'block_hash', property: 'blockHash', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'sender', property: 'sender', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'seq_num', property: 'seqNum', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'sig', property: 'sig', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'sig_algorithm', property: 'sigAlgorithm', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'shard_id', property: 'shardId', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'version', property: 'version', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 9, name: 'timestamp', property: 'timestamp', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 11, name: 'parents_hash_list', property: 'parentsHashList', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 12, name: 'block_number', property: 'blockNumber', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 13, name: 'pre_state_hash', property: 'preStateHash', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 14, name: 'post_state_hash', property: 'postStateHash', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 17, name: 'block_size', property: 'blockSize', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 18, name: 'deploy_count', property: 'deployCount', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 19, name: 'fault_tolerance', property: 'faultTolerance', kind: 'fixed32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockHash !== undefined && value.blockHash !== '') putString(writer, 10, value.blockHash);
    if (value.sender !== undefined && value.sender !== '') putString(writer, 18, value.sender);
    if (value.seqNum !== undefined && value.seqNum !== 0n) putInt64(writer, 24, value.seqNum);
    if (value.sig !== undefined && value.sig !== '') putString(writer, 34, value.sig);
    if (value.sigAlgorithm !== undefined && value.sigAlgorithm !== '') putString(writer, 42, value.sigAlgorithm);
    if (value.shardId !== undefined && value.shardId !== '') putString(writer, 50, value.shardId);
    if (value.version !== undefined && value.version !== 0n) putInt64(writer, 64, value.version);
    if (value.timestamp !== undefined && value.timestamp !== 0n) putInt64(writer, 72, value.timestamp);
    if (value.parentsHashList !== undefined) for (const element of value.parentsHashList) putString(writer, 90, element);
    if (value.blockNumber !== undefined && value.blockNumber !== 0n) putInt64(writer, 96, value.blockNumber);
    if (value.preStateHash !== undefined && value.preStateHash !== '') putString(writer, 106, value.preStateHash);
    if (value.postStateHash !== undefined && value.postStateHash !== '') putString(writer, 114, value.postStateHash);
    if (value.blockSize !== undefined && value.blockSize !== '') putString(writer, 138, value.blockSize);
    if (value.deployCount !== undefined && value.deployCount !== 0) putInt32(writer, 144, value.deployCount);
    if (value.faultTolerance !== undefined && value.faultTolerance !== 0) putFixed32(writer, 157, value.faultTolerance);
  },
  read(reader, end, budget) {
    let v1: string = '';
    let v2: string = '';
    let v3: bigint = 0n;
    let v4: string = '';
    let v5: string = '';
    let v6: string = '';
    let v8: bigint = 0n;
    let v9: bigint = 0n;
    const v11: string[] = [];
    let v12: bigint = 0n;
    let v13: string = '';
    let v14: string = '';
    let v17: string = '';
    let v18: number = 0;
    let v19: number = 0;
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
          v3 = readInt64(reader);
          break;
        case 34:
          v4 = readString(reader, end);
          break;
        case 42:
          v5 = readString(reader, end);
          break;
        case 50:
          v6 = readString(reader, end);
          break;
        case 64:
          v8 = readInt64(reader);
          break;
        case 72:
          v9 = readInt64(reader);
          break;
        case 90:
          budget.element();
          v11.push(readString(reader, end));
          break;
        case 96:
          v12 = readInt64(reader);
          break;
        case 106:
          v13 = readString(reader, end);
          break;
        case 114:
          v14 = readString(reader, end);
          break;
        case 138:
          v17 = readString(reader, end);
          break;
        case 144:
          v18 = readInt32(reader);
          break;
        case 157:
          v19 = readFixed32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockHash: v1, sender: v2, seqNum: v3, sig: v4, sigAlgorithm: v5, shardId: v6, version: v8, timestamp: v9, parentsHashList: v11, blockNumber: v12, preStateHash: v13, postStateHash: v14, blockSize: v17, deployCount: v18, faultTolerance: v19 };
  },
});

export type DeployInfo = Readonly<{
  deployer: string;
  term: string;
  timestamp: bigint;
  sig: string;
  sigAlgorithm: string;
  phloPrice: bigint;
  phloLimit: bigint;
  validAfterBlockNumber: bigint;
  cost: bigint;
  errored: boolean;
}>;
export type DeployInfoInit = Init<DeployInfo>;
/** `rchain.casper.deploy_info` */
export const DeployInfo: Codec<DeployInfo> = codecOf<DeployInfo>({
  descriptor: {
    name: 'rchain.casper.deploy_info',
    fields: [
      { number: 1, name: 'deployer', property: 'deployer', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'term', property: 'term', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'timestamp', property: 'timestamp', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'sig', property: 'sig', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'sig_algorithm', property: 'sigAlgorithm', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'phlo_price', property: 'phloPrice', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'phlo_limit', property: 'phloLimit', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 9, name: 'valid_after_block_number', property: 'validAfterBlockNumber', kind: 'int64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 10, name: 'cost', property: 'cost', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 11, name: 'errored', property: 'errored', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.deployer !== undefined && value.deployer !== '') putString(writer, 10, value.deployer);
    if (value.term !== undefined && value.term !== '') putString(writer, 18, value.term);
    if (value.timestamp !== undefined && value.timestamp !== 0n) putInt64(writer, 24, value.timestamp);
    if (value.sig !== undefined && value.sig !== '') putString(writer, 34, value.sig);
    if (value.sigAlgorithm !== undefined && value.sigAlgorithm !== '') putString(writer, 42, value.sigAlgorithm);
    if (value.phloPrice !== undefined && value.phloPrice !== 0n) putInt64(writer, 56, value.phloPrice);
    if (value.phloLimit !== undefined && value.phloLimit !== 0n) putInt64(writer, 64, value.phloLimit);
    if (value.validAfterBlockNumber !== undefined && value.validAfterBlockNumber !== 0n) putInt64(writer, 72, value.validAfterBlockNumber);
    if (value.cost !== undefined && value.cost !== 0n) putUint64(writer, 80, value.cost);
    if (value.errored !== undefined && value.errored !== false) putBool(writer, 88, value.errored);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: string = '';
    let v3: bigint = 0n;
    let v4: string = '';
    let v5: string = '';
    let v7: bigint = 0n;
    let v8: bigint = 0n;
    let v9: bigint = 0n;
    let v10: bigint = 0n;
    let v11: boolean = false;
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
          v3 = readInt64(reader);
          break;
        case 34:
          v4 = readString(reader, end);
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
        case 72:
          v9 = readInt64(reader);
          break;
        case 80:
          v10 = readUint64(reader);
          break;
        case 88:
          v11 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { deployer: v1, term: v2, timestamp: v3, sig: v4, sigAlgorithm: v5, phloPrice: v7, phloLimit: v8, validAfterBlockNumber: v9, cost: v10, errored: v11 };
  },
});

export type BlockInfo = Readonly<{
  blockInfo: LightBlockInfo | undefined;
  deploys: readonly DeployInfo[];
}>;
export type BlockInfoInit = Init<BlockInfo>;
/** `rchain.casper.block_info` */
export const BlockInfo: Codec<BlockInfo> = codecOf<BlockInfo>({
  descriptor: {
    name: 'rchain.casper.block_info',
    fields: [
      { number: 1, name: 'block_info', property: 'blockInfo', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => LightBlockInfo, values: undefined },
      { number: 2, name: 'deploys', property: 'deploys', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => DeployInfo, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockInfo !== undefined) putMessage(writer, 10, value.blockInfo, LightBlockInfo);
    if (value.deploys !== undefined) for (const element of value.deploys) putMessage(writer, 18, element, DeployInfo);
  },
  read(reader, end, budget) {
    let v1: LightBlockInfo | undefined = undefined;
    const v2: DeployInfo[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, LightBlockInfo);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, DeployInfo));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockInfo: v1, deploys: v2 };
  },
});

export type DataWithBlock = Readonly<{
  postBlockData: readonly Uint8Array[];
  block: LightBlockInfo | undefined;
}>;
export type DataWithBlockInit = Init<DataWithBlock>;
/** `rchain.casper.data_with_block` */
export const DataWithBlock: Codec<DataWithBlock> = codecOf<DataWithBlock>({
  descriptor: {
    name: 'rchain.casper.data_with_block',
    fields: [
      { number: 1, name: 'post_block_data', property: 'postBlockData', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 2, name: 'block', property: 'block', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => LightBlockInfo, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.postBlockData !== undefined) for (const element of value.postBlockData) putBytes(writer, 10, element);
    if (value.block !== undefined) putMessage(writer, 18, value.block, LightBlockInfo);
  },
  read(reader, end, budget) {
    const v1: Uint8Array[] = [];
    let v2: LightBlockInfo | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readBytes(reader, end));
          break;
        case 18:
          v2 = readMessage(reader, end, budget, LightBlockInfo);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { postBlockData: v1, block: v2 };
  },
});

export type DataPayload = Readonly<{
  blockInfo: readonly DataWithBlock[];
  length: number;
}>;
export type DataPayloadInit = Init<DataPayload>;
/** `rchain.casper.data_payload` */
export const DataPayload: Codec<DataPayload> = codecOf<DataPayload>({
  descriptor: {
    name: 'rchain.casper.data_payload',
    fields: [
      { number: 1, name: 'block_info', property: 'blockInfo', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => DataWithBlock, values: undefined },
      { number: 2, name: 'length', property: 'length', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockInfo !== undefined) for (const element of value.blockInfo) putMessage(writer, 10, element, DataWithBlock);
    if (value.length !== undefined && value.length !== 0) putInt32(writer, 16, value.length);
  },
  read(reader, end, budget) {
    const v1: DataWithBlock[] = [];
    let v2: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, DataWithBlock));
          break;
        case 16:
          v2 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockInfo: v1, length: v2 };
  },
});

export type PreviewPayload = Readonly<{
  ids: readonly Uint8Array[];
}>;
export type PreviewPayloadInit = Init<PreviewPayload>;
/** `rchain.casper.preview_payload` */
export const PreviewPayload: Codec<PreviewPayload> = codecOf<PreviewPayload>({
  descriptor: {
    name: 'rchain.casper.preview_payload',
    fields: [
      { number: 1, name: 'ids', property: 'ids', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.ids !== undefined) for (const element of value.ids) putBytes(writer, 10, element);
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
    return { ids: v1 };
  },
});

export type TextResponse = Readonly<{
  error: ServiceError | undefined;
  result: string | undefined;
}>;
export type TextResponseInit = Init<TextResponse>;
/** `rchain.casper.text_response` */
export const TextResponse: Codec<TextResponse> = codecOf<TextResponse>({
  descriptor: {
    name: 'rchain.casper.text_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'result', property: 'result', kind: 'string', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.result === undefined ? 0 : 1), 'rchain.casper.text_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.result !== undefined) putString(writer, 18, value.result);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: string | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, result: v2 };
  },
});

export type BlockResponse = Readonly<{
  error: ServiceError | undefined;
  blockInfo: BlockInfo | undefined;
}>;
export type BlockResponseInit = Init<BlockResponse>;
/** `rchain.casper.block_response` */
export const BlockResponse: Codec<BlockResponse> = codecOf<BlockResponse>({
  descriptor: {
    name: 'rchain.casper.block_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'block_info', property: 'blockInfo', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => BlockInfo, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.blockInfo === undefined ? 0 : 1), 'rchain.casper.block_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.blockInfo !== undefined) putMessage(writer, 18, value.blockInfo, BlockInfo);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: BlockInfo | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, BlockInfo);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, blockInfo: v2 };
  },
});

export type LightBlockResponse = Readonly<{
  error: ServiceError | undefined;
  blockInfo: LightBlockInfo | undefined;
}>;
export type LightBlockResponseInit = Init<LightBlockResponse>;
/** `rchain.casper.light_block_response` */
export const LightBlockResponse: Codec<LightBlockResponse> = codecOf<LightBlockResponse>({
  descriptor: {
    name: 'rchain.casper.light_block_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'block_info', property: 'blockInfo', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => LightBlockInfo, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.blockInfo === undefined ? 0 : 1), 'rchain.casper.light_block_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.blockInfo !== undefined) putMessage(writer, 18, value.blockInfo, LightBlockInfo);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: LightBlockInfo | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, LightBlockInfo);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, blockInfo: v2 };
  },
});

export type DataResponse = Readonly<{
  error: ServiceError | undefined;
  payload: DataPayload | undefined;
}>;
export type DataResponseInit = Init<DataResponse>;
/** `rchain.casper.data_response` */
export const DataResponse: Codec<DataResponse> = codecOf<DataResponse>({
  descriptor: {
    name: 'rchain.casper.data_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'payload', property: 'payload', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => DataPayload, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.payload === undefined ? 0 : 1), 'rchain.casper.data_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.payload !== undefined) putMessage(writer, 18, value.payload, DataPayload);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: DataPayload | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, DataPayload);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, payload: v2 };
  },
});

export type PreviewResponse = Readonly<{
  error: ServiceError | undefined;
  payload: PreviewPayload | undefined;
}>;
export type PreviewResponseInit = Init<PreviewResponse>;
/** `rchain.casper.preview_response` */
export const PreviewResponse: Codec<PreviewResponse> = codecOf<PreviewResponse>({
  descriptor: {
    name: 'rchain.casper.preview_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'payload', property: 'payload', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => PreviewPayload, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.payload === undefined ? 0 : 1), 'rchain.casper.preview_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.payload !== undefined) putMessage(writer, 18, value.payload, PreviewPayload);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: PreviewPayload | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, PreviewPayload);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, payload: v2 };
  },
});

export type FinalResponse = Readonly<{
  error: ServiceError | undefined;
  isFinalized: boolean | undefined;
}>;
export type FinalResponseInit = Init<FinalResponse>;
/** `rchain.casper.final_response` */
export const FinalResponse: Codec<FinalResponse> = codecOf<FinalResponse>({
  descriptor: {
    name: 'rchain.casper.final_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'is_finalized', property: 'isFinalized', kind: 'bool', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.isFinalized === undefined ? 0 : 1), 'rchain.casper.final_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.isFinalized !== undefined) putBool(writer, 16, value.isFinalized);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: boolean | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 16:
          v1 = undefined;
          v2 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, isFinalized: v2 };
  },
});

export type ExploreResponse = Readonly<{
  error: ServiceError | undefined;
  result: DataWithBlock | undefined;
}>;
export type ExploreResponseInit = Init<ExploreResponse>;
/** `rchain.casper.explore_response` */
export const ExploreResponse: Codec<ExploreResponse> = codecOf<ExploreResponse>({
  descriptor: {
    name: 'rchain.casper.explore_response',
    fields: [
      { number: 1, name: 'error', property: 'error', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => ServiceError, values: undefined },
      { number: 2, name: 'result', property: 'result', kind: 'message', repeated: false, explicit: true, oneof: 'message', btype: undefined, message: () => DataWithBlock, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.error === undefined ? 0 : 1) + (value.result === undefined ? 0 : 1), 'rchain.casper.explore_response.message');
    if (value.error !== undefined) putMessage(writer, 10, value.error, ServiceError);
    if (value.result !== undefined) putMessage(writer, 18, value.result, DataWithBlock);
  },
  read(reader, end, budget) {
    let v1: ServiceError | undefined = undefined;
    let v2: DataWithBlock | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v2 = undefined;
          v1 = readMessage(reader, end, budget, ServiceError);
          break;
        case 18:
          v1 = undefined;
          v2 = readMessage(reader, end, budget, DataWithBlock);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { error: v1, result: v2 };
  },
});
