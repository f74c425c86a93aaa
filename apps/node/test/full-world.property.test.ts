/**
 * Whole validators in virtual time: the real kernel, services, drivers, logs and signers, whose power fails at any
 * operation of any disk, under loss, delay and partitions, while transfers come in. Chains agree, nothing final is lost,
 * and no transfer is applied twice. Signatures of votes are fake; those of blocks and transactions are real.
 * `ASHLAR_FULL_WORLDS` chooses how many worlds, `ASHLAR_SEED` where they begin.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeSign } from '@ashlar/consensus/testing';
import { WELL_KNOWN } from '@ashlar/contracts';
import { openCrypto, sign } from '@ashlar/crypto';
import { DEV_BALANCE, devAccounts, devGenesis, devValidators } from '@ashlar/node';
import { chainService, type PeerId } from '@ashlar/ports';
import { chainIdOf, decodeNonce, entryPointOf, token } from '@ashlar/protocol';
import {
  type Cast,
  drawWeather,
  TIMING,
  type Validator,
  World,
} from '../../../packages/services/test/consensus/world.ts';
import { createRandom, type Random } from '../../../packages/services/test/crash-disk.ts';
import { openKernel } from '../src/chain-services.ts';
import { KernelChain } from './support/kernel-chain.ts';
import { transactionOf, transferOperation } from './support/transfers.ts';

const RUNS = Number(process.env['ASHLAR_FULL_WORLDS'] ?? 4);
const SEED = Number(process.env['ASHLAR_SEED'] ?? 1);
const ROUNDS = 6;
const OPERATIONS_MAX = 120;
const HEALING_MS = 60_000;
const IDLE_BLOCKS = 20;
const LOAD_EVERY_MS = 20;
const CALL = { timeoutMs: 10_000 };

await openCrypto();
const accounts = await devAccounts();
const validators = await devValidators(4);
const genesis = devGenesis(accounts, validators);
const chainId = chainIdOf(genesis);
const { users } = accounts;
type Full = Validator<KernelChain>;

function castOf(): Cast<KernelChain> {
  const kernel = openKernel();
  return {
    chainId,
    keysOf(index) {
      const { address, privateKey, voteKey } = validators[index]!;
      const publicKey = voteKey.toPublicKey().toBytes();
      return {
        member: { address, voteKey: publicKey, voteKeyProof: new Uint8Array(0), weight: 1n },
        peer: `validator ${index}` as PeerId,
        voteKey: { publicKey, sign: (statement) => fakeSign(publicKey, statement) },
        sign: (digest) => sign(digest, privateKey),
      };
    },
    signerOf: (digest, signature) => kernel.signers.addressOf(digest, signature),
    chainOf: (clock, spend) => new KernelChain({ genesis, kernel, clock, spend }),
  };
}

class Play {
  readonly world = new World(4, 0, castOf());
  readonly random: Random;
  crashes = 0;
  #loading: Disposable | undefined;

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.world.timing = { ...TIMING, paceMs: 30 };
  }

  /** From now on each account sends its next transfer to everyone, again and again until it is included. */
  load(): void {
    let turn = 0;
    this.#loading = this.world.clock.every(LOAD_EVERY_MS, () => {
      const sender = turn++ % users.length;
      for (const validator of this.world.validators)
        if (validator.isRunning) void this.#send(validator, sender).catch(() => undefined); // Its power failed.
    });
  }

  endLoad(): void {
    this.#loading?.[Symbol.dispose]();
  }

  async #send({ chain: { bus } }: Full, sender: number): Promise<void> {
    const from = users[sender]!;
    const to = users[(sender + 1) % users.length]!;
    const used = await bus.call(chainService.getAccountNonce, { account: from.addressBytes }, CALL);
    if (!used.ok) return;
    const nonce = (decodeNonce(used.value.nonce) ?? 0n) + 1n;
    const operation = transferOperation(from.addressBytes, to.addressBytes, 1n);
    const transaction = transactionOf(from, [operation], { chainId, nonce });
    await bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL);
  }

  async start(validator: Full): Promise<void> {
    try {
      await this.world.settle(validator.open());
    } catch {
      await this.crash(validator); // The power failed while it started.
    }
  }

  async crash(validator: Full): Promise<void> {
    validator.disk.operationsLeft = Number.POSITIVE_INFINITY;
    await this.world.settle(validator.close());
    validator.disk.crash(this.random);
    validator.faults.length = 0;
    this.crashes++;
  }

  async round(): Promise<void> {
    const { world, random } = this;
    world.weather = drawWeather(
      random,
      world.members.map(({ peer }) => peer),
    );
    for (const validator of world.validators) {
      if (!validator.isRunning) await this.start(validator);
      if (random(3) === 0) validator.disk.operationsLeft = random(OPERATIONS_MAX);
    }
    await world.clock.run(100 + random(1_000));
    for (const validator of world.validators)
      if (validator.isRunning && (validator.faults.length > 0 || random(10) === 0))
        await this.crash(validator);
  }

  assertSound(): void {
    assert.deepEqual(this.world.forks(), [], 'no fork');
    assert.deepEqual(this.world.votes.contradictions, [], 'nobody contradicts itself');
  }
}

/** What the chain says of an account: how many transfers it made, and what it has. */
async function accountOf(
  { bus }: KernelChain,
  user: number,
): Promise<Readonly<{ sent: bigint; balance: bigint }>> {
  const account = users[user]!.addressBytes;
  const args = token.BalanceOfArguments.encode({ owner: account });
  const request = { contractId: WELL_KNOWN.token, entryPoint: entryPointOf('balance_of'), args };
  const nonce = await bus.call(chainService.getAccountNonce, { account }, CALL);
  const read = await bus.call(chainService.readContract, request, CALL);
  assert.ok(nonce.ok && read.ok);
  const balance = token.BalanceOfResult.decode(read.value.result).value;
  return { sent: decodeNonce(nonce.value.nonce) ?? 0n, balance };
}

/** Transfers that a chain has seen; fails if the balances say anything else. */
async function transfersOf(chain: KernelChain): Promise<bigint> {
  const found: Awaited<ReturnType<typeof accountOf>>[] = [];
  for (const user of users.keys()) found.push(await accountOf(chain, user));
  for (const [user, { sent, balance }] of found.entries())
    assert.equal(
      balance,
      DEV_BALANCE - sent + found.at(user - 1)!.sent,
      `each transfer of account ${user} was applied once`,
    );
  return found.reduce((sum, { sent }) => sum + sent, 0n);
}

async function playOne(seed: number): Promise<Readonly<{ crashes: number; height: number; sent: bigint }>> {
  const play = new Play(seed);
  const { world } = play;
  let highest: readonly number[] = world.validators.map(() => 0);
  try {
    play.load();
    for (let round = 0; round < ROUNDS; round++) {
      await play.round();
      play.assertSound();
      const heights = world.validators.map(({ chain }) => chain.height);
      assert.ok(
        heights.every((height, index) => height >= highest[index]!),
        'nothing final is lost',
      );
      highest = heights;
    }
    world.weather = () => 1;
    for (const validator of world.validators) {
      if (validator.isRunning && validator.faults.length > 0) await play.crash(validator);
      validator.disk.operationsLeft = Number.POSITIVE_INFINITY;
      if (!validator.isRunning) await play.start(validator);
    }
    const target = Math.max(...world.validators.map(({ chain }) => chain.height)) + 3;
    assert.ok(await world.untilFinal(target, HEALING_MS), 'a healed committee goes on');
    play.endLoad();
    // Until each has led: what waits with one of them alone waits no more.
    const end = Math.max(...world.validators.map(({ chain }) => chain.height)) + IDLE_BLOCKS;
    assert.ok(await world.untilFinal(end, HEALING_MS));
    play.assertSound();
    const transfers: bigint[] = [];
    for (const { chain } of world.validators) transfers.push(await world.settle(transfersOf(chain)));
    assert.equal(new Set(transfers).size, 1, 'all have the same transfers');
    const [sent = 0n] = transfers;
    assert.ok(sent > 0n);
    assert.deepEqual(
      world.validators.flatMap(({ faults }) => faults),
      [],
    );
    return { crashes: play.crashes, height: end, sent };
  } finally {
    play.endLoad();
    await world.close();
  }
}

test(`whole validators agree and lose nothing through power failures anywhere, in ${RUNS} worlds`, async (context) => {
  let [crashes, blocks, transfers] = [0, 0, 0n];
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const played = await playOne(seed).catch((cause: unknown) => {
      throw new Error(`ASHLAR_SEED=${seed}`, { cause });
    });
    crashes += played.crashes;
    blocks += played.height;
    transfers += played.sent;
  }
  context.diagnostic(`${crashes} power failures, ${blocks} blocks, ${transfers} transfers`);
  assert.ok(crashes >= RUNS, 'power fails often');
});
