/** Accounts from each of their forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encryptKeystore, mnemonicOf, privateKeyOfSeedPhrase, sha256 } from '@ashlar/crypto';
import { encodeWif } from '@ashlar/protocol';
import { Account } from '@ashlar/sdk';
import { accountOfKeystore } from '../src/keystore.ts';

const words = mnemonicOf(new Uint8Array(16));

test('one key gives one account, whatever form it comes in', async () => {
  const key = privateKeyOfSeedPhrase('alice');
  const random = { bytes: (count: number) => new Uint8Array(count).fill(7) };
  const keystore = await encryptKeystore(key, 'password', random, { scryptN: 1_024 });
  const { address } = Account.fromSeed('alice');
  const fromWif = Account.fromWif(encodeWif(key));
  const fromKeystore = await accountOfKeystore(keystore, 'password');
  assert.ok(fromWif.ok && fromKeystore.ok);
  assert.deepEqual([fromWif.value.address, fromKeystore.value.address], [address, address]);
  assert.equal(address, '15iVSHUXH52WWbEdoZNpkGXXqZUM91uu6W');
});

test('a mnemonic gives the accounts that Kondor counts', async () => {
  const accounts = await Promise.all([0, 1].map((index) => Account.fromMnemonic(words, index)));
  const addresses = accounts.map((account) => account.ok && account.value.address);
  assert.deepEqual(addresses, ['1DFF1akeStY8SfomzFsSYsZPesQcbnF1vR', '15n9ZbL3xmLBCUFtVQUzXKox5WhFnyAba3']);
});

test('bad forms are refused with their code', async () => {
  const codeOf = (
    result: Readonly<{ ok: boolean; refusal?: Readonly<{ code: string }> }>,
  ): string | undefined => result.refusal?.code;
  assert.equal(codeOf(Account.fromWif('abc')), 'wif.wrongForm');
  assert.equal(
    codeOf(Account.fromWif('5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAbuatmU')),
    'wif.notPrivateKey',
  );
  assert.equal(codeOf(await Account.fromMnemonic('abandon ability')), 'mnemonic.invalid');
  assert.equal(codeOf(await accountOfKeystore('{}', 'password')), 'keystore.malformed');
});

test('an account does not show its key, and keeps its own copy', async () => {
  const key = privateKeyOfSeedPhrase('alice');
  const account = new Account(key);
  const before = await account.sign(sha256(key));
  assert.deepEqual(Object.keys(account), ['address']);
  const digest = sha256(key);
  key.fill(1);
  assert.deepEqual(await account.sign(digest), before);
});
