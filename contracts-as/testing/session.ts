/**
 * One transaction, or one read, on a test chain: frames, ticks, events and logs, and the system calls of the
 * contracts that run in it.
 * @module
 */
import { hex } from '@ashlar/base';
import { STACK_FRAMES_MAX, STACK_SLOTS_MAX } from '@ashlar/engine-wasm';
import type { EngineHost, HostAnswer } from '@ashlar/ports';
import { chain, DecodeError, ERROR_CODE } from '@ashlar/protocol';
import type { ChainEvent, TestChain } from './chain.ts';
import { Exit, Refused } from './signals.ts';
import { CALL, SYSTEM_CALLS } from './system-calls.ts';

/** `contract` undefined: the transaction itself. */
export type Frame = Readonly<{
  contract: Uint8Array | undefined;
  isKernel: boolean;
  entryPoint: number;
  args: Uint8Array;
  /** The frame of a system call that a contract answers. */
  isOverridden?: boolean;
}>;

export type Ended = Readonly<{ code: number; message: string; result: Uint8Array }>;

/** Frames on one another (`spec/koinos.md` 4.1), each contract with the frame of its `call`. */
const CALLS_MAX = 128;

export class Session {
  readonly chain: TestChain;
  readonly signers: readonly Uint8Array[];
  readonly isReadOnly: boolean;
  readonly events: ChainEvent[] = [];
  readonly logs: string[] = [];
  /** Every system call of every contract, by number, in order. */
  readonly systemCalls: number[] = [];
  readonly frames: Frame[] = [];
  readonly #stack = { frames: STACK_FRAMES_MAX, slots: STACK_SLOTS_MAX };
  readonly #ticksMax: number;
  ticksUsed = 0;

  constructor(chainOfTest: TestChain, signers: readonly Uint8Array[], isReadOnly: boolean, ticksMax: number) {
    this.chain = chainOfTest;
    this.signers = signers;
    this.isReadOnly = isReadOnly;
    this.#ticksMax = ticksMax;
  }

  /** Frame of the running contract. */
  get top(): Frame {
    return this.frames.at(-1)!;
  }

  /** Frame below it: its caller. */
  get below(): Frame | undefined {
    return this.frames.at(-2);
  }

  /** Runs a contract on top of `root`; faults pass through. */
  run(root: Frame, address: Uint8Array, entryPoint: number, args: Uint8Array): Ended {
    this.frames.push(root);
    try {
      return { code: 0, message: '', result: this.callContract(address, entryPoint, args) };
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      return { code: cause.code, message: cause.message, result: new Uint8Array(0) };
    } finally {
      this.frames.length = 0;
    }
  }

  /** @throws Refused if the contract ends with an error */
  callContract(address: Uint8Array, entryPoint: number, args: Uint8Array): Uint8Array {
    const deployed = this.chain.contracts.get(hex(address));
    if (deployed === undefined) throw new Refused(ERROR_CODE.invalidContract, 'contract does not exist');
    if (this.frames.length > CALLS_MAX)
      throw new Refused(ERROR_CODE.reversion, 'apply context stack overflow');
    this.frames.push({ contract: address, isKernel: deployed.isSystem, entryPoint, args: args.slice() });
    const depth = this.frames.length;
    try {
      const outcome = this.chain.engine.execute(deployed.program, this.#host());
      if (outcome.kind === 'returned') return new Uint8Array(0);
      if (outcome.kind === 'exhausted') throw new Refused(ERROR_CODE.insufficientRc, 'ticks exhausted');
      throw new Refused(ERROR_CODE.reversion, outcome.reason);
    } catch (cause) {
      if (!(cause instanceof Exit)) throw cause;
      if (cause.code === 0) return cause.result;
      throw new Refused(cause.code, cause.message);
    } finally {
      this.frames.length = depth - 1;
    }
  }

  #host(): EngineHost {
    return {
      stack: this.#stack,
      ticksLeft: () => this.#ticksMax - this.ticksUsed,
      spendTicks: (ticks) => {
        this.ticksUsed += ticks;
      },
      invokeSystemCall: (id, args) => this.#systemCall(id, args),
      invokeThunk: (id, args) => {
        if (!this.top.isKernel)
          throw new Refused(ERROR_CODE.insufficientPrivileges, 'invoke_thunk is for system contracts');
        return this.#answer(() => this.#thunk(id, args));
      },
    };
  }

  #systemCall(id: number, args: Uint8Array): HostAnswer {
    this.systemCalls.push(id);
    const override = this.chain.overrides.get(id);
    if (override === undefined || id === CALL) return this.#answer(() => this.#native(id, args));
    return this.#answer(() => {
      const kernel: Frame = {
        contract: undefined,
        isKernel: true,
        entryPoint: 0,
        args: new Uint8Array(0),
        isOverridden: true,
      };
      this.frames.push(kernel);
      try {
        return this.callContract(override.address, override.entryPoint, args);
      } finally {
        this.frames.pop();
      }
    });
  }

  /** For a thunk asked by an override, whoever made the system call is the caller; else the system contract is. */
  #thunk(id: number, args: Uint8Array): Uint8Array {
    if (!SYSTEM_CALLS.has(id)) throw new Refused(ERROR_CODE.unknownThunk, `thunk ${id} does not exist`);
    const isOverride = this.below !== undefined && this.below.isOverridden === true;
    const hidden = isOverride ? this.frames.splice(-2) : [];
    try {
      return this.#native(id, args);
    } finally {
      this.frames.push(...hidden);
    }
  }

  #native(id: number, args: Uint8Array): Uint8Array {
    const systemCall = SYSTEM_CALLS.get(id);
    if (systemCall === undefined)
      throw new Refused(ERROR_CODE.unknownSystemCall, `system call ${id} does not exist`);
    try {
      return systemCall(this, args);
    } catch (cause) {
      if (!(cause instanceof DecodeError)) throw cause;
      throw new Refused(ERROR_CODE.reversion, `malformed arguments of system call ${id}: ${cause.code}`);
    }
  }

  /** A failure is answered to every contract, a reversion to system contracts only: it ends user contracts. */
  #answer(run: () => Uint8Array): HostAnswer {
    try {
      return { code: 0, bytes: run() };
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause; // `exit` itself, or a fault.
      if (cause.code > 0 && !this.top.isKernel) throw cause;
      return { code: cause.code, bytes: chain.ErrorData.encode({ message: cause.message }) };
    }
  }
}
