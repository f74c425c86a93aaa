/**
 * The kernel: blocks, transactions and reads against a state. Synchronous, deterministic, and ignorant of time,
 * network and storage: whatever it needs is in the block, in the state, or handed in.
 *
 * There is one path for a block, whoever made it: check its shape, apply it on a draft of its parent's state, seal.
 * @module
 */
import { accept, assert, EMPTY, equal, type Result } from '@ashlar/base';
import type { Engine, NativeContract, StateDraft, StateVersions, StateView } from '@ashlar/ports';
import {
  type Block,
  Block as BlockCodec,
  type BlockId,
  type BlockReceipt,
  blockIdOf,
  ERROR_CODE,
  GENESIS_BLOCK_ID_BYTES,
  METADATA_KEY,
  MULTIHASH_CODE,
  multihash,
  ObjectSpace,
  type Transaction,
  type TransactionReceipt,
} from '@ashlar/protocol';
import { ChainError } from './chain-error.ts';
import { Context, type HeadContext, type Hosts, type Intent, type PendingNonce } from './context.ts';
import { ContractHost } from './contract-host.ts';
import { ContractLoader } from './contract-loader.ts';
import { systemCall, systemCallBytes } from './dispatch.ts';
import { HeadCache, type KnownHead } from './known-head.ts';
import { type ResourceUse, UNLIMITED } from './meter.ts';
import { type KernelRefusal, refusalOf } from './refusal.ts';
import { Rules, RulesCache } from './rules.ts';
import { AssumedSignatures, type Recover, type Signatures, Signers } from './signers.ts';
import { GET_RESOURCE_LIMITS } from './system-calls/accounts.ts';
import { APPLY_BLOCK, limitsOf, resourcesOf } from './system-calls/blocks.ts';
import { CALL } from './system-calls/control.ts';
import { APPLY_TRANSACTION } from './system-calls/transactions.ts';
import { SYSTEM_CALL_IDS, THUNKS } from './thunks.ts';
import { TypedHost } from './typed-host.ts';
import { checkBlock, checkTransaction } from './well-formed.ts';

export type KernelParts = Readonly<{
  engines: readonly Engine[];
  natives: readonly NativeContract[];
  recover: Recover;
}>;

export type AppliedBlock = Readonly<{
  id: BlockId;
  height: number;
  /** With `stateMerkleRoot`: the multihash of the root after this block. */
  receipt: BlockReceipt;
  /** 32 bytes. */
  root: Uint8Array;
}>;

export type AppliedTransaction = Readonly<{
  receipt: TransactionReceipt;
  /** What the block's signer, not the payer, will be billed for. */
  systemUsed: ResourceUse;
}>;

type Lookup = Pick<StateView, 'get'>;
type Trial = Readonly<{ pendingNonce?: PendingNonce | undefined; signers?: Signatures }>;

export type Read = Readonly<{ contractId: Uint8Array; entryPoint: number; args: Uint8Array }>;
export type ReadAnswer = Readonly<{ result: Uint8Array; logs: readonly string[] }>;

/** Ticks a read may spend (`read-compute-bandwidth-limit` of Koinos). */
export const READ_TICKS_MAX = 10_000_000;

export class Kernel {
  /** Filled by services that recover signatures in workers. */
  readonly signers: Signers;
  readonly #contracts: ContractLoader;
  readonly #rulesCache: RulesCache = new RulesCache();
  readonly #heads: HeadCache = new HeadCache();
  readonly #hosts: Hosts = {
    engine: (context) => new ContractHost(context),
    native: (context, contractId, isSystem) => new TypedHost(context, contractId, isSystem),
  };

  constructor(parts: KernelParts) {
    this.signers = new Signers(parts.recover);
    this.#contracts = new ContractLoader(parts.engines, parts.natives);
  }

  /** Applies a block and seals its state under its id. Refused: nothing has changed. */
  applyBlock(versions: StateVersions, block: Block): Result<AppliedBlock, KernelRefusal> {
    const run = this.#runBlock(versions, block, 'block');
    return run.ok ? this.#seal(versions, block, run.value) : run;
  }

  /**
   * Applies a block of one's own making. If transactions in it fail, it is not sealed, and their indexes come back:
   * the producer leaves them out and tries again.
   */
  proposeBlock(
    versions: StateVersions,
    block: Block,
  ): Result<AppliedBlock | Readonly<{ failed: readonly number[] }>, KernelRefusal> {
    const run = this.#runBlock(versions, block, 'proposal');
    if (!run.ok) return run;
    return run.value.failed.length > 0
      ? accept({ failed: run.value.failed })
      : this.#seal(versions, block, run.value);
  }

  /** The same block from a witness: the same root and receipts, or the witness' own fault for what it lacks. */
  executeStateless(witness: StateVersions, block: Block): Result<AppliedBlock, KernelRefusal> {
    return this.applyBlock(witness, block);
  }

  /** Tries a transaction on a version. Nothing is kept; a reversion is a refusal with the transaction's logs. */
  applyTransaction(
    versions: StateVersions,
    parent: BlockId,
    transaction: Transaction,
    options: Readonly<{ pendingNonce?: PendingNonce }> = {},
  ): Result<AppliedTransaction, KernelRefusal> {
    return this.#tryTransaction(versions, parent, transaction, options.pendingNonce, this.signers);
  }

  /**
   * Tries a transaction as if `signers` had signed it, whoever they are: what it would do and cost. Its own signatures
   * are left aside. A contract that recovers public keys sees none that is real.
   * @param signers addresses, 25 bytes each; at least one
   */
  estimateTransaction(
    versions: StateVersions,
    parent: BlockId,
    transaction: Transaction,
    options: Readonly<{ signers: readonly Uint8Array[]; pendingNonce?: PendingNonce }>,
  ): Result<AppliedTransaction, KernelRefusal> {
    const assumed = new AssumedSignatures(options.signers);
    const signed = { ...transaction, signatures: assumed.placeholders };
    return this.#tryTransaction(versions, parent, signed, options.pendingNonce, assumed);
  }

  #tryTransaction(
    versions: StateVersions,
    parent: BlockId,
    transaction: Transaction,
    pendingNonce: PendingNonce | undefined,
    signers: Signatures,
  ): Result<AppliedTransaction, KernelRefusal> {
    const checked = checkTransaction(transaction);
    if (!checked.ok) return checked;
    const known = this.#headAt(versions, parent);
    const context = this.#contextOf(versions, parent, 'transaction', known, { pendingNonce, signers });
    context.push(EMPTY, true, 0, EMPTY);
    return this.#guard(context, () => {
      known.limits ??= limitsOf(systemCall(context, GET_RESOURCE_LIMITS, {}).value);
      context.meter.reset(known.limits);
      systemCall(context, APPLY_TRANSACTION, { transaction });
      return { receipt: context.transactionReceipts[0]!, systemUsed: context.meter.systemUsed };
    });
  }

  /** Calls a contract without a transaction: nothing may be written. */
  readContract(versions: StateVersions, at: BlockId, read: Read): Result<ReadAnswer, KernelRefusal> {
    const context = this.#readContext(versions, at);
    context.push(EMPTY, false, 0, EMPTY);
    return this.#guard(context, () => ({
      result: systemCall(context, CALL, read).value,
      logs: context.chronicle.logs,
    }));
  }

  /** Any system call, read-only, in the name of whoever `caller` says. @returns the serialized `<call>_result` */
  invokeSystemCall(
    versions: StateVersions,
    at: BlockId,
    call: Readonly<{
      id: number | string;
      args: Uint8Array;
      caller?: Readonly<{ address: Uint8Array; isKernel: boolean }>;
    }>,
  ): Result<Uint8Array, KernelRefusal> {
    const context = this.#readContext(versions, at);
    const caller = call.caller ?? { address: EMPTY, isKernel: false };
    context.push(caller.address, caller.isKernel, 0, EMPTY);
    const id = typeof call.id === 'string' ? SYSTEM_CALL_IDS.get(call.id) : call.id;
    return this.#guard(context, () => {
      if (id === undefined)
        throw new ChainError(ERROR_CODE.unknownSystemCall, `system call ${call.id} does not exist`);
      return systemCallBytes(context, id, call.args);
    });
  }

  #readContext(versions: StateVersions, at: BlockId): Context {
    const context = this.#contextOf(versions, at, 'read', this.#headAt(versions, at));
    context.meter.reset({ ...UNLIMITED, disk: 0, network: 0, compute: READ_TICKS_MAX });
    return context;
  }

  #runBlock(
    versions: StateVersions,
    block: Block,
    intent: 'block' | 'proposal',
  ): Result<Context, KernelRefusal> {
    const checked = checkBlock(block);
    if (!checked.ok) return checked;
    const header = block.header!;
    const parent = blockIdOf(header.previous);
    if (parent === undefined || !versions.has(parent)) {
      return refusalOf({ code: ERROR_CODE.unknownPreviousBlock, message: 'unknown previous block' });
    }
    if (versions.has(blockIdOf(block.id)!)) {
      return refusalOf({ code: ERROR_CODE.blockStateError, message: 'block has been applied before' });
    }
    const context = this.#contextOf(versions, parent, intent, this.#learn(versions, parent));
    const refusal = followsParent(block, context.head, versions.rootOf(parent));
    if (refusal !== undefined) return refusalOf(refusal);
    context.head = {
      id: block.id,
      previous: header.previous,
      height: header.height,
      timeMs: header.timestamp,
    };
    context.push(EMPTY, true, 0, EMPTY);
    return this.#guard(context, () => {
      systemCall(context, APPLY_BLOCK, { block });
      return context;
    });
  }

  #seal(versions: StateVersions, block: Block, context: Context): Result<AppliedBlock, KernelRefusal> {
    const id = blockIdOf(block.id);
    assert(id !== undefined, 'an applied block has a well-formed id');
    const height = Number(block.header!.height);
    const root = versions.seal(context.state, id, height);
    return accept({ id, height, root, receipt: receiptOf(block, context, root) });
  }

  #headAt(versions: StateVersions, at: BlockId): KnownHead {
    return this.#heads.get(versions, at, () => this.#learn(versions, at));
  }

  #learn(versions: StateVersions, at: BlockId): KnownHead {
    // Looked up anew each time: a version may be dropped and come again while this is known.
    const view: Lookup = { get: (space, key) => versions.view(at).get(space, key) };
    return { rules: new Rules(view, THUNKS, this.#rulesCache), block: headBlockOf(view), limits: undefined };
  }

  #contextOf(
    versions: StateVersions,
    parent: BlockId,
    intent: Intent,
    { rules, block }: KnownHead,
    { pendingNonce, signers = this.signers }: Trial = {},
  ): Context {
    const state: StateDraft = versions.fork(parent);
    return new Context({
      intent,
      state,
      rules,
      head: headOfBlock(block),
      block,
      contracts: this.#contracts,
      hosts: this.#hosts,
      signers,
      pendingNonce,
    });
  }

  /** Turns what the chain says into a value. Faults and invariant violations pass through: they are not the chain's. */
  #guard<Value>(context: Context, run: () => Value): Result<Value, KernelRefusal> {
    try {
      return accept(run());
    } catch (thrown) {
      if (!(thrown instanceof ChainError)) throw thrown;
      return refusalOf(thrown, context.atFault ?? { logs: context.chronicle.logs });
    }
  }
}

/** The header, id and signature of the version's own block; undefined at genesis. */
export function headBlockOf(view: Pick<StateView, 'get'>): Block | undefined {
  const bytes = view.get(ObjectSpace.metadata, METADATA_KEY.headBlock);
  return bytes === undefined ? undefined : BlockCodec.decode(bytes);
}

const GENESIS_PREVIOUS = new Uint8Array([0, 0]);

export const headOf = (view: StateView): HeadContext => headOfBlock(headBlockOf(view));

function headOfBlock(block: Block | undefined): HeadContext {
  if (block?.header === undefined) {
    return { id: GENESIS_BLOCK_ID_BYTES, previous: GENESIS_PREVIOUS, height: 0n, timeMs: 0n };
  }
  const { previous, height, timestamp } = block.header;
  return { id: block.id, previous, height, timeMs: timestamp };
}

/** The multihash under which clients see a state root. */
export const stateMerkleRootOf = (root: Uint8Array): Uint8Array => multihash(MULTIHASH_CODE.sha2_256, root);

function followsParent(
  block: Block,
  parent: HeadContext,
  parentRoot: Uint8Array,
): Readonly<{ code: number; message: string }> | undefined {
  const { height, timestamp, previousStateMerkleRoot } = block.header!;
  if (height !== parent.height + 1n) {
    return {
      code: ERROR_CODE.unexpectedHeight,
      message: 'expected block height was not the parent block height + 1',
    };
  }
  if (timestamp <= parent.timeMs) {
    return { code: ERROR_CODE.timestampOutOfBounds, message: 'block timestamp is too old' };
  }
  if (!equal(previousStateMerkleRoot, stateMerkleRootOf(parentRoot))) {
    return { code: ERROR_CODE.stateMerkleMismatch, message: 'block previous state merkle mismatch' };
  }
  return undefined;
}

function receiptOf(block: Block, context: Context, root: Uint8Array): BlockReceipt {
  const used = resourcesOf(context.meter.used);
  const charged = resourcesOf(context.charged);
  return {
    id: block.id,
    height: block.header!.height,
    diskStorageUsed: used.diskStorageConsumed,
    networkBandwidthUsed: used.networkBandwidthConsumed,
    computeBandwidthUsed: used.computeBandwidthConsumed,
    stateMerkleRoot: stateMerkleRootOf(root),
    events: context.chronicle.events,
    transactionReceipts: context.transactionReceipts,
    logs: context.chronicle.logs,
    diskStorageCharged: charged.diskStorageConsumed,
    networkBandwidthCharged: charged.networkBandwidthConsumed,
    computeBandwidthCharged: charged.computeBandwidthConsumed,
    stateDeltaEntries: [],
  };
}
