/**
 * Validators' keystores: a BLS secret at rest, in the format of EIP-2335 (version 4), which validators' tools share.
 *
 * Derivation and limits are those of accounts' keystores (`keystore-kdf.ts`); the checksum is SHA-256, and a password
 * is normalized first, so that it opens the file whatever keyboard it was typed on.
 * @module
 */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import type { Result } from '@ashlar/base';
import { accept, assert, concat, hex, refuse, utf8 } from '@ashlar/base';
import type { RandomBytes } from './bls.ts';
import { sha256 } from './hash.ts';
import type { Derivation, Fields, KeystoreRefusal } from './keystore-kdf.ts';
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

const SECRET_BYTES = 32;
const DESCRIPTION_CHARACTERS_MAX = 256;

export type ValidatorKeystoreOptions = Readonly<{
  /** As for accounts: see `KeystoreOptions`. */
  scryptN?: number;
  /** Hex of the public key, for people and tools to tell files apart; not authenticated. */
  publicKey?: string;
  /** EIP-2334's path of the key, empty if it has none. */
  path?: string;
  description?: string;
}>;

export type ValidatorKeystore = Readonly<{
  /** 32 bytes; for `bls.parseSecretKey`, which checks them. */
  secret: Uint8Array;
  path: string;
}>;

/** The JSON text of a keystore for 32 secret bytes. */
export async function encryptValidatorKeystore(
  secret: Uint8Array,
  password: string,
  random: RandomBytes,
  options: ValidatorKeystoreOptions = {},
): Promise<string> {
  const derivation = scryptOf(random.bytes(32), options.scryptN);
  assert(secret.length === SECRET_BYTES, 'a validator keystore holds 32 bytes');
  assert(derivation !== undefined, 'scrypt parameters are in range');
  const derived = await derive(passwordBytes(password), derivation);
  const iv = random.bytes(16);
  const cipher = createCipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
  const ciphertext = concat(cipher.update(secret), cipher.final());
  const { n, r, p, salt } = derivation;
  return JSON.stringify({
    crypto: {
      kdf: { function: 'scrypt', params: { dklen: DERIVED_BYTES, n, p, r, salt: hex(salt) }, message: '' },
      checksum: { function: 'sha256', params: {}, message: hex(checksumOf(derived, ciphertext)) },
      cipher: { function: 'aes-128-ctr', params: { iv: hex(iv) }, message: hex(ciphertext) },
    },
    description: (options.description ?? '').slice(0, DESCRIPTION_CHARACTERS_MAX),
    pubkey: options.publicKey ?? '',
    path: options.path ?? '',
    uuid: uuid(random.bytes(16)),
    version: 4,
  });
}

/** The secret in a keystore of this or another program, scrypt or PBKDF2. */
export async function decryptValidatorKeystore(
  json: string,
  password: string,
): Promise<Result<ValidatorKeystore, KeystoreRefusal>> {
  const read = readKeystore(json);
  if (!read.ok) return read;
  const { derivation, ciphertext, iv, checksum, path } = read.value;
  if (!isAffordable(derivation)) return refuse({ code: 'keystore.tooExpensive' });
  const derived = await derive(passwordBytes(password), derivation);
  if (!timingSafeEqual(checksumOf(derived, ciphertext), checksum))
    return refuse({ code: 'keystore.wrongPassword' });
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
  return accept({ secret: concat(decipher.update(ciphertext), decipher.final()), path });
}

type Sealed = Readonly<{
  derivation: Derivation;
  ciphertext: Uint8Array;
  iv: Uint8Array;
  checksum: Uint8Array;
  path: string;
}>;

function readKeystore(json: string): Result<Sealed, KeystoreRefusal> {
  const malformed = refuse<KeystoreRefusal>({ code: 'keystore.malformed' });
  const unsupported = refuse<KeystoreRefusal>({ code: 'keystore.unsupported' });
  const file = parseJson(json);
  const sealed = asRecord(file?.['crypto']);
  if (file === undefined || sealed === undefined) return malformed;
  if (file['version'] !== 4) return unsupported;
  const [kdf, checksum, cipher] = ['kdf', 'checksum', 'cipher'].map((name) => asRecord(sealed[name]));
  if (kdf === undefined || checksum === undefined || cipher === undefined) return malformed;
  const kind = kdf['function'];
  if ((kind !== 'scrypt' && kind !== 'pbkdf2') || checksum['function'] !== 'sha256') return unsupported;
  if (cipher['function'] !== 'aes-128-ctr') return unsupported;
  const parameters = asRecord(kdf['params']);
  if (kind === 'pbkdf2' && parameters?.['prf'] !== 'hmac-sha256') return unsupported;
  const derivation = parameters === undefined ? undefined : readDerivation(kind, parameters);
  const ciphertext = messageOf(cipher);
  const mac = messageOf(checksum);
  const iv = hexField(asRecord(cipher['params']), 'iv', 16, 16);
  if (derivation === undefined || ciphertext === undefined || iv === undefined || mac === undefined)
    return malformed;
  const path = typeof file['path'] === 'string' ? file['path'] : '';
  return accept({ derivation, ciphertext, iv, checksum: mac, path });
}

const messageOf = (part: Fields): Uint8Array | undefined => hexField(part, 'message', 32, 32);

const checksumOf = (derived: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  sha256(concat(derived.subarray(16, 32), ciphertext));

/** NFKD, without control codes (C0, C1 and delete), in UTF-8. */
function passwordBytes(password: string): Uint8Array {
  const kept = [...password.normalize('NFKD')].filter((character) => {
    const code = character.codePointAt(0)!;
    return code > 0x1f && !(code >= 0x7f && code <= 0x9f);
  });
  return utf8(kept.join(''));
}
