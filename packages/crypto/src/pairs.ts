/**
 * SHA-256 of many 64-byte messages in one call: the inner nodes of Merkle trees.
 *
 * The native batch (`@chainsafe/hashtree`) takes 55 ns a message where single calls take 700. It is the only
 * implementation here: a platform without it is refused at import by its loader, because a node thirteen times slower
 * would fall behind its chain in silence. In browsers `browser.ts` stands in.
 * @module
 */
import { hashInto } from '@chainsafe/hashtree';

export const PAIR_BYTES = 64;

/** Digests (32 bytes each) of messages (64 bytes each), in order. `digests` has half the length of `messages`. */
export function hashPairs(messages: Uint8Array, digests: Uint8Array): void {
  if (messages.length > 0) hashInto(messages, digests);
}
