/**
 * The one spelling of a recoverable signature, and why others are refused: what can be said without a curve.
 * Shared by the native implementation and the browser's.
 * @module
 */
import type { Refused } from '@ashlar/base';
import { refuse } from '@ashlar/base';

export const PRIVATE_KEY_BYTES = 32;
export const PUBLIC_KEY_BYTES = 33;
export const DIGEST_BYTES = 32;
/** header(1) ‖ R(32, big-endian) ‖ S(32, big-endian). */
export const SIGNATURE_BYTES = 65;

/** The header is 31 + recovery id: 27, plus 4 for "compressed key", plus 0 to 2 (spec koinos 3). */
export const HEADER_MIN = 31;
export const HEADER_MAX = 33;

/** Half of the group's order n, rounded down: the largest S that is "low". */
const S_MAX = new Uint8Array([
  0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57,
  0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
]);
const S_OFFSET = 33;

export type SignatureRefusal = Readonly<{
  code:
    | 'signature.wrongLength'
    | 'signature.wrongHeader'
    /** The other spelling of a valid signature: refused, or third parties could change Merkle roots. */
    | 'signature.highS'
    /** R or S out of range, or R is no point's coordinate, or the key would be the point at infinity. */
    | 'signature.unrecoverable';
}>;

export type PublicKeyRefusal = Readonly<{ code: 'publicKey.invalid' }>;

/** Made once: refusing is as hot a path as accepting, under attack. */
const HIGH_S = refuse<SignatureRefusal>({ code: 'signature.highS' });
const WRONG_LENGTH = refuse<SignatureRefusal>({ code: 'signature.wrongLength' });
const WRONG_HEADER = refuse<SignatureRefusal>({ code: 'signature.wrongHeader' });

/** Why these bytes are no signature, whoever signed whatever; `undefined` if their form is right. */
export function refusedForm(signature: Uint8Array): Refused<SignatureRefusal> | undefined {
  if (signature.length !== SIGNATURE_BYTES) return WRONG_LENGTH;
  const header = signature[0]!;
  if (header < HEADER_MIN || header > HEADER_MAX) return WRONG_HEADER;
  for (let index = 0; index < S_MAX.length; index++) {
    const difference = signature[S_OFFSET + index]! - S_MAX[index]!;
    if (difference !== 0) return difference < 0 ? undefined : HIGH_S;
  }
  return undefined;
}
