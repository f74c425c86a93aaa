/**
 * VRF: a verifiable random function. The holder of a key computes `beta` from `alpha`; anyone checks it with the proof.
 *
 * The suite is ECVRF-SECP256K1-SHA256-TAI with suite byte 0xFE, as Koinos' proof of burn has it (spec koinos 3): the
 * predecessor of RFC 9381, whose hashes lack that RFC's trailing zero bytes. The RFC's validation rules are applied:
 * keys and Gamma are points of the curve other than infinity, s is below the order, encodings are canonical.
 * Cofactor is 1, so a point on the curve is in the group.
 *
 * Composed from libsecp256k1's point operations. Multiplications by a *secret* go through ECDH, the one point
 * multiplication of that library that runs in constant time; those of the verifier are the faster, variable-time ones.
 *
 * Not here: what `alpha` is (the burn consensus serializes a `vrf_payload`), and how `beta` decides a lottery.
 * @module
 */
import { createHmac } from 'node:crypto';
import type { Result } from '@ashlar/base';
import { accept, assert, concat, equal, InvariantViolation, refuse } from '@ashlar/base';
import secp256k1 from 'secp256k1';
import { sha256 } from './hash.ts';
import { isPrivateKey, parsePublicKey, publicKeyOf } from './secp256k1.ts';

/** Gamma(33, compressed) ‖ c(16) ‖ s(32). */
export const PROOF_BYTES = 81;
export const ALPHA_BYTES_MAX = 65_536;

const SUITE = 0xfe;
const HASH_TO_CURVE = Uint8Array.of(SUITE, 0x01);
const CHALLENGE = Uint8Array.of(SUITE, 0x02);
const PROOF_TO_HASH = Uint8Array.of(SUITE, 0x03);
/** Try-and-increment gives up after as many candidates: half of them are points, so the odds are 2^-256. */
const CANDIDATES_MAX = 256;
/** The same for the nonce, where one candidate in 2^128 is out of range. */
const NONCE_CANDIDATES_MAX = 8;

export type VrfRefusal = Readonly<{
  code:
    | 'vrf.publicKeyInvalid'
    | 'vrf.proofWrongLength'
    /** Gamma is no point, or c or s is zero or out of range. */
    | 'vrf.proofMalformed'
    | 'vrf.proofMismatch';
}>;

export type VrfOutput = Readonly<{
  /** 81 bytes. */
  proof: Uint8Array;
  /** 32 bytes, uniformly distributed to everyone who does not know the key. */
  beta: Uint8Array;
}>;

/** Evaluates the function; deterministic. `privateKey` must be one; `alpha` is at most `ALPHA_BYTES_MAX` long. */
export function prove(privateKey: Uint8Array, alpha: Uint8Array): VrfOutput {
  assert(isPrivateKey(privateKey), 'a VRF key is a private key');
  assert(alpha.length <= ALPHA_BYTES_MAX, 'alpha is bounded');
  const point = hashToCurve(publicKeyOf(privateKey), alpha);
  const gamma = multiplySecretly(point, privateKey);
  const nonce = nonceOf(privateKey, sha256(point));
  const c = challenge(point, gamma, publicKeyOf(nonce), multiplySecretly(point, nonce));
  // s = c·x + k. A zero c or s makes the addon throw; the odds are 2^-128, and no proof exists then.
  const s = secp256k1.privateKeyTweakMul(privateKey.slice(), scalarOf(c));
  secp256k1.privateKeyTweakAdd(s, nonce);
  nonce.fill(0);
  return { proof: concat(gamma, c, s), beta: hashOfGamma(gamma) };
}

/** `beta`, if the proof is the one for this key and `alpha`. About 0.2 ms. */
export function verify(
  publicKey: Uint8Array,
  alpha: Uint8Array,
  proof: Uint8Array,
): Result<Uint8Array, VrfRefusal> {
  assert(alpha.length <= ALPHA_BYTES_MAX, 'alpha is bounded');
  const key = parsePublicKey(publicKey);
  if (!key.ok) return refuse({ code: 'vrf.publicKeyInvalid' });
  const decoded = decodeProof(proof);
  if (!decoded.ok) return decoded;
  const { gamma, c, s } = decoded.value;
  const minusC = secp256k1.privateKeyNegate(scalarOf(c));
  const point = hashToCurve(key.value, alpha);
  let expected: Uint8Array;
  try {
    const u = secp256k1.publicKeyTweakAdd(secp256k1.publicKeyTweakMul(key.value, minusC, false), s); // s·G - c·Y
    const v = secp256k1.publicKeyCombine([
      secp256k1.publicKeyTweakMul(point, s, false), // s·H - c·Gamma
      secp256k1.publicKeyTweakMul(gamma, minusC, false),
    ]);
    expected = challenge(point, gamma, u, v);
  } catch {
    return refuse({ code: 'vrf.proofMismatch' }); // U or V is infinity: operands were validated above.
  }
  return equal(expected, c) ? accept(hashOfGamma(gamma)) : refuse({ code: 'vrf.proofMismatch' });
}

/** `beta` of a well-formed proof, *without* checking whom it belongs to: only for proofs that were verified before. */
export function betaOfUnverifiedProof(proof: Uint8Array): Result<Uint8Array, VrfRefusal> {
  const decoded = decodeProof(proof);
  return decoded.ok ? accept(hashOfGamma(decoded.value.gamma)) : decoded;
}

type Proof = Readonly<{ gamma: Uint8Array; c: Uint8Array; s: Uint8Array }>;

function decodeProof(proof: Uint8Array): Result<Proof, VrfRefusal> {
  if (proof.length !== PROOF_BYTES) return refuse({ code: 'vrf.proofWrongLength' });
  const gamma = proof.subarray(0, 33);
  const c = proof.subarray(33, 49);
  const s = proof.subarray(49);
  const isWellFormed = parsePublicKey(gamma).ok && isPrivateKey(s) && isPrivateKey(scalarOf(c));
  return isWellFormed ? accept({ gamma, c, s }) : refuse({ code: 'vrf.proofMalformed' });
}

/** Try-and-increment: the first hash that is the x coordinate of a point, with even y. Compressed. */
function hashToCurve(publicKey: Uint8Array, alpha: Uint8Array): Uint8Array {
  const input = concat(HASH_TO_CURVE, publicKey, alpha, Uint8Array.of(0));
  const candidate = new Uint8Array(33);
  candidate[0] = 2;
  for (let counter = 0; counter < CANDIDATES_MAX; counter++) {
    input[input.length - 1] = counter;
    candidate.set(sha256(input), 1);
    if (secp256k1.publicKeyVerify(candidate)) return candidate;
  }
  throw new InvariantViolation('a point is found within 256 candidates');
}

/** First 16 bytes of the hash over the compressed points H, Gamma, U, V. */
function challenge(...points: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array]): Uint8Array {
  return sha256(concat(CHALLENGE, ...points)).subarray(0, 16);
}

const hashOfGamma = (gamma: Uint8Array): Uint8Array => sha256(concat(PROOF_TO_HASH, gamma));

function scalarOf(c: Uint8Array): Uint8Array {
  const scalar = new Uint8Array(32);
  scalar.set(c, 16);
  return scalar;
}

/** `scalar · point`, compressed, in constant time: ECDH whose "hash" is the point itself. */
function multiplySecretly(point: Uint8Array, scalar: Uint8Array): Uint8Array {
  const compress = (x: Uint8Array, y: Uint8Array): Uint8Array => concat(Uint8Array.of(2 + (y[31]! & 1)), x);
  return secp256k1.ecdh(point, scalar, { hashfn: compress }, new Uint8Array(33));
}

/** RFC 6979's first nonce below the order. As in libsecp256k1, the digest is not reduced by the order first. */
function nonceOf(privateKey: Uint8Array, digest: Uint8Array): Uint8Array {
  const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array =>
    new Uint8Array(
      createHmac('sha256', key)
        .update(concat(...parts))
        .digest(),
    );
  let value: Uint8Array = new Uint8Array(32).fill(1);
  let key: Uint8Array = new Uint8Array(32);
  for (const separator of [0, 1]) {
    key = hmac(key, value, Uint8Array.of(separator), privateKey, digest);
    value = hmac(key, value);
  }
  for (let attempt = 0; attempt < NONCE_CANDIDATES_MAX; attempt++) {
    value = hmac(key, value);
    if (isPrivateKey(value)) return value;
    key = hmac(key, value, Uint8Array.of(0));
    value = hmac(key, value);
  }
  throw new InvariantViolation('a nonce is found within 8 candidates');
}
