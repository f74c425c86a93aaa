/**
 * A chain of several validators in one process: each has its own stores, log, signer and bus, and they meet on a network
 * within the process. The API is the first one's.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, Fault } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { openCrypto } from '@ashlar/crypto';
import { InProcessHub } from '@ashlar/network';
import { type Bus, type Clock, topics } from '@ashlar/ports';
import { chainIdOf } from '@ashlar/protocol';
import { openRpc } from '@ashlar/rpc';
import { openKernel, openRecovery } from './chain-services.ts';
import { consensusMethods } from './consensus-methods.ts';
import { type CommonConfig, type Node, type NodePorts, rhoOf } from './node.ts';
import { openValidator, peerIdOf, type Validator, type ValidatorKeys } from './validator.ts';

export type CommitteeConfig = CommonConfig &
  Readonly<{
    /** The members that genesis names, all in this process; the first serves the API. */
    validators: readonly ValidatorKeys[];
    timing: simplex.Timing;
  }>;

export type CommitteeNode = Node &
  Readonly<{
    validators: readonly Validator[];
    /** Ends validator `index` (not the first, which serves the API) as if its machine were switched off. */
    stop: (index: number) => Promise<void>;
    /** Starts it again on what it had stored. */
    start: (index: number) => Promise<void>;
  }>;

/**
 * All validators are in this process: messages take no time, judging a full block does. An idle chain makes a block
 * every second and a half, as slowly as clients that look at the head once a second need it.
 */
export const DEV_TIMING: simplex.Timing = { delayMs: 500, driftMs: 1_000, watchMs: 0, paceMs: 1_500 };
/** The first block must be final in this time: all validators are in this process. */
const FIRST_BLOCK_MS = 20_000;

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openCommitteeNode(
  { clock, log }: NodePorts,
  config: CommitteeConfig,
): Promise<CommitteeNode> {
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const root = config.directory ?? (await temporary(scope));
  const halted = Promise.withResolvers<unknown>();
  const halt = (cause: unknown): void => {
    log.error('node.halted', { cause: String(cause) });
    halted.resolve(cause);
  };
  const hub = new InProcessHub();
  const shared = {
    clock,
    log,
    kernel: openKernel(),
    recoverBatch: openRecovery(scope, config.recoveryWorkers),
    halt,
  };
  const open = (index: number): Promise<Validator> => {
    const keys = config.validators[index];
    assert(keys !== undefined, 'a validator has keys');
    const network = hub.join(peerIdOf(keys), { clock, onFailure: halt });
    return openValidator(
      { ...shared, network },
      { ...config, keys, directory: join(root, `validator-${index}`) },
    );
  };
  const running = new Map<number, Validator>();
  scope.defer(async () => {
    // All at once: one that is left alone would only wait for the others.
    await Promise.all([...running.values()].map((validator) => validator[Symbol.asyncDispose]()));
  });
  for (const index of config.validators.keys()) running.set(index, await open(index));
  const first = running.get(0);
  assert(first !== undefined, 'a chain has a validator');
  await firstBlock(first, clock);
  const { bus } = first;
  const extra = consensusMethods(bus);
  const rpc = scope.use(await openRpc({ bus, clock, log }, { ...config.rpc, extra, rho: rhoOf(config) }));
  const owned = scope.move();
  return {
    bus,
    chainId: chainIdOf(config.genesis),
    port: rpc.port,
    halted: halted.promise,
    get height() {
      return first.height;
    },
    get validators() {
      return [...running.values()];
    },
    async stop(index) {
      const validator = running.get(index);
      assert(index > 0 && validator !== undefined, 'a running validator, not the first, is stopped');
      running.delete(index);
      await validator[Symbol.asyncDispose]();
    },
    async start(index) {
      assert(!running.has(index), 'a stopped validator is started');
      running.set(index, await open(index));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Clients of a chain expect a head with a height and a time. */
async function firstBlock({ bus, height }: Validator & Readonly<{ bus: Bus }>, clock: Clock): Promise<void> {
  if (height > 0) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = new Fault('bus.timeout', { retryable: true, detail: 'the validators found no first block' });
  using _timer = clock.after(FIRST_BLOCK_MS, () => reject(late));
  await using _listening = await bus.subscribe(topics.blockIrreversible, () => resolve());
  await promise;
}

/** Logs and signers are files whatever is asked for: a chain in memory has a folder that goes with it. */
async function temporary(scope: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ashlar-'));
  scope.defer(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
