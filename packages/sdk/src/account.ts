/**
 * Accounts that can sign. A `Signer` is all that the rest of this package asks for, so that a browser's wallet or a
 * remote signer can stand in; the accounts here hold their key in memory. For accounts from keystores see `keystore.ts`, which only Node can run.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert } from '@ashlar/base';
import type { MnemonicRefusal } from '@ashlar/crypto';
import * as crypto from '@ashlar/crypto';
import type { Address, WifRefusal } from '@ashlar/protocol';
import { addressOfPublicKey, addressText, parseWif } from '@ashlar/protocol';

export interface Signer {
  readonly address: Address;
  /** A 65-byte recoverable signature of a 32-byte digest. */
  sign(digest: Uint8Array): Promise<Uint8Array>;
}

export class Account implements Signer {
  readonly address: Address;
  readonly #privateKey: Uint8Array;

  /** Of a private key: 32 bytes, a number from 1 to n - 1. */
  constructor(privateKey: Uint8Array) {
    assert(crypto.isPrivateKey(privateKey), 'an account is made of a private key');
    this.#privateKey = privateKey.slice();
    this.address = addressText(addressOfPublicKey(crypto.publicKeyOf(privateKey)));
  }

  /** From wallet import format, either form. */
  static fromWif(wif: string): Result<Account, WifRefusal> {
    const key = parseWif(wif);
    return key.ok ? accept(new Account(key.value)) : key;
  }

  /** koilib's `Signer.fromSeed`: for tests, because phrases that people remember can be guessed. */
  static fromSeed(phrase: string): Account {
    return new Account(crypto.privateKeyOfSeedPhrase(phrase));
  }

  /** Account `index` (0-based) of a BIP-39 mnemonic, as the Kondor wallet counts them. */
  static async fromMnemonic(
    mnemonic: string,
    index = 0,
    passphrase = '',
  ): Promise<Result<Account, MnemonicRefusal>> {
    const words = crypto.parseMnemonic(mnemonic);
    if (!words.ok) return words;
    return accept(new Account(await crypto.privateKeyOfMnemonic(words.value, 'koinos', index, passphrase)));
  }

  async sign(digest: Uint8Array): Promise<Uint8Array> {
    return crypto.sign(digest, this.#privateKey);
  }
}
