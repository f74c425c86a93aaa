import type { Brand } from '@ashlar/base';

/** `0x` and the lower-case hex of a sha2-256 multihash: `0x1220` and 64 digits. */
export type BlockId = Brand<string, 'BlockId'>;
/** The same form as a `BlockId`. */
export type TransactionId = Brand<string, 'TransactionId'>;
/** Base58 of the 25 bytes version ‖ hash160 ‖ checksum (Bitcoin P2PKH). Contracts have addresses too. */
export type Address = Brand<string, 'Address'>;
