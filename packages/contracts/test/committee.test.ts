import assert from 'node:assert/strict';
import { test } from 'node:test';
import { committeeContract, committeeGenesis, committeeIn, ENTRY, nativeAddress } from '@ashlar/contracts';
import { publicKeyOf, recover, sha256, sign } from '@ashlar/crypto';
import {
  addressOfPublicKey,
  chain,
  committee,
  entryPointOf,
  MULTIHASH_CODE,
  multihash,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { FakeChain } from './fake-host.ts';

const COMMITTEE = nativeAddress('committee');
const keys = ['a', 'b', 'c'].map((name) => sha256(new TextEncoder().encode(name)));
const memberOf = (key: Uint8Array, index: number): committee.Member => ({
  address: addressOfPublicKey(publicKeyOf(key)),
  voteKey: new Uint8Array(48).fill(index),
  voteKeyProof: new Uint8Array(96),
  weight: BigInt(index + 1),
});
const members = keys.slice(0, 2).map(memberOf);

function chainOfMembers(): FakeChain {
  const fake = new FakeChain();
  fake.deploy(COMMITTEE, committeeContract);
  for (const { space, key, value } of committeeGenesis(members).entries) fake.put(space, key, value);
  fake.onSystemCall(chain.SystemCallId.recover_public_key, (bytes) => {
    const { digest, signature } = chain.RecoverPublicKeyArguments.decode(bytes);
    const key = recover(digest.subarray(2), signature);
    return chain.RecoverPublicKeyResult.encode({ value: key.ok ? key.value : new Uint8Array(0) });
  });
  return fake;
}

test('a block counts with the signature of the member that its header names, and with no other', () => {
  const fake = chainOfMembers();
  const digest = multihash(MULTIHASH_CODE.sha2_256, sha256(new Uint8Array(3)));
  const isValid = (signer: Uint8Array, key: Uint8Array, of: Uint8Array = digest): boolean => {
    const signature = sign(of.subarray(2), key);
    const args = chain.ProcessBlockSignatureArguments.encode({ digest, header: { signer }, signature });
    return chain.ProcessBlockSignatureResult.decode(fake.call(COMMITTEE, ENTRY.processBlockSignature, args))
      .value;
  };
  const [first, second, stranger] = keys.map((key) => addressOfPublicKey(publicKeyOf(key)));
  assert.equal(isValid(first!, keys[0]!), true);
  assert.equal(isValid(second!, keys[1]!), true);
  assert.equal(isValid(second!, keys[0]!), false, "another member's signature");
  assert.equal(isValid(stranger!, keys[2]!), false, 'a stranger');
  assert.equal(isValid(new Uint8Array(0), keys[0]!), false, 'no signer');
  const other = multihash(MULTIHASH_CODE.sha2_256, sha256(new Uint8Array(4)));
  assert.equal(isValid(first!, keys[0]!, other), false, 'the signature of another block');
});

test('members are listed in order, a page at a time', () => {
  const fake = chainOfMembers();
  const page = (start: Uint8Array, limit: number): readonly committee.Member[] =>
    committee.GetMembersResult.decode(
      fake.call(
        COMMITTEE,
        entryPointOf('get_members'),
        committee.GetMembersArguments.encode({ start, limit }),
      ),
    ).value;
  const all = page(new Uint8Array(0), 100);
  assert.deepEqual(new Set(all.map(({ weight }) => weight)), new Set([1n, 2n]));
  assert.deepEqual(page(new Uint8Array(0), 1), all.slice(0, 1));
  assert.deepEqual(page(all[0]!.address, 9), all.slice(1));
  assert.throws(() => page(new Uint8Array(0), 101));
});

test('consensus reads the members from a state', () => {
  const state = createMemoryState();
  const draft = state.fork(ORIGIN.block);
  assert.deepEqual(committeeIn(draft), []);
  for (const { space, key, value } of committeeGenesis(members).entries) draft.put(space, key, value);
  assert.deepEqual(new Set(committeeIn(draft).map(({ weight }) => weight)), new Set([1n, 2n]));
});
