// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, putUint32, putUint64, readBytes, readMessage, readUint32, readUint64, skipField } from '../wire.ts';

export type Member = Readonly<{
  address: Uint8Array;
  voteKey: Uint8Array;
  voteKeyProof: Uint8Array;
  weight: bigint;
}>;
export type MemberInit = Init<Member>;
/** `ashlar.contracts.committee.member` */
export const Member: Codec<Member> = codecOf<Member>({
  descriptor: {
    name: 'ashlar.contracts.committee.member',
    fields: [
      { number: 1, name: 'address', property: 'address', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'vote_key', property: 'voteKey', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 3, name: 'vote_key_proof', property: 'voteKeyProof', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 4, name: 'weight', property: 'weight', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.address !== undefined && value.address.length > 0) putBytes(writer, 10, value.address);
    if (value.voteKey !== undefined && value.voteKey.length > 0) putBytes(writer, 18, value.voteKey);
    if (value.voteKeyProof !== undefined && value.voteKeyProof.length > 0) putBytes(writer, 26, value.voteKeyProof);
    if (value.weight !== undefined && value.weight !== 0n) putUint64(writer, 32, value.weight);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: Uint8Array = EMPTY;
    let v4: bigint = 0n;
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
        case 32:
          v4 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { address: v1, voteKey: v2, voteKeyProof: v3, weight: v4 };
  },
});

export type GetMembersArguments = Readonly<{
  start: Uint8Array;
  limit: number;
}>;
export type GetMembersArgumentsInit = Init<GetMembersArguments>;
/** `ashlar.contracts.committee.get_members_arguments` */
export const GetMembersArguments: Codec<GetMembersArguments> = codecOf<GetMembersArguments>({
  descriptor: {
    name: 'ashlar.contracts.committee.get_members_arguments',
    fields: [
      { number: 1, name: 'start', property: 'start', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'limit', property: 'limit', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.start !== undefined && value.start.length > 0) putBytes(writer, 10, value.start);
    if (value.limit !== undefined && value.limit !== 0) putUint32(writer, 16, value.limit);
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
          v2 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { start: v1, limit: v2 };
  },
});

export type GetMembersResult = Readonly<{
  value: readonly Member[];
}>;
export type GetMembersResultInit = Init<GetMembersResult>;
/** `ashlar.contracts.committee.get_members_result` */
export const GetMembersResult: Codec<GetMembersResult> = codecOf<GetMembersResult>({
  descriptor: {
    name: 'ashlar.contracts.committee.get_members_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Member, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 10, element, Member);
  },
  read(reader, end, budget) {
    const v1: Member[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Member));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});
