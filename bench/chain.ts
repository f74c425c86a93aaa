/**
 * A chain to measure: a million accounts on disk, signers with keys, blocks of signed transfers as bytes.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, concat, uint32be } from '@ashlar/base';
import {
  DEFAULT_RHOLANG,
  genesisOf,
  nativeContracts,
  rholangGenesis,
  TOKEN_SPACE,
  WELL_KNOWN,
  writeRecord,
} from '@ashlar/contracts';
import {
  openCrypto,
  openRecoveryPool,
  packRecoveries,
  publicKeyOf,
  type RecoveryPool,
  recover,
  recoveredKey,
  sha256,
  sign,
} from '@ashlar/crypto';
import { openRhoEngine, type SpaceObject } from '@ashlar/engine-rho';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { applyGenesis, Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import type { Log, StateDraft } from '@ashlar/ports';
import {
  addressOfHash,
  addressOfPublicKey,
  Block,
  type BlockId,
  BlockReceipt,
  blockIdBytes,
  chainIdOf,
  encodeNonce,
  entryPointOf,
  GENESIS_BLOCK_ID,
  GENESIS_BLOCK_ID_BYTES,
  idDigest,
  ObjectSpace,
  type Operation,
  operationMerkleRoot,
  type Transaction,
  type TransactionHeader,
  token,
  transactionIdBytes,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { type DurableState, ORIGIN, openState, STATE_CONFIG } from '@ashlar/state';
import { processMicros } from './figure.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

export type Signer = { readonly privateKey: Uint8Array; readonly address: Uint8Array; nonce: bigint };

export const signerOf = (seed: number): Signer => {
  const privateKey = sha256(concat(new Uint8Array([0x62]), uint32be(seed)));
  return { privateKey, address: addressOfPublicKey(publicKeyOf(privateKey)), nonce: 0n };
};

/** An address without a key. */
export const strangerOf = (seed: number): Uint8Array => addressOfHash(sha256(uint32be(seed)).subarray(0, 20));

/** Where the uploaded token lives on a chain that has one. */
export const WASM_TOKEN: Uint8Array = strangerOf(0xffff_fffe);
/** Of the fungible template: its space of balances. */
const WASM_BALANCES = new ObjectSpace(false, WASM_TOKEN, 1);

const BALANCES = new ObjectSpace(true, WELL_KNOWN.token, TOKEN_SPACE.balances);

/** Straight into state: a genesis file of a million entries would measure JSON. */
function seed(draft: StateDraft, owners: readonly Uint8Array[], hasWasmToken: boolean): void {
  const native = writeRecord({ balance: BALANCE, mana: BALANCE, lastUpdateMs: 0n, isUnmetered: false });
  const uploaded = token.BalanceOfResult.encode({ value: BALANCE });
  for (const owner of owners) {
    draft.put(BALANCES, owner, native);
    if (hasWasmToken) draft.put(WASM_BALANCES, owner, uploaded);
  }
}

const TRANSFER = entryPointOf('transfer');
const RC_LIMIT = 100_000_000n;
const BALANCE = 10n ** 11n;
/** Of all entries, the part whose change makes a checkpoint due (`packages/state`, at up to 1.2 million accounts). */
const CHECKPOINT_SHARE = 4;

export class BenchChain implements AsyncDisposable {
  readonly kernel: Kernel;
  readonly state: DurableState;
  readonly signers: readonly Signer[];
  readonly accounts: number;
  readonly #scope: AsyncDisposableStack;
  readonly #pool: RecoveryPool;
  readonly #chainId: Uint8Array;
  readonly #genesis: Signer;
  #head: Readonly<{ id: Uint8Array; height: bigint; timeMs: bigint }> = {
    id: GENESIS_BLOCK_ID_BYTES,
    height: 0n,
    timeMs: 1_700_000_000_000n,
  };

  private constructor(
    parts: Readonly<{
      scope: AsyncDisposableStack;
      pool: RecoveryPool;
      state: DurableState;
      kernel: Kernel;
      signers: readonly Signer[];
      accounts: number;
      chainId: Uint8Array;
      genesis: Signer;
    }>,
  ) {
    this.#scope = parts.scope;
    this.#pool = parts.pool;
    this.state = parts.state;
    this.kernel = parts.kernel;
    this.signers = parts.signers;
    this.accounts = parts.accounts;
    this.#chainId = parts.chainId;
    this.#genesis = parts.genesis;
  }

  static async open(
    options: Readonly<{
      accounts: number;
      signers: number;
      workers: number;
      wasmToken?: Uint8Array;
      /** With a tuple space that begins with these; absent: there is none. */
      rholang?: readonly SpaceObject[];
    }>,
  ): Promise<BenchChain> {
    await openCrypto();
    await using scope = new AsyncDisposableStack();
    const directory = mkdtempSync(join(tmpdir(), 'ashlar-bench-'));
    scope.defer(() => rmSync(directory, { recursive: true, force: true }));
    const signers = Array.from({ length: options.signers }, (_, index) => signerOf(index));
    const genesis = signerOf(0xffff_ffff);
    const strangers = Array.from({ length: options.accounts - options.signers }, (_, index) =>
      strangerOf(index),
    );
    const owners = [...signers.map(({ address }) => address), ...strangers];
    const built = genesisOf({
      genesisKey: genesis.address,
      unmetered: [genesis.address],
      hasMarkets: false,
      ...(options.rholang === undefined ? {} : rholangGenesis(DEFAULT_RHOLANG, options.rholang)),
      ...(options.wasmToken === undefined
        ? {}
        : { contracts: [{ address: WASM_TOKEN, code: options.wasmToken, engine: 'wasm/1', system: false }] }),
      resourceLimits: {
        diskStorageLimit: 10n ** 9n,
        diskStorageCost: 10n,
        networkBandwidthLimit: 10n ** 9n,
        networkBandwidthCost: 5n,
        computeBandwidthLimit: 10n ** 12n,
        computeBandwidthCost: 1n,
      },
    });
    assert(built.ok, 'the genesis is well-formed');
    const state = scope.use(await openState({ directory, log: quiet }, STATE_CONFIG));
    const draft = state.fork(ORIGIN.block);
    applyGenesis(draft, built.value);
    seed(draft, owners, options.wasmToken !== undefined);
    state.seal(draft, GENESIS_BLOCK_ID, 0);
    await state.finalize(GENESIS_BLOCK_ID);
    await state.checkpoint();
    const pool = scope.use(openRecoveryPool({ workers: options.workers, queuedMax: 100_000, inlineMax: 0 }));
    const kernel = new Kernel({
      engines: [openWasmEngine(), openRhoEngine()],
      natives: nativeContracts,
      recover: (digest, signature) => {
        const recovered = recover(digest, signature);
        return recovered.ok ? recovered.value : undefined;
      },
    });
    const chainId = chainIdOf(built.value);
    return new BenchChain({
      scope: scope.move(),
      pool,
      state,
      kernel,
      signers,
      accounts: options.accounts,
      chainId,
      genesis,
    });
  }

  transferOf(from: Signer, to: Uint8Array, contractId: Uint8Array = WELL_KNOWN.token): Transaction {
    const args = token.TransferArguments.encode({ from: from.address, to, value: 1n });
    return this.transactionOf(from, [
      { callContract: { contractId, entryPoint: TRANSFER, args } } as Operation,
    ]);
  }

  transactionOf(from: Signer, operations: readonly Operation[]): Transaction {
    const header: TransactionHeader = {
      chainId: this.#chainId,
      rcLimit: RC_LIMIT,
      nonce: encodeNonce(++from.nonce),
      operationMerkleRoot: operationMerkleRoot(operations),
      payer: from.address,
      payee: new Uint8Array(0),
    };
    const id = transactionIdBytes(header);
    return { id, header, operations, signatures: [sign(idDigest(id), from.privateKey)] };
  }

  /** The bytes of a block on the head, as a peer would send it. */
  blockOf(transactions: readonly Transaction[]): Uint8Array {
    const header = {
      previous: this.#head.id,
      height: this.#head.height + 1n,
      timestamp: this.#head.timeMs + 1_000n,
      previousStateMerkleRoot: stateMerkleRootOf(this.state.rootOf(this.state.finalized.block)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: this.#genesis.address,
      approvedProposals: [],
    };
    const id = blockIdBytes(header);
    return Block.encode({
      id,
      header,
      transactions,
      signature: sign(idDigest(id), this.#genesis.privateKey),
    });
  }

  /** From bytes to a durable root: strict decoding, signatures in workers, the kernel, the receipt, the flush. */
  async commit(bytes: Uint8Array): Promise<BlockReceipt> {
    const decoded = Block.decodeStrict(bytes);
    assert(decoded.ok, 'the block is canonical');
    const block = decoded.value;
    const requests = block.transactions.map(({ id, signatures }) => ({
      digest: idDigest(id),
      signature: signatures[0]!,
    }));
    const answers = await this.#pool.recover(packRecoveries(requests));
    assert(answers.ok, 'the pool has room');
    requests.forEach(({ digest, signature }, index) => {
      this.kernel.signers.remember(digest, signature, recoveredKey(answers.value, index));
    });
    const applied = this.kernel.applyBlock(this.state, block);
    assert(applied.ok, applied.ok ? '' : applied.refusal.message);
    BlockReceipt.encode(applied.value.receipt);
    await this.state.finalize(applied.value.id);
    this.#head = { id: block.id, height: block.header!.height, timeMs: block.header!.timestamp };
    return applied.value.receipt;
  }

  /**
   * Processor microseconds for each transfer that checkpoints take, when one follows whenever a quarter of all accounts
   * has changed: each transfer changes one account that no other transfer since then has. Ends the chain's life.
   */
  async checkpointMicros(): Promise<number> {
    await this.state.checkpoint();
    const count = Math.floor(this.accounts / CHECKPOINT_SHARE) - 1;
    const { block, height } = this.state.finalized;
    const draft = this.state.fork(block);
    const step = Math.floor((this.accounts - this.signers.length) / count);
    for (let index = 0; index < count; index++) {
      const account = strangerOf(index * step);
      draft.put(BALANCES, account, draft.get(BALANCES, account)!);
    }
    const next = `${block.slice(0, -1)}${block.endsWith('0') ? '1' : '0'}` as BlockId;
    this.state.seal(draft, next, height + 1);
    await this.state.finalize(next);
    const before = processMicros();
    await this.state.checkpoint();
    return (processMicros() - before) / count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scope.disposeAsync();
  }
}
