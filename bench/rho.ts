/**
 * Rholang's figures: communications in memory and in durable blocks, deploys, parsing; processor time, against a BLAKE2b
 * hash of 64 bytes measured in the same run.
 * @module
 */
import { blake2b256, decompressed, openCrypto, publicKeyOf, sign } from '@ashlar/crypto';
import { deployDigest, derSignature, revAddressOfPublicKey } from '@ashlar/engine-rho';
import { devRholang } from '@ashlar/node';
import {
  type BlockReceipt,
  DeployRholangOperation,
  Operation,
  rholang,
  type Transaction,
} from '@ashlar/protocol';
import {
  measureCommunications,
  measureParsing,
  measurePhloSpread,
} from '../packages/engine-rho/bench/figures.ts';
import { BenchChain, signerOf } from './chain.ts';
import { type Figure, mean, processMicros, type Suite, threadMicros } from './figure.ts';

const DEPLOYS = 100;
const CELLS = 100;
const ROUNDS = 10;
/** Not counted: compilation, caches. */
const WARM_UP = 5;
const MICROS = 1e6;
const RATIO_TO = 'a BLAKE2b hash of 64 bytes';
const HASHES = 200_000;

/** Writes cells that are in the state, each by one communication that takes and one that puts back. */
const touch = (first: number): string =>
  Array.from(
    { length: CELLS },
    (_, at) => `for (@x <- @{"cell${first + at}"}) { @{"cell${first + at}"}!(x + 1) }`,
  ).join(' | ');
const fillOf = (first: number): string =>
  Array.from({ length: CELLS }, (_, at) => `@{"cell${first + at}"}!(0)`).join(' | ');

export const RHO: Suite = {
  'comm.memory.per-second': async () => {
    const { value } = measureCommunications(threadMicros);
    return rate('comm.memory.per-second', value, 100_000);
  },
  'comm.durable.per-second': () =>
    durable('comm.durable.per-second', 40_000, touch, ({ communications }) => Number(communications)),
  'deploys.per-second': () =>
    durable(
      'deploys.per-second',
      1_000,
      (first) => `for (@x <- @"cell${first}") { @"cell${first}"!(x + 1) }`,
      () => 1,
    ),
  'phlo.nanoseconds': async () => {
    const { value: ratio, parts } = measurePhloSpread(threadMicros);
    const worst = Math.max(...Object.values(parts));
    return {
      name: 'phlo.nanoseconds',
      value: worst,
      unit: 'ns',
      ratio,
      ratioTo: 'the median of the hostile programs',
      wanted: 8,
      wantedOf: 'ratio',
      parts: Object.fromEntries(Object.entries(parts).toSorted(([, a], [, b]) => b - a)),
    };
  },
  'vault-transfers.per-second': vaultTransfers,
  'parse.mb-per-second': async () => {
    const { value } = measureParsing(threadMicros);
    const perMegabyte = MICROS / value;
    return {
      name: 'parse.mb-per-second',
      value,
      unit: 'MB/s',
      ratio: perMegabyte / (hashMicros() * (MICROS / 64)),
      ratioTo: 'hashing as many bytes by 64',
      wanted: 5,
      wantedOf: 'value',
      isFloor: true,
    };
  },
};

/** Figure of a rate a second; its ratio says how many hashes one of them takes. */
function rate(name: string, value: number, wanted: number): Figure {
  const ratio = MICROS / value / hashMicros();
  return { name, value, unit: '1/s', ratio, ratioTo: RATIO_TO, wanted, wantedOf: 'value', isFloor: true };
}

function hashMicros(): number {
  const bytes = new Uint8Array(64);
  for (let round = 0; round < HASHES / 10; round++) blake2b256(bytes);
  const before = threadMicros();
  for (let round = 0; round < HASHES; round++) blake2b256(bytes);
  return (threadMicros() - before) / HASHES;
}

/** Blocks of deploys from received bytes to a durable root, in processor time of all threads. */
async function durable(
  name: string,
  wanted: number,
  termOf: (first: number) => string,
  unitsOf: (outcome: rholang.Outcome) => number,
): Promise<Figure> {
  await using chain = await BenchChain.open({
    accounts: 1_000,
    signers: DEPLOYS,
    workers: 1,
    rholang: [],
  });
  const commit = async (term: (first: number) => string): Promise<number> => {
    const transactions = chain.signers.map((signer, index) => deployOf(chain, signer, term(index * CELLS)));
    const bytes = chain.blockOf(transactions);
    const before = processMicros();
    const { transactionReceipts } = await chain.commit(bytes);
    const micros = processMicros() - before;
    const outcomes = transactionReceipts.flatMap(({ events }) =>
      events.map(({ data }) => rholang.DeployedEvent.decode(data).outcome!),
    );
    if (outcomes.length !== DEPLOYS || outcomes.some(({ errored }) => errored))
      throw new Error('a measured deploy failed');
    return micros / outcomes.reduce((sum, outcome) => sum + unitsOf(outcome), 0);
  };
  await commit((first) => `${fillOf(first)} | @"cell${first}"!(0)`);
  const costs: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const cost = await commit(termOf);
    if (round >= WARM_UP) costs.push(cost);
  }
  return rate(name, MICROS / mean(costs), wanted);
}

/** Transfers of RChain's vaults, one a deploy, and native ones on the same chain: processor time of all threads. */
async function vaultTransfers(): Promise<Figure> {
  await openCrypto();
  const owners = Array.from({ length: DEPLOYS }, (_, index) => signerOf(index).privateKey);
  const addresses = owners.map((key) => revAddressOfPublicKey(decompressed(publicKeyOf(key)))!);
  const objects = devRholang({
    users: addresses.map((revAddress) => ({ revAddress })),
    genesis: { privateKey: owners[0]! },
  });
  await using chain = await BenchChain.open({
    accounts: 1_000,
    signers: DEPLOYS,
    workers: 1,
    rholang: objects,
  });
  const measured = async (transactions: readonly Transaction[], isWhole: (receipt: Receipt) => boolean) => {
    const bytes = chain.blockOf(transactions);
    const before = processMicros();
    const { transactionReceipts } = await chain.commit(bytes);
    const micros = processMicros() - before;
    if (!transactionReceipts.every(isWhole)) throw new Error('a measured transfer failed');
    return micros / transactions.length;
  };
  const [vault, native]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const next = (index: number): number => (index + 1) % DEPLOYS;
    const deploys = chain.signers.map((signer, index) =>
      deployOf(chain, signer, vaultTransfer(addresses[index]!, addresses[next(index)]!)),
    );
    vault.push(await measured(deploys, isTransfer));
    const moves = chain.signers.map((signer, index) =>
      chain.transferOf(signer, chain.signers[next(index)]!.address),
    );
    native.push(await measured(moves, ({ reverted }) => !reverted));
  }
  const [costs, natives] = [vault.slice(WARM_UP), native.slice(WARM_UP)];
  return {
    name: 'vault-transfers.per-second',
    value: MICROS / mean(costs),
    unit: '1/s',
    ratio: mean(costs) / mean(natives),
    ratioTo: 'a native transfer',
    wanted: 100,
    wantedOf: 'value',
    isFloor: true,
    parts: { native: MICROS / mean(natives) },
  };
}

type Receipt = BlockReceipt['transactionReceipts'][number];

/** No error, which a refusal is made to be; and enough was done, for what waits forever is no error. */
const isTransfer = ({ events: [event] }: Receipt): boolean => {
  const outcome = event === undefined ? undefined : rholang.DeployedEvent.decode(event.data).outcome;
  return outcome !== undefined && !outcome.errored && outcome.cost >= VAULT_TRANSFER_PHLO_MIN;
};

/** Less than what any transfer between vaults that exist costs: a deploy that waits somewhere has cost less. */
const VAULT_TRANSFER_PHLO_MIN = 50_000n;

const vaultTransfer = (from: string, to: string): string => `
  new lookup(\`rho:registry:lookup\`), found, deployerId(\`rho:rchain:deployerId\`) in {
    lookup!(\`rho:rchain:revVault\`, *found) |
    for (@(_, RevVault) <- found) {
      new from, key, done in {
        @RevVault!("findOrCreate", "${from}", *from) |
        @RevVault!("deployerAuthKey", *deployerId, *key) |
        for (@(true, vault) <- from & authKey <- key) {
          @vault!("transfer", "${to}", 1, *authKey, *done) |
          for (@(true, Nil) <- done) { Nil } |
          for (@(false, _) <- done) { @Nil!(1 / 0) }
        }
      }
    }
  }`;

let clock = 1n;

function deployOf(chain: BenchChain, signer: BenchChain['signers'][number], term: string): Transaction {
  clock += 1n;
  const unsigned = DeployRholangOperation.decode(
    DeployRholangOperation.encode({
      deployer: decompressed(publicKeyOf(signer.privateKey)),
      term,
      timestamp: clock,
      sigAlgorithm: 'secp256k1',
      phloPrice: 1n,
      phloLimit: 100_000_000n,
      shardId: 'root',
    }),
  );
  const deployRholang = {
    ...unsigned,
    sig: derSignature(sign(deployDigest(unsigned)!, signer.privateKey)),
  };
  return chain.transactionOf(signer, [Operation.decode(Operation.encode({ deployRholang }))]);
}
