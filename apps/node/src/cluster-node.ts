/**
 * Several nodes of one chain in one process: each has its own stores and bus, and they meet on a network within the
 * process. The API is the first one's. What each node is, is the profile's: `committee-node.ts`, `burn-node.ts`.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, Fault } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import { InProcessHub } from '@ashlar/network';
import { type Bus, type Clock, type PeerId, topics } from '@ashlar/ports';
import { chainIdOf } from '@ashlar/protocol';
import type { RpcMethod } from '@ashlar/rpc';
import { openKernel, openRecovery } from './chain-services.ts';
import type { Member, MemberPorts } from './member.ts';
import { type CommonConfig, type Node, type NodePorts, openListeners, rhoOf } from './node.ts';

export type ClusterConfig = CommonConfig &
  Readonly<{
    peers: readonly PeerId[];
    /** Address of the first member, whose API this is. */
    creator: Uint8Array;
    /** Opens member `index`, whose stores are in `directory`. */
    open: (ports: MemberPorts, directory: string, index: number) => Promise<Member>;
    /** Methods of the API that the profile adds. */
    methods: (bus: Bus) => readonly RpcMethod[];
  }>;

export type ClusterNode = Node &
  Readonly<{
    members: readonly Member[];
    /** Ends member `index` (not the first, which serves the API) as if its machine were switched off. */
    stop: (index: number) => Promise<void>;
    /** Starts it again on what it had stored. */
    start: (index: number) => Promise<void>;
    /** Members of `side` and all others do not hear each other any more, until what is returned is disposed of. */
    part: (side: readonly number[]) => Disposable;
  }>;

/** The API is the first member's: the others need no history and no index in SQL. */
export const historyOfFirst = <Config extends CommonConfig>(config: Config, index: number): Config => ({
  ...config,
  accountHistory: config.accountHistory === true && index === 0,
  indexer: index === 0 ? config.indexer : undefined,
});

/** The first block must come in this time: all members are in this process. */
const FIRST_BLOCK_MS = 20_000;

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openClusterNode(
  { clock, log }: NodePorts,
  config: ClusterConfig,
): Promise<ClusterNode> {
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const root = config.directory ?? (await temporary(scope));
  const halted = Promise.withResolvers<unknown>();
  const halt = (cause: unknown): void => {
    log.error('node.halted', { cause: String(cause) });
    halted.resolve(cause);
  };
  const hub = new InProcessHub();
  const recoverBatch = openRecovery(scope, config.recoveryWorkers);
  const shared = { clock, log, kernel: openKernel(), recoverBatch, halt };
  const open = (index: number): Promise<Member> => {
    const network = hub.join(config.peers[index]!, { clock, onFailure: halt });
    return config.open({ ...shared, network }, join(root, `validator-${index}`), index);
  };
  const running = new Map<number, Member>();
  scope.defer(async () => {
    // All at once: one that is left alone would only wait for the others.
    await Promise.all([...running.values()].map((member) => member[Symbol.asyncDispose]()));
  });
  for (const index of config.peers.keys()) running.set(index, await open(index));
  const first = running.get(0);
  assert(first !== undefined, 'a chain has a member');
  await firstBlock(first, clock);
  const { bus } = first;
  const api = { extra: config.methods(bus), rho: rhoOf(config, config.creator) };
  const listening = await openListeners(scope, { bus, clock, log }, config, api);
  const owned = scope.move();
  return {
    bus,
    chainId: chainIdOf(config.genesis),
    ...listening,
    halted: halted.promise,
    get height() {
      return first.height;
    },
    get members() {
      return [...running.values()];
    },
    async stop(index) {
      const member = running.get(index);
      assert(index > 0 && member !== undefined, 'a running member, not the first, is stopped');
      running.delete(index);
      await member[Symbol.asyncDispose]();
    },
    async start(index) {
      assert(!running.has(index), 'a stopped member is started');
      running.set(index, await open(index));
    },
    part(side) {
      const others = [...config.peers.keys()].filter((index) => !side.includes(index));
      const links = side.flatMap((a) => others.map((b) => [config.peers[a]!, config.peers[b]!] as const));
      for (const [a, b] of links) hub.cut(a, b);
      return {
        [Symbol.dispose]() {
          for (const [a, b] of links) hub.mend(a, b);
        },
      };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Clients of a chain expect a head with a height and a time. */
async function firstBlock(member: Member, clock: Clock): Promise<void> {
  if (member.height > 0) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = new Fault('bus.timeout', { retryable: true, detail: 'nobody made a first block' });
  using _timer = clock.after(FIRST_BLOCK_MS, () => reject(late));
  const look = (): void => {
    if (member.height > 0) resolve();
  };
  await using _head = await member.bus.subscribe(topics.blockAccepted, look);
  await using _final = await member.bus.subscribe(topics.blockIrreversible, look);
  look();
  await promise;
}

/** Logs and signers are files whatever is asked for: a chain in memory has a folder that goes with it. */
async function temporary(scope: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ashlar-'));
  scope.defer(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
