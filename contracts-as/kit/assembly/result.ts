/**
 * Results of system calls: nearly all have one field, number 1.
 * @module
 */
import { Bytes, EMPTY } from './bytes';
import { keepResult, resultEnd, resultStart } from './host';
import { hasMore, readBytes, readFrom, readTag, readVarint, skip } from './reader';

/** Field 1 of the last result, as bytes; kept for the call. */
export function singleBytes(): Bytes {
  let value = EMPTY;
  readFrom(resultStart(), resultEnd());
  keepResult();
  while (hasMore()) {
    const tag = readTag();
    if (tag == 10) value = readBytes();
    else skip(tag);
  }
  return value;
}

/** Field 1 of the last result, as a number. */
export function singleUint(): u64 {
  let value: u64 = 0;
  readFrom(resultStart(), resultEnd());
  while (hasMore()) {
    const tag = readTag();
    if (tag == 8) value = readVarint();
    else skip(tag);
  }
  return value;
}
