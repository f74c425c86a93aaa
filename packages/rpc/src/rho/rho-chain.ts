/**
 * What the Rho API asks of a chain, over the bus: blocks by height and hash, the block of a deploy, reads of the tuple space.
 * @module
 */
import { accept, EMPTY, fromHex, hex, refuse } from '@ashlar/base';
import { encodeTerm, RHO_ENTRY, type Term } from '@ashlar/engine-rho';
import { type Answer, type Bus, blockStoreService, chainService, topics } from '@ashlar/ports';
import { type Codec, type Init, MULTIHASH_CODE, multihash, rholang } from '@ashlar/protocol';
import { deploysOf, type StoredBlock } from './rho-blocks.ts';

/** Blocks that one request is told. */
export const BLOCKS_MAX = 50;
/** Deploys whose block is remembered; the oldest are forgotten first. */
export const DEPLOYS_MAX = 100_000;
/** Blocks that are looked through for a deploy that is not remembered. */
const SCAN_MAX = 1_000;
const OPTIONS = { timeoutMs: 10_000 };
const DIGEST_BYTES = 32;

export type Head = Readonly<{ id: Uint8Array; height: number; finalHeight: number }>;

export class RhoChain {
  readonly #bus: Bus;
  readonly #contractId: Uint8Array;
  /** Deploy id to the height of its block. */
  readonly #heights = new Map<string, number>();

  /** @param contractId of the tuple space */
  constructor(bus: Bus, contractId: Uint8Array) {
    this.#bus = bus;
    this.#contractId = contractId;
  }

  /** Follows the chain, so that deploys are found at once. */
  follow(): Promise<AsyncDisposable> {
    return this.#bus.subscribe(topics.blockAccepted, ({ block, receipt }) => {
      if (block !== undefined) this.#remember({ block, receipt });
    });
  }

  async head(): Promise<Answer<Head>> {
    const answer = await this.#bus.call(chainService.getHeadInfo, {}, OPTIONS);
    if (!answer.ok) return answer;
    const { headTopology, lastIrreversibleBlock } = answer.value;
    return accept({
      id: headTopology?.id ?? EMPTY,
      height: Number(headTopology?.height ?? 0n),
      finalHeight: Number(lastIrreversibleBlock),
    });
  }

  /** Blocks of the main chain, from one height to another, both included. */
  async blocks(head: Head, from: number, to: number): Promise<Answer<readonly StoredBlock[]>> {
    const first = Math.max(1, from);
    const last = Math.min(to, head.height);
    if (last < first) return accept([]);
    const request = {
      headBlockId: head.id,
      ancestorStartHeight: BigInt(first),
      numBlocks: last - first + 1,
      returnBlock: true,
      returnReceipt: true,
    };
    const answer = await this.#bus.call(blockStoreService.getBlocksByHeight, request, OPTIONS);
    if (!answer.ok) return answer;
    return accept(
      answer.value.blockItems.flatMap(({ block, receipt }) =>
        block === undefined ? [] : [{ block, receipt }],
      ),
    );
  }

  /** A block by its hash, or by the beginning of one that lies among the newest. */
  async blockOf(head: Head, hash: string): Promise<Answer<StoredBlock | undefined>> {
    const digest = fromHex(hash);
    if (digest?.length !== DIGEST_BYTES) {
      const recent = await this.blocks(head, head.height - BLOCKS_MAX + 1, head.height);
      return recent.ok
        ? accept(recent.value.find(({ block }) => hex(block.id.subarray(2)).startsWith(hash)))
        : recent;
    }
    const blockIds = [multihash(MULTIHASH_CODE.sha2_256, digest)];
    const request = { blockIds, returnBlock: true, returnReceipt: true };
    const answer = await this.#bus.call(blockStoreService.getBlocksById, request, OPTIONS);
    if (!answer.ok) return answer;
    const item = answer.value.blockItems[0];
    return accept(item?.block === undefined ? undefined : { block: item.block, receipt: item.receipt });
  }

  /** The block that a deploy is in. */
  async blockOfDeploy(head: Head, sig: string): Promise<Answer<StoredBlock | undefined>> {
    const known = this.#heights.get(sig);
    if (known !== undefined) {
      const found = await this.blocks(head, known, known);
      if (!found.ok) return found;
      const block = found.value.find((stored) => holds(stored, sig));
      if (block !== undefined) return accept(block);
      this.#heights.delete(sig);
    }
    for (let to = head.height; to > Math.max(0, head.height - SCAN_MAX); to -= BLOCKS_MAX) {
      const page = await this.blocks(head, to - BLOCKS_MAX + 1, to);
      if (!page.ok) return page;
      for (const stored of page.value) this.#remember(stored);
      const block = page.value.find((stored) => holds(stored, sig));
      if (block !== undefined) return accept(block);
    }
    return accept(undefined);
  }

  /** @param blockId of the block in whose state the term is run; absent: the head */
  explore(term: string, blockId?: Uint8Array): Promise<Answer<rholang.ExploreResult>> {
    const codecs = [rholang.ExploreArguments, rholang.ExploreResult] as const;
    return this.#read(RHO_ENTRY.explore, codecs, { term }, blockId);
  }

  /** @param blockId of the block in whose state the data lie; absent: the head */
  dataAt(name: Term, blockId?: Uint8Array): Promise<Answer<rholang.DataAtNameResult>> {
    const codecs = [rholang.DataAtNameArguments, rholang.DataAtNameResult] as const;
    return this.#read(RHO_ENTRY.dataAtName, codecs, { name: encodeTerm(name) }, blockId);
  }

  async #read<Args, Result>(
    entryPoint: number,
    [args, result]: readonly [Codec<Args>, Codec<Result>],
    value: Init<Args>,
    blockId: Uint8Array | undefined,
  ): Promise<Answer<Result>> {
    const read = { contractId: this.#contractId, entryPoint, args: args.encode(value) };
    const answer =
      blockId === undefined
        ? await this.#bus.call(chainService.readContract, read, OPTIONS)
        : await this.#bus.call(chainService.readContractAt, { blockId, read }, OPTIONS);
    if (!answer.ok) return answer;
    const decoded = result.decodeStrict(answer.value.result);
    if (decoded.ok) return decoded;
    return refuse({ code: decoded.refusal.code, message: 'the tuple space answered what is no answer' });
  }

  #remember(stored: StoredBlock): void {
    const height = Number(stored.block.header?.height ?? 0n);
    for (const { deploy } of deploysOf(stored)) {
      if (this.#heights.size >= DEPLOYS_MAX) this.#heights.delete(this.#heights.keys().next().value!);
      this.#heights.set(hex(deploy.sig), height);
    }
  }
}

const holds = (stored: StoredBlock, sig: string): boolean =>
  deploysOf(stored).some(({ deploy }) => hex(deploy.sig) === sig);
