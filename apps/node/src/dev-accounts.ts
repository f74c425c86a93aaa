/**
 * The accounts of a development chain: ten with money, and the one whose key makes blocks. All from one mnemonic that
 * everybody knows, so that they are the same on every machine, and worth nothing on any real chain.
 * @module
 */
import { assert, utf8 } from '@ashlar/base';
import { bls, decompressed, privateKeyOfMnemonic, publicKeyOf, sha256 } from '@ashlar/crypto';
import { revAddressOfPublicKey } from '@ashlar/engine-rho';
import { type Address, addressOfPublicKey, addressText, encodeWif } from '@ashlar/protocol';
import type { ValidatorKeys } from './member.ts';

export const DEV_MNEMONIC = 'test test test test test test test test test test test junk';
export const DEV_ACCOUNTS = 10;
/** Index of the account that signs genesis' blocks. */
const GENESIS_INDEX = 10;
/** Index of the first validator's account. */
const VALIDATOR_INDEX = 20;
export const DEV_VALIDATORS_MAX = 16;

export type DevAccount = Readonly<{
  name: string;
  address: Address;
  /** 25 bytes */
  addressBytes: Uint8Array;
  /** Of the account's vault in RChain's contracts. */
  revAddress: string;
  wif: string;
  privateKey: Uint8Array;
}>;

export type DevAccounts = Readonly<{ users: readonly DevAccount[]; genesis: DevAccount }>;

/** Keys of the validators of a development chain: as public as the accounts'. */
export async function devValidators(count: number): Promise<readonly ValidatorKeys[]> {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return Promise.all(
    indexes.map(async (index) => {
      const { addressBytes, privateKey } = await account(`validator ${index}`, VALIDATOR_INDEX + index);
      const seed = sha256(utf8(`${DEV_MNEMONIC} validator ${index}`));
      return { address: addressBytes, privateKey, voteKey: bls.secretKeyOfSeed(seed) };
    }),
  );
}

export async function devAccounts(): Promise<DevAccounts> {
  const indexes = Array.from({ length: DEV_ACCOUNTS }, (_, index) => index);
  const users = await Promise.all(indexes.map((index) => account(`account ${index}`, index)));
  return { users, genesis: await account('genesis', GENESIS_INDEX) };
}

async function account(name: string, index: number): Promise<DevAccount> {
  const privateKey = await privateKeyOfMnemonic(DEV_MNEMONIC, 'koinos', index);
  const publicKey = publicKeyOf(privateKey);
  const addressBytes = addressOfPublicKey(publicKey);
  const revAddress = revAddressOfPublicKey(decompressed(publicKey));
  assert(revAddress !== undefined, 'a public key has an address');
  return {
    name,
    address: addressText(addressBytes),
    addressBytes,
    revAddress,
    wif: encodeWif(privateKey),
    privateKey,
  };
}
