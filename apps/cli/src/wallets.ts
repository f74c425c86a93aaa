/**
 * The wallets of a user: one folder, one encrypted keystore a wallet (Web3 Secret Storage, version 3), readable by the
 * user alone. A wallet's name is its file's name. A key at rest is never in clear text, and never in an argument.
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decryptKeystore, encryptKeystore, type KeystoreRefusal } from '@ashlar/crypto';
import { nearestName, userFolder } from '@ashlar/node';
import { Account } from '@ashlar/sdk';
import { CliError } from './cli-error.ts';
import type { World } from './world.ts';

export type Wallet = Readonly<{ name: string; address: string; path: string }>;

export const WALLETS_MAX = 10_000;
const KEYSTORE_BYTES_MAX = 65_536;
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const SUFFIX = '.json';

const REFUSED: Readonly<Record<KeystoreRefusal['code'], string>> = {
  'keystore.malformed': 'is no keystore',
  'keystore.unsupported': 'is a keystore of a kind that is not supported',
  'keystore.tooExpensive': 'asks for more memory or time than any honest keystore',
  'keystore.wrongPassword': 'does not open with this password',
};

export class Wallets {
  readonly #folder: string;
  readonly #world: World;

  /** @param folder where the keystores are; undefined: the user's own */
  constructor(world: World, folder: string | undefined) {
    this.#world = world;
    this.#folder = folder ?? join(userFolder('data', world), 'wallets');
  }

  /** In the order of their names. */
  list(): readonly Wallet[] {
    if (!existsSync(this.#folder)) return [];
    const files = readdirSync(this.#folder).filter((file) => file.endsWith(SUFFIX));
    if (files.length > WALLETS_MAX)
      throw new CliError(`${this.#folder} holds more than ${WALLETS_MAX} wallets`);
    return files.sort().map((file) => {
      const path = join(this.#folder, file);
      return { name: file.slice(0, -SUFFIX.length), address: addressIn(readKeystore(path)), path };
    });
  }

  /** @throws CliError if the name is taken or is none */
  assertFree(name: string): void {
    if (!NAME.test(name))
      throw new CliError(`a wallet's name has small letters, digits, - and _, at most 64: ${name}`, 64);
    if (existsSync(this.#pathOf(name))) throw new CliError(`there is a wallet ${name} already`, 73);
  }

  /** Encrypts the key and stores it; an existing wallet is never written over. */
  async store(name: string, privateKey: Uint8Array, password: string, scryptN?: number): Promise<Wallet> {
    this.assertFree(name);
    const { address } = new Account(privateKey);
    const random = { bytes: this.#world.random };
    const options = scryptN === undefined ? { address } : { address, scryptN };
    const text = await encryptKeystore(privateKey, password, random, options);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(name);
    writeFileSync(path, `${text}\n`, { flag: 'wx', mode: 0o600, flush: true });
    return { name, address, path };
  }

  /** The keystore as it is stored. */
  keystore(name: string): string {
    const path = this.#pathOf(name);
    if (NAME.test(name) && existsSync(path)) return readKeystore(path);
    const names = this.list().map((wallet) => wallet.name);
    const near = nearestName(name, names);
    const hint = names.length === 0 ? 'Make one: ashlar wallet create' : (near ?? names.join(', '));
    throw new CliError(
      `there is no wallet ${name}. ${near === undefined ? hint : `Did you mean ${hint}?`}`,
      66,
    );
  }

  /** The private key. Slow on purpose: about a second. */
  async open(name: string, password: string): Promise<Uint8Array> {
    return openKeystore(this.keystore(name), password, name);
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}${SUFFIX}`);
  }
}

/** @throws CliError that says what is wrong with it, without a word of what is in it */
export async function openKeystore(json: string, password: string, what: string): Promise<Uint8Array> {
  const key = await decryptKeystore(json, password);
  if (key.ok) return key.value;
  const { code } = key.refusal;
  throw new CliError(`${what} ${REFUSED[code]}`, code === 'keystore.wrongPassword' ? 77 : 65);
}

function readKeystore(path: string): string {
  if (statSync(path).size > KEYSTORE_BYTES_MAX) throw new CliError(`${path} is too long for a keystore`);
  return readFileSync(path, 'utf8').trim();
}

/** As the file says; only opening it proves it. */
function addressIn(json: string): string {
  try {
    const { address } = JSON.parse(json) as Readonly<{ address?: unknown }>;
    return typeof address === 'string' ? address : 'unknown';
  } catch {
    return 'unreadable';
  }
}
