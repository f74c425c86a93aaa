import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex, utf8 } from '@ashlar/base';
import { decompressed, publicKeyOf } from '@ashlar/crypto';
import {
  blockRandom,
  blockSeedBytes,
  build,
  channelHash,
  deployRandom,
  encodeTerm,
  evaluate,
  fixedChannel,
  genesisRandom,
  legacyDeployRandom,
  parseRevAddress,
  registryUri,
  revAddressOfPublicKey,
  SplittableRandom,
} from '../src/index.ts';
import { termOf } from './support/programs.ts';

const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../spec/rholang-vectors.json'), 'utf8'),
);
const bytes = (text: string): Uint8Array => fromHex(text)!;
const nth = (random: SplittableRandom, index: number): string => {
  for (let skipped = 1; skipped < index; skipped++) random.next();
  return hex(random.next());
};

test('the generator draws the published names from seeds and splits', () => {
  for (const { seed, splits, names } of vectors.random) {
    let random = SplittableRandom.of(bytes(seed));
    for (const [, index] of splits) random = random.splitShort(index);
    for (const name of names) assert.equal(hex(random.next()), name);
  }
});

test('a path longer than a block is absorbed and goes on', () => {
  let random = SplittableRandom.of(new Uint8Array(0));
  for (let index = 0; index < 113; index++) random = random.splitByte(index);
  assert.equal(hex(random.next()), vectors.splitPath113);
});

test('merging two branches draws the published names', () => {
  const root = SplittableRandom.of(new Uint8Array(0));
  const merged = SplittableRandom.merge([root.splitByte(0), root.splitByte(1)]);
  for (const name of vectors.merge01) assert.equal(hex(merged.next()), name);
});

test('the names of the genesis contracts follow from the shard', () => {
  for (const names of vectors.genesisNames) {
    const at = (first: number, index: number): string =>
      nth(genesisRandom(names.shardId).splitByte(first).splitByte(1), index);
    assert.equal(at(3, 2), names.mergeableTag);
    if (names.revVault === undefined) continue;
    assert.equal(at(6, 1), names.revVault);
    assert.equal(at(6, 11), names.transferTemplate);
    assert.equal(at(0, 10), names.storeToken);
  }
});

test('the first names of the old genesis deploys follow from their keys', () => {
  for (const { secretKey, timestampMs, firstName } of vectors.legacyDeploys) {
    const deployer = decompressed(publicKeyOf(bytes(secretKey)));
    assert.equal(hex(legacyDeployRandom(deployer, BigInt(timestampMs)).next()), firstName);
  }
});

test('a block seed is shard, number, sender and state, each in its form', () => {
  const seed = { shardId: 'AD4516', blockNumber: 1n, sender: bytes('0406a102'), preStateHash: bytes('ad13') };
  assert.equal(hex(blockSeedBytes(seed)), '0641443435313601040406a102ad13');
  assert.equal(hex(blockRandom(seed).next()).length, 64);
});

test('each part of each deploy of a block draws its own names', () => {
  const block = genesisRandom('root');
  assert.equal(
    hex(deployRandom(block, 7, 'user').next()),
    hex(genesisRandom('root').splitByte(7).splitByte(1).next()),
  );
  const firsts = [0, 1, 255].flatMap((index) =>
    (['precharge', 'user', 'refund'] as const).map((part) => hex(deployRandom(block, index, part).next())),
  );
  assert.equal(new Set(firsts).size, firsts.length);
  for (const index of [-1, 256, 0.5])
    assert.throws(() => deployRandom(block, index, 'user'), { name: 'InvariantViolation' });
});

test('REV addresses are the published ones, and are read back', () => {
  for (const { publicKey, address } of vectors.revAddresses) {
    assert.equal(revAddressOfPublicKey(bytes(publicKey)), address);
    assert.ok(parseRevAddress(address).ok);
  }
});

test('a broken REV address is refused in the words contracts compare', () => {
  const { address } = vectors.revAddresses[0];
  const message = (text: string): string => {
    const parsed = parseRevAddress(text);
    return parsed.ok ? 'valid' : parsed.refusal.message;
  };
  assert.equal(message(`${address.slice(0, -1)}z`), 'Invalid checksum');
  assert.equal(message(address.slice(0, -3)), 'Invalid address length');
  assert.equal(message('0OIl'), 'Invalid Base58 encoding');
  assert.equal(message('1'.repeat(100_000)), 'Invalid address length');
});

test('registry URIs are the published ones', () => {
  for (const { key, uri } of vectors.registryUris) assert.equal(registryUri(bytes(key)), uri);
});

test('terms have the published bytes, and channels the published hashes', () => {
  for (const { source, bytes: expected } of vectors.terms)
    assert.equal(hex(encodeTerm(termOf(source))), expected);
  for (const { source, hash } of vectors.channelHashes) assert.equal(hex(channelHash(termOf(source))), hash);
  assert.equal(hex(encodeTerm(fixedChannel(0))), vectors.stdoutChannel.bytes);
  assert.equal(hex(channelHash(fixedChannel(0))), vectors.stdoutChannel.hash);
});

test('the pair that genesis signs for a contract has the published bytes', () => {
  const { nonce, name, bytes: expected } = vectors.signedTuple;
  const contract = build.par1(build.bundleTerm(build.par1(build.privateName(bytes(name))), true, false));
  const pair = build.par1(build.tupleTerm([build.par1(build.intTerm(BigInt(nonce))), contract]));
  assert.equal(hex(encodeTerm(pair)), expected);
});

test('programs cost exactly what they cost in RChain', () => {
  for (const { source, phlo } of vectors.costs) {
    const { cost, errors } = evaluate(source, { phloLimit: 10_000 });
    assert.deepEqual([source, cost, errors], [source, phlo, []]);
  }
});

test('a split inherits the count of names drawn, but not a name half drawn', () => {
  const root = SplittableRandom.of(new Uint8Array(0));
  const before = hex(root.splitByte(1).next());
  root.next();
  const between = hex(root.splitByte(1).next());
  root.next();
  assert.notEqual(between, before);
  assert.equal(hex(root.splitByte(1).next()), between);
});

test('a generator survives being stored', () => {
  const random = SplittableRandom.of(utf8('stored')).splitByte(7);
  for (let drawn = 0; drawn < 3; drawn++) {
    const again = SplittableRandom.fromBytes(random.toBytes())!;
    assert.equal(hex(again.copy().next()), hex(random.copy().next()));
    assert.equal(hex(again.splitShort(300).next()), hex(random.splitShort(300).next()));
    assert.equal(hex(again.toBytes()), hex(random.toBytes()));
    random.next();
  }
  assert.equal(SplittableRandom.fromBytes(new Uint8Array(10)), undefined);
});
