/**
 * Reading protobuf: a cursor over a range of memory.
 *
 * There is one reader; nested messages narrow its range and widen it again. Bytes are handed out as views.
 * Whatever is malformed (a cut varint, a length past the end, group or unknown wire types, text that is not UTF-8)
 * reverts the call. Unknown fields are skipped; a field that comes twice takes its last value.
 * @module
 */
import { Bytes } from './bytes';
import { malformed } from './exit';

// @ts-ignore: decorator
@lazy let cursor: usize = 0;
// @ts-ignore: decorator
@lazy let limit: usize = 0;

/** Reads from `at` up to `end`, forgetting any range before. */
// @ts-ignore: decorator
@inline export function readFrom(at: usize, end: usize): void {
  cursor = at;
  limit = end;
}

/** Reads a message that lies in `bytes`, forgetting any range before. */
// @ts-ignore: decorator
@inline export function readInside(bytes: Bytes): void {
  cursor = bytes.at;
  limit = cursor + bytes.length;
}

// @ts-ignore: decorator
@inline export function hasMore(): bool {
  return cursor < limit;
}

export function readVarint(): u64 {
  let at = cursor;
  if (at >= limit) malformed();
  let byte: u64 = load<u8>(at++);
  let value = byte & 0x7f;
  let shift: u64 = 7;
  while (byte & 0x80) {
    if (at >= limit || shift > 63) malformed();
    byte = load<u8>(at++);
    value |= (byte & 0x7f) << shift;
    shift += 7;
  }
  cursor = at;
  return value;
}

/** The next field's tag: number × 8 + wire type. */
// @ts-ignore: decorator
@inline export function readTag(): u32 {
  return <u32>readVarint();
}

// @ts-ignore: decorator
@inline export function unzigzag(value: u64): i64 {
  return (value >> 1) ^ -(value & 1);
}

export function readFixed64(): u64 {
  if (limit - cursor < 8) malformed();
  cursor += 8;
  return load<u64>(cursor - 8);
}

export function readFixed32(): u32 {
  if (limit - cursor < 4) malformed();
  cursor += 4;
  return load<u32>(cursor - 4);
}

function readLength(): usize {
  const length = readVarint();
  if (length > <u64>(limit - cursor)) malformed();
  return <usize>length;
}

/** A view of the next bytes field. */
export function readBytes(): Bytes {
  const length = readLength();
  const bytes = new Bytes(cursor, <u32>length);
  cursor += length;
  return bytes;
}

/** A view of the next string field, checked to be UTF-8. */
export function readText(): Bytes {
  const bytes = readBytes();
  if (!isUtf8(bytes)) malformed();
  return bytes;
}

/** Narrows the range to the nested message that follows. Give the result to `leave`. */
export function enter(): usize {
  const length = readLength();
  const outer = limit;
  limit = cursor + length;
  return outer;
}

// @ts-ignore: decorator
@inline export function leave(outer: usize): void {
  limit = outer;
}

/** Skips the value of a field nobody knows. */
export function skip(tag: u32): void {
  const wire = tag & 7;
  if (tag < 8) malformed();
  if (wire == 0) readVarint();
  else if (wire == 1) readFixed64();
  else if (wire == 2) {
    const length = readLength(); // It moves the cursor itself.
    cursor += length;
  } else if (wire == 5) readFixed32();
  else malformed();
}

/** Whether the bytes are well-formed UTF-8 (RFC 3629: shortest forms, no surrogates, up to U+10FFFF). */
export function isUtf8(bytes: Bytes): bool {
  let at = bytes.at;
  const end = at + bytes.length;
  while (at < end) {
    const first = <u32>load<u8>(at++);
    if (first < 0x80) continue;
    let more: u32 = 0;
    let low: u32 = 0x80;
    let high: u32 = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) more = 1;
    else if (first >= 0xe0 && first <= 0xef) {
      more = 2;
      if (first == 0xe0) low = 0xa0;
      if (first == 0xed) high = 0x9f;
    } else if (first >= 0xf0 && first <= 0xf4) {
      more = 3;
      if (first == 0xf0) low = 0x90;
      if (first == 0xf4) high = 0x8f;
    } else return false;
    if (<u32>(end - at) < more) return false;
    while (more-- > 0) {
      const next = <u32>load<u8>(at++);
      if (next < low || next > high) return false;
      low = 0x80;
      high = 0xbf;
    }
  }
  return true;
}
