/**
 * The execution context: everything one block, dry run or read needs while it executes. Created per run, passed
 * explicitly, dropped after. It holds state and the stack of frames; it decides nothing (`dispatch.ts` and the
 * thunks do). Source: `spec/koinos.md` 4.1.
 * @module
 */
import { assert, EMPTY, latin1 } from '@ashlar/base';
import type { Checkpoint, EngineHost, NativeHost, StackBudget, StateDraft } from '@ashlar/ports';
import {
  type Block,
  Block as BlockCodec,
  type chain,
  ERROR_CODE,
  ObjectSpace,
  type Operation,
  type Transaction,
  type TransactionReceipt,
} from '@ashlar/protocol';
import { revert } from './chain-error.ts';
import { Chronicle } from './chronicle.ts';
import { type ContractLoader, type LoadedContract, NATIVE_ENGINE } from './contract-loader.ts';
import { Meter, type ResourceUse } from './meter.ts';
import type { Rules } from './rules.ts';
import type { Signatures } from './signers.ts';
import { serializedParts, type TransactionParts } from './transaction-parts.ts';

/** `proposal` records transactions that fail instead of failing the block. */
export type Intent = 'read' | 'block' | 'transaction' | 'proposal';

/** System calls and contracts nested in one another. */
export const FRAMES_MAX = 256;
/** Stack of all WASM contracts nested in one another, far below what any build of V8 can hold. */
export const STACK_FRAMES_MAX = 1_024;
export const STACK_SLOTS_MAX = 16_384;

/** One level of the stack. A thunk's frame has an empty `contractId`. */
export type Frame = {
  contractId: Uint8Array;
  isKernel: boolean;
  entryPoint: number;
  args: Uint8Array;
  /** Of a contract: whether it stands in for a system call, whose frame is below. */
  isOverride: boolean;
  /** Of a thunk: how many levels below stands the one in whose name it acts. */
  callerBelow: number;
};

/** Height, id and time that `get_head_info` tells while the run lasts. */
export type HeadContext = Readonly<{ id: Uint8Array; previous: Uint8Array; height: bigint; timeMs: bigint }>;

/** What is known of an account's pending transactions when a client submits one; absent in blocks. */
export type PendingNonce = (account: Uint8Array) => Uint8Array | undefined;

/** Makes what a contract sees of the kernel. Handed in, so that contracts can call contracts without a circle of imports. */
export type Hosts = Readonly<{
  engine(context: Context): EngineHost;
  native(context: Context, contractId: Uint8Array, isSystem: boolean): NativeHost;
}>;

export type ContextParts = Readonly<{
  hosts: Hosts;
  intent: Intent;
  state: StateDraft;
  rules: Rules;
  head: HeadContext;
  block: Block | undefined;
  contracts: ContractLoader;
  signers: Signatures;
  pendingNonce?: PendingNonce | undefined;
}>;

/** What a run has found out of a contract; looked up a dozen times a transaction. */
type KnownContract = {
  readonly metadata: chain.ContractMetadataObject | undefined;
  code: Uint8Array | undefined;
  contract: LoadedContract | undefined;
};
const KNOWN_CONTRACTS_MAX = 1_024;
/** Optional registry entry: what a byte of a called contract's code costs, compiled already or not. */
const LOAD_PER_BYTE = 'contract_load_per_byte';

export class Context {
  readonly intent: Intent;
  readonly state: StateDraft;
  readonly rules: Rules;
  readonly contracts: ContractLoader;
  readonly hosts: Hosts;
  readonly signers: Signatures;
  readonly pendingNonce: PendingNonce | undefined;
  readonly meter: Meter = new Meter();
  readonly chronicle: Chronicle = new Chronicle();
  readonly stack: StackBudget = { frames: STACK_FRAMES_MAX, slots: STACK_SLOTS_MAX };
  readonly transactionReceipts: TransactionReceipt[] = [];
  /** The transaction whose reversion or failure is under way, with what it logged. */
  atFault: Readonly<{ transactionId: Uint8Array; logs: readonly string[] }> | undefined;
  /** Indexes of transactions that failed, in a proposal. */
  readonly failed: number[] = [];
  /** What the block used before it settled with its signer and the market. */
  charged: ResourceUse = { disk: 0, network: 0, compute: 0 };
  head: HeadContext;
  /** The block in which the run takes place: the one being applied, or the head for reads and dry runs. */
  block: Block | undefined;
  isApplyingBlock = false;
  transaction: Transaction | undefined;
  operation: Operation | undefined;
  /** What the contract that ended last returned. */
  result: Uint8Array = EMPTY;

  readonly #parts = new Map<Transaction, TransactionParts>();
  #blockBytes: Readonly<{ of: Block; bytes: Uint8Array }> | undefined;
  readonly #known = new Map<string, KnownContract>();
  readonly #frames: Frame[] = [];
  #depth = 0;

  constructor(parts: ContextParts) {
    this.intent = parts.intent;
    this.state = parts.state;
    this.rules = parts.rules;
    this.head = parts.head;
    this.block = parts.block;
    this.contracts = parts.contracts;
    this.hosts = parts.hosts;
    this.signers = parts.signers;
    this.pendingNonce = parts.pendingNonce;
  }

  get isReadOnly(): boolean {
    return this.intent === 'read';
  }

  get depth(): number {
    return this.#depth;
  }

  push(contractId: Uint8Array, isKernel: boolean, entryPoint: number, args: Uint8Array): Frame {
    if (this.#depth >= FRAMES_MAX) revert('apply context stack overflow');
    let frame = this.#frames[this.#depth];
    if (frame === undefined) {
      frame = { contractId, isKernel, entryPoint, args, isOverride: false, callerBelow: 1 };
      this.#frames.push(frame);
    } else {
      frame.contractId = contractId;
      frame.isKernel = isKernel;
      frame.entryPoint = entryPoint;
      frame.args = args;
      frame.isOverride = false;
      frame.callerBelow = 1;
    }
    this.#depth++;
    return frame;
  }

  pop(): void {
    assert(this.#depth > 0, 'more frames popped than pushed');
    this.#depth--;
  }

  /** The frame `below` levels under the top; undefined beneath the bottom. */
  frame(below = 0): Frame | undefined {
    return below < this.#depth ? this.#frames[this.#depth - 1 - below] : undefined;
  }

  /** Who called the thunk on top, or in whose name it was called. */
  get caller(): Frame {
    const frame = this.frame(this.#callerBelow);
    assert(frame !== undefined, 'a thunk runs on top of a caller');
    return frame;
  }

  /** Where the contract in whose name the thunk on top acts stands, counted from the top; undefined outside contracts. */
  contractBelow(): number | undefined {
    for (let below = this.#callerBelow; below < this.#depth; below++) {
      if (this.frame(below)!.contractId.length > 0) return below;
    }
    return undefined;
  }

  get #callerBelow(): number {
    return this.frame(0)?.callerBelow ?? 1;
  }

  /** Who called the caller of the thunk on top. */
  get callersCaller(): Readonly<{ address: Uint8Array; isKernel: boolean }> {
    return this.callerOf(this.#callerBelow);
  }

  /** Who called the contract that stands `below` the top: the frame under the call that brought it there. */
  callerOf(below: number): Readonly<{ address: Uint8Array; isKernel: boolean }> {
    const frame = this.frame(below + 2) ?? this.frame(below + 1);
    if (frame === undefined) return { address: EMPTY, isKernel: true };
    return { address: frame.contractId, isKernel: frame.isKernel };
  }

  requireKernelCaller(what: string): void {
    if (!this.caller.isKernel)
      revert(`${what} may only be called by the kernel`, ERROR_CODE.insufficientPrivileges);
  }

  requireWritable(what: string): void {
    if (this.isReadOnly) revert(`${what} is not allowed in a read-only context`, ERROR_CODE.readOnlyContext);
  }

  /** The serialized parts of a transaction, made once: they are hashed, measured and paid for in several places. */
  partsOf(transaction: Transaction): TransactionParts {
    let parts = this.#parts.get(transaction);
    if (parts === undefined) {
      parts = serializedParts(transaction);
      this.#parts.set(transaction, parts);
    }
    return parts;
  }

  /** The block's bytes, encoded once: contracts may ask for parts of it as often as they can pay. */
  bytesOf(block: Block): Uint8Array {
    if (this.#blockBytes?.of !== block) this.#blockBytes = { of: block, bytes: BlockCodec.encode(block) };
    return this.#blockBytes.bytes;
  }

  metadataOf(contractId: Uint8Array): chain.ContractMetadataObject | undefined {
    return this.#knownOf(contractId).metadata;
  }

  /** @throws ChainError invalidContract if there is no contract, no code, or code that its engine refuses */
  loadContract(contractId: Uint8Array): Readonly<{ contract: LoadedContract; isSystem: boolean }> {
    const known = this.#knownOf(contractId);
    if (known.metadata === undefined) revert('contract does not exist', ERROR_CODE.invalidContract);
    known.code ??= this.state.get(ObjectSpace.bytecode, contractId) ?? EMPTY;
    if (known.code.length === 0) revert('contract has no code', ERROR_CODE.invalidContract);
    // At every call, whether this node has the code compiled or not: what caches hold is nobody's business.
    const isNative = known.metadata.engine === NATIVE_ENGINE;
    if (!isNative) this.meter.useCompute(known.code.length * (this.rules.priceIfAny(LOAD_PER_BYTE) ?? 0));
    known.contract ??= this.contracts.load(known.code, known.metadata);
    return { contract: known.contract, isSystem: known.metadata.system };
  }

  /** Undoes changes of state and events since the marks. */
  undo(state: Checkpoint, events: number): void {
    this.state.revert(state);
    this.chronicle.revert(events);
    this.forgetContracts();
  }

  /** To be called when code or metadata of contracts may have changed. */
  forgetContracts(): void {
    this.#known.clear();
  }

  #knownOf(contractId: Uint8Array): KnownContract {
    const key = latin1(contractId);
    let known = this.#known.get(key);
    if (known === undefined) {
      const metadata = this.contracts.metadataOf(this.state, contractId);
      known = { metadata, code: undefined, contract: undefined };
      if (this.#known.size >= KNOWN_CONTRACTS_MAX) this.#known.clear();
      this.#known.set(key, known);
    }
    return known;
  }
}
