/**
 * How a contract ends.
 *
 * A *reversion* (code > 0) undoes the whole transaction, whoever called; a *failure* (code < 0) is answered to a
 * calling contract, which may go on. So a contract checks everything before its first write, or reverts.
 * @module
 */
import { Bytes, utf8 } from './bytes';
import { tryInvoke } from './host';
import { begin, close, open, writeBytes, writeRaw, writeUint } from './writer';

const SYSTEM_CALL_EXIT: u32 = 602;

/** Error codes of the chain that contracts use. Above zero: reversion; below: failure. */
export namespace ErrorCode {
  // @ts-ignore: decorator
  @inline export const reversion: i32 = 1;
  // @ts-ignore: decorator
  @inline export const failure: i32 = -1;
  // @ts-ignore: decorator
  @inline export const authorizationFailure: i32 = -200;
}

/** Ends with an error: `errorData` is a serialized `error_data`. */
export function exitWithError(code: i32, errorData: Bytes): void {
  begin();
  writeUint(8, <u64>(<i64>code));
  const result = open(18);
  const error = open(18);
  writeRaw(errorData.at, errorData.length);
  close(error);
  close(result);
  tryInvoke(SYSTEM_CALL_EXIT);
  unreachable();
}

/** Ends with `code` (not 0) and a message of any length below a few KiB. */
export function exit(code: i32, message: string): void {
  const text = utf8(message);
  begin();
  writeUint(8, <u64>(<i64>code));
  const result = open(18);
  const error = open(18);
  writeBytes(10, text);
  close(error);
  close(result);
  tryInvoke(SYSTEM_CALL_EXIT);
  unreachable();
}

/** Undoes the transaction. */
export function revert(message: string): void {
  exit(ErrorCode.reversion, message);
}

/** Fails: a calling contract may catch it, a transaction reverts. Only before the first write. */
export function fail(message: string, code: i32 = ErrorCode.failure): void {
  exit(code, message);
}

/** Fails unless `condition`. */
// @ts-ignore: decorator
@inline export function require(condition: bool, message: string): void {
  if (!condition) fail(message);
}

/** The reader met bytes that are no such message. */
export function malformed(): void {
  revert('malformed message');
}

/** Opens the result of the contract; what is written until `endReply` is its body. Used by generated code. */
// @ts-ignore: decorator
@inline export function beginReply(): usize {
  begin();
  open(18);
  return open(10);
}

/** Ends the contract with success. Used by generated code. */
export function endReply(body: usize): void {
  close(body);
  close(__arenaTop + 2);
  tryInvoke(SYSTEM_CALL_EXIT);
  unreachable();
}

/** No method has the entry point called. */
export function unknownEntryPoint(): void {
  revert('unknown entry point');
}
