/**
 * From the command line to a running node, and back: opens it, says so, waits for a signal, closes it.
 * Exit codes follow sysexits: 0 ended as asked, 64 wrong usage, 70 our own fault, 74 the disk's, 78 the configuration's.
 * @module
 */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Fault } from '@ashlar/base';
import { publicKeyOf } from '@ashlar/crypto';
import { addressOfPublicKey, parseWif } from '@ashlar/protocol';
import { ALLOWANCE_BURST, ALLOWANCE_DEFAULTS } from '@ashlar/rpc';
import { CommanderError } from 'commander';
import { jsonLog, systemClock, systemRandom } from './ambient.ts';
import { banner, readyJson, servicesBanner, servicesJson } from './banner.ts';
import { DEV_BURN, DEV_CHECKPOINTS, openBurnNode } from './burn-node.ts';
import { DEV_TIMING, openCommitteeNode } from './committee-node.ts';
import { ConfigError, type Options, program } from './config.ts';
import { type DevAccounts, devAccounts, devValidators } from './dev-accounts.ts';
import { devBurnGenesis, devGenesis } from './dev-genesis.ts';
import { devRholang } from './dev-rholang.ts';
import { type Node, type NodeConfig, type NodePorts, openNode } from './node.ts';
import { openServiceNode } from './service-node.ts';
import { applySettings, keysOf, SettingsError } from './settings.ts';

export const EXIT = { ok: 0, usage: 64, internal: 70, unavailable: 69, io: 74, config: 78 } as const;
const VERSION = '0.1.0';

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const command = program(VERSION).exitOverride();
  try {
    const { env, platform } = process;
    applySettings(command, 'node', { env, platform, cwd: process.cwd() }, keysOf(command));
    command.parse(argv as string[]);
  } catch (cause) {
    if (cause instanceof SettingsError) {
      process.stderr.write(`ashlar-node: ${cause.message}\n`);
      return EXIT.config;
    }
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw cause;
  }
  const options = command.opts<Options>();
  try {
    await serve(options, startedMs);
    return EXIT.ok;
  } catch (thrown) {
    const cause = firstOf(thrown);
    process.stderr.write(`ashlar-node: ${explain(cause)}\n`);
    return exitCodeOf(cause);
  }
}

/** Longest that closing may take. */
const CLOSING_MAX_MS = 10_000;

async function serve(options: Options, startedMs: number): Promise<void> {
  const dataDir = options.memory ? undefined : resolve(options.dataDir);
  if (options.services !== undefined || options.bus !== undefined) checkServices(options);
  if (options.memory && options.indexer?.kind === 'sqlite')
    throw new ConfigError('--indexer sqlite keeps a file in the data directory: not with --memory');
  if (options.fresh && dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  const accounts = options.genesis === undefined ? await devAccounts() : undefined;
  const log = jsonLog(options.logLevel);
  let deadline: NodeJS.Timeout | undefined;
  using _deadline = { [Symbol.dispose]: () => clearTimeout(deadline) };
  const ports = { clock: systemClock(), log };
  const start = options.services === undefined ? startChain : startServices;
  const { node: started, greeting } = await start(ports, options, dataDir, accounts, startedMs);
  await using node = started;
  const ended = Promise.race([ending(), node.halted.then((cause) => ({ cause }))]);
  process.stdout.write(`${greeting}\n`); // Not before we listen for signals: whoever reads it may send one.
  const end = await ended;
  deadline = setTimeout(() => giveUp(end), CLOSING_MAX_MS);
  if (typeof end !== 'string') throw end.cause;
  log.info('node.ending', { signal: end });
}

type Running = Readonly<{ node: AsyncDisposable & Pick<Node, 'halted'>; greeting: string }>;

/** A whole chain, and what is to be said of it. */
async function startChain(
  ports: NodePorts,
  options: Options,
  dataDir: string | undefined,
  accounts: DevAccounts | undefined,
  startedMs: number,
): Promise<Running> {
  const node = await open(ports, options, dataDir, accounts);
  const elapsedMs = performance.now() - startedMs;
  const grpc = node.grpcPort === undefined ? undefined : `${hostOf(options)}:${node.grpcPort}`;
  const internal = internalUrlOf(options, node.internalPort);
  const ready = {
    node,
    url: urlOf(options, node.port),
    grpc,
    internal,
    dataDir,
    rchain: options.rchain,
    elapsedMs,
  };
  return { node, greeting: options.json ? readyJson(ready, accounts) : banner(ready, accounts) };
}

async function startServices(
  ports: NodePorts,
  options: Options,
  dataDir: string | undefined,
  accounts: DevAccounts | undefined,
  startedMs: number,
): Promise<Running> {
  const services = options.services!;
  const config = { ...soloConfig(options, dataDir, accounts), services, busUrl: options.bus! };
  const node = await openServiceNode({ ...ports, random: systemRandom }, config);
  const elapsedMs = performance.now() - startedMs;
  const url = node.port === undefined ? undefined : urlOf(options, node.port);
  const ready = { services, url, internal: internalUrlOf(options, node.internalPort), dataDir, elapsedMs };
  return { node, greeting: options.json ? servicesJson(ready) : servicesBanner(ready) };
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
const hostOf = ({ rpcHost }: Options): string => inUrl(rpcHost);
const internalUrlOf = ({ internalHost }: Options, port: number | undefined): string | undefined =>
  port === undefined ? undefined : `http://${inUrl(internalHost)}:${port}`;
const urlOf = (options: Options, port: number): string => `http://${hostOf(options)}:${port}`;

function checkServices({ services, bus, profile, memory, fresh, indexer }: Options): void {
  if (services === undefined || bus === undefined)
    throw new ConfigError('--services and --bus go together: which services, on which broker?');
  if (profile !== 'solo') throw new ConfigError('--services runs chains of one producer: --profile solo');
  if (indexer === undefined && services.includes('indexer'))
    throw new ConfigError('the service indexer needs --indexer: in which database?');
  if (memory || fresh)
    throw new ConfigError(
      '--services keeps what is in --data-dir, which others share: no --memory, no --fresh',
    );
}

async function open(
  ports: NodePorts,
  options: Options,
  directory: string | undefined,
  accounts: DevAccounts | undefined,
): Promise<Node> {
  const common = commonOf(options, directory, accounts);
  if (options.checkpoints && options.profile !== 'burn')
    throw new ConfigError('--checkpoints is for --profile burn');
  const objects = objectsOf(options, accounts);
  if (options.profile !== 'solo') {
    if (accounts === undefined)
      throw new ConfigError(`--profile ${options.profile} has a genesis of its own: leave --genesis out`);
    const validators = await devValidators(options.validators);
    if (options.profile === 'burn') {
      const committee = options.checkpoints ? validators : [];
      const genesis = devBurnGenesis(accounts, validators, DEV_BURN, committee, objects);
      const burning = { genesis, producers: validators, lookaheadMs: 0, onePerHeight: false };
      const checkpoints = options.checkpoints ? DEV_CHECKPOINTS : undefined;
      return openBurnNode(ports, { ...common, ...burning, checkpoints });
    }
    const genesis = devGenesis(accounts, validators, objects);
    return openCommitteeNode(ports, { ...common, genesis, validators, timing: DEV_TIMING });
  }
  return openNode(ports, soloConfig(options, directory, accounts));
}

function commonOf(
  options: Options,
  directory: string | undefined,
  accounts: DevAccounts | undefined,
): Omit<NodeConfig, 'genesis' | 'producer' | 'blockMode'> {
  return {
    directory,
    rpc: rpcOf(options),
    ...grpcOf(options),
    ...internalOf(options),
    pendingPerAccountMax: options.pendingLimit,
    recoveryWorkers: options.workers,
    accountHistory: options.accountHistory,
    indexer: options.indexer,
    ...deployPayerOf(accounts),
  };
}

function objectsOf({ rchain }: Options, accounts: DevAccounts | undefined): ReturnType<typeof devRholang> {
  if (!rchain) return [];
  if (accounts === undefined) throw new ConfigError('--rchain has a genesis of its own: leave --genesis out');
  return devRholang(accounts);
}

function soloConfig(
  options: Options,
  directory: string | undefined,
  accounts: DevAccounts | undefined,
): NodeConfig {
  return {
    ...commonOf(options, directory, accounts),
    genesis: options.genesis ?? devGenesis(accounts!, [], objectsOf(options, accounts)),
    producer: producerOf(options, accounts),
    blockMode: options.blockMode,
  };
}

/** On a chain for development the last account pays for whatever RChain's clients deploy. */
function deployPayerOf(accounts: DevAccounts | undefined): Pick<NodeConfig, 'deployPayer'> {
  const account = accounts?.users.at(-1);
  if (account === undefined) return {};
  return { deployPayer: { address: account.addressBytes, privateKey: account.privateKey } };
}

function internalOf({ internalHost: host, internalPort: port }: Options): Pick<NodeConfig, 'internal'> {
  return port === undefined ? {} : { internal: { host, port, version: VERSION } };
}

function grpcOf({ rpcHost, rhoGrpcPort }: Options): Pick<NodeConfig, 'rhoGrpc'> {
  return rhoGrpcPort === undefined ? {} : { rhoGrpc: { host: rpcHost, port: rhoGrpcPort } };
}

/** Behind a proxy everyone comes from this machine, by what the proxy says: then it is not exempt. */
function rpcOf({ rpcHost, rpcPort, rate, corsOrigin, rpcName, trustProxy }: Options): NodeConfig['rpc'] {
  return {
    host: rpcHost,
    port: rpcPort,
    allowance: {
      unitsPerSecond: rate,
      unitsMax: ALLOWANCE_BURST * rate,
      isExempt: trustProxy ? () => false : ALLOWANCE_DEFAULTS.isExempt,
    },
    rules: { origins: corsOrigin, hosts: rpcName },
    trustProxy,
  };
}

function producerOf({ genesisKey }: Options, accounts: DevAccounts | undefined): NodeConfig['producer'] {
  if (genesisKey === undefined) {
    if (accounts === undefined)
      throw new ConfigError('--genesis needs --genesis-key: whose key signs its blocks?');
    return { address: accounts.genesis.addressBytes, privateKey: accounts.genesis.privateKey };
  }
  const parsed = parseWif(genesisKey);
  if (!parsed.ok) throw new ConfigError('--genesis-key is not a private key in wallet import format');
  return { address: addressOfPublicKey(publicKeyOf(parsed.value)), privateKey: parsed.value };
}

/** The name of a signal, or what went wrong. */
type Ending = string | Readonly<{ cause: unknown }>;

/** The first SIGINT or SIGTERM, or an error that nobody caught; a second one ends the process at once. */
function ending(): Promise<Ending> {
  return new Promise((resolveEnding) => {
    let asked = false;
    const end = (signal: string): void => {
      if (asked) process.exit(signal === 'SIGINT' ? 130 : 143);
      asked = true;
      resolveEnding(signal);
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    process.on('uncaughtException', (cause) => resolveEnding({ cause }));
  });
}

/** Closing takes too long: what was acknowledged is on disk already. */
function giveUp(end: Ending): void {
  const [code, text] =
    typeof end === 'string'
      ? [EXIT.internal, 'closing took too long']
      : [exitCodeOf(end.cause), explain(end.cause)];
  process.stderr.write(`ashlar-node: ${text}\n`);
  process.exit(code);
}

/** What went wrong first, if closing then went wrong as well. */
function firstOf(cause: unknown): unknown {
  return cause instanceof SuppressedError ? firstOf(cause.suppressed) : cause;
}

function explain(cause: unknown): string {
  if (cause instanceof ConfigError) return cause.message;
  if (cause instanceof Fault) return `${cause.message}${HINTS[cause.code] ?? ''}`;
  if (isSystemError(cause, 'EADDRINUSE'))
    return 'the port is taken: is another node running? Choose one with --rpc-port.';
  if (isListenError(cause)) return `cannot listen: ${cause.message}`;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

const HINTS: Readonly<Partial<Record<Fault['code'], string>>> = {
  'store.corrupt':
    '. What is stored was damaged; nothing was changed. Restore a copy, or begin anew with --fresh.',
  'store.io': '. Is the disk full, or failing? Nothing that was told as included is lost.',
  'store.full': '. Make room on the disk and start again: nothing that was told as included is lost.',
  'store.locked': '. Another node uses this data directory: end it, or choose another with --data-dir.',
};

function exitCodeOf(cause: unknown): number {
  if (cause instanceof ConfigError) return EXIT.config;
  if (cause instanceof Fault) {
    if (cause.code.startsWith('bus.')) return EXIT.unavailable;
    return cause.code.startsWith('store.') ? EXIT.io : EXIT.internal;
  }
  return isListenError(cause) ? EXIT.unavailable : EXIT.internal;
}

function isListenError(cause: unknown): cause is Error {
  return (
    cause instanceof Error && 'syscall' in cause && /^(listen|bind|getaddrinfo)$/.test(String(cause.syscall))
  );
}

function isSystemError(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
