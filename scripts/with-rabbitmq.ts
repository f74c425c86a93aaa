/**
 * Runs a command beside a RabbitMQ of its own: `node scripts/with-rabbitmq.ts npm test`. The broker listens on loopback
 * only, on ports that the system chose, with a user and a password made for this run, and keeps its data in a folder that
 * goes with it. The command finds it by `ASHLAR_TEST_AMQP`; by `ASHLAR_TEST_AMQP_SERVICES` a virtual host of its own, for
 * the test that has a whole chain on it. Where no RabbitMQ is installed, the command runs without.
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Not the wrapper in `sbin`: that one insists on the system's own folders and user. */
const SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const READY_MAX_MS = 120_000;
const SERVICES_HOST = 'services';
const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Say which command to run.');
  process.exit(64);
}

const isInstalled = existsSync(SERVER);
if (!isInstalled) console.error(`No ${SERVER}: running without a broker, its tests are skipped.`);
process.exitCode = await (isInstalled ? beside(command, args) : run(command, args, {}));

async function beside(name: string, parameters: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-rabbitmq-'));
  const children: ChildProcess[] = [];
  try {
    const [port, names, distribution] = [await freePort(), await freePort(), await freePort()];
    const [user, password] = [randomBytes(8).toString('hex'), randomBytes(24).toString('hex')];
    const configuration = join(directory, 'rabbitmq.conf');
    const definitions = join(directory, 'definitions.json');
    writeFileSync(definitions, JSON.stringify(accountOf(user, password)));
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
    const env = {
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
    const options = { stdio: 'ignore', env: { ...process.env, ...env }, detached: true } as const;
    children.push(spawn('epmd', ['-address', '127.0.0.1', '-port', String(names)], options));
    children.push(spawn(SERVER, [], options));
    await listening(port);
    const url = `amqp://${user}:${password}@127.0.0.1:${port}`;
    return await run(name, parameters, {
      ASHLAR_TEST_AMQP: url,
      ASHLAR_TEST_AMQP_SERVICES: `${url}/${SERVICES_HOST}`,
    });
  } finally {
    for (const child of children.reverse()) await end(child);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
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

function run(name: string, parameters: readonly string[], env: Record<string, string>): Promise<number> {
  const child = spawn(name, parameters, { stdio: 'inherit', env: { ...process.env, ...env } });
  // Whoever ends us ends the command, and then the broker goes.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The server is a script that starts others: they are one group, which is ours. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([ended, pause(10_000)]);
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
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
