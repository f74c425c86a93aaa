// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type EnumDescriptor, type Init } from '../codec.ts';
import { putBool, putBytes, putInt32, putMessage, putUint64, readBool, readBytes, readInt32, readMessage, readUint64, skipField } from '../wire.ts';
import { Operation } from './protocol.ts';

/** Numbers of the enum `koinos.contracts.governance.proposal_status`. */
export const ProposalStatus = {
  pending: 0,
  active: 1,
  approved: 2,
  expired: 3,
  applied: 4,
  failed: 5,
  reverted: 6,
} as const;
export type ProposalStatus = number;
export const ProposalStatusNames: EnumDescriptor = {
  name: 'koinos.contracts.governance.proposal_status',
  values: [
    ['pending', 0],
    ['active', 1],
    ['approved', 2],
    ['expired', 3],
    ['applied', 4],
    ['failed', 5],
    ['reverted', 6],
  ],
};

export type ProposalRecord = Readonly<{
  operations: readonly Operation[];
  operationMerkleRoot: Uint8Array;
  voteStartHeight: bigint;
  voteTally: bigint;
  voteThreshold: bigint;
  shallAuthorize: boolean;
  updatesGovernance: boolean;
  status: number;
  fee: bigint;
}>;
export type ProposalRecordInit = Init<ProposalRecord>;
/** `koinos.contracts.governance.proposal_record` */
export const ProposalRecord: Codec<ProposalRecord> = codecOf<ProposalRecord>({
  descriptor: {
    name: 'koinos.contracts.governance.proposal_record',
    fields: [
      { number: 1, name: 'operations', property: 'operations', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Operation, values: undefined },
      { number: 2, name: 'operation_merkle_root', property: 'operationMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'vote_start_height', property: 'voteStartHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'vote_tally', property: 'voteTally', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'vote_threshold', property: 'voteThreshold', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'shall_authorize', property: 'shallAuthorize', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'updates_governance', property: 'updatesGovernance', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 8, name: 'status', property: 'status', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: ProposalStatusNames },
      { number: 9, name: 'fee', property: 'fee', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.operations !== undefined) for (const element of value.operations) putMessage(writer, 10, element, Operation);
    if (value.operationMerkleRoot !== undefined && value.operationMerkleRoot.length > 0) putBytes(writer, 18, value.operationMerkleRoot);
    if (value.voteStartHeight !== undefined && value.voteStartHeight !== 0n) putUint64(writer, 24, value.voteStartHeight);
    if (value.voteTally !== undefined && value.voteTally !== 0n) putUint64(writer, 32, value.voteTally);
    if (value.voteThreshold !== undefined && value.voteThreshold !== 0n) putUint64(writer, 40, value.voteThreshold);
    if (value.shallAuthorize !== undefined && value.shallAuthorize !== false) putBool(writer, 48, value.shallAuthorize);
    if (value.updatesGovernance !== undefined && value.updatesGovernance !== false) putBool(writer, 56, value.updatesGovernance);
    if (value.status !== undefined && value.status !== 0) putInt32(writer, 64, value.status);
    if (value.fee !== undefined && value.fee !== 0n) putUint64(writer, 72, value.fee);
  },
  read(reader, end, budget) {
    const v1: Operation[] = [];
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: boolean = false;
    let v7: boolean = false;
    let v8: number = 0;
    let v9: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Operation));
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
          v6 = readBool(reader);
          break;
        case 56:
          v7 = readBool(reader);
          break;
        case 64:
          v8 = readInt32(reader);
          break;
        case 72:
          v9 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { operations: v1, operationMerkleRoot: v2, voteStartHeight: v3, voteTally: v4, voteThreshold: v5, shallAuthorize: v6, updatesGovernance: v7, status: v8, fee: v9 };
  },
});

export type SubmitProposalArguments = Readonly<{
  operations: readonly Operation[];
  operationMerkleRoot: Uint8Array;
  fee: bigint;
}>;
export type SubmitProposalArgumentsInit = Init<SubmitProposalArguments>;
/** `koinos.contracts.governance.submit_proposal_arguments` */
export const SubmitProposalArguments: Codec<SubmitProposalArguments> = codecOf<SubmitProposalArguments>({
  descriptor: {
    name: 'koinos.contracts.governance.submit_proposal_arguments',
    fields: [
      { number: 1, name: 'operations', property: 'operations', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Operation, values: undefined },
      { number: 2, name: 'operation_merkle_root', property: 'operationMerkleRoot', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'fee', property: 'fee', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.operations !== undefined) for (const element of value.operations) putMessage(writer, 10, element, Operation);
    if (value.operationMerkleRoot !== undefined && value.operationMerkleRoot.length > 0) putBytes(writer, 18, value.operationMerkleRoot);
    if (value.fee !== undefined && value.fee !== 0n) putUint64(writer, 24, value.fee);
  },
  read(reader, end, budget) {
    const v1: Operation[] = [];
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Operation));
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
    return { operations: v1, operationMerkleRoot: v2, fee: v3 };
  },
});

export type SubmitProposalResult = Readonly<Record<never, never>>;
export type SubmitProposalResultInit = Init<SubmitProposalResult>;
/** `koinos.contracts.governance.submit_proposal_result` */
export const SubmitProposalResult: Codec<SubmitProposalResult> = codecOf<SubmitProposalResult>({
  descriptor: {
    name: 'koinos.contracts.governance.submit_proposal_result',
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

export type GetProposalByIdArguments = Readonly<{
  proposalId: Uint8Array;
}>;
export type GetProposalByIdArgumentsInit = Init<GetProposalByIdArguments>;
/** `koinos.contracts.governance.get_proposal_by_id_arguments` */
export const GetProposalByIdArguments: Codec<GetProposalByIdArguments> = codecOf<GetProposalByIdArguments>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposal_by_id_arguments',
    fields: [
      { number: 1, name: 'proposal_id', property: 'proposalId', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.proposalId !== undefined && value.proposalId.length > 0) putBytes(writer, 10, value.proposalId);
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
    return { proposalId: v1 };
  },
});

export type GetProposalByIdResult = Readonly<{
  value: ProposalRecord | undefined;
}>;
export type GetProposalByIdResultInit = Init<GetProposalByIdResult>;
/** `koinos.contracts.governance.get_proposal_by_id_result` */
export const GetProposalByIdResult: Codec<GetProposalByIdResult> = codecOf<GetProposalByIdResult>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposal_by_id_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ProposalRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ProposalRecord);
  },
  read(reader, end, budget) {
    let v1: ProposalRecord | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ProposalRecord);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetProposalsByStatusArguments = Readonly<{
  startProposal: Uint8Array;
  limit: bigint;
  status: number;
}>;
export type GetProposalsByStatusArgumentsInit = Init<GetProposalsByStatusArguments>;
/** `koinos.contracts.governance.get_proposals_by_status_arguments` */
export const GetProposalsByStatusArguments: Codec<GetProposalsByStatusArguments> = codecOf<GetProposalsByStatusArguments>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposals_by_status_arguments',
    fields: [
      { number: 1, name: 'start_proposal', property: 'startProposal', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'limit', property: 'limit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'status', property: 'status', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: ProposalStatusNames },
    ],
  },
  write(writer, value) {
    if (value.startProposal !== undefined && value.startProposal.length > 0) putBytes(writer, 10, value.startProposal);
    if (value.limit !== undefined && value.limit !== 0n) putUint64(writer, 16, value.limit);
    if (value.status !== undefined && value.status !== 0) putInt32(writer, 24, value.status);
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
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readInt32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { startProposal: v1, limit: v2, status: v3 };
  },
});

export type GetProposalsByStatusResult = Readonly<{
  value: readonly ProposalRecord[];
}>;
export type GetProposalsByStatusResultInit = Init<GetProposalsByStatusResult>;
/** `koinos.contracts.governance.get_proposals_by_status_result` */
export const GetProposalsByStatusResult: Codec<GetProposalsByStatusResult> = codecOf<GetProposalsByStatusResult>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposals_by_status_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => ProposalRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 10, element, ProposalRecord);
  },
  read(reader, end, budget) {
    const v1: ProposalRecord[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, ProposalRecord));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetProposalsArguments = Readonly<{
  startProposal: Uint8Array;
  limit: bigint;
}>;
export type GetProposalsArgumentsInit = Init<GetProposalsArguments>;
/** `koinos.contracts.governance.get_proposals_arguments` */
export const GetProposalsArguments: Codec<GetProposalsArguments> = codecOf<GetProposalsArguments>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposals_arguments',
    fields: [
      { number: 1, name: 'start_proposal', property: 'startProposal', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'limit', property: 'limit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.startProposal !== undefined && value.startProposal.length > 0) putBytes(writer, 10, value.startProposal);
    if (value.limit !== undefined && value.limit !== 0n) putUint64(writer, 16, value.limit);
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
    return { startProposal: v1, limit: v2 };
  },
});

export type GetProposalsResult = Readonly<{
  value: readonly ProposalRecord[];
}>;
export type GetProposalsResultInit = Init<GetProposalsResult>;
/** `koinos.contracts.governance.get_proposals_result` */
export const GetProposalsResult: Codec<GetProposalsResult> = codecOf<GetProposalsResult>({
  descriptor: {
    name: 'koinos.contracts.governance.get_proposals_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => ProposalRecord, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 10, element, ProposalRecord);
  },
  read(reader, end, budget) {
    const v1: ProposalRecord[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, ProposalRecord));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type BlockCallbackArguments = Readonly<Record<never, never>>;
export type BlockCallbackArgumentsInit = Init<BlockCallbackArguments>;
/** `koinos.contracts.governance.block_callback_arguments` */
export const BlockCallbackArguments: Codec<BlockCallbackArguments> = codecOf<BlockCallbackArguments>({
  descriptor: {
    name: 'koinos.contracts.governance.block_callback_arguments',
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

export type BlockCallbackResult = Readonly<Record<never, never>>;
export type BlockCallbackResultInit = Init<BlockCallbackResult>;
/** `koinos.contracts.governance.block_callback_result` */
export const BlockCallbackResult: Codec<BlockCallbackResult> = codecOf<BlockCallbackResult>({
  descriptor: {
    name: 'koinos.contracts.governance.block_callback_result',
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

export type ProposalStatusEvent = Readonly<{
  id: Uint8Array;
  status: number;
}>;
export type ProposalStatusEventInit = Init<ProposalStatusEvent>;
/** `koinos.contracts.governance.proposal_status_event` */
export const ProposalStatusEvent: Codec<ProposalStatusEvent> = codecOf<ProposalStatusEvent>({
  descriptor: {
    name: 'koinos.contracts.governance.proposal_status_event',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'status', property: 'status', kind: 'enum', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: ProposalStatusNames },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.status !== undefined && value.status !== 0) putInt32(writer, 16, value.status);
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
    return { id: v1, status: v2 };
  },
});

export type ProposalVoteEvent = Readonly<{
  id: Uint8Array;
  voteTally: bigint;
  voteThreshold: bigint;
}>;
export type ProposalVoteEventInit = Init<ProposalVoteEvent>;
/** `koinos.contracts.governance.proposal_vote_event` */
export const ProposalVoteEvent: Codec<ProposalVoteEvent> = codecOf<ProposalVoteEvent>({
  descriptor: {
    name: 'koinos.contracts.governance.proposal_vote_event',
    fields: [
      { number: 1, name: 'id', property: 'id', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'vote_tally', property: 'voteTally', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'vote_threshold', property: 'voteThreshold', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.id !== undefined && value.id.length > 0) putBytes(writer, 10, value.id);
    if (value.voteTally !== undefined && value.voteTally !== 0n) putUint64(writer, 16, value.voteTally);
    if (value.voteThreshold !== undefined && value.voteThreshold !== 0n) putUint64(writer, 24, value.voteThreshold);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
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
        default:
          skipField(reader, tag);
      }
    }
    return { id: v1, voteTally: v2, voteThreshold: v3 };
  },
});

export type ProposalOperations = Readonly<{
  operations: readonly Operation[];
}>;
export type ProposalOperationsInit = Init<ProposalOperations>;
/** `koinos.contracts.governance.proposal_operations` */
export const ProposalOperations: Codec<ProposalOperations> = codecOf<ProposalOperations>({
  descriptor: {
    name: 'koinos.contracts.governance.proposal_operations',
    fields: [
      { number: 1, name: 'operations', property: 'operations', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Operation, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.operations !== undefined) for (const element of value.operations) putMessage(writer, 10, element, Operation);
  },
  read(reader, end, budget) {
    const v1: Operation[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Operation));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { operations: v1 };
  },
});

export type GovernanceParameters = Readonly<{
  weekBlocks: bigint;
}>;
export type GovernanceParametersInit = Init<GovernanceParameters>;
/** `koinos.contracts.governance.governance_parameters` */
export const GovernanceParameters: Codec<GovernanceParameters> = codecOf<GovernanceParameters>({
  descriptor: {
    name: 'koinos.contracts.governance.governance_parameters',
    fields: [
      { number: 1, name: 'week_blocks', property: 'weekBlocks', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.weekBlocks !== undefined && value.weekBlocks !== 0n) putUint64(writer, 8, value.weekBlocks);
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
    return { weekBlocks: v1 };
  },
});
