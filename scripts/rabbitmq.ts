/**
 * A RabbitMQ of one's own: on loopback only, on ports that the system chose, with a user and a password made for this run;
 * its data are in a folder that goes with it. It can be killed and started again, and then has the data that it had.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** Not the wrapper in `sbin`: that one insists on the system's own folders and user. */
export const RABBITMQ_SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const READY_MAX_MS = 120_000;
const SERVICES_HOST = 'services';

export const isRabbitMqInstalled = (): boolean => existsSync(RABBITMQ_SERVER);

export class Broker implements AsyncDisposable {
  readonly #directory: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #port: number;
  readonly #names: ChildProcess;
  #server: ChildProcess;
  /** With user and password. */
  readonly url: string;
  /** A virtual host for a test that has a whole chain on it. */
  readonly servicesUrl: string;

  private constructor(
    directory: string,
    port: number,
    ports: Readonly<{ names: number; distribution: number }>,
  ) {
    const [user, password] = [randomBytes(8).toString('hex'), randomBytes(24).toString('hex')];
    this.#directory = directory;
    this.#port = port;
    this.#env = { ...process.env, ...configure(directory, port, ports, accountOf(user, password)) };
    this.url = `amqp://${user}:${password}@127.0.0.1:${port}`;
    this.servicesUrl = `${this.url}/${SERVICES_HOST}`;
    this.#names = this.#spawn('epmd', ['-address', '127.0.0.1', '-port', String(ports.names)]);
    this.#server = this.#spawn(RABBITMQ_SERVER, []);
  }

  /** Resolves when it listens. */
  static async open(): Promise<Broker> {
    const directory = mkdtempSync(join(tmpdir(), 'ashlar-rabbitmq-'));
    const [port, names, distribution] = [await freePort(), await freePort(), await freePort()];
    const broker = new Broker(directory, port, { names, distribution });
    try {
      await listening(port);
    } catch (cause) {
      await broker[Symbol.asyncDispose]();
      throw cause;
    }
    return broker;
  }

  /** `kill -9`: nothing is said to anyone, nothing is written any more. */
  async kill(): Promise<void> {
    await end(this.#server, 'SIGKILL');
  }

  /** After `kill`, with what was on disk. Resolves when it listens. */
  async start(): Promise<void> {
    this.#server = this.#spawn(RABBITMQ_SERVER, []);
    await listening(this.#port);
  }

  /** The server is a script that starts others: they are one group, which is ours. */
  #spawn(command: string, args: readonly string[]): ChildProcess {
    return spawn(command, args, { stdio: 'ignore', env: this.#env, detached: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#server, 'SIGTERM');
    await end(this.#names, 'SIGTERM');
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Writes its files. @returns where it finds them */
function configure(
  directory: string,
  port: number,
  { names, distribution }: Readonly<{ names: number; distribution: number }>,
  account: unknown,
): Record<string, string> {
  const configuration = join(directory, 'rabbitmq.conf');
  const definitions = join(directory, 'definitions.json');
  writeFileSync(definitions, JSON.stringify(account));
  writeFileSync(
    configuration,
    [
      `listeners.tcp.local = 127.0.0.1:${port}`,
      `definitions.import_backend = local_filesystem`,
      `definitions.local.path = ${definitions}`,
      'max_message_size = 134217728',
      'vm_memory_high_watermark.absolute = 1GB',
      'disk_free_limit.absolute = 50MB',
    ].join('\n'),
  );
  return {
    HOME: directory,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(names),
    RABBITMQ_NODENAME: `ashlar-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_CONFIG_FILE: configuration,
    RABBITMQ_MNESIA_BASE: join(directory, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_PID_FILE: join(directory, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
}

/** RabbitMQ's definitions: one account, on two virtual hosts. */
function accountOf(user: string, password: string): unknown {
  const salt = randomBytes(4);
  const digest = createHash('sha256').update(salt).update(password).digest();
  const hosts = ['/', SERVICES_HOST];
  const all = '.*';
  return {
    vhosts: hosts.map((name) => ({ name })),
    users: [
      {
        name: user,
        password_hash: Buffer.concat([salt, digest]).toString('base64'),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: [],
      },
    ],
    permissions: hosts.map((vhost) => ({ user, vhost, configure: all, write: all, read: all })),
  };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.on('exit', resolve));
  process.kill(-child.pid, signal);
  await Promise.race([ended, pause(10_000)]);
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
}

async function listening(port: number): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < READY_MAX_MS; await pause(250)) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('close', () => resolve(false));
      setTimeout(() => socket.end(), 200);
    });
    if (isOpen) return;
  }
  throw new Error('RabbitMQ does not listen');
}
