/**
 * The market of one resource: what a block may use of it, and what a unit costs in mana.
 *
 * Each block prints a little more than its budget into the supply, and the supply decays, so that left alone it rests
 * at `print / (1 - decay)`. The price is that of a constant-product market between the supply and the mana that
 * regenerates in a block: using the budget in every block holds the price, using more raises it, and what is not used
 * for days makes it cheap again. Source: `spec/koinos.md` 8.4.
 *
 * Exact whole-number arithmetic, rounded as written; upstream computes the same in 128 bits.
 * @module
 */
import { type resources, U64_MAX } from '@ashlar/protocol';

export type Market = resources.Market;
export type Parameters = resources.ResourceParameters;

/** Decay is a fraction of 2^64. */
const FRACTION_BITS = 64n;
/** A third of the chain's mana for each of the three resources. */
const RESOURCES = 3n;

/** What is left for a block to use, and what a unit of it costs in mana. */
export type Quote = Readonly<{ limit: bigint; cost: bigint }>;

/** Units printed into the supply each block. */
export function printOf(budget: bigint, { printRatePremium, printRatePrecision }: Parameters): bigint {
  return (budget * printRatePremium) / printRatePrecision;
}

/** The supply at which decay takes what is printed: where a new market starts. */
export function initialSupplyOf(budget: bigint, parameters: Parameters): bigint {
  return (printOf(budget, parameters) << FRACTION_BITS) / parameters.oneMinusDecayConstant;
}

/** The supply at which a market rests whose budget is used in every block. */
function supplyInUse(budget: bigint, parameters: Parameters): bigint {
  return ((printOf(budget, parameters) - budget) << FRACTION_BITS) / parameters.oneMinusDecayConstant;
}

/** A market no block has used yet. */
export function newMarket(blockBudget: bigint, blockLimit: bigint, parameters: Parameters): Market {
  return { resourceSupply: initialSupplyOf(blockBudget, parameters), blockBudget, blockLimit };
}

/** Mana that all accounts together regenerate in a block, for one resource. */
export function rcPerBlockOf(tokenSupply: bigint, { blockIntervalMs, rcRegenMs }: Parameters): bigint {
  return (tokenSupply * blockIntervalMs) / (rcRegenMs * RESOURCES);
}

/** A market that is all but empty offers nothing, at the highest price. Cost in [0, 2^64 - 1]. */
export function quoteOf(market: Market, parameters: Parameters, tokenSupply: bigint): Quote {
  const { resourceSupply, blockBudget, blockLimit } = market;
  if (resourceSupply <= 1n) return { limit: 0n, cost: U64_MAX };
  const limit = resourceSupply - 1n < blockLimit ? resourceSupply - 1n : blockLimit;
  const restOfSupply = supplyInUse(blockBudget, parameters);
  const rc = rcPerBlockOf(tokenSupply, parameters);
  const product = ((rc * restOfSupply) / blockBudget) * (restOfSupply - blockBudget);
  const consumed = ceilDivide(product, resourceSupply - limit) - product / resourceSupply;
  const cost = ceilDivide(consumed, limit);
  return { limit, cost: cost < U64_MAX ? cost : U64_MAX };
}

/**
 * The market after a block used `consumed` units; undefined if the block may not. A block may use all that `quoteOf`
 * offered. (Upstream refuses a block that uses exactly its limit, though its meter allows it.)
 */
export function afterBlock(market: Market, parameters: Parameters, consumed: bigint): Market | undefined {
  const { resourceSupply, blockBudget, blockLimit } = market;
  if (consumed > 0n && (consumed >= resourceSupply || consumed > blockLimit)) return undefined;
  const kept = (resourceSupply * parameters.decayConstant) >> FRACTION_BITS;
  const left = kept + printOf(blockBudget, parameters) - consumed;
  const supply = left < 0n ? 0n : left < U64_MAX ? left : U64_MAX;
  return { resourceSupply: supply, blockBudget, blockLimit };
}

/** Why these constants make no market; undefined if they do. */
export function faultOfParameters(parameters: Parameters): string | undefined {
  const { blockIntervalMs, rcRegenMs, oneMinusDecayConstant, printRatePremium, printRatePrecision } =
    parameters;
  if (blockIntervalMs === 0n) return 'the block interval is zero';
  if (rcRegenMs === 0n) return 'the regeneration time is zero';
  if (oneMinusDecayConstant === 0n) return 'the decay is zero';
  if (printRatePrecision === 0n) return 'the print rate has no precision';
  if (printRatePremium <= printRatePrecision) return 'less than the budget is printed';
  return undefined;
}

/** Why these limits make no market under the parameters; undefined if they do. */
export function faultOfMarket(
  blockBudget: bigint,
  blockLimit: bigint,
  parameters: Parameters,
): string | undefined {
  if (blockBudget === 0n) return 'a budget is zero';
  if (blockLimit < blockBudget) return 'a limit is below its budget';
  if (printOf(blockBudget, parameters) <= blockBudget) return 'less than the budget is printed';
  if (initialSupplyOf(blockBudget, parameters) > U64_MAX) return 'a supply would overflow';
  if (supplyInUse(blockBudget, parameters) <= blockBudget) return 'a supply decays faster than its budget';
  return undefined;
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
