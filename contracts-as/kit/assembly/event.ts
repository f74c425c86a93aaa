/**
 * Events and logs. A generated event class has `emit`, which uses the two functions here.
 * @module
 */
import { Bytes, EMPTY, utf8 } from './bytes';
import { invoke } from './host';
import { begin, close, open, writeBytes, writeRaw } from './writer';

const SYSTEM_CALL_LOG: u32 = 401;
const SYSTEM_CALL_EVENT: u32 = 402;

/** Writes the event's name, given as an encoded field, and opens its data. */
export function beginEvent(nameAt: usize, nameLength: u32): usize {
  begin();
  writeRaw(nameAt, nameLength);
  return open(18);
}

/** Closes the data, adds the impacted accounts that are given, and emits. */
export function endEvent(data: usize, first: Bytes, second: Bytes, third: Bytes): void {
  close(data);
  if (first.length != 0) writeBytes(26, first);
  if (second.length != 0) writeBytes(26, second);
  if (third.length != 0) writeBytes(26, third);
  invoke(SYSTEM_CALL_EVENT);
}

/** An event of any name (1 to 128 bytes of UTF-8) with serialized data. */
export function emit(name: string, data: Bytes, first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
  const text = utf8(name);
  begin();
  writeBytes(10, text);
  if (data.length != 0) writeBytes(18, data);
  if (first.length != 0) writeBytes(26, first);
  if (second.length != 0) writeBytes(26, second);
  if (third.length != 0) writeBytes(26, third);
  invoke(SYSTEM_CALL_EVENT);
}

/** A line in the receipt's logs, kept even if the transaction reverts. */
export function log(message: string): void {
  const text = utf8(message);
  begin();
  writeBytes(10, text);
  invoke(SYSTEM_CALL_LOG);
}
