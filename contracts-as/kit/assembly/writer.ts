/**
 * Writing protobuf, canonically: fields in ascending order, defaults left out, shortest varints.
 *
 * There is one writer. It writes above the arena's top, where the next system call takes its arguments from, so a
 * message is encoded once, in its final place. Between `begin` and the system call nothing may be allocated;
 * generated encoders do not.
 * @module
 */
import { Bytes } from './bytes';

/** Where the next byte goes. */
// @ts-ignore: decorator
@lazy let out: usize = 0;

/** Starts anew at the arena's top. */
// @ts-ignore: decorator
@inline export function begin(): void {
  out = __arenaTop;
}

/** Address after the last byte written. */
// @ts-ignore: decorator
@inline export function position(): usize {
  return out;
}

/** Keeps what was written since `begin`. */
export function finish(): Bytes {
  const at = __arenaTop;
  const length = <u32>(out - at);
  __arenaTop = (out + 7) & ~7;
  __arenaRoom(__arenaTop, 0);
  return new Bytes(at, length);
}

function varintUnchecked(value: u64): void {
  let at = out;
  while (value >= 0x80) {
    store<u8>(at++, <u8>value | 0x80);
    value >>= 7;
  }
  store<u8>(at, <u8>value);
  out = at + 1;
}

export function writeVarint(value: u64): void {
  __arenaRoom(out, 10);
  varintUnchecked(value);
}

/** A varint field; `tag` is number × 8, below 2^29 × 8. Writes zero too. */
export function writeUint(tag: u32, value: u64): void {
  __arenaRoom(out, 15);
  varintUnchecked(tag);
  varintUnchecked(value);
}

// @ts-ignore: decorator
@inline export function zigzag(value: i64): u64 {
  return (value << 1) ^ (value >> 63);
}

/** A fixed64 field; `tag` is number × 8 + 1. */
export function writeFixed64(tag: u32, value: u64): void {
  __arenaRoom(out, 13);
  varintUnchecked(tag);
  store<u64>(out, value);
  out += 8;
}

/** A fixed32 field; `tag` is number × 8 + 5. */
export function writeFixed32(tag: u32, value: u32): void {
  __arenaRoom(out, 9);
  varintUnchecked(tag);
  store<u32>(out, value);
  out += 4;
}

/** Eight bytes, little-endian, without a tag: an item of a packed field. */
export function writeRawFixed64(value: u64): void {
  __arenaRoom(out, 8);
  store<u64>(out, value);
  out += 8;
}

/** Four bytes, little-endian, without a tag: an item of a packed field. */
export function writeRawFixed32(value: u32): void {
  __arenaRoom(out, 4);
  store<u32>(out, value);
  out += 4;
}

/** A bytes or string field; `tag` is number × 8 + 2. Writes an empty one too. */
export function writeBytes(tag: u32, value: Bytes): void {
  const length = value.length;
  __arenaRoom(out, length + 10);
  varintUnchecked(tag);
  varintUnchecked(length);
  memory.copy(out, value.at, length);
  out += length;
}

/** Bytes as they are: an already encoded part of a message. */
export function writeRaw(at: usize, length: u32): void {
  __arenaRoom(out, length);
  memory.copy(out, at, length);
  out += length;
}

/** Opens a nested message, string or packed field; give what it returns to `close`. */
export function open(tag: u32): usize {
  __arenaRoom(out, 6);
  varintUnchecked(tag);
  return ++out; // One byte for the length: enough for 127.
}

/** Writes the length of what was opened; a body of 128 bytes or more moves up to make room. */
export function close(body: usize): void {
  const length = out - body;
  if (length < 0x80) {
    store<u8>(body - 1, <u8>length);
    return;
  }
  const extra: usize = length < 0x4000 ? 1 : length < 0x20_0000 ? 2 : length < 0x1000_0000 ? 3 : 4;
  __arenaRoom(out, extra);
  memory.copy(body + extra, body, length);
  const end = out + extra;
  out = body - 1;
  varintUnchecked(length);
  out = end;
}
