/**
 * The figures of the README: `node packages/crypto/bench/figures.ts`. Single calls are medians of five runs of CPU time
 * (all threads of the process), the pool is wall-clock time and wants an idle machine. About 20 seconds.
 */
import { utf8 } from '@ashlar/base';
import * as crypto from '@ashlar/crypto';

function show(name: string, rounds: number, run: () => void): void {
  const cpuMicros = (): number => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  const times: number[] = [];
  for (let repetition = 0; repetition < 6; repetition++) {
    const start = cpuMicros();
    for (let round = 0; round < rounds; round++) run();
    if (repetition > 0) times.push((cpuMicros() - start) / rounds);
  }
  const median = times.sort((a, b) => a - b)[2]!;
  console.log(`${name.padEnd(40)} ${median.toFixed(2)} µs`);
}

await crypto.openCrypto();
const message = new Uint8Array(64);
const key = crypto.sha256(message);
const publicKey = crypto.publicKeyOf(key);
const digest = crypto.sha256(key);
const signature = crypto.sign(digest, key);

show('sha256, 64 bytes', 100_000, () => crypto.sha256(message));
show('keccak256, 64 bytes', 100_000, () => crypto.keccak256(message));
show('blake2b256, 64 bytes', 100_000, () => crypto.blake2b256(message));
show('hash160 of a public key', 50_000, () => crypto.hash160(publicKey));
show('secp256k1 recover', 4_000, () => crypto.recover(digest, signature));
show('secp256k1 sign', 4_000, () => crypto.sign(digest, key));
show('secp256k1 verify', 4_000, () => crypto.verify(digest, signature, publicKey));
const hashes = new crypto.HashCache(crypto.hash160, 1_000);
show('HashCache.of, remembered', 100_000, () => hashes.of(publicKey));

const alpha = utf8('alpha');
const { proof } = crypto.vrf.prove(key, alpha);
show('vrf.prove', 1_000, () => crypto.vrf.prove(key, alpha));
show('vrf.verify', 1_000, () => crypto.vrf.verify(publicKey, alpha, proof));

const pair = crypto.ed25519.keyPairOf(key);
const edSignature = crypto.ed25519.sign(message, pair);
show('ed25519.sign', 4_000, () => crypto.ed25519.sign(message, pair));
show('ed25519.verify', 4_000, () => crypto.ed25519.verify(message, edSignature, pair.publicKey));

const { bls } = crypto;
const signers = Array.from({ length: 128 }, (_, index) =>
  bls.secretKeyOfSeed(new Uint8Array(32).fill(index)),
);
const publicKeys = signers.map((signer) => signer.toPublicKey());
const votes = signers.map((signer) => bls.sign('bench', message, signer));
const certificate = bls.aggregateSignatures(votes);
const keyBytes = publicKeys[0]!.toBytes();
const voteBytes = votes[0]!.toBytes();
const same = votes.map((vote, index) => ({ message, publicKey: publicKeys[index]!, signature: vote }));
const distinct = signers.map((signer, index) => {
  const own = Uint8Array.of(index);
  return { message: own, publicKey: publicKeys[index]!, signature: bls.sign('bench', own, signer) };
});
const random = { bytes: (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 31) };
show('bls.sign', 200, () => bls.sign('bench', message, signers[0]!));
show('bls.verify', 100, () => bls.verify('bench', message, publicKeys[0]!, votes[0]!));
show('bls.parsePublicKey', 500, () => bls.parsePublicKey(keyBytes));
show('bls.parseSignature', 500, () => bls.parseSignature(voteBytes));
show('bls.aggregateSignatures, 128', 200, () => bls.aggregateSignatures(votes));
show('bls.fastAggregateVerify, 128', 100, () =>
  bls.fastAggregateVerify('bench', message, publicKeys, certificate),
);
show('bls.verifyBatch, 128, one message', 10, () => bls.verifyBatch('bench', same, random));
show('bls.verifyBatch, 128, own messages', 3, () => bls.verifyBatch('bench', distinct, random));

const count = 20_480;
const packed = crypto.packRecoveries(Array.from({ length: count }, () => ({ digest, signature })));
async function throughput(name: string, run: () => Promise<unknown>): Promise<void> {
  await run();
  const start = performance.now();
  await run();
  const perSecond = Math.round((count / (performance.now() - start)) * 1_000);
  console.log(`${name.padEnd(40)} ${perSecond} recoveries/s`);
}
await throughput('calling thread', async () => crypto.recoverPacked(packed));
for (const workers of [1, 2]) {
  await using pool = crypto.openRecoveryPool({ workers, queuedMax: count, inlineMax: 0 });
  for (const size of [64, 256, count])
    await throughput(`pool of ${workers}, requests of ${size}`, async () => {
      const answers: Promise<unknown>[] = [];
      for (let from = 0; from < count; from += size)
        answers.push(
          pool.recover(packed.subarray(from * crypto.REQUEST_BYTES, (from + size) * crypto.REQUEST_BYTES)),
        );
      return Promise.all(answers);
    });
}
