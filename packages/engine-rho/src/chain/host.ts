/**
 * What the chain offers to the tuple space's contract: system calls, typed, and ticks by the phlo.
 * @module
 */
import type { EngineHost, HostAnswer } from '@ashlar/ports';
import { type Codec, chain, type Init } from '@ashlar/protocol';
import type { Meter } from '../meter.ts';
import type { Objects } from './state-store.ts';

/** A failure of a system call that the contract may see (reversions unwind by themselves). */
export class HostRefused {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const CALL = chain.SystemCallId;
/** Kept for the last system calls of an entry. */
const ENDING_TICKS = 20_000;

export class RhoHost implements Objects {
  readonly #host: EngineHost;
  readonly #ticksPerPhlo: number;
  #zone: Uint8Array | undefined;
  #meter: Meter | undefined;
  #settled = 0;

  constructor(host: EngineHost, ticksPerPhlo: number) {
    this.#host = host;
    this.#ticksPerPhlo = ticksPerPhlo;
  }

  /** Phlo that the ticks left can pay, beside what the contract needs to end. */
  get affordable(): number {
    return Math.max(0, Math.floor((this.#host.ticksLeft() - ENDING_TICKS) / this.#ticksPerPhlo));
  }

  /** From here on what the meter counts must be payable: whatever else costs ticks lowers it. */
  watch(meter: Meter): void {
    this.#meter = meter;
    this.#cap();
  }

  /** Pays the ticks of what the meter counted since the last time. */
  settle(): void {
    const due = this.#due;
    if (due <= 0) return;
    this.#host.spendTicks(due * this.#ticksPerPhlo);
    this.#settled += due;
  }

  get #due(): number {
    return this.#meter === undefined ? 0 : this.#meter.spent - this.#settled;
  }

  #cap(): void {
    this.#meter?.cap(this.affordable - this.#due);
  }

  get(space: number, key: Uint8Array): Uint8Array | undefined {
    const args = { space: this.#space(space), key };
    const { value } = this.#call(CALL.get_object, chain.GetObjectArguments, chain.GetObjectResult, args);
    return value?.exists === true ? value.value : undefined;
  }

  put(space: number, key: Uint8Array, obj: Uint8Array): void {
    const args = { space: this.#space(space), key, obj };
    this.#call(CALL.put_object, chain.PutObjectArguments, chain.PutObjectResult, args);
  }

  remove(space: number, key: Uint8Array): void {
    const args = { space: this.#space(space), key };
    this.#call(CALL.remove_object, chain.RemoveObjectArguments, chain.RemoveObjectResult, args);
  }

  arguments(): Readonly<{ entryPoint: number; args: Uint8Array }> {
    const { value } = this.#call(
      CALL.get_arguments,
      chain.GetArgumentsArguments,
      chain.GetArgumentsResult,
      {},
    );
    return { entryPoint: value?.entryPoint ?? 0, args: value?.arguments ?? new Uint8Array(0) };
  }

  caller(): Readonly<{ address: Uint8Array; isKernel: boolean }> {
    const { value } = this.#call(CALL.get_caller, chain.GetCallerArguments, chain.GetCallerResult, {});
    const isKernel = value?.callerPrivilege === chain.Privilege.kernel_mode;
    return { address: value?.caller ?? new Uint8Array(0), isKernel };
  }

  /** Of the block that is being made, or of the head. */
  head(): Readonly<{ height: bigint; timeMs: bigint }> {
    const { value } = this.#call(CALL.get_head_info, chain.GetHeadInfoArguments, chain.GetHeadInfoResult, {});
    return { height: value?.headTopology?.height ?? 0n, timeMs: value?.headBlockTime ?? 0n };
  }

  /** Address of the maker of that block. */
  blockSigner(): Uint8Array {
    const codecs = [chain.GetBlockFieldArguments, chain.GetBlockFieldResult] as const;
    return (
      this.#call(CALL.get_block_field, ...codecs, { field: 'header.signer' }).value?.bytesValue ??
      new Uint8Array(0)
    );
  }

  /** Whether the transaction has the authority over the system. */
  checkSystemAuthority(): boolean {
    const codecs = [chain.CheckSystemAuthorityArguments, chain.CheckSystemAuthorityResult] as const;
    return this.#call(CALL.check_system_authority, ...codecs, {}).value;
  }

  callContract(contractId: Uint8Array, entryPoint: number, args: Uint8Array): Uint8Array {
    return this.#call(CALL.call, chain.CallArguments, chain.CallResult, { contractId, entryPoint, args })
      .value;
  }

  /** Ends the contract: with a result, or undone with a message. Does not return. */
  exit(result: Uint8Array): never {
    return this.#exit({ code: 0, res: { object: result } });
  }

  revert(message: string): never {
    return this.#exit({ code: 1, res: { error: { message } } });
  }

  #exit(args: Init<chain.ExitArguments>): never {
    this.#call(CALL.exit, chain.ExitArguments, chain.ExitResult, args);
    throw new HostRefused('exit did not end the contract');
  }

  #space(id: number): Readonly<{ system: boolean; zone: Uint8Array; id: number }> {
    this.#zone ??= this.#call(
      CALL.get_contract_id,
      chain.GetContractIdArguments,
      chain.GetContractIdResult,
      {},
    ).value.slice();
    return { system: false, zone: this.#zone, id };
  }

  #call<Args, Result>(id: number, args: Codec<Args>, result: Codec<Result>, value: Init<Args>): Result {
    const answer: HostAnswer = this.#host.invokeSystemCall(id, args.encode(value));
    this.#cap();
    if (answer.code !== 0) throw new HostRefused(chain.ErrorData.decode(answer.bytes).message);
    return result.decode(answer.bytes);
  }
}
