/** The real node as a child process, as a user starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

export type Ended = Readonly<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
/** Its accounts as the node tells them; `startedMs` since it was started. */
export type Ready = Readonly<{
  url: string;
  /** Of probes and metrics, if they were asked for. */
  internal?: string;
  height: number;
  grpc?: string;
  accounts: readonly Readonly<{ name: string; revAddress?: string }>[];
  startedMs: number;
}>;
/** Disposing kills it. */
export type Child = AsyncDisposable &
  Readonly<{
    process: ChildProcess;
    /** Resolves with the line that it prints when it is ready; undefined if it ended before. */
    ready: Promise<Ready | undefined>;
    ended: Promise<Ended>;
  }>;

export function startNode(directory: string, options: readonly string[] = []): Child {
  const startedAt = performance.now();
  // As `npm start` runs it.
  const args = [
    '--max-semi-space-size=128',
    MAIN,
    '--data-dir',
    directory,
    '--rpc-port',
    '0',
    '--json',
    '--log-level',
    'error',
  ];
  const child = spawn(process.execPath, [...args, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise: ready, resolve } = Promise.withResolvers<Awaited<Child['ready']>>();
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
    if (!text.includes('\n')) return;
    const { url, internal, height, grpc, accounts } = JSON.parse(text.slice(0, text.indexOf('\n')));
    resolve({ url, internal, height, grpc, accounts, startedMs: performance.now() - startedAt });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-10_000);
  });
  const ended = new Promise<Ended>((resolveEnd) => {
    child.on('close', (code, signal) => {
      resolve(undefined);
      resolveEnd({ code, signal, errors });
    });
  });
  return {
    process: child,
    ready,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs `use` with a fresh directory that is gone afterwards. */
export async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-node-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Deterministic chance: the same numbers for the same seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
