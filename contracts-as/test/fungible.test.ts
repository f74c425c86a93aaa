/** The fungible token template: ERC-20's rules under KCS-4's names. */
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
  refused,
  type TestChain,
} from '../testing/index.ts';

const built = loadBuilt(join(import.meta.dirname, '..', 'templates', 'fungible'));
const alice = addressOf('alice');
const bob = addressOf('bob');
const dex = addressOf('a contract that trades');
const ZERO = new Uint8Array(25);
const U64_MAX = 2n ** 64n - 1n;
const NOT_AUTHORIZED = -200;

type Token = Readonly<{ chain: TestChain; token: Contract }>;

function deploy(): Token {
  const chain = createTestChain();
  return { chain, token: chain.deploy(built) };
}

function withBalance(value: bigint): Token {
  const world = deploy();
  accepted(world.chain.call(world.token, 'mint', { to: alice, value }, { signers: [world.token.address] }));
  return world;
}

const balanceOf = ({ chain, token }: Token, owner: Uint8Array): unknown =>
  accepted(chain.call(token, 'balance_of', { owner })).result['value'];
const supplyOf = ({ chain, token }: Token): unknown =>
  accepted(chain.call(token, 'total_supply')).result['value'];
const allowance = ({ chain, token }: Token, spender: Uint8Array): unknown =>
  accepted(chain.call(token, 'allowance', { owner: alice, spender })).result['value'];

test('the token tells its name, symbol and decimals', () => {
  const { chain, token } = deploy();
  const info = accepted(chain.call(token, 'get_info')).result;
  assert.deepEqual(info, { name: 'Ashlar Token', symbol: 'ASH', decimals: 8 });
  assert.equal(accepted(chain.call(token, 'name')).result['value'], 'Ashlar Token');
  assert.equal(accepted(chain.call(token, 'symbol')).result['value'], 'ASH');
  assert.equal(accepted(chain.call(token, 'decimals')).result['value'], 8);
});

test('the owner alone mints, and minting tells whom', () => {
  const world = deploy();
  const { chain, token } = world;
  refused(
    chain.call(token, 'mint', { to: alice, value: 5n }, { signers: [alice] }),
    /only the owner/,
    NOT_AUTHORIZED,
  );
  const outcome = accepted(chain.call(token, 'mint', { to: alice, value: 5n }, { signers: [token.address] }));
  assert.equal(balanceOf(world, alice), 5n);
  assert.equal(supplyOf(world), 5n);
  const [event] = outcome.events;
  assert.equal(event?.name, 'token.mint_event');
  assert.deepEqual(event.impacted, [alice]);
  assert.deepEqual(chain.decodeEvent(token, event), { to: alice, value: 5n });
});

test('minting never overflows the supply', () => {
  const world = withBalance(U64_MAX);
  const { chain, token } = world;
  refused(chain.call(token, 'mint', { to: bob, value: 1n }, { signers: [token.address] }), /overflow supply/);
  assert.equal(supplyOf(world), U64_MAX);
});

test('minting wants an account and an amount', () => {
  const { chain, token } = deploy();
  const signers = [token.address];
  refused(chain.call(token, 'mint', { value: 5n }, { signers }), /'to'/);
  refused(chain.call(token, 'mint', { to: ZERO, value: 5n }, { signers }), /'to'/);
  refused(chain.call(token, 'mint', { to: alice.subarray(1), value: 5n }, { signers }), /'to'/);
  refused(chain.call(token, 'mint', { to: alice }, { signers }), /'value'/);
});

test('a transfer moves exactly the amount, and tells both', () => {
  const world = withBalance(100n);
  const { chain, token } = world;
  const args = { from: alice, to: bob, value: 30n, memo: 'lunch – 2×' };
  const outcome = accepted(chain.call(token, 'transfer', args, { signers: [alice] }));
  assert.equal(balanceOf(world, alice), 70n);
  assert.equal(balanceOf(world, bob), 30n);
  assert.equal(supplyOf(world), 100n);
  const [event] = outcome.events;
  assert.equal(event?.name, 'token.transfer_event');
  assert.deepEqual(event.impacted, [bob, alice]);
  assert.deepEqual(chain.decodeEvent(token, event), args);
});

test('a transfer makes ten system calls and no more', () => {
  const { chain, token } = withBalance(100n);
  const outcome = chain.call(token, 'transfer', { from: alice, to: bob, value: 30n }, { signers: [alice] });
  assert.deepEqual([...outcome.systemCalls].sort(), [301, 301, 303, 303, 402, 602, 603, 604, 605, 606]);
});

test('an account that gave all away takes no more space', () => {
  const world = withBalance(100n);
  const { chain, token } = world;
  accepted(chain.call(token, 'transfer', { from: alice, to: bob, value: 100n }, { signers: [alice] }));
  assert.equal(chain.store.count(chain.spaceOf(token, 1)), 1);
  assert.equal(balanceOf(world, alice), 0n);
});

test('a transfer of nothing changes nothing, and is told', () => {
  const { chain, token } = deploy();
  const outcome = accepted(chain.call(token, 'transfer', { from: alice, to: bob }, { signers: [alice] }));
  assert.equal(outcome.events.length, 1);
  assert.equal(chain.store.count(chain.spaceOf(token, 1)), 0);
});

test('a transfer needs both accounts, different, an authority and a balance', () => {
  const world = withBalance(10n);
  const { chain, token } = world;
  const signers = [alice];
  const transfer = (args: Record<string, Uint8Array | bigint>, by = signers): CallOutcome =>
    chain.call(token, 'transfer', args, { signers: by });
  refused(transfer({ to: bob, value: 1n }), /'from'/);
  refused(transfer({ from: alice, value: 1n }), /'to'/);
  refused(transfer({ from: alice, to: ZERO, value: 1n }), /'to'/);
  refused(transfer({ from: alice, to: alice, value: 1n }), /yourself/);
  refused(transfer({ from: alice, to: bob, value: 11n }), /insufficient balance/);
  refused(transfer({ from: alice, to: bob, value: 1n }, [bob]), /not authorized/, NOT_AUTHORIZED);
  refused(transfer({ from: alice, to: bob, value: 1n }, []), /not authorized/, NOT_AUTHORIZED);
  assert.equal(balanceOf(world, alice), 10n);
});

test('a signature does not let a called contract take money: the account must be the caller or decide itself', () => {
  const { chain, token } = withBalance(10n);
  const args = { from: alice, to: bob, value: 1n };
  const phishing = { signers: [alice], caller: dex };
  refused(chain.call(token, 'transfer', args, phishing), /not authorized/, NOT_AUTHORIZED);
  accepted(chain.call(token, 'transfer', args, { caller: alice }));
});

test('a contract spends what it was allowed, no more, and not twice', () => {
  const world = withBalance(100n);
  const { chain, token } = world;
  const approved = accepted(
    chain.call(token, 'approve', { owner: alice, spender: dex, value: 30n }, { signers: [alice] }),
  );
  assert.equal(approved.events[0]?.name, 'token.approve_event');
  assert.deepEqual(approved.events[0].impacted, [alice, dex]);
  assert.equal(allowance(world, dex), 30n);
  const take = (value: bigint, caller = dex): CallOutcome =>
    chain.call(token, 'transfer', { from: alice, to: bob, value }, { caller });
  refused(take(31n), /not authorized/, NOT_AUTHORIZED);
  refused(take(1n, addressOf('another contract')), /not authorized/, NOT_AUTHORIZED);
  accepted(take(20n));
  assert.equal(allowance(world, dex), 10n);
  refused(take(11n), /not authorized/, NOT_AUTHORIZED);
  accepted(chain.call(token, 'burn', { from: alice, value: 10n }, { caller: dex }));
  assert.equal(allowance(world, dex), 0n);
  assert.equal(chain.store.count(chain.spaceOf(token, 2)), 0);
  assert.equal(balanceOf(world, alice), 70n);
  assert.equal(supplyOf(world), 90n);
});

test('an allowance is not spent by a transfer that fails', () => {
  const world = withBalance(10n);
  const { chain, token } = world;
  accepted(chain.call(token, 'approve', { owner: alice, spender: dex, value: 30n }, { signers: [alice] }));
  refused(
    chain.call(token, 'transfer', { from: alice, to: bob, value: 20n }, { caller: dex }),
    /insufficient balance/,
  );
  assert.equal(allowance(world, dex), 30n);
});

test('approving replaces; approving zero removes; only the owner of the money approves', () => {
  const world = deploy();
  const { chain, token } = world;
  const approve = (value: bigint, signer: Uint8Array): CallOutcome =>
    chain.call(token, 'approve', { owner: alice, spender: dex, value }, { signers: [signer] });
  accepted(approve(30n, alice));
  accepted(approve(7n, alice));
  assert.equal(allowance(world, dex), 7n);
  refused(approve(9n, dex), /not authorized/, NOT_AUTHORIZED);
  accepted(approve(0n, alice));
  assert.equal(chain.store.count(chain.spaceOf(token, 2)), 0);
  const signers = [alice];
  refused(chain.call(token, 'approve', { owner: alice, spender: alice, value: 1n }, { signers }), /yourself/);
  refused(chain.call(token, 'approve', { owner: alice, value: 1n }, { signers }), /'spender'/);
  refused(chain.call(token, 'approve', { spender: dex, value: 1n }, { signers }), /'owner'/);
});

test('allowances are listed in pages, both ways, of one owner only', () => {
  const { chain, token } = deploy();
  const spenders = [1, 2, 3, 4]
    .map((index) => addressOf(`spender ${index}`))
    .sort((a, b) => Buffer.compare(a, b));
  for (const owner of [alice, bob])
    for (const [index, spender] of spenders.entries())
      accepted(
        chain.call(token, 'approve', { owner, spender, value: BigInt(index + 1) }, { signers: [owner] }),
      );
  const list = (args: Record<string, Uint8Array | number | boolean>): unknown[] => {
    const { result } = accepted(chain.call(token, 'get_allowances', { owner: alice, ...args }));
    assert.deepEqual(result['owner'], alice);
    return (result['allowances'] as { value: bigint }[]).map(({ value }) => value);
  };
  assert.deepEqual(list({ limit: 10 }), [1n, 2n, 3n, 4n]);
  assert.deepEqual(list({ limit: 2 }), [1n, 2n]);
  assert.deepEqual(list({ limit: 2, start: spenders[1]! }), [3n, 4n]);
  assert.deepEqual(list({ limit: 10, descending: true }), [4n, 3n, 2n, 1n]);
  assert.deepEqual(list({ limit: 2, start: spenders[2]!, descending: true }), [2n, 1n]);
  assert.deepEqual(list({ limit: 0 }), []);
  refused(chain.call(token, 'get_allowances', { owner: alice, limit: 101 }), /'limit'/);
  refused(chain.call(token, 'get_allowances', { owner: alice, limit: -1 }), /'limit'/);
  refused(chain.call(token, 'get_allowances', { limit: 1 }), /'owner'/);
});

test('burning destroys, by the holder only, and not more than there is', () => {
  const world = withBalance(10n);
  const { chain, token } = world;
  const burn = (value: bigint, signers = [alice]): CallOutcome =>
    chain.call(token, 'burn', { from: alice, value }, { signers });
  refused(burn(1n, [bob]), /not authorized/, NOT_AUTHORIZED);
  refused(burn(11n), /insufficient balance/);
  refused(burn(0n), /'value'/);
  const outcome = accepted(burn(4n));
  assert.equal(balanceOf(world, alice), 6n);
  assert.equal(supplyOf(world), 6n);
  assert.equal(outcome.events[0]?.name, 'token.burn_event');
  assert.deepEqual(outcome.events[0].impacted, [alice]);
});

test('ownership moves once, and the former owner has none left', () => {
  const { chain, token } = deploy();
  const owner = (): unknown => accepted(chain.call(token, 'owner')).result['value'];
  assert.deepEqual(owner(), token.address);
  const give = (value: Uint8Array, signer: Uint8Array): CallOutcome =>
    chain.call(token, 'transfer_ownership', { value }, { signers: [signer] });
  refused(give(bob, bob), /only the owner/, NOT_AUTHORIZED);
  refused(give(ZERO, token.address), /'value'/);
  accepted(give(bob, token.address));
  assert.deepEqual(owner(), bob);
  refused(give(alice, token.address), /only the owner/, NOT_AUTHORIZED);
  refused(
    chain.call(token, 'mint', { to: alice, value: 1n }, { signers: [token.address] }),
    /only the owner/,
    NOT_AUTHORIZED,
  );
  accepted(chain.call(token, 'mint', { to: alice, value: 1n }, { signers: [bob] }));
});

test('an unknown entry point and malformed arguments revert', () => {
  const { chain, token } = deploy();
  refused(chain.callRaw(token.address, 0x1234, new Uint8Array(0)), /unknown entry point/, 1);
  const transfer = token.abi!.methods['transfer']!.entry_point;
  const malformed: number[][] = [
    [10, 26, 1], // A length past the end.
    [24, 255, 255], // A cut varint.
    [11], // A group.
    [34, 2, 0xc3, 0x28], // A memo that is not UTF-8.
    [24, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], // A varint too long.
  ];
  for (const bytes of malformed)
    refused(chain.callRaw(token.address, transfer, Uint8Array.from(bytes)), /malformed message/, 1);
});
