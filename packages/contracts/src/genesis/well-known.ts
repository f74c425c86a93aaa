/**
 * Where the native contracts live. Their addresses come from their names, not from keys: nobody can sign for them, and
 * a client can compute them. They are written as any address, checksum included.
 * @module
 */
import { utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { addressOfHash } from '@ashlar/protocol';

const KEY_HASH_BYTES = 20;

/** The 25 raw bytes for `ashlar/native/<name>`. */
export function nativeAddress(name: string): Uint8Array {
  return addressOfHash(sha256(utf8(`ashlar/native/${name}`)).subarray(0, KEY_HASH_BYTES));
}

export type WellKnownName = 'token' | 'names' | 'resources' | 'governance' | 'metadata';

/** Raw addresses of this package's contracts, the same on every chain. */
export const WELL_KNOWN: Readonly<Record<WellKnownName, Uint8Array>> = {
  token: nativeAddress('token'),
  names: nativeAddress('names'),
  resources: nativeAddress('resources'),
  governance: nativeAddress('governance'),
  metadata: nativeAddress('metadata'),
};
