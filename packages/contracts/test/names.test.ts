import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import { NAME_BYTES_MAX, NAMES_SPACE, namesContract } from '@ashlar/contracts';
import { chain, ERROR_CODE, names, ObjectSpace } from '@ashlar/protocol';
import { addressOf, FakeChain } from './fake-host.ts';

const NAMES = addressOf('names');
const one = addressOf('one');
const two = addressOf('two');

class World {
  readonly chain: FakeChain = new FakeChain();

  constructor() {
    this.chain.deploy(NAMES, namesContract);
    this.chain.hasSystemAuthority = true;
  }

  set(name: string, address: Uint8Array): void {
    this.chain.call(NAMES, 0xe248c73a, names.SetRecordArguments.encode({ name, address }));
  }

  nameOf(address: Uint8Array): string | undefined {
    const bytes = this.chain.call(NAMES, 0xe5070a16, names.GetNameArguments.encode({ address }));
    return names.GetNameResult.decode(bytes).value?.name;
  }

  addressOf(name: string): Uint8Array | undefined {
    const bytes = this.chain.call(NAMES, 0xa61ae5e8, names.GetAddressArguments.encode({ name }));
    return names.GetAddressResult.decode(bytes).value?.address;
  }
}

test('a record answers in both directions', () => {
  const world = new World();
  world.set('token', one);
  assert.deepEqual(world.addressOf('token'), one);
  assert.equal(world.nameOf(one), 'token');
});

test('what has no record answers with an empty result', () => {
  const world = new World();
  assert.equal(world.addressOf('token'), undefined);
  assert.equal(world.nameOf(one), undefined);
});

test('what is too long to have a record is not looked for', () => {
  const world = new World();
  assert.equal(world.addressOf('n'.repeat(10_000)), undefined);
  assert.equal(world.nameOf(new Uint8Array(10_000)), undefined);
});

test('the answers are those of system calls 10000 and 10001', () => {
  const world = new World();
  world.set('token', one);
  const name = world.chain.call(NAMES, 0xe5070a16, chain.GetContractNameArguments.encode({ address: one }));
  assert.equal(chain.GetContractNameResult.decode(name).value!.name, 'token');
  const address = world.chain.call(
    NAMES,
    0xa61ae5e8,
    chain.GetContractAddressArguments.encode({ name: 'token' }),
  );
  assert.deepEqual(chain.GetContractAddressResult.decode(address).value!.address, one);
});

test('only system authority sets a record', () => {
  const world = new World();
  world.chain.hasSystemAuthority = false;
  assert.throws(() => world.set('token', one), { code: ERROR_CODE.systemAuthorizationFailure });
});

test('a name that moves leaves its old address without it', () => {
  const world = new World();
  world.set('token', one);
  world.set('token', two);
  assert.equal(world.nameOf(one), undefined);
  assert.equal(world.nameOf(two), 'token');
  assert.equal(world.chain.list(new ObjectSpace(true, NAMES, NAMES_SPACE.names)).length, 1);
});

test('a name that moves leaves its old address the other name it goes by', () => {
  const world = new World();
  world.set('koin', one);
  world.set('token', one);
  world.set('koin', two);
  assert.equal(world.nameOf(one), 'token');
});

test('several names may point at one address, which goes by the last', () => {
  const world = new World();
  world.set('koin', one);
  world.set('token', one);
  assert.deepEqual(world.addressOf('koin'), one);
  assert.deepEqual(world.addressOf('token'), one);
  assert.equal(world.nameOf(one), 'token');
});

test('an update is told with the new address, and the old one if it changed', () => {
  const world = new World();
  world.set('token', one);
  world.set('token', one);
  world.set('token', two);
  const impacted = world.chain.events.map((event) => event.impacted.map(hex));
  assert.deepEqual(impacted, [[hex(one)], [hex(one)], [hex(two), hex(one)]]);
  const event = world.chain.events.at(-1)!;
  assert.equal(event.name, 'koinos.contracts.record_update_event');
  assert.deepEqual(names.RecordUpdateEvent.decode(event.data), { name: 'token', address: two });
});

test('names and addresses are bounded, and short addresses are taken', () => {
  const world = new World();
  assert.throws(() => world.set('', one), { code: 1 });
  assert.throws(() => world.set('n'.repeat(NAME_BYTES_MAX + 1), one), { code: 1 });
  assert.throws(() => world.set('é'.repeat(NAME_BYTES_MAX / 2 + 1), one), { code: 1 });
  assert.throws(() => world.set('a', new Uint8Array(0)), { code: 1 });
  assert.throws(() => world.set('a', new Uint8Array(65)), { code: 1 });
  world.set('n'.repeat(NAME_BYTES_MAX), utf8('abc'));
  assert.deepEqual(world.addressOf('n'.repeat(NAME_BYTES_MAX)), utf8('abc'));
});
