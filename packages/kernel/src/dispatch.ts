/**
 * System calls: resolve a number, charge, run. Two doors lead here: `systemCall` for the kernel's own typed calls, and
 * `systemCallBytes` for contracts, whose arguments and results are serialized. Each call is a frame; a call that was
 * overridden by a contract runs that contract with the serialized arguments (`spec/koinos.md` 4.1, 4.9).
 * @module
 */
import { EMPTY } from '@ashlar/base';
import { ERROR_CODE } from '@ashlar/protocol';
import { decoded, revert } from './chain-error.ts';
import type { Context } from './context.ts';
import { executeContract } from './execute-contract.ts';
import type { AnyThunk, Thunk } from './thunk.ts';

const DESERIALIZE_PER_BYTE = 'deserialize_message_per_byte';

/** Calls the system call that `thunk` is the native form of. */
export function systemCall<Args, Result>(context: Context, thunk: Thunk<Args, Result>, args: Args): Result {
  const target = context.rules.targetOf(thunk.id);
  context.push(EMPTY, true, 0, EMPTY);
  let result: Result;
  if (target.kind === 'contract') {
    const bytes = thunk.args.encode(args);
    result = decodeResult(thunk, executeContract(context, target.contractId, target.entryPoint, bytes, true));
  } else if ((target.thunk as unknown) === thunk) {
    context.meter.useCompute(target.price);
    result = thunk.run(context, args);
  } else {
    result = decodeResult(thunk, runThunkBytes(context, target.thunk, target.price, thunk.args.encode(args)));
  }
  context.pop();
  return result;
}

/** The same from a contract. `args` may be a view of its memory. */
export function systemCallBytes(context: Context, id: number, args: Uint8Array): Uint8Array {
  const target = context.rules.targetOf(id);
  context.push(EMPTY, true, 0, EMPTY);
  let result: Uint8Array;
  if (target.kind === 'contract') {
    result = executeContract(context, target.contractId, target.entryPoint, args.slice(), true);
  } else {
    chargeDeserialization(context, args.length);
    result = runThunkBytes(context, target.thunk, target.price, args);
  }
  context.pop();
  return result;
}

/**
 * The native form itself, past any override, for system contracts; without a base price (`spec/koinos.md` 4.10). What an
 * override asks for it asks in the name of whoever made the overridden call, so that it can stand in for the thunk
 * unseen: an event keeps its source, an object its zone. A system contract that was called acts for itself.
 */
export function thunkBytes(context: Context, id: number, args: Uint8Array): Uint8Array {
  if (!context.frame(0)!.isKernel)
    revert('invoke_thunk is for system contracts', ERROR_CODE.insufficientPrivileges);
  const thunk = context.rules.thunks.get(id);
  if (thunk === undefined) revert(`thunk ${id} does not exist`, ERROR_CODE.unknownThunk);
  chargeDeserialization(context, args.length);
  const callerBelow = context.frame(0)!.isOverride ? 3 : 1;
  context.push(EMPTY, true, 0, EMPTY).callerBelow = callerBelow;
  const result = runThunkBytes(context, thunk, 0, args);
  context.pop();
  return result;
}

function chargeDeserialization(context: Context, length: number): void {
  if (length > 0) context.meter.useCompute(length * context.rules.priceOf(DESERIALIZE_PER_BYTE));
}

function runThunkBytes(context: Context, thunk: AnyThunk, price: number, args: Uint8Array): Uint8Array {
  context.meter.useCompute(price);
  const own = thunk.keepsArgs ? args.slice() : args;
  const message = decoded(thunk.args, own, `arguments of ${thunk.name}`);
  return thunk.result.encode(thunk.run(context, message));
}

function decodeResult<Args, Result>(thunk: Thunk<Args, Result>, bytes: Uint8Array): Result {
  return decoded(thunk.result, bytes, `result of the override of ${thunk.name}`);
}
