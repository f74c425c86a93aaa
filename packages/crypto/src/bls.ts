/**
 * BLS12-381 signatures: many validators' votes as one signature that costs one verification.
 *
 * Keys are points of G1 (48 bytes), signatures points of G2 (96 bytes), both compressed; the ciphersuite is
 * `CIPHERSUITE`, with proofs of possession. Its tag is fixed by the library, so *our* separation of purposes is in the
 * message: what is signed is always `domain ‖ 0x00 ‖ message` (docs/decisions/0007).
 *
 * The types carry the proof of the checks: a `BlsPublicKey` or `BlsSignature` came through a door that checked
 * encoding, subgroup and infinity, or is an aggregate of such, so nothing checks them again. What no type shows:
 * **only keys whose possession was proven may be aggregated**, or a rogue key signs for others.
 *
 * Not here: bitmaps of signers, quorums, votes (`consensus`).
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert, BytesMap, concat, refuse, utf8 } from '@ashlar/base';
import type { PublicKey, Signature } from '@chainsafe/blst';
import * as blst from '@chainsafe/blst';

export type BlsSecretKey = blst.SecretKey;
export type BlsPublicKey = PublicKey;
export type BlsSignature = Signature;

export const CIPHERSUITE = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_';
export const SECRET_KEY_BYTES = 32;
export const PUBLIC_KEY_BYTES = 48;
export const SIGNATURE_BYTES = 96;
export const SEED_BYTES_MIN = 32;
/** Most keys or signatures in one aggregate or batch. */
export const SIGNERS_MAX = 65_536;
const POSSESSION_DOMAIN = 'ashlar/possession/1';
/** The blinding factors of a batch: a false signature passes with odds of 2^-63. */
const FACTOR_BYTES = 8;
const FACTOR_BITS = FACTOR_BYTES * 8;

export type BlsRefusal = Readonly<{
  code: 'bls.publicKeyInvalid' | 'bls.signatureInvalid' | 'bls.secretKeyInvalid';
}>;

export type BlsStatement = Readonly<{
  message: Uint8Array;
  publicKey: BlsPublicKey;
  signature: BlsSignature;
}>;

/** The `Random` port, as far as it is used here. */
export type RandomBytes = Readonly<{ bytes(count: number): Uint8Array }>;

/** The standard's `KeyGen` from at least 32 secret bytes; another `info` gives an independent key. */
export function secretKeyOfSeed(seed: Uint8Array, info: Uint8Array = new Uint8Array(0)): BlsSecretKey {
  assert(seed.length >= SEED_BYTES_MIN, 'a BLS seed has at least 32 bytes');
  return blst.SecretKey.fromKeygen(seed, info);
}

/** A key from its 32 big-endian bytes: a number from 1 to r - 1. */
export function parseSecretKey(bytes: Uint8Array): Result<BlsSecretKey, BlsRefusal> {
  const invalid = refuse<BlsRefusal>({ code: 'bls.secretKeyInvalid' });
  if (bytes.length !== SECRET_KEY_BYTES) return invalid;
  return attempt(() => blst.SecretKey.fromBytes(bytes), invalid);
}

/** From 48 bytes: compressed, on the curve, in the subgroup, not infinity. About 62 µs: keep the object. */
export function parsePublicKey(bytes: Uint8Array): Result<BlsPublicKey, BlsRefusal> {
  const invalid = refuse<BlsRefusal>({ code: 'bls.publicKeyInvalid' });
  if (bytes.length !== PUBLIC_KEY_BYTES) return invalid;
  return attempt(() => blst.PublicKey.fromBytes(bytes, true), invalid);
}

/** From 96 bytes, with the same checks. About 81 µs. */
export function parseSignature(bytes: Uint8Array): Result<BlsSignature, BlsRefusal> {
  const invalid = refuse<BlsRefusal>({ code: 'bls.signatureInvalid' });
  if (bytes.length !== SIGNATURE_BYTES) return invalid;
  return attempt(() => blst.Signature.fromBytes(bytes, true, true), invalid);
}

/** Deterministic. About 0.36 ms. `domain` names the purpose and holds no NUL. */
export function sign(domain: string, message: Uint8Array, secretKey: BlsSecretKey): BlsSignature {
  return secretKey.sign(separated(domain, message));
}

/** About 1 ms. */
export function verify(
  domain: string,
  message: Uint8Array,
  publicKey: BlsPublicKey,
  signature: BlsSignature,
): boolean {
  return blst.verify(separated(domain, message), publicKey, signature);
}

/** The sum of 1 to `SIGNERS_MAX` signatures; 1.4 µs each. */
export function aggregateSignatures(signatures: readonly BlsSignature[]): BlsSignature {
  assert(
    signatures.length > 0 && signatures.length <= SIGNERS_MAX,
    'an aggregate has signers, within bounds',
  );
  return blst.aggregateSignatures([...signatures], false);
}

/** The sum of 1 to `SIGNERS_MAX` keys whose possession was proven; 0.6 µs each. */
export function aggregatePublicKeys(publicKeys: readonly BlsPublicKey[]): BlsPublicKey {
  assert(
    publicKeys.length > 0 && publicKeys.length <= SIGNERS_MAX,
    'an aggregate has signers, within bounds',
  );
  return blst.aggregatePublicKeys([...publicKeys], false);
}

/** Whether `aggregate` is the sum of the signatures of all these keys, possession proven, on one message. About 1 ms. */
export function fastAggregateVerify(
  domain: string,
  message: Uint8Array,
  publicKeys: readonly BlsPublicKey[],
  aggregate: BlsSignature,
): boolean {
  if (publicKeys.length === 0 || publicKeys.length > SIGNERS_MAX) return false;
  return blst.verify(separated(domain, message), aggregatePublicKeys(publicKeys), aggregate);
}

/**
 * Whether every statement is true, cheaper than one by one. Each signature and key is first multiplied by a factor of
 * 64 random bits, so that false signatures cannot cancel each other out: `random` must be unpredictable to the
 * signers. A true batch always passes. Equal messages cost one pairing together; possession must be proven.
 */
export function verifyBatch(
  domain: string,
  statements: readonly BlsStatement[],
  random: RandomBytes,
): boolean {
  assert(statements.length <= SIGNERS_MAX, 'a batch is bounded');
  if (statements.length === 0) return true;
  const factors = random.bytes(statements.length * FACTOR_BYTES);
  assert(
    factors.length === statements.length * FACTOR_BYTES,
    'a source of random bytes gives as many as asked',
  );
  const signersOf = new BytesMap<number[]>();
  statements.forEach(({ message }, index) => {
    const signers = signersOf.get(message);
    if (signers === undefined) signersOf.set(message, [index]);
    else signers.push(index);
  });
  const signature = weightedSum(
    statements.map((statement) => statement.signature),
    statements.map((_, index) => index),
    factors,
    aggregateSignatures,
  );
  const messages: Uint8Array[] = [];
  const publicKeys: BlsPublicKey[] = [];
  for (const [message, signers] of signersOf) {
    const keys = signers.map((index) => statements[index]!.publicKey);
    messages.push(separated(domain, message));
    publicKeys.push(weightedSum(keys, signers, factors, aggregatePublicKeys));
  }
  return blst.aggregateVerify(messages, publicKeys, signature);
}

/** The indexes of the false statements, ascending: one batch if all are true, else halves of it, down to single ones. */
export function falseAmong(
  domain: string,
  statements: readonly BlsStatement[],
  random: RandomBytes,
): readonly number[] {
  if (statements.length === 0) return [];
  const [first] = statements;
  if (statements.length === 1)
    return verify(domain, first!.message, first!.publicKey, first!.signature) ? [] : [0];
  if (verifyBatch(domain, statements, random)) return [];
  const middle = statements.length >> 1;
  const left = falseAmong(domain, statements.slice(0, middle), random);
  const right = falseAmong(domain, statements.slice(middle), random);
  return [...left, ...right.map((index) => index + middle)];
}

/** The proof that a registrant owns the key: a signature of the key itself, under a domain of its own. */
export function provePossession(secretKey: BlsSecretKey): BlsSignature {
  return sign(POSSESSION_DOMAIN, secretKey.toPublicKey().toBytes(), secretKey);
}

export function verifyPossession(publicKey: BlsPublicKey, proof: BlsSignature): boolean {
  return verify(POSSESSION_DOMAIN, publicKey.toBytes(), publicKey, proof);
}

function separated(domain: string, message: Uint8Array): Uint8Array {
  assert(domain !== '' && !domain.includes('\0'), 'a domain is named, without NUL');
  return concat(utf8(domain), Uint8Array.of(0), message);
}

/**
 * The sum of factor · point, bit by bit from the highest, all points sharing the doublings. `add` sums points; the
 * factor of point `i` is at `8 · factorIndexes[i]`, big-endian. Its highest bit is not read but taken to be set: no
 * factor is zero, and the sum begins with all points.
 */
function weightedSum<Point>(
  points: readonly Point[],
  factorIndexes: readonly number[],
  factors: Uint8Array,
  add: (points: readonly Point[]) => Point,
): Point {
  let sum = add(points);
  for (let bit = 1; bit < FACTOR_BITS; bit++) {
    const terms = [sum, sum];
    points.forEach((point, index) => {
      const byte = factors[factorIndexes[index]! * FACTOR_BYTES + (bit >> 3)]!;
      if ((byte & (0x80 >> (bit & 7))) !== 0) terms.push(point);
    });
    sum = add(terms);
  }
  return sum;
}

function attempt<T>(make: () => T, otherwise: Result<T, BlsRefusal>): Result<T, BlsRefusal> {
  try {
    return accept(make());
  } catch {
    return otherwise; // The only thing that blst throws here is that the encoding is bad.
  }
}
