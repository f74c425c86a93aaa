/** All services of a chain, each a process of its own on a broker, and someone who kills them and starts them again. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../../scripts/free-port.ts';
import { SERVICES, type ServiceName } from '../../src/service-names.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const READY_MAX_MS = 60_000;

type Process = { child: ChildProcess; isReady: Promise<void>; errors: string; isWanted: boolean };

export class ServiceCluster implements AsyncDisposable {
  readonly #directory: string;
  readonly #broker: string;
  readonly port: number;
  readonly #processes = new Map<ServiceName, Process>();
  /** How often each was killed. */
  readonly kills: Map<ServiceName, number> = new Map();
  /** What processes said that ended without being asked to. */
  readonly failures: string[] = [];

  private constructor(directory: string, broker: string, port: number) {
    this.#directory = directory;
    this.#broker = broker;
    this.port = port;
  }

  static async open(directory: string, broker: string): Promise<ServiceCluster> {
    const cluster = new ServiceCluster(directory, broker, await freePort());
    for (const name of SERVICES) cluster.#start(name);
    await cluster.ready();
    return cluster;
  }

  #start(name: ServiceName): void {
    const args = [MAIN, '--services', name, '--data-dir', this.#directory, '--workers', '0', '--json'];
    if (name === 'indexer') args.push('--indexer', 'sqlite');
    const options = ['--rpc-port', String(this.port), '--log-level', 'error', '--pending-limit', '1000'];
    // By environment: the password is nobody's business who lists processes.
    const env = { ...process.env, ASHLAR_NODE__BUS: this.#broker };
    const child = spawn(process.execPath, [...args, ...options], { stdio: ['ignore', 'pipe', 'pipe'], env });
    const { promise: isReady, resolve } = Promise.withResolvers<void>();
    const started: Process = { child, isReady, errors: '', isWanted: true };
    child.stdout!.on('data', () => resolve());
    child.stderr!.on('data', (chunk: Buffer) => {
      started.errors = `${started.errors}${chunk}`.slice(-4_000);
    });
    child.on('exit', (code) => {
      resolve();
      if (started.isWanted) this.failures.push(`${name} ended with ${code}: ${started.errors}`);
    });
    this.#processes.set(name, started);
  }

  /** Resolves when all run. */
  async ready(): Promise<void> {
    const all = Promise.all([...this.#processes.values()].map(({ isReady }) => isReady));
    const isLate = await Promise.race([all.then(() => false), pause(READY_MAX_MS, true, { ref: false })]);
    assert.ok(!isLate, 'all services start');
    assert.deepEqual(this.failures, []);
  }

  /** `kill -9`, and a new process at once. */
  async kill(name: ServiceName): Promise<void> {
    const killed = this.#processes.get(name)!;
    killed.isWanted = false;
    const ended = new Promise((resolve) => killed.child.on('close', resolve));
    killed.child.kill('SIGKILL');
    await ended;
    this.kills.set(name, (this.kills.get(name) ?? 0) + 1);
    this.#start(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ends = [...this.#processes.values()].map((each) => {
      each.isWanted = false;
      const ended = new Promise((resolve) => each.child.on('close', resolve));
      if (each.child.exitCode !== null || each.child.signalCode !== null) return undefined;
      each.child.kill('SIGTERM');
      return ended;
    });
    await Promise.all(ends);
  }
}
