/**
 * A chain of four validators under load, while validators are switched off and on at random and the whole process is
 * killed: no two final blocks of one height, nothing final is lost, and nobody contradicts itself.
 * `ASHLAR_BFT_ROUNDS` and `ASHLAR_BFT_KILLS` choose how often, `ASHLAR_SEED` which.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis, devValidators, type Member } from '@ashlar/node';
import { blockStoreService, chainService, topics } from '@ashlar/ports';
import { blockIdOf, chainIdOf } from '@ashlar/protocol';
import { openBftNode } from './support/bft-node.ts';
import { chance, inDirectory, startNode } from './support/child.ts';
import { loudly, silent } from './support/dev-node.ts';
import { nonceOf } from './support/observer.ts';
import { ask, call } from './support/rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

const ROUNDS = Number(process.env['ASHLAR_BFT_ROUNDS'] ?? 6);
const KILLS = Number(process.env['ASHLAR_BFT_KILLS'] ?? 2);
const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000_000);
const CALL = { timeoutMs: 5_000 };
const RECOVERY_MAX_MS = 5_000;

await openCrypto();
const accounts = await devAccounts();
const chainId = chainIdOf(devGenesis(accounts, await devValidators(4)));

/** Sends transfers of one account one after another, as fast as they are taken, until told to stop. */
async function load(url: string, sender: number, isOver: () => boolean, sent: Set<string>): Promise<void> {
  const account = accounts.users[sender]!;
  const to = accounts.users[(sender + 1) % accounts.users.length]!;
  let nonce = 0n;
  while (!isOver()) {
    nonce++;
    const operation = transferOperation(account.addressBytes, to.addressBytes, 1n);
    const transaction = transactionOf(account, [operation], { chainId, nonce });
    for (let isTaken = false; !isTaken && !isOver(); ) {
      const { error } = await ask(url, 'chain.submit_transaction', {
        transaction: jsonOf(transaction),
        broadcast: true,
      });
      isTaken = error === undefined;
      if (isTaken) sent.add(hex(transaction.id));
      else await pause(20);
    }
  }
}

/** What every validator called final, at every height; two answers are a fork. */
class Finals {
  readonly #ids = new Map<number, string>();
  highest = 0;

  async watch({ bus }: Member): Promise<void> {
    await bus.subscribe(topics.blockIrreversible, ({ topology }) => {
      this.note(Number(topology!.height), blockIdOf(topology!.id)!);
    });
  }

  note(height: number, id: string): void {
    const known = this.#ids.get(height);
    assert.ok(known === undefined || known === id, `two final blocks at height ${height}`);
    this.#ids.set(height, id);
    this.highest = Math.max(this.highest, height);
  }

  get all(): ReadonlyMap<number, string> {
    return this.#ids;
  }
}

async function until(isTrue: () => boolean, timeoutMs: number, what: string): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!isTrue()) {
    assert.ok(performance.now() < endMs, what);
    await pause(10);
  }
}

test(`validators switched off and on ${ROUNDS} times fork nothing and lose nothing (ASHLAR_SEED=${SEED})`, async (context) => {
  const below = chance(SEED);
  const finals = new Finals();
  const recoveries: number[] = [];
  await inDirectory(async (directory) => {
    await using node = await openBftNode({ directory, log: { ...loudly, warn: silent.warn } });
    for (const validator of node.members) await finals.watch(validator);
    let isOver = false;
    const sent = new Set<string>();
    const loads = [0, 1, 2].map((sender) => load(node.url, sender, () => isOver, sent));
    for (let round = 0; round < ROUNDS; round++) {
      const index = 1 + below(3);
      await pause(below(150));
      await node.stop(index);
      const before = finals.highest;
      if (below(2) === 0) await until(() => finals.highest > before + 1, 10_000, 'three of four go on');
      else await pause(below(200));
      const target = finals.highest;
      const startedMs = performance.now();
      await node.start(index);
      const again = node.members.at(-1)!;
      await finals.watch(again);
      await until(() => again.height >= target, 4 * RECOVERY_MAX_MS, `validator ${index} catches up`);
      recoveries.push(performance.now() - startedMs);
    }
    isOver = true;
    await Promise.all(loads);
    const height = finals.highest;
    await until(() => node.members.every((validator) => validator.height >= height), 10_000, 'all are level');
    await assertAgreed(node.members, finals.all);
    assert.ok(sent.size > 0);
  });
  recoveries.sort((a, b) => a - b);
  const median = recoveries[recoveries.length >> 1] ?? 0;
  context.diagnostic(
    `recovery: median ${Math.round(median)} ms, most ${Math.round(recoveries.at(-1) ?? 0)} ms`,
  );
  assert.ok(median < RECOVERY_MAX_MS);
});

/** Every validator's stored main chain is what was called final, and ends in the same state. */
async function assertAgreed(
  validators: readonly Member[],
  finals: ReadonlyMap<number, string>,
): Promise<void> {
  for (const { bus } of validators) {
    const head = await bus.call(chainService.getHeadInfo, {}, CALL);
    assert.ok(head.ok);
    const request = {
      headBlockId: head.value.headTopology!.id,
      ancestorStartHeight: 1n,
      numBlocks: 1_000,
      returnBlock: false,
      returnReceipt: false,
    };
    const stored = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    assert.ok(stored.ok);
    for (const { blockHeight, blockId } of stored.value.blockItems) {
      const final = finals.get(Number(blockHeight));
      if (final !== undefined) assert.equal(blockIdOf(blockId), final, `height ${blockHeight}`);
    }
  }
}

test(`a process killed ${KILLS} times goes on with all that it called final (ASHLAR_SEED=${SEED})`, async (context) => {
  const below = chance(SEED);
  const finals = new Finals();
  const starts: number[] = [];
  await inDirectory(async (directory) => {
    for (let kill = 0; kill <= KILLS; kill++) {
      await using child = startNode(directory, ['--profile', 'bft']);
      const ready = await child.ready;
      assert.ok(ready !== undefined, 'the node starts');
      const { url } = ready;
      starts.push(ready.startedMs);
      for (const [height, id] of finals.all) {
        const certificate = await call<{ block_id: string }>(url, 'consensus.get_certificate', { height });
        assert.equal(certificate.block_id, id, 'what was final is final');
      }
      const sender = accounts.users[kill % 10]!;
      const last = await nonceOf(url, sender.address);
      for (let nonce = last + 1n; nonce <= last + 3n; nonce++) {
        const operation = transferOperation(sender.addressBytes, accounts.users[9]!.addressBytes, 1n);
        const transaction = jsonOf(transactionOf(sender, [operation], { chainId, nonce }));
        await ask(url, 'chain.submit_transaction', { transaction, broadcast: true });
      }
      await pause(200 + below(600));
      const { final_height: height } = await call<{ final_height: string }>(url, 'consensus.get_status', {});
      for (let at = 1; at <= Number(height); at++) {
        const { block_id: id } = await call<{ block_id: string }>(url, 'consensus.get_certificate', {
          height: at,
        });
        finals.note(at, id);
      }
    }
  });
  assert.ok(finals.highest > 1, 'the chain grew between the kills');
  starts.sort((a, b) => a - b);
  context.diagnostic(
    `start: median ${Math.round(starts[starts.length >> 1]!)} ms, most ${Math.round(starts.at(-1)!)} ms`,
  );
});
