/**
 * Addresses between their three forms: 25 raw bytes (in messages and state), base58 text (for people), and the
 * branded text (in maps and logs). Contracts' addresses look the same; nothing on chain checks a checksum, so raw
 * bytes of any length have a text.
 * @module
 */
import { accept, assert, concat, equal, type Refusal, type Result, refuse } from '@ashlar/base';
import { doubleSha256, hash160, isPrivateKey } from '@ashlar/crypto';
import { base58 } from '@scure/base';
import { bytesText, fromBase58, textBytes } from './bytes-text.ts';
import type { Address } from './ids.ts';
import { ADDRESS_BYTES } from './object-space.ts';

/** Version byte of Bitcoin's P2PKH. */
const ADDRESS_VERSION = 0x00;
const WIF_VERSION = 0x80;
const CHECKSUM_BYTES = 4;
const COMPRESSED_PUBLIC_KEY_BYTES = 33;
const PRIVATE_KEY_BYTES = 32;

export type AddressRefusal = Refusal &
  Readonly<{ code: 'address.notBase58' | 'address.badChecksum' | 'address.wrongLength' }>;
export type WifRefusal = Refusal &
  Readonly<{ code: 'wif.notBase58' | 'wif.badChecksum' | 'wif.notPrivateKey' | 'wif.wrongForm' }>;

/** The 25 bytes of the address of a 33-byte compressed secp256k1 public key. */
export function addressOfPublicKey(publicKey: Uint8Array): Uint8Array {
  assert(publicKey.length === COMPRESSED_PUBLIC_KEY_BYTES, 'a public key is compressed: 33 bytes');
  return addressOfHash(hash160(publicKey));
}

/** The 25 bytes of the address with this 20-byte key hash. */
export function addressOfHash(keyHash: Uint8Array): Uint8Array {
  assert(keyHash.length === ADDRESS_BYTES - 1 - CHECKSUM_BYTES, 'a key hash has 20 bytes');
  return withChecksum(concat(new Uint8Array([ADDRESS_VERSION]), keyHash));
}

/** Base58 of raw address bytes, whatever they are; `0x…` for bytes far too long to be one (see `bytes-text.ts`). */
export const addressText = (bytes: Uint8Array): Address => bytesText(bytes, 'base58') as Address;

/** The 25 raw bytes of an address as people type it: base58 with a right checksum. */
export function parseAddress(text: string): Result<Uint8Array, AddressRefusal> {
  const bytes = fromBase58(text);
  if (bytes === undefined) return refuse({ code: 'address.notBase58' });
  if (bytes.length !== ADDRESS_BYTES) return refuse({ code: 'address.wrongLength' });
  return hasChecksum(bytes) ? accept(bytes) : refuse({ code: 'address.badChecksum' });
}

/** The raw bytes behind an `addressText`. */
export function addressBytes(address: Address): Uint8Array {
  const bytes = textBytes(address, 'base58');
  assert(bytes !== undefined, 'a branded address is the text of bytes');
  return bytes;
}

/** The WIF of a 32-byte private key, in the form that says "compressed" (K… or L…). It is a secret. */
export function encodeWif(privateKey: Uint8Array): string {
  assert(isPrivateKey(privateKey), 'a WIF holds a private key');
  return base58.encode(withChecksum(concat(new Uint8Array([WIF_VERSION]), privateKey, new Uint8Array([1]))));
}

/** The 32-byte private key in a WIF of either form; the address is always of the compressed key. */
export function parseWif(text: string): Result<Uint8Array, WifRefusal> {
  const bytes = fromBase58(text);
  if (bytes === undefined) return refuse({ code: 'wif.notBase58' });
  const keyEnd = 1 + PRIVATE_KEY_BYTES;
  const isCompressed = bytes.length === keyEnd + 1 + CHECKSUM_BYTES && bytes[keyEnd] === 1;
  const isPlain = bytes.length === keyEnd + CHECKSUM_BYTES;
  if (bytes[0] !== WIF_VERSION || !(isCompressed || isPlain)) return refuse({ code: 'wif.wrongForm' });
  if (!hasChecksum(bytes)) return refuse({ code: 'wif.badChecksum' });
  const privateKey = bytes.slice(1, keyEnd);
  return isPrivateKey(privateKey) ? accept(privateKey) : refuse({ code: 'wif.notPrivateKey' });
}

function withChecksum(body: Uint8Array): Uint8Array {
  return concat(body, doubleSha256(body).subarray(0, CHECKSUM_BYTES));
}

function hasChecksum(bytes: Uint8Array): boolean {
  return equal(withChecksum(bytes.subarray(0, bytes.length - CHECKSUM_BYTES)), bytes);
}
