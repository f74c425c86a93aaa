/**
 * The command line of the development node: every option, its default, and what is wrong with a value.
 * @module
 */
import { readFileSync } from 'node:fs';
import type { chain } from '@ashlar/protocol';
import { decodeGenesisJson } from '@ashlar/protocol';
import { ALLOWANCE_DEFAULTS } from '@ashlar/rpc';
import type { BlockMode } from '@ashlar/services';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { LogLevel } from './ambient.ts';
import { DEV_VALIDATORS_MAX } from './dev-accounts.ts';
import { SERVICES, type ServiceName } from './service-names.ts';
import { keysOf } from './settings.ts';
import type { IndexerOption } from './storage.ts';

export type Options = Readonly<{
  dataDir: string;
  fresh: boolean;
  memory: boolean;
  rpcHost: string;
  rpcPort: number;
  rhoGrpcPort: number | undefined;
  internalHost: string;
  internalPort: number | undefined;
  rate: number;
  corsOrigin: readonly string[];
  rpcName: readonly string[];
  trustProxy: boolean;
  genesis: chain.GenesisData | undefined;
  genesisKey: string | undefined;
  blockMode: BlockMode;
  profile: 'solo' | 'bft' | 'burn';
  checkpoints: boolean;
  rchain: boolean;
  validators: number;
  services: readonly ServiceName[] | undefined;
  bus: string | undefined;
  pendingLimit: number;
  accountHistory: boolean;
  indexer: IndexerOption | undefined;
  workers: number;
  logLevel: LogLevel;
  json: boolean;
}>;

/** What the user asked for cannot be. */
export class ConfigError extends Error {}

export const DEFAULT_DATA_DIRECTORY = '.ashlar/dev';
const INTERVAL_MIN_MS = 10;
const INTERVAL_MAX_MS = 86_400_000;

/** The program, without its action. */
export function program(version: string): Command {
  const command = new Command('ashlar-node')
    .description('Runs a development chain: one process, ten funded accounts, JSON-RPC.')
    .version(version)
    .showSuggestionAfterError()
    .option('--data-dir <path>', 'where the chain is kept', DEFAULT_DATA_DIRECTORY)
    .option('--fresh', 'forget the chain in the data directory and begin anew', false)
    .option('--memory', 'keep the chain in memory only', false)
    .option('--rpc-host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--rpc-port <port>',
      'port to listen on; 0 lets the system choose',
      integer('port', 0, 65_535),
      8080,
    )
    .option(
      '--rho-grpc-port <port>',
      "port for RChain's gRPC; 0 lets the system choose (default: none)",
      integer('port', 0, 65_535),
    )
    .option(
      '--rate <units>',
      'what one address may ask for in a second, in units; 0: no limit; this machine has none',
      integer('rate', 0, 1_000_000),
      ALLOWANCE_DEFAULTS.unitsPerSecond,
    )
    .option('--cors-origin <origins>', 'pages that may ask, by commas; "*": all, "none": none', words, ['*'])
    .option('--rpc-name <names>', 'names of this machine that pages may use, by commas; "*": all', words, [])
    .option('--trust-proxy', 'a proxy stands in front: X-Forwarded-For says who asks', false)
    .option('--genesis <file>', "genesis in Koinos' JSON (default: the development genesis)", genesisFile)
    .option('--genesis-key <wif>', 'key that signs blocks (default: the development key)')
    .option(
      '--block-mode <mode>',
      '"auto": on a transaction; "manual"; or milliseconds between blocks',
      blockMode,
      {
        kind: 'auto',
      },
    )
    .addOption(
      new Option(
        '--profile <kind>',
        '"solo": one key makes blocks; "bft": validators agree on them; "burn": who burned coins draws for them',
      )
        .choices(['solo', 'bft', 'burn'])
        .default('solo'),
    )
    .option(
      '--validators <count>',
      'validators of a bft chain, or producers of a burn chain, all in this process',
      integer('count', 1, DEV_VALIDATORS_MAX),
      4,
    )
    .option('--rchain', "genesis has RChain's system contracts in Rholang, and vaults with coins", false)
    .option('--checkpoints', 'producers of a burn chain also agree on which blocks are final', false)
    .option(
      '--pending-limit <count>',
      'transactions an account may have pending',
      integer('count', 1, 100_000),
      10,
    )
    .option('--no-account-history', 'keep no history of each account')
    .option('--workers <count>', 'threads that recover signatures; 0: none', integer('count', 0, 64), 1)
    .addOption(
      new Option('--log-level <level>', 'what to log, as JSON lines on standard error')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('warn'),
    )
    .option('--json', 'print what is ready as one line of JSON', false);
  return withServices(command).addHelpText('after', HELP);
}

/** Options of a chain in several processes, and of those who supervise or question them. */
const withServices = (command: Command): Command =>
  command
    .option('--internal-host <address>', 'address of probes and metrics', '127.0.0.1')
    .option(
      '--internal-port <port>',
      'port of /livez, /readyz and /metrics; 0 lets the system choose (default: off)',
      integer('port', 0, 65_535),
    )
    .option(
      '--indexer <database>',
      'index the chain in SQL: "sqlite", a URL of PostgreSQL, or "@file" with one (default: off)',
      indexerOption,
    )
    .option('--services <names>', 'run only these, by commas, with the others behind --bus', serviceNames)
    .option(
      '--bus <url>',
      'RabbitMQ: "amqp://user:password@host:port", or "@file" with such a line',
      brokerUrl,
    );

/** The names that the section `node` of a settings file may have. */
export const nodeKeys = (): readonly string[] => keysOf(program(''));

const HELP = `
Examples:
  $ npm start                                    a chain on http://127.0.0.1:8080
  $ npm start -- --fresh --block-mode 3000       a new one, with a block every three seconds
  $ npm start -- --profile bft --validators 4    four validators that agree on each block
  $ npm start -- --profile burn --validators 3   three producers; each has half the power of the one before
  $ npm start -- --profile burn --checkpoints    producers that also agree on every tenth block
  $ npm start -- --services chain,mempool --bus @broker.txt   two of the services, on a RabbitMQ
  $ npm start -- --rchain                        with registry, vaults and the other contracts of RChain
  $ npm start -- --genesis genesis_data.json --genesis-key 5J… --data-dir ./chain

Ctrl-C ends it cleanly; the next start goes on where it ended.`;

function serviceNames(text: string): readonly ServiceName[] {
  return words(text).map((word) => {
    const name = SERVICES.find((known) => known === word);
    if (name === undefined)
      throw new InvalidArgumentError(`There is no service "${word}": ${SERVICES.join(', ')}.`);
    return name;
  });
}

/** With an account of its own: every RabbitMQ has the same guest. */
function brokerUrl(text: string): string {
  const whole = text.startsWith('@') ? fileText(text.slice(1)).trim() : text;
  if (!URL.canParse(whole) || !/^amqps?:$/.test(new URL(whole).protocol))
    throw new InvalidArgumentError('It is "amqp://user:password@host:port" or "amqps://…".');
  const { username, password } = new URL(whole);
  if (username === '' || password === '' || username === 'guest')
    throw new InvalidArgumentError('Give the node an account of its own on the broker, with a password.');
  return whole;
}

function indexerOption(text: string): IndexerOption {
  if (text === 'sqlite') return { kind: 'sqlite' };
  const url = text.startsWith('@') ? fileText(text.slice(1)).trim() : text;
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return { kind: 'postgres', url };
  throw new InvalidArgumentError(
    'It is "sqlite", "postgres://user:password@host:port/database", or "@file".',
  );
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new InvalidArgumentError(`Cannot read ${path}.`);
  }
}

/** Words by commas; "none" is none. */
const words = (text: string): readonly string[] =>
  text === 'none' ? [] : text.split(',').map((word) => word.trim().toLowerCase());

function integer(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`The ${what} is a whole number from ${min} to ${max}.`);
  };
}

function blockMode(text: string): BlockMode {
  if (text === 'auto' || text === 'manual') return { kind: text };
  const intervalMs = Number(text);
  if (/^\d+$/.test(text) && intervalMs >= INTERVAL_MIN_MS && intervalMs <= INTERVAL_MAX_MS) {
    return { kind: 'interval', intervalMs };
  }
  throw new InvalidArgumentError(
    `Say "auto", "manual", or an interval from ${INTERVAL_MIN_MS} to ${INTERVAL_MAX_MS} milliseconds.`,
  );
}

function genesisFile(path: string): chain.GenesisData {
  const genesis = decodeGenesisJson(fileText(path));
  if (genesis.ok) return genesis.value;
  const { code, path: where } = genesis.refusal;
  throw new InvalidArgumentError(`${path} is no genesis: ${code}${where === '' ? '' : ` at ${where}`}.`);
}
