/** A whole chain in memory: genesis, the real kernel, the native contracts, keys that sign. */
import assert from 'node:assert/strict';
import { accept, EMPTY, hex, utf8 } from '@ashlar/base';
import { type GenesisOptions, genesisOf, nativeContracts, WELL_KNOWN } from '@ashlar/contracts';
import { publicKeyOf, recover, sha256, sign } from '@ashlar/crypto';
import { type AppliedBlock, applyGenesis, headOf, Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import type { Engine } from '@ashlar/ports';
import {
  addressOfPublicKey,
  type Block,
  type BlockId,
  blockDigest,
  blockIdBytes,
  type Codec,
  chain,
  decodeNonce,
  encodeNonce,
  GENESIS_BLOCK_ID,
  type Init,
  type Operation,
  operationMerkleRoot,
  type Transaction,
  transactionDigest,
  transactionIdBytes,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { createMemoryState, type MemoryState, ORIGIN } from '@ashlar/state';
import { operation } from './governance-world.ts';

export type Key = Readonly<{ secret: Uint8Array; address: Uint8Array }>;

export function keyOf(name: string): Key {
  const secret = sha256(utf8(name));
  return { secret, address: addressOfPublicKey(publicKeyOf(secret)) };
}

export const producer: Key = keyOf('producer');
const BLOCK_MS = 3_000n;

/** An engine that takes any code and does nothing, so that code can be uploaded. */
const NOTHING: Engine = {
  id: 'wasm/1',
  prepare: () => accept(undefined),
  execute: () => ({ kind: 'returned' }),
};

export class KernelChain {
  readonly kernel: Kernel = new Kernel({
    engines: [NOTHING],
    natives: nativeContracts,
    recover: (digest, signature) => {
      const key = recover(digest, signature);
      return key.ok ? key.value : undefined;
    },
  });
  readonly state: MemoryState = createMemoryState();
  readonly chainId: Uint8Array;
  head: BlockId = GENESIS_BLOCK_ID;
  timeMs = 1_700_000_000_000n;

  constructor(options: Partial<GenesisOptions> = {}) {
    const genesis = genesisOf({ genesisKey: producer.address, ...options });
    assert.ok(genesis.ok);
    const draft = this.state.fork(ORIGIN.block);
    const chainId = applyGenesis(draft, genesis.value);
    assert.ok(chainId.ok);
    this.chainId = chainId.value;
    this.state.seal(draft, GENESIS_BLOCK_ID, 0);
  }

  /** A signed transaction with the payer's next nonce, `ahead` of those already in the state. */
  transaction(payer: Key, operations: readonly Operation[], rcLimit: bigint, ahead = 0n): Transaction {
    const root = operationMerkleRoot(operations);
    const header = {
      chainId: this.chainId,
      rcLimit,
      nonce: encodeNonce(this.nonceOf(payer.address) + 1n + ahead),
      operationMerkleRoot: root,
      payer: payer.address,
      payee: EMPTY,
    };
    const signatures = [sign(transactionDigest(header), payer.secret)];
    return { id: transactionIdBytes(header), header, operations, signatures };
  }

  /** The next block, applied. @throws AssertionError if the kernel refuses it */
  block(
    transactions: readonly Transaction[] = [],
    approvedProposals: readonly Uint8Array[] = [],
  ): AppliedBlock {
    const parent = headOf(this.state.view(this.head));
    this.timeMs += BLOCK_MS;
    const header = {
      previous: parent.id,
      height: parent.height + 1n,
      timestamp: this.timeMs,
      previousStateMerkleRoot: stateMerkleRootOf(this.state.rootOf(this.head)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: producer.address,
      approvedProposals,
    };
    const signature = sign(blockDigest(header), producer.secret);
    const block: Block = { id: blockIdBytes(header), header, transactions, signature };
    const applied = this.kernel.applyBlock(this.state, block);
    assert.ok(applied.ok, applied.ok ? '' : JSON.stringify(applied.refusal));
    this.head = applied.value.id;
    return applied.value;
  }

  read<A, R>(
    contractId: Uint8Array,
    entryPoint: number,
    args: Codec<A>,
    result: Codec<R>,
    values: Init<A>,
  ): R {
    const answer = this.kernel.readContract(this.state, this.head, {
      contractId,
      entryPoint,
      args: args.encode(values),
    });
    assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.refusal));
    return result.decode(answer.value.result);
  }

  call<A, R>(id: number, args: Codec<A>, result: Codec<R>, values: Init<A>): R {
    const answer = this.kernel.invokeSystemCall(this.state, this.head, { id, args: args.encode(values) });
    assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.refusal));
    return result.decode(answer.value);
  }

  nonceOf(account: Uint8Array): bigint {
    const { value } = this.call(
      chain.SystemCallId.get_account_nonce,
      chain.GetAccountNonceArguments,
      chain.GetAccountNonceResult,
      { account },
    );
    return decodeNonce(value)!;
  }

  manaOf(account: Uint8Array): bigint {
    return this.call(
      chain.SystemCallId.get_account_rc,
      chain.GetAccountRcArguments,
      chain.GetAccountRcResult,
      {
        account,
      },
    ).value;
  }
}

/** A call of a native contract, as an operation. */
export function calling<A>(
  contract: keyof typeof WELL_KNOWN,
  entryPoint: number,
  args: Codec<A>,
  values: Init<A>,
): Operation {
  return operation({
    callContract: { contractId: WELL_KNOWN[contract], entryPoint, args: args.encode(values) },
  });
}

export const same = (a: Uint8Array, b: Uint8Array): boolean => hex(a) === hex(b);
