/** The multi-token template: ERC-1155's rules. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  accepted,
  addressOf,
  type CallOutcome,
  type Contract,
  createTestChain,
  loadBuilt,
  type Message,
  refused,
  type TestChain,
} from '../testing/index.ts';

const built = loadBuilt(join(import.meta.dirname, '..', 'templates', 'multi-token'));
const alice = addressOf('alice');
const bob = addressOf('bob');
const market = addressOf('a market contract');
const ZERO = new Uint8Array(25);
const NOT_AUTHORIZED = -200;
const U64_MAX = 2n ** 64n - 1n;
const gold = Uint8Array.from([1]);
const sword = Uint8Array.from([2, 0]);

type World = Readonly<{ chain: TestChain; token: Contract; owner: { signers: Uint8Array[] } }>;

function deploy(): World {
  const chain = createTestChain();
  const token = chain.deploy(built);
  return { chain, token, owner: { signers: [token.address] } };
}

function stocked(): World {
  const world = deploy();
  const amounts = [
    { token_id: gold, value: 100n },
    { token_id: sword, value: 1n },
  ];
  accepted(world.chain.call(world.token, 'mint_batch', { to: alice, amounts }, world.owner));
  return world;
}

const holds = ({ chain, token }: World, owner: Uint8Array): unknown =>
  accepted(
    chain.call(token, 'balance_of_batch', {
      holdings: [
        { owner, token_id: gold },
        { owner, token_id: sword },
      ],
    }),
  ).result['values'];
const supplyOf = ({ chain, token }: World, tokenId: Uint8Array): unknown =>
  accepted(chain.call(token, 'total_supply', { token_id: tokenId })).result['value'];

test('minting a batch creates every kind in it, with one event', () => {
  const world = deploy();
  const { chain, token, owner } = world;
  const amounts = [
    { token_id: gold, value: 5n },
    { token_id: sword, value: 1n },
    { token_id: gold, value: 2n },
  ];
  const outcome = accepted(chain.call(token, 'mint_batch', { to: alice, amounts }, owner));
  assert.deepEqual(holds(world, alice), [7n, 1n]);
  assert.equal(supplyOf(world, gold), 7n);
  assert.equal(outcome.events.length, 1);
  assert.deepEqual(chain.decodeEvent(token, outcome.events[0]!), { to: alice, amounts });
  assert.equal(outcome.events[0]!.name, 'multi.mint_event');
});

test('the owner alone mints, and never over the supply, even within a batch', () => {
  const world = deploy();
  const { chain, token, owner } = world;
  const mint = (args: Message, by = owner): CallOutcome =>
    chain.call(token, 'mint', { to: alice, token_id: gold, value: 1n, ...args }, by);
  refused(mint({}, { signers: [alice] }), /only the owner/, NOT_AUTHORIZED);
  refused(mint({ to: ZERO }), /'to'/);
  refused(mint({ value: 0n }), /'value'/);
  refused(mint({ token_id: new Uint8Array(0) }), /'token_id'/);
  refused(mint({ token_id: new Uint8Array(33) }), /'token_id'/);
  const amounts = [
    { token_id: gold, value: U64_MAX },
    { token_id: gold, value: 1n },
  ];
  refused(chain.call(token, 'mint_batch', { to: alice, amounts }, owner), /overflow supply/, 1);
  assert.equal(supplyOf(world, gold), 0n);
  accepted(mint({ value: U64_MAX }));
});

test('a transfer moves one kind and leaves the others', () => {
  const world = stocked();
  const { chain, token } = world;
  const args = { from: alice, to: bob, token_id: gold, value: 40n, memo: 'rent' };
  const outcome = accepted(chain.call(token, 'transfer', args, { signers: [alice] }));
  assert.deepEqual(holds(world, alice), [60n, 1n]);
  assert.deepEqual(holds(world, bob), [40n, 0n]);
  const [event] = outcome.events;
  assert.equal(event?.name, 'multi.transfer_event');
  assert.deepEqual(event.impacted, [bob, alice]);
  const amounts = [{ token_id: gold, value: 40n }];
  assert.deepEqual(chain.decodeEvent(token, event), { from: alice, to: bob, amounts, memo: 'rent' });
});

test('a batch moves whole or not at all', () => {
  const world = stocked();
  const { chain, token } = world;
  const move = (swords: bigint): CallOutcome =>
    chain.call(
      token,
      'transfer_batch',
      {
        from: alice,
        to: bob,
        amounts: [
          { token_id: gold, value: 40n },
          { token_id: sword, value: swords },
        ],
      },
      { signers: [alice] },
    );
  refused(move(2n), /insufficient balance/, 1);
  assert.deepEqual(holds(world, alice), [100n, 1n]);
  assert.deepEqual(holds(world, bob), [0n, 0n]);
  accepted(move(1n));
  assert.deepEqual(holds(world, alice), [60n, 0n]);
  assert.deepEqual(holds(world, bob), [40n, 1n]);
});

test('a kind may come twice in a batch, and counts twice', () => {
  const world = stocked();
  const { chain, token } = world;
  const twice = (value: bigint): CallOutcome => {
    const amount = { token_id: gold, value };
    return chain.call(
      token,
      'transfer_batch',
      { from: alice, to: bob, amounts: [amount, amount] },
      { signers: [alice] },
    );
  };
  refused(twice(51n), /insufficient balance/, 1);
  accepted(twice(50n));
  assert.deepEqual(holds(world, bob), [100n, 0n]);
});

test('transfers need their arguments and an authority', () => {
  const { chain, token } = stocked();
  const transfer = (args: Message, options: object = { signers: [alice] }): CallOutcome =>
    chain.call(token, 'transfer', { from: alice, to: bob, token_id: gold, value: 1n, ...args }, options);
  refused(transfer({ from: ZERO }), /'from'/);
  refused(transfer({ to: ZERO }), /'to'/);
  refused(transfer({ to: alice }), /yourself/);
  refused(transfer({ value: 0n }), /'value'/);
  refused(transfer({ value: 101n }), /insufficient balance/, 1);
  refused(transfer({}, { signers: [bob] }), /not authorized/, NOT_AUTHORIZED);
  refused(transfer({}, { signers: [alice], caller: market }), /not authorized/, NOT_AUTHORIZED);
  const batch = (count: number): CallOutcome =>
    chain.call(
      token,
      'transfer_batch',
      { from: alice, to: bob, amounts: new Array<Message>(count).fill({ token_id: gold, value: 1n }) },
      { signers: [alice] },
    );
  refused(batch(0), /'amounts'/);
  refused(batch(101), /too long/);
  accepted(batch(100));
});

test('an operator contract moves tokens until it is no operator any more', () => {
  const world = stocked();
  const { chain, token } = world;
  const set = (approved: boolean): CallOutcome =>
    chain.call(
      token,
      'set_approval_for_all',
      { approver_address: alice, operator_address: market, approved },
      { signers: [alice] },
    );
  const move = (): CallOutcome =>
    chain.call(token, 'transfer', { from: alice, to: bob, token_id: gold, value: 1n }, { caller: market });
  assert.equal(accepted(set(true)).events[0]?.name, 'multi.operator_approval_event');
  const approved = accepted(chain.call(token, 'is_approved_for_all', { owner: alice, operator: market }));
  assert.equal(approved.result['value'], true);
  accepted(move());
  accepted(chain.call(token, 'burn', { from: alice, token_id: gold, value: 1n }, { caller: market }));
  accepted(set(false));
  refused(move(), /not authorized/, NOT_AUTHORIZED);
  const self = { approver_address: alice, operator_address: alice, approved: true };
  refused(chain.call(token, 'set_approval_for_all', self, { signers: [alice] }), /yourself/);
});

test('burning everything leaves nothing stored', () => {
  const world = stocked();
  const { chain, token } = world;
  const amounts = [
    { token_id: gold, value: 100n },
    { token_id: sword, value: 1n },
  ];
  refused(
    chain.call(token, 'burn_batch', { from: alice, amounts }, { signers: [bob] }),
    /not authorized/,
    NOT_AUTHORIZED,
  );
  const outcome = accepted(chain.call(token, 'burn_batch', { from: alice, amounts }, { signers: [alice] }));
  assert.equal(outcome.events[0]?.name, 'multi.burn_event');
  assert.equal(chain.store.count(chain.spaceOf(token, 0)), 0);
  assert.equal(chain.store.count(chain.spaceOf(token, 1)), 0);
  assert.equal(supplyOf(world, gold), 0n);
});

test('a kind is described under its hexadecimal id, and ownership moves', () => {
  const { chain, token, owner } = deploy();
  const { result } = accepted(chain.call(token, 'uri', { token_id: sword }));
  assert.equal(result['value'], 'https://example.com/tokens/0x0200');
  accepted(chain.call(token, 'transfer_ownership', { value: bob }, owner));
  assert.deepEqual(accepted(chain.call(token, 'owner')).result['value'], bob);
  refused(
    chain.call(token, 'mint', { to: alice, token_id: gold, value: 1n }, owner),
    /only the owner/,
    NOT_AUTHORIZED,
  );
});
