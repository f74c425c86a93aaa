/** Calling and leaving contracts, and what they say: 401, 402 and 601 to 605. Source: `spec/koinos.md` 4.8, 4.10. @module */
import { EMPTY, utf8 } from '@ashlar/base';
import { chain, ERROR_CODE, LIMITS } from '@ashlar/protocol';
import { ChainError, CONTRACT_EXIT, ContractExit, revert } from '../chain-error.ts';
import { EVENTS_MAX, LOG_LINE_BYTES_MAX } from '../chronicle.ts';
import type { Context } from '../context.ts';
import { executeContract } from '../execute-contract.ts';
import { type Thunk, thunk } from '../thunk.ts';

/** Entry point by which a contract is asked whether it authorizes; for the kernel only. */
export const AUTHORIZE_ENTRY = 0x4a2dbd90;

export function logLine(context: Context, message: string): void {
  if (message.length > LOG_LINE_BYTES_MAX) revert(`log line is longer than ${LOG_LINE_BYTES_MAX} characters`);
  context.chronicle.log(message);
}

/** UTF-8 bytes of a text, or a bound on them where that is short enough anyway. */
const bytesOf = (name: string): number =>
  name.length * 3 <= LIMITS.eventNameBytesMax ? name.length * 3 : utf8(name).length;

/** Emits an event in the name of `source`; charges for those it concerns. */
export function emit(
  context: Context,
  source: Uint8Array,
  event: Readonly<{ name: string; data: Uint8Array; impacted: readonly Uint8Array[] }>,
): void {
  const { name, data, impacted } = event;
  if (name.length === 0) revert('event name cannot be empty');
  if (bytesOf(name) > LIMITS.eventNameBytesMax)
    revert(`event name cannot be longer than ${LIMITS.eventNameBytesMax} bytes`);
  if (impacted.length > LIMITS.eventImpactedMax)
    revert(`event impacts more than ${LIMITS.eventImpactedMax} accounts`);
  if (context.chronicle.events.length >= EVENTS_MAX) revert(`more than ${EVENTS_MAX} events`);
  if (impacted.length > 0)
    context.meter.useCompute(impacted.length * context.rules.priceOf('event_per_impacted'));
  context.chronicle.event(source, name, data, impacted);
}

export const LOG: Thunk<chain.LogArguments, chain.LogResult> = thunk(
  401,
  'log',
  [chain.LogArguments, chain.LogResult],
  (context, { message }) => {
    logLine(context, message);
    return {};
  },
);

export const EVENT: Thunk<chain.EventArguments, chain.EventResult> = thunk(
  402,
  'event',
  [chain.EventArguments, chain.EventResult],
  (context, event) => {
    emit(context, context.caller.contractId, event);
    return {};
  },
  { keepsArgs: true },
);

export const CALL: Thunk<chain.CallArguments, chain.CallResult> = thunk(
  601,
  'call',
  [chain.CallArguments, chain.CallResult],
  (context, { contractId, entryPoint, args }) => {
    if (entryPoint === AUTHORIZE_ENTRY && !context.caller.isKernel) {
      revert('authorize may only be called by the kernel', ERROR_CODE.insufficientPrivileges);
    }
    return { value: executeContract(context, contractId, entryPoint, args) };
  },
  { keepsArgs: true },
);

export const EXIT: Thunk<chain.ExitArguments, chain.ExitResult> = thunk(
  602,
  'exit',
  [chain.ExitArguments, chain.ExitResult],
  (context, { code, res }): never => {
    if (!isCalledByContract(context)) revert('exit outside a contract');
    if (code === 0) {
      context.result = res?.object ?? EMPTY;
      throw CONTRACT_EXIT;
    }
    const message = res?.error === undefined ? 'exit error did not contain error data' : res.error.message;
    throw new ContractExit(new ChainError(code, message));
  },
  { keepsArgs: true },
);

/** Whether a running contract made this call itself: the frame at the bottom only names who asks. */
const isCalledByContract = (context: Context): boolean =>
  context.depth > 2 && context.frame(1)!.contractId.length > 0;

export const GET_ARGUMENTS: Thunk<chain.GetArgumentsArguments, chain.GetArgumentsResult> = thunk(
  603,
  'get_arguments',
  [chain.GetArgumentsArguments, chain.GetArgumentsResult],
  (context) => {
    const { entryPoint, args } = context.caller;
    return { value: { entryPoint, arguments: args } };
  },
);

export const GET_CONTRACT_ID: Thunk<chain.GetContractIdArguments, chain.GetContractIdResult> = thunk(
  604,
  'get_contract_id',
  [chain.GetContractIdArguments, chain.GetContractIdResult],
  (context) => {
    const below = context.contractBelow();
    return { value: below === undefined ? EMPTY : context.frame(below)!.contractId };
  },
);

export const GET_CALLER: Thunk<chain.GetCallerArguments, chain.GetCallerResult> = thunk(
  605,
  'get_caller',
  [chain.GetCallerArguments, chain.GetCallerResult],
  (context) => {
    const { address, isKernel } = context.callerOf(context.contractBelow() ?? 0);
    const callerPrivilege = isKernel ? chain.Privilege.kernel_mode : chain.Privilege.user_mode;
    return { value: { caller: address, callerPrivilege } };
  },
);
