/**
 * How JSON writes bytes: by the field's `btype` hex, base58 or base64url (`spec/koinos.md` 1.3).
 *
 * Base58 takes time quadratic in the length, and nothing on chain bounds the length of an address field. So bytes
 * longer than `BASE58_BYTES_MAX` are written `0x…` in a base58 field, and read back: no base58 text contains a 0.
 * @module
 */
import { base64url, fromBase64, fromHex, hex } from '@ashlar/base';
import { base58 } from '@scure/base';
import type { BytesForm } from './codec.ts';

/** Longest bytes written as base58; their text is shorter than `BASE58_TEXT_MAX`. */
export const BASE58_BYTES_MAX = 512;

/** Longest base58 text that is read. */
export const BASE58_TEXT_MAX = 1_024;

export type Alphabet = 'base58' | 'base64' | 'base64url' | 'hex';

export const ALPHABET: Readonly<Record<BytesForm, Alphabet>> = {
  ADDRESS: 'base58',
  BASE58: 'base58',
  BASE64: 'base64url',
  BLOCK_ID: 'hex',
  CONTRACT_ID: 'base58',
  HEX: 'hex',
  TRANSACTION_ID: 'hex',
};

export function bytesText(bytes: Uint8Array, alphabet: Alphabet): string {
  switch (alphabet) {
    case 'hex':
      return `0x${hex(bytes)}`;
    case 'base58':
      return bytes.length > BASE58_BYTES_MAX ? `0x${hex(bytes)}` : base58.encode(bytes);
    case 'base64url':
      return base64url(bytes);
    case 'base64':
      return base64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  }
}

/** Bytes of a text; `undefined` if it is not of the alphabet. Base64 is read in either of its alphabets, padded. */
export function textBytes(text: string, alphabet: Alphabet): Uint8Array | undefined {
  if (alphabet === 'base64' || alphabet === 'base64url') return fromBase64(text);
  if (text.startsWith('0x')) return fromHex(text.slice(2));
  if (alphabet === 'hex' && text !== '') return undefined;
  return fromBase58(text);
}

/** Bytes of base58 text in the Bitcoin alphabet; `undefined` if it is none, or longer than `BASE58_TEXT_MAX`. */
export function fromBase58(text: string): Uint8Array | undefined {
  if (text.length > BASE58_TEXT_MAX || !/^[1-9A-HJ-NP-Za-km-z]*$/.test(text)) return undefined;
  return base58.decode(text);
}
