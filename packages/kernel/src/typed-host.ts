/**
 * The host of a native contract: `NativeHost` over a context. Each method is one system call, resolved, charged and
 * overridable as any; where it is not overridden, the typed form spares the serialization a WASM contract pays for.
 * @module
 */
import type { Caller, HostAnswer, NativeHost, StateEntry } from '@ashlar/ports';
import { chain, ERROR_CODE, type ObjectSpace } from '@ashlar/protocol';
import { ChainError } from './chain-error.ts';
import type { Context } from './context.ts';
import { answerOf } from './contract-host.ts';
import { systemCall, systemCallBytes } from './dispatch.ts';
import { CHECK_AUTHORITY, CHECK_SYSTEM_AUTHORITY } from './system-calls/authority.ts';
import { CALL, EVENT, GET_CALLER, LOG } from './system-calls/control.ts';
import { GET_HEAD_INFO } from './system-calls/information.ts';
import {
  GET_NEXT_OBJECT,
  GET_OBJECT,
  GET_PREV_OBJECT,
  PUT_OBJECT,
  REMOVE_OBJECT,
} from './system-calls/objects.ts';

export class TypedHost implements NativeHost {
  readonly contractId: Uint8Array;
  readonly #context: Context;
  readonly #isSystem: boolean;
  /** The one asked for last. */
  #space: ObjectSpace | undefined;

  constructor(context: Context, contractId: Uint8Array, isSystem: boolean) {
    this.#context = context;
    this.contractId = contractId;
    this.#isSystem = isSystem;
  }

  space(id: number): ObjectSpace {
    if (this.#space?.id !== id)
      this.#space = this.#context.contracts.spaceIn(this.contractId, this.#isSystem, id);
    return this.#space;
  }

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    const { value } = systemCall(this.#context, GET_OBJECT, { space, key });
    return value?.exists ? value.value : undefined;
  }

  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    systemCall(this.#context, PUT_OBJECT, { space, key, obj: value });
  }

  remove(space: ObjectSpace, key: Uint8Array): void {
    systemCall(this.#context, REMOVE_OBJECT, { space, key });
  }

  next(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    const { value } = systemCall(this.#context, GET_NEXT_OBJECT, { space, key });
    return value?.exists ? value : undefined;
  }

  prev(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    const { value } = systemCall(this.#context, GET_PREV_OBJECT, { space, key });
    return value?.exists ? value : undefined;
  }

  caller(): Caller {
    const { value } = systemCall(this.#context, GET_CALLER, {});
    if (value === undefined) throw new ChainError(ERROR_CODE.internalError, 'caller is unknown');
    return { address: value.caller, isKernel: value.callerPrivilege === chain.Privilege.kernel_mode };
  }

  checkAuthority(account: Uint8Array): boolean {
    const type = chain.AuthorizationType.contract_call;
    const data = this.#context.frame(0)!.args;
    return systemCall(this.#context, CHECK_AUTHORITY, { type, account, data }).value;
  }

  checkSystemAuthority(): boolean {
    return systemCall(this.#context, CHECK_SYSTEM_AUTHORITY, {}).value;
  }

  authorizesCalls(account: Uint8Array): boolean {
    return this.#context.metadataOf(account)?.authorizesCallContract ?? false;
  }

  head(): Readonly<{ height: number; timeMs: bigint; lastIrreversible: number }> {
    const { value } = systemCall(this.#context, GET_HEAD_INFO, {});
    return {
      height: Number(value?.headTopology?.height ?? 0n),
      timeMs: value?.headBlockTime ?? 0n,
      lastIrreversible: Number(value?.lastIrreversibleBlock ?? 0n),
    };
  }

  event(name: string, data: Uint8Array, impacted: readonly Uint8Array[]): void {
    systemCall(this.#context, EVENT, { name, data, impacted });
  }

  charge(ticks: number): void {
    this.#context.meter.useCompute(ticks);
  }

  log(message: string): void {
    systemCall(this.#context, LOG, { message });
  }

  call(contractId: Uint8Array, entryPoint: number, args: Uint8Array): Uint8Array {
    return systemCall(this.#context, CALL, { contractId, entryPoint, args }).value;
  }

  systemCall(id: number, args: Uint8Array): Uint8Array {
    return systemCallBytes(this.#context, id, args);
  }

  trySystemCall(id: number, args: Uint8Array): HostAnswer {
    return answerOf(this.#context, systemCallBytes, id, args);
  }

  revert(message: string, code: number = ERROR_CODE.reversion): never {
    throw new ChainError(code > 0 ? code : ERROR_CODE.reversion, message);
  }

  fail(message: string, code: number = ERROR_CODE.failure): never {
    throw new ChainError(code < 0 ? code : ERROR_CODE.failure, message);
  }
}
