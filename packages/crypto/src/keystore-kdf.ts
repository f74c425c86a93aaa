/**
 * What the two kinds of keystores share: deriving a key from a password, at a price that is bounded, and reading JSON
 * that a stranger may have written.
 *
 * Slow on purpose: scrypt with N = 2^18 takes about a second and 256 MiB, which is what a thief pays a guess. The same
 * parameters stand in the file, so a *hostile* file could demand any amount of memory or time: everything beyond
 * `MEMORY_BYTES_MAX`, `WORK_MAX` and `PBKDF2_ROUNDS_MAX` is refused before it is allocated.
 * @module
 */
import { pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { fromHex, hex } from '@ashlar/base';
import { scrypt as wasmScrypt } from 'hash-wasm';

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
export const DERIVED_BYTES = 32;
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

const scryptAsync = promisify<Uint8Array, Uint8Array, number, ScryptLimits, Uint8Array>(scrypt);
const pbkdf2Async = promisify(pbkdf2);
type ScryptLimits = Readonly<{ N: number; r: number; p: number; maxmem: number }>;

export type Scrypt = Readonly<{ kind: 'scrypt'; salt: Uint8Array; n: number; r: number; p: number }>;
export type Derivation = Scrypt | Readonly<{ kind: 'pbkdf2'; salt: Uint8Array; rounds: number }>;

/** A new derivation by scrypt; `undefined` if N is no power of two, too small, or too much. */
export function scryptOf(salt: Uint8Array, n: number = SCRYPT_N_DEFAULT): Scrypt | undefined {
  const derivation: Scrypt = { kind: 'scrypt', salt, n, r: 8, p: 1 };
  return isPowerOfTwo(n) && n >= SCRYPT_N_MIN && isAffordable(derivation) ? derivation : undefined;
}

/** `undefined` if a parameter is missing or cannot be; whether it is affordable is another question. */
export function readDerivation(kind: 'scrypt' | 'pbkdf2', parameters: Fields): Derivation | undefined {
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
export function isAffordable(derivation: Derivation): boolean {
  if (derivation.kind === 'pbkdf2') return derivation.rounds <= PBKDF2_ROUNDS_MAX;
  const { n, r, p } = derivation;
  return 128 * n * r <= MEMORY_BYTES_MAX && n * r * p <= WORK_MAX;
}

/** 32 bytes. `derivation` must be affordable. */
export async function derive(secret: Uint8Array, derivation: Derivation): Promise<Uint8Array> {
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

const isPowerOfTwo = (value: number): boolean => value > 1 && Number.isInteger(Math.log2(value));

/** RFC 9562, version 4, of 16 random bytes. */
export function uuid(bytes: Uint8Array): string {
  const fields = bytes.slice();
  fields[6] = (fields[6]! & 0x0f) | 0x40;
  fields[8] = (fields[8]! & 0x3f) | 0x80;
  return hex(fields).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export type Fields = Readonly<Record<string, unknown>>;

/** The object that the text is; `undefined` for any other text, and for one longer than a keystore is. */
export function parseJson(text: string): Fields | undefined {
  if (text.length > KEYSTORE_CHARACTERS_MAX) return undefined;
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined; // The only thing that JSON.parse throws is "malformed".
  }
}

export function asRecord(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function hexField(
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
