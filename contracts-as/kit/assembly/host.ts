/**
 * The one door to the chain: `invoke_system_call`.
 *
 * Arguments are what the writer has written since `begin`; the result is written by the host right behind them.
 * The room offered is all that is left of the memory; when a host answers "insufficient return buffer" (105), the
 * memory grows and the call is made again. Koinos' own nodes end a user contract at that code instead of returning
 * it, so a contract that expects more than it has memory for calls `reserve` first.
 * Any other error ends the contract with the same code and message, except through `tryInvoke`.
 * @module
 */
import { Bytes } from './bytes';
import { exitWithError } from './exit';
import { begin, position, writeRaw } from './writer';

// @ts-ignore: decorator
@external('env', 'invoke_system_call')
declare function invokeSystemCall(
  id: u32,
  resultAt: usize,
  resultCapacity: u32,
  argumentsAt: usize,
  argumentsLength: u32,
  resultLengthAt: usize,
): i32;

const INSUFFICIENT_RETURN_BUFFER: i32 = 105;
/** Least room offered for a result. */
const RESULT_ROOM_MIN: usize = 4096;
/** Most memory a result may be given: beyond, code 105 stands. */
const RESULT_ROOM_MAX: usize = 8 << 20;

const resultLength: usize = memory.data(4, 4);
// @ts-ignore: decorator
@lazy let resultAt: usize = 0;

/** Makes at least `bytes` of room for the results to come. */
export function reserve(bytes: u32): void {
  __arenaRoom(__arenaTop, bytes);
}

/**
 * Makes the call. The result, or `error_data`, lies in [`resultStart`, `resultEnd`), above the arena's top: keep it
 * before anything is allocated.
 */
export function tryInvoke(id: u32): i32 {
  const at = __arenaTop;
  const end = position();
  let room = RESULT_ROOM_MIN;
  while (true) {
    __arenaRoom(end, room);
    room = __arenaEnd - end;
    const code = invokeSystemCall(id, end, <u32>room, at, <u32>(end - at), resultLength);
    if (code != INSUFFICIENT_RETURN_BUFFER || room > RESULT_ROOM_MAX) {
      resultAt = end;
      return code;
    }
    room *= 2;
  }
}

// @ts-ignore: decorator
@inline export function resultStart(): usize {
  return resultAt;
}

// @ts-ignore: decorator
@inline export function resultEnd(): usize {
  return resultAt + load<u32>(resultLength);
}

/** Keeps the result for the rest of the call, so that views into it stay valid. */
// @ts-ignore: decorator
@inline export function keepResult(): void {
  __arenaTop = (resultEnd() + 7) & ~7;
}

/** Makes the call, or ends the contract with its error. */
export function invoke(id: u32): void {
  const code = tryInvoke(id);
  if (code != 0) {
    const start = resultStart();
    const length = <u32>(resultEnd() - start);
    keepResult();
    exitWithError(code, new Bytes(start, length));
  }
}

/** Any system call by number, arguments and result serialized. */
export function systemCall(id: u32, args: Bytes): Bytes {
  begin();
  writeRaw(args.at, args.length);
  invoke(id);
  const start = resultStart();
  const length = <u32>(resultEnd() - start);
  keepResult();
  return new Bytes(start, length);
}
