/**
 * Flat keys as bytes: the canonical protobuf of `database_key { space, key }`, and back to the space and the key.
 * @module
 */
import { accept, assert, concat, fromLatin1, type Result, refuse } from '@ashlar/base';
import { DatabaseKey } from './generated/chain.ts';
import { lengthKey, OBJECT_KEY_BYTES_MAX, ObjectSpace, ZONE_BYTES_MAX } from './object-space.ts';
import type { DecodeRefusalCode } from './wire.ts';

export type FlatKey = Readonly<{ space: ObjectSpace; key: Uint8Array }>;
export type FlatKeyRefusal = Readonly<{ code: DecodeRefusalCode | 'flatKey.noSpace' | 'flatKey.tooLong' }>;

const KEY_TAG = new Uint8Array([0x12]);

/** Bytes of the flat key; `ObjectSpace.flatKeyOf` is the same as a map key. */
export function encodeFlatKey(space: ObjectSpace, key: Uint8Array): Uint8Array {
  assert(key.length <= OBJECT_KEY_BYTES_MAX, 'a key fits its flat key');
  return key.length === 0
    ? space.prefix.slice()
    : concat(space.prefix, KEY_TAG, fromLatin1(lengthKey(key.length)), key);
}

/** Refuses what is not canonical, has no space, or a zone or key longer than state allows. */
export function decodeFlatKey(bytes: Uint8Array): Result<FlatKey, FlatKeyRefusal> {
  const decoded = DatabaseKey.decodeStrict(bytes);
  if (!decoded.ok) return decoded;
  const { space, key } = decoded.value;
  if (space === undefined) return refuse({ code: 'flatKey.noSpace' });
  if (space.zone.length > ZONE_BYTES_MAX || key.length > OBJECT_KEY_BYTES_MAX)
    return refuse({ code: 'flatKey.tooLong' });
  return accept({ space: new ObjectSpace(space.system, space.zone, space.id), key });
}

/** The message form of a space, for arguments and delta entries. */
export const spaceMessage = ({
  system,
  zone,
  id,
}: ObjectSpace): Readonly<{ system: boolean; zone: Uint8Array; id: number }> => ({ system, zone, id });
