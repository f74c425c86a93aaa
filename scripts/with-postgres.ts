/**
 * Runs a command beside a PostgreSQL of its own: `node scripts/with-postgres.ts npm test`. The server listens on loopback
 * only, on a port that the system chose, with a password made for this run, and keeps its data in a folder that goes with
 * it. The command finds it by `ASHLAR_TEST_POSTGRES`. Where no PostgreSQL is installed, the command runs without.
 *
 * PostgreSQL refuses to run as root: then it runs as the user `postgres`, whom its package made.
 * @module
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { runCommand } from './run-command.ts';

const INSTALLED = '/usr/lib/postgresql';
const READY_MAX_MS = 60_000;
const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Say which command to run.');
  process.exit(64);
}

const programs = newest();
if (programs === undefined)
  console.error(`No ${INSTALLED}: running without PostgreSQL, its tests are skipped.`);
process.exitCode = await (programs === undefined
  ? runCommand(command, args, {})
  : beside(programs, command, args));

/** The folder of the newest version's programs. */
function newest(): string | undefined {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(INSTALLED, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

async function beside(folder: string, name: string, parameters: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-postgres-'));
  let server: ChildProcess | undefined;
  try {
    const user = userOf();
    if (user !== undefined) chownSync(directory, user.uid, user.gid);
    const options = { stdio: 'ignore', cwd: directory, ...user } as const;
    const [password, passwordFile] = [randomBytes(24).toString('hex'), join(directory, 'password')];
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
    const data = join(directory, 'data');
    const account = ['--username=ashlar', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const form = ['--encoding=UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(folder, 'initdb'), [`--pgdata=${data}`, ...account, ...form], options);
    const port = await freePort();
    const settings = [
      ...['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${directory}`],
      ...['fsync=off', 'max_connections=40'],
    ];
    server = spawn(
      join(folder, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      options,
    );
    await ready(folder, port);
    const url = `postgres://ashlar:${password}@127.0.0.1:${port}/postgres`;
    return await runCommand(name, parameters, { ASHLAR_TEST_POSTGRES: url });
  } finally {
    if (server !== undefined) await end(server);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** As whom the server runs; undefined: as ourselves. */
function userOf(): Readonly<{ uid: number; gid: number }> | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** At once, whoever is connected: SIGQUIT of PostgreSQL is for emergencies, SIGINT for this. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGINT');
  await Promise.race([ended, pause(10_000)]);
  if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
}

async function ready(folder: string, port: number): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < READY_MAX_MS; await pause(100)) {
    const asked = spawn(join(folder, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
    if ((await new Promise((resolve) => asked.on('exit', resolve))) === 0) return;
  }
  throw new Error('PostgreSQL does not listen');
}
