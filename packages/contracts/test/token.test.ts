import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, equal, hex, utf8 } from '@ashlar/base';
import { ALLOWANCES_PAGE_MAX, MANA_REGENERATION_MS, TOKEN_SPACE } from '@ashlar/contracts';
import { chain, ERROR_CODE, token, U64_MAX } from '@ashlar/protocol';
import { addressOf, KERNEL, USER } from './fake-host.ts';
import { TokenWorld } from './token-world.ts';

const alice = addressOf('alice');
const bob = addressOf('bob');
const carol = addressOf('carol');
const contract = addressOf('some contract');
const asContract = { address: contract, isKernel: false };
const asSystemContract = { address: contract, isKernel: true };
const ended = (message: string, code: number) => ({ message, code });

function world(): TokenWorld {
  const made = new TokenWorld();
  made.give(alice, 1_000n);
  made.chain.sign(alice);
  made.chain.events = [];
  return made;
}

test('a token without parameters in its state is Ashlar, ASH, with 8 decimals', () => {
  const made = new TokenWorld();
  assert.equal(made.call('name', token.NameArguments, token.NameResult, {}).value, 'Ashlar');
  assert.equal(made.call('symbol', token.SymbolArguments, token.SymbolResult, {}).value, 'ASH');
  assert.equal(made.call('decimals', token.DecimalsArguments, token.DecimalsResult, {}).value, 8);
});

test('parameters in the state override name, symbol and decimals', () => {
  const made = new TokenWorld();
  const info = { name: 'Koin', symbol: 'KOIN', decimals: 6, description: 'other' };
  made.chain.put(made.space(TOKEN_SPACE.parameters), EMPTY, token.GetInfoResult.encode(info));
  assert.deepEqual(made.call('get_info', token.GetInfoArguments, token.GetInfoResult, {}), info);
  assert.equal(made.call('name', token.NameArguments, token.NameResult, {}).value, 'Koin');
});

test('a transfer moves coins and as much mana', () => {
  const made = world();
  made.transfer(alice, bob, 300n);
  assert.equal(made.balanceOf(alice), 700n);
  assert.equal(made.balanceOf(bob), 300n);
  assert.equal(made.manaOf(alice), 700n);
  assert.equal(made.manaOf(bob), 300n);
  assert.equal(made.supply(), 1_000n);
});

test('a transfer emits its arguments as they came, with receiver and sender impacted', () => {
  const made = world();
  const args = { from: alice, to: bob, value: 1n, memo: 'rent' };
  made.call('transfer', token.TransferArguments, token.TransferResult, args);
  const [event] = made.chain.events;
  assert.equal(event!.name, 'token.transfer_event');
  assert.deepEqual(event!.data, token.TransferArguments.encode(args));
  assert.deepEqual(event!.impacted.map(hex), [hex(bob), hex(alice)]);
});

test('a transfer checks receiver, sender, identity, authority, balance and mana, in this order', () => {
  const made = world();
  const short = utf8('abc');
  const refuses = (from: Uint8Array, to: Uint8Array, value: bigint, message: string, code: number) =>
    assert.throws(() => made.transfer(from, to, value), ended(message, code));
  refuses(EMPTY, EMPTY, 1n, "account 'to' is missing", 1);
  refuses(EMPTY, short, 1n, "account 'to' is not an address", 1);
  refuses(EMPTY, bob, 1n, "account 'from' is missing", 1);
  refuses(short, bob, 1n, "account 'from' is not an address", 1);
  refuses(bob, bob, 9n, 'cannot transfer to yourself', 1);
  refuses(bob, alice, 9n, "account 'from' has not authorized transfer", ERROR_CODE.authorizationFailure);
  refuses(alice, bob, 1_001n, "account 'from' has insufficient balance", -1);
  made.consume(alice, 500n);
  refuses(alice, bob, 501n, "account 'from' has insufficient mana for transfer", -1);
  made.transfer(alice, bob, 500n);
});

test('a transfer that ends badly changes nothing', () => {
  const made = world();
  const before = new Map(made.chain.entries);
  assert.throws(() => made.transfer(alice, bob, 1_001n));
  assert.deepEqual(made.chain.entries, before);
  assert.deepEqual(made.chain.events, []);
});

test('an account without coins needs no object in the state', () => {
  const made = world();
  made.transfer(alice, bob, 1_000n);
  assert.deepEqual([...made.records().keys()], [hex(bob)]);
});

test('a contract may not move what belongs to a signer of the transaction', () => {
  const made = world();
  assert.throws(
    () => made.transfer(alice, bob, 1n, asContract),
    ended("account 'from' has not authorized transfer", ERROR_CODE.authorizationFailure),
  );
});

test('a contract may move its own coins without a signature', () => {
  const made = world();
  made.give(contract, 50n);
  made.transfer(contract, bob, 20n, asContract);
  assert.equal(made.balanceOf(contract), 30n);
});

test('an account that decides about calls itself is asked when a contract moves its coins', () => {
  const made = world();
  made.chain.authorize(alice);
  made.transfer(alice, bob, 5n, asContract);
  made.chain.sign();
  assert.throws(() => made.transfer(alice, bob, 5n, asContract), { code: -200 });
});

test('a system contract may act for whoever signed, and for nobody else', () => {
  const made = world();
  made.burn(alice, 10n, asSystemContract);
  assert.equal(made.supply(), 990n);
  made.chain.sign();
  assert.throws(() => made.burn(alice, 10n, asSystemContract), { code: -200 });
});

test('a contract spends its allowance, and it is removed when exhausted', () => {
  const made = world();
  made.approve(alice, contract, 100n);
  made.chain.sign();
  made.transfer(alice, bob, 60n, asContract);
  assert.equal(made.allowanceOf(alice, contract), 40n);
  assert.throws(() => made.transfer(alice, bob, 41n, asContract), { code: -200 });
  made.transfer(alice, bob, 40n, asContract);
  assert.equal(made.allowanceOf(alice, contract), 0n);
  assert.deepEqual(made.chain.list(made.space(TOKEN_SPACE.allowances)), []);
});

test('an allowance lets a contract burn too, and a transfer of nothing needs authority', () => {
  const made = world();
  made.approve(alice, contract, 10n);
  made.chain.sign();
  made.burn(alice, 10n, asContract);
  assert.equal(made.balanceOf(alice), 990n);
  assert.throws(() => made.transfer(alice, bob, 0n, asContract), { code: -200 });
});

test('an allowance does not let its holder call the token directly', () => {
  const made = world();
  made.approve(alice, bob, 10n);
  made.chain.sign(bob);
  assert.throws(() => made.transfer(alice, bob, 10n), { code: -200 });
});

test('an approval needs addresses, two parties and the authority of the owner', () => {
  const made = world();
  assert.throws(() => made.approve(EMPTY, bob, 1n), ended("account 'owner' is missing", 1));
  assert.throws(() => made.approve(alice, EMPTY, 1n), ended("account 'spender' is missing", 1));
  assert.throws(() => made.approve(alice, alice, 1n), ended('cannot approve yourself', 1));
  for (const byte of [0, 255]) {
    const extreme = new Uint8Array(25).fill(byte);
    assert.throws(() => made.approve(alice, extreme, 1n), ended("account 'spender' is not an address", 1));
  }
  assert.throws(() => made.approve(bob, alice, 1n), { code: -200 });
  assert.throws(() => made.approve(alice, bob, 1n, asContract), { code: -200 });
  made.approve(alice, bob, 7n);
  assert.equal(made.allowanceOf(alice, bob), 7n);
  const event = made.chain.events.at(-1)!;
  assert.equal(event.name, 'token.approve_event');
  assert.deepEqual(event.impacted.map(hex), [hex(alice), hex(bob)]);
  made.approve(alice, bob, 0n);
  assert.equal(made.allowanceOf(alice, bob), 0n);
});

test("allowances are listed in the spender's order, either way, from a start, one owner's only", () => {
  const made = world();
  const spenders = Array.from({ length: 5 }, (_, index) => addressOf(`spender ${index}`));
  made.chain.sign(alice, bob, carol);
  for (const owner of [alice, bob, carol])
    spenders.forEach((spender, index) => {
      made.approve(owner, spender, BigInt(index + 1));
    });
  const sorted = spenders.map(hex).sort();
  const list = (args: Partial<token.GetAllowancesArguments>) =>
    made
      .call('get_allowances', token.GetAllowancesArguments, token.GetAllowancesResult, {
        owner: bob,
        limit: 10,
        ...args,
      })
      .allowances.map(({ spender }) => hex(spender));
  assert.deepEqual(list({}), sorted);
  assert.deepEqual(list({ descending: true }), sorted.toReversed());
  assert.deepEqual(list({ limit: 2 }), sorted.slice(0, 2));
  assert.deepEqual(list({ limit: -1 }), []);
  const start = spenders.find((spender) => hex(spender) === sorted[1])!;
  assert.deepEqual(list({ start }), sorted.slice(2));
  assert.deepEqual(list({ start, descending: true }), sorted.slice(0, 1));
});

test(`a page of allowances has at most ${ALLOWANCES_PAGE_MAX}`, () => {
  const made = world();
  for (let index = 0; index < ALLOWANCES_PAGE_MAX + 1; index++)
    made.approve(alice, addressOf(`spender ${index}`), 1n);
  let reads = 0;
  const list = made.chain.list.bind(made.chain);
  const sorted = list(made.space(TOKEN_SPACE.allowances));
  made.chain.list = () => {
    reads++;
    return sorted;
  };
  const { allowances } = made.call(
    'get_allowances',
    token.GetAllowancesArguments,
    token.GetAllowancesResult,
    { owner: alice, limit: 100_000 },
  );
  assert.equal(allowances.length, ALLOWANCES_PAGE_MAX);
  assert.equal(reads, ALLOWANCES_PAGE_MAX);
});

test('only the kernel and system contracts mint', () => {
  const made = world();
  const mint = (caller: typeof USER) =>
    made.call('mint', token.MintArguments, token.MintResult, { to: bob, value: 5n }, caller);
  assert.throws(() => mint(USER), { code: ERROR_CODE.insufficientPrivileges });
  assert.throws(() => mint(asContract), { code: ERROR_CODE.insufficientPrivileges });
  mint(asSystemContract);
  mint(KERNEL);
  assert.equal(made.balanceOf(bob), 10n);
  assert.equal(made.manaOf(bob), 10n);
  assert.equal(made.supply(), 1_010n);
  assert.equal(made.chain.events.at(-1)!.name, 'token.mint_event');
});

test('minting nothing, or beyond 2^64 - 1, is refused', () => {
  const made = world();
  assert.throws(() => made.give(bob, 0n), { code: 1 });
  assert.throws(() => made.give(bob, U64_MAX - 999n), ended('mint would overflow supply', 1));
  made.give(bob, U64_MAX - 1_000n);
  assert.equal(made.supply(), U64_MAX);
});

test('a burn destroys coins, mana and supply', () => {
  const made = world();
  made.burn(alice, 400n);
  assert.equal(made.balanceOf(alice), 600n);
  assert.equal(made.manaOf(alice), 600n);
  assert.equal(made.supply(), 600n);
  assert.deepEqual(made.chain.events.at(-1)!.impacted.map(hex), [hex(alice)]);
  assert.throws(() => made.burn(alice, 601n), ended("account 'from' has insufficient balance", -1));
  made.consume(alice, 1n);
  assert.throws(() => made.burn(alice, 600n), ended("account 'from' has insufficient mana for burn", -1));
  assert.throws(() => made.burn(bob, 1n), ended("account 'from' has not authorized burn", -200));
});

test('mana grows evenly to the balance within five days, rounded down', () => {
  const made = world();
  made.consume(alice, 1_000n);
  assert.equal(made.manaOf(alice), 0n);
  made.chain.timeMs += MANA_REGENERATION_MS / 1_000n - 1n;
  assert.equal(made.manaOf(alice), 0n);
  made.chain.timeMs += 1n;
  assert.equal(made.manaOf(alice), 1n);
  made.chain.timeMs += MANA_REGENERATION_MS / 2n;
  assert.equal(made.manaOf(alice), 501n);
  made.chain.timeMs += MANA_REGENERATION_MS * 10n;
  assert.equal(made.manaOf(alice), 1_000n);
});

test('mana does not grow when time stands still or runs backwards', () => {
  const made = world();
  made.consume(alice, 1_000n);
  made.chain.timeMs -= 5_000_000n;
  assert.equal(made.manaOf(alice), 0n);
  made.consume(alice, 0n);
  assert.equal(made.records().get(hex(alice))!.lastUpdateMs, made.chain.timeMs + 5_000_000n);
});

test('consumption is refused beyond the mana, and to anyone but the system', () => {
  const made = world();
  assert.equal(made.consume(alice, 1_001n), false);
  assert.equal(made.consume(alice, 1n, USER), false);
  assert.equal(made.consume(alice, 1n, asContract), false);
  assert.equal(made.chain.logs.length, 3);
  assert.equal(made.manaOf(alice), 1_000n);
  assert.equal(made.consume(alice, 1_000n), true);
  assert.equal(made.manaOf(alice), 0n);
  assert.equal(made.balanceOf(alice), 1_000n);
});

test('what is no address has no mana, and can spend none', () => {
  const made = world();
  for (const length of [0, 24, 26, 10_000]) {
    assert.equal(made.manaOf(new Uint8Array(length)), 0n);
    assert.equal(made.consume(new Uint8Array(length), 0n), false);
  }
});

test('an unmetered account has all mana, pays none, and stays unmetered when coins come and go', () => {
  const made = world();
  const set = (value: boolean) =>
    made.call('set_unmetered', token.SetUnmeteredArguments, token.SetUnmeteredResult, {
      account: bob,
      value,
    });
  assert.throws(() => set(true), { code: ERROR_CODE.systemAuthorizationFailure });
  made.chain.hasSystemAuthority = true;
  set(true);
  assert.equal(made.manaOf(bob), U64_MAX);
  assert.equal(made.consume(bob, 1n << 60n), true);
  made.chain.sign(alice, bob);
  made.transfer(alice, bob, 10n);
  made.transfer(bob, alice, 10n);
  assert.equal(made.manaOf(bob), U64_MAX);
  set(false);
  assert.equal(made.manaOf(bob), 0n);
  assert.equal(made.records().has(hex(bob)), false);
});

test('the token itself obeys system authority', () => {
  const made = world();
  const authorize = () =>
    made.call('authorize', chain.AuthorizeArguments, chain.AuthorizeResult, {}, KERNEL).value;
  assert.equal(authorize(), false);
  made.chain.hasSystemAuthority = true;
  assert.equal(authorize(), true);
});

test('arguments that are no such message are a reversion', () => {
  const made = world();
  assert.throws(
    () => made.chain.call(addressOf('token'), 0x27f576ca, new Uint8Array([0x0a, 9])),
    ended('the arguments are no koinos.contracts.token.transfer_arguments', 1),
  );
});

test('balances and allowances lie with their owner', () => {
  const made = world();
  made.approve(alice, bob, 1n);
  for (const id of [TOKEN_SPACE.balances, TOKEN_SPACE.allowances]) {
    const space = made.space(id);
    const [entry] = made.chain.list(space);
    assert.ok(equal(space.homeOf(entry!.key), alice));
  }
});
