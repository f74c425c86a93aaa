import { ValueType } from './generated/chain.ts';

/** The nonce of an account that never sent a transaction: `2800`. */
export const NONCE_ZERO: Uint8Array = new Uint8Array([0x28, 0x00]);

/** A nonce, in [0, 2^64 - 1], as headers carry it: a `value_type` with `uint64_value` (`spec/koinos.md` 3). */
export const encodeNonce = (nonce: bigint): Uint8Array => ValueType.encode({ uint64Value: nonce });

/** `undefined` if the bytes are not exactly those of a nonce. */
export function decodeNonce(bytes: Uint8Array): bigint | undefined {
  const decoded = ValueType.decodeStrict(bytes);
  return decoded.ok ? decoded.value.uint64Value : undefined;
}
