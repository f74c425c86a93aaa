/**
 * Resources: how much disk, network and compute a block may use, and what they cost, by one market each.
 * System calls 203 and 204 end here. Source: `spec/koinos.md` 8.4; the arithmetic is in `market.ts`.
 * @module
 */
import { EMPTY, utf8 } from '@ashlar/base';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { resources, token } from '@ashlar/protocol';
import { requireSystemAuthority } from '../authority.ts';
import { authorizeBySystem } from '../authorize.ts';
import { defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { contractNamed } from '../system.ts';
import { afterBlock, faultOfMarket, faultOfParameters, type Market, newMarket, quoteOf } from './market.ts';

/** The one object space, and its keys. */
const SPACE = 0;
const MARKETS_KEY = utf8('markets');
const PARAMETERS_KEY = utf8('parameters');

/** Decay halves what lies above or below the equilibrium in three days of blocks. */
export const DEFAULT_PARAMETERS: resources.ResourceParameters = {
  blockIntervalMs: 3_000n,
  rcRegenMs: 432_000_000n,
  decayConstant: 18_446_596_084_619_782_819n,
  oneMinusDecayConstant: 147_989_089_768_795n,
  printRatePremium: 1_688n,
  printRatePrecision: 1_000n,
};

/** Bytes, bytes, ticks. */
export const DEFAULT_MARKETS: Readonly<Record<keyof Markets, resources.MarketParameters>> = {
  diskStorage: { blockBudget: 39_600n, blockLimit: 524_288n },
  networkBandwidth: { blockBudget: 262_144n, blockLimit: 1_048_576n },
  computeBandwidth: { blockBudget: 57_500_000n, blockLimit: 287_500_000n },
};

type Markets = Readonly<{ diskStorage: Market; networkBandwidth: Market; computeBandwidth: Market }>;

function parametersOf(host: NativeHost): resources.ResourceParameters {
  const bytes = host.get(host.space(SPACE), PARAMETERS_KEY);
  return bytes === undefined ? DEFAULT_PARAMETERS : resources.ResourceParameters.decode(bytes);
}

/** The markets as the last block left them; those of no block yet start at their equilibrium. */
function marketsOf(host: NativeHost, parameters: resources.ResourceParameters): Markets {
  const bytes = host.get(host.space(SPACE), MARKETS_KEY);
  const stored = bytes === undefined ? undefined : resources.ResourceMarkets.decode(bytes);
  const market = (name: keyof Markets): Market => {
    const { blockBudget, blockLimit } = DEFAULT_MARKETS[name];
    return stored?.[name] ?? newMarket(blockBudget, blockLimit, parameters);
  };
  return {
    diskStorage: market('diskStorage'),
    networkBandwidth: market('networkBandwidth'),
    computeBandwidth: market('computeBandwidth'),
  };
}

function setMarkets(host: NativeHost, markets: Markets): void {
  host.put(host.space(SPACE), MARKETS_KEY, resources.ResourceMarkets.encode(markets));
}

function getResourceLimits(host: NativeHost): resources.GetResourceLimitsResult {
  const parameters = parametersOf(host);
  const markets = marketsOf(host, parameters);
  const supply = token.TotalSupplyResult.decode(
    host.call(contractNamed(host, 'token'), ENTRY.totalSupply, EMPTY),
  ).value;
  const disk = quoteOf(markets.diskStorage, parameters, supply);
  const network = quoteOf(markets.networkBandwidth, parameters, supply);
  const compute = quoteOf(markets.computeBandwidth, parameters, supply);
  return {
    value: {
      diskStorageLimit: disk.limit,
      diskStorageCost: disk.cost,
      networkBandwidthLimit: network.limit,
      networkBandwidthCost: network.cost,
      computeBandwidthLimit: compute.limit,
      computeBandwidthCost: compute.cost,
    },
  };
}

/** False, and nothing changes, if anyone but the system asks or a market has too little. */
function consumeBlockResources(
  host: NativeHost,
  consumed: resources.ConsumeBlockResourcesArguments,
): resources.ConsumeBlockResourcesResult {
  if (!host.caller().isKernel) {
    host.log('the system call consume_block_resources may only be called by the system');
    return { value: false };
  }
  const parameters = parametersOf(host);
  const markets = marketsOf(host, parameters);
  const diskStorage = afterBlock(markets.diskStorage, parameters, consumed.diskStorageConsumed);
  const networkBandwidth = afterBlock(
    markets.networkBandwidth,
    parameters,
    consumed.networkBandwidthConsumed,
  );
  const computeBandwidth = afterBlock(
    markets.computeBandwidth,
    parameters,
    consumed.computeBandwidthConsumed,
  );
  if (diskStorage === undefined || networkBandwidth === undefined || computeBandwidth === undefined) {
    return { value: false };
  }
  setMarkets(host, { diskStorage, networkBandwidth, computeBandwidth });
  return { value: true };
}

/** By system authority. Budgets and limits change at once; the supplies drift to their new equilibria. */
function setMarketsParameters(
  host: NativeHost,
  args: resources.SetResourceMarketsParametersArguments,
): resources.SetResourceMarketsParametersResult {
  requireSystemAuthority(host);
  const parameters = parametersOf(host);
  const markets = marketsOf(host, parameters);
  const changed = (name: keyof Markets): Market => {
    const wanted = args[name];
    if (wanted === undefined) return markets[name];
    const fault = faultOfMarket(wanted.blockBudget, wanted.blockLimit, parameters);
    if (fault !== undefined) host.revert(fault);
    return { ...markets[name], ...wanted };
  };
  setMarkets(host, {
    diskStorage: changed('diskStorage'),
    networkBandwidth: changed('networkBandwidth'),
    computeBandwidth: changed('computeBandwidth'),
  });
  return {};
}

/** By system authority. The markets must make sense under the new constants as well. */
function setParameters(
  host: NativeHost,
  { params }: resources.SetResourceParametersArguments,
): resources.SetResourceParametersResult {
  requireSystemAuthority(host);
  if (params === undefined) return host.revert('parameters are missing');
  const markets = marketsOf(host, parametersOf(host));
  const fault =
    faultOfParameters(params) ??
    Object.values(markets)
      .map(({ blockBudget, blockLimit }) => faultOfMarket(blockBudget, blockLimit, params))
      .find((found) => found !== undefined);
  if (fault !== undefined) host.revert(fault);
  setMarkets(host, markets);
  host.put(host.space(SPACE), PARAMETERS_KEY, resources.ResourceParameters.encode(params));
  return {};
}

const methods: readonly Method[] = [
  {
    name: 'get_resource_limits',
    entryPoint: ENTRY.getResourceLimits,
    args: resources.GetResourceLimitsArguments,
    result: resources.GetResourceLimitsResult,
    readOnly: true,
    description: 'What a block may use, and what a unit costs in mana',
    run: typed(resources.GetResourceLimitsArguments, resources.GetResourceLimitsResult, getResourceLimits),
  },
  {
    name: 'consume_block_resources',
    entryPoint: ENTRY.consumeBlockResources,
    args: resources.ConsumeBlockResourcesArguments,
    result: resources.ConsumeBlockResourcesResult,
    readOnly: false,
    description: 'Tells the markets what a block used: the system only',
    run: typed(
      resources.ConsumeBlockResourcesArguments,
      resources.ConsumeBlockResourcesResult,
      consumeBlockResources,
    ),
  },
  {
    name: 'get_resource_markets',
    entryPoint: 0xebe9b9e7,
    args: resources.GetResourceMarketsArguments,
    result: resources.GetResourceMarketsResult,
    readOnly: true,
    description: 'Supply, budget and limit of the three resources',
    run: typed(resources.GetResourceMarketsArguments, resources.GetResourceMarketsResult, (host) => ({
      value: marketsOf(host, parametersOf(host)),
    })),
  },
  {
    name: 'set_resource_markets_parameters',
    entryPoint: 0x4b31e959,
    args: resources.SetResourceMarketsParametersArguments,
    result: resources.SetResourceMarketsParametersResult,
    readOnly: false,
    description: 'Sets budgets and limits: by system authority',
    run: typed(
      resources.SetResourceMarketsParametersArguments,
      resources.SetResourceMarketsParametersResult,
      setMarketsParameters,
    ),
  },
  {
    name: 'get_resource_parameters',
    entryPoint: 0xf53b5216,
    args: resources.GetResourceParametersArguments,
    result: resources.GetResourceParametersResult,
    readOnly: true,
    description: 'The constants of the markets',
    run: typed(resources.GetResourceParametersArguments, resources.GetResourceParametersResult, (host) => ({
      value: parametersOf(host),
    })),
  },
  {
    name: 'set_resource_parameters',
    entryPoint: 0xa08e6b90,
    args: resources.SetResourceParametersArguments,
    result: resources.SetResourceParametersResult,
    readOnly: false,
    description: 'Sets the constants of the markets: by system authority',
    run: typed(
      resources.SetResourceParametersArguments,
      resources.SetResourceParametersResult,
      setParameters,
    ),
  },
  authorizeBySystem,
];

export const resourcesContract: NativeContract = defineContract({
  id: 'native/resources/1',
  methods,
  events: {},
});
