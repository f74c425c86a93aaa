/**
 * Figures of a whole node, as its users meet it: a child process with its data on disk, over HTTP on loopback, on the same
 * cores as the load. Wall time.
 * @module
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from '@ashlar/base';
import { openCrypto, openRecoveryPool, packRecoveries } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import { idDigest, type Transaction } from '@ashlar/protocol';
import { startNode } from '../apps/node/test/support/child.ts';
import { jsonOf } from '../apps/node/test/support/transfers.ts';
import { type Figure, median, type Skipped, type Suite } from './figure.ts';
import { bodyOf, checkTaken, HttpClient, included, prepare, STREAMS, type Streams, submit } from './load.ts';
import { missing, type Peer, peerRate } from './peers.ts';

const SINGLES = 32_000;
const BATCHED = 25_600;
/** Transfers in a request, and requests under way. */
const BATCH = 256;
const REQUESTS = 4;
const SIGNATURES = 4_000;
const LIGHT = 200;
/** Stored before a restart. */
const STORED = Number(process.env['ASHLAR_BENCH_STORED'] ?? 100_000);
/** A receipt of a transfer in JSON. */
const RECEIPT_BYTES = 900;
const PORT_MAX_MS = 10_000;

export const NODE: Suite = {
  'submit.single': () =>
    withNode(async ({ client, streamsOf }) => {
      const streams = await streamsOf(SINGLES);
      const bodies = streams.map((stream) =>
        stream.map((each) =>
          bodyOf('chain.submit_transaction', { transaction: jsonOf(each), broadcast: true }),
        ),
      );
      const rate = await rateOf(SINGLES, async () => {
        await inStreams(bodies, async (body) => {
          const reply = await client.post(body);
          assert(reply.includes('"receipt"'), `a measured transfer was refused: ${reply}`);
        });
        await included(
          client,
          streams.map((stream) => stream.at(-1)!),
        );
      });
      await using echo = await startEcho();
      using echoing = new HttpClient(echo.port);
      const echoed = await rateOf(SINGLES, () =>
        inStreams(bodies, async (body) => void (await echoing.post(body))),
      );
      const ratioTo = 'requests of an echo server';
      return floor('submit.single', rate, rate / echoed, ratioTo, 0.5, { echoed });
    }),
  'submit.batched': () =>
    withNode(async (node) => {
      const { rate, streams } = await batchedRate(node);
      const recovered = await recoveryRate(streams.flat().slice(0, SIGNATURES));
      const ratioTo = 'signatures that two cores recover';
      return floor('submit.batched', rate, rate / recovered, ratioTo, 0.4, { recovered });
    }),
  'submit.vs-anvil': () => versus('anvil'),
  'submit.vs-hardhat': () => versus('hardhat'),
  'latency.p50': () => latency('latency.p50', 0.5),
  'latency.p99': () => latency('latency.p99', 0.99),
  'memory.resident': () =>
    withNode(async ({ client, streamsOf, pid }) => {
      for (const body of batchesOf(await streamsOf(BATCHED)).flat())
        checkTaken(JSON.parse(await client.post(body)));
      const value = residentMiB(pid);
      const bare = residentMiB(process.pid);
      const common = {
        unit: 'MiB',
        ratioTo: 'the process of this bench',
        wanted: 768,
        wantedOf: 'value',
      } as const;
      return { name: 'memory.resident', value, ratio: value / bare, ...common };
    }),
  'start.first-block': async () => {
    const bare = await bareStartMs();
    return withNode(async ({ startedMs }) => startFigure('start.first-block', startedMs, bare));
  },
  'restart.stored': async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ashlar-bench-'));
    try {
      await withNode(async ({ client, streamsOf }) => {
        const streams = await streamsOf(STORED);
        await inStreams(batchesOf(streams), async (body) => checkTaken(JSON.parse(await client.post(body))));
        await included(
          client,
          streams.map((stream) => stream.at(-1)!),
        );
      }, directory);
      const bare = await bareStartMs();
      return await withNode(
        async ({ startedMs }) => startFigure('restart.stored', startedMs, bare),
        directory,
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

type Running = Readonly<{
  client: HttpClient;
  pid: number;
  /** Until it said that it is ready. */
  startedMs: number;
  streamsOf: (count: number) => Promise<Streams>;
}>;

/** A node of its own, in a folder that goes with it unless one is given. */
async function withNode<Value>(use: (node: Running) => Promise<Value>, given?: string): Promise<Value> {
  await openCrypto();
  const accounts = await devAccounts();
  const directory = given ?? mkdtempSync(join(tmpdir(), 'ashlar-bench-'));
  try {
    await using child = startNode(directory, ['--pending-limit', '100000']);
    const ready = await child.ready;
    assert(ready !== undefined, 'the node starts');
    using client = new HttpClient(Number(new URL(ready.url).port));
    const value = await use({
      client,
      pid: child.process.pid!,
      startedMs: ready.startedMs,
      streamsOf: (count) => prepare(client, accounts, count),
    });
    child.process.kill('SIGTERM');
    await child.ended;
    return value;
  } finally {
    if (given === undefined) rmSync(directory, { recursive: true, force: true });
  }
}

async function rateOf(count: number, run: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return (count * 1_000) / (performance.now() - startedMs);
}

/** All streams at once, each in order. */
async function inStreams(
  streams: readonly (readonly string[])[],
  send: (body: string) => Promise<void>,
): Promise<void> {
  await Promise.all(
    streams.map(async (stream) => {
      for (const body of stream) await send(body);
    }),
  );
}

/** Requests of many transfers, in as many streams as shall be under way; an account is in one of them. */
function batchesOf(streams: Streams): readonly (readonly string[])[] {
  return Array.from({ length: REQUESTS }, (_, part) => {
    const own = streams.filter((_stream, index) => index % REQUESTS === part);
    const inTurn = Array.from({ length: own[0]!.length }, (_none, at) =>
      own.map((stream) => stream[at]!),
    ).flat();
    const bodies: string[] = [];
    for (let first = 0; first < inTurn.length; first += BATCH) {
      const transactions = inTurn.slice(first, first + BATCH).map(jsonOf);
      bodies.push(bodyOf('chain.submit_transactions', { transactions }));
    }
    return bodies;
  });
}

/** Transfers in batches, a second, from the first request until the last is in a block. */
async function batchedRate({ client, streamsOf }: Running): Promise<{ rate: number; streams: Streams }> {
  const streams = await streamsOf(BATCHED);
  const batches = batchesOf(streams);
  const rate = await rateOf(BATCHED, async () => {
    await inStreams(batches, async (body) => checkTaken(JSON.parse(await client.post(body))));
    await included(
      client,
      streams.map((stream) => stream.at(-1)!),
    );
  });
  return { rate, streams };
}

/** The same number of transfers through another node's own API. */
async function versus(peer: Peer): Promise<Figure | Skipped> {
  const name = `submit.vs-${peer}`;
  const skipped = missing(peer);
  if (skipped !== undefined) return { name, skipped };
  const theirs = await peerRate(peer, BATCHED);
  return withNode(async (node) => {
    const { rate } = await batchedRate(node);
    return floor(name, rate, rate / theirs, `native transfers of ${peer}`, 1, { [peer]: theirs });
  });
}

async function recoveryRate(transactions: readonly Transaction[]): Promise<number> {
  const requests = transactions.map(({ id, signatures: [signature] }) => ({
    digest: idDigest(id),
    signature: signature!,
  }));
  await using pool = openRecoveryPool({ workers: 2, queuedMax: 2 * SIGNATURES, inlineMax: 0 });
  const recover = async (): Promise<void> => {
    const answers = await pool.recover(packRecoveries(requests));
    assert(answers.ok, 'the pool answers');
  };
  await recover();
  return await rateOf(requests.length, recover); // The pool lives until then.
}

/** From sending a transfer until a block that holds it can be asked for, one at a time. */
async function latency(name: string, share: number): Promise<Figure> {
  return withNode(async ({ client, streamsOf }) => {
    const streams = await streamsOf(LIGHT + STREAMS);
    const times: number[] = [];
    for (const [at, transfer] of streams
      .flat()
      .slice(0, LIGHT + STREAMS)
      .entries()) {
      const startedMs = performance.now();
      await submit(client, [transfer]);
      await included(client, [transfer]);
      if (at >= STREAMS) times.push(performance.now() - startedMs);
    }
    await using echo = await startEcho();
    using echoing = new HttpClient(echo.port);
    const echoes: number[] = [];
    for (let at = 0; at < LIGHT; at++) {
      const startedMs = performance.now();
      await echoing.post('{}');
      echoes.push(performance.now() - startedMs);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const value = sorted[Math.floor(share * (sorted.length - 1))]!;
    const common = { unit: 'ms', ratioTo: 'an echo', wanted: 50, wantedOf: 'value' } as const;
    return { name, value, ratio: value / median(echoes), ...common };
  });
}

type Echo = AsyncDisposable & Readonly<{ port: number }>;

async function startEcho(): Promise<Echo> {
  const path = join(import.meta.dirname, 'echo-server.ts');
  const child = spawn(process.execPath, [path, String(RECEIPT_BYTES)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('the echo server does not start')), PORT_MAX_MS).unref();
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A Node process that does nothing: what starting costs anyone. */
async function bareStartMs(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const startedMs = performance.now();
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await new Promise((resolve) => child.on('close', resolve));
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

/** Resident memory of a process, in MiB; Linux. */
function residentMiB(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]!;
  return Number(kibibytes) / 1_024;
}

const startFigure = (name: string, value: number, bareMs: number): Figure => ({
  name,
  value,
  unit: 'ms',
  ratio: value / bareMs,
  ratioTo: 'a process that does nothing',
  wanted: 2_000,
  wantedOf: 'value',
});

const floor = (
  name: string,
  value: number,
  ratio: number,
  ratioTo: string,
  wanted: number,
  parts: Readonly<Record<string, number>>,
): Figure => ({ name, value, unit: '/s', ratio, ratioTo, wanted, wantedOf: 'ratio', isFloor: true, parts });
