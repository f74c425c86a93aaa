/**
 * What the contract was called with. Generated code reads it once, before anything else.
 * @module
 */
import { Bytes, EMPTY } from './bytes';
import { invoke } from './host';
import { hasMore, readBytes, readInside, readTag, readVarint, skip } from './reader';
import { singleBytes } from './result';
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
  readInside(singleBytes());
  while (hasMore()) {
    const tag = readTag();
    if (tag == 8) entry = <u32>readVarint();
    else if (tag == 18) args = readBytes();
    else skip(tag);
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
