import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY } from '@ashlar/base';
import {
  DEFAULT_MARKETS,
  DEFAULT_PARAMETERS,
  resourcesContract,
  TOKEN_SPACE,
  tokenContract,
} from '@ashlar/contracts';
import type { Caller } from '@ashlar/ports';
import { type Codec, chain, ERROR_CODE, type Init, ObjectSpace, resources, token } from '@ashlar/protocol';
import { addressOf, FakeChain, KERNEL, USER } from './fake-host.ts';

const RESOURCES = addressOf('resources');
const TOKEN = addressOf('token');
const SUPPLY = 10n ** 16n;

class World {
  readonly chain: FakeChain = new FakeChain();

  constructor(supply: bigint = SUPPLY) {
    this.chain.deploy(RESOURCES, resourcesContract);
    this.chain.deploy(TOKEN, tokenContract);
    this.chain.put(
      new ObjectSpace(true, TOKEN, TOKEN_SPACE.supply),
      EMPTY,
      token.BalanceObject.encode({ value: supply }),
    );
    this.chain.onSystemCall(chain.SystemCallId.get_contract_address, (args) => {
      assert.equal(chain.GetContractAddressArguments.decode(args).name, 'token');
      return chain.GetContractAddressResult.encode({ value: { address: TOKEN } });
    });
  }

  call<A, R>(method: string, args: Codec<A>, result: Codec<R>, values: Init<A>, caller: Caller = KERNEL): R {
    const [entryPoint] = [...resourcesContract.entries].find(([, entry]) => entry.name === method)!;
    return result.decode(this.chain.call(RESOURCES, entryPoint, args.encode(values), caller));
  }

  limits(): chain.ResourceLimitData {
    return this.call(
      'get_resource_limits',
      resources.GetResourceLimitsArguments,
      resources.GetResourceLimitsResult,
      {},
    ).value!;
  }

  markets(): resources.ResourceMarkets {
    return this.call(
      'get_resource_markets',
      resources.GetResourceMarketsArguments,
      resources.GetResourceMarketsResult,
      {},
    ).value!;
  }

  consume(disk: bigint, network: bigint, compute: bigint, caller: Caller = KERNEL): boolean {
    return this.call(
      'consume_block_resources',
      resources.ConsumeBlockResourcesArguments,
      resources.ConsumeBlockResourcesResult,
      {
        diskStorageConsumed: disk,
        networkBandwidthConsumed: network,
        computeBandwidthConsumed: compute,
      },
      caller,
    ).value;
  }

  setMarkets(values: resources.SetResourceMarketsParametersArgumentsInit): void {
    this.call(
      'set_resource_markets_parameters',
      resources.SetResourceMarketsParametersArguments,
      resources.SetResourceMarketsParametersResult,
      values,
    );
  }

  setParameters(params: resources.ResourceParametersInit | undefined): void {
    this.call(
      'set_resource_parameters',
      resources.SetResourceParametersArguments,
      resources.SetResourceParametersResult,
      { params },
    );
  }
}

test('a chain of a hundred million coins starts with the limits and costs of the formulas', () => {
  // Computed apart from this code, with Python's integers, from the formulas of `spec/koinos.md` 8.4.
  assert.deepEqual(new World().limits(), {
    diskStorageLimit: 524_288n,
    diskStorageCost: 97_110n,
    networkBandwidthLimit: 1_048_576n,
    networkBandwidthCost: 14_670n,
    computeBandwidthLimit: 287_500_000n,
    computeBandwidthCost: 67n,
  });
});

test('a new market starts at its equilibrium', () => {
  const { diskStorage, networkBandwidth, computeBandwidth } = new World().markets();
  assert.equal(diskStorage!.resourceSupply, 8_332_061_253n);
  assert.equal(networkBandwidth!.resourceSupply, 55_157_213_404n);
  assert.equal(computeBandwidth!.resourceSupply, 12_098_466_059_839n);
});

test('a block takes what it used from the supply, after decay and print', () => {
  const world = new World();
  assert.equal(world.consume(39_600n, 262_144n, 57_500_000n), true);
  const { diskStorage, networkBandwidth, computeBandwidth } = world.markets();
  assert.equal(diskStorage!.resourceSupply, 8_332_021_653n);
  assert.equal(networkBandwidth!.resourceSupply, 55_156_951_260n);
  assert.equal(computeBandwidth!.resourceSupply, 12_098_408_559_838n);
});

test('a block may use exactly what it was offered, and no unit more, of each resource', () => {
  const world = new World();
  const { diskStorageLimit, networkBandwidthLimit, computeBandwidthLimit } = world.limits();
  const before = world.markets();
  assert.equal(world.consume(diskStorageLimit + 1n, 0n, 0n), false);
  assert.equal(world.consume(0n, networkBandwidthLimit + 1n, 0n), false);
  assert.equal(world.consume(0n, 0n, computeBandwidthLimit + 1n), false);
  assert.deepEqual(world.markets(), before);
  assert.equal(world.consume(diskStorageLimit, networkBandwidthLimit, computeBandwidthLimit), true);
});

test('only the system consumes', () => {
  const world = new World();
  const before = world.markets();
  assert.equal(world.consume(1n, 1n, 1n, USER), false);
  assert.equal(world.consume(1n, 1n, 1n, { address: TOKEN, isKernel: false }), false);
  assert.deepEqual(world.markets(), before);
  assert.equal(world.chain.logs.length, 2);
});

test('a supply that is almost used up offers what is left, less one, at a price to match', () => {
  const world = new World();
  const scarce = { resourceSupply: 1_000n, blockBudget: 39_600n, blockLimit: 524_288n };
  const markets = { ...world.markets(), diskStorage: scarce };
  const put = (diskStorage: resources.MarketInit) =>
    world.chain.put(
      new ObjectSpace(true, RESOURCES, 0),
      new TextEncoder().encode('markets'),
      resources.ResourceMarkets.encode({ ...markets, diskStorage }),
    );
  put(scarce);
  assert.equal(world.limits().diskStorageLimit, 999n);
  assert.ok(world.limits().diskStorageCost > 10n ** 18n);
  for (const resourceSupply of [0n, 1n]) {
    put({ ...scarce, resourceSupply });
    assert.deepEqual(world.limits().diskStorageLimit, 0n);
    assert.deepEqual(world.limits().diskStorageCost, 2n ** 64n - 1n);
    assert.equal(world.consume(1n, 0n, 0n), false);
    assert.equal(world.consume(0n, 0n, 0n), true);
    assert.ok(world.limits().diskStorageLimit > 0n);
  }
});

test('costs follow the supply of coins', () => {
  assert.equal(new World(0n).limits().computeBandwidthCost, 0n);
  const half = new World(SUPPLY / 2n).limits().diskStorageCost;
  assert.ok(half >= 97_110n / 2n && half <= 97_110n / 2n + 1n);
});

test('budgets and limits are set by system authority, one market or all, and supplies stay', () => {
  const world = new World();
  const diskStorage = { blockBudget: 10_000n, blockLimit: 20_000n };
  assert.throws(() => world.setMarkets({ diskStorage }), { code: ERROR_CODE.systemAuthorizationFailure });
  world.chain.hasSystemAuthority = true;
  const before = world.markets();
  world.setMarkets({ diskStorage });
  const after = world.markets();
  assert.deepEqual(after.diskStorage, { ...diskStorage, resourceSupply: before.diskStorage!.resourceSupply });
  assert.deepEqual(after.computeBandwidth, before.computeBandwidth);
  assert.equal(world.limits().diskStorageLimit, 20_000n);
});

test('budgets and limits that make no market are refused', () => {
  const world = new World();
  world.chain.hasSystemAuthority = true;
  const refuses = (blockBudget: bigint, blockLimit: bigint, message: string) =>
    assert.throws(() => world.setMarkets({ networkBandwidth: { blockBudget, blockLimit } }), { message });
  refuses(0n, 10n, 'a budget is zero');
  refuses(10n, 9n, 'a limit is below its budget');
  refuses(1n, 10n, 'less than the budget is printed');
  refuses(2n ** 62n, 2n ** 63n, 'a supply would overflow');
});

test('constants are set by system authority, and read back', () => {
  const world = new World();
  const params = { ...DEFAULT_PARAMETERS, blockIntervalMs: 1_000n };
  assert.throws(() => world.setParameters(params), { code: ERROR_CODE.systemAuthorizationFailure });
  world.chain.hasSystemAuthority = true;
  world.setParameters(params);
  const read = world.call(
    'get_resource_parameters',
    resources.GetResourceParametersArguments,
    resources.GetResourceParametersResult,
    {},
  );
  assert.deepEqual(read.value, params);
  assert.equal(world.limits().computeBandwidthCost, 23n);
});

test('markets no block has used yet keep their supplies when the constants change', () => {
  const world = new World();
  world.chain.hasSystemAuthority = true;
  const before = world.markets();
  world.setParameters({ ...DEFAULT_PARAMETERS, printRatePremium: 2_000n });
  assert.deepEqual(world.markets(), before);
});

test('constants that make no market are refused', () => {
  const world = new World();
  world.chain.hasSystemAuthority = true;
  const refuses = (change: Partial<resources.ResourceParameters>, message: string) =>
    assert.throws(() => world.setParameters({ ...DEFAULT_PARAMETERS, ...change }), { message });
  assert.throws(() => world.setParameters(undefined), { message: 'parameters are missing' });
  refuses({ blockIntervalMs: 0n }, 'the block interval is zero');
  refuses({ rcRegenMs: 0n }, 'the regeneration time is zero');
  refuses({ oneMinusDecayConstant: 0n }, 'the decay is zero');
  refuses({ printRatePrecision: 0n }, 'the print rate has no precision');
  refuses({ printRatePremium: 1_000n }, 'less than the budget is printed');
  refuses({ oneMinusDecayConstant: 1n }, 'a supply would overflow');
  refuses(
    { oneMinusDecayConstant: 2n ** 64n - 1n, printRatePremium: 1_001n },
    'a supply decays faster than its budget',
  );
});

test('the defaults make markets', () => {
  const world = new World();
  world.chain.hasSystemAuthority = true;
  world.setParameters(DEFAULT_PARAMETERS);
  world.setMarkets(DEFAULT_MARKETS);
});
