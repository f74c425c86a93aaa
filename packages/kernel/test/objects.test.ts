/** Objects (`spec/koinos.md` 4.7, 4.8): who may touch which space, order, limits, bytes of disk. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, utf8 } from '@ashlar/base';
import {
  ERROR_CODE,
  OBJECT_KEY_BYTES_MAX,
  OBJECT_VALUE_BYTES_MAX,
  ObjectSpace,
  ZONE_BYTES_MAX,
} from '@ashlar/protocol';
import {
  GET_NEXT_OBJECT,
  GET_OBJECT,
  GET_PREV_OBJECT,
  PUT_OBJECT,
  REMOVE_OBJECT,
} from '../src/system-calls/objects.ts';
import { addressOf, alice, callOf, TestChain } from './chain.ts';
import type { Script, ScriptHost } from './scripts.ts';

const own = { system: false, zone: addressOf('user'), id: 3 };
const kernel = { system: true, zone: EMPTY, id: 1 };
type Space = typeof own;

/** A chain whose contract `user` (or `system`) does this, and the log of its transaction. */
function after(run: Script, name: 'user' | 'system' = 'user') {
  const chain = new TestChain({ scripts: { [name]: { run, system: name === 'system' } } });
  const receipt = chain.run([callOf(name)]);
  return { chain, receipt, log: receipt.logs.at(-1) };
}

const attempts: readonly (readonly [string, (contract: ScriptHost, space: Space) => unknown])[] = [
  ['put_object', (contract, space) => contract.ask(PUT_OBJECT, { space, key: EMPTY, obj: EMPTY })],
  ['remove_object', (contract, space) => contract.ask(REMOVE_OBJECT, { space, key: EMPTY })],
  ['get_object', (contract, space) => contract.ask(GET_OBJECT, { space, key: EMPTY })],
  ['get_next_object', (contract, space) => contract.ask(GET_NEXT_OBJECT, { space, key: EMPTY })],
  ['get_prev_object', (contract, space) => contract.ask(GET_PREV_OBJECT, { space, key: EMPTY })],
];

for (const [name, attempt] of attempts) {
  test(`${name}: a user contract has the spaces of its own zone and no others`, () => {
    const of = (space: Space): string | undefined => after((contract) => attempt(contract, space)).log;
    const refused = 'transaction reverted: contract accesses the space of another';
    assert.equal(of(own), undefined);
    assert.equal(of({ ...own, id: 2 ** 32 - 1 }), undefined);
    assert.equal(of({ ...own, zone: alice.address }), refused);
    assert.equal(of({ ...own, zone: EMPTY }), refused);
    assert.equal(of({ ...own, system: true }), refused);
    assert.equal(of(kernel), refused);
  });

  test(`${name}: a system contract has every system space and no others`, () => {
    const of = (space: Space): string | undefined =>
      after((contract) => attempt(contract, space), 'system').log;
    const refused = 'transaction reverted: privileged code can only access system space';
    assert.equal(of({ ...kernel, zone: utf8('any') }), undefined);
    assert.equal(of({ ...kernel, id: 77 }), undefined);
    assert.equal(of({ system: false, zone: addressOf('system'), id: 0 }), refused);
  });
}

test('a call without a space, or with a zone too long, reverts', () => {
  assert.equal(
    after((contract) => contract.ask(GET_OBJECT, { key: EMPTY })).log,
    'transaction reverted: missing object space',
  );
  const zone = new Uint8Array(ZONE_BYTES_MAX + 1);
  assert.equal(
    after((contract) => contract.ask(GET_OBJECT, { space: { ...own, zone }, key: EMPTY })).log,
    'transaction reverted: zone of object space is too long',
  );
});

test('objects are found by key, in key order from either side, and not beyond their space', () => {
  const seen: unknown[] = [];
  const { log } = after((contract) => {
    for (const key of ['b', 'a', 'd'])
      contract.ask(PUT_OBJECT, { space: own, key: utf8(key), obj: utf8(`${key}!`) });
    contract.ask(PUT_OBJECT, { space: { ...own, id: 4 }, key: utf8('c'), obj: utf8('c!') });
    contract.ask(REMOVE_OBJECT, { space: own, key: utf8('never') });
    const next = (key: string) => contract.ask(GET_NEXT_OBJECT, { space: own, key: utf8(key) }).value!;
    const prev = (key: string) => contract.ask(GET_PREV_OBJECT, { space: own, key: utf8(key) }).value!;
    seen.push(next('').key, next('b').key, next('c').value, next('d').exists);
    seen.push(prev('d').key, prev('a').exists);
    const { value } = contract.ask(GET_OBJECT, { space: own, key: utf8('a') });
    seen.push(value!.exists, value!.value, value!.key);
    contract.ask(REMOVE_OBJECT, { space: own, key: utf8('a') });
    seen.push(contract.ask(GET_OBJECT, { space: own, key: utf8('a') }).value!.exists, next('').key);
  });
  assert.equal(log, undefined);
  assert.deepEqual(seen, [
    utf8('a'),
    utf8('d'),
    utf8('d!'),
    false,
    utf8('b'),
    false,
    true,
    utf8('a!'),
    EMPTY,
    false,
    utf8('b'),
  ]);
});

test('an object that is there but empty exists', () => {
  const seen: unknown[] = [];
  const { chain } = after((contract) => {
    contract.ask(PUT_OBJECT, { space: own, key: EMPTY, obj: EMPTY });
    seen.push(contract.ask(GET_OBJECT, { space: own, key: EMPTY }).value);
  });
  assert.deepEqual(seen, [{ exists: true, value: EMPTY, key: EMPTY }]);
  const space = new ObjectSpace(own.system, own.zone, own.id);
  assert.deepEqual(chain.state.view(chain.head).get(space, EMPTY), EMPTY);
});

test('keys and objects have a largest size', () => {
  const put = (key: number, value: number): string | undefined =>
    after((contract) =>
      contract.ask(PUT_OBJECT, { space: own, key: new Uint8Array(key), obj: new Uint8Array(value) }),
    ).log;
  assert.equal(put(OBJECT_KEY_BYTES_MAX, 1_000), undefined);
  assert.match(put(OBJECT_KEY_BYTES_MAX + 1, 0)!, /object key is longer/);
  assert.match(put(0, OBJECT_VALUE_BYTES_MAX + 1)!, /object is longer/);
});

test('disk is charged by the bytes that change, and refunded when they go', () => {
  const NONCE_BYTES = 2n + 25n;
  const used: bigint[] = [];
  const steps: Script[] = [
    (contract) => contract.ask(PUT_OBJECT, { space: own, key: utf8('key'), obj: new Uint8Array(100) }),
    (contract) => contract.ask(PUT_OBJECT, { space: own, key: utf8('key'), obj: new Uint8Array(130) }),
    (contract) => contract.ask(PUT_OBJECT, { space: own, key: utf8('key'), obj: new Uint8Array(30) }),
    (contract) => contract.ask(REMOVE_OBJECT, { space: own, key: utf8('key') }),
    (contract) => {
      contract.ask(PUT_OBJECT, { space: own, key: utf8('k'), obj: new Uint8Array(50) });
      contract.ask(REMOVE_OBJECT, { space: own, key: utf8('k') });
    },
  ];
  const chain = new TestChain({
    scripts: { user: (contract) => steps[contract.args.entryPoint]!(contract) },
  });
  const rc: bigint[] = [];
  for (const index of steps.keys()) {
    const { diskStorageUsed, rcUsed, networkBandwidthUsed, computeBandwidthUsed } = chain.run([
      callOf('user', EMPTY, index),
    ]);
    used.push(diskStorageUsed);
    rc.push(rcUsed - networkBandwidthUsed * 5n - (computeBandwidthUsed - 735n));
  }
  assert.deepEqual(used, [NONCE_BYTES + 103n, 30n, 0n, 0n, 0n]);
  // Mana follows the disk both ways: what is freed lowers the bill.
  assert.deepEqual(rc, [(NONCE_BYTES + 103n) * 10n, 300n, -1_000n, -330n, 0n]);
});

test('nothing is written where only reading is allowed', () => {
  const chain = new TestChain({
    scripts: {
      user: (contract: ScriptHost) => attempts[contract.args.entryPoint]![1](contract, own),
    },
  });
  const codes = attempts.map((_, entryPoint) => {
    const read = { contractId: addressOf('user'), entryPoint, args: EMPTY };
    const answer = chain.kernel.readContract(chain.state, chain.head, read);
    return answer.ok ? 0 : answer.refusal.errorCode;
  });
  assert.deepEqual(codes, [ERROR_CODE.readOnlyContext, ERROR_CODE.readOnlyContext, 0, 0, 0]);
});
