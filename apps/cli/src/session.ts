/**
 * What every command has: the node it talks to, the key it signs with, and how it prints.
 * @module
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WELL_KNOWN } from '@ashlar/contracts';
import { DEV_VALIDATORS_MAX, devAccounts, devValidators, isDevChain } from '@ashlar/node';
import { type Address, addressText, idBytes, parseAddress, type TransactionId } from '@ashlar/protocol';
import { Account, type Client, createClient, waitForTransaction } from '@ashlar/sdk';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from './cli-error.ts';
import { askPassword } from './secrets.ts';
import { Wallets } from './wallets.ts';
import type { World } from './world.ts';

export type SignerOptions = Readonly<{
  keyFile?: string;
  from?: string;
  wallet?: string;
  walletDir?: string;
  passwordFile?: string;
}>;
export type GlobalOptions = SignerOptions & Readonly<{ rpc: string; json: boolean }>;

/** The folder of wallets that the options name, or the user's own. */
export const walletsOf = (world: World, { walletDir }: SignerOptions): Wallets =>
  new Wallets(world, walletDir);

export const DEFAULT_RPC = 'http://127.0.0.1:8080';
const WAIT = { pause: (ms: number): Promise<unknown> => pause(ms), intervalMs: 100, attemptsMax: 300 };

export class Session {
  readonly client: Client;
  readonly #world: World;
  readonly #options: GlobalOptions;

  constructor(world: World, command: Command) {
    this.#world = world;
    this.#options = command.optsWithGlobals<GlobalOptions>();
    const url = this.#options.rpc;
    if (!URL.canParse(url)) throw new CliError(`--rpc is no URL: ${url}`, 64);
    this.client = createClient({ url, fetch: (input, init) => fetch(input, init) });
  }

  get isJson(): boolean {
    return this.#options.json;
  }

  /** One JSON document with `--json`, else lines of `name  value`. */
  print(fields: Readonly<Record<string, unknown>>): void {
    if (this.#options.json) {
      this.#world.out(`${JSON.stringify(fields, showBigint)}\n`);
      return;
    }
    const width = Math.max(...Object.keys(fields).map(({ length }) => length));
    for (const [name, value] of Object.entries(fields)) {
      const text = typeof value === 'object' ? JSON.stringify(value, showBigint) : String(value);
      this.#world.out(`${name.padEnd(width)}  ${text}\n`);
    }
  }

  /** A table: one JSON array with `--json`, else a line a row, or `empty` if there is none. */
  printRows(rows: readonly Readonly<Record<string, unknown>>[], empty: string): void {
    if (this.#options.json) {
      this.#world.out(`${JSON.stringify(rows, showBigint)}\n`);
      return;
    }
    if (rows.length === 0) this.#world.err(`${empty}\n`);
    const names = Object.keys(rows[0] ?? {});
    const widths = names.map((name) => Math.max(...rows.map((row) => String(row[name]).length)));
    for (const row of rows) {
      const cells = names.map((name, index) => String(row[name]).padEnd(widths[index]!));
      this.#world.out(`${cells.join('  ').trimEnd()}\n`);
    }
  }

  /** The account that signs: a wallet, a development account by number or name, or the key in a file. */
  async signer(): Promise<Account> {
    const { from, wallet, keyFile, passwordFile } = this.#options;
    if (from !== undefined) return this.devAccount(from);
    if (wallet !== undefined) {
      const wallets = walletsOf(this.#world, this.#options);
      wallets.keystore(wallet); // Whether it exists is said before the password is asked for.
      return new Account(await wallets.open(wallet, await askPassword(this.#world, passwordFile, wallet)));
    }
    if (keyFile === undefined)
      throw new CliError(
        'Who signs? Give --wallet <name>, --key-file <path>, or --from <0-9|genesis> on a development chain.',
        64,
      );
    return keyFileAccount(keyFile);
  }
  /** The keys of development accounts are public: they are refused on any other chain. */
  async devAccount(name: string): Promise<Account> {
    const accounts = await devAccounts();
    const found = name === 'genesis' ? accounts.genesis : accounts.users[Number(name)];
    if (found === undefined || !/^(\d|genesis)$/.test(name))
      throw new CliError('--from is 0 to 9, or genesis', 64);
    const { chainId } = await this.client.chain.getChainId();
    if (!isDevChain(chainId, accounts, await devValidators(DEV_VALIDATORS_MAX))) {
      throw new CliError(
        '--from is for development chains only: this one has another genesis. Use --wallet or --key-file.',
        77,
      );
    }
    return new Account(found.privateKey);
  }

  /** Waits until the transaction is in a block. @returns the block's height */
  async included(id: TransactionId): Promise<bigint> {
    const [block] = await waitForTransaction(this.client, id, WAIT);
    if (block === undefined) return 0n;
    const { blockItems } = await this.client.blockStore.getBlocksById({
      blockIds: [idBytes(block)],
      returnBlock: false,
      returnReceipt: false,
    });
    return blockItems[0]?.blockHeight ?? 0n;
  }
}

function keyFileAccount(path: string): Account {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    throw new CliError(`cannot read the key file ${path}`, 66);
  }
  const account = Account.fromWif(text);
  if (!account.ok) throw new CliError(`${path} holds no private key in wallet import format`);
  return account.value;
}

/** For options that are whole numbers. */
export function integerArgument(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`The ${what} is a whole number from ${min} to ${max}.`);
  };
}

export function addressArgument(text: string): Address {
  if (text === 'token') return addressText(WELL_KNOWN.token);
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new CliError(`${text} is no address`, 64);
  return addressText(parsed.value);
}

export function jsonArgument(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below, for whatever reason it is no object.
  }
  throw new CliError(`arguments are a JSON object, as '{"owner":"1…"}': ${text}`, 64);
}

function showBigint(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
