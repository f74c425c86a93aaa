/** The markets under any use: bounded, monotonic, and back to rest when left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  afterBlock,
  DEFAULT_MARKETS,
  DEFAULT_PARAMETERS,
  initialSupplyOf,
  newMarket,
  printOf,
  quoteOf,
} from '@ashlar/contracts';
import { U64_MAX } from '@ashlar/protocol';
import fc from 'fast-check';

const numRuns = Number(process.env['ASHLAR_RUNS'] ?? 150);
const name = fc.constantFrom('diskStorage', 'networkBandwidth', 'computeBandwidth' as const);
const tokenSupply = fc.bigInt(0n, 10n ** 18n);
const parameters = DEFAULT_PARAMETERS;

const marketOf = (key: 'diskStorage' | 'networkBandwidth' | 'computeBandwidth') => {
  const { blockBudget, blockLimit } = DEFAULT_MARKETS[key];
  return newMarket(blockBudget, blockLimit, parameters);
};

test('whatever blocks use, the supply stays between 0 and its equilibrium, and offers stay within the limit', () => {
  const uses = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 });
  const property = fc.property(name, tokenSupply, uses, (key, supply, shares) => {
    let market = marketOf(key);
    const rest = initialSupplyOf(market.blockBudget, parameters);
    for (const share of shares) {
      const { limit, cost } = quoteOf(market, parameters, supply);
      assert.ok(limit >= 0n && limit <= market.blockLimit && limit < market.resourceSupply);
      assert.ok(cost >= 0n && cost <= U64_MAX);
      const used = (limit * BigInt(Math.floor(share * 1_000))) / 1_000n;
      const next = afterBlock(market, parameters, used);
      assert.ok(next !== undefined, 'what was offered may be used');
      assert.ok(next.resourceSupply >= 0n && next.resourceSupply <= rest + 1n);
      market = next;
    }
  });
  fc.assert(property, { numRuns });
});

test('the scarcer the supply, the higher the cost', () => {
  const property = fc.property(
    name,
    fc.bigInt(1n, 10n ** 18n),
    fc.bigInt(2n, 1_000n),
    fc.bigInt(1n, 999n),
    (key, supply, share, less) => {
      const full = marketOf(key);
      const more = (full.resourceSupply * share) / 1_000n;
      const fewer = (more * less) / 1_000n;
      if (fewer <= full.blockLimit) return;
      const dear = quoteOf({ ...full, resourceSupply: fewer }, parameters, supply);
      const cheap = quoteOf({ ...full, resourceSupply: more }, parameters, supply);
      assert.ok(dear.cost + 1n >= cheap.cost);
    },
  );
  fc.assert(property, { numRuns });
});

test('a block that used nothing leaves a market below rest with more than it had', () => {
  const property = fc.property(name, fc.bigInt(0n, 990n), (key, share) => {
    const market = marketOf(key);
    const drained = { ...market, resourceSupply: (market.resourceSupply * share) / 1_000n };
    const after = afterBlock(drained, parameters, 0n)!;
    assert.ok(after.resourceSupply > drained.resourceSupply);
    assert.ok(after.resourceSupply <= drained.resourceSupply + printOf(market.blockBudget, parameters));
  });
  fc.assert(property, { numRuns });
});

test('what is missing halves in three days of blocks', () => {
  let market = marketOf('computeBandwidth');
  const rest = market.resourceSupply;
  market = { ...market, resourceSupply: rest / 2n };
  for (let block = 0; block < 86_400; block++) market = afterBlock(market, parameters, 0n)!;
  const missing = rest - market.resourceSupply;
  assert.ok(missing > (rest * 249n) / 1_000n && missing < (rest * 251n) / 1_000n);
});
