/**
 * Trees of real blocks: a miner that makes valid ones anywhere in a tree, on a state of its own, and the line from
 * genesis to any of them.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { fromHex, hex } from '@ashlar/base';
import { nativeContracts } from '@ashlar/contracts';
import { openCrypto, recover, sign } from '@ashlar/crypto';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { applyGenesis, Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import { type DevAccounts, devAccounts, devGenesis } from '@ashlar/node';
import {
  type Block,
  type BlockId,
  blockIdBytes,
  blockIdOf,
  chainIdOf,
  GENESIS_BLOCK_ID,
  GENESIS_BLOCK_ID_BYTES,
  idDigest,
  type Transaction,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { type MemoryState, ORIGIN } from '@ashlar/state';
import { type Init, transactionOf, transferOperation } from './transfers.ts';

export const START_MS = 1_700_000_000_000;
/** Accounts that send; the others receive, or make blocks. */
export const SENDERS = 3;
const RECEIVER = 9;
/** The smallest contract: `_start` does nothing. */
const SMALLEST_CODE = fromHex(
  '0061736d010000000104016000000302010005030100000713' + '02065f73746172740000066d656d6f727902000a040102000b',
)!;

/** What all tests of one file share: a kernel keeps nothing of a chain. */
export type Ground = Readonly<{ accounts: DevAccounts; kernel: Kernel }>;

export async function openGround(): Promise<Ground> {
  await openCrypto();
  const kernel = new Kernel({
    engines: [openWasmEngine()],
    natives: nativeContracts,
    recover: (digest, signature) => {
      const key = recover(digest, signature);
      return key.ok ? key.value : undefined;
    },
  });
  return { accounts: await devAccounts(), kernel };
}

/** Puts the genesis block into an empty state. */
export async function plant<State extends MemoryState>(state: State, { accounts }: Ground): Promise<State> {
  const draft = state.fork(ORIGIN.block);
  assert.ok(applyGenesis(draft, devGenesis(accounts)).ok);
  state.seal(draft, GENESIS_BLOCK_ID, 0);
  await state.finalize(GENESIS_BLOCK_ID);
  return state;
}

/** `kind` 0 to 2: transfers of that value; 3: an upload. So one nonce may be used in two ways on two branches. */
export type Send = Readonly<{ user: number; kind: number }>;

export type Made = Readonly<{
  id: BlockId;
  idBytes: Uint8Array;
  block: Block | undefined;
  parent: Made | undefined;
  height: number;
  timeMs: number;
  signer: number;
  root: string;
  /** The last nonce of each sender. */
  nonces: readonly number[];
}>;

export type Plan = Readonly<{
  sends: readonly Send[];
  delayMs: number;
  /** Of the accounts, whose name stands in the header; -1: the genesis key's. */
  signer: number;
}>;

export class Miner {
  readonly genesis: Made;
  readonly #ground: Ground;
  readonly #state: MemoryState;
  readonly #chainId: Uint8Array;

  constructor(ground: Ground, state: MemoryState) {
    this.#ground = ground;
    this.#state = state;
    this.#chainId = chainIdOf(devGenesis(ground.accounts));
    this.genesis = {
      id: GENESIS_BLOCK_ID,
      idBytes: GENESIS_BLOCK_ID_BYTES,
      block: undefined,
      parent: undefined,
      height: 0,
      timeMs: START_MS,
      signer: -1,
      root: hex(state.rootOf(GENESIS_BLOCK_ID)),
      nonces: Array.from({ length: SENDERS }, () => 0),
    };
  }

  transaction({ user, kind }: Send, nonce: number): Transaction {
    const { users } = this.#ground.accounts;
    const payer = users[user]!;
    const upload = {
      uploadContract: { contractId: payer.addressBytes, bytecode: SMALLEST_CODE, abi: `abi ${nonce}` },
    };
    const operation: Init =
      kind === 3
        ? upload
        : transferOperation(payer.addressBytes, users[RECEIVER]!.addressBytes, BigInt(kind));
    return transactionOf(payer, [operation], { chainId: this.#chainId, nonce: BigInt(nonce) });
  }

  /** Makes a block with the next transactions of its senders. The same plan on the same parent gives the same block. */
  mine(parent: Made, { sends, delayMs, signer }: Plan): Made {
    const nonces = [...parent.nonces];
    const transactions = sends.map((send) => this.transaction(send, ++nonces[send.user]!));
    const { genesis, users } = this.#ground.accounts;
    const timeMs = parent.timeMs + delayMs;
    const header = {
      previous: parent.idBytes,
      height: BigInt(parent.height + 1),
      timestamp: BigInt(timeMs),
      previousStateMerkleRoot: stateMerkleRootOf(this.#state.rootOf(parent.id)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: (signer < 0 ? genesis : users[signer]!).addressBytes,
      approvedProposals: [],
    };
    const idBytes = blockIdBytes(header);
    const id = blockIdOf(idBytes)!;
    const block = {
      id: idBytes,
      header,
      transactions,
      signature: sign(idDigest(idBytes), genesis.privateKey),
    };
    if (!this.#state.has(id)) {
      const applied = this.#ground.kernel.applyBlock(this.#state, block);
      assert.ok(applied.ok, inspect(applied));
    }
    const root = hex(this.#state.rootOf(id));
    return { id, idBytes, block, parent, height: parent.height + 1, timeMs, signer, root, nonces };
  }
}

/** From the first block to this one; genesis is no part of it. */
export function lineOf(made: Made): Made[] {
  const line: Made[] = [];
  for (let one = made; one.parent !== undefined; one = one.parent) line.push(one);
  return line.reverse();
}

export function descends(made: Made, from: Made): boolean {
  let one: Made | undefined = made;
  while (one !== undefined && one.height > from.height) one = one.parent;
  return one?.id === from.id;
}

export const transactionsOf = ({ block }: Made): readonly Transaction[] => block?.transactions ?? [];
