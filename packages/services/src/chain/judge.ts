/**
 * Judging blocks: the kernel's verdict on their parent's state, made durable, given a place in the tree, and told.
 * Everything here runs inside the chain's queue.
 *
 * The order of effects is what a crash at any point leaves whole: the block is stored before it has a place, and its
 * finality is durable before anyone hears of it. What was stored and not final is judged again at the next start.
 * @module
 */
import { accept, assert, equal, Fault, latin1, refuse } from '@ashlar/base';
import type { AppliedBlock, Kernel } from '@ashlar/kernel';
import {
  type Answer,
  type Bus,
  blockStoreService,
  type Clock,
  type FinalizeBlockResponse,
  type Log,
  type StateStore,
  topics,
} from '@ashlar/ports';
import {
  type Block,
  Block as BlockCodec,
  type BlockId,
  type BlockReceipt,
  BlockReceipt as BlockReceiptCodec,
  blockIdOf,
  chain,
  ERROR_CODE,
  idBytes,
  LIMITS,
  type rpcChain,
  type Transaction,
} from '@ashlar/protocol';
import { isInLine, storedBlock, storedHeight } from '../stored.ts';
import { Announcer, type Body } from './announcer.ts';
import {
  type Branches,
  type Finality,
  type Growth,
  type Move,
  type TreeBlock,
  topologyOf,
  treeBlockOf,
} from './branches.ts';
import { callRefusalOf, KERNEL_CALLER, refused } from './refused.ts';
import { RETURNED_MAX, type Submissions } from './submissions.ts';

export type JudgePorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  state: StateStore;
  kernel: Kernel;
  branches: Branches;
  submissions: Submissions;
}>;

/** How far ahead of this node's clock a block may be. */
export const FUTURE_BLOCK_MAX_MS = 5_000;
const CALL = { timeoutMs: 10_000 };

type Judged = Readonly<{ applied: AppliedBlock } | { known: true } | { failed: readonly number[] }>;
/** `vote`: as `block`, but our clock has no say: the verdict must be that of all honest nodes. */
type Intent = 'block' | 'vote' | 'proposal' | 'replay';

export class Judge {
  readonly #ports: JudgePorts;
  readonly #finality: Finality;
  readonly #announcer: Announcer;

  constructor(ports: JudgePorts, finality: Finality) {
    this.#ports = ports;
    this.#finality = finality;
    this.#announcer = new Announcer(ports);
  }

  async submitBlock(block: Block, intent: 'block' | 'vote'): Promise<Answer<rpcChain.SubmitBlockResponse>> {
    const judged = await this.#judge(block, intent);
    if (!judged.ok) return judged;
    return accept({ receipt: 'applied' in judged.value ? judged.value.applied.receipt : undefined });
  }

  /** A block that was stored and is not final: it must give again what it gave. */
  async replayBlock(block: Block, receipt: BlockReceipt | undefined): Promise<Answer<undefined>> {
    const judged = await this.#judge(block, 'replay');
    if (!judged.ok) return judged;
    if (!('applied' in judged.value) || receipt === undefined) return accept(undefined);
    const again = BlockReceiptCodec.encode(judged.value.applied.receipt);
    if (equal(again, BlockReceiptCodec.encode(receipt))) return accept(undefined);
    return refused(ERROR_CODE.stateMerkleMismatch, 'its receipt differs from the stored one');
  }

  async proposeBlock(block: Block): Promise<Answer<rpcChain.ProposeBlockResponse>> {
    const judged = await this.#judge(block, 'proposal');
    if (!judged.ok) return judged;
    const failedTransactionIndices = 'failed' in judged.value ? judged.value.failed : [];
    return accept({
      receipt: 'applied' in judged.value ? judged.value.applied.receipt : undefined,
      failedTransactionIndices,
    });
  }

  /** Makes a block final because consensus says so; one that is final already stays so. */
  async finalizeBlock(id: BlockId): Promise<Answer<FinalizeBlockResponse>> {
    const { branches } = this.#ports;
    if (this.#finality !== 'external' && this.#finality !== 'checkpoint')
      return refuse({ code: 'chain.finalityNotExternal', message: 'this chain decides finality itself' });
    if (branches.final.id === id || (await this.#isFinal(id))) return accept({});
    const block = branches.find(id);
    if (block === undefined)
      return refused(ERROR_CODE.unknownPreviousBlock, 'the block is in no branch above the final block');
    const finalize = async (): Promise<void> => {
      const move = await this.#finalize(id);
      await this.#announcer.moved(move, undefined);
      await this.#announcer.forkHeads(branches);
      await this.#announcer.events(move.applied, undefined);
      await this.#giveBack(move, undefined);
    };
    await (branches.onHeadBranch(block.height)?.id === id
      ? finalize()
      : this.#ports.submissions.alone(finalize));
    return accept({});
  }

  async #isFinal(id: BlockId): Promise<boolean> {
    const { bus, branches } = this.#ports;
    if (branches.find(id) !== undefined) return false;
    const height = await storedHeight(bus, idBytes(id));
    return height !== undefined && (await isInLine(bus, topologyOf(branches.final), idBytes(id), height));
  }

  async #judge(block: Block, intent: Intent): Promise<Answer<Judged>> {
    const { kernel, state, bus } = this.#ports;
    const early = this.#refuseEarly(block, intent);
    if (early !== undefined) return early;
    const id = blockIdOf(block.id);
    if (id !== undefined && state.has(id)) return accept({ known: true });
    const result =
      intent === 'proposal' ? kernel.proposeBlock(state, block) : kernel.applyBlock(state, block);
    if (!result.ok) {
      const { transactionId } = result.refusal;
      if (transactionId !== undefined && this.#isOnHead(block))
        await bus.publish(topics.transactionFailed, { id: transactionId });
      return refuse(callRefusalOf(result.refusal));
    }
    if ('failed' in result.value) {
      if (this.#isOnHead(block)) {
        for (const index of result.value.failed)
          await bus.publish(topics.transactionFailed, { id: block.transactions[index]!.id });
      }
      return accept({ failed: result.value.failed });
    }
    if (!this.#hasRoom(block)) {
      state.discard(result.value.id);
      return branchesFull();
    }
    const { submissions, branches } = this.#ports;
    const growth = branches.grow(treeBlockOf(block));
    const applied = result.value;
    const commit = (): Promise<void> => this.#commit(block, applied, growth);
    await (growth.move.undone.length > 0 ? submissions.alone(commit) : commit());
    return accept({ applied });
  }

  /** What fails on another branch may yet hold on the head's. */
  #isOnHead(block: Block): boolean {
    return blockIdOf(block.header?.previous ?? block.id) === this.#ports.branches.head.id;
  }

  /** Only blocks of others are held against our clock: it may have been set back since we made or judged ours. */
  #refuseEarly(block: Block, intent: Intent): Answer<never> | undefined {
    const { clock, state, branches } = this.#ports;
    const timestamp = block.header?.timestamp ?? 0n;
    if (intent === 'block' && timestamp > BigInt(clock.now() + FUTURE_BLOCK_MAX_MS)) {
      return refused(ERROR_CODE.timestampOutOfBounds, 'block timestamp is too far in the future');
    }
    if (BlockCodec.encode(block).length > LIMITS.blockBytesMax) {
      return refused(ERROR_CODE.malformedBlock, `block is longer than ${LIMITS.blockBytesMax} bytes`);
    }
    const height = block.header?.height ?? 0n;
    const id = blockIdOf(block.id);
    if (height > 0n && height <= BigInt(state.finalized.height) && (id === undefined || !state.has(id))) {
      return refused(ERROR_CODE.preIrreversibilityBlock, 'block is earlier than irreversibility');
    }
    if (branches.isFull && !this.#givesUpBlocks && (id === undefined || !state.has(id)))
      return branchesFull();
    return undefined;
  }

  /**
   * Where anyone may submit blocks, a full tree must not stand in the way of the head: the weakest block goes, and comes
   * again if a checkpoint wants it. Where a committee decides about every block, any may yet become final.
   */
  get #givesUpBlocks(): boolean {
    return this.#finality === 'depth' || this.#finality === 'checkpoint';
  }

  #hasRoom(block: Block): boolean {
    const { branches, state, log } = this.#ports;
    if (!branches.isFull) return true;
    const given = branches.makeRoom(treeBlockOf(block));
    if (given === undefined) return false;
    state.discard(given.id);
    log.warn('chain.gaveUp', { block: given.id, height: given.height });
    return true;
  }

  /** On disk first, then in its place, then final if it makes one so; only then is anyone told. */
  async #commit(block: Block, applied: AppliedBlock, growth: Growth): Promise<void> {
    const { bus, state, branches } = this.#ports;
    const { move } = growth;
    const committed: TreeBlock[] = [];
    try {
      const becomesHead = move.undone.length === 0 && move.applied.length === 1;
      const request = { blockToAdd: block, receiptToAdd: applied.receipt, becomesHead };
      const stored = await bus.call(blockStoreService.addBlock, request, CALL);
      assert(stored.ok, 'the block store takes a block that the kernel took');
      branches.adopt(growth);
      const final = this.#newlyFinal(applied.id);
      if (final !== undefined) committed.push(...(await this.#makeFinal(final)).committed);
    } catch (cause) {
      if (cause instanceof Fault) state.discard(applied.id);
      throw cause;
    }
    const tip: Body = { block, receipt: applied.receipt };
    await this.#announcer.irreversible(committed);
    await this.#announcer.moved(move, tip);
    await this.#announcer.accepted(tip, branches.head.id === applied.id);
    await this.#announcer.forkHeads(branches);
    await this.#announcer.events(move.applied, tip);
    await this.#giveBack(move, tip);
  }

  async #finalize(id: BlockId): Promise<Move> {
    const { committed, ...move } = await this.#makeFinal(id);
    await this.#announcer.irreversible(committed);
    return move;
  }

  async #makeFinal(id: BlockId): Promise<Move & Readonly<{ committed: readonly TreeBlock[] }>> {
    const { branches, state } = this.#ports;
    const pruned = branches.finalize(id);
    assert(pruned.ok, 'what becomes final is in the tree');
    await state.finalize(id);
    return pruned.value;
  }

  /** The block that the chain's own rule makes final now, if any. */
  #newlyFinal(added: BlockId): BlockId | undefined {
    if (this.#finality === 'instant') return added;
    if (this.#finality !== 'depth') return undefined;
    const { kernel, state, branches } = this.#ports;
    const args = chain.GetLastIrreversibleBlockArguments.encode({});
    const call = { id: 'get_last_irreversible_block', args, caller: KERNEL_CALLER };
    const answer = kernel.invokeSystemCall(state, branches.head.id, call);
    if (!answer.ok) return undefined; // Governance broke the rule: nothing becomes final until it is mended.
    const height = chain.GetLastIrreversibleBlockResult.decode(answer.value).value;
    return branches.onHeadBranch(Number(height))?.id;
  }

  /** What abandoned blocks had included and the new branch has not waits again, oldest first. */
  async #giveBack({ undone, applied }: Move, tip: Body | undefined): Promise<void> {
    if (undone.length === 0) return;
    const included = new Set<string>();
    for (const block of applied)
      for (const { id } of await this.#transactionsOf(block, tip)) included.add(latin1(id));
    const returned: Transaction[] = [];
    for (const block of undone.toReversed()) {
      if (returned.length >= RETURNED_MAX) break;
      const own = await this.#transactionsOf(block, tip);
      returned.push(...own.filter(({ id }) => !included.has(latin1(id))));
    }
    await this.#ports.submissions.giveBack(returned);
  }

  async #transactionsOf({ id }: TreeBlock, tip: Body | undefined): Promise<readonly Transaction[]> {
    const isTip = tip !== undefined && blockIdOf(tip.block.id) === id;
    return (isTip ? tip : await storedBlock(this.#ports.bus, idBytes(id))).block.transactions;
  }
}

const branchesFull = (): Answer<never> =>
  refuse({ code: 'chain.branchesFull', message: 'too many blocks wait for one to become final' });
