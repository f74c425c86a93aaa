/** What ties a committee's votes to one chain. Frozen: `spec/consensus/simplex.md`. @module */
import { concat, hex, uint32be, utf8 } from '@ashlar/base';
import { baseOf, type Ciphers } from './config.ts';
import type { Digest, Floor } from './types.ts';

/** What separates the votes of one chain from all others: `ashlar ‖ chain id ‖ layout epoch`. */
export const domainOf = (chainId: Uint8Array): Uint8Array => concat(utf8('ashlar'), chainId, uint32be(0));

/** The block that a chain's first epoch builds on: it stands for genesis. */
export function genesisBase(ciphers: Ciphers, chainId: Uint8Array): Floor {
  const digest = hex(ciphers.hash(concat(utf8('ashlar/simplex/genesis'), chainId))) as Digest;
  return baseOf(digest, 0, 0);
}
