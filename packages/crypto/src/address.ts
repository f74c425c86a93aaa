/**
 * Addresses and private keys as people write them: Bitcoin's P2PKH and WIF, which Koinos took over (spec koinos 3).
 *
 * An address is 25 bytes: version 0 ‖ hash160(compressed public key) ‖ checksum(4). In protobuf the 25 bytes travel,
 * for people they are Base58. `AddressCache` remembers them by public key, because the same accounts sign again and
 * again and the three hashes of an address cost as much as everything else around a recovery.
 *
 * Not here: the branded `Address` (`protocol`), and contracts' addresses, which are those of their uploaders' keys.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert, compare, concat, latin1, refuse } from '@ashlar/base';
import { base58 } from '@scure/base';
import { doubleSha256, hash160 } from './hash.ts';
import { isPrivateKey, PUBLIC_KEY_BYTES } from './secp256k1.ts';

export const ADDRESS_BYTES = 25;
/** Base58 text of 25 bytes has at most as many characters; of a WIF, 52. */
const TEXT_CHARACTERS_MAX = 64;
const CHECKSUM_BYTES = 4;
const WIF_VERSION = 0x80;
/** Follows the key of a WIF whose address is made of the compressed public key. */
const WIF_COMPRESSED = 0x01;

export type AddressRefusal = Readonly<{ code: 'address.malformed' }>;
export type WifRefusal = Readonly<{ code: 'wif.malformed' }>;

/** The 25 bytes of the address of a compressed public key. About 4 µs; see `AddressCache`. */
export function addressOf(publicKey: Uint8Array): Uint8Array {
  assert(publicKey.length === PUBLIC_KEY_BYTES, 'an address is made of a compressed public key');
  return withChecksum(concat(Uint8Array.of(0), hash160(publicKey)));
}

/** Base58 of any bytes, as addresses are written: those of contracts need not have 25 bytes. */
export function addressText(address: Uint8Array): string {
  return base58.encode(address);
}

/** The 25 bytes of a well-formed address. For typing errors of people: the chain itself checks no checksum. */
export function parseAddress(text: string): Result<Uint8Array, AddressRefusal> {
  const bytes = decodeChecked(text);
  if (bytes === undefined || bytes.length !== ADDRESS_BYTES || bytes[0] !== 0)
    return refuse({ code: 'address.malformed' });
  return accept(bytes);
}

/** Wallet import format: Base58 of 0x80 ‖ key ‖ 0x01 ‖ checksum. A secret. */
export function encodeWif(privateKey: Uint8Array): string {
  assert(isPrivateKey(privateKey), 'a WIF holds a private key');
  return base58.encode(
    withChecksum(concat(Uint8Array.of(WIF_VERSION), privateKey, Uint8Array.of(WIF_COMPRESSED))),
  );
}

/** The private key of either WIF form. Both lead to the compressed address: Koinos ignores the flag (spec koinos 3). */
export function parseWif(text: string): Result<Uint8Array, WifRefusal> {
  const bytes = decodeChecked(text);
  const malformed = refuse<WifRefusal>({ code: 'wif.malformed' });
  if (bytes === undefined || bytes[0] !== WIF_VERSION) return malformed;
  const body = bytes.subarray(1, bytes.length - CHECKSUM_BYTES);
  if (body.length !== 32 && !(body.length === 33 && body[32] === WIF_COMPRESSED)) return malformed;
  const privateKey = body.slice(0, 32);
  return isPrivateKey(privateKey) ? accept(privateKey) : malformed;
}

/** Addresses by public key, at most `entriesMax` of them; the ones not used for longest are forgotten. */
export class AddressCache {
  readonly #generationMax: number;
  /** Two generations approximate recency: a hit moves an entry into the young one, which ages as a whole. */
  #young = new Map<string, Uint8Array>();
  #old = new Map<string, Uint8Array>();

  constructor(entriesMax: number) {
    assert(entriesMax >= 2, 'a cache holds something');
    this.#generationMax = Math.floor(entriesMax / 2);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** `addressOf(publicKey)`; shared memory, not to be written to. About 0.3 µs when remembered. */
  of(publicKey: Uint8Array): Uint8Array {
    const key = latin1(publicKey);
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const address = this.#old.get(key) ?? addressOf(publicKey);
    this.#old.delete(key);
    if (this.#young.size >= this.#generationMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, address);
    return address;
  }
}

function withChecksum(body: Uint8Array): Uint8Array {
  return concat(body, doubleSha256(body).subarray(0, CHECKSUM_BYTES));
}

/** The bytes, checksum included, or `undefined` if the text is too long, not Base58, or mistyped. */
function decodeChecked(text: string): Uint8Array | undefined {
  if (text.length > TEXT_CHARACTERS_MAX || !/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return undefined;
  const bytes = base58.decode(text);
  if (bytes.length <= CHECKSUM_BYTES) return undefined;
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  return compare(withChecksum(body), bytes) === 0 ? bytes : undefined;
}
