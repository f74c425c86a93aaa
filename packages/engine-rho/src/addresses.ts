/**
 * REV addresses and registry URIs (`spec/rholang.md` 6.3, 9.3, byte exact).
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import { accept, concat, equal, refuse } from '@ashlar/base';
import { blake2b256, keccak256 } from '@ashlar/crypto';
import { base58 } from '@scure/base';

export type RevAddressRefusal = Refusal &
  Readonly<{
    code:
      | 'revAddress.notBase58'
      | 'revAddress.wrongLength'
      | 'revAddress.wrongChecksum'
      | 'revAddress.wrongPrefix';
    /** RChain's words, which contracts compare. */
    message: string;
  }>;

const PUBLIC_KEY_BYTES = 65;
const ETHEREUM_BYTES = 20;
const NAME_BYTES = 32;
/** Coin id 000000, version 00. */
const PREFIX = new Uint8Array(4);
const CHECKSUM_BYTES = 4;
const ADDRESS_BYTES = 40;
/** Longest text that can be an address; longer ones are not decoded. */
const TEXT_MAX = 64;

function addressOf(keyHash: Uint8Array): string {
  const payload = concat(PREFIX, keyHash);
  return base58.encode(concat(payload, blake2b256(payload).subarray(0, CHECKSUM_BYTES)));
}

/** Of an uncompressed secp256k1 key, 65 bytes; undefined for another length. */
export function revAddressOfPublicKey(publicKey: Uint8Array): string | undefined {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
  return addressOf(keccak256(keccak256(publicKey.subarray(1)).subarray(-ETHEREUM_BYTES)));
}

/** Of a private name, 32 bytes; undefined for another length. */
export function revAddressOfName(id: Uint8Array): string | undefined {
  if (id.length !== NAME_BYTES) return undefined;
  return addressOf(keccak256(concat(new Uint8Array([0x0a, NAME_BYTES]), id)));
}

/** The payload of an address: prefix and key hash. */
export function parseRevAddress(text: string): Result<Uint8Array, RevAddressRefusal> {
  let bytes: Uint8Array;
  try {
    bytes = base58.decode(text.length <= TEXT_MAX ? text : '1'.repeat(TEXT_MAX));
  } catch {
    return refuse({ code: 'revAddress.notBase58', message: 'Invalid Base58 encoding' }); // Its only error.
  }
  if (bytes.length !== ADDRESS_BYTES)
    return refuse({ code: 'revAddress.wrongLength', message: 'Invalid address length' });
  const payload = bytes.subarray(0, ADDRESS_BYTES - CHECKSUM_BYTES);
  if (!equal(blake2b256(payload).subarray(0, CHECKSUM_BYTES), bytes.subarray(payload.length)))
    return refuse({ code: 'revAddress.wrongChecksum', message: 'Invalid checksum' });
  if (!equal(payload.subarray(0, PREFIX.length), PREFIX))
    return refuse({ code: 'revAddress.wrongPrefix', message: 'Invalid prefix' });
  return accept(payload);
}

const ZBASE32 = 'ybndrfg8ejkmcpqxot1uwisza345h769';
const URI_BITS = 270;

/** CRC-14/DARC as RChain computes it: over the bytes, initially 0. */
function crc14(bytes: Uint8Array): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 6;
    for (let bit = 0; bit < 8; bit++) {
      rest <<= 1;
      if ((rest & 0x4000) !== 0) rest ^= 0x4805;
    }
  }
  return rest & 0xffff;
}

/** `rho:id:…` of a key: 54 characters of 5 bits each. */
export function registryUri(key: Uint8Array): string {
  const hash = blake2b256(key);
  const crc = crc14(hash);
  const bytes = concat(hash, new Uint8Array([crc & 0xff, (crc & 0xff00) >>> 6]));
  let text = 'rho:id:';
  for (let bit = 0; bit < URI_BITS; bit += 5) {
    const pair = (bytes[bit >> 3]! << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += ZBASE32[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
