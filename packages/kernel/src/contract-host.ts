/**
 * The host of a contract in an engine: `EngineHost` over a context. Errors of system calls come back as codes where
 * the contract may see them (`spec/koinos.md` 4.10): failures always, reversions only to system contracts.
 * @module
 */
import type { EngineHost, HostAnswer, StackBudget } from '@ashlar/ports';
import { chain } from '@ashlar/protocol';
import { ChainError } from './chain-error.ts';
import type { Context } from './context.ts';
import { systemCallBytes, thunkBytes } from './dispatch.ts';

export class ContractHost implements EngineHost {
  readonly #context: Context;
  readonly stack: StackBudget;

  constructor(context: Context) {
    this.#context = context;
    this.stack = context.stack;
  }

  ticksLeft(): number {
    return this.#context.meter.ticksLeft;
  }

  spendTicks(ticks: number): void {
    this.#context.meter.useCompute(ticks);
  }

  invokeSystemCall(id: number, args: Uint8Array): HostAnswer {
    return answerOf(this.#context, systemCallBytes, id, args);
  }

  invokeThunk(id: number, args: Uint8Array): HostAnswer {
    return answerOf(this.#context, thunkBytes, id, args);
  }
}

/** The answer of a call, an error that the calling contract may see included. */
export function answerOf(
  context: Context,
  call: typeof systemCallBytes,
  id: number,
  args: Uint8Array,
): HostAnswer {
  const { depth } = context;
  const isKernel = context.frame(0)!.isKernel;
  try {
    return { code: 0, bytes: call(context, id, args) };
  } catch (thrown) {
    if (!(thrown instanceof ChainError) || thrown.isFinal || (thrown.isReversion && !isKernel)) throw thrown;
    while (context.depth > depth) context.pop();
    context.atFault = undefined;
    return { code: thrown.code, bytes: chain.ErrorData.encode({ message: thrown.message }) };
  }
}
