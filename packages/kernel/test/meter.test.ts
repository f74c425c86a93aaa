/** The meter alone: limits, mana, refunds, exhaustion, the edges of its numbers (`spec/koinos.md` 4.7). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODE } from '@ashlar/protocol';
import fc from 'fast-check';
import { ChainError } from '../src/chain-error.ts';
import { Meter, type ResourceLimits, UNITS_MAX } from '../src/meter.ts';

const LIMITS: ResourceLimits = {
  disk: 1_000,
  diskCost: 10n,
  network: 2_000,
  networkCost: 5n,
  compute: 100_000,
  computeCost: 2n,
};
function meterOf(limits: Partial<ResourceLimits> = {}): Meter {
  const meter = new Meter();
  meter.reset({ ...LIMITS, ...limits });
  return meter;
}
function codeOf(run: () => unknown): number {
  try {
    run();
    return 0;
  } catch (error) {
    assert.ok(error instanceof ChainError && error.isFinal);
    return error.code;
  }
}

test('each resource has a limit, which may be reached but not passed', () => {
  const meter = meterOf();
  meter.useDisk(1_000);
  meter.useNetwork(2_000);
  meter.useCompute(100_000);
  assert.deepEqual(
    [() => meter.useDisk(1), () => meter.useNetwork(1), () => meter.useCompute(1)].map(codeOf),
    [
      ERROR_CODE.diskStorageLimitExceeded,
      ERROR_CODE.networkBandwidthLimitExceeded,
      ERROR_CODE.computeBandwidthLimitExceeded,
    ],
  );
  assert.deepEqual(meter.used, { disk: 1_000, network: 2_000, compute: 100_000 });
});

test('outside a session the system uses, within it the payer does', () => {
  const meter = meterOf();
  meter.useCompute(10);
  meter.openSession(10_000n);
  meter.useCompute(100);
  meter.useDisk(7);
  meter.useNetwork(3);
  assert.equal(meter.sessionUsed, 200n + 70n + 15n);
  meter.closeSession();
  meter.useNetwork(4);
  assert.deepEqual(meter.systemUsed, { disk: 0, network: 4, compute: 10 });
  assert.deepEqual(meter.used, { disk: 7, network: 7, compute: 110 });
});

test('a payer who runs out of mana for ticks has spent all of it, and the block only what it bought', () => {
  const meter = meterOf();
  meter.openSession(1_001n);
  assert.equal(meter.ticksLeft, 500);
  assert.equal(
    codeOf(() => meter.useCompute(501)),
    ERROR_CODE.insufficientRc,
  );
  assert.equal(meter.ticksLeft, 0);
  assert.equal(meter.sessionUsed, 1_001n);
  meter.closeSession();
  assert.equal(meter.used.compute, 500);
  assert.equal(meter.ticksLeft, 99_500);
});

test('mana that disk or network would overdraw is spent as well', () => {
  for (const use of [(meter: Meter) => meter.useDisk(11), (meter: Meter) => meter.useNetwork(21)]) {
    const meter = meterOf();
    meter.openSession(100n);
    assert.equal(
      codeOf(() => use(meter)),
      ERROR_CODE.insufficientRc,
    );
    assert.deepEqual([meter.ticksLeft, meter.sessionUsed], [0, 100n]);
    assert.deepEqual(meter.used, { disk: 0, network: 0, compute: 0 });
  }
});

test('a block without ticks stops the payer, who keeps the mana that bought nothing', () => {
  const meter = meterOf();
  meter.openSession(1_000_000n);
  assert.equal(
    codeOf(() => meter.exhaust()),
    ERROR_CODE.computeBandwidthLimitExceeded,
  );
  assert.equal(meter.sessionUsed, 200_000n);
  assert.equal(meter.used.compute, 100_000);
});

test('freed disk gives mana back, beyond what was spent if need be, but nobody is paid', () => {
  const meter = meterOf();
  meter.openSession(100n);
  meter.useDisk(-50);
  assert.equal(meter.sessionUsed, 0n);
  assert.equal(meter.ticksLeft, 300);
  meter.useCompute(300);
  assert.equal(meter.sessionUsed, 100n);
  meter.closeSession();
  assert.equal(meter.used.disk, -50);
  meter.useDisk(1_050);
  assert.equal(
    codeOf(() => meter.useDisk(1)),
    ERROR_CODE.diskStorageLimitExceeded,
  );
});

test('a price too high for any account overflows as a reversion', () => {
  const meter = meterOf({ diskCost: 2n ** 63n });
  meter.openSession(2n ** 64n - 1n);
  assert.throws(
    () => meter.useDisk(1),
    (error) => error instanceof ChainError && error.message === 'rc overflow' && error.code === 1,
  );
});

test('ticks without a price are bounded by the block alone', () => {
  const meter = meterOf({ computeCost: 0n });
  meter.openSession(1n);
  assert.equal(meter.ticksLeft, 100_000);
  meter.useCompute(100_000);
  assert.equal(meter.sessionUsed, 0n);
});

test('the largest limits are counted exactly', () => {
  const meter = meterOf({ disk: UNITS_MAX, compute: UNITS_MAX, computeCost: 2n ** 64n - 1n });
  meter.openSession(2n ** 64n - 1n);
  assert.equal(meter.ticksLeft, 1);
  meter.closeSession();
  meter.useDisk(-UNITS_MAX);
  meter.useDisk(1);
  assert.equal(meter.used.disk, 1 - UNITS_MAX);
  meter.useCompute(UNITS_MAX);
  assert.deepEqual([meter.ticksLeft, meter.used.compute], [0, UNITS_MAX]);
});

test('a sum of charges costs what its parts cost, in whatever order they come', () => {
  const step = fc.record({
    kind: fc.constantFrom('disk', 'network', 'compute'),
    units: fc.integer({ min: 0, max: 90 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.bigInt({ min: 0n, max: 20_000n }), (steps, rcLimit) => {
      const meter = meterOf();
      meter.openSession(rcLimit);
      const sums = { disk: 0, network: 0, compute: 0 };
      const costOf = () => BigInt(sums.disk) * 10n + BigInt(sums.network) * 5n + BigInt(sums.compute) * 2n;
      for (const { kind, units } of steps) {
        const before = { ...sums };
        sums[kind as keyof typeof sums] += units;
        const use = { disk: 'useDisk', network: 'useNetwork', compute: 'useCompute' }[kind] as 'useDisk';
        const code = codeOf(() => meter[use](units));
        assert.equal(code === 0, costOf() <= rcLimit);
        if (code !== 0) {
          assert.equal(meter.sessionUsed, rcLimit);
          assert.ok(meter.used.compute >= before.compute);
          return;
        }
        assert.equal(meter.sessionUsed, costOf());
      }
      assert.deepEqual(meter.used, sums);
    }),
  );
});
