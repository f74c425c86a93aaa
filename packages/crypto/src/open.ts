import { openKeccak } from './hash.ts';
import { assertNativeSecp256k1 } from './secp256k1.ts';

/**
 * Makes this package fast, or says that it cannot be: once a process (and once a worker), before real work. Without
 * it every function computes the same results, Keccak more slowly.
 * @throws Fault `crypto.slowFallback` if the native curve did not load.
 */
export async function openCrypto(): Promise<void> {
  assertNativeSecp256k1();
  await openKeccak();
}
