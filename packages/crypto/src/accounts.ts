/**
 * Accounts from words: one mnemonic (BIP-39, English) is a tree of keys (BIP-32), at the paths that wallets agreed on.
 *
 * `m/44'/659'/a'/0/0` is Koinos' path, as the Kondor wallet walks it: the *account* level counts. Ethereum's wallets
 * count at the last level, `m/44'/60'/0'/0/i`. So one mnemonic gives the same accounts here, in Kondor and in MetaMask.
 * koilib knows no mnemonics: pass it the private key, or its WIF.
 *
 * Not here: randomness (entropy is given), and the storage of mnemonics. A mnemonic is as secret as all its keys.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert, InvariantViolation, refuse } from '@ashlar/base';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeed } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Hardened indexes end below this. */
export const ACCOUNT_INDEX_MAX: number = 2 ** 31 - 1;
const MNEMONIC_CHARACTERS_MAX = 512;

export type MnemonicRefusal = Readonly<{ code: 'mnemonic.invalid' }>;
export type WalletPath = 'koinos' | 'ethereum';

const PATHS: Readonly<Record<WalletPath, (index: number) => string>> = {
  koinos: (index) => `m/44'/659'/${index}'/0/0`,
  ethereum: (index) => `m/44'/60'/0'/0/${index}`,
};

/** The mnemonic of 16, 20, 24, 28 or 32 bytes of fresh entropy: 12 to 24 words. */
export function mnemonicOf(entropy: Uint8Array): string {
  assert([16, 20, 24, 28, 32].includes(entropy.length), 'BIP-39 entropy has 16 to 32 bytes, a multiple of 4');
  return entropyToMnemonic(entropy, wordlist);
}

/** The words, in lower case and with single spaces, if all are in the list and the checksum fits. */
export function parseMnemonic(text: string): Result<string, MnemonicRefusal> {
  const invalid = refuse<MnemonicRefusal>({ code: 'mnemonic.invalid' });
  if (text.length > MNEMONIC_CHARACTERS_MAX) return invalid;
  const words = text.trim().toLowerCase().split(/\s+/).join(' ');
  try {
    mnemonicToEntropy(words, wordlist);
    return accept(words);
  } catch {
    return invalid; // Too few words, an unknown word, or a wrong checksum.
  }
}

/**
 * The private key of account `index` (0-based). `mnemonic` must have passed `parseMnemonic`; another `passphrase` gives
 * other accounts. About 50 ms.
 */
export async function privateKeyOfMnemonic(
  mnemonic: string,
  path: WalletPath,
  index: number,
  passphrase = '',
): Promise<Uint8Array> {
  assert(Number.isInteger(index) && index >= 0 && index <= ACCOUNT_INDEX_MAX, 'an account index is in range');
  const node = HDKey.fromMasterSeed(await mnemonicToSeed(mnemonic, passphrase)).derive(PATHS[path](index));
  if (node.privateKey === null) throw new InvariantViolation('a path from a seed ends in a private key');
  return node.privateKey;
}
