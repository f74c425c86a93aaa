/**
 * Keystores: a private key at rest, encrypted under a password, in the Web3 Secret Storage format, version 3.
 *
 * Slow on purpose: scrypt with N = 2^18 takes about a second and 256 MiB, which is what a thief pays a guess. The same
 * parameters stand in the file, so a *hostile* file could demand any amount of memory or time: everything beyond
 * `MEMORY_BYTES_MAX`, `WORK_MAX` and `PBKDF2_ROUNDS_MAX` is refused before it is allocated.
 *
 * Not here: reading and writing files and their permissions (apps), asking for passwords, validators' keystores.
 * @module
 */
import { createCipheriv, createDecipheriv, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Result } from '@ashlar/base';
import { accept, assert, concat, fromHex, hex, refuse, utf8 } from '@ashlar/base';
import { scrypt as wasmScrypt } from 'hash-wasm';
import type { RandomBytes } from './bls.ts';
import { keccak256 } from './hash.ts';
import { isPrivateKey } from './secp256k1.ts';

/** scrypt's cost unless the caller says otherwise: 256 MiB with r = 8. */
export const SCRYPT_N_DEFAULT: number = 2 ** 18;
export const SCRYPT_N_MIN: number = 2 ** 10;
/** scrypt needs 128 · N · r bytes. */
export const MEMORY_BYTES_MAX: number = 2 ** 29;
/** N · r · p, in blocks of 128 bytes mixed: eight times the default. */
export const WORK_MAX: number = 2 ** 24;
export const PBKDF2_ROUNDS_MAX = 10_000_000;
/** Characters of a keystore's JSON. */
export const KEYSTORE_CHARACTERS_MAX = 65_536;
const DERIVED_BYTES = 32;
const SALT_BYTES_MAX = 1_024;

export type KeystoreRefusal = Readonly<{
  code:
    | 'keystore.malformed'
    /** Another version, cipher or key derivation. */
    | 'keystore.unsupported'
    /** The file demands more memory or time than any honest one. */
    | 'keystore.tooExpensive'
    | 'keystore.wrongPassword';
}>;

export type KeystoreOptions = Readonly<{
  /** A power of two, `SCRYPT_N_MIN` to 2^19. Lower only for tests and throw-away keys. */
  scryptN?: number;
  /** Written into the file for people and tools to tell files apart; not authenticated. */
  address?: string;
}>;

const scryptAsync = promisify<Uint8Array, Uint8Array, number, ScryptLimits, Uint8Array>(scrypt);
const pbkdf2Async = promisify(pbkdf2);
type ScryptLimits = Readonly<{ N: number; r: number; p: number; maxmem: number }>;

type Derivation =
  | Readonly<{ kind: 'scrypt'; salt: Uint8Array; n: number; r: number; p: number }>
  | Readonly<{ kind: 'pbkdf2'; salt: Uint8Array; rounds: number }>;

/** The JSON text of a keystore for a secp256k1 private key. */
export async function encryptKeystore(
  privateKey: Uint8Array,
  password: string,
  random: RandomBytes,
  options: KeystoreOptions = {},
): Promise<string> {
  const n = options.scryptN ?? SCRYPT_N_DEFAULT;
  const derivation: Derivation = { kind: 'scrypt', salt: random.bytes(32), n, r: 8, p: 1 };
  assert(isPrivateKey(privateKey), 'a keystore holds a private key');
  assert(isPowerOfTwo(n) && n >= SCRYPT_N_MIN && isAffordable(derivation), 'scrypt parameters are in range');
  const derived = await derive(password, derivation);
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
      kdfparams: { dklen: DERIVED_BYTES, n, r: 8, p: 1, salt: hex(derivation.salt) },
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
  const derived = await derive(password, derivation);
  if (!timingSafeEqual(macOf(derived, ciphertext), mac)) return refuse({ code: 'keystore.wrongPassword' });
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), iv);
  const privateKey = concat(decipher.update(ciphertext), decipher.final());
  return isPrivateKey(privateKey) ? accept(privateKey) : refuse({ code: 'keystore.malformed' });
}

type Sealed = Readonly<{ derivation: Derivation; ciphertext: Uint8Array; iv: Uint8Array; mac: Uint8Array }>;

function readKeystore(json: string): Result<Sealed, KeystoreRefusal> {
  const malformed = refuse<KeystoreRefusal>({ code: 'keystore.malformed' });
  const unsupported = refuse<KeystoreRefusal>({ code: 'keystore.unsupported' });
  if (json.length > KEYSTORE_CHARACTERS_MAX) return malformed;
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

function readDerivation(kind: 'scrypt' | 'pbkdf2', parameters: Fields): Derivation | undefined {
  const salt = hexField(parameters, 'salt', 1, SALT_BYTES_MAX);
  if (salt === undefined || parameters['dklen'] !== DERIVED_BYTES) return undefined;
  if (kind === 'pbkdf2') {
    const rounds = positiveField(parameters, 'c');
    return rounds === undefined ? undefined : { kind, salt, rounds };
  }
  const n = positiveField(parameters, 'n');
  const r = positiveField(parameters, 'r');
  const p = positiveField(parameters, 'p');
  if (n === undefined || r === undefined || p === undefined || !isPowerOfTwo(n)) return undefined;
  return { kind, salt, n, r, p };
}

/** Multiplications of safe integers may round here, but only far above the limits. */
function isAffordable(derivation: Derivation): boolean {
  if (derivation.kind === 'pbkdf2') return derivation.rounds <= PBKDF2_ROUNDS_MAX;
  const { n, r, p } = derivation;
  return 128 * n * r <= MEMORY_BYTES_MAX && n * r * p <= WORK_MAX;
}

async function derive(password: string, derivation: Derivation): Promise<Uint8Array> {
  const secret = utf8(password);
  if (derivation.kind === 'pbkdf2')
    return pbkdf2Async(secret, derivation.salt, derivation.rounds, DERIVED_BYTES, 'sha256');
  const { salt, n, r, p } = derivation;
  // RFC 7914 demands N < 2^(16·r) and OpenSSL insists, but the format's own example has r = 1 with N = 2^18.
  if (n >= 2 ** (16 * r))
    return wasmScrypt({
      password: secret,
      salt,
      costFactor: n,
      blockSize: r,
      parallelism: p,
      hashLength: DERIVED_BYTES,
      outputType: 'binary',
    });
  // OpenSSL counts the blocks of all lanes and its scratch, besides the 128 · N · r that dominate.
  const maxmem = 128 * r * (n + p + 2) + 4_096;
  return scryptAsync(secret, salt, DERIVED_BYTES, { N: n, r, p, maxmem });
}

const macOf = (derived: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  keccak256(concat(derived.subarray(16, 32), ciphertext));

const isPowerOfTwo = (value: number): boolean => value > 1 && Number.isInteger(Math.log2(value));

/** RFC 9562, version 4, of 16 random bytes. */
function uuid(bytes: Uint8Array): string {
  const fields = bytes.slice();
  fields[6] = (fields[6]! & 0x0f) | 0x40;
  fields[8] = (fields[8]! & 0x3f) | 0x80;
  return hex(fields).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

type Fields = Readonly<Record<string, unknown>>;

function parseJson(text: string): Fields | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined; // The only thing that JSON.parse throws is "malformed".
  }
}

function asRecord(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function hexField(
  fields: Fields | undefined,
  name: string,
  min: number,
  max: number,
): Uint8Array | undefined {
  const text = fields?.[name];
  const bytes = typeof text === 'string' && text.length <= max * 2 ? fromHex(text) : undefined;
  return bytes === undefined || bytes.length < min ? undefined : bytes;
}

function positiveField(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
