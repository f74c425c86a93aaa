/**
 * Transfers a second through whole nodes in one process: a chain of one key, and a chain of four validators, each of
 * which tries every transfer and judges every block, on the same cores. From the first submission to the last transfer's
 * finality; wall time.
 * @module
 */
import { assert, hex } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import {
  type DevAccounts,
  devAccounts,
  devGenesis,
  devValidators,
  openCommitteeNode,
  openNode,
  systemClock,
} from '@ashlar/node';
import { type Bus, chainService, topics } from '@ashlar/ports';
import { type chain, chainIdOf, type Transaction } from '@ashlar/protocol';
import { transactionOf, transferOperation } from '../apps/node/test/support/transfers.ts';
import { quiet } from './chain.ts';
import type { Figure } from './figure.ts';

const TRANSFERS = 5_000;
const WARM_UP = 500;
/** Submissions under way at once. */
const BATCH = 100;
const VALIDATORS = 4;
const CALL = { timeoutMs: 60_000 };
const FINALITY_MAX_MS = 120_000;
const TIMING = { delayMs: 500, driftMs: 1_000, watchMs: 0, paceMs: 50 };

export async function throughputShare(): Promise<Figure> {
  await openCrypto();
  const accounts = await devAccounts();
  const solo = await soloRate(accounts);
  const bft = await bftRate(accounts);
  return {
    name: 'throughput.bft',
    value: bft,
    unit: 'transfers/s',
    ratio: solo / bft,
    ratioTo: `the time of the chain of one key (${solo.toFixed(0)} transfers/s)`,
    // No bound is asked: each of four does on the same cores what one does, and they talk.
    wanted: VALIDATORS + 2,
    wantedOf: 'ratio',
  };
}

const commonOf = (genesis: chain.GenesisData) => ({
  directory: undefined,
  genesis,
  rpc: { host: '127.0.0.1', port: 0 },
  pendingPerAccountMax: TRANSFERS + WARM_UP,
  recoveryWorkers: 1,
});

async function soloRate(accounts: DevAccounts): Promise<number> {
  const genesis = devGenesis(accounts);
  const { addressBytes: address, privateKey } = accounts.genesis;
  await using node = await openNode(
    { clock: systemClock(), log: quiet },
    { ...commonOf(genesis), producer: { address, privateKey }, blockMode: { kind: 'auto' } },
  );
  return await rateOf(node.bus, accounts, chainIdOf(genesis));
}

async function bftRate(accounts: DevAccounts): Promise<number> {
  const validators = await devValidators(VALIDATORS);
  const genesis = devGenesis(accounts, validators);
  await using node = await openCommitteeNode(
    { clock: systemClock(), log: quiet },
    { ...commonOf(genesis), validators, timing: TIMING },
  );
  return await rateOf(node.bus, accounts, chainIdOf(genesis));
}

async function rateOf(bus: Bus, accounts: DevAccounts, chainId: Uint8Array): Promise<number> {
  const transfers = signed(accounts, chainId);
  await finalize(bus, transfers.slice(0, WARM_UP));
  const startMs = performance.now();
  await finalize(bus, transfers.slice(WARM_UP));
  return (TRANSFERS * 1_000) / (performance.now() - startMs);
}

/** In turns by the development accounts. */
function signed({ users }: DevAccounts, chainId: Uint8Array): readonly Transaction[] {
  return Array.from({ length: WARM_UP + TRANSFERS }, (_, index) => {
    const from = users[index % users.length]!;
    const to = users[(index + 1) % users.length]!;
    const operation = transferOperation(from.addressBytes, to.addressBytes, 1n);
    return transactionOf(from, [operation], {
      chainId,
      nonce: BigInt(Math.floor(index / users.length) + 1),
      rcLimit: 10_000_000n,
    });
  });
}

/** Submits all of them, a batch after another, and waits until the last is final. */
async function finalize(bus: Bus, transactions: readonly Transaction[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let missing = transactions.length;
  // A block is accepted before it is final, or after, and not every one becomes final.
  const [counts, finals] = [new Map<string, number>(), new Set<string>()];
  const look = (id: string): void => {
    if (!finals.has(id) || !counts.has(id)) return;
    missing -= counts.get(id)!;
    if (missing === 0) resolve();
  };
  await using _accepted = await bus.subscribe(topics.blockAccepted, ({ block }) => {
    counts.set(hex(block!.id), block!.transactions.length);
    look(hex(block!.id));
  });
  await using _final = await bus.subscribe(topics.blockIrreversible, ({ topology }) => {
    finals.add(hex(topology!.id));
    look(hex(topology!.id));
  });
  using _timer = systemClock().after(FINALITY_MAX_MS, () => reject(new Error('the transfers are not final')));
  for (let first = 0; first < transactions.length; first += BATCH) {
    const batch = transactions.slice(first, first + BATCH);
    const answers = await Promise.all(
      batch.map((transaction) =>
        bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL),
      ),
    );
    const refused = answers.find((answer) => !answer.ok);
    assert(refused === undefined, `a measured transfer was refused: ${JSON.stringify(refused)}`);
  }
  await promise;
}
