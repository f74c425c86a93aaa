/**
 * Where a channel lies in the state: its home, so that what belongs to one namespace lies under one prefix, and its hash.
 *
 * A channel's namespace is the first unforgeable name in it (all nodes of a map that is kept on `@[*map, path]` live
 * together); a public name is a namespace of its own.
 * @module
 */
import { concat, utf8 } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import { ADDRESS_BYTES } from '@ashlar/protocol';
import { channelHash } from '../events.ts';
import { K, type Kind } from '../kinds.ts';
import type { Term } from '../term.ts';
import { encodeTerm } from '../term-codec.ts';

const DOMAIN = utf8('ashlar/rho/namespace');
const UNFORGEABLE: ReadonlySet<Kind> = new Set([K.privateName, K.deployId, K.deployerId, K.authToken]);

/** The first unforgeable name in a term, from the left; undefined if it is public. */
export function unforgeableIn(term: Term): Term | undefined {
  const rest = [term];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (UNFORGEABLE.has(next.kind)) return next;
    for (let at = next.kids.length - 1; at >= 0; at--) rest.push(next.kids[at]!);
  }
  return undefined;
}

/** 25 bytes, as an account's. */
export function homeOfChannel(channel: Term): Uint8Array {
  const namespace = encodeTerm(unforgeableIn(channel) ?? channel);
  return blake2b256(concat(DOMAIN, namespace)).subarray(0, ADDRESS_BYTES);
}

/** Home, then the channel's hash: 57 bytes. */
export const channelKey = (channel: Term): Uint8Array => concat(homeOfChannel(channel), channelHash(channel));
