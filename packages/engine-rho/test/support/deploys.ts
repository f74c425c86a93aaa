/** A chain that runs Rholang, and deploys signed as RChain's clients sign them. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { EMPTY } from '@ashlar/base';
import { DEFAULT_RHOLANG, RHOLANG_ADDRESS, rholangGenesis } from '@ashlar/contracts';
import { decompressed, publicKeyOf, sign } from '@ashlar/crypto';
import { DEPLOYED_EVENT } from '@ashlar/kernel';
import {
  type Codec,
  type DeployRholangOperation,
  type Init,
  type Operation,
  rholang,
  type TransactionReceipt,
} from '@ashlar/protocol';
import { type ChainOptions, type Key, keyOf, operation, TestChain } from '../../../kernel/test/chain.ts';
import { deployDigest, derSignature, openRhoEngine, RHO_ENTRY, type SpaceObject } from '../../src/index.ts';

export const carol: Key = keyOf('carol');

let clock = 1_700_000_000_000n;

export function signedDeploy(
  term: string,
  parts: Partial<DeployRholangOperation> = {},
  key: Key = carol,
): DeployRholangOperation {
  clock += 1n;
  const deploy: DeployRholangOperation = {
    deployer: decompressed(publicKeyOf(key.secret)),
    term,
    timestamp: clock,
    sig: EMPTY,
    sigAlgorithm: 'secp256k1',
    phloPrice: 1n,
    phloLimit: 100_000n,
    validAfterBlockNumber: 0n,
    shardId: 'root',
    ...parts,
  };
  const digest = deployDigest(deploy) ?? new Uint8Array(32);
  return { ...deploy, sig: parts.sig ?? derSignature(sign(digest, key.secret)) };
}

export const deployOf = (term: string, parts: Partial<DeployRholangOperation> = {}): Operation =>
  operation({ deployRholang: signedDeploy(term, parts) });

export const openChain = (options: ChainOptions = {}, objects: readonly SpaceObject[] = []): TestChain => {
  const { contracts = [], names = [], entries = [] } = options;
  const genesis = rholangGenesis(DEFAULT_RHOLANG, objects);
  const limits = {
    diskStorageLimit: 10_000_000n,
    diskStorageCost: 1n,
    networkBandwidthLimit: 10_000_000n,
    networkBandwidthCost: 1n,
    computeBandwidthLimit: 10_000_000_000n,
    computeBandwidthCost: 1n,
  };
  return new TestChain({
    resourceLimits: limits,
    ...options,
    contracts: [...contracts, ...genesis.contracts],
    names: [...names, ...genesis.names],
    entries: [...entries, ...genesis.entries],
    engines: [...(options.engines ?? []), openRhoEngine()],
  });
};

export function outcomeOf(receipt: TransactionReceipt): rholang.Outcome {
  const event = receipt.events.find(({ name }) => name === DEPLOYED_EVENT);
  assert.ok(event !== undefined, inspect(receipt.logs));
  return rholang.DeployedEvent.decode(event.data).outcome!;
}

/** What a deploy of this term printed; it must not fail. */
export function deploy(chain: TestChain, term: string): readonly string[] {
  const outcome = outcomeOf(chain.run([deployOf(term)]));
  assert.deepEqual(outcome.errors, []);
  return outcome.output;
}

export function readRholang<Args, Result>(
  chain: TestChain,
  entry: keyof typeof RHO_ENTRY,
  [args, result]: readonly [Codec<Args>, Codec<Result>],
  value: Init<Args>,
): Result {
  const read = { contractId: RHOLANG_ADDRESS, entryPoint: RHO_ENTRY[entry], args: args.encode(value) };
  const answer = chain.kernel.readContract(chain.state, chain.head, read);
  assert.ok(answer.ok, answer.ok ? '' : inspect(answer));
  return result.decode(answer.value.result);
}

export const explore = (chain: TestChain, term: string): rholang.ExploreResult =>
  readRholang(chain, 'explore', [rholang.ExploreArguments, rholang.ExploreResult], { term });
