/** BLS signatures: agreement with `@noble/curves`, what the doors refuse, aggregates, batches and rogue keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromHex, utf8 } from '@ashlar/base';
import type { BlsStatement } from '@ashlar/crypto';
import { bls, sha256 } from '@ashlar/crypto';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import fc from 'fast-check';

const ORDER = bls12_381.fields.Fr.ORDER;
const DOMAIN = 'test/vote';
const bytes32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))!;
const secretKeys = [1, 2, 3, 4, 5, 6, 7].map((index) => bls.secretKeyOfSeed(sha256(Uint8Array.of(index))));
const publicKeys = secretKeys.map((key) => key.toPublicKey());
const message = utf8('block 7');
const votes = secretKeys.map((key) => bls.sign(DOMAIN, message, key));

/** Deterministic "randomness": the hash of a counter. */
function countedBytes(): { bytes(count: number): Uint8Array } {
  let counter = 0;
  return {
    bytes(count) {
      const parts: Uint8Array[] = [];
      for (let have = 0; have < count; have += 32) parts.push(sha256(utf8(`random ${counter++}`)));
      return concat(...parts).subarray(0, count);
    },
  };
}

test('keys and signatures are those of an independent implementation', () => {
  const oracle = bls12_381.longSignatures;
  for (const [index, secretKey] of secretKeys.slice(0, 2).entries()) {
    assert.deepEqual(publicKeys[index]!.toBytes(), oracle.getPublicKey(secretKey.toBytes()).toBytes());
    const point = oracle.hash(concat(utf8(DOMAIN), Uint8Array.of(0), message), bls.CIPHERSUITE);
    const theirs = oracle.sign(point, secretKey.toBytes());
    assert.deepEqual(votes[index]!.toBytes(), theirs.toBytes());
    assert.ok(oracle.verify(votes[index]!.toBytes(), point, publicKeys[index]!.toBytes()));
  }
});

test('a signature holds for its key, message and domain only', () => {
  const [vote] = votes;
  const [publicKey, other] = publicKeys;
  assert.ok(bls.verify(DOMAIN, message, publicKey!, vote!));
  assert.ok(!bls.verify(DOMAIN, message, other!, vote!));
  assert.ok(!bls.verify(DOMAIN, utf8('block 8'), publicKey!, vote!));
  assert.ok(!bls.verify('test/other', message, publicKey!, vote!));
});

test('the boundary between domain and message is part of what is signed', () => {
  const vote = bls.sign('a', utf8('bc'), secretKeys[0]!);
  assert.ok(!bls.verify('ab', utf8('c'), publicKeys[0]!, vote));
  assert.throws(() => bls.sign('a\0b', message, secretKeys[0]!), /domain/);
  assert.throws(() => bls.sign('', message, secretKeys[0]!), /domain/);
});

test('keys and signatures survive their bytes', () => {
  const key = bls.parsePublicKey(publicKeys[0]!.toBytes());
  const vote = bls.parseSignature(votes[0]!.toBytes());
  const secret = bls.parseSecretKey(secretKeys[0]!.toBytes());
  assert.ok(key.ok && vote.ok && secret.ok);
  assert.ok(bls.verify(DOMAIN, message, key.value, vote.value));
  assert.deepEqual(secret.value.toPublicKey().toBytes(), publicKeys[0]!.toBytes());
});

test('points off the curve, outside the subgroup, at infinity, or written in another form are refused', () => {
  const refusedKey = { ok: false, refusal: { code: 'bls.publicKeyInvalid' } };
  const refusedVote = { ok: false, refusal: { code: 'bls.signatureInvalid' } };
  const infinity = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    bytes[0] = 0xc0;
    return bytes;
  };
  assert.deepEqual(bls.parsePublicKey(infinity(48)), refusedKey);
  assert.deepEqual(bls.parseSignature(infinity(96)), refusedVote);
  assert.deepEqual(bls.parsePublicKey(publicKeys[0]!.toBytes(false)), refusedKey);
  assert.deepEqual(bls.parseSignature(votes[0]!.toBytes(false)), refusedVote);
  for (const length of [0, 47, 49]) assert.deepEqual(bls.parsePublicKey(new Uint8Array(length)), refusedKey);
  for (const length of [0, 95, 97]) assert.deepEqual(bls.parseSignature(new Uint8Array(length)), refusedVote);
  // Small x coordinates: about half lie on the curve, and of those hardly one in the subgroup.
  let onCurve = 0;
  for (let x = 0; x < 24; x++) {
    const key = new Uint8Array(48);
    key[0] = 0x80;
    key[47] = x;
    const vote = new Uint8Array(96);
    vote[0] = 0x80;
    vote[95] = x;
    assert.deepEqual(bls.parsePublicKey(key), refusedKey, `x = ${x}`);
    assert.deepEqual(bls.parseSignature(vote), refusedVote, `x = ${x}`);
    try {
      bls12_381.fields.Fp.sqrt(BigInt(x) ** 3n + 4n);
      onCurve++;
    } catch {
      // No square root: off the curve.
    }
  }
  assert.ok(onCurve > 2, 'some of these are refused for their subgroup alone');
});

test('a secret key is a number from 1 to r - 1', () => {
  const refused = { ok: false, refusal: { code: 'bls.secretKeyInvalid' } };
  for (const value of [0n, ORDER]) assert.deepEqual(bls.parseSecretKey(bytes32(value)), refused);
  assert.deepEqual(bls.parseSecretKey(new Uint8Array(31).fill(1)), refused);
  assert.ok(bls.parseSecretKey(bytes32(ORDER - 1n)).ok);
});

test('an aggregate holds for exactly its signers', () => {
  const certificate = bls.aggregateSignatures(votes.slice(0, 5));
  assert.ok(bls.fastAggregateVerify(DOMAIN, message, publicKeys.slice(0, 5), certificate));
  assert.ok(!bls.fastAggregateVerify(DOMAIN, message, publicKeys.slice(0, 4), certificate));
  assert.ok(!bls.fastAggregateVerify(DOMAIN, message, publicKeys.slice(0, 6), certificate));
  assert.ok(!bls.fastAggregateVerify(DOMAIN, message, [], certificate));
  const sum = bls.aggregatePublicKeys(publicKeys.slice(0, 5));
  assert.ok(bls.verify(DOMAIN, message, sum, certificate));
});

test('keys that cancel out sign nothing, alone or in a batch', () => {
  const secret = BigInt(
    `0x${Array.from(secretKeys[0]!.toBytes(), (byte) => byte.toString(16).padStart(2, '0')).join('')}`,
  );
  const opposite = bls.parseSecretKey(bytes32(ORDER - secret));
  assert.ok(opposite.ok);
  const pair = [publicKeys[0]!, opposite.value.toPublicKey()];
  const sum = bls.aggregateSignatures([votes[0]!, bls.sign(DOMAIN, message, opposite.value)]);
  assert.equal(bls.fastAggregateVerify(DOMAIN, message, pair, sum), false);
  assert.equal(bls.fastAggregateVerify(DOMAIN, message, pair, votes[0]!), false);
});

test('a proof of possession holds for its own key, and is no vote', () => {
  const proof = bls.provePossession(secretKeys[0]!);
  assert.ok(bls.verifyPossession(publicKeys[0]!, proof));
  assert.ok(!bls.verifyPossession(publicKeys[1]!, proof));
  assert.ok(!bls.verify(DOMAIN, publicKeys[0]!.toBytes(), publicKeys[0]!, proof));
});

const statement = (index: number, text: string): BlsStatement => ({
  message: utf8(text),
  publicKey: publicKeys[index]!,
  signature: bls.sign(DOMAIN, utf8(text), secretKeys[index]!),
});

test('a batch of true statements passes, with equal and with different messages', () => {
  const random = countedBytes();
  assert.ok(bls.verifyBatch(DOMAIN, [], random));
  const same = [0, 1, 2, 3].map((index) => statement(index, 'same'));
  const mixed = [...same, statement(4, 'x'), statement(5, 'y'), statement(4, 'y')];
  assert.ok(bls.verifyBatch(DOMAIN, same, random));
  assert.ok(bls.verifyBatch(DOMAIN, mixed, random));
  assert.deepEqual(bls.falseAmong(DOMAIN, mixed, random), []);
});

test('false signatures that cancel each other out do not pass a batch', () => {
  // Swapped votes on one message: their plain sum is the true aggregate.
  const swapped = [
    { message, publicKey: publicKeys[0]!, signature: votes[1]! },
    { message, publicKey: publicKeys[1]!, signature: votes[0]! },
    { message, publicKey: publicKeys[2]!, signature: votes[2]! },
  ];
  const sum = bls.aggregateSignatures(swapped.map(({ signature }) => signature));
  assert.ok(bls.fastAggregateVerify(DOMAIN, message, publicKeys.slice(0, 3), sum));
  assert.ok(!bls.verifyBatch(DOMAIN, swapped, countedBytes()));
  assert.deepEqual(bls.falseAmong(DOMAIN, swapped, countedBytes()), [0, 1]);
});

test('exactly the false statements are found, whatever the random bytes', () => {
  fc.assert(
    fc.property(fc.subarray([0, 1, 2, 3, 4, 5]), fc.integer({ min: 0, max: 255 }), (wrong, fill) => {
      const statements = [0, 1, 2, 3, 4, 5].map((index) => {
        const text = index < 3 ? 'same' : `own ${index}`;
        const claimed = statement(index, text);
        return wrong.includes(index) ? { ...claimed, publicKey: publicKeys[6]! } : claimed;
      });
      // Distinct factors even from a monotonous source.
      const random = {
        bytes: (count: number) => Uint8Array.from({ length: count }, (_, at) => fill ^ (at * 29)),
      };
      assert.deepEqual(bls.falseAmong(DOMAIN, statements, random), wrong);
    }),
    { numRuns: Number(process.env['CRYPTO_RUNS'] ?? 8) },
  );
});
