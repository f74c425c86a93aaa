/**
 * Hashes, signatures, Merkle roots, VRF proofs: 501 to 505, and what they cost (`spec/koinos.md` 4.8, 4.9). The
 * mathematics is `@ashlar/crypto`'s.
 * @module
 */
import { EMPTY, equal } from '@ashlar/base';
import { decompressed, HASH_BY_CODE, vrf } from '@ashlar/crypto';
import { chain, ERROR_CODE, MULTIHASH_CODE, merkleRoot, multihash, parseMultihash } from '@ashlar/protocol';
import { fail, revert } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { type Thunk, thunk } from '../thunk.ts';

/** Multihash code -> the names of its prices. */
const HASH_PRICES: Readonly<Record<number, Readonly<{ base: string; perByte: string }>>> = {
  17: { base: 'sha1_base', perByte: 'sha1_per_byte' },
  18: { base: 'sha2_256_base', perByte: 'sha2_256_per_byte' },
  19: { base: 'sha2_512_base', perByte: 'sha2_512_per_byte' },
  27: { base: 'keccak_256_base', perByte: 'keccak_256_per_byte' },
  4179: { base: 'ripemd_160_base', perByte: 'ripemd_160_per_byte' },
};

/** Hashes and charges; answers a multihash. @throws ChainError unknownHashCode */
export function chargedHash(context: Context, code: number, bytes: Uint8Array): Uint8Array {
  const prices = HASH_PRICES[code];
  if (prices === undefined) fail('unknown hash code', ERROR_CODE.unknownHashCode);
  const { rules, meter } = context;
  meter.useCompute(rules.priceOf(prices.base) + bytes.length * rules.priceOf(prices.perByte));
  return multihash(code, HASH_BY_CODE.get(code)!(bytes));
}

export const HASH: Thunk<chain.HashArguments, chain.HashResult> = thunk(
  501,
  'hash',
  [chain.HashArguments, chain.HashResult],
  (context, { code, obj }) => ({ value: chargedHash(context, Number(code), obj) }),
);

/** The 32-byte digest of a multihash argument. */
function digestOf(bytes: Uint8Array): Uint8Array {
  const parsed = parseMultihash(bytes);
  if (parsed === undefined || parsed.digest.length !== 32)
    fail('digest is not a 32-byte multihash', ERROR_CODE.invalidSignature);
  return parsed.digest;
}

function requireEcdsa(type: number): void {
  if (type !== chain.Dsa.ecdsa_secp256k1) fail('unexpected dsa', ERROR_CODE.unknownDsa);
}

function recovered(
  context: Context,
  signature: Uint8Array,
  digest: Uint8Array,
  compressed: boolean,
): Uint8Array {
  const publicKey = context.signers.publicKeyOf(digestOf(digest), signature);
  if (publicKey === undefined) fail('invalid signature', ERROR_CODE.invalidSignature);
  return compressed ? publicKey : decompressed(publicKey);
}

export const RECOVER_PUBLIC_KEY: Thunk<chain.RecoverPublicKeyArguments, chain.RecoverPublicKeyResult> = thunk(
  502,
  'recover_public_key',
  [chain.RecoverPublicKeyArguments, chain.RecoverPublicKeyResult],
  (context, { type, signature, digest, compressed }) => {
    requireEcdsa(type);
    return { value: recovered(context, signature, digest, compressed) };
  },
  { keepsArgs: true },
);

export const VERIFY_MERKLE_ROOT: Thunk<chain.VerifyMerkleRootArguments, chain.VerifyMerkleRootResult> = thunk(
  503,
  'verify_merkle_root',
  [chain.VerifyMerkleRootArguments, chain.VerifyMerkleRootResult],
  (context, { root, hashes }) => {
    chargeMerkle(context, root.length, hashes.length);
    const digests: Uint8Array[] = [];
    for (const hash of hashes) {
      const parsed = parseMultihash(hash);
      if (parsed === undefined) fail('leaf is not a multihash', ERROR_CODE.reversion);
      digests.push(parsed.digest);
    }
    return { value: equal(multihash(MULTIHASH_CODE.sha2_256, merkleRoot(digests)), root) };
  },
);

/** `spec/koinos.md` 4.9: parsing n + 1 multihashes, then the inner nodes by its own count. */
function chargeMerkle(context: Context, rootLength: number, leaves: number): void {
  const { rules, meter } = context;
  const parse =
    rules.priceOf('deserialize_multihash_base') +
    rootLength * rules.priceOf('deserialize_multihash_per_byte');
  const node = rules.priceOf('sha2_256_base') + 64 * rules.priceOf('sha2_256_per_byte');
  meter.useCompute((leaves + 1) * parse + merkleNodes(leaves) * node);
}

function merkleNodes(leaves: number): number {
  if (leaves <= 2) return 1;
  const even = leaves + (leaves % 2);
  return (even & (even - 1)) === 0 ? even - 1 : even / 2 + merkleNodes(even / 2);
}

export const VERIFY_SIGNATURE: Thunk<chain.VerifySignatureArguments, chain.VerifySignatureResult> = thunk(
  504,
  'verify_signature',
  [chain.VerifySignatureArguments, chain.VerifySignatureResult],
  (context, { type, publicKey, signature, digest, compressed }) => {
    requireEcdsa(type);
    context.meter.useCompute(context.rules.priceOf('recover_public_key'));
    return { value: equal(recovered(context, signature, digest, compressed), publicKey) };
  },
  { keepsArgs: true },
);

export const VERIFY_VRF_PROOF: Thunk<chain.VerifyVrfProofArguments, chain.VerifyVrfProofResult> = thunk(
  505,
  'verify_vrf_proof',
  [chain.VerifyVrfProofArguments, chain.VerifyVrfProofResult],
  (_context, { type, publicKey, proof, hash, message }) => {
    requireEcdsa(type);
    if (message.length > vrf.ALPHA_BYTES_MAX) revert(`message is longer than ${vrf.ALPHA_BYTES_MAX} bytes`);
    const output = vrf.verify(publicKey, message, proof);
    return { value: output.ok && equal(parseMultihash(hash)?.digest ?? EMPTY, output.value) };
  },
);
