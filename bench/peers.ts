/**
 * Development nodes of others under the load that ours gets: native transfers signed beforehand, in batches over HTTP,
 * blocks by the clock. What they need is installed by hand into `bench/peers`.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { assert } from '@ashlar/base';
import { freePort } from '../scripts/free-port.ts';
import { HttpClient, STREAMS } from './load.ts';

const DIRECTORY = join(import.meta.dirname, 'peers');
const MNEMONIC = 'test test test test test test test test test test test junk';
const BLOCK_SECONDS = 0.2;
const BLOCK_GAS = 10_000_000_000;
const TRANSFER = { gasLimit: 21_000, gasPrice: 10_000_000_000n, value: 1n, type: 0 } as const;
/** Transfers in a request, and requests under way, as with our own node. */
const BATCH = 256;
const REQUESTS = 4;
const STARTED_MAX_MS = 30_000;
const INCLUDED_MAX_MS = 120_000;
const POLL_MS = 20;

export type Peer = 'anvil' | 'hardhat';

/** Command line of a peer, given its port. */
const COMMANDS: Readonly<Record<Peer, (port: string) => readonly string[]>> = {
  anvil: (port) => [
    ...['--port', port, '--accounts', String(STREAMS), '--silent', '--no-request-size-limit'],
    ...['--block-time', String(BLOCK_SECONDS), '--gas-limit', String(BLOCK_GAS)],
  ],
  hardhat: (port) => ['node', '--port', port],
};

/** Why a peer can't be measured here; undefined: it can. */
export function missing(peer: Peer): string | undefined {
  return existsSync(join(DIRECTORY, 'node_modules', '.bin', peer))
    ? undefined
    : `${peer} is not installed: npm install --prefix bench/peers`;
}

/** Transfers a second from the first request until the last is in a block. @param count for all accounts together */
export async function peerRate(peer: Peer, count: number): Promise<number> {
  const port = await freePort();
  const path = join(DIRECTORY, 'node_modules', '.bin', peer);
  // What npm installs is a script that starts the program: they are one group, which is ours.
  const options = { cwd: DIRECTORY, stdio: 'ignore', detached: true } as const;
  const child = spawn(path, COMMANDS[peer](String(port)), options);
  try {
    const chainId = BigInt(await started(port, child));
    const each = Math.ceil(count / STREAMS);
    const { addresses, bodies } = await load(chainId, each);
    using client = new HttpClient(port); // Not earlier: signing takes longer than some keep a silent connection.
    const startedMs = performance.now();
    await Promise.all(
      bodies.map(async (stream) => {
        for (const body of stream) {
          for (const { error } of await client.batch(body))
            assert(error === undefined, `${peer} refused a transfer: ${JSON.stringify(error)}`);
        }
      }),
    );
    await included(client, addresses, each);
    return (each * STREAMS * 1_000) / (performance.now() - startedMs);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }
}

type Wallet = Readonly<{ address: string; signTransaction: (fields: object) => Promise<string> }>;
/** The part of `ethers` that is used, which is not there unless it was installed. */
type Ethers = Readonly<{
  HDNodeWallet: { fromPhrase: (phrase: string, password: string, path: string) => Wallet };
}>;

type Load = Readonly<{ addresses: readonly string[]; bodies: readonly (readonly string[])[] }>;

/** Each account pays the next; an account is in one stream of requests, in order. */
async function load(chainId: bigint, each: number): Promise<Load> {
  const { HDNodeWallet } = createRequire(join(DIRECTORY, 'package.json'))('ethers') as Ethers;
  const wallets = Array.from({ length: STREAMS }, (_, index) =>
    HDNodeWallet.fromPhrase(MNEMONIC, '', `m/44'/60'/0'/0/${index}`),
  );
  const bodies = await Promise.all(
    Array.from({ length: REQUESTS }, async (_, part) => {
      const calls: string[] = [];
      for (let nonce = 0; nonce < each; nonce++) {
        for (let index = part; index < STREAMS; index += REQUESTS) {
          const to = wallets[(index + 1) % STREAMS]!.address;
          const raw = await wallets[index]!.signTransaction({ ...TRANSFER, chainId, nonce, to });
          calls.push(callOf(calls.length, 'eth_sendRawTransaction', [raw]));
        }
      }
      return batched(calls);
    }),
  );
  return { addresses: wallets.map(({ address }) => address), bodies };
}

const callOf = (id: number, method: string, params: readonly unknown[]): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

function batched(calls: readonly string[]): readonly string[] {
  const bodies: string[] = [];
  for (let first = 0; first < calls.length; first += BATCH)
    bodies.push(`[${calls.slice(first, first + BATCH).join(',')}]`);
  return bodies;
}

/** The chain's id, as soon as the peer tells it. */
async function started(port: number, child: ChildProcess): Promise<string> {
  using client = new HttpClient(port);
  for (const startedMs = performance.now(); ; ) {
    try {
      return await client.call<string>('eth_chainId', []);
    } catch (error) {
      assert(child.exitCode === null, 'the peer runs');
      if (performance.now() - startedMs > STARTED_MAX_MS) throw error;
      await pause(POLL_MS);
    }
  }
}

/** Resolves when each account's last transfer is in a block. */
async function included(client: HttpClient, addresses: readonly string[], each: number): Promise<void> {
  const [asked] = batched(
    addresses.map((address, id) => callOf(id, 'eth_getTransactionCount', [address, 'latest'])),
  );
  for (const startedMs = performance.now(); ; ) {
    const counts = await client.batch<string>(asked!);
    if (counts.every(({ result }) => Number(result) >= each)) return;
    assert(performance.now() - startedMs < INCLUDED_MAX_MS, 'the transfers are included');
    await pause(POLL_MS);
  }
}
