/**
 * A chain for tests of contracts: deploys them, calls them, and tells what they did.
 *
 * It runs contracts on the chain's own engine (`wasm/1`), metered, and answers the system calls of
 * `spec/koinos.md` 4.8 from memory, with the rules of authority, privilege, reversion and failure of 4.6 and 4.10.
 * It keeps no blocks and no mana, and charges no base price for system calls: `ticks` are the contract's own.
 *
 * ```ts
 * const chain = createTestChain();
 * const token = chain.deploy(await buildContract('my-token'));
 * const outcome = chain.call(token, 'transfer', { from, to, value: 5n }, { signers: [from] });
 * assert.equal(outcome.ok, true);
 * ```
 * @module
 */
import { hex, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { openWasmEngine, type WasmProgram } from '@ashlar/engine-wasm';
import type { Engine } from '@ashlar/ports';
import { ERROR_CODE, ObjectSpace } from '@ashlar/protocol';
import { type Frame, Session } from './session.ts';
import { Store } from './store.ts';
import { type Abi, type Message, Types } from './types.ts';

export type DeployOptions = Readonly<{
  /** Address; by default one made from the contract's number. */
  address?: Uint8Array;
  /** Whether it is a system contract: kernel privilege, system zones. */
  isSystem?: boolean;
  /** Whether its `authorize` decides about calls that need its authority. */
  authorizesCalls?: boolean;
}>;

export type Contract = Readonly<{ address: Uint8Array; abi: Abi | undefined; types: Types | undefined }>;

export type CallOptions = Readonly<{
  /** Accounts whose signatures stand under the transaction. */
  signers?: readonly Uint8Array[];
  /** Address of a contract that makes the call; none: the transaction itself. */
  caller?: Uint8Array;
  /** Whether the caller is a system contract. */
  isCallerKernel?: boolean;
  /** Whether writing and asking for authority are refused, as when a client reads. Default: as the ABI says. */
  isReadOnly?: boolean;
  /** Most ticks the call may spend. Default: 10 million, what a read of the chain's API may. */
  ticksMax?: number;
}>;

export type ChainEvent = Readonly<{
  source: Uint8Array;
  name: string;
  data: Uint8Array;
  impacted: readonly Uint8Array[];
}>;

/** What is known however a call ended. `systemCalls`: every one of every contract, by number, in order. */
type Observed = Readonly<{ logs: readonly string[]; ticks: number; systemCalls: readonly number[] }>;
/** `result` is the decoded result message, `bytes` its serialization. */
export type AcceptedOutcome = Observed &
  Readonly<{ ok: true; result: Message; bytes: Uint8Array; events: readonly ChainEvent[] }>;
/** `code` above zero: a reversion; below: a failure. */
export type RefusedOutcome = Observed & Readonly<{ ok: false; code: number; message: string }>;
export type CallOutcome = AcceptedOutcome | RefusedOutcome;

export type Head = { height: bigint; timeMs: bigint; lastIrreversible: bigint };

/** A deployed contract, as the session sees it. */
export type Deployed = Readonly<{
  program: WasmProgram;
  hash: Uint8Array;
  isSystem: boolean;
  authorizesCalls: boolean;
}>;

const TICKS_DEFAULT = 10_000_000;

/** One for all chains of a process: compiled contracts and idle instances are reused, and nothing of it is seen. */
const ENGINE: Engine<WasmProgram> = openWasmEngine();

export class TestChain {
  readonly store: Store = new Store();
  readonly engine: Engine<WasmProgram> = ENGINE;
  /** What `get_head_info` tells. Change it as you like. */
  readonly head: Head = { height: 1n, timeMs: 1_000n, lastIrreversible: 0n };
  readonly chainId: Uint8Array = sha256(utf8('test chain'));
  /** Accounts whose signature is the chain's own authority (`check_system_authority`). */
  readonly governors: Uint8Array[] = [];
  readonly contracts: Map<string, Deployed> = new Map();
  /** System calls that contracts answer, by number. */
  readonly overrides: Map<number, Readonly<{ address: Uint8Array; entryPoint: number }>> = new Map();

  /** @throws Error if the engine refuses the code */
  deploy(
    built: Readonly<{ wasm: Uint8Array; abi?: string | undefined }>,
    options: DeployOptions = {},
  ): Contract {
    const hash = sha256(built.wasm);
    const prepared = this.engine.prepare(built.wasm, hash);
    if (!prepared.ok) throw new Error(`${prepared.refusal.code} ${prepared.refusal.detail ?? ''}`);
    const address = options.address ?? addressOf(`contract ${this.contracts.size}`);
    this.contracts.set(hex(address), {
      program: prepared.value,
      hash,
      isSystem: options.isSystem ?? false,
      authorizesCalls: options.authorizesCalls ?? false,
    });
    const abi = built.abi === undefined ? undefined : (JSON.parse(built.abi) as Abi);
    return { address, abi, types: abi === undefined ? undefined : new Types(abi) };
  }

  /** Calls a method by name: the state changes if and only if the outcome is `ok`. */
  call(contract: Contract, method: string, args: Message = {}, options: CallOptions = {}): CallOutcome {
    const { abi, types } = contract;
    const known = abi?.methods[method];
    if (types === undefined || known === undefined) throw new Error(`the contract has no method ${method}`);
    const outcome = this.callRaw(contract.address, known.entry_point, types.encode(known.argument, args), {
      isReadOnly: known.read_only,
      ...options,
    });
    return outcome.ok ? { ...outcome, result: types.decode(known.return, outcome.bytes) } : outcome;
  }

  /** Calls an entry point with serialized arguments. `result` is empty: see `bytes`. */
  callRaw(address: Uint8Array, entryPoint: number, args: Uint8Array, options: CallOptions = {}): CallOutcome {
    const before = this.store.copy();
    const session = new Session(
      this,
      options.signers ?? [],
      options.isReadOnly ?? false,
      options.ticksMax ?? TICKS_DEFAULT,
    );
    const root: Frame = {
      contract: options.caller,
      isKernel: options.caller === undefined ? false : (options.isCallerKernel ?? false),
      entryPoint: 0,
      args: new Uint8Array(0),
    };
    const ended = session.run(root, address, entryPoint, args);
    const observed = { logs: session.logs, ticks: session.ticksUsed, systemCalls: session.systemCalls };
    if (ended.code === ERROR_CODE.success)
      return { ok: true, result: {}, bytes: ended.result, events: session.events, ...observed };
    this.store.restore(before);
    return { ok: false, code: ended.code, message: ended.message, ...observed };
  }

  /** Decodes an event's data by the contract's ABI. */
  decodeEvent(contract: Contract, event: ChainEvent): Message {
    const type = contract.abi?.events[event.name]?.type;
    if (type === undefined) throw new Error(`the contract has no event ${event.name}`);
    return contract.types!.decode(type, event.data);
  }

  /** A space of a contract, to look into. */
  spaceOf(contract: Contract, id: number): ObjectSpace {
    return new ObjectSpace(
      this.contracts.get(hex(contract.address))?.isSystem ?? false,
      contract.address,
      id,
    );
  }
}

export function createTestChain(): TestChain {
  return new TestChain();
}

/** A 25-byte address made from a name: the same for the same name. Nobody has its key. */
export function addressOf(name: string): Uint8Array {
  const address = new Uint8Array(25);
  address.set(sha256(utf8(name)).subarray(0, 24), 1);
  return address;
}
