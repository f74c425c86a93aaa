/**
 * `kill -9` at random moments of a node under load: whatever it said is included is there afterwards, and all that it
 * keeps agrees. `ASHLAR_CRASH_ROUNDS` and `ASHLAR_SEED` choose how often and which.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis } from '@ashlar/node';
import { chainIdOf } from '@ashlar/protocol';
import { chance, inDirectory, startNode } from './support/child.ts';
import { containing, nonceOf, Observer } from './support/observer.ts';
import { ask, call } from './support/rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

const ROUNDS = Number(process.env['ASHLAR_CRASH_ROUNDS'] ?? 5);
const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000_000);
const READY_MEDIAN_MAX_MS = 5_000;
/** Generous: the machine that runs the tests may have other work. */
const READY_MAX_MS = 30_000;
const SENDERS = 5;
const LOAD_MS = 500;

await openCrypto();
const accounts = await devAccounts();
const chainId = chainIdOf(devGenesis(accounts));

/** Sends one account's transfers one after another until the node is gone. */
async function send(
  url: string,
  sender: number,
  below: (count: number) => number,
  sent: Set<string>,
): Promise<void> {
  const account = accounts.users[sender]!;
  let nonce = (await nonceOf(url, account.address)) + 1n;
  for (;;) {
    const to = accounts.users[(sender + 1 + below(accounts.users.length - 1)) % accounts.users.length]!;
    const operation = transferOperation(account.addressBytes, to.addressBytes, BigInt(1 + below(1_000)));
    const transaction = transactionOf(account, [operation], { chainId, nonce });
    const { error } = await ask(url, 'chain.submit_transaction', {
      transaction: jsonOf(transaction),
      broadcast: true,
    });
    if (error === undefined) {
      sent.add(`0x${hex(transaction.id)}`);
      nonce++;
    } else {
      assert.match(error.message, /pending transaction limit exceeded/);
      await pause(5);
    }
  }
}

/** Asks which of the sent are in a block, until the node is gone. */
async function watch(url: string, sent: Set<string>, acknowledged: Map<string, string>): Promise<void> {
  for (;;) {
    for (const [id, [block]] of await containing(url, [...sent].slice(0, 500))) {
      if (block === undefined) continue;
      acknowledged.set(id, block);
      sent.delete(id);
    }
    await pause(2);
  }
}

const whileItLives = (work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error; // As `fetch` says that the connection is gone.
  });

test(`a node killed ${ROUNDS} times loses nothing that it acknowledged (ASHLAR_SEED=${SEED})`, async (context) => {
  const below = chance(SEED);
  const observer = new Observer(accounts);
  const starts: number[] = [];
  await inDirectory(async (directory) => {
    for (let round = 0; round < ROUNDS; round++) {
      if (below(5) === 0) {
        await using early = startNode(directory);
        await pause(below(1_200));
        early.process.kill('SIGKILL');
        await early.ended;
      }
      await using node = startNode(directory);
      const ready = await node.ready;
      if (ready === undefined) assert.fail(`round ${round}: no start: ${(await node.ended).errors}`);
      starts.push(ready.startedMs);
      assert.ok(ready.startedMs < READY_MAX_MS, `round ${round}: ready after ${ready.startedMs} ms`);
      const { url } = ready;
      await observer.check(url);
      const sent = new Set<string>();
      const work = [whileItLives(watch(url, sent, observer.acknowledged))];
      for (let sender = 0; sender < SENDERS; sender++)
        work.push(whileItLives(send(url, sender, below, sent)));
      await pause(below(LOAD_MS));
      node.process.kill('SIGKILL');
      await Promise.all(work);
      await node.ended;
    }
    await using last = startNode(directory);
    const ready = await last.ready;
    assert.ok(ready !== undefined);
    await observer.check(ready.url);
    await new Observer(accounts).check(ready.url);
  });
  starts.sort((a, b) => a - b);
  context.diagnostic(
    `${ROUNDS} kills, ${observer.height} blocks, ${observer.transactions} transactions, ` +
      `${observer.acknowledged.size} acknowledged, 0 lost; ready after ` +
      `${Math.round(starts[starts.length >> 1]!)} ms (median), ${Math.round(starts.at(-1)!)} ms (most)`,
  );
  assert.ok(starts[starts.length >> 1]! < READY_MEDIAN_MAX_MS);
  assert.ok(observer.acknowledged.size > 0, 'the load reached the chain');
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends a node under load cleanly, and the next start has everything`, async (context) => {
    await inDirectory(async (directory) => {
      const observer = new Observer(accounts);
      await using first = startNode(directory);
      const { url } = (await first.ready)!;
      const sent = new Set<string>();
      const below = chance(SEED);
      const work = [whileItLives(watch(url, sent, observer.acknowledged))];
      for (let sender = 0; sender < SENDERS; sender++)
        work.push(whileItLives(send(url, sender, below, sent)));
      await pause(400);
      first.process.kill(signal);
      assert.deepEqual({ ...(await first.ended), errors: '' }, { code: 0, signal: null, errors: '' });
      await Promise.all(work);
      await using second = startNode(directory);
      const ready = (await second.ready)!;
      await observer.check(ready.url);
      assert.ok(observer.acknowledged.size > 0);
      context.diagnostic(`second start ready after ${Math.round(ready.startedMs)} ms`);
      assert.ok(ready.startedMs < READY_MAX_MS);
      await call(ready.url, 'block_producer.produce_blocks', { count: 1 });
      second.process.kill(signal);
      assert.equal((await second.ended).code, 0);
    });
  });
}
