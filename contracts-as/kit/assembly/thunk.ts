/**
 * Thunks: the chain's own implementation of a system call, past any contract that overrides it.
 *
 * For system contracts only; a module that uses this imports `env.invoke_thunk` beside `invoke_system_call`.
 * A thunk pushes no frame: for it, the caller is whoever called this contract.
 * @module
 */
import { Bytes } from './bytes';
import { exitWithError } from './exit';

// @ts-ignore: decorator
@external('env', 'invoke_thunk')
declare function hostInvokeThunk(
  id: u32,
  resultAt: usize,
  resultCapacity: u32,
  argumentsAt: usize,
  argumentsLength: u32,
  resultLengthAt: usize,
): i32;

/** Most a thunk may answer. */
const RESULT_ROOM: usize = 32 << 10;

/** Runs the thunk with serialized arguments; ends the contract with its error if it has one. */
export function invokeThunk(id: u32, args: Bytes): Bytes {
  const lengthAt = __alloc(4);
  const at = __arenaTop;
  __arenaRoom(at, RESULT_ROOM);
  const code = hostInvokeThunk(id, at, RESULT_ROOM, args.at, args.length, lengthAt);
  const result = at;
  const length = load<u32>(lengthAt);
  __arenaTop = (at + length + 7) & ~7;
  const bytes = new Bytes(result, length);
  if (code != 0) exitWithError(code, bytes);
  return bytes;
}
