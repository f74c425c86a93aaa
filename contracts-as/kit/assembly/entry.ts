/**
 * What the contract was called with. Generated code reads it once, before anything else.
 * @module
 */
import { Bytes, EMPTY } from './bytes';
import { invoke, keepResult, resultEnd, resultStart } from './host';
import { enter, hasMore, leave, readBytes, readFrom, readTag, readVarint, skip } from './reader';
import { begin } from './writer';

const SYSTEM_CALL_GET_ARGUMENTS: u32 = 603;

// @ts-ignore: decorator
@lazy let entry: u32 = 0;
// @ts-ignore: decorator
@lazy let args: Bytes = EMPTY;

/** Asks the chain for entry point and arguments. */
export function loadCall(): void {
  begin();
  invoke(SYSTEM_CALL_GET_ARGUMENTS);
  readFrom(resultStart(), resultEnd());
  keepResult();
  while (hasMore()) {
    const tag = readTag();
    if (tag != 10) {
      skip(tag);
      continue;
    }
    const outer = enter();
    while (hasMore()) {
      const field = readTag();
      if (field == 8) entry = <u32>readVarint();
      else if (field == 18) args = readBytes();
      else skip(field);
    }
    leave(outer);
  }
}

/** The entry point called. */
// @ts-ignore: decorator
@inline export function entryPoint(): u32 {
  return entry;
}

/** The serialized arguments: valid for the whole call. */
// @ts-ignore: decorator
@inline export function callArguments(): Bytes {
  return args;
}
