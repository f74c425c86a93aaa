/**
 * A history: random blocks from one seed, made as a producer makes them (proposed, and what fails left out), with the
 * digest of root and receipt of each. And the ways to go through it again.
 * @module
 */
import assert from 'node:assert/strict';
import { concat, EMPTY, hex, latin1 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { openWasmEngine } from '@ashlar/engine-wasm';
import {
  Block,
  type BlockId,
  BlockReceipt,
  entryPointOf,
  GENESIS_BLOCK_ID,
  type Transaction,
} from '@ashlar/protocol';
import { decodeWitness, encodeWitness, openWitness, witnessOf } from '@ashlar/state';
import { type AppliedBlock, Recording } from '../../src/index.ts';
import { genesisKey, type Key, keyOf, TestChain } from '../chain.ts';
import { CODES, Dice, drawOperation, nameOf, USERS } from './random-operations.ts';

/** Digest of a block's root and receipt: ticks, mana, logs and events included. */
export const digestOf = ({ root, receipt }: AppliedBlock): string =>
  hex(sha256(concat(root, BlockReceipt.encode(receipt))));

export type History = Readonly<{
  blocks: readonly Uint8Array[];
  digests: readonly string[];
  /** Transactions in all. */
  transactionCount: number;
  revertedCount: number;
}>;

const COINS = 10n ** 16n;
const FINAL_DEPTH = 24;

/** The chain all histories begin on. Its caches and instances are its own. */
export function openHistoryChain(): TestChain {
  const owners = [genesisKey, keyOf('authorizer'), ...USERS];
  return new TestChain({
    hasMana: true,
    hasMarkets: true,
    balances: owners.map(({ address }) => ({ owner: address, value: COINS })),
    engines: [openWasmEngine()],
    scripts: Object.fromEntries(
      Object.entries(CODES).map(([name, code]) => [
        name,
        {
          code,
          engine: 'wasm/1',
          system: name === 'override',
          authorizesCallContract: name === 'authorizer',
          authorizesTransactionApplication: name === 'authorizer',
        },
      ]),
    ),
  });
}

/** Blocks of up to `transactionsMax` transactions, applied live. */
export async function makeHistory(
  seed: number,
  blockCount: number,
  transactionsMax: number,
): Promise<History> {
  const dice = new Dice(seed);
  const chain = openHistoryChain();
  const nonces = new Map<string, bigint>();
  const blocks: Uint8Array[] = [];
  const digests: string[] = [];
  const line: BlockId[] = [];
  let [transactionCount, revertedCount] = [0, 0];
  for (let height = 1; height <= blockCount; height++) {
    const ahead = new Map(nonces);
    const drawn = Array.from({ length: 1 + dice.below(transactionsMax) }, () =>
      drawTransaction(dice, chain, ahead),
    );
    const { block, applied } = propose(chain, drawn);
    for (const { header } of block.transactions) {
      const account = latin1(header!.payer);
      nonces.set(account, (nonces.get(account) ?? 0n) + 1n);
    }
    chain.head = applied.id;
    blocks.push(Block.encode(block));
    for (const { reverted } of applied.receipt.transactionReceipts) {
      transactionCount++;
      if (reverted) revertedCount++;
    }
    digests.push(digestOf(applied));
    await finalizeBehind(chain, line, applied.id);
  }
  return { blocks, digests, transactionCount, revertedCount };
}

function drawTransaction(dice: Dice, chain: TestChain, nonces: Map<string, bigint>): Transaction {
  const user = dice.pick(USERS);
  const drawn = Array.from({ length: 1 + (dice.chance(20) ? dice.below(3) : 0) }, () =>
    drawOperation(dice, user),
  );
  const payer = dice.chance(3) ? keyOf('authorizer') : user;
  const signers = new Map<string, Key>(
    [user, ...drawn.flatMap((each) => each.signers ?? [])].map((key) => [nameOf(key), key]),
  );
  const nonce = (nonces.get(nameOf(payer)) ?? 0n) + 1n;
  nonces.set(nameOf(payer), nonce);
  return chain.transaction(
    drawn.map(({ operation }) => operation),
    {
      payer,
      nonce,
      signers: [...signers.values()],
      rcLimit: BigInt(dice.pick([200, 500, 2_000, 10_000]) * 1_000_000),
    },
  );
}

/** What a producer does: leave out what fails, until nothing does. */
function propose(
  chain: TestChain,
  drawn: readonly Transaction[],
): Readonly<{ block: Block; applied: AppliedBlock }> {
  let transactions = drawn;
  for (;;) {
    const block = chain.block(transactions);
    const proposed = chain.kernel.proposeBlock(chain.state, block);
    assert.ok(
      proposed.ok,
      JSON.stringify(proposed, (_, value) => String(value)),
    );
    if ('receipt' in proposed.value) return { block, applied: proposed.value };
    const { failed } = proposed.value;
    transactions = transactions.filter((_, index) => !failed.includes(index));
  }
}

async function finalizeBehind(chain: TestChain, line: BlockId[], head: BlockId): Promise<void> {
  line.push(head);
  if (line.length > FINAL_DEPTH) await chain.state.finalize(line.shift()!);
}

const decoded = (bytes: Uint8Array): Block => {
  const block = Block.decodeStrict(bytes.slice());
  assert.ok(block.ok);
  return block.value;
};

/** Applies stored blocks on a chain of their own. */
export async function replay(blocks: readonly Uint8Array[]): Promise<readonly string[]> {
  const chain = openHistoryChain();
  const line: BlockId[] = [];
  const digests: string[] = [];
  for (const bytes of blocks) {
    const applied = chain.apply(decoded(bytes));
    digests.push(digestOf(applied));
    await finalizeBehind(chain, line, applied.id);
  }
  return digests;
}

/** Executes each block on its witness alone, written and read again, with a kernel that never saw the state. */
export async function replayStateless(blocks: readonly Uint8Array[]): Promise<readonly string[]> {
  const full = openHistoryChain();
  const { kernel } = openHistoryChain();
  const line: BlockId[] = [];
  const digests: string[] = [];
  let parent: BlockId = GENESIS_BLOCK_ID;
  for (const [index, bytes] of blocks.entries()) {
    const recording = new Recording(full.state);
    const applied = full.kernel.applyBlock(recording, decoded(bytes));
    assert.ok(applied.ok);
    const witness = decodeWitness(encodeWitness(witnessOf(full.state, recording.draft)));
    assert.ok(witness.ok);
    const head = { block: parent, height: index, root: full.state.rootOf(parent) };
    const opened = openWitness(head, witness.value, { trustSteps: true });
    assert.ok(opened.ok, opened.ok ? '' : opened.refusal.code);
    const stateless = kernel.executeStateless(opened.value, decoded(bytes));
    assert.ok(
      stateless.ok,
      JSON.stringify(stateless, (_, value) => String(value)),
    );
    digests.push(digestOf(stateless.value));
    parent = applied.value.id;
    await finalizeBehind(full, line, parent);
  }
  return digests;
}

/** The same blocks between branches that are abandoned, dry runs and reads, which fill every cache with other things. */
export async function replayAmongForks(
  blocks: readonly Uint8Array[],
  seed: number,
): Promise<readonly string[]> {
  const dice = new Dice(seed);
  const chain = openHistoryChain();
  const line: BlockId[] = [];
  const digests: string[] = [];
  for (const [index, bytes] of blocks.entries()) {
    if (dice.chance(30)) branch(chain, dice, blocks.slice(index, index + 3).map(decoded));
    const applied = chain.apply(decoded(bytes));
    digests.push(digestOf(applied));
    await finalizeBehind(chain, line, applied.id);
  }
  return digests;
}

/** A side branch at the head, of some of the next blocks' transactions in another order; the head stays. */
function branch(chain: TestChain, dice: Dice, next: readonly Block[]): void {
  const head = chain.head;
  for (const { header, transactions } of next) {
    const some = transactions.filter(() => dice.chance(70)).toReversed();
    for (const transaction of some) chain.kernel.applyTransaction(chain.state, chain.head, transaction);
    const later = { timestamp: header!.timestamp + 1n };
    const block = chain.block(some, { header: later });
    const proposed = chain.kernel.proposeBlock(chain.state, block);
    if (!proposed.ok || !('receipt' in proposed.value)) break;
    chain.head = proposed.value.id;
    chain.read('caller', EMPTY, entryPointOf('who'));
  }
  if (dice.chance(50) && chain.head !== head) chain.state.discard(chain.head);
  chain.head = head;
}
