/**
 * A chain in memory for tests of contracts: genesis with the test contract, four validators, funded keys.
 * @module
 */
import { fromHex } from '@ashlar/base';
import {
  build,
  PHLO_UNLIMITED,
  type ProgramRefusal,
  type RunRefusal,
  revAddressOfPublicKey,
  type Session,
  SplittableRandom,
} from '@ashlar/engine-rho';
import { openWorld, POS_VAULT_ADDRESS } from './genesis.ts';
import { MemoryToken } from './memory-token.ts';
import { type SuiteReport, TestCollector } from './test-collector.ts';

/** Uncompressed public keys by name: nobody has their secrets. Each vault has 9,000,000 coins. */
export const TEST_KEYS: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  ['alice', 'bob', 'carol', 'validator1', 'validator2', 'validator3', 'validator4'].map((name, index) => [
    name,
    fromHex(`04${(index + 1).toString(16).padStart(2, '0').repeat(64)}`)!,
  ]),
);

const COINS = 9_000_000n;
const STAKE = 1000n;

export type TestWorldOptions = Readonly<{ epochLength?: bigint; quarantineLength?: bigint }>;
export type TestWorld = Readonly<{ session: Session; collector: TestCollector; token: MemoryToken }>;

export function testWorld(options: TestWorldOptions = {}): TestWorld {
  const balances = new Map(Object.values(TEST_KEYS).map((key) => [revAddressOfPublicKey(key)!, COINS]));
  const validators = [1, 2, 3, 4].map((number) => TEST_KEYS[`validator${number}`]!);
  balances.set(POS_VAULT_ADDRESS, STAKE * BigInt(validators.length));
  const token = new MemoryToken(balances);
  const collector = new TestCollector();
  const session = openWorld(
    { chain: collector, token, processes: collector.processes() },
    {
      shardId: 'root',
      withTestContract: true,
      pos: {
        initialBonds: validators.map((key) => [key, STAKE]),
        minimumBond: 10n,
        maximumBond: 100_000n,
        epochLength: options.epochLength ?? 10n,
        quarantineLength: options.quarantineLength ?? 20n,
        activeValidators: 5n,
        vaultPublicKey: TEST_KEYS['carol']!,
        coopPublicKeys: [TEST_KEYS['alice']!, TEST_KEYS['bob']!],
        coopQuorum: 2n,
      },
    },
  );
  return { session, collector, token };
}

/** Runs one file of tests in a world of its own; the deployer is Alice. */
export function runSuite(
  source: string,
  options: TestWorldOptions = {},
): SuiteReport & Readonly<{ errors: readonly (ProgramRefusal | RunRefusal)[]; output: readonly string[] }> {
  const { session, collector } = testWorld(options);
  const { errors, outputs } = session.evaluate(source, {
    phloLimit: PHLO_UNLIMITED,
    random: SplittableRandom.of(new Uint8Array([7])),
    injections: new Map([['rho:rchain:deployerId', build.par1(build.deployerId(TEST_KEYS['alice']!))]]),
  });
  return { ...collector.report(), errors, output: outputs.map(({ line }) => line) };
}
