/** What ties a committee's votes to one chain. Frozen: `spec/consensus/driver.md`. @module */
import { concat, hex, uint32be, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';

/** What separates the votes of one chain from all others: `ashlar ‖ chain id ‖ layout epoch`. */
export const domainOf = (chainId: Uint8Array): Uint8Array => concat(utf8('ashlar'), chainId, uint32be(0));

/** The block that a chain's first epoch builds on: it stands for genesis. */
export function baseOf(ciphers: simplex.Ciphers, chainId: Uint8Array): simplex.Floor {
  const digest = hex(ciphers.hash(concat(utf8('ashlar/simplex/genesis'), chainId))) as simplex.Digest;
  return simplex.baseOf(digest, 0, 0);
}
