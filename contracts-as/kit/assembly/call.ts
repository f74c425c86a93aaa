/**
 * Calling other contracts.
 *
 * A callee that *reverts* ends this contract too, and the whole transaction. A callee that *fails* ends this contract
 * with its error, or answers it: see `tryCall`. What a failed callee had written before is not undone.
 * @module
 */
import { Bytes, EMPTY } from './bytes';
import { invoke, tryInvoke } from './host';
import { singleBytes } from './result';
import { begin, writeBytes, writeUint } from './writer';

const SYSTEM_CALL_CALL: u32 = 601;

function writeCall(contract: Bytes, entryPoint: u32, args: Bytes): void {
  begin();
  writeBytes(10, contract);
  writeUint(16, entryPoint);
  if (args.length != 0) writeBytes(26, args);
}

/** Calls an entry point with serialized arguments and returns the serialized result. */
export function call(contract: Bytes, entryPoint: u32, args: Bytes = EMPTY): Bytes {
  writeCall(contract, entryPoint, args);
  invoke(SYSTEM_CALL_CALL);
  return singleBytes();
}

/** How a call went. */
@final
@unmanaged
export class CallOutcome {
  constructor(
    /** 0: done. Below: the callee's failure. Above (system contracts only): its reversion. */
    public code: i32,
    /** The serialized result if the code is 0, else the error's message. */
    public value: Bytes,
  ) {}
}

/** Calls, and answers a failure of the callee instead of ending with it. */
export function tryCall(contract: Bytes, entryPoint: u32, args: Bytes = EMPTY): CallOutcome {
  writeCall(contract, entryPoint, args);
  const code = tryInvoke(SYSTEM_CALL_CALL);
  // Result and error alike are a message whose first field is what is wanted.
  return new CallOutcome(code, singleBytes());
}
