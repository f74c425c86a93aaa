import type { Result } from '@ashlar/base';
import { accept } from '@ashlar/base';
import type { KeystoreRefusal } from '@ashlar/crypto';
import { decryptKeystore } from '@ashlar/crypto';
import { Account } from './account.ts';

/** The account in a Web3 Secret Storage file, in Node. Slow on purpose: about a second. */
export async function accountOfKeystore(
  json: string,
  password: string,
): Promise<Result<Account, KeystoreRefusal>> {
  const key = await decryptKeystore(json, password);
  return key.ok ? accept(new Account(key.value)) : key;
}
