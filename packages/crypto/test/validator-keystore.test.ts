/** Validators' keystores: EIP-2335's own examples, round trips, and files that are wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import { decryptValidatorKeystore, encryptValidatorKeystore, sha256 } from '@ashlar/crypto';

const SECRET = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f';
const PASSWORD = '𝔱𝔢𝔰𝔱𝔭𝔞𝔰𝔰𝔴𝔬𝔯𝔡🔑';
const salt = 'd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3';
const iv = '264daa3f303d7259501c93d997d84fe6';
const example = (kdf: object, checksum: string, message: string): string =>
  JSON.stringify({
    crypto: {
      kdf: { ...kdf, message: '' },
      checksum: { function: 'sha256', params: {}, message: checksum },
      cipher: { function: 'aes-128-ctr', params: { iv }, message },
    },
    path: 'm/12381/60/3141592653/589793238',
    version: 4,
  });
const random = { bytes: (count: number) => sha256(utf8(`random ${count}`)).subarray(0, count) };
const code = async (json: string, password = 'password'): Promise<string> => {
  const result = await decryptValidatorKeystore(json, password);
  return result.ok ? 'accepted' : result.refusal.code;
};

test('the examples of EIP-2335 are opened', async () => {
  const scrypt = example(
    { function: 'scrypt', params: { dklen: 32, n: 262144, p: 1, r: 8, salt } },
    'd2217fe5f3e9a1e34581ef8a78f7c9928e436d36dacc5e846690a5581e8ea484',
    '06ae90d55fe0a6e9c5c3bc5b170827b2e5cce3929ed3f116c2811e6366dfe20f',
  );
  const pbkdf2 = example(
    { function: 'pbkdf2', params: { dklen: 32, c: 262144, prf: 'hmac-sha256', salt } },
    '8a9f5d9912ed7e75ea794bc5a89bca5f193721d30868ade6f73043c6ea6febf1',
    'cee03fde2af33149775b7223e7845e4fb2c8ae1792e5f99fe9ecf474cc8c16ad',
  );
  for (const json of [scrypt, pbkdf2]) {
    const opened = await decryptValidatorKeystore(json, PASSWORD);
    assert.ok(opened.ok);
    assert.equal(hex(opened.value.secret), SECRET);
    assert.equal(opened.value.path, 'm/12381/60/3141592653/589793238');
  }
});

test('what was encrypted is decrypted with the same password, however it was typed', async () => {
  const secret = sha256(utf8('validator'));
  const json = await encryptValidatorKeystore(secret, 'pa\u0308ss', random, { scryptN: 1_024, path: 'm/1' });
  for (const typed of ['p\u00e4ss', 'pa\u0308ss\n', 'p\u007f\u00e4ss'])
    assert.deepEqual(await decryptValidatorKeystore(json, typed), {
      ok: true,
      value: { secret, path: 'm/1' },
    });
  assert.equal(await code(json, 'pass'), 'keystore.wrongPassword');
});

test('other versions and functions are unsupported, costly ones refused, malformed ones too', async () => {
  const file = JSON.parse(
    await encryptValidatorKeystore(sha256(random.bytes(1)), 'password', random, { scryptN: 1_024 }),
  );
  const edited = (part: string, change: object): Promise<string> =>
    code(
      JSON.stringify({ ...file, crypto: { ...file.crypto, [part]: { ...file.crypto[part], ...change } } }),
    );
  assert.equal(await code(JSON.stringify(file)), 'accepted');
  assert.equal(await code(JSON.stringify({ ...file, version: 3 })), 'keystore.unsupported');
  assert.equal(await edited('kdf', { function: 'argon2' }), 'keystore.unsupported');
  assert.equal(await edited('kdf', { function: 'pbkdf2' }), 'keystore.unsupported');
  assert.equal(await edited('cipher', { function: 'xor' }), 'keystore.unsupported');
  assert.equal(await edited('checksum', { function: 'crc32' }), 'keystore.unsupported');
  const params = { ...file.crypto.kdf.params, n: 2 ** 30 };
  assert.equal(await edited('kdf', { params }), 'keystore.tooExpensive');
  assert.equal(await edited('kdf', { params: {} }), 'keystore.malformed');
  assert.equal(await edited('cipher', { params: {} }), 'keystore.malformed');
  assert.equal(await edited('checksum', { message: '00' }), 'keystore.malformed');
  assert.equal(await edited('checksum', { message: '00'.repeat(32) }), 'keystore.wrongPassword');
  for (const json of ['', '{}', '[]', '{"version":4,"crypto":{}}'])
    assert.equal(await code(json), 'keystore.malformed', json);
});
