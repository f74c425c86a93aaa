/** The pool: same answers as the calling thread, in order; bounded; and it survives the loss of workers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Fault } from '@ashlar/base';
import type { RecoveryRequest } from '@ashlar/crypto';
import {
  ANSWER_BYTES,
  LOSSES_MAX,
  openRecoveryPool,
  packRecoveries,
  publicKeyOf,
  RecoveryPool,
  recoveredKey,
  recoverPacked,
  sha256,
  sign,
} from '@ashlar/crypto';
import fc from 'fast-check';

const config = { workers: 2, queuedMax: 2_000, inlineMax: 0 };
const keys = [1, 2, 3].map((index) => sha256(Uint8Array.of(index)));
const signed: readonly RecoveryRequest[] = Array.from({ length: 700 }, (_, index) => {
  const digest = sha256(Uint8Array.of(index, index >> 8));
  return { digest, signature: sign(digest, keys[index % keys.length]!) };
});

/** Dies on the first message it gets, or at once if `at` is `start`. */
const mortal = (at: 'start' | 'message'): Worker =>
  new Worker(
    at === 'start'
      ? 'process.exit(1)'
      : `require('node:worker_threads').parentPort.on('message', () => process.exit(1))`,
    { eval: true },
  );
const live = (): Worker => new Worker(new URL('../src/recovery-worker.ts', import.meta.url));

test('packed requests are answered in order, bad ones as refused', () => {
  const bad = { digest: signed[0]!.digest, signature: new Uint8Array(65) };
  const short = { digest: signed[0]!.digest, signature: new Uint8Array(64).fill(31) };
  const answers = recoverPacked(packRecoveries([signed[0]!, bad, signed[1]!, short]));
  assert.deepEqual(recoveredKey(answers, 0), publicKeyOf(keys[0]!));
  assert.equal(recoveredKey(answers, 1), undefined);
  assert.deepEqual(recoveredKey(answers, 2), publicKeyOf(keys[1]!));
  assert.equal(recoveredKey(answers, 3), undefined);
  assert.ok(answers.subarray(ANSWER_BYTES, 2 * ANSWER_BYTES).every((byte) => byte === 0));
  assert.throws(() => recoveredKey(answers, 4), /request/);
});

test('a pool gives the answers of the calling thread, whatever the sizes, and leaves requests untouched', async () => {
  await using pool = openRecoveryPool(config);
  const damage = fc.array(fc.nat({ max: 300 * 97 - 1 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 300 }), damage), { maxLength: 4 }), async (batches) => {
      const packed = batches.map(([count, damaged]) => {
        const bytes = packRecoveries(signed.slice(0, count));
        for (const at of damaged) if (at < bytes.length) bytes[at]! ^= 1;
        return bytes;
      });
      const before = packed.map((bytes) => bytes.slice());
      const answers = await Promise.all(packed.map((bytes) => pool.recover(bytes)));
      assert.deepEqual(packed, before);
      for (const [index, answer] of answers.entries())
        assert.deepEqual(answer, { ok: true, value: recoverPacked(packed[index]!) });
      assert.equal(pool.queued, 0);
    }),
    { numRuns: Number(process.env['CRYPTO_RUNS'] ?? 8) },
  );
});

test('tiny requests are answered without a worker', async () => {
  await using pool = new RecoveryPool({ ...config, inlineMax: 4 }, () => mortal('message'));
  const packed = packRecoveries(signed.slice(0, 4));
  assert.deepEqual(await pool.recover(packed), { ok: true, value: recoverPacked(packed) });
});

test('requests beyond the bound are refused, and accepted again once there is room', async () => {
  await using pool = openRecoveryPool({ ...config, queuedMax: 700 });
  const all = packRecoveries(signed);
  const one = packRecoveries(signed.slice(0, 1));
  const first = pool.recover(all);
  assert.equal(pool.queued, 700);
  assert.deepEqual(await pool.recover(one), { ok: false, refusal: { code: 'recoveryPool.full' } });
  assert.ok((await first).ok);
  assert.ok((await pool.recover(one)).ok);
});

test('a lost worker is a retryable fault for what it held, and its place is taken', async () => {
  let started = 0;
  await using pool = new RecoveryPool({ ...config, workers: 1 }, () =>
    started++ === 0 ? mortal('message') : live(),
  );
  const packed = packRecoveries(signed.slice(0, 100));
  await assert.rejects(pool.recover(packed), (error: unknown) => {
    return error instanceof Fault && error.code === 'worker.lost' && error.retryable;
  });
  assert.equal(pool.queued, 0);
  assert.deepEqual(await pool.recover(packed), { ok: true, value: recoverPacked(packed) });
  assert.equal(started, 2);
});

test('a pool whose workers keep dying gives up, after a bounded number of them', async () => {
  let started = 0;
  await using pool = new RecoveryPool({ ...config, workers: 1 }, () => {
    started++;
    return mortal('start');
  });
  const packed = packRecoveries(signed.slice(0, 2));
  const isFinal = (error: unknown): boolean => error instanceof Fault && !error.retryable;
  for (let attempt = 0; attempt <= LOSSES_MAX; attempt++) {
    const outcome = await pool.recover(packed).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(outcome instanceof Fault && outcome.code === 'worker.lost');
    if (isFinal(outcome)) break;
  }
  await assert.rejects(pool.recover(packed), isFinal);
  assert.equal(started, LOSSES_MAX);
  assert.equal(pool.queued, 0);
});

test('losses with answers in between do not add up', async () => {
  let current: Worker | undefined;
  await using pool = new RecoveryPool({ ...config, workers: 1 }, () => {
    current = live();
    return current;
  });
  const packed = packRecoveries(signed.slice(0, 1));
  for (let round = 0; round <= LOSSES_MAX; round++) {
    assert.ok((await pool.recover(packed)).ok);
    await current!.terminate();
  }
  assert.ok((await pool.recover(packed)).ok);
});

test('closing refuses what waits and what comes after, and ends the workers', async () => {
  const exits: Promise<unknown>[] = [];
  const pool = new RecoveryPool(config, () => {
    const worker = live();
    exits.push(new Promise((resolve) => worker.once('exit', resolve)));
    return worker;
  });
  const closed = { ok: false, refusal: { code: 'recoveryPool.closed' } };
  const waiting = pool.recover(packRecoveries(signed));
  await pool[Symbol.asyncDispose]();
  await pool[Symbol.asyncDispose]();
  assert.deepEqual(await waiting, closed);
  assert.deepEqual(await pool.recover(packRecoveries(signed)), closed);
  assert.equal((await Promise.all(exits)).length, 2);
});
