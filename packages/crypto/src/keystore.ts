/**
 * Keystores: a private key at rest, encrypted under a password, in the Web3 Secret Storage format, version 3.
 * What it costs to open one, and why a hostile file cannot ask for more: `keystore-kdf.ts`.
 * Not here: reading and writing files and their permissions (apps), asking for passwords, validators' keys (`validator-keystore.ts`).
 * @module
 */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import type { Result } from '@ashlar/base';
import { accept, assert, concat, hex, refuse, utf8 } from '@ashlar/base';
import type { RandomBytes } from './bls.ts';
import { keccak256 } from './hash.ts';
import type { Derivation, KeystoreRefusal } from './keystore-kdf.ts';
import {
  asRecord,
  DERIVED_BYTES,
  derive,
  hexField,
  isAffordable,
  parseJson,
  readDerivation,
  scryptOf,
  uuid,
} from './keystore-kdf.ts';
import { isPrivateKey } from './secp256k1.ts';

export type KeystoreOptions = Readonly<{
  /** A power of two, `SCRYPT_N_MIN` to 2^19. Lower only for tests and throw-away keys. */
  scryptN?: number;
  /** Written into the file for people and tools to tell files apart; not authenticated. */
  address?: string;
}>;

/** The JSON text of a keystore for a secp256k1 private key. */
export async function encryptKeystore(
  privateKey: Uint8Array,
  password: string,
  random: RandomBytes,
  options: KeystoreOptions = {},
): Promise<string> {
  const derivation = scryptOf(random.bytes(32), options.scryptN);
  assert(isPrivateKey(privateKey), 'a keystore holds a private key');
  assert(derivation !== undefined, 'scrypt parameters are in range');
  const derived = await derive(utf8(password), derivation);
  const iv = random.bytes(16);
  const cipher = createCipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
  const ciphertext = concat(cipher.update(privateKey), cipher.final());
  return JSON.stringify({
    version: 3,
    id: uuid(random.bytes(16)),
    ...(options.address === undefined ? {} : { address: options.address }),
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: hex(iv) },
      ciphertext: hex(ciphertext),
      kdf: 'scrypt',
      kdfparams: {
        dklen: DERIVED_BYTES,
        n: derivation.n,
        r: derivation.r,
        p: derivation.p,
        salt: hex(derivation.salt),
      },
      mac: hex(macOf(derived, ciphertext)),
    },
  });
}

/** The private key in a keystore of this or another program, scrypt or PBKDF2. */
export async function decryptKeystore(
  json: string,
  password: string,
): Promise<Result<Uint8Array, KeystoreRefusal>> {
  const read = readKeystore(json);
  if (!read.ok) return read;
  const { derivation, ciphertext, iv, mac } = read.value;
  if (!isAffordable(derivation)) return refuse({ code: 'keystore.tooExpensive' });
  const derived = await derive(utf8(password), derivation);
  if (!timingSafeEqual(macOf(derived, ciphertext), mac)) return refuse({ code: 'keystore.wrongPassword' });
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
  const privateKey = concat(decipher.update(ciphertext), decipher.final());
  return isPrivateKey(privateKey) ? accept(privateKey) : refuse({ code: 'keystore.malformed' });
}

type Sealed = Readonly<{ derivation: Derivation; ciphertext: Uint8Array; iv: Uint8Array; mac: Uint8Array }>;

function readKeystore(json: string): Result<Sealed, KeystoreRefusal> {
  const malformed = refuse<KeystoreRefusal>({ code: 'keystore.malformed' });
  const unsupported = refuse<KeystoreRefusal>({ code: 'keystore.unsupported' });
  const file = parseJson(json);
  // Old files spell it `Crypto`; the specification's own test vectors do not agree on case.
  const sealed = asRecord(file?.['crypto'] ?? file?.['Crypto']);
  if (file === undefined || sealed === undefined) return malformed;
  if (file['version'] !== 3 || sealed['cipher'] !== 'aes-128-ctr') return unsupported;
  const kdf = sealed['kdf'];
  if (kdf !== 'scrypt' && kdf !== 'pbkdf2') return unsupported;
  const parameters = asRecord(sealed['kdfparams']);
  if (kdf === 'pbkdf2' && parameters?.['prf'] !== 'hmac-sha256') return unsupported;
  const derivation = parameters === undefined ? undefined : readDerivation(kdf, parameters);
  const ciphertext = hexField(sealed, 'ciphertext', 32, 32);
  const iv = hexField(asRecord(sealed['cipherparams']), 'iv', 16, 16);
  const mac = hexField(sealed, 'mac', 32, 32);
  if (derivation === undefined || ciphertext === undefined || iv === undefined || mac === undefined)
    return malformed;
  return accept({ derivation, ciphertext, iv, mac });
}

const macOf = (derived: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  keccak256(concat(derived.subarray(16, 32), ciphertext));
