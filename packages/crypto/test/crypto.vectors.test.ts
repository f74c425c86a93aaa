/** The frozen vectors of `spec/crypto-vectors.json`: whatever is changed here, these results stay. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import type { BlsPublicKey, BlsSignature } from '@ashlar/crypto';
import * as crypto from '@ashlar/crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { Signer } from 'koilib';

type Entries = readonly Readonly<Record<string, string>>[];
type Vectors = Readonly<{
  hashes: readonly Readonly<{ name: string; code: number; input: string; digest: string }>[];
  secp256k1: Entries;
  refusedSignatures: Entries;
  vrf: Entries;
  ed25519: Entries;
  bls: Readonly<{ ciphersuite: string; signers: Entries; aggregate: string }>;
  keystores: readonly Readonly<{ source: string; password: string; privateKey: string; keystore: unknown }>[];
  mnemonics: Entries;
  accounts: readonly Readonly<{
    mnemonic: string;
    path: crypto.WalletPath;
    index: number;
    privateKey: string;
    address: string;
  }>[];
}>;
const file = join(import.meta.dirname, '../../../spec/crypto-vectors.json');
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));
/** A field that is hex. */
const bytes = (text: string | undefined): Uint8Array => fromHex(text!)!;

test('hashes', () => {
  assert.deepEqual(
    new Set(vectors.hashes.map(({ code }) => code)),
    new Set(crypto.HASH_BY_CODE.keys()),
    'every hash has a vector',
  );
  for (const { name, code, input, digest } of vectors.hashes)
    assert.equal(hex(crypto.HASH_BY_CODE.get(code)!(bytes(input))), digest, name);
});

test('keys, their hashes and signatures', () => {
  for (const vector of vectors.secp256k1) {
    const key = crypto.privateKeyOfSeedPhrase(vector['seed']!);
    assert.equal(hex(key), vector['privateKey']);
    assert.equal(hex(crypto.publicKeyOf(key)), vector['publicKey']);
    assert.equal(hex(crypto.hash160(bytes(vector['publicKey']))), vector['keyHash']);
    assert.equal(hex(crypto.sign(bytes(vector['digest']), key)), vector['signature']);
    assert.deepEqual(crypto.recover(bytes(vector['digest']), bytes(vector['signature'])), {
      ok: true,
      value: bytes(vector['publicKey']),
    });
  }
});

test('refused signatures', () => {
  for (const { digest, signature, code } of vectors.refusedSignatures)
    assert.deepEqual(crypto.recover(bytes(digest), bytes(signature)), { ok: false, refusal: { code } });
});

test('VRF proofs', () => {
  for (const { privateKey, publicKey, alpha, proof, beta } of vectors.vrf) {
    const output = crypto.vrf.prove(bytes(privateKey), bytes(alpha));
    assert.equal(hex(output.proof), proof);
    assert.equal(hex(output.beta), beta);
    const verified = crypto.vrf.verify(bytes(publicKey), bytes(alpha), bytes(proof));
    assert.deepEqual(verified, { ok: true, value: bytes(beta) });
  }
});

test('ed25519 signatures', () => {
  for (const { seed, publicKey, message, signature } of vectors.ed25519) {
    const pair = crypto.ed25519.keyPairOf(bytes(seed));
    assert.equal(hex(pair.publicKey), publicKey);
    assert.equal(hex(crypto.ed25519.sign(bytes(message), pair)), signature);
    assert.ok(crypto.ed25519.verify(bytes(message), bytes(signature), bytes(publicKey)));
  }
});

test('BLS signatures, proofs of possession and their aggregate', () => {
  assert.equal(crypto.bls.CIPHERSUITE, vectors.bls.ciphersuite);
  const publicKeys: BlsPublicKey[] = [];
  const signatures: BlsSignature[] = [];
  for (const { seed, secretKey, publicKey, domain, message, signature, possession } of vectors.bls.signers) {
    const key = crypto.bls.secretKeyOfSeed(bytes(seed));
    assert.equal(hex(key.toBytes()), secretKey);
    assert.equal(hex(key.toPublicKey().toBytes()), publicKey);
    assert.equal(hex(crypto.bls.sign(domain!, bytes(message), key).toBytes()), signature);
    assert.equal(hex(crypto.bls.provePossession(key).toBytes()), possession);
    publicKeys.push(key.toPublicKey());
    signatures.push(crypto.bls.sign(domain!, bytes(message), key));
  }
  const aggregate = crypto.bls.aggregateSignatures(signatures);
  const [{ domain, message } = {}] = vectors.bls.signers;
  assert.equal(hex(aggregate.toBytes()), vectors.bls.aggregate);
  assert.ok(crypto.bls.fastAggregateVerify(domain!, bytes(message), publicKeys, aggregate));
});

test('keystores of the Web3 Secret Storage definition', async () => {
  for (const { password, privateKey, keystore } of vectors.keystores) {
    const opened = await crypto.decryptKeystore(JSON.stringify(keystore), password);
    assert.deepEqual(opened, { ok: true, value: bytes(privateKey) });
  }
});

test('mnemonics, and the accounts that wallets show for them', async () => {
  for (const { entropy, mnemonic } of vectors.mnemonics)
    assert.equal(crypto.mnemonicOf(bytes(entropy)), mnemonic);
  for (const { mnemonic, path, index, privateKey, address } of vectors.accounts) {
    const key = await crypto.privateKeyOfMnemonic(mnemonic, path, index);
    assert.equal(hex(key), privateKey);
    const ethereum = crypto.keccak256(secp256k1.getPublicKey(key, false).subarray(1)).subarray(12);
    const shown = {
      koinos: new Signer({ privateKey: hex(key) }).getAddress(),
      ethereum: `0x${hex(ethereum)}`,
    };
    assert.equal(shown[path], address);
  }
});
