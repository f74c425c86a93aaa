// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.
import { codecOf, type Codec, type Init } from '../codec.ts';
import { putBool, putMessage, putUint64, readBool, readMessage, readUint64, skipField } from '../wire.ts';
import { ResourceLimitData } from './chain.ts';

export type Market = Readonly<{
  resourceSupply: bigint;
  blockBudget: bigint;
  blockLimit: bigint;
}>;
export type MarketInit = Init<Market>;
/** `koinos.contracts.resources.market` */
export const Market: Codec<Market> = codecOf<Market>({
  descriptor: {
    name: 'koinos.contracts.resources.market',
    fields: [
      { number: 1, name: 'resource_supply', property: 'resourceSupply', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'block_budget', property: 'blockBudget', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'block_limit', property: 'blockLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.resourceSupply !== undefined && value.resourceSupply !== 0n) putUint64(writer, 8, value.resourceSupply);
    if (value.blockBudget !== undefined && value.blockBudget !== 0n) putUint64(writer, 16, value.blockBudget);
    if (value.blockLimit !== undefined && value.blockLimit !== 0n) putUint64(writer, 24, value.blockLimit);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
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
        default:
          skipField(reader, tag);
      }
    }
    return { resourceSupply: v1, blockBudget: v2, blockLimit: v3 };
  },
});

export type ResourceMarkets = Readonly<{
  diskStorage: Market | undefined;
  networkBandwidth: Market | undefined;
  computeBandwidth: Market | undefined;
}>;
export type ResourceMarketsInit = Init<ResourceMarkets>;
/** `koinos.contracts.resources.resource_markets` */
export const ResourceMarkets: Codec<ResourceMarkets> = codecOf<ResourceMarkets>({
  descriptor: {
    name: 'koinos.contracts.resources.resource_markets',
    fields: [
      { number: 1, name: 'disk_storage', property: 'diskStorage', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Market, values: undefined },
      { number: 2, name: 'network_bandwidth', property: 'networkBandwidth', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Market, values: undefined },
      { number: 3, name: 'compute_bandwidth', property: 'computeBandwidth', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => Market, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.diskStorage !== undefined) putMessage(writer, 10, value.diskStorage, Market);
    if (value.networkBandwidth !== undefined) putMessage(writer, 18, value.networkBandwidth, Market);
    if (value.computeBandwidth !== undefined) putMessage(writer, 26, value.computeBandwidth, Market);
  },
  read(reader, end, budget) {
    let v1: Market | undefined = undefined;
    let v2: Market | undefined = undefined;
    let v3: Market | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, Market);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, Market);
          break;
        case 26:
          v3 = readMessage(reader, end, budget, Market);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { diskStorage: v1, networkBandwidth: v2, computeBandwidth: v3 };
  },
});

export type MarketParameters = Readonly<{
  blockBudget: bigint;
  blockLimit: bigint;
}>;
export type MarketParametersInit = Init<MarketParameters>;
/** `koinos.contracts.resources.market_parameters` */
export const MarketParameters: Codec<MarketParameters> = codecOf<MarketParameters>({
  descriptor: {
    name: 'koinos.contracts.resources.market_parameters',
    fields: [
      { number: 1, name: 'block_budget', property: 'blockBudget', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'block_limit', property: 'blockLimit', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockBudget !== undefined && value.blockBudget !== 0n) putUint64(writer, 8, value.blockBudget);
    if (value.blockLimit !== undefined && value.blockLimit !== 0n) putUint64(writer, 16, value.blockLimit);
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
    return { blockBudget: v1, blockLimit: v2 };
  },
});

export type ResourceParameters = Readonly<{
  blockIntervalMs: bigint;
  rcRegenMs: bigint;
  decayConstant: bigint;
  oneMinusDecayConstant: bigint;
  printRatePremium: bigint;
  printRatePrecision: bigint;
}>;
export type ResourceParametersInit = Init<ResourceParameters>;
/** `koinos.contracts.resources.resource_parameters` */
export const ResourceParameters: Codec<ResourceParameters> = codecOf<ResourceParameters>({
  descriptor: {
    name: 'koinos.contracts.resources.resource_parameters',
    fields: [
      { number: 1, name: 'block_interval_ms', property: 'blockIntervalMs', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'rc_regen_ms', property: 'rcRegenMs', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'decay_constant', property: 'decayConstant', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 4, name: 'one_minus_decay_constant', property: 'oneMinusDecayConstant', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 5, name: 'print_rate_premium', property: 'printRatePremium', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 6, name: 'print_rate_precision', property: 'printRatePrecision', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.blockIntervalMs !== undefined && value.blockIntervalMs !== 0n) putUint64(writer, 8, value.blockIntervalMs);
    if (value.rcRegenMs !== undefined && value.rcRegenMs !== 0n) putUint64(writer, 16, value.rcRegenMs);
    if (value.decayConstant !== undefined && value.decayConstant !== 0n) putUint64(writer, 24, value.decayConstant);
    if (value.oneMinusDecayConstant !== undefined && value.oneMinusDecayConstant !== 0n) putUint64(writer, 32, value.oneMinusDecayConstant);
    if (value.printRatePremium !== undefined && value.printRatePremium !== 0n) putUint64(writer, 40, value.printRatePremium);
    if (value.printRatePrecision !== undefined && value.printRatePrecision !== 0n) putUint64(writer, 48, value.printRatePrecision);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
    let v4: bigint = 0n;
    let v5: bigint = 0n;
    let v6: bigint = 0n;
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
    return { blockIntervalMs: v1, rcRegenMs: v2, decayConstant: v3, oneMinusDecayConstant: v4, printRatePremium: v5, printRatePrecision: v6 };
  },
});

export type GetResourceLimitsArguments = Readonly<Record<never, never>>;
export type GetResourceLimitsArgumentsInit = Init<GetResourceLimitsArguments>;
/** `koinos.contracts.resources.get_resource_limits_arguments` */
export const GetResourceLimitsArguments: Codec<GetResourceLimitsArguments> = codecOf<GetResourceLimitsArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_limits_arguments',
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

export type GetResourceLimitsResult = Readonly<{
  value: ResourceLimitData | undefined;
}>;
export type GetResourceLimitsResultInit = Init<GetResourceLimitsResult>;
/** `koinos.contracts.resources.get_resource_limits_result` */
export const GetResourceLimitsResult: Codec<GetResourceLimitsResult> = codecOf<GetResourceLimitsResult>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_limits_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceLimitData, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ResourceLimitData);
  },
  read(reader, end, budget) {
    let v1: ResourceLimitData | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ResourceLimitData);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type ConsumeBlockResourcesArguments = Readonly<{
  diskStorageConsumed: bigint;
  networkBandwidthConsumed: bigint;
  computeBandwidthConsumed: bigint;
}>;
export type ConsumeBlockResourcesArgumentsInit = Init<ConsumeBlockResourcesArguments>;
/** `koinos.contracts.resources.consume_block_resources_arguments` */
export const ConsumeBlockResourcesArguments: Codec<ConsumeBlockResourcesArguments> = codecOf<ConsumeBlockResourcesArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.consume_block_resources_arguments',
    fields: [
      { number: 1, name: 'disk_storage_consumed', property: 'diskStorageConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 2, name: 'network_bandwidth_consumed', property: 'networkBandwidthConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
      { number: 3, name: 'compute_bandwidth_consumed', property: 'computeBandwidthConsumed', kind: 'uint64', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.diskStorageConsumed !== undefined && value.diskStorageConsumed !== 0n) putUint64(writer, 8, value.diskStorageConsumed);
    if (value.networkBandwidthConsumed !== undefined && value.networkBandwidthConsumed !== 0n) putUint64(writer, 16, value.networkBandwidthConsumed);
    if (value.computeBandwidthConsumed !== undefined && value.computeBandwidthConsumed !== 0n) putUint64(writer, 24, value.computeBandwidthConsumed);
  },
  read(reader, end) {
    let v1: bigint = 0n;
    let v2: bigint = 0n;
    let v3: bigint = 0n;
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
        default:
          skipField(reader, tag);
      }
    }
    return { diskStorageConsumed: v1, networkBandwidthConsumed: v2, computeBandwidthConsumed: v3 };
  },
});

export type ConsumeBlockResourcesResult = Readonly<{
  value: boolean;
}>;
export type ConsumeBlockResourcesResultInit = Init<ConsumeBlockResourcesResult>;
/** `koinos.contracts.resources.consume_block_resources_result` */
export const ConsumeBlockResourcesResult: Codec<ConsumeBlockResourcesResult> = codecOf<ConsumeBlockResourcesResult>({
  descriptor: {
    name: 'koinos.contracts.resources.consume_block_resources_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'bool', repeated: false, explicit: false, oneof: undefined, btype: undefined, message: undefined, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined && value.value !== false) putBool(writer, 8, value.value);
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
    return { value: v1 };
  },
});

export type GetResourceMarketsArguments = Readonly<Record<never, never>>;
export type GetResourceMarketsArgumentsInit = Init<GetResourceMarketsArguments>;
/** `koinos.contracts.resources.get_resource_markets_arguments` */
export const GetResourceMarketsArguments: Codec<GetResourceMarketsArguments> = codecOf<GetResourceMarketsArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_markets_arguments',
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

export type GetResourceMarketsResult = Readonly<{
  value: ResourceMarkets | undefined;
}>;
export type GetResourceMarketsResultInit = Init<GetResourceMarketsResult>;
/** `koinos.contracts.resources.get_resource_markets_result` */
export const GetResourceMarketsResult: Codec<GetResourceMarketsResult> = codecOf<GetResourceMarketsResult>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_markets_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceMarkets, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ResourceMarkets);
  },
  read(reader, end, budget) {
    let v1: ResourceMarkets | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ResourceMarkets);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type SetResourceMarketsParametersArguments = Readonly<{
  diskStorage: MarketParameters | undefined;
  networkBandwidth: MarketParameters | undefined;
  computeBandwidth: MarketParameters | undefined;
}>;
export type SetResourceMarketsParametersArgumentsInit = Init<SetResourceMarketsParametersArguments>;
/** `koinos.contracts.resources.set_resource_markets_parameters_arguments` */
export const SetResourceMarketsParametersArguments: Codec<SetResourceMarketsParametersArguments> = codecOf<SetResourceMarketsParametersArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.set_resource_markets_parameters_arguments',
    fields: [
      { number: 1, name: 'disk_storage', property: 'diskStorage', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => MarketParameters, values: undefined },
      { number: 2, name: 'network_bandwidth', property: 'networkBandwidth', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => MarketParameters, values: undefined },
      { number: 3, name: 'compute_bandwidth', property: 'computeBandwidth', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => MarketParameters, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.diskStorage !== undefined) putMessage(writer, 10, value.diskStorage, MarketParameters);
    if (value.networkBandwidth !== undefined) putMessage(writer, 18, value.networkBandwidth, MarketParameters);
    if (value.computeBandwidth !== undefined) putMessage(writer, 26, value.computeBandwidth, MarketParameters);
  },
  read(reader, end, budget) {
    let v1: MarketParameters | undefined = undefined;
    let v2: MarketParameters | undefined = undefined;
    let v3: MarketParameters | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, MarketParameters);
          break;
        case 18:
          v2 = readMessage(reader, end, budget, MarketParameters);
          break;
        case 26:
          v3 = readMessage(reader, end, budget, MarketParameters);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { diskStorage: v1, networkBandwidth: v2, computeBandwidth: v3 };
  },
});

export type SetResourceMarketsParametersResult = Readonly<Record<never, never>>;
export type SetResourceMarketsParametersResultInit = Init<SetResourceMarketsParametersResult>;
/** `koinos.contracts.resources.set_resource_markets_parameters_result` */
export const SetResourceMarketsParametersResult: Codec<SetResourceMarketsParametersResult> = codecOf<SetResourceMarketsParametersResult>({
  descriptor: {
    name: 'koinos.contracts.resources.set_resource_markets_parameters_result',
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

export type GetResourceParametersArguments = Readonly<Record<never, never>>;
export type GetResourceParametersArgumentsInit = Init<GetResourceParametersArguments>;
/** `koinos.contracts.resources.get_resource_parameters_arguments` */
export const GetResourceParametersArguments: Codec<GetResourceParametersArguments> = codecOf<GetResourceParametersArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_parameters_arguments',
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

export type GetResourceParametersResult = Readonly<{
  value: ResourceParameters | undefined;
}>;
export type GetResourceParametersResultInit = Init<GetResourceParametersResult>;
/** `koinos.contracts.resources.get_resource_parameters_result` */
export const GetResourceParametersResult: Codec<GetResourceParametersResult> = codecOf<GetResourceParametersResult>({
  descriptor: {
    name: 'koinos.contracts.resources.get_resource_parameters_result',
    fields: [
      { number: 1, name: 'value', property: 'value', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceParameters, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.value !== undefined) putMessage(writer, 10, value.value, ResourceParameters);
  },
  read(reader, end, budget) {
    let v1: ResourceParameters | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ResourceParameters);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { value: v1 };
  },
});

export type SetResourceParametersArguments = Readonly<{
  params: ResourceParameters | undefined;
}>;
export type SetResourceParametersArgumentsInit = Init<SetResourceParametersArguments>;
/** `koinos.contracts.resources.set_resource_parameters_arguments` */
export const SetResourceParametersArguments: Codec<SetResourceParametersArguments> = codecOf<SetResourceParametersArguments>({
  descriptor: {
    name: 'koinos.contracts.resources.set_resource_parameters_arguments',
    fields: [
      { number: 1, name: 'params', property: 'params', kind: 'message', repeated: false, explicit: true, oneof: undefined, btype: undefined, message: () => ResourceParameters, values: undefined },
    ],
  },
  write(writer, value) {
    if (value.params !== undefined) putMessage(writer, 10, value.params, ResourceParameters);
  },
  read(reader, end, budget) {
    let v1: ResourceParameters | undefined = undefined;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag) {
        case 10:
          v1 = readMessage(reader, end, budget, ResourceParameters);
          break;
        default:
          skipField(reader, tag);
      }
    }
    return { params: v1 };
  },
});

export type SetResourceParametersResult = Readonly<Record<never, never>>;
export type SetResourceParametersResultInit = Init<SetResourceParametersResult>;
/** `koinos.contracts.resources.set_resource_parameters_result` */
export const SetResourceParametersResult: Codec<SetResourceParametersResult> = codecOf<SetResourceParametersResult>({
  descriptor: {
    name: 'koinos.contracts.resources.set_resource_parameters_result',
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
