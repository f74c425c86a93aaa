/**
 * A whole chain in memory around the kernel: genesis, keys that sign, transactions, blocks, reads. By default without
 * the native contracts' system calls, so that a test sees the kernel's own; `options` turns them on.
 * @module
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { EMPTY, utf8 } from '@ashlar/base';
import { type GenesisOptions, genesisOf, nativeContracts } from '@ashlar/contracts';
import { publicKeyOf, recover, sha256, sign } from '@ashlar/crypto';
import type { Engine, NativeContract } from '@ashlar/ports';
import {
  addressOfPublicKey,
  type Block,
  type BlockHeader,
  type BlockId,
  blockDigest,
  blockIdBytes,
  type Codec,
  type chain,
  encodeNonce,
  GENESIS_BLOCK_ID,
  type Init,
  Operation,
  type OperationInit,
  operationMerkleRoot,
  type Transaction,
  type TransactionHeader,
  type TransactionReceipt,
  transactionDigest,
  transactionIdBytes,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { createMemoryState, type MemoryState, ORIGIN } from '@ashlar/state';
import {
  type AppliedBlock,
  applyGenesis,
  headOf,
  Kernel,
  type KernelRefusal,
  stateMerkleRootOf,
} from '../src/index.ts';
import { CALL } from '../src/system-calls/control.ts';
import { SCRIPT_ENGINE_ID, type Script, ScriptEngine, type ScriptHost, scriptCode } from './scripts.ts';

export type Key = Readonly<{ secret: Uint8Array; address: Uint8Array }>;

export function keyOf(name: string): Key {
  const secret = sha256(utf8(name));
  return { secret, address: addressOfPublicKey(publicKeyOf(secret)) };
}

export const genesisKey: Key = keyOf('genesis');
export const alice: Key = keyOf('alice');
export const bob: Key = keyOf('bob');
export const RC_LIMIT = 10_000_000n;
const BLOCK_MS = 3_000n;

/** A contract at the address of the key of its name. */
export type TestContract = Readonly<{
  run?: Script;
  /** Instead of a script. */
  code?: Uint8Array;
  engine?: string;
  system?: boolean;
  authorizesCallContract?: boolean;
  authorizesTransactionApplication?: boolean;
  authorizesUploadContract?: boolean;
}>;

export type ChainOptions = Partial<GenesisOptions> &
  Readonly<{
    scripts?: Readonly<Record<string, TestContract | Script>>;
    /** System call id -> the name of the script that answers it. */
    overrides?: Readonly<Record<number, string>>;
    engines?: readonly Engine[];
    natives?: readonly NativeContract[];
  }>;

export type TransactionOptions = Readonly<{
  payer?: Key;
  payee?: Uint8Array;
  signers?: readonly Key[];
  rcLimit?: bigint;
  nonce?: bigint;
  header?: Partial<TransactionHeader>;
}>;

export type BlockOptions = Readonly<{ header?: Partial<BlockHeader>; signer?: Key; parent?: BlockId }>;

export const operation = (init: OperationInit): Operation => Operation.decode(Operation.encode(init));

export const recoverKey = (digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined => {
  const key = recover(digest, signature);
  return key.ok ? key.value : undefined;
};

export class TestChain {
  readonly kernel: Kernel;
  readonly state: MemoryState = createMemoryState();
  readonly chainId: Uint8Array;
  head: BlockId = GENESIS_BLOCK_ID;
  readonly #nonces = new Map<string, bigint>();

  constructor({
    scripts = {},
    overrides = {},
    engines = [],
    natives = [],
    contracts: further = [],
    ...options
  }: ChainOptions = {}) {
    const contracts = Object.entries(scripts).map(
      ([name, script]) => [name, typeof script === 'function' ? { run: script } : script] as const,
    );
    const runs = new Map(contracts.flatMap(([name, { run }]) => (run === undefined ? [] : [[name, run]])));
    this.kernel = new Kernel({
      engines: [new ScriptEngine(runs), ...engines],
      natives: [...nativeContracts, ...natives],
      recover: recoverKey,
    });
    const genesis = genesisOf({
      genesisKey: genesisKey.address,
      hasMana: false,
      hasMarkets: false,
      contracts: [
        ...contracts.map(([name, { code = scriptCode(name), run: _, ...contract }]) => ({
          address: keyOf(name).address,
          code,
          engine: SCRIPT_ENGINE_ID,
          system: false,
          ...contract,
        })),
        ...further,
      ],
      systemCalls: Object.entries(overrides).map(([callId, name]) => ({
        callId: Number(callId),
        contractId: keyOf(name).address,
        entryPoint: 7,
      })),
      ...options,
    });
    assert.ok(genesis.ok, genesis.ok ? '' : inspect(genesis));
    const draft = this.state.fork(ORIGIN.block);
    const chainId = applyGenesis(draft, genesis.value);
    assert.ok(chainId.ok);
    this.chainId = chainId.value;
    this.state.seal(draft, GENESIS_BLOCK_ID, 0);
  }

  /** A signed transaction of alice, unless told otherwise, with her next nonce as far as this chain has made them. */
  transaction(operations: readonly Operation[] = [], options: TransactionOptions = {}): Transaction {
    const { payer = alice, payee = EMPTY, signers = [payer], rcLimit = RC_LIMIT, nonce } = options;
    const account = String(payee.length > 0 ? payee : payer.address);
    const next = nonce ?? (this.#nonces.get(account) ?? 0n) + 1n;
    this.#nonces.set(account, next);
    const header = {
      chainId: this.chainId,
      rcLimit,
      nonce: encodeNonce(next),
      operationMerkleRoot: operationMerkleRoot(operations),
      payer: payer.address,
      payee,
      ...options.header,
    };
    const signatures = signers.map(({ secret }) => sign(transactionDigest(header), secret));
    return { id: transactionIdBytes(header), header, operations, signatures };
  }

  /** The next block, signed by the genesis key. */
  block(transactions: readonly Transaction[] = [], options: BlockOptions = {}): Block {
    const { signer = genesisKey, parent = this.head } = options;
    const head = headOf(this.state.view(parent));
    const header = {
      previous: head.id,
      height: head.height + 1n,
      timestamp: head.timeMs + BLOCK_MS,
      previousStateMerkleRoot: stateMerkleRootOf(this.state.rootOf(parent)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: genesisKey.address,
      approvedProposals: [],
      ...options.header,
    };
    const signature = sign(blockDigest(header), signer.secret);
    return { id: blockIdBytes(header), header, transactions, signature };
  }

  /** Applies a block and moves the head to it. @throws AssertionError if it is refused */
  apply(block: Block = this.block()): AppliedBlock {
    const applied = this.kernel.applyBlock(this.state, block);
    assert.ok(applied.ok, applied.ok ? '' : inspect(applied));
    this.head = applied.value.id;
    return applied.value;
  }

  /** What the kernel says against a block; the head stays. */
  refusalOf(block: Block): KernelRefusal {
    const applied = this.kernel.applyBlock(this.state, block);
    assert.ok(!applied.ok, 'the block was applied');
    return applied.refusal;
  }

  /** A block with one transaction, applied: its receipt. */
  run(operations: readonly Operation[] = [], options: TransactionOptions = {}): TransactionReceipt {
    return this.apply(this.block([this.transaction(operations, options)])).receipt.transactionReceipts[0]!;
  }

  /** The same, refused. The nonce is not used up. */
  refused(operations: readonly Operation[] = [], options: TransactionOptions = {}): KernelRefusal {
    const nonces = new Map(this.#nonces);
    const refusal = this.refusalOf(this.block([this.transaction(operations, options)]));
    for (const [account] of this.#nonces) this.#nonces.set(account, nonces.get(account) ?? 0n);
    return refusal;
  }

  /** A call of a system call as an RPC client makes it. */
  ask<Args, Answer>(
    call: Readonly<{ id: number; args: Codec<Args>; result: Codec<Answer> }>,
    args: Init<Args>,
  ): Answer {
    const request = { id: call.id, args: call.args.encode(args), caller: { address: EMPTY, isKernel: true } };
    const answer = this.kernel.invokeSystemCall(this.state, this.head, request);
    assert.ok(answer.ok, answer.ok ? '' : inspect(answer));
    return call.result.decode(answer.value);
  }

  read(name: string, args: Uint8Array = EMPTY, entryPoint = 0): Uint8Array {
    const read = { contractId: keyOf(name).address, entryPoint, args };
    const answer = this.kernel.readContract(this.state, this.head, read);
    assert.ok(answer.ok, answer.ok ? '' : inspect(answer));
    return answer.value.result;
  }
}

/** An operation that calls the contract of this name. */
export const callOf = (name: string, args: Uint8Array = EMPTY, entryPoint = 0): Operation =>
  operation({ callContract: { contractId: keyOf(name).address, entryPoint, args } });

/** An operation that uploads the script of this name to the address of a key. */
export const uploadOf = (
  owner: Key,
  code: Uint8Array,
  flags: Partial<chain.ContractMetadataObject> = {},
): Operation =>
  operation({
    uploadContract: {
      contractId: owner.address,
      bytecode: code,
      engine: flags.engine ?? SCRIPT_ENGINE_ID,
      authorizesCallContract: flags.authorizesCallContract ?? false,
      authorizesTransactionApplication: flags.authorizesTransactionApplication ?? false,
      authorizesUploadContract: flags.authorizesUploadContract ?? false,
    },
  });

export const addressOf = (name: string): Uint8Array => keyOf(name).address;

/** Calls another contract from within a script; its result. */
export const calling = (contract: ScriptHost, name: string, args: Uint8Array = EMPTY): Uint8Array =>
  contract.ask(CALL, { contractId: addressOf(name), entryPoint: 3, args }).value;

/** The last log line of a transaction that calls this contract. */
export const lastLog = (chain: TestChain, name: string): string | undefined =>
  chain.run([callOf(name)]).logs.at(-1);
