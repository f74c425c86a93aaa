/**
 * Flat keys back into spaces and keys: what is read from disk, snapshots and witnesses names entries by flat key.
 * @module
 */
import { latin1 } from '@ashlar/base';
import { OBJECT_KEY_BYTES_MAX, ObjectSpace, ZONE_BYTES_MAX } from '@ashlar/protocol';
import { type ByteReader, decoding } from '../codec.ts';

/** A space's prefix (zone and tags) and a key with its tag and length. */
export const FLAT_KEY_BYTES_MAX: number = OBJECT_KEY_BYTES_MAX + ZONE_BYTES_MAX + 16;
/** Spaces remembered in each of two generations, so that a table's entries share one space object. */
const SPACES_MAX = 4_096;
const ID_MAX = 0xffff_ffff;

export type FlatKey = Readonly<{ flat: string; space: ObjectSpace; key: Uint8Array }>;

/** Decodes flat keys; keeps recently met spaces. */
export class FlatKeys {
  #young: Map<string, ObjectSpace> = new Map();
  #old: Map<string, ObjectSpace> = new Map();

  /** `undefined` unless the bytes are a canonical flat key. The key is a view of them. */
  decode(bytes: Uint8Array): FlatKey | undefined {
    if (bytes.length > FLAT_KEY_BYTES_MAX) return undefined;
    return decoding(bytes, (reader: ByteReader) => {
      reader.check(reader.u8() === 0x0a);
      const length = reader.varint(127);
      const space = this.#space(latin1(bytes.subarray(0, 2 + length)), reader.raw(length));
      reader.check(space !== undefined);
      const key = reader.rest === 0 ? reader.raw(0) : keyOf(reader);
      return { flat: latin1(bytes), space, key };
    });
  }

  #space(prefix: string, body: Uint8Array): ObjectSpace | undefined {
    const known = this.#young.get(prefix) ?? this.#old.get(prefix);
    const space = known ?? decoding(body, spaceOf);
    if (space === undefined || space.prefixKey !== prefix) return undefined;
    if (this.#young.size >= SPACES_MAX) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(prefix, space);
    return space;
  }
}

function keyOf(reader: ByteReader): Uint8Array {
  reader.check(reader.u8() === 0x12);
  const key = reader.counted(OBJECT_KEY_BYTES_MAX);
  reader.check(key.length > 0);
  return key;
}

function spaceOf(reader: ByteReader): ObjectSpace {
  let [system, zone, id]: [boolean, Uint8Array, number] = [false, new Uint8Array(0), 0];
  for (let last = 0; reader.rest > 0; ) {
    const tag = reader.u8();
    reader.check(tag > last);
    last = tag;
    if (tag === 0x08) {
      reader.check(reader.u8() === 1);
      system = true;
    } else if (tag === 0x12) {
      zone = reader.counted(ZONE_BYTES_MAX).slice();
      reader.check(zone.length > 0);
    } else {
      reader.check(tag === 0x18);
      id = reader.varint(ID_MAX);
      reader.check(id > 0);
    }
  }
  return new ObjectSpace(system, zone, id);
}
