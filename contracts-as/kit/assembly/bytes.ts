/**
 * `Bytes`: a view of bytes in the contract's memory, an address and a length.
 *
 * Reading a message hands out views into it, so nothing is copied. A view stays valid for the whole call: the
 * arena never frees. `==` and `!=` compare content (AssemblyScript's own would compare references, which has made
 * authority checks of other chains void).
 * @module
 */

/** Length in bytes of an address: version, hash160, checksum. */
export const ADDRESS_LENGTH: u32 = 25;

@unmanaged
@final
export class Bytes {
  constructor(
    /** Where the bytes begin in memory. */
    public at: usize = 0,
    /** How many there are. */
    public length: u32 = 0,
  ) {}

  /** `length` bytes of the same value. */
  static filled(value: u8, length: u32): Bytes {
    const at = __alloc(length);
    memory.fill(at, value, length);
    return new Bytes(at, length);
  }

  /** Whether there are none: also what a field left out of a message reads as. */
  @inline get isEmpty(): bool {
    return this.length == 0;
  }

  /** Whether these could be an address: 25 bytes, not all zero. */
  get isAddress(): bool {
    if (this.length != ADDRESS_LENGTH) return false;
    const at = this.at;
    return (
      (load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16) | <u64>load<u8>(at, 24)) != 0
    );
  }

  /** The byte at `index`; traps past the end. */
  byteAt(index: u32): u8 {
    if (index >= this.length) unreachable();
    return load<u8>(this.at + index);
  }

  @operator('==') equals(other: Bytes): bool {
    const length = this.length;
    if (length != other.length) return false;
    let a = this.at;
    let b = other.at;
    if (a == b) return true;
    const end = a + length;
    while (a + 8 <= end) {
      if (load<u64>(a) != load<u64>(b)) return false;
      a += 8;
      b += 8;
    }
    while (a < end) {
      if (load<u8>(a) != load<u8>(b)) return false;
      a++;
      b++;
    }
    return true;
  }

  @operator('!=') differs(other: Bytes): bool {
    return !this.equals(other);
  }

  /** A view of the bytes in [from, to); clamped to what there is. */
  slice(from: u32, to: u32 = u32.MAX_VALUE): Bytes {
    const end = min(to, this.length);
    const start = min(from, end);
    return new Bytes(this.at + start, end - start);
  }

  /** Text of UTF-8 bytes; malformed sequences become U+FFFD. */
  toString(): string {
    return String.UTF8.decodeUnsafe(this.at, this.length);
  }
}

/** No bytes. */
export const EMPTY: Bytes = changetype<Bytes>(memory.data<u32>([0, 0]));

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  const length = <u32>String.UTF8.byteLength(text);
  const at = __alloc(length);
  String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, at);
  return new Bytes(at, length);
}

/** A new array of bytes of both, in order. */
export function concat(first: Bytes, second: Bytes): Bytes {
  const at = __alloc(first.length + second.length);
  memory.copy(at, first.at, first.length);
  memory.copy(at + first.length, second.at, second.length);
  return new Bytes(at, first.length + second.length);
}

/** Eight bytes, big-endian, so that keys made of numbers sort as the numbers do. */
export function uint64be(value: u64): Bytes {
  const at = __alloc(8);
  store<u64>(at, bswap<u64>(value));
  return new Bytes(at, 8);
}

/** The number of eight big-endian bytes; traps on any other length. */
export function fromUint64be(bytes: Bytes): u64 {
  if (bytes.length != 8) unreachable();
  return bswap<u64>(load<u64>(bytes.at));
}
