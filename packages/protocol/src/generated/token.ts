// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putInt32, putMessage, putString, putUint32, putUint64, readBool, readBytes, readInt32, readMessage, readString, readUint32, readUint64, skipField } from '../wire.ts';

export type NameArguments = Readonly<Record<never, never>>;
export type NameArgumentsInit = Init<NameArguments>;
/** `koinos.contracts.token.name_arguments` */
export const NameArguments: Codec<NameArguments> = codecOf<NameArguments>({
  descriptor: {
    name: 'koinos.contracts.token.name_arguments',
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

export type NameResult = Readonly<{
  value: string;
}>;
export type NameResultInit = Init<NameResult>;
/** `koinos.contracts.token.name_result` */
export const NameResult: Codec<NameResult> = codecOf<NameResult>({
  descriptor: {
    name: 'koinos.contracts.token.name_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== '') putString(writer, 10, value.value);
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
    return { value: v1 };
  },
});

export type SymbolArguments = Readonly<Record<never, never>>;
export type SymbolArgumentsInit = Init<SymbolArguments>;
/** `koinos.contracts.token.symbol_arguments` */
export const SymbolArguments: Codec<SymbolArguments> = codecOf<SymbolArguments>({
  descriptor: {
    name: 'koinos.contracts.token.symbol_arguments',
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

export type SymbolResult = Readonly<{
  value: string;
}>;
export type SymbolResultInit = Init<SymbolResult>;
/** `koinos.contracts.token.symbol_result` */
export const SymbolResult: Codec<SymbolResult> = codecOf<SymbolResult>({
  descriptor: {
    name: 'koinos.contracts.token.symbol_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== '') putString(writer, 10, value.value);
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
    return { value: v1 };
  },
});

export type DecimalsArguments = Readonly<Record<never, never>>;
export type DecimalsArgumentsInit = Init<DecimalsArguments>;
/** `koinos.contracts.token.decimals_arguments` */
export const DecimalsArguments: Codec<DecimalsArguments> = codecOf<DecimalsArguments>({
  descriptor: {
    name: 'koinos.contracts.token.decimals_arguments',
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

export type DecimalsResult = Readonly<{
  value: number;
}>;
export type DecimalsResultInit = Init<DecimalsResult>;
/** `koinos.contracts.token.decimals_result` */
export const DecimalsResult: Codec<DecimalsResult> = codecOf<DecimalsResult>({
  descriptor: {
    name: 'koinos.contracts.token.decimals_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== 0) putUint32(writer, 8, value.value);
  },
  read(reader, end) {
    let v1: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type GetInfoArguments = Readonly<Record<never, never>>;
export type GetInfoArgumentsInit = Init<GetInfoArguments>;
/** `koinos.contracts.token.get_info_arguments` */
export const GetInfoArguments: Codec<GetInfoArguments> = codecOf<GetInfoArguments>({
  descriptor: {
    name: 'koinos.contracts.token.get_info_arguments',
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

export type GetInfoResult = Readonly<{
  name: string;
  symbol: string;
  decimals: number;
  description: string;
}>;
export type GetInfoResultInit = Init<GetInfoResult>;
/** `koinos.contracts.token.get_info_result` */
export const GetInfoResult: Codec<GetInfoResult> = codecOf<GetInfoResult>({
  descriptor: {
    name: 'koinos.contracts.token.get_info_result',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'symbol', property: 'symbol', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'decimals', property: 'decimals', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'description', property: 'description', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name !== '') putString(writer, 10, value.name);
    if (value.symbol !== undefined && value.symbol !== '') putString(writer, 18, value.symbol);
    if (value.decimals !== undefined && value.decimals !== 0) putUint32(writer, 24, value.decimals);
    if (value.description !== undefined && value.description !== '') putString(writer, 34, value.description);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: string = '';
    let v3: number = 0;
    let v4: string = '';
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
          v3 = readUint32(reader);
          break;
        case 34:
          v4 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { name: v1, symbol: v2, decimals: v3, description: v4 };
  },
});

export type TotalSupplyArguments = Readonly<Record<never, never>>;
export type TotalSupplyArgumentsInit = Init<TotalSupplyArguments>;
/** `koinos.contracts.token.total_supply_arguments` */
export const TotalSupplyArguments: Codec<TotalSupplyArguments> = codecOf<TotalSupplyArguments>({
  descriptor: {
    name: 'koinos.contracts.token.total_supply_arguments',
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

export type TotalSupplyResult = Readonly<{
  value: bigint;
}>;
export type TotalSupplyResultInit = Init<TotalSupplyResult>;
/** `koinos.contracts.token.total_supply_result` */
export const TotalSupplyResult: Codec<TotalSupplyResult> = codecOf<TotalSupplyResult>({
  descriptor: {
    name: 'koinos.contracts.token.total_supply_result',
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

export type BalanceOfArguments = Readonly<{
  owner: Uint8Array;
}>;
export type BalanceOfArgumentsInit = Init<BalanceOfArguments>;
/** `koinos.contracts.token.balance_of_arguments` */
export const BalanceOfArguments: Codec<BalanceOfArguments> = codecOf<BalanceOfArguments>({
  descriptor: {
    name: 'koinos.contracts.token.balance_of_arguments',
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

export type BalanceOfResult = Readonly<{
  value: bigint;
}>;
export type BalanceOfResultInit = Init<BalanceOfResult>;
/** `koinos.contracts.token.balance_of_result` */
export const BalanceOfResult: Codec<BalanceOfResult> = codecOf<BalanceOfResult>({
  descriptor: {
    name: 'koinos.contracts.token.balance_of_result',
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

export type AllowanceArguments = Readonly<{
  owner: Uint8Array;
  spender: Uint8Array;
}>;
export type AllowanceArgumentsInit = Init<AllowanceArguments>;
/** `koinos.contracts.token.allowance_arguments` */
export const AllowanceArguments: Codec<AllowanceArguments> = codecOf<AllowanceArguments>({
  descriptor: {
    name: 'koinos.contracts.token.allowance_arguments',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'spender', property: 'spender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
    if (value.spender !== undefined && value.spender.length > 0) putBytes(writer, 18, value.spender);
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
    return { owner: v1, spender: v2 };
  },
});

export type AllowanceResult = Readonly<{
  value: bigint;
}>;
export type AllowanceResultInit = Init<AllowanceResult>;
/** `koinos.contracts.token.allowance_result` */
export const AllowanceResult: Codec<AllowanceResult> = codecOf<AllowanceResult>({
  descriptor: {
    name: 'koinos.contracts.token.allowance_result',
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

export type GetAllowancesArguments = Readonly<{
  owner: Uint8Array;
  start: Uint8Array;
  limit: number;
  descending: boolean;
}>;
export type GetAllowancesArgumentsInit = Init<GetAllowancesArguments>;
/** `koinos.contracts.token.get_allowances_arguments` */
export const GetAllowancesArguments: Codec<GetAllowancesArguments> = codecOf<GetAllowancesArguments>({
  descriptor: {
    name: 'koinos.contracts.token.get_allowances_arguments',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'start', property: 'start', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'limit', property: 'limit', kind: 'int32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'descending', property: 'descending', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
    if (value.start !== undefined && value.start.length > 0) putBytes(writer, 18, value.start);
    if (value.limit !== undefined && value.limit !== 0) putInt32(writer, 24, value.limit);
    if (value.descending !== undefined && value.descending !== false) putBool(writer, 32, value.descending);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: number = 0;
    let v4: boolean = false;
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
          v3 = readInt32(reader);
          break;
        case 32:
          v4 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { owner: v1, start: v2, limit: v3, descending: v4 };
  },
});

export type SpenderValue = Readonly<{
  spender: Uint8Array;
  value: bigint;
}>;
export type SpenderValueInit = Init<SpenderValue>;
/** `koinos.contracts.token.spender_value` */
export const SpenderValue: Codec<SpenderValue> = codecOf<SpenderValue>({
  descriptor: {
    name: 'koinos.contracts.token.spender_value',
    fields: [
      { number: 1, name: 'spender', property: 'spender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.spender !== undefined && value.spender.length > 0) putBytes(writer, 10, value.spender);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
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
    return { spender: v1, value: v2 };
  },
});

export type GetAllowancesResult = Readonly<{
  owner: Uint8Array;
  allowances: readonly SpenderValue[];
}>;
export type GetAllowancesResultInit = Init<GetAllowancesResult>;
/** `koinos.contracts.token.get_allowances_result` */
export const GetAllowancesResult: Codec<GetAllowancesResult> = codecOf<GetAllowancesResult>({
  descriptor: {
    name: 'koinos.contracts.token.get_allowances_result',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'allowances', property: 'allowances', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => SpenderValue, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
    if (value.allowances !== undefined) for (const element of value.allowances) putMessage(writer, 18, element, SpenderValue);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    const v2: SpenderValue[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, SpenderValue));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { owner: v1, allowances: v2 };
  },
});

export type TransferArguments = Readonly<{
  from: Uint8Array;
  to: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type TransferArgumentsInit = Init<TransferArguments>;
/** `koinos.contracts.token.transfer_arguments` */
export const TransferArguments: Codec<TransferArguments> = codecOf<TransferArguments>({
  descriptor: {
    name: 'koinos.contracts.token.transfer_arguments',
    fields: [
      { number: 1, name: 'from', property: 'from', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'to', property: 'to', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.from !== undefined && value.from.length > 0) putBytes(writer, 10, value.from);
    if (value.to !== undefined && value.to.length > 0) putBytes(writer, 18, value.to);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 24, value.value);
    if (value.memo !== undefined) putString(writer, 34, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: string | undefined = undefined;
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
        case 34:
          v4 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { from: v1, to: v2, value: v3, memo: v4 };
  },
});

export type TransferResult = Readonly<Record<never, never>>;
export type TransferResultInit = Init<TransferResult>;
/** `koinos.contracts.token.transfer_result` */
export const TransferResult: Codec<TransferResult> = codecOf<TransferResult>({
  descriptor: {
    name: 'koinos.contracts.token.transfer_result',
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

export type MintArguments = Readonly<{
  to: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type MintArgumentsInit = Init<MintArguments>;
/** `koinos.contracts.token.mint_arguments` */
export const MintArguments: Codec<MintArguments> = codecOf<MintArguments>({
  descriptor: {
    name: 'koinos.contracts.token.mint_arguments',
    fields: [
      { number: 1, name: 'to', property: 'to', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.to !== undefined && value.to.length > 0) putBytes(writer, 10, value.to);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
    if (value.memo !== undefined) putString(writer, 26, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: string | undefined = undefined;
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
          v3 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { to: v1, value: v2, memo: v3 };
  },
});

export type MintResult = Readonly<Record<never, never>>;
export type MintResultInit = Init<MintResult>;
/** `koinos.contracts.token.mint_result` */
export const MintResult: Codec<MintResult> = codecOf<MintResult>({
  descriptor: {
    name: 'koinos.contracts.token.mint_result',
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

export type BurnArguments = Readonly<{
  from: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type BurnArgumentsInit = Init<BurnArguments>;
/** `koinos.contracts.token.burn_arguments` */
export const BurnArguments: Codec<BurnArguments> = codecOf<BurnArguments>({
  descriptor: {
    name: 'koinos.contracts.token.burn_arguments',
    fields: [
      { number: 1, name: 'from', property: 'from', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.from !== undefined && value.from.length > 0) putBytes(writer, 10, value.from);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
    if (value.memo !== undefined) putString(writer, 26, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: string | undefined = undefined;
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
          v3 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { from: v1, value: v2, memo: v3 };
  },
});

export type BurnResult = Readonly<Record<never, never>>;
export type BurnResultInit = Init<BurnResult>;
/** `koinos.contracts.token.burn_result` */
export const BurnResult: Codec<BurnResult> = codecOf<BurnResult>({
  descriptor: {
    name: 'koinos.contracts.token.burn_result',
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

export type ApproveArguments = Readonly<{
  owner: Uint8Array;
  spender: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type ApproveArgumentsInit = Init<ApproveArguments>;
/** `koinos.contracts.token.approve_arguments` */
export const ApproveArguments: Codec<ApproveArguments> = codecOf<ApproveArguments>({
  descriptor: {
    name: 'koinos.contracts.token.approve_arguments',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'spender', property: 'spender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
    if (value.spender !== undefined && value.spender.length > 0) putBytes(writer, 18, value.spender);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 24, value.value);
    if (value.memo !== undefined) putString(writer, 34, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: string | undefined = undefined;
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
        case 34:
          v4 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { owner: v1, spender: v2, value: v3, memo: v4 };
  },
});

export type ApproveResult = Readonly<Record<never, never>>;
export type ApproveResultInit = Init<ApproveResult>;
/** `koinos.contracts.token.approve_result` */
export const ApproveResult: Codec<ApproveResult> = codecOf<ApproveResult>({
  descriptor: {
    name: 'koinos.contracts.token.approve_result',
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

export type TransferEvent = Readonly<{
  from: Uint8Array;
  to: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type TransferEventInit = Init<TransferEvent>;
/** `koinos.contracts.token.transfer_event` */
export const TransferEvent: Codec<TransferEvent> = codecOf<TransferEvent>({
  descriptor: {
    name: 'koinos.contracts.token.transfer_event',
    fields: [
      { number: 1, name: 'from', property: 'from', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'to', property: 'to', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.from !== undefined && value.from.length > 0) putBytes(writer, 10, value.from);
    if (value.to !== undefined && value.to.length > 0) putBytes(writer, 18, value.to);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 24, value.value);
    if (value.memo !== undefined) putString(writer, 34, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: string | undefined = undefined;
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
        case 34:
          v4 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { from: v1, to: v2, value: v3, memo: v4 };
  },
});

export type MintEvent = Readonly<{
  to: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type MintEventInit = Init<MintEvent>;
/** `koinos.contracts.token.mint_event` */
export const MintEvent: Codec<MintEvent> = codecOf<MintEvent>({
  descriptor: {
    name: 'koinos.contracts.token.mint_event',
    fields: [
      { number: 1, name: 'to', property: 'to', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.to !== undefined && value.to.length > 0) putBytes(writer, 10, value.to);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
    if (value.memo !== undefined) putString(writer, 26, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: string | undefined = undefined;
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
          v3 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { to: v1, value: v2, memo: v3 };
  },
});

export type BurnEvent = Readonly<{
  from: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type BurnEventInit = Init<BurnEvent>;
/** `koinos.contracts.token.burn_event` */
export const BurnEvent: Codec<BurnEvent> = codecOf<BurnEvent>({
  descriptor: {
    name: 'koinos.contracts.token.burn_event',
    fields: [
      { number: 1, name: 'from', property: 'from', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.from !== undefined && value.from.length > 0) putBytes(writer, 10, value.from);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 16, value.value);
    if (value.memo !== undefined) putString(writer, 26, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: bigint = 0n;
    let v3: string | undefined = undefined;
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
          v3 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { from: v1, value: v2, memo: v3 };
  },
});

export type ApproveEvent = Readonly<{
  owner: Uint8Array;
  spender: Uint8Array;
  value: bigint;
  memo: string | undefined;
}>;
export type ApproveEventInit = Init<ApproveEvent>;
/** `koinos.contracts.token.approve_event` */
export const ApproveEvent: Codec<ApproveEvent> = codecOf<ApproveEvent>({
  descriptor: {
    name: 'koinos.contracts.token.approve_event',
    fields: [
      { number: 1, name: 'owner', property: 'owner', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'spender', property: 'spender', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 3, name: 'value', property: 'value', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'memo', property: 'memo', kind: 'string', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.owner !== undefined && value.owner.length > 0) putBytes(writer, 10, value.owner);
    if (value.spender !== undefined && value.spender.length > 0) putBytes(writer, 18, value.spender);
    if (value.value !== undefined && value.value !== 0n) putUint64(writer, 24, value.value);
    if (value.memo !== undefined) putString(writer, 34, value.memo);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: bigint = 0n;
    let v4: string | undefined = undefined;
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
        case 34:
          v4 = readString(reader, end);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { owner: v1, spender: v2, value: v3, memo: v4 };
  },
});

export type BalanceObject = Readonly<{
  value: bigint;
}>;
export type BalanceObjectInit = Init<BalanceObject>;
/** `koinos.contracts.token.balance_object` */
export const BalanceObject: Codec<BalanceObject> = codecOf<BalanceObject>({
  descriptor: {
    name: 'koinos.contracts.token.balance_object',
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

export type ManaBalanceObject = Readonly<{
  balance: bigint;
  mana: bigint;
  lastManaUpdate: bigint;
  unmetered: boolean;
}>;
export type ManaBalanceObjectInit = Init<ManaBalanceObject>;
/** `koinos.contracts.token.mana_balance_object` */
export const ManaBalanceObject: Codec<ManaBalanceObject> = codecOf<ManaBalanceObject>({
  descriptor: {
    name: 'koinos.contracts.token.mana_balance_object',
    fields: [
      { number: 1, name: 'balance', property: 'balance', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'mana', property: 'mana', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'last_mana_update', property: 'lastManaUpdate', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 1000, name: 'unmetered', property: 'unmetered', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.balance !== undefined && value.balance !== 0n) putUint64(writer, 8, value.balance);
    if (value.mana !== undefined && value.mana !== 0n) putUint64(writer, 16, value.mana);
    if (value.lastManaUpdate !== undefined && value.lastManaUpdate !== 0n) putUint64(writer, 24, value.lastManaUpdate);
    if (value.unmetered !== undefined && value.unmetered !== false) putBool(writer, 8000, value.unmetered);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v1000: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        case 24:
          v3 = readUint64(reader);
          break;
        case 8000:
          v1000 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { balance: v1, mana: v2, lastManaUpdate: v3, unmetered: v1000 };
  },
});

export type SetUnmeteredArguments = Readonly<{
  account: Uint8Array;
  value: boolean;
}>;
export type SetUnmeteredArgumentsInit = Init<SetUnmeteredArguments>;
/** `koinos.contracts.token.set_unmetered_arguments` */
export const SetUnmeteredArguments: Codec<SetUnmeteredArguments> = codecOf<SetUnmeteredArguments>({
  descriptor: {
    name: 'koinos.contracts.token.set_unmetered_arguments',
    fields: [
      { number: 1, name: 'account', property: 'account', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'ADDRESS', message: undefined, values: undefined },
      { number: 2, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.account !== undefined && value.account.length > 0) putBytes(writer, 10, value.account);
    if (value.value !== undefined && value.value !== false) putBool(writer, 16, value.value);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { account: v1, value: v2 };
  },
});

export type SetUnmeteredResult = Readonly<Record<never, never>>;
export type SetUnmeteredResultInit = Init<SetUnmeteredResult>;
/** `koinos.contracts.token.set_unmetered_result` */
export const SetUnmeteredResult: Codec<SetUnmeteredResult> = codecOf<SetUnmeteredResult>({
  descriptor: {
    name: 'koinos.contracts.token.set_unmetered_result',
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
