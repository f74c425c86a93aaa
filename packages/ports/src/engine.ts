/**
 * The engine port: a virtual machine under the kernel, and what the kernel offers it.
 *
 * An engine is synchronous and pure over its `EngineHost`: the same program, host answers and tick budget give
 * the same host calls, the same ticks and the same outcome, on every machine and at every compiler tier.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import type { ObjectSpace } from '@ashlar/protocol';

export interface Engine<Program = unknown> {
  /** As written in contract metadata: `wasm/1`. */
  readonly id: string;
  /** Validates, meters and compiles; cached by the code's hash, which the caller gives. */
  prepare(code: Uint8Array, codeHash: Uint8Array): Result<Program, EngineRefusal>;
  /**
   * Runs the contract until it returns, traps or spends its ticks. Whatever `host` throws passes through untouched
   * (that is how `exit` and reversions unwind). A limit of the machine itself (native stack, memory) is a `Fault`.
   */
  execute(program: Program, host: EngineHost): ExecutionOutcome;
}

export type EngineRefusal = Refusal & Readonly<{ code: `code.${string}`; offset?: number; detail?: string }>;

/** `trapped` carries a fixed, tier-independent reason that may stand in a receipt. */
export type ExecutionOutcome =
  | Readonly<{ kind: 'returned' }>
  | Readonly<{ kind: 'trapped'; reason: string }>
  | Readonly<{ kind: 'exhausted' }>;

/** Answer of a host call: `code` 0 and the result's bytes, or a chain error code and the bytes of `error_data`. */
export type HostAnswer = Readonly<{ code: number; bytes: Uint8Array }>;

export interface EngineHost {
  /** Compute ticks the contract may spend from now, in [0, 2^53 - 1]. The engine asks on entry and after each host call. */
  ticksLeft(): number;
  /** Charges ticks the contract has spent; called before each host call and at the end, never more than `ticksLeft`. */
  spendTicks(ticks: number): void;
  /** Stack the contract may use, shared by all contracts nested in one transaction; the engine lowers it around host calls. */
  readonly stack: StackBudget;
  /**
   * `args` is a view into contract memory, valid until this returns. `roomBytes` is the size of the caller's return
   * buffer, for hosts that refuse larger results themselves; the engine answers those with code 105.
   */
  invokeSystemCall(id: number, args: Uint8Array, roomBytes?: number): HostAnswer;
  invokeThunk(id: number, args: Uint8Array, roomBytes?: number): HostAnswer;
}

/** Remaining call frames and operand slots. Mutable: an engine subtracts what it holds while it calls out, and restores it. */
export type StackBudget = { frames: number; slots: number };

/**
 * Native contracts: TypeScript modules that run in the kernel at a declared price, through the same system calls
 * as any contract (`NativeHost` is the typed form of them) and with no other access.
 */
export interface NativeContract {
  /** As stored in place of bytecode: `native/token/1`. */
  readonly id: string;
  readonly entries: ReadonlyMap<number, NativeEntry>;
  /** ABI as JSON text (`spec/koinos.md` 9.3). */
  readonly abi: string;
}

export type NativeEntry = Readonly<{
  name: string;
  /** Compute ticks charged for the entry itself; its system calls are charged as any contract's. */
  ticks: number;
  readOnly: boolean;
  run(host: NativeHost, args: Uint8Array): Uint8Array;
}>;

export type Caller = Readonly<{ address: Uint8Array; isKernel: boolean }>;

/** Every method is one system call of `spec/koinos.md` 4.8, charged and overridable as such, and may revert. */
export interface NativeHost {
  /** Raw address of the running contract. */
  readonly contractId: Uint8Array;
  /** A space of the running contract (zone = its id; `system` as its metadata says). Cached by id. */
  space(id: number): ObjectSpace;
  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined;
  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void;
  remove(space: ObjectSpace, key: Uint8Array): void;
  next(space: ObjectSpace, key: Uint8Array): Readonly<{ key: Uint8Array; value: Uint8Array }> | undefined;
  prev(space: ObjectSpace, key: Uint8Array): Readonly<{ key: Uint8Array; value: Uint8Array }> | undefined;
  /** Who called the running contract; `isKernel` when the caller's frame is the kernel's or a system contract's. */
  caller(): Caller;
  /** System call `check_authority` of type contract_call. */
  checkAuthority(account: Uint8Array): boolean;
  checkSystemAuthority(): boolean;
  /** Whether `account` is a contract that decides itself about calls (`authorizes_call_contract`). */
  authorizesCalls(account: Uint8Array): boolean;
  /** Height and time (ms since the epoch) of the block being applied, or of the head for reads. */
  head(): Readonly<{ height: number; timeMs: bigint; lastIrreversible: number }>;
  event(name: string, data: Uint8Array, impacted: readonly Uint8Array[]): void;
  /** Charges work that depends on the arguments, before it is done; ends the contract if the ticks are not there. */
  charge(ticks: number): void;
  log(message: string): void;
  call(contractId: Uint8Array, entryPoint: number, args: Uint8Array): Uint8Array;
  /** Any other system call, by number, with serialized arguments and result. */
  systemCall(id: number, args: Uint8Array): Uint8Array;
  /**
   * The same, but a reversion or failure of the call is an answer (`code` > 0 or < 0, bytes of `error_data`) instead of
   * the end of the contract. Only for system contracts; what no contract may catch (spent resources) unwinds as ever.
   * What the failed call had changed is undone, but for what a reverted transaction pays (`apply_transaction`).
   */
  trySystemCall(id: number, args: Uint8Array): HostAnswer;
  /** Ends the contract with a reversion (code > 0, default 1): undone, charged. */
  revert(message: string, code?: number): never;
  /** Ends the contract with a failure (code < 0, default -1); inside a transaction's operation it becomes a reversion. */
  fail(message: string, code?: number): never;
}
