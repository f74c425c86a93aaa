/** Keystores: round trips, wrong passwords, tampering, and files that would exhaust the machine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { decryptKeystore, encryptKeystore, SCRYPT_N_DEFAULT, sha256 } from '@ashlar/crypto';

const key = sha256(utf8('keystore'));
const random = { bytes: (count: number) => sha256(utf8(`random ${count}`)).subarray(0, count) };
const cheap = { scryptN: 1_024 };
const code = async (json: string, password = 'password'): Promise<string> => {
  const result = await decryptKeystore(json, password);
  return result.ok ? 'accepted' : result.refusal.code;
};

test('what was encrypted is decrypted with the same password only', async () => {
  const json = await encryptKeystore(key, 'pässword', random, { ...cheap, address: '1abc' });
  assert.deepEqual(await decryptKeystore(json, 'pässword'), { ok: true, value: key });
  assert.equal(await code(json, 'password'), 'keystore.wrongPassword');
  assert.equal(JSON.parse(json).address, '1abc');
  assert.match(JSON.parse(json).id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the default cost is N = 2^18, and lower ones than 2^10 or odd ones are a bug', async () => {
  assert.equal(SCRYPT_N_DEFAULT, 262_144);
  const json = await encryptKeystore(key, 'password', random);
  assert.equal(JSON.parse(json).crypto.kdfparams.n, SCRYPT_N_DEFAULT);
  assert.equal(await code(json), 'accepted');
  for (const scryptN of [512, 1_025, 2 ** 20])
    await assert.rejects(encryptKeystore(key, 'password', random, { scryptN }), /scrypt parameters/);
});

test('a changed ciphertext or mac is noticed', async () => {
  const file = JSON.parse(await encryptKeystore(key, 'password', random, cheap));
  for (const field of ['ciphertext', 'mac']) {
    const changed = structuredClone(file);
    const first = changed.crypto[field][0];
    changed.crypto[field] = (first === '0' ? '1' : '0') + changed.crypto[field].slice(1);
    assert.equal(await code(JSON.stringify(changed)), 'keystore.wrongPassword');
  }
});

const edited = async (edit: (crypto: Record<string, unknown>) => void): Promise<string> => {
  const file = JSON.parse(await encryptKeystore(key, 'password', random, cheap));
  edit(file.crypto);
  return code(JSON.stringify(file));
};

test('parameters that would exhaust memory or time are refused at once', async () => {
  const salt = '00'.repeat(32);
  for (const kdfparams of [
    { dklen: 32, n: 2 ** 20, r: 8, p: 1, salt },
    { dklen: 32, n: 2 ** 40, r: 8, p: 1, salt },
    { dklen: 32, n: 1_024, r: 2 ** 30, p: 1, salt },
    { dklen: 32, n: 1_024, r: 8, p: 2 ** 30, salt },
    { dklen: 32, n: 2 ** 52, r: 2 ** 52, p: 2 ** 52, salt },
  ])
    assert.equal(
      await edited((sealed) => {
        sealed['kdfparams'] = kdfparams;
      }),
      'keystore.tooExpensive',
    );
  const pbkdf2 = { dklen: 32, c: 10_000_001, prf: 'hmac-sha256', salt };
  assert.equal(
    await edited((sealed) => Object.assign(sealed, { kdf: 'pbkdf2', kdfparams: pbkdf2 })),
    'keystore.tooExpensive',
  );
});

test('other versions, ciphers and derivations are unsupported', async () => {
  assert.equal(
    await edited((sealed) => Object.assign(sealed, { cipher: 'aes-256-ctr' })),
    'keystore.unsupported',
  );
  assert.equal(await edited((sealed) => Object.assign(sealed, { kdf: 'argon2' })), 'keystore.unsupported');
  assert.equal(await edited((sealed) => Object.assign(sealed, { kdf: 'pbkdf2' })), 'keystore.unsupported');
  assert.equal(await code('{"version":4,"crypto":{}}'), 'keystore.unsupported');
});

test('malformed files are refused', async () => {
  const padded = `${await encryptKeystore(key, 'password', random, cheap)}${' '.repeat(65_536)}`;
  assert.equal(await code(padded), 'keystore.malformed', 'too long to be one');
  for (const json of [
    '',
    '{',
    '[]',
    'null',
    '{"version":3}',
    '{"version":3,"crypto":[]}',
    ' '.repeat(70_000),
  ])
    assert.equal(await code(json), 'keystore.malformed', json.slice(0, 30));
  const salt = '00';
  for (const edit of [
    { mac: 'xyz' },
    { mac: '00' },
    { ciphertext: '00'.repeat(31) },
    { cipherparams: {} },
    { kdfparams: undefined },
    { kdfparams: { dklen: 32, n: 1_000, r: 8, p: 1, salt } },
    { kdfparams: { dklen: 64, n: 1_024, r: 8, p: 1, salt } },
    { kdfparams: { dklen: 32, n: 1_024, r: 0, p: 1, salt } },
    { kdfparams: { dklen: 32, n: '1024', r: 8, p: 1, salt } },
    { kdfparams: { dklen: 32, n: 1_024, r: 8, p: 1, salt: '' } },
  ])
    assert.equal(
      await edited((sealed) => Object.assign(sealed, edit)),
      'keystore.malformed',
      JSON.stringify(edit),
    );
});
