/** `ashlar wallet …`: create, import, list, export, sign. @module */
import { base64url } from '@ashlar/base';
import {
  isPrivateKey,
  mnemonicOf,
  parseMnemonic,
  privateKeyOfMnemonic,
  SCRYPT_N_MIN,
  sha256,
  type WalletPath,
} from '@ashlar/crypto';
import { encodeWif, fromJson, parseWif, Transaction, toJson } from '@ashlar/protocol';
import { Account, signTransaction } from '@ashlar/sdk';
import { type Command, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { askNewPassword, askPassword, askSecretText } from '../secrets.ts';
import { integerArgument, Session, type SignerOptions, walletsOf } from '../session.ts';
import { openKeystore } from '../wallets.ts';
import type { World } from '../world.ts';

type KeyOptions = SignerOptions & Readonly<{ index: number; path: WalletPath; scryptN?: number }>;

export function walletCommands(root: Command, world: World): void {
  const wallet = root.command('wallet').description('keys of your own, encrypted on disk');
  createCommand(wallet, world);
  importCommand(wallet, world);
  wallet
    .command('list')
    .description('the wallets and their addresses')
    .addHelpText('after', '\nExample:\n  $ ashlar wallet list')
    .action((_options: unknown, command: Command) => {
      const wallets = walletsOf(world, command.optsWithGlobals<SignerOptions>()).list();
      new Session(world, command).printRows(
        wallets,
        'There is no wallet yet. Make one: ashlar wallet create main',
      );
    });
  exportCommand(wallet, world);
  signCommand(wallet, world);
}

/** What both ways to a new wallet take. */
const derivationOptions = (command: Command): Command =>
  command
    .option(
      '--index <number>',
      'which account of the words, from 0',
      integerArgument('index', 0, 2 ** 31 - 1),
      0,
    )
    .addOption(
      new Option('--path <kind>', 'whose derivation path').choices(['koinos', 'ethereum']).default('koinos'),
    )
    .addOption(
      new Option(
        '--scrypt-n <number>',
        'cost of guessing the password, a power of two; lower only for throw-away keys',
      ).argParser(integerArgument('number', SCRYPT_N_MIN, 2 ** 19)),
    );

function createCommand(wallet: Command, world: World): void {
  derivationOptions(
    wallet
      .command('create <name>')
      .description('a new key, from fresh words (BIP-39) that are shown once')
      .addOption(new Option('--words <count>', 'how many').choices(['12', '24']).default('24')),
  )
    .addHelpText('after', '\nExample:\n  $ ashlar wallet create main')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<KeyOptions & Readonly<{ words: string }>>();
      const wallets = walletsOf(world, options);
      wallets.assertFree(name);
      const password = await askNewPassword(world, options.passwordFile);
      const words = mnemonicOf(world.random(options.words === '12' ? 16 : 32));
      const key = await privateKeyOfMnemonic(words, options.path, options.index);
      const made = await wallets.store(name, key, password, options.scryptN);
      world.err('Write the words down and keep them from others: they are shown only now.\n');
      new Session(world, command).print({ ...made, words });
    });
}

function importCommand(wallet: Command, world: World): void {
  derivationOptions(
    wallet
      .command('import <name> [file]')
      .description(
        'a key that exists: words (BIP-39), wallet import format, or a keystore; from a file, - or the terminal',
      )
      .addOption(new Option('--from-password-file <path>', "file with the keystore's own password")),
  )
    .addHelpText('after', '\nExample:\n  $ ashlar wallet import main keystore.json')
    .action(async (name: string, file: string | undefined, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<KeyOptions & Readonly<{ fromPasswordFile?: string }>>();
      const wallets = walletsOf(world, options);
      wallets.assertFree(name);
      const secret = await askSecretText(world, file, 'Words, key or keystore');
      const key = await keyOf(world, secret, options);
      const password = await askNewPassword(world, options.passwordFile);
      new Session(world, command).print(await wallets.store(name, key, password, options.scryptN));
    });
}

async function keyOf(
  world: World,
  secret: string,
  options: KeyOptions & Readonly<{ fromPasswordFile?: string }>,
): Promise<Uint8Array> {
  if (secret.startsWith('{')) {
    const password = await askPassword(world, options.fromPasswordFile, 'the keystore');
    return openKeystore(secret, password, 'the keystore');
  }
  const words = parseMnemonic(secret);
  if (words.ok) return privateKeyOfMnemonic(words.value, options.path, options.index);
  const wif = parseWif(secret);
  if (wif.ok && isPrivateKey(wif.value)) return wif.value;
  throw new CliError(
    'this is neither words with a right checksum, nor a key in wallet import format, nor a keystore',
  );
}

function exportCommand(wallet: Command, world: World): void {
  wallet
    .command('export <name>')
    .description('the keystore, or with --wif the key in clear text')
    .option('--wif', 'the private key in wallet import format: whoever sees it owns the account', false)
    .addHelpText('after', '\nExample:\n  $ ashlar wallet export main > main.keystore.json')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<SignerOptions & Readonly<{ wif: boolean; json: boolean }>>();
      const wallets = walletsOf(world, options);
      if (!options.wif) {
        world.out(`${wallets.keystore(name)}\n`);
        return;
      }
      const stored = wallets.keystore(name);
      const key = await openKeystore(stored, await askPassword(world, options.passwordFile, name), name);
      const wif = encodeWif(key);
      if (options.json) new Session(world, command).print({ address: new Account(key).address, wif });
      else world.out(`${wif}\n`);
    });
}

function signCommand(wallet: Command, world: World): void {
  wallet
    .command('sign [file]')
    .description(
      'sign a transaction (JSON) from a file or standard input, or a message, with --wallet or --key-file',
    )
    .option('--message <text>', 'sign the SHA-256 of this text instead')
    .addHelpText('after', '\nExample:\n  $ ashlar wallet sign transaction.json --wallet main > signed.json')
    .action(async (file: string | undefined, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const { message } = command.optsWithGlobals<Readonly<{ message?: string }>>();
      const signer = await session.signer();
      if (message !== undefined) {
        const signature = await signer.sign(sha256(new TextEncoder().encode(message)));
        session.print({ address: signer.address, signature: base64url(signature) });
        return;
      }
      const signed = await signTransaction(await readTransaction(world, file), signer);
      if (!signed.ok) throw new CliError(`this transaction cannot be signed: ${signed.refusal.code}`);
      world.out(`${JSON.stringify(toJson(Transaction, signed.value))}\n`);
    });
}

async function readTransaction(world: World, file: string | undefined): Promise<Transaction> {
  const text = await askSecretText(world, file ?? '-', 'Transaction');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliError('the transaction is no JSON');
  }
  const transaction = fromJson(Transaction, json as Parameters<typeof fromJson>[1]);
  if (transaction.ok) return transaction.value;
  throw new CliError(`this is no transaction: ${transaction.refusal.code} at ${transaction.refusal.path}`);
}
