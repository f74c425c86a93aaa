/**
 * Ids of blocks and transactions: the multihash of the header, as 34 bytes in messages and as branded text in maps.
 *
 * The text is what JSON shows; `===`, `Map` and logs just work on it. What a signature signs is the digest inside.
 * @module
 */
import { assert, type Brand, fromHex, hex } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { BlockHeader, TransactionHeader } from './generated/protocol.ts';
import { MULTIHASH_CODE, multihash, parseMultihash, ZERO_DIGEST } from './multihash.ts';

/** `0x` and the lower-case hex of a sha2-256 multihash: `0x1220` and 64 digits. */
export type BlockId = Brand<string, 'BlockId'>;
/** The same form as a `BlockId`. */
export type TransactionId = Brand<string, 'TransactionId'>;
/** Base58 of the 25 bytes version ‖ hash160 ‖ checksum (Bitcoin P2PKH). Contracts have addresses too. */
export type Address = Brand<string, 'Address'>;

/** Bytes of an id: the multihash of a sha2-256 digest. */
export const ID_BYTES = 34;

/** The block before the first one. */
export const GENESIS_BLOCK_ID_BYTES: Uint8Array = multihash(MULTIHASH_CODE.sha2_256, ZERO_DIGEST);
export const GENESIS_BLOCK_ID: BlockId = `0x${hex(GENESIS_BLOCK_ID_BYTES)}` as BlockId;

/** The id that 34 bytes of a sha2-256 multihash are; `undefined` for other bytes. */
export const blockIdOf = (bytes: Uint8Array): BlockId | undefined => idText(bytes) as BlockId | undefined;
export const transactionIdOf = (bytes: Uint8Array): TransactionId | undefined =>
  idText(bytes) as TransactionId | undefined;

/** The id written in `text` (either case); `undefined` if it is none. */
export const parseBlockId = (text: string): BlockId | undefined => parseId(text) as BlockId | undefined;
export const parseTransactionId = (text: string): TransactionId | undefined =>
  parseId(text) as TransactionId | undefined;

/** The 34 bytes of an id. */
export function idBytes(id: BlockId | TransactionId): Uint8Array {
  const bytes = fromHex(id.slice(2));
  assert(bytes !== undefined && bytes.length === ID_BYTES, 'a branded id is well formed');
  return bytes;
}

/** The 32-byte digest in the 34 bytes of an id: what its signatures sign. */
export function idDigest(id: Uint8Array): Uint8Array {
  assert(id.length === ID_BYTES, 'an id has 34 bytes');
  return id.subarray(2);
}

/** The 34 id bytes of the transaction with this header. */
export function transactionIdBytes(header: TransactionHeader): Uint8Array {
  return multihash(MULTIHASH_CODE.sha2_256, sha256(TransactionHeader.encode(header)));
}

/** The 34 id bytes of the block with this header. */
export function blockIdBytes(header: BlockHeader): Uint8Array {
  return multihash(MULTIHASH_CODE.sha2_256, sha256(BlockHeader.encode(header)));
}

export const transactionIdOfHeader = (header: TransactionHeader): TransactionId =>
  `0x${hex(transactionIdBytes(header))}` as TransactionId;
export const blockIdOfHeader = (header: BlockHeader): BlockId => `0x${hex(blockIdBytes(header))}` as BlockId;

/** What a signature of this transaction or block signs: the 32 bytes sha256(header), with no further hashing. */
export const transactionDigest = (header: TransactionHeader): Uint8Array =>
  sha256(TransactionHeader.encode(header));
export const blockDigest = (header: BlockHeader): Uint8Array => sha256(BlockHeader.encode(header));

function idText(bytes: Uint8Array): string | undefined {
  if (bytes.length !== ID_BYTES) return undefined;
  const parsed = parseMultihash(bytes);
  return parsed?.code === MULTIHASH_CODE.sha2_256 ? `0x${hex(bytes)}` : undefined;
}

function parseId(text: string): string | undefined {
  const bytes = text.startsWith('0x') ? fromHex(text.slice(2)) : undefined;
  return bytes === undefined ? undefined : idText(bytes);
}
