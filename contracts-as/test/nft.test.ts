/** The NFT template: ERC-721's rules under KCS-5's names. */
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

const built = loadBuilt(join(import.meta.dirname, '..', 'templates', 'nft'));
const alice = addressOf('alice');
const bob = addressOf('bob');
const carol = addressOf('carol');
const market = addressOf('a market contract');
const NOBODY = new Uint8Array(0);
const ZERO = new Uint8Array(25);
const NOT_AUTHORIZED = -200;
const id = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

type World = Readonly<{ chain: TestChain; nft: Contract; owner: { signers: Uint8Array[] } }>;

function deploy(): World {
  const chain = createTestChain();
  const nft = chain.deploy(built);
  return { chain, nft, owner: { signers: [nft.address] } };
}

function withToken(tokenId: Uint8Array = id(7)): World {
  const world = deploy();
  accepted(world.chain.call(world.nft, 'mint', { to: alice, token_id: tokenId }, world.owner));
  return world;
}

const value = ({ chain, nft }: World, method: string, args: Message = {}): unknown =>
  accepted(chain.call(nft, method, args)).result['value'];
const ids = ({ chain, nft }: World, method: string, args: Message): number[][] =>
  (accepted(chain.call(nft, method, args)).result['token_ids'] as Uint8Array[]).map((bytes) => [...bytes]);

test('the collection tells its name, symbol and URI', () => {
  const { chain, nft } = deploy();
  const expected = { name: 'Ashlar Collection', symbol: 'ASHC', uri: 'https://example.com/collection' };
  assert.deepEqual(accepted(chain.call(nft, 'get_info')).result, expected);
  for (const method of ['name', 'symbol', 'uri'] as const)
    assert.equal(accepted(chain.call(nft, method)).result['value'], expected[method]);
});

test('the owner of the collection alone mints; each token once; to an account', () => {
  const world = withToken();
  const { chain, nft, owner } = world;
  assert.deepEqual(value(world, 'owner_of', { token_id: id(7) }), alice);
  assert.equal(value(world, 'balance_of', { owner: alice }), 1n);
  assert.equal(value(world, 'total_supply'), 1n);
  const mint = (args: Message, by = owner): CallOutcome => chain.call(nft, 'mint', args, by);
  refused(mint({ to: bob, token_id: id(8) }, { signers: [bob] }), /only the owner/, NOT_AUTHORIZED);
  refused(mint({ to: bob, token_id: id(7) }), /already minted/);
  refused(mint({ token_id: id(8) }), /'to'/);
  refused(mint({ to: ZERO, token_id: id(8) }), /'to'/);
  refused(mint({ to: bob }), /'token_id'/);
  refused(mint({ to: bob, token_id: new Uint8Array(33) }), /'token_id'/);
  const outcome = accepted(mint({ to: bob, token_id: new Uint8Array(32) }));
  assert.equal(outcome.events[0]?.name, 'collections.mint_event');
  assert.deepEqual(outcome.events[0].impacted, [bob]);
});

test('a token that does not exist has no owner, and nothing can be done with it', () => {
  const world = deploy();
  const { chain, nft } = world;
  assert.deepEqual(value(world, 'owner_of', { token_id: id(7) }), NOBODY);
  const signers = [alice];
  refused(
    chain.call(nft, 'transfer', { from: alice, to: bob, token_id: id(7) }, { signers }),
    /does not exist/,
  );
  refused(chain.call(nft, 'burn', { token_id: id(7) }, { signers }), /does not exist/);
  refused(
    chain.call(nft, 'approve', { approver_address: alice, to: bob, token_id: id(7) }, { signers }),
    /does not exist/,
  );
  refused(chain.call(nft, 'token_uri', { token_id: id(7) }), /does not exist/);
});

test('the holder transfers, and the receiver holds', () => {
  const world = withToken();
  const { chain, nft } = world;
  const args = { from: alice, to: bob, token_id: id(7), memo: 'yours' };
  const outcome = accepted(chain.call(nft, 'transfer', args, { signers: [alice] }));
  assert.deepEqual(value(world, 'owner_of', { token_id: id(7) }), bob);
  assert.equal(value(world, 'balance_of', { owner: alice }), 0n);
  assert.equal(value(world, 'balance_of', { owner: bob }), 1n);
  assert.deepEqual(ids(world, 'get_tokens_by_owner', { owner: alice, limit: 10 }), []);
  assert.deepEqual(ids(world, 'get_tokens_by_owner', { owner: bob, limit: 10 }), [[7]]);
  const [event] = outcome.events;
  assert.equal(event?.name, 'collections.transfer_event');
  assert.deepEqual(event.impacted, [bob, alice]);
  assert.deepEqual(chain.decodeEvent(nft, event), args);
  refused(chain.call(nft, 'transfer', { ...args, to: carol }, { signers: [alice] }), /does not own/);
});

test('a transfer needs its arguments and an authority', () => {
  const { chain, nft } = withToken();
  const transfer = (args: Message, options = { signers: [alice] }): CallOutcome =>
    chain.call(nft, 'transfer', { from: alice, to: bob, token_id: id(7), ...args }, options);
  refused(transfer({ from: NOBODY }), /'from'/);
  refused(transfer({ to: NOBODY }), /'to'/);
  refused(transfer({ to: ZERO }), /'to'/);
  refused(transfer({ to: alice }), /yourself/);
  refused(transfer({ token_id: NOBODY }), /'token_id'/);
  refused(transfer({}, { signers: [bob] }), /not authorized/, NOT_AUTHORIZED);
  const phishing = { signers: [alice], caller: market };
  refused(transfer({}, phishing), /not authorized/, NOT_AUTHORIZED);
});

test('the account approved for a token moves it once: the approval ends with the ownership', () => {
  const world = withToken();
  const { chain, nft } = world;
  const approve = { approver_address: alice, to: carol, token_id: id(7) };
  const outcome = accepted(chain.call(nft, 'approve', approve, { signers: [alice] }));
  assert.equal(outcome.events[0]?.name, 'collections.token_approval_event');
  assert.deepEqual(value(world, 'get_approved', { token_id: id(7) }), carol);
  accepted(chain.call(nft, 'transfer', { from: alice, to: bob, token_id: id(7) }, { signers: [carol] }));
  assert.deepEqual(value(world, 'get_approved', { token_id: id(7) }), NOBODY);
  const back = { from: bob, to: carol, token_id: id(7) };
  refused(chain.call(nft, 'transfer', back, { signers: [carol] }), /not authorized/, NOT_AUTHORIZED);
});

test('a contract approved for a token moves it', () => {
  const { chain, nft } = withToken();
  const approve = { approver_address: alice, to: market, token_id: id(7) };
  const move = (): CallOutcome =>
    chain.call(nft, 'transfer', { from: alice, to: bob, token_id: id(7) }, { caller: market });
  refused(move(), /not authorized/, NOT_AUTHORIZED);
  accepted(chain.call(nft, 'approve', approve, { signers: [alice] }));
  accepted(move());
});

test('only the holder or an operator approves, and an approval can be taken back', () => {
  const world = withToken();
  const { chain, nft } = world;
  const approve = (approver: Uint8Array, to: Uint8Array, options = { signers: [approver] }): CallOutcome =>
    chain.call(nft, 'approve', { approver_address: approver, to, token_id: id(7) }, options);
  refused(approve(bob, carol), /only the owner of the token or an operator/, NOT_AUTHORIZED);
  refused(approve(alice, carol, { signers: [bob] }), /not authorized/, NOT_AUTHORIZED);
  refused(approve(alice, alice), /needs no approval/);
  refused(approve(alice, ZERO), /'to'/);
  accepted(approve(alice, carol));
  accepted(approve(alice, NOBODY));
  assert.deepEqual(value(world, 'get_approved', { token_id: id(7) }), NOBODY);
  const all = { approver_address: alice, operator_address: bob, approved: true };
  accepted(chain.call(nft, 'set_approval_for_all', all, { signers: [alice] }));
  accepted(approve(bob, carol));
});

test('an operator contract moves every token of the account until it is no operator any more', () => {
  const world = withToken();
  const { chain, nft, owner } = world;
  accepted(chain.call(nft, 'mint', { to: alice, token_id: id(8) }, owner));
  const set = (approved: boolean): CallOutcome =>
    chain.call(
      nft,
      'set_approval_for_all',
      { approver_address: alice, operator_address: market, approved },
      { signers: [alice] },
    );
  const move = (token: number): CallOutcome =>
    chain.call(nft, 'transfer', { from: alice, to: bob, token_id: id(token) }, { caller: market });
  refused(move(7), /not authorized/, NOT_AUTHORIZED);
  assert.equal(accepted(set(true)).events[0]?.name, 'collections.operator_approval_event');
  assert.equal(value(world, 'is_approved_for_all', { owner: alice, operator: market }), true);
  accepted(move(7));
  accepted(set(false));
  assert.equal(value(world, 'is_approved_for_all', { owner: alice, operator: market }), false);
  refused(move(8), /not authorized/, NOT_AUTHORIZED);
  const self = { approver_address: alice, operator_address: alice, approved: true };
  refused(chain.call(nft, 'set_approval_for_all', self, { signers: [alice] }), /yourself/);
});

test('burning leaves nothing of a token, and it can be minted again', () => {
  const world = withToken();
  const { chain, nft, owner } = world;
  accepted(chain.call(nft, 'set_metadata', { token_id: id(7), metadata: '{"a":1}' }, owner));
  assert.equal(value(world, 'metadata_of', { token_id: id(7) }), '{"a":1}');
  refused(chain.call(nft, 'burn', { token_id: id(7) }, { signers: [bob] }), /not authorized/, NOT_AUTHORIZED);
  refused(chain.call(nft, 'burn', { from: bob, token_id: id(7) }, { signers: [alice] }), /does not own/);
  const outcome = accepted(chain.call(nft, 'burn', { token_id: id(7) }, { signers: [alice] }));
  assert.equal(outcome.events[0]?.name, 'collections.burn_event');
  assert.equal(value(world, 'total_supply'), 0n);
  for (let space = 0; space <= 5; space++) assert.equal(chain.store.count(chain.spaceOf(nft, space)), 0);
  accepted(chain.call(nft, 'mint', { to: bob, token_id: id(7) }, owner));
  assert.equal(value(world, 'metadata_of', { token_id: id(7) }), '');
});

test('tokens are listed in pages, both ways, for the collection and for an account', () => {
  const world = deploy();
  const { chain, nft, owner } = world;
  // Shorter ids come first, whatever their bytes.
  const order = [[1], [9], [255], [0, 0], [1, 0], [0, 0, 5]];
  for (const [index, bytes] of [...order.entries()].reverse())
    accepted(chain.call(nft, 'mint', { to: index % 2 === 0 ? alice : bob, token_id: id(...bytes) }, owner));
  const all = (args: Message): number[][] => ids(world, 'get_tokens', args);
  assert.deepEqual(all({ limit: 100 }), order);
  assert.deepEqual(all({ limit: 2 }), order.slice(0, 2));
  assert.deepEqual(all({ limit: 2, start: id(255) }), order.slice(3, 5));
  assert.deepEqual(all({ limit: 100, descending: true }), [...order].reverse());
  assert.deepEqual(all({ limit: 2, start: id(0, 0), descending: true }), [[255], [9]]);
  const held = (args: Message): number[][] => ids(world, 'get_tokens_by_owner', { owner: alice, ...args });
  assert.deepEqual(held({ limit: 100 }), [[1], [255], [1, 0]]);
  assert.deepEqual(held({ limit: 1, start: id(1) }), [[255]]);
  assert.deepEqual(held({ limit: 100, descending: true }), [[1, 0], [255], [1]]);
  refused(chain.call(nft, 'get_tokens', { limit: 101 }), /'limit'/);
  refused(chain.call(nft, 'get_tokens_by_owner', { limit: 1 }), /'owner'/);
});

test('operators are listed in pages', () => {
  const { chain, nft } = deploy();
  const operators = [1, 2, 3].map((index) => addressOf(`operator ${index}`)).sort(Buffer.compare);
  for (const operator of operators)
    accepted(
      chain.call(
        nft,
        'set_approval_for_all',
        { approver_address: alice, operator_address: operator, approved: true },
        { signers: [alice] },
      ),
    );
  const list = (args: Message): unknown =>
    accepted(chain.call(nft, 'get_operator_approvals', { owner: alice, ...args })).result['operators'];
  assert.deepEqual(list({ limit: 2 }), operators.slice(0, 2));
  assert.deepEqual(list({ limit: 2, start: operators[1]! }), operators.slice(2));
  assert.deepEqual(list({ limit: 9, descending: true }), [...operators].reverse());
});

test('royalties never exceed the whole, and only the owner of the collection sets them', () => {
  const world = deploy();
  const { chain, nft, owner } = world;
  const set = (shares: bigint[], by = owner): CallOutcome =>
    chain.call(
      nft,
      'set_royalties',
      { value: shares.map((percentage) => ({ percentage, address: alice })) },
      by,
    );
  const outcome = accepted(set([500n, 9_500n]));
  assert.equal(outcome.events[0]?.name, 'collections.royalties_event');
  assert.deepEqual(value(world, 'royalties'), [
    { percentage: 500n, address: alice },
    { percentage: 9_500n, address: alice },
  ]);
  refused(set([1n, 10_000n]), /exceed the whole/);
  refused(set([2n ** 64n - 1n, 1n]), /exceed the whole/);
  refused(set(new Array<bigint>(11).fill(1n)), /too many/);
  refused(set([1n], { signers: [alice] }), /only the owner/, NOT_AUTHORIZED);
  const bad = { value: [{ percentage: 1n, address: ZERO }] };
  refused(chain.call(nft, 'set_royalties', bad, owner), /invalid address/);
});

test('ownership of the collection moves, and keeps the royalties', () => {
  const world = deploy();
  const { chain, nft, owner } = world;
  accepted(chain.call(nft, 'set_royalties', { value: [{ percentage: 5n, address: alice }] }, owner));
  accepted(chain.call(nft, 'transfer_ownership', { value: bob }, owner));
  assert.deepEqual(value(world, 'owner'), bob);
  refused(chain.call(nft, 'mint', { to: alice, token_id: id(1) }, owner), /only the owner/, NOT_AUTHORIZED);
  accepted(chain.call(nft, 'mint', { to: alice, token_id: id(1) }, { signers: [bob] }));
  assert.deepEqual(value(world, 'royalties'), [{ percentage: 5n, address: alice }]);
  refused(chain.call(nft, 'transfer_ownership', {}, { signers: [bob] }), /'value'/);
});

test('a token is described under its hexadecimal id', () => {
  const world = withToken(id(0, 0xab));
  assert.equal(value(world, 'token_uri', { token_id: id(0, 0xab) }), 'https://example.com/collection/0x00ab');
});
