/**
 * Frozen arithmetic of proof of burn (`spec/consensus/burn-vectors.json`, described in `spec/consensus/burn.md`). A
 * difference is a change of the protocol. `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex, utf8 } from '@ashlar/base';
import { DEFAULT_CONSENSUS, nextDifficulty, paymentOf, wins } from '@ashlar/contracts';
import { openCrypto, publicKeyOf, sha256, sign, vrf } from '@ashlar/crypto';
import { burn, MULTIHASH_CODE, multihash } from '@ashlar/protocol';

await openCrypto();
const file = join(import.meta.dirname, '../../../spec/consensus/burn-vectors.json');
const U128_MAX = 2n ** 128n - 1n;
const EMPTY = new Uint8Array(0);

function ticket() {
  const privateKey = sha256(utf8('alice'));
  const seed = multihash(MULTIHASH_CODE.sha2_256, sha256(utf8('seed')));
  const alpha = burn.VrfPayload.encode({ seed, blockTime: 1_700_000_000_010n });
  const { proof, beta } = vrf.prove(privateKey, alpha);
  const vrfHash = multihash(MULTIHASH_CODE.sha2_256, beta);
  const blockDigest = sha256(utf8('block'));
  const signature = sign(blockDigest, privateKey);
  return {
    privateKey: hex(privateKey),
    publicKey: hex(publicKeyOf(privateKey)),
    seed: hex(seed),
    blockTime: '1700000000010',
    alpha: hex(alpha),
    beta: hex(beta),
    blockDigest: hex(blockDigest),
    signatureData: hex(burn.SignatureData.encode({ vrfProof: proof, vrfHash, signature })),
    nextSeed: hex(multihash(MULTIHASH_CODE.sha2_256, sha256(vrfHash))),
  };
}

/** For each difficulty the highest score (the first 16 bytes of beta) that wins. */
function thresholds() {
  const cases: readonly (readonly [vhp: bigint, difficulty: bigint])[] = [
    [1n, 1n],
    [1n, 2n ** 57n],
    [10n ** 15n, 2n ** 57n],
    [10n ** 15n, 2n ** 70n],
    [3n, U128_MAX],
    [10n ** 18n, U128_MAX / 7n],
  ];
  return cases.map(([vhp, difficulty]) => {
    const score = U128_MAX / difficulty === 0n ? 0n : (U128_MAX / difficulty) * vhp - 1n;
    const highest = score > U128_MAX ? U128_MAX : score;
    const beta = (value: bigint): Uint8Array =>
      fromHex(value.toString(16).padStart(32, '0').padEnd(64, 'f'))!;
    assert.ok(wins(beta(highest), vhp, difficulty));
    assert.ok(highest === U128_MAX || !wins(beta(highest + 1n), vhp, difficulty));
    return {
      vhp: String(vhp),
      difficulty: String(difficulty),
      highestScore: hex(beta(highest)).slice(0, 32),
    };
  });
}

function difficulties() {
  const elapsed = [0, 1, 2_142, 2_143, 4_284, 4_286, 9_000, 214_200, 300_000, 10_000_000];
  let lottery = { seed: EMPTY, difficulty: 2n ** 57n, lastBlockTimeMs: 1_000n };
  return elapsed.map((ms) => {
    const timeMs = lottery.lastBlockTimeMs + BigInt(ms);
    const difficulty = nextDifficulty(lottery, timeMs, 3_000);
    lottery = { seed: EMPTY, difficulty, lastBlockTimeMs: timeMs };
    return { elapsedMs: ms, difficulty: String(difficulty) };
  });
}

const payments = () =>
  [10n ** 8n, 10n ** 15n, 10n ** 18n - 1n].map((virtualSupply) => {
    const { reward, returned } = paymentOf(virtualSupply, DEFAULT_CONSENSUS);
    return { virtualSupply: String(virtualSupply), reward: String(reward), returned: String(returned) };
  });

test('the arithmetic of proof of burn is what is frozen', () => {
  const built = {
    ticket: ticket(),
    thresholds: thresholds(),
    difficulties: difficulties(),
    payments: payments(),
  };
  if (process.env['WRITE_VECTORS'] !== undefined) writeFileSync(file, `${JSON.stringify(built, null, 2)}\n`);
  assert.deepEqual(built, JSON.parse(readFileSync(file, 'utf8')));
});
