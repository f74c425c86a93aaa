/**
 * Recovery of many signers at once, packed: the form in which signatures travel to workers and keys come back.
 *
 * Request i is 97 bytes: digest(32) ‖ signature(65). Answer i is 34 bytes: 1 ‖ compressed public key(33), or 34 zero
 * bytes if the signature is refused. Packed, a batch is one allocation, and moves between threads without a copy.
 * @module
 */
import { assert } from '@ashlar/base';
import { recoverInto } from './secp256k1.ts';
import { DIGEST_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from './signature-form.ts';

export const REQUEST_BYTES: number = DIGEST_BYTES + SIGNATURE_BYTES;
export const ANSWER_BYTES: number = 1 + PUBLIC_KEY_BYTES;

export type RecoveryRequest = Readonly<{
  /** 32 bytes. */
  digest: Uint8Array;
  /** Of any length: other than 65 bytes is answered like any other bad signature. */
  signature: Uint8Array;
}>;

export function packRecoveries(requests: readonly RecoveryRequest[]): Uint8Array {
  const packed = new Uint8Array(requests.length * REQUEST_BYTES);
  requests.forEach(({ digest, signature }, index) => {
    assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
    packed.set(digest, index * REQUEST_BYTES);
    if (signature.length === SIGNATURE_BYTES) packed.set(signature, index * REQUEST_BYTES + DIGEST_BYTES);
  });
  return packed;
}

/** The public key in answer `index` (0-based), a view of 33 bytes; `undefined` if the signature was refused. */
export function recoveredKey(answers: Uint8Array, index: number): Uint8Array | undefined {
  const start = index * ANSWER_BYTES;
  assert(index >= 0 && start + ANSWER_BYTES <= answers.length, 'an answer is asked for by its request');
  return answers[start] === 1 ? answers.subarray(start + 1, start + ANSWER_BYTES) : undefined;
}

/** Recovers every request here and now; about 50 µs each. */
export function recoverPacked(requests: Uint8Array): Uint8Array<ArrayBuffer> {
  assert(requests.length % REQUEST_BYTES === 0, 'packed requests are whole');
  const count = requests.length / REQUEST_BYTES;
  const answers = new Uint8Array(count * ANSWER_BYTES);
  for (let index = 0; index < count; index++) {
    const request = index * REQUEST_BYTES;
    const answer = index * ANSWER_BYTES;
    const refused = recoverInto(
      answers.subarray(answer + 1, answer + ANSWER_BYTES),
      requests.subarray(request, request + DIGEST_BYTES),
      requests.subarray(request + DIGEST_BYTES, request + REQUEST_BYTES),
    );
    if (refused === undefined) answers[answer] = 1;
    else answers.fill(0, answer, answer + ANSWER_BYTES);
  }
  return answers;
}
