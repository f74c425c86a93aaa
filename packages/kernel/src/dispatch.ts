/**
 * System calls: resolve a number, charge, run. Two doors lead here: `systemCall` for the kernel's own typed calls, and
 * `systemCallBytes` for contracts, whose arguments and results are serialized. Each call is a frame; a call that was
 * overridden by a contract runs that contract with the serialized arguments (`spec/koinos.md` 4.1, 4.9).
 * @module
 */
import { EMPTY } from '@ashlar/base';
import { DecodeError, ERROR_CODE } from '@ashlar/protocol';
import { ChainError, revert } from './chain-error.ts';
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
    result = decodeResult(thunk, executeContract(context, target.contractId, target.entryPoint, bytes));
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
    result = executeContract(context, target.contractId, target.entryPoint, args.slice());
  } else {
    chargeDeserialization(context, args.length);
    result = runThunkBytes(context, target.thunk, target.price, args);
  }
  context.pop();
  return result;
}

/**
 * The native form itself, past any override, for system contracts. No frame, no base price (`spec/koinos.md` 4.10):
 * its caller is the frame *below* the system contract.
 */
export function thunkBytes(context: Context, id: number, args: Uint8Array): Uint8Array {
  if (!context.frame(0)!.isKernel)
    revert('invoke_thunk is for system contracts', ERROR_CODE.insufficientPrivileges);
  const thunk = context.rules.thunks.get(id);
  if (thunk === undefined) revert(`thunk ${id} does not exist`, ERROR_CODE.unknownThunk);
  chargeDeserialization(context, args.length);
  return runThunkBytes(context, thunk, 0, args);
}

function chargeDeserialization(context: Context, length: number): void {
  if (length > 0) context.meter.useCompute(length * context.rules.priceOf(DESERIALIZE_PER_BYTE));
}

function runThunkBytes(context: Context, thunk: AnyThunk, price: number, args: Uint8Array): Uint8Array {
  context.meter.useCompute(price);
  let decoded: unknown;
  try {
    decoded = thunk.args.decode(thunk.keepsArgs ? args.slice() : args);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new ChainError(ERROR_CODE.reversion, `malformed arguments of ${thunk.name}: ${error.code}`);
  }
  return thunk.result.encode(thunk.run(context, decoded));
}

function decodeResult<Args, Result>(thunk: Thunk<Args, Result>, bytes: Uint8Array): Result {
  try {
    return thunk.result.decode(bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new ChainError(
      ERROR_CODE.reversion,
      `malformed result of the override of ${thunk.name}: ${error.code}`,
    );
  }
}
