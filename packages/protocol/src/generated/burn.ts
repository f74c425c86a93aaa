// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, putUint32, putUint64, readBytes, readMessage, readUint32, readUint64, skipField } from '../wire.ts';

export type PublicKeyRecord = Readonly<{
  publicKey: Uint8Array;
  setBlockHeight: bigint;
}>;
export type PublicKeyRecordInit = Init<PublicKeyRecord>;
/** `koinos.contracts.pob.public_key_record` */
export const PublicKeyRecord: Codec<PublicKeyRecord> = codecOf<PublicKeyRecord>({
  descriptor: {
    name: 'koinos.contracts.pob.public_key_record',
    fields: [
      { number: 1, name: 'public_key', property: 'publicKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'set_block_height', property: 'setBlockHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.publicKey !== undefined && value.publicKey.length > 0) putBytes(writer, 10, value.publicKey);
    if (value.setBlockHeight !== undefined && value.setBlockHeight !== 0n) putUint64(writer, 16, value.setBlockHeight);
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
    return { publicKey: v1, setBlockHeight: v2 };
  },
});

export type Metadata = Readonly<{
  seed: Uint8Array;
  difficulty: Uint8Array;
  lastBlockTime: bigint;
}>;
export type MetadataInit = Init<Metadata>;
/** `koinos.contracts.pob.metadata` */
export const Metadata: Codec<Metadata> = codecOf<Metadata>({
  descriptor: {
    name: 'koinos.contracts.pob.metadata',
    fields: [
      { number: 1, name: 'seed', property: 'seed', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'difficulty', property: 'difficulty', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'last_block_time', property: 'lastBlockTime', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.seed !== undefined && value.seed.length > 0) putBytes(writer, 10, value.seed);
    if (value.difficulty !== undefined && value.difficulty.length > 0) putBytes(writer, 18, value.difficulty);
    if (value.lastBlockTime !== undefined && value.lastBlockTime !== 0n) putUint64(writer, 24, value.lastBlockTime);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
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
        default:
          skipField(reader, tag);
      }
    }
    return { seed: v1, difficulty: v2, lastBlockTime: v3 };
  },
});

export type ConsensusParameters = Readonly<{
  targetAnnualInflationRate: number;
  targetBurnPercent: number;
  targetBlockInterval: number;
  quantumLength: number;
}>;
export type ConsensusParametersInit = Init<ConsensusParameters>;
/** `koinos.contracts.pob.consensus_parameters` */
export const ConsensusParameters: Codec<ConsensusParameters> = codecOf<ConsensusParameters>({
  descriptor: {
    name: 'koinos.contracts.pob.consensus_parameters',
    fields: [
      { number: 1, name: 'target_annual_inflation_rate', property: 'targetAnnualInflationRate', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'target_burn_percent', property: 'targetBurnPercent', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'target_block_interval', property: 'targetBlockInterval', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'quantum_length', property: 'quantumLength', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.targetAnnualInflationRate !== undefined && value.targetAnnualInflationRate !== 0) putUint32(writer, 8, value.targetAnnualInflationRate);
    if (value.targetBurnPercent !== undefined && value.targetBurnPercent !== 0) putUint32(writer, 16, value.targetBurnPercent);
    if (value.targetBlockInterval !== undefined && value.targetBlockInterval !== 0) putUint32(writer, 24, value.targetBlockInterval);
    if (value.quantumLength !== undefined && value.quantumLength !== 0) putUint32(writer, 32, value.quantumLength);
  },
  read(reader, end) {
    let v1: number = 0;
    let v2: number = 0;
    let v3: number = 0;
    let v4: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint32(reader);
          break;
        case 16:
          v2 = readUint32(reader);
          break;
        case 24:
          v3 = readUint32(reader);
          break;
        case 32:
          v4 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { targetAnnualInflationRate: v1, targetBurnPercent: v2, targetBlockInterval: v3, quantumLength: v4 };
  },
});

export type VrfPayload = Readonly<{
  seed: Uint8Array;
  blockTime: bigint;
}>;
export type VrfPayloadInit = Init<VrfPayload>;
/** `koinos.contracts.pob.vrf_payload` */
export const VrfPayload: Codec<VrfPayload> = codecOf<VrfPayload>({
  descriptor: {
    name: 'koinos.contracts.pob.vrf_payload',
    fields: [
      { number: 1, name: 'seed', property: 'seed', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'block_time', property: 'blockTime', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.seed !== undefined && value.seed.length > 0) putBytes(writer, 10, value.seed);
    if (value.blockTime !== undefined && value.blockTime !== 0n) putUint64(writer, 16, value.blockTime);
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
    return { seed: v1, blockTime: v2 };
  },
});

export type SignatureData = Readonly<{
  vrfProof: Uint8Array;
  vrfHash: Uint8Array;
  signature: Uint8Array;
}>;
export type SignatureDataInit = Init<SignatureData>;
/** `koinos.contracts.pob.signature_data` */
export const SignatureData: Codec<SignatureData> = codecOf<SignatureData>({
  descriptor: {
    name: 'koinos.contracts.pob.signature_data',
    fields: [
      { number: 1, name: 'vrf_proof', property: 'vrfProof', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'vrf_hash', property: 'vrfHash', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.vrfProof !== undefined && value.vrfProof.length > 0) putBytes(writer, 10, value.vrfProof);
    if (value.vrfHash !== undefined && value.vrfHash.length > 0) putBytes(writer, 18, value.vrfHash);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 26, value.signature);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
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
    return { vrfProof: v1, vrfHash: v2, signature: v3 };
  },
});

export type BurnArguments = Readonly<{
  tokenAmount: bigint;
  burnAddress: Uint8Array;
  vhpAddress: Uint8Array;
}>;
export type BurnArgumentsInit = Init<BurnArguments>;
/** `koinos.contracts.pob.burn_arguments` */
export const BurnArguments: Codec<BurnArguments> = codecOf<BurnArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.burn_arguments',
    fields: [
      { number: 1, name: 'token_amount', property: 'tokenAmount', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'burn_address', property: 'burnAddress', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'vhp_address', property: 'vhpAddress', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.tokenAmount !== undefined && value.tokenAmount !== 0n) putUint64(writer, 8, value.tokenAmount);
    if (value.burnAddress !== undefined && value.burnAddress.length > 0) putBytes(writer, 18, value.burnAddress);
    if (value.vhpAddress !== undefined && value.vhpAddress.length > 0) putBytes(writer, 26, value.vhpAddress);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
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
    return { tokenAmount: v1, burnAddress: v2, vhpAddress: v3 };
  },
});

export type BurnResult = Readonly<Record<never, never>>;
export type BurnResultInit = Init<BurnResult>;
/** `koinos.contracts.pob.burn_result` */
export const BurnResult: Codec<BurnResult> = codecOf<BurnResult>({
  descriptor: {
    name: 'koinos.contracts.pob.burn_result',
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

export type RegisterPublicKeyArguments = Readonly<{
  producer: Uint8Array;
  publicKey: Uint8Array;
}>;
export type RegisterPublicKeyArgumentsInit = Init<RegisterPublicKeyArguments>;
/** `koinos.contracts.pob.register_public_key_arguments` */
export const RegisterPublicKeyArguments: Codec<RegisterPublicKeyArguments> = codecOf<RegisterPublicKeyArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.register_public_key_arguments',
    fields: [
      { number: 1, name: 'producer', property: 'producer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'public_key', property: 'publicKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.producer !== undefined && value.producer.length > 0) putBytes(writer, 10, value.producer);
    if (value.publicKey !== undefined && value.publicKey.length > 0) putBytes(writer, 18, value.publicKey);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
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
    return { producer: v1, publicKey: v2 };
  },
});

export type RegisterPublicKeyResult = Readonly<Record<never, never>>;
export type RegisterPublicKeyResultInit = Init<RegisterPublicKeyResult>;
/** `koinos.contracts.pob.register_public_key_result` */
export const RegisterPublicKeyResult: Codec<RegisterPublicKeyResult> = codecOf<RegisterPublicKeyResult>({
  descriptor: {
    name: 'koinos.contracts.pob.register_public_key_result',
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

export type GetPublicKeyArguments = Readonly<{
  producer: Uint8Array;
}>;
export type GetPublicKeyArgumentsInit = Init<GetPublicKeyArguments>;
/** `koinos.contracts.pob.get_public_key_arguments` */
export const GetPublicKeyArguments: Codec<GetPublicKeyArguments> = codecOf<GetPublicKeyArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.get_public_key_arguments',
    fields: [
      { number: 1, name: 'producer', property: 'producer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.producer !== undefined && value.producer.length > 0) putBytes(writer, 10, value.producer);
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
    return { producer: v1 };
  },
});

export type GetPublicKeyResult = Readonly<{
  value: Uint8Array;
}>;
export type GetPublicKeyResultInit = Init<GetPublicKeyResult>;
/** `koinos.contracts.pob.get_public_key_result` */
export const GetPublicKeyResult: Codec<GetPublicKeyResult> = codecOf<GetPublicKeyResult>({
  descriptor: {
    name: 'koinos.contracts.pob.get_public_key_result',
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

export type GetMetadataArguments = Readonly<Record<never, never>>;
export type GetMetadataArgumentsInit = Init<GetMetadataArguments>;
/** `koinos.contracts.pob.get_metadata_arguments` */
export const GetMetadataArguments: Codec<GetMetadataArguments> = codecOf<GetMetadataArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.get_metadata_arguments',
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

export type GetMetadataResult = Readonly<{
  value: Metadata | undefined;
}>;
export type GetMetadataResultInit = Init<GetMetadataResult>;
/** `koinos.contracts.pob.get_metadata_result` */
export const GetMetadataResult: Codec<GetMetadataResult> = codecOf<GetMetadataResult>({
  descriptor: {
    name: 'koinos.contracts.pob.get_metadata_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Metadata, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, Metadata);
  },
  read(reader, end, budget) {
    let v1: Metadata | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Metadata);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetConsensusParametersArguments = Readonly<Record<never, never>>;
export type GetConsensusParametersArgumentsInit = Init<GetConsensusParametersArguments>;
/** `koinos.contracts.pob.get_consensus_parameters_arguments` */
export const GetConsensusParametersArguments: Codec<GetConsensusParametersArguments> = codecOf<GetConsensusParametersArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.get_consensus_parameters_arguments',
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

export type GetConsensusParametersResult = Readonly<{
  value: ConsensusParameters | undefined;
}>;
export type GetConsensusParametersResultInit = Init<GetConsensusParametersResult>;
/** `koinos.contracts.pob.get_consensus_parameters_result` */
export const GetConsensusParametersResult: Codec<GetConsensusParametersResult> = codecOf<GetConsensusParametersResult>({
  descriptor: {
    name: 'koinos.contracts.pob.get_consensus_parameters_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ConsensusParameters, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ConsensusParameters);
  },
  read(reader, end, budget) {
    let v1: ConsensusParameters | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ConsensusParameters);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type UpdateConsensusParametersArguments = Readonly<{
  value: ConsensusParameters | undefined;
}>;
export type UpdateConsensusParametersArgumentsInit = Init<UpdateConsensusParametersArguments>;
/** `koinos.contracts.pob.update_consensus_parameters_arguments` */
export const UpdateConsensusParametersArguments: Codec<UpdateConsensusParametersArguments> = codecOf<UpdateConsensusParametersArguments>({
  descriptor: {
    name: 'koinos.contracts.pob.update_consensus_parameters_arguments',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ConsensusParameters, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ConsensusParameters);
  },
  read(reader, end, budget) {
    let v1: ConsensusParameters | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ConsensusParameters);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type UpdateConsensusParametersResult = Readonly<Record<never, never>>;
export type UpdateConsensusParametersResultInit = Init<UpdateConsensusParametersResult>;
/** `koinos.contracts.pob.update_consensus_parameters_result` */
export const UpdateConsensusParametersResult: Codec<UpdateConsensusParametersResult> = codecOf<UpdateConsensusParametersResult>({
  descriptor: {
    name: 'koinos.contracts.pob.update_consensus_parameters_result',
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

export type RegisterPublicKeyEvent = Readonly<{
  address: Uint8Array;
  publicKey: Uint8Array;
}>;
export type RegisterPublicKeyEventInit = Init<RegisterPublicKeyEvent>;
/** `koinos.contracts.pob.register_public_key_event` */
export const RegisterPublicKeyEvent: Codec<RegisterPublicKeyEvent> = codecOf<RegisterPublicKeyEvent>({
  descriptor: {
    name: 'koinos.contracts.pob.register_public_key_event',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'public_key', property: 'publicKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
    if (value.publicKey !== undefined && value.publicKey.length > 0) putBytes(writer, 18, value.publicKey);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
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
    return { address: v1, publicKey: v2 };
  },
});

export type BalanceEntry = Readonly<{
  blockHeight: bigint;
  balance: bigint;
}>;
export type BalanceEntryInit = Init<BalanceEntry>;
/** `koinos.contracts.vhp.balance_entry` */
export const BalanceEntry: Codec<BalanceEntry> = codecOf<BalanceEntry>({
  descriptor: {
    name: 'koinos.contracts.vhp.balance_entry',
    fields: [
      { number: 1, name: 'block_height', property: 'blockHeight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'balance', property: 'balance', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockHeight !== undefined && value.blockHeight !== 0n) putUint64(writer, 8, value.blockHeight);
    if (value.balance !== undefined && value.balance !== 0n) putUint64(writer, 16, value.balance);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { blockHeight: v1, balance: v2 };
  },
});

export type EffectiveBalanceObject = Readonly<{
  currentBalance: bigint;
  pastBalances: readonly BalanceEntry[];
}>;
export type EffectiveBalanceObjectInit = Init<EffectiveBalanceObject>;
/** `koinos.contracts.vhp.effective_balance_object` */
export const EffectiveBalanceObject: Codec<EffectiveBalanceObject> = codecOf<EffectiveBalanceObject>({
  descriptor: {
    name: 'koinos.contracts.vhp.effective_balance_object',
    fields: [
      { number: 1, name: 'current_balance', property: 'currentBalance', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'past_balances', property: 'pastBalances', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => BalanceEntry, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.currentBalance !== undefined && value.currentBalance !== 0n) putUint64(writer, 8, value.currentBalance);
    if (value.pastBalances !== undefined) for (const element of value.pastBalances) putMessage(writer, 18, element, BalanceEntry);
  },
  read(reader, end, budget) {
    let v1: bigint = 0n;
    const v2: BalanceEntry[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, BalanceEntry));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { currentBalance: v1, pastBalances: v2 };
  },
});

export type EffectiveBalanceOfArguments = Readonly<{
  owner: Uint8Array;
}>;
export type EffectiveBalanceOfArgumentsInit = Init<EffectiveBalanceOfArguments>;
/** `koinos.contracts.vhp.effective_balance_of_arguments` */
export const EffectiveBalanceOfArguments: Codec<EffectiveBalanceOfArguments> = codecOf<EffectiveBalanceOfArguments>({
  descriptor: {
    name: 'koinos.contracts.vhp.effective_balance_of_arguments',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
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
    return { owner: v1 };
  },
});

export type EffectiveBalanceOfResult = Readonly<{
  value: bigint;
}>;
export type EffectiveBalanceOfResultInit = Init<EffectiveBalanceOfResult>;
/** `koinos.contracts.vhp.effective_balance_of_result` */
export const EffectiveBalanceOfResult: Codec<EffectiveBalanceOfResult> = codecOf<EffectiveBalanceOfResult>({
  descriptor: {
    name: 'koinos.contracts.vhp.effective_balance_of_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 8, value.value);
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
    return { value: v1 };
  },
});
