/**
 * Running a contract: load it, push its frame, let its engine run it, and read how it ended.
 * @module
 */
import { EMPTY } from '@ashlar/base';
import type { ExecutionOutcome } from '@ashlar/ports';

import { ChainError, ContractExit, revert } from './chain-error.ts';
import type { Context } from './context.ts';
import type { LoadedContract } from './contract-loader.ts';

/** What the contract returned through `exit`, or nothing. Reversions and failures of the contract pass through as thrown. */
export function executeContract(
  context: Context,
  contractId: Uint8Array,
  entryPoint: number,
  args: Uint8Array,
  isOverride = false,
): Uint8Array {
  const { contract, isSystem } = context.loadContract(contractId);
  const state = context.state.checkpoint();
  const events = context.chronicle.mark();
  context.push(contractId, isSystem, entryPoint, args).isOverride = isOverride;
  const { depth } = context;
  context.result = EMPTY;
  try {
    run(context, contract, contractId, isSystem);
  } catch (thrown) {
    // Whoever may catch this finds nothing changed. (Upstream leaves the writes of a call that failed.)
    if (thrown instanceof ChainError) {
      context.undo(state, events);
    }
    throw thrown;
  }
  while (context.depth > depth) context.pop(); // `exit` unwinds through its own frame.
  context.pop();
  return context.result;
}

function run(context: Context, contract: LoadedContract, contractId: Uint8Array, isSystem: boolean): void {
  const { entryPoint, args } = context.frame(0)!;
  try {
    if (contract.kind === 'native') {
      const entry = contract.native.entries.get(entryPoint);
      if (entry === undefined) revert(`unknown entry point ${entryPoint}`);
      context.meter.useCompute(entry.ticks);
      context.result = entry.run(context.hosts.native(context, contractId, isSystem), args);
    } else {
      settle(context, contract.engine.execute(contract.program, context.hosts.engine(context)));
    }
  } catch (thrown) {
    if (!(thrown instanceof ContractExit)) throw thrown;
    if (thrown.error !== undefined) throw thrown.error;
  }
}

function settle(context: Context, outcome: ExecutionOutcome): void {
  if (outcome.kind === 'exhausted') context.meter.exhaust();
  if (outcome.kind === 'trapped') revert(`module exited due to trap: ${outcome.reason}`);
  // Fell off its end: what a callee returned is not this contract's result (upstream would leave it standing).
  context.result = EMPTY;
}
