/** The part of `sodium-native` that this package uses; the package ships no types. */
declare module 'sodium-native' {
  /** BLAKE2b of `input`; the digest length is `output.length` (16 to 64 bytes). */
  export function crypto_generichash(output: Uint8Array, input: Uint8Array, key?: Uint8Array): void;
  export function crypto_sign_seed_keypair(
    publicKey: Uint8Array,
    secretKey: Uint8Array,
    seed: Uint8Array,
  ): void;
  export function crypto_sign_detached(
    signature: Uint8Array,
    message: Uint8Array,
    secretKey: Uint8Array,
  ): void;
  export function crypto_sign_verify_detached(
    signature: Uint8Array,
    message: Uint8Array,
    publicKey: Uint8Array,
  ): boolean;
}
