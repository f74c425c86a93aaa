/**
 * The accounts of a development chain: ten with money, and the one whose key makes blocks. All from one mnemonic that
 * everybody knows, so that they are the same on every machine, and worth nothing on any real chain.
 * @module
 */
import { privateKeyOfMnemonic, publicKeyOf } from '@ashlar/crypto';
import { type Address, addressOfPublicKey, addressText, encodeWif } from '@ashlar/protocol';

export const DEV_MNEMONIC = 'test test test test test test test test test test test junk';
export const DEV_ACCOUNTS = 10;
/** Index of the account that signs genesis' blocks. */
const GENESIS_INDEX = 10;

export type DevAccount = Readonly<{
  name: string;
  address: Address;
  /** 25 bytes */
  addressBytes: Uint8Array;
  wif: string;
  privateKey: Uint8Array;
}>;

export type DevAccounts = Readonly<{ users: readonly DevAccount[]; genesis: DevAccount }>;

export async function devAccounts(): Promise<DevAccounts> {
  const indexes = Array.from({ length: DEV_ACCOUNTS }, (_, index) => index);
  const users = await Promise.all(indexes.map((index) => account(`account ${index}`, index)));
  return { users, genesis: await account('genesis', GENESIS_INDEX) };
}

async function account(name: string, index: number): Promise<DevAccount> {
  const privateKey = await privateKeyOfMnemonic(DEV_MNEMONIC, 'koinos', index);
  const addressBytes = addressOfPublicKey(publicKeyOf(privateKey));
  return {
    name,
    address: addressText(addressBytes),
    addressBytes,
    wif: encodeWif(privateKey),
    privateKey,
  };
}
