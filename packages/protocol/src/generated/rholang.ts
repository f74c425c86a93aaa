// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { EMPTY } from '@ashlar/base';
import { assertOneof, codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putBytes, putMessage, putSint64, putString, putUint32, putUint64, readBool, readBytes, readMessage, readSint64, readString, readUint32, readUint64, skipField } from '../wire.ts';

export type Config = Readonly<{
  shardId: string;
  minPhloPrice: bigint;
  deployLifespanBlocks: number;
  ticksPerPhlo: number;
}>;
export type ConfigInit = Init<Config>;
/** `ashlar.contracts.rholang.config` */
export const Config: Codec<Config> = codecOf<Config>({
  descriptor: {
    name: 'ashlar.contracts.rholang.config',
    fields: [
      { number: 1, name: 'shard_id', property: 'shardId', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'min_phlo_price', property: 'minPhloPrice', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'deploy_lifespan_blocks', property: 'deployLifespanBlocks', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'ticks_per_phlo', property: 'ticksPerPhlo', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.shardId !== undefined && value.shardId !== '') putString(writer, 10, value.shardId);
    if (value.minPhloPrice !== undefined && value.minPhloPrice !== 0n) putUint64(writer, 16, value.minPhloPrice);
    if (value.deployLifespanBlocks !== undefined && value.deployLifespanBlocks !== 0) putUint32(writer, 24, value.deployLifespanBlocks);
    if (value.ticksPerPhlo !== undefined && value.ticksPerPhlo !== 0) putUint32(writer, 32, value.ticksPerPhlo);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: bigint = 0n;
    let v3: number = 0;
    let v4: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
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
    return { shardId: v1, minPhloPrice: v2, deployLifespanBlocks: v3, ticksPerPhlo: v4 };
  },
});

export type Outcome = Readonly<{
  cost: bigint;
  errored: boolean;
  errors: readonly string[];
  communications: bigint;
  logHash: Uint8Array;
  output: readonly string[];
}>;
export type OutcomeInit = Init<Outcome>;
/** `ashlar.contracts.rholang.outcome` */
export const Outcome: Codec<Outcome> = codecOf<Outcome>({
  descriptor: {
    name: 'ashlar.contracts.rholang.outcome',
    fields: [
      { number: 1, name: 'cost', property: 'cost', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'errored', property: 'errored', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'errors', property: 'errors', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'communications', property: 'communications', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'log_hash', property: 'logHash', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 6, name: 'output', property: 'output', kind: 'string', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.cost !== undefined && value.cost !== 0n) putUint64(writer, 8, value.cost);
    if (value.errored !== undefined && value.errored !== false) putBool(writer, 16, value.errored);
    if (value.errors !== undefined) for (const element of value.errors) putString(writer, 26, element);
    if (value.communications !== undefined && value.communications !== 0n) putUint64(writer, 32, value.communications);
    if (value.logHash !== undefined && value.logHash.length > 0) putBytes(writer, 42, value.logHash);
    if (value.output !== undefined) for (const element of value.output) putString(writer, 50, element);
  },
  read(reader, end, budget) {
    let v1: bigint = 0n;
    let v2: boolean = false;
    const v3: string[] = [];
    let v4: bigint = 0n;
    let v5: Uint8Array = EMPTY;
    const v6: string[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v1 = readUint64(reader);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        case 26:
          budget.element();
          v3.push(readString(reader, end));
          break;
        case 32:
          v4 = readUint64(reader);
          break;
        case 42:
          v5 = readBytes(reader, end);
          break;
        case 50:
          budget.element();
          v6.push(readString(reader, end));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { cost: v1, errored: v2, errors: v3, communications: v4, logHash: v5, output: v6 };
  },
});

export type DeployedEvent = Readonly<{
  sig: Uint8Array;
  deployer: Uint8Array;
  outcome: Outcome | undefined;
}>;
export type DeployedEventInit = Init<DeployedEvent>;
/** `ashlar.contracts.rholang.deployed_event` */
export const DeployedEvent: Codec<DeployedEvent> = codecOf<DeployedEvent>({
  descriptor: {
    name: 'ashlar.contracts.rholang.deployed_event',
    fields: [
      { number: 1, name: 'sig', property: 'sig', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 2, name: 'deployer', property: 'deployer', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
      { number: 3, name: 'outcome', property: 'outcome', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Outcome, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.sig !== undefined && value.sig.length > 0) putBytes(writer, 10, value.sig);
    if (value.deployer !== undefined && value.deployer.length > 0) putBytes(writer, 18, value.deployer);
    if (value.outcome !== undefined) putMessage(writer, 26, value.outcome, Outcome);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    let v2: Uint8Array = EMPTY;
    let v3: Outcome | undefined = undefined;
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
          v3 = readMessage(reader, end, budget, Outcome);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { sig: v1, deployer: v2, outcome: v3 };
  },
});

export type Values = Readonly<{
  par: readonly Uint8Array[];
}>;
export type ValuesInit = Init<Values>;
/** `ashlar.contracts.rholang.values` */
export const Values: Codec<Values> = codecOf<Values>({
  descriptor: {
    name: 'ashlar.contracts.rholang.values',
    fields: [
      { number: 1, name: 'par', property: 'par', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.par !== undefined) for (const element of value.par) putBytes(writer, 10, element);
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
    return { par: v1 };
  },
});

export type ExploreArguments = Readonly<{
  term: string;
  phloLimit: bigint;
}>;
export type ExploreArgumentsInit = Init<ExploreArguments>;
/** `ashlar.contracts.rholang.explore_arguments` */
export const ExploreArguments: Codec<ExploreArguments> = codecOf<ExploreArguments>({
  descriptor: {
    name: 'ashlar.contracts.rholang.explore_arguments',
    fields: [
      { number: 1, name: 'term', property: 'term', kind: 'string', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'phlo_limit', property: 'phloLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.term !== undefined && value.term !== '') putString(writer, 10, value.term);
    if (value.phloLimit !== undefined && value.phloLimit !== 0n) putUint64(writer, 16, value.phloLimit);
  },
  read(reader, end) {
    let v1: string = '';
    let v2: bigint = 0n;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readString(reader, end);
          break;
        case 16:
          v2 = readUint64(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { term: v1, phloLimit: v2 };
  },
});

export type ExploreResult = Readonly<{
  data: readonly Values[];
  outcome: Outcome | undefined;
}>;
export type ExploreResultInit = Init<ExploreResult>;
/** `ashlar.contracts.rholang.explore_result` */
export const ExploreResult: Codec<ExploreResult> = codecOf<ExploreResult>({
  descriptor: {
    name: 'ashlar.contracts.rholang.explore_result',
    fields: [
      { number: 1, name: 'data', property: 'data', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Values, values: undefined },
      { number: 2, name: 'outcome', property: 'outcome', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Outcome, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.data !== undefined) for (const element of value.data) putMessage(writer, 10, element, Values);
    if (value.outcome !== undefined) putMessage(writer, 18, value.outcome, Outcome);
  },
  read(reader, end, budget) {
    const v1: Values[] = [];
    let v2: Outcome | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Values));
          break;
        case 18:
          v2 = readMessage(reader, end, budget, Outcome);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { data: v1, outcome: v2 };
  },
});

export type DataAtNameArguments = Readonly<{
  name: Uint8Array;
}>;
export type DataAtNameArgumentsInit = Init<DataAtNameArguments>;
/** `ashlar.contracts.rholang.data_at_name_arguments` */
export const DataAtNameArguments: Codec<DataAtNameArguments> = codecOf<DataAtNameArguments>({
  descriptor: {
    name: 'ashlar.contracts.rholang.data_at_name_arguments',
    fields: [
      { number: 1, name: 'name', property: 'name', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: 'HEX', message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.name !== undefined && value.name.length > 0) putBytes(writer, 10, value.name);
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
    return { name: v1 };
  },
});

export type DataAtNameResult = Readonly<{
  data: readonly Values[];
}>;
export type DataAtNameResultInit = Init<DataAtNameResult>;
/** `ashlar.contracts.rholang.data_at_name_result` */
export const DataAtNameResult: Codec<DataAtNameResult> = codecOf<DataAtNameResult>({
  descriptor: {
    name: 'ashlar.contracts.rholang.data_at_name_result',
    fields: [
      { number: 1, name: 'data', property: 'data', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Values, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.data !== undefined) for (const element of value.data) putMessage(writer, 10, element, Values);
  },
  read(reader, end, budget) {
    const v1: Values[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Values));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { data: v1 };
  },
});

export type Value = Readonly<{
  boolValue: boolean | undefined;
  intValue: bigint | undefined;
  stringValue: string | undefined;
  bytesValue: Uint8Array | undefined;
  uriValue: string | undefined;
  parValue: Uint8Array | undefined;
  callerValue: boolean | undefined;
}>;
export type ValueInit = Init<Value>;
/** `ashlar.contracts.rholang.value` */
export const Value: Codec<Value> = codecOf<Value>({
  descriptor: {
    name: 'ashlar.contracts.rholang.value',
    fields: [
      { number: 1, name: 'bool_value', property: 'boolValue', kind: 'bool', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'int_value', property: 'intValue', kind: 'sint64', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'string_value', property: 'stringValue', kind: 'string', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'bytes_value', property: 'bytesValue', kind: 'bytes', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'uri_value', property: 'uriValue', kind: 'string', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'par_value', property: 'parValue', kind: 'bytes', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
      { number: 7, name: 'caller_value', property: 'callerValue', kind: 'bool', repeated: false, explicit: true, oneof: 'kind', btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    assertOneof((value.boolValue === undefined ? 0 : 1) + (value.intValue === undefined ? 0 : 1) + (value.stringValue === undefined ? 0 : 1) + (value.bytesValue === undefined ? 0 : 1) + (value.uriValue === undefined ? 0 : 1) + (value.parValue === undefined ? 0 : 1) + (value.callerValue === undefined ? 0 : 1), 'ashlar.contracts.rholang.value.kind');
    if (value.boolValue !== undefined) putBool(writer, 8, value.boolValue);
    if (value.intValue !== undefined) putSint64(writer, 16, value.intValue);
    if (value.stringValue !== undefined) putString(writer, 26, value.stringValue);
    if (value.bytesValue !== undefined) putBytes(writer, 34, value.bytesValue);
    if (value.uriValue !== undefined) putString(writer, 42, value.uriValue);
    if (value.parValue !== undefined) putBytes(writer, 50, value.parValue);
    if (value.callerValue !== undefined) putBool(writer, 56, value.callerValue);
  },
  read(reader, end) {
    let v1: boolean | undefined = undefined;
    let v2: bigint | undefined = undefined;
    let v3: string | undefined = undefined;
    let v4: Uint8Array | undefined = undefined;
    let v5: string | undefined = undefined;
    let v6: Uint8Array | undefined = undefined;
    let v7: boolean | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 8:
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v1 = readBool(reader);
          break;
        case 16:
          v1 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v2 = readSint64(reader);
          break;
        case 26:
          v1 = undefined;
          v2 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v3 = readString(reader, end);
          break;
        case 34:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = undefined;
          v4 = readBytes(reader, end);
          break;
        case 42:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v6 = undefined;
          v7 = undefined;
          v5 = readString(reader, end);
          break;
        case 50:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v7 = undefined;
          v6 = readBytes(reader, end);
          break;
        case 56:
          v1 = undefined;
          v2 = undefined;
          v3 = undefined;
          v4 = undefined;
          v5 = undefined;
          v6 = undefined;
          v7 = readBool(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { boolValue: v1, intValue: v2, stringValue: v3, bytesValue: v4, uriValue: v5, parValue: v6, callerValue: v7 };
  },
});

export type CallChannelArguments = Readonly<{
  channel: Value | undefined;
  args: readonly Value[];
}>;
export type CallChannelArgumentsInit = Init<CallChannelArguments>;
/** `ashlar.contracts.rholang.call_channel_arguments` */
export const CallChannelArguments: Codec<CallChannelArguments> = codecOf<CallChannelArguments>({
  descriptor: {
    name: 'ashlar.contracts.rholang.call_channel_arguments',
    fields: [
      { number: 1, name: 'channel', property: 'channel', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Value, values: undefined },
      { number: 2, name: 'args', property: 'args', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Value, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.channel !== undefined) putMessage(writer, 10, value.channel, Value);
    if (value.args !== undefined) for (const element of value.args) putMessage(writer, 18, element, Value);
  },
  read(reader, end, budget) {
    let v1: Value | undefined = undefined;
    const v2: Value[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Value);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, Value));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { channel: v1, args: v2 };
  },
});

export type CallChannelResult = Readonly<{
  value: readonly Value[];
}>;
export type CallChannelResultInit = Init<CallChannelResult>;
/** `ashlar.contracts.rholang.call_channel_result` */
export const CallChannelResult: Codec<CallChannelResult> = codecOf<CallChannelResult>({
  descriptor: {
    name: 'ashlar.contracts.rholang.call_channel_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Value, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) for (const element of value.value) putMessage(writer, 10, element, Value);
  },
  read(reader, end, budget) {
    const v1: Value[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readMessage(reader, end, budget, Value));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ChannelData = Readonly<{
  channel: Uint8Array;
  data: readonly Datum[];
}>;
export type ChannelDataInit = Init<ChannelData>;
/** `ashlar.contracts.rholang.channel_data` */
export const ChannelData: Codec<ChannelData> = codecOf<ChannelData>({
  descriptor: {
    name: 'ashlar.contracts.rholang.channel_data',
    fields: [
      { number: 1, name: 'channel', property: 'channel', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'data', property: 'data', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Datum, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.channel !== undefined && value.channel.length > 0) putBytes(writer, 10, value.channel);
    if (value.data !== undefined) for (const element of value.data) putMessage(writer, 18, element, Datum);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    const v2: Datum[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, Datum));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { channel: v1, data: v2 };
  },
});

export type Datum = Readonly<{
  values: Uint8Array;
  persistent: boolean;
  occurrence: number;
}>;
export type DatumInit = Init<Datum>;
/** `ashlar.contracts.rholang.datum` */
export const Datum: Codec<Datum> = codecOf<Datum>({
  descriptor: {
    name: 'ashlar.contracts.rholang.datum',
    fields: [
      { number: 1, name: 'values', property: 'values', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'persistent', property: 'persistent', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'occurrence', property: 'occurrence', kind: 'uint32', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.values !== undefined && value.values.length > 0) putBytes(writer, 10, value.values);
    if (value.persistent !== undefined && value.persistent !== false) putBool(writer, 16, value.persistent);
    if (value.occurrence !== undefined && value.occurrence !== 0) putUint32(writer, 24, value.occurrence);
  },
  read(reader, end) {
    let v1: Uint8Array = EMPTY;
    let v2: boolean = false;
    let v3: number = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 16:
          v2 = readBool(reader);
          break;
        case 24:
          v3 = readUint32(reader);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { values: v1, persistent: v2, occurrence: v3 };
  },
});

export type ChannelReceives = Readonly<{
  channel: Uint8Array;
  receives: readonly Receive[];
}>;
export type ChannelReceivesInit = Init<ChannelReceives>;
/** `ashlar.contracts.rholang.channel_receives` */
export const ChannelReceives: Codec<ChannelReceives> = codecOf<ChannelReceives>({
  descriptor: {
    name: 'ashlar.contracts.rholang.channel_receives',
    fields: [
      { number: 1, name: 'channel', property: 'channel', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'receives', property: 'receives', kind: 'message', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: () => Receive, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.channel !== undefined && value.channel.length > 0) putBytes(writer, 10, value.channel);
    if (value.receives !== undefined) for (const element of value.receives) putMessage(writer, 18, element, Receive);
  },
  read(reader, end, budget) {
    let v1: Uint8Array = EMPTY;
    const v2: Receive[] = [];
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readBytes(reader, end);
          break;
        case 18:
          budget.element();
          v2.push(readMessage(reader, end, budget, Receive));
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { channel: v1, receives: v2 };
  },
});

export type Receive = Readonly<{
  channels: readonly Uint8Array[];
  patterns: readonly Uint8Array[];
  continuation: Uint8Array;
  persistent: boolean;
  peek: boolean;
}>;
export type ReceiveInit = Init<Receive>;
/** `ashlar.contracts.rholang.receive` */
export const Receive: Codec<Receive> = codecOf<Receive>({
  descriptor: {
    name: 'ashlar.contracts.rholang.receive',
    fields: [
      { number: 1, name: 'channels', property: 'channels', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'patterns', property: 'patterns', kind: 'bytes', repeated: true, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'continuation', property: 'continuation', kind: 'bytes', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'persistent', property: 'persistent', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'peek', property: 'peek', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.channels !== undefined) for (const element of value.channels) putBytes(writer, 10, element);
    if (value.patterns !== undefined) for (const element of value.patterns) putBytes(writer, 18, element);
    if (value.continuation !== undefined && value.continuation.length > 0) putBytes(writer, 26, value.continuation);
    if (value.persistent !== undefined && value.persistent !== false) putBool(writer, 32, value.persistent);
    if (value.peek !== undefined && value.peek !== false) putBool(writer, 40, value.peek);
  },
  read(reader, end, budget) {
    const v1: Uint8Array[] = [];
    const v2: Uint8Array[] = [];
    let v3: Uint8Array = EMPTY;
    let v4: boolean = false;
    let v5: boolean = false;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          budget.element();
          v1.push(readBytes(reader, end));
          break;
        case 18:
          budget.element();
          v2.push(readBytes(reader, end));
          break;
        case 26:
          v3 = readBytes(reader, end);
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
    return { channels: v1, patterns: v2, continuation: v3, persistent: v4, peek: v5 };
  },
});
