/** The fungible token against a model: any sequence of operations, accepted and refused alike. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addressOf,
  type CallOutcome,
  type Contract,
  createTestChain,
  loadBuilt,
  type TestChain,
} from '../testing/index.ts';

const RUNS = Number(process.env['TOKEN_RUNS'] ?? 40);
const built = loadBuilt(join(import.meta.dirname, '..', 'templates', 'fungible'));
const U64_MAX = 2n ** 64n - 1n;
const people = ['alice', 'bob', 'carol'].map(addressOf);
/** The last account is a contract: it acts by calling, the others by signing. */
const everyone = [...people, addressOf('a contract')];
const CONTRACT = everyone.length - 1;

type Operation =
  | Readonly<{ kind: 'mint'; by: number; to: number; value: bigint }>
  | Readonly<{ kind: 'transfer' | 'approve'; by: number; from: number; to: number; value: bigint }>
  | Readonly<{ kind: 'burn'; by: number; from: number; value: bigint }>;

const who = fc.nat({ max: CONTRACT });
const value = fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.constantFrom(U64_MAX, U64_MAX - 10n, 2n ** 63n));
/** -1: the owner of the token. */
const minter = fc.constantFrom(-1, -1, -1, 0);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('mint' as const), by: minter, to: who, value }),
  fc.record({
    kind: fc.constantFrom('transfer' as const, 'approve' as const),
    by: who,
    from: who,
    to: who,
    value,
  }),
  fc.record({ kind: fc.constant('burn' as const), by: who, from: who, value }),
);

/** What should happen; `apply` answers whether the operation is accepted. */
class Model {
  readonly balances: bigint[] = everyone.map(() => 0n);
  readonly allowances: Map<number, bigint> = new Map();

  get supply(): bigint {
    return this.balances.reduce((sum, balance) => sum + balance, 0n);
  }

  apply(operation: Operation): boolean {
    if (operation.kind === 'mint') {
      const { by, to, value } = operation;
      if (by !== -1 || value === 0n || this.supply + value > U64_MAX) return false;
      this.balances[to]! += value;
      return true;
    }
    const { by, from, value } = operation;
    if (operation.kind === 'approve') {
      if (by !== from || from === operation.to) return false;
      if (operation.to === CONTRACT) this.allow(from, value);
      return true;
    }
    if (operation.kind === 'burn' ? value === 0n : from === operation.to) return false;
    const allowed = by === CONTRACT && from !== CONTRACT ? (this.allowances.get(from) ?? 0n) : undefined;
    if (by !== from && (allowed === undefined || allowed < value || !this.allowances.has(from))) return false;
    if (this.balances[from]! < value) return false;
    if (by !== from) this.allow(from, allowed! - value);
    this.balances[from]! -= value;
    if (operation.kind === 'transfer') this.balances[operation.to]! += value;
    return true;
  }

  /** None and zero differ: with an allowance of zero left there is none. */
  allow(from: number, value: bigint): void {
    if (value === 0n) this.allowances.delete(from);
    else this.allowances.set(from, value);
  }
}

function perform(chain: TestChain, token: Contract, operation: Operation): CallOutcome {
  const { kind, by, value } = operation;
  const actor = by === -1 ? token.address : everyone[by]!;
  const options = by === CONTRACT ? { caller: actor } : { signers: [actor] };
  if (kind === 'mint') return chain.call(token, kind, { to: everyone[operation.to]!, value }, options);
  const from = everyone[operation.from]!;
  if (kind === 'burn') return chain.call(token, kind, { from, value }, options);
  const to = everyone[operation.to]!;
  const args = kind === 'approve' ? { owner: from, spender: to, value } : { from, to, value };
  return chain.call(token, kind, args, options);
}

test('balances, allowances and supply follow the model, and no token comes or goes unseen', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
      const chain = createTestChain();
      const token = chain.deploy(built);
      const model = new Model();
      const read = (method: string, args = {}): unknown => {
        const outcome = chain.call(token, method, args);
        return outcome.ok && outcome.result['value'];
      };
      for (const each of operations) {
        const outcome = perform(chain, token, each);
        assert.equal(outcome.ok, model.apply(each), outcome.ok ? 'accepted' : outcome.message);
        if (outcome.ok) assert.equal(outcome.events.length, 1);
      }
      for (const [index, owner] of everyone.entries()) {
        assert.equal(read('balance_of', { owner }), model.balances[index]);
        if (index !== CONTRACT)
          assert.equal(
            read('allowance', { owner, spender: everyone[CONTRACT]! }),
            model.allowances.get(index) ?? 0n,
          );
      }
      assert.equal(read('total_supply'), model.supply);
    }),
    { numRuns: RUNS },
  );
});
