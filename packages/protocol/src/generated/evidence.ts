// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBytes, putMessage, putUint32, putUint64, readBytes, readMessage, readUint32, readUint64, skipField } from '../wire.ts';
import { BlockHeader } from './protocol.ts';

export type SubmitArguments = Readonly<{
  evidence: Uint8Array;
}>;
export type SubmitArgumentsInit = Init<SubmitArguments>;
/** `ashlar.contracts.evidence.submit_arguments` */
export const SubmitArguments: Codec<SubmitArguments> = codecOf<SubmitArguments>({
  descriptor: {
    name: 'ashlar.contracts.evidence.submit_arguments',
    fields: [
      { number: 1, name: 'evidence', property: 'evidence', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.evidence !== undefined && value.evidence.length > 0) putBytes(writer, 10, value.evidence);
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
    return { evidence: v1 };
  },
});

export type SubmitResult = Readonly<{
  offenders: readonly Uint8Array[];
}>;
export type SubmitResultInit = Init<SubmitResult>;
/** `ashlar.contracts.evidence.submit_result` */
export const SubmitResult: Codec<SubmitResult> = codecOf<SubmitResult>({
  descriptor: {
    name: 'ashlar.contracts.evidence.submit_result',
    fields: [
      { number: 1, name: 'offenders', property: 'offenders', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.offenders !== undefined) for (const element of value.offenders) putBytes(writer, 10, element);
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
    return { offenders: v1 };
  },
});

export type SignedHeader = Readonly<{
  header: BlockHeader | undefined;
  signature: Uint8Array;
}>;
export type SignedHeaderInit = Init<SignedHeader>;
/** `ashlar.contracts.evidence.signed_header` */
export const SignedHeader: Codec<SignedHeader> = codecOf<SignedHeader>({
  descriptor: {
    name: 'ashlar.contracts.evidence.signed_header',
    fields: [
      { number: 1, name: 'header', property: 'header', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => BlockHeader, values: undefined },
      { number: 2, name: 'signature', property: 'signature', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.header !== undefined) putMessage(writer, 10, value.header, BlockHeader);
    if (value.signature !== undefined && value.signature.length > 0) putBytes(writer, 18, value.signature);
  },
  read(reader, end, budget) {
    let v1: BlockHeader | undefined = undefined;
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, BlockHeader);
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { header: v1, signature: v2 };
  },
});

export type SubmitDoubleProductionArguments = Readonly<{
  first: SignedHeader | undefined;
  second: SignedHeader | undefined;
}>;
export type SubmitDoubleProductionArgumentsInit = Init<SubmitDoubleProductionArguments>;
/** `ashlar.contracts.evidence.submit_double_production_arguments` */
export const SubmitDoubleProductionArguments: Codec<SubmitDoubleProductionArguments> = codecOf<SubmitDoubleProductionArguments>({
  descriptor: {
    name: 'ashlar.contracts.evidence.submit_double_production_arguments',
    fields: [
      { number: 1, name: 'first', property: 'first', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => SignedHeader, values: undefined },
      { number: 2, name: 'second', property: 'second', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => SignedHeader, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.first !== undefined) putMessage(writer, 10, value.first, SignedHeader);
    if (value.second !== undefined) putMessage(writer, 18, value.second, SignedHeader);
  },
  read(reader, end, budget) {
    let v1: SignedHeader | undefined = undefined;
    let v2: SignedHeader | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, SignedHeader);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, SignedHeader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { first: v1, second: v2 };
  },
});

export type Verdict = Readonly<{
  offender: Uint8Array;
  kind: number;
  epoch: bigint;
  view: bigint;
  height: bigint;
}>;
export type VerdictInit = Init<Verdict>;
/** `ashlar.contracts.evidence.verdict` */
export const Verdict: Codec<Verdict> = codecOf<Verdict>({
  descriptor: {
    name: 'ashlar.contracts.evidence.verdict',
    fields: [
      { number: 1, name: 'offender', property: 'offender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'kind', property: 'kind', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'epoch', property: 'epoch', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'view', property: 'view', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'height', property: 'height', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.offender !== undefined && value.offender.length > 0) putBytes(writer, 10, value.offender);
    if (value.kind !== undefined && value.kind !== 0) putUint32(writer, 16, value.kind);
    if (value.epoch !== undefined && value.epoch !== 0n) putUint64(writer, 24, value.epoch);
    if (value.view !== undefined && value.view !== 0n) putUint64(writer, 32, value.view);
    if (value.height !== undefined && value.height !== 0n) putUint64(writer, 40, value.height);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: number = 0;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readUint32(reader);
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
        default:
          skipField(reader, tag);
      }
    }
    return { offender: v1, kind: v2, epoch: v3, view: v4, height: v5 };
  },
});

export type GetVerdictsArguments = Readonly<{
  offender: Uint8Array;
  start: Uint8Array;
  limit: number;
}>;
export type GetVerdictsArgumentsInit = Init<GetVerdictsArguments>;
/** `ashlar.contracts.evidence.get_verdicts_arguments` */
export const GetVerdictsArguments: Codec<GetVerdictsArguments> = codecOf<GetVerdictsArguments>({
  descriptor: {
    name: 'ashlar.contracts.evidence.get_verdicts_arguments',
    fields: [
      { number: 1, name: 'offender', property: 'offender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'start', property: 'start', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'limit', property: 'limit', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.offender !== undefined && value.offender.length > 0) putBytes(writer, 10, value.offender);
    if (value.start !== undefined && value.start.length > 0) putBytes(writer, 18, value.start);
    if (value.limit !== undefined && value.limit !== 0) putUint32(writer, 24, value.limit);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: number = 0;
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
          v3 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { offender: v1, start: v2, limit: v3 };
  },
});

export type GetVerdictsResult = Readonly<{
  value: readonly Verdict[];
  next: Uint8Array;
}>;
export type GetVerdictsResultInit = Init<GetVerdictsResult>;
/** `ashlar.contracts.evidence.get_verdicts_result` */
export const GetVerdictsResult: Codec<GetVerdictsResult> = codecOf<GetVerdictsResult>({
  descriptor: {
    name: 'ashlar.contracts.evidence.get_verdicts_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Verdict, values: undefined },
      { number: 2, name: 'next', property: 'next', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 10, element, Verdict);
    if (value.next !== undefined && value.next.length > 0) putBytes(writer, 18, value.next);
  },
  read(reader, end, budget) {
    const v1: Verdict[] = [];
    let v2: Uint8Array = EMPTY;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Verdict));
          break;
        case 18:
          v2 = readBytes(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1, next: v2 };
  },
});
