/**
 * The token under any sequence of calls, honest or not: supply, mana and allowances keep their laws.
 * Method: a random script runs against the contract and against a model of a few lines.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { emptyRecord, readRecord, regenerate, writeRecord } from '@ashlar/contracts';
import { token, U64_MAX } from '@ashlar/protocol';
import fc from 'fast-check';
import { addressOf, Ended, type USER } from './fake-host.ts';
import { TokenWorld } from './token-world.ts';

const numRuns = Number(process.env['ASHLAR_RUNS'] ?? 150);
const accounts = ['alice', 'bob', 'carol', 'contract'].map(addressOf);
const account = fc.nat({ max: accounts.length - 1 });
const amount = fc.oneof(fc.bigInt(0n, 2_000n), fc.bigInt(0n, U64_MAX));
const step = fc.record({
  act: fc.constantFrom('transfer', 'mint', 'burn', 'approve', 'consume', 'wait'),
  from: account,
  to: account,
  signer: account,
  byContract: fc.boolean(),
  value: amount,
  waitMs: fc.bigInt(0n, 600_000_000n),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function perform(world: TokenWorld, { act, from, to, byContract, value }: Step): void {
  const a = accounts[from]!;
  const b = accounts[to]!;
  const caller: typeof USER = {
    address: byContract ? accounts[3]! : new Uint8Array(0),
    isKernel: false,
  };
  if (act === 'transfer') world.transfer(a, b, value, caller);
  else if (act === 'burn') world.burn(a, value, caller);
  else if (act === 'approve') world.approve(a, b, value, caller);
  else if (act === 'mint') world.give(a, value);
  else world.consume(a, value);
}

test('whatever is called, the balances add up to the supply and no mana exceeds its balance', () => {
  const property = fc.property(fc.array(step, { maxLength: 40 }), (script) => {
    const world = new TokenWorld();
    world.give(accounts[0]!, 1_000n);
    for (const next of script) {
      world.chain.timeMs += next.waitMs;
      world.chain.sign(accounts[next.signer]!);
      const before = world.supply();
      let done = false;
      try {
        if (next.act !== 'wait') perform(world, next);
        done = true;
      } catch (cause) {
        assert.ok(cause instanceof Ended, String(cause));
      }
      const minted = done && next.act === 'mint' ? next.value : 0n;
      const burned = done && next.act === 'burn' ? next.value : 0n;
      assert.equal(world.supply(), before + minted - burned);
      let sum = 0n;
      for (const { balance, mana } of world.records().values()) {
        assert.ok(mana <= balance);
        sum += balance;
      }
      assert.equal(sum, world.supply());
    }
  });
  fc.assert(property, { numRuns });
});

test('a contract moves in all no more than was approved, and the rest stays approved', () => {
  const property = fc.property(
    fc.bigInt(1n, 1_000n),
    fc.array(fc.bigInt(1n, 400n), { maxLength: 8 }),
    (granted, moves) => {
      const [owner, receiver, , contract] = accounts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
      const world = new TokenWorld();
      world.give(owner, 100_000n);
      world.chain.sign(owner);
      world.approve(owner, contract, granted);
      let left = granted;
      for (const value of moves) {
        try {
          world.transfer(owner, receiver, value, { address: contract, isKernel: false });
          left -= value;
        } catch {
          assert.ok(value > left);
        }
        assert.ok(left >= 0n);
        assert.equal(world.allowanceOf(owner, contract), left);
      }
      assert.equal(world.balanceOf(receiver), granted - left);
    },
  );
  fc.assert(property, { numRuns });
});

test('a record has the bytes of the codec, both ways', () => {
  const u64 = fc.oneof(
    fc.bigInt(0n, 300n),
    fc.bigInt(0n, 1n << 50n),
    fc.bigInt(0n, U64_MAX),
    fc.constantFrom(U64_MAX, 1n << 32n, (1n << 49n) - 1n, 1n << 49n, 1n << 63n),
  );
  const property = fc.property(u64, u64, u64, fc.boolean(), (balance, mana, lastUpdateMs, isUnmetered) => {
    const record = { balance, mana, lastUpdateMs, isUnmetered };
    const bytes = token.ManaBalanceObject.encode({
      balance,
      mana,
      lastManaUpdate: lastUpdateMs,
      unmetered: isUnmetered,
    });
    assert.equal(hex(writeRecord(record)), hex(bytes));
    assert.deepEqual(readRecord(bytes), record);
  });
  fc.assert(property, { numRuns: numRuns * 4 });
});

test('bytes that are no record are a broken invariant', () => {
  for (const bytes of [[0x08], [0x20, 1], [0x10, 1, 0x08, 1], [0x08, ...new Array(11).fill(0xff)]])
    assert.throws(() => readRecord(new Uint8Array(bytes)), { name: 'InvariantViolation' });
});

test('regeneration never lowers mana, never exceeds the balance, and gains at most the exact share', () => {
  const property = fc.property(
    fc.bigInt(0n, U64_MAX),
    fc.bigInt(0n, U64_MAX),
    fc.bigInt(0n, 1n << 44n),
    fc.bigInt(0n, 1n << 44n),
    (balance, spent, lastUpdateMs, nowMs) => {
      const mana = spent < balance ? balance - spent : 0n;
      const record = { ...emptyRecord(), balance, mana, lastUpdateMs };
      regenerate(record, nowMs);
      const elapsedMs = nowMs > lastUpdateMs ? nowMs - lastUpdateMs : 0n;
      const share = ((elapsedMs < 432_000_000n ? elapsedMs : 432_000_000n) * balance) / 432_000_000n;
      assert.equal(record.mana, mana + share < balance ? mana + share : balance);
      assert.equal(record.lastUpdateMs, nowMs > lastUpdateMs ? nowMs : lastUpdateMs);
    },
  );
  fc.assert(property, { numRuns: numRuns * 4 });
});
