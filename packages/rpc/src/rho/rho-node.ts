/**
 * What RChain's clients ask of a node, whatever they speak: the rules that its HTTP and its gRPC share.
 *
 * Refusals carry the sentence that RChain says, because its clients look into it.
 * @module
 */
import { accept, hex, refuse } from '@ashlar/base';
import { build, legacyDeployRandom, type Term } from '@ashlar/engine-rho';
import type { Answer } from '@ashlar/ports';
import type { DeployRholangOperation, rholang } from '@ashlar/protocol';
import type { Relay } from './relay.ts';
import { type DeployFacts, deploysOf, type LightBlock, lightBlock, type StoredBlock } from './rho-blocks.ts';
import { BLOCKS_MAX, type Head, type RhoChain } from './rho-chain.ts';

export type RhoNodeConfig = Readonly<{
  shardId: string;
  minPhloPrice: number;
  /** What `status` says the node is. */
  version: string;
  networkId: string;
  /** Absent: this node takes no deploys, and clients wrap them in transactions themselves. */
  relay?: Relay;
  /** Makes a block now; development nodes only. */
  propose?: () => Promise<Answer<Readonly<{ height: bigint | number }>>>;
}>;

/** Data that were sent to a name, and the block in whose state they lie: the newest, unless another was asked for. */
export type FoundData = Readonly<{ data: readonly rholang.Values[]; block: LightBlock }>;
export type WholeBlock = Readonly<{ light: LightBlock; deploys: readonly DeployFacts[] }>;
/** The state after a block, or before it. It is kept for the final block, and for those above it. */
export type StatePlace = Readonly<{ hash: string; isBefore: boolean }>;
export type DeployFate =
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'failed'; errors: readonly string[] }>
  | Readonly<{ kind: 'done'; data: readonly rholang.Values[] }>;

/** Names that one request is told. */
const NAMES_MAX = 1_024;
/** Letters of a block's hash that are enough. */
const PREFIX_MIN = 6;
const REVERTED = 'transaction reverted: ';

const refused = (code: string, message: string): Extract<Answer<never>, { ok: false }> =>
  refuse({ code: `rho.${code}`, message });

export class RhoNode {
  readonly config: RhoNodeConfig;
  readonly #chain: RhoChain;

  constructor(chain: RhoChain, config: RhoNodeConfig) {
    this.#chain = chain;
    this.config = config;
  }

  /** Number of the newest block. */
  async height(): Promise<Answer<number>> {
    const head = await this.#chain.head();
    return head.ok ? accept(head.value.height) : head;
  }

  /** The names a deploy will make, which follow from its deployer and time. Each has 32 bytes. */
  previewNames(deployer: Uint8Array, timestamp: bigint, count: number): Answer<readonly Uint8Array[]> {
    if (count < 0 || count > NAMES_MAX)
      return refused('tooManyNames', `Expected deployer, timestamp and nameQty up to ${NAMES_MAX}.`);
    const random = legacyDeployRandom(deployer, timestamp);
    return accept(Array.from({ length: count }, () => random.next()));
  }

  async deploy(operation: DeployRholangOperation): Promise<Answer<string>> {
    const { relay } = this.config;
    if (relay === undefined) return refused('noRelay', 'This node takes no deploys.');
    const answer = await relay.submit(operation);
    if (answer.ok) return accept(`Success!\nDeployId is: ${hex(operation.sig)}`);
    const { code, message, logs } = answer.refusal;
    return refuse({ code, message: logs?.at(-1)?.replace(REVERTED, '') ?? message });
  }

  async propose(): Promise<Answer<string>> {
    if (this.config.propose === undefined)
      return refused('noProposer', 'This node makes its blocks by itself.');
    const made = await this.config.propose();
    if (!made.ok) return made;
    const block = await this.#newest();
    return block.ok ? accept(`Success! Block ${block.value.blockHash} created and added.`) : block;
  }

  /** What a term leaves on the first name that it makes; it changes nothing. */
  async explore(term: string, at?: StatePlace): Promise<Answer<FoundData>> {
    if (!term.isWellFormed()) return refused('notText', 'The term is no text.');
    return this.#inState(at, async (blockId) => {
      const explored = await this.#chain.explore(term, blockId);
      if (!explored.ok) return explored;
      const { data, outcome } = explored.value;
      if (outcome?.errored === true) return refused('termFailed', outcome.errors[0] ?? 'The term failed.');
      return accept(data);
    });
  }

  dataAt(name: Term, at?: StatePlace): Promise<Answer<FoundData>> {
    return this.#inState(at, async (blockId) => {
      const found = await this.#chain.dataAt(name, blockId);
      return found.ok ? accept(found.value.data) : found;
    });
  }

  /** The newest blocks, the newest first. */
  async newestBlocks(count: number): Promise<Answer<readonly LightBlock[]>> {
    const head = await this.#chain.head();
    if (!head.ok) return head;
    return this.#blocks(head.value, head.value.height - count + 1, head.value.height);
  }

  /** From one height to another, both included, the newest first. */
  async blocksBetween(from: number, to: number): Promise<Answer<readonly LightBlock[]>> {
    const head = await this.#chain.head();
    return head.ok ? this.#blocks(head.value, from, to) : head;
  }

  /** @param hash in hex, or its beginning */
  async block(hash: string): Promise<Answer<WholeBlock>> {
    return this.#withHead(async (head) => {
      const found = await this.#stored(hash, head);
      return found.ok ? accept(this.#whole(found.value, head)) : found;
    });
  }

  lastFinal(): Promise<Answer<WholeBlock>> {
    return this.#withHead(async (head) => {
      const found = await this.#chain.blocks(head, head.finalHeight, head.finalHeight);
      if (!found.ok) return found;
      const [stored] = found.value;
      return stored === undefined
        ? refused('noFinalBlock', 'There is no final block yet.')
        : accept(this.#whole(stored, head));
    });
  }

  isFinal(hash: string): Promise<Answer<boolean>> {
    return this.#withHead(async (head) => {
      const found = await this.#stored(hash, head);
      return found.ok ? accept(heightOf(found.value) <= head.finalHeight) : found;
    });
  }

  /** The block that a deploy is in. */
  deployBlock(sig: string): Promise<Answer<LightBlock>> {
    return this.#withHead(async (head) => {
      const found = await this.#chain.blockOfDeploy(head, sig.toLowerCase());
      if (!found.ok) return found;
      return found.value === undefined
        ? refused('deployUnknown', `Couldn't find block containing deploy with id: ${sig}`)
        : accept(this.#light(found.value, head));
    });
  }

  /** What became of a deploy: why it failed, or what lies on its name. */
  deployFate(id: Uint8Array): Promise<Answer<DeployFate>> {
    return this.#withHead<DeployFate>(async (head) => {
      const sig = hex(id);
      const found = await this.#chain.blockOfDeploy(head, sig);
      if (!found.ok) return found;
      const stored = found.value;
      const facts = stored && deploysOf(stored).find(({ deploy }) => hex(deploy.sig) === sig);
      if (facts?.outcome === undefined) return accept({ kind: 'unknown' });
      if (facts.outcome.errored) return accept({ kind: 'failed', errors: facts.outcome.errors });
      const data = await this.#chain.dataAt(build.par1(build.deployId(id)));
      return data.ok ? accept({ kind: 'done', data: data.value.data }) : data;
    });
  }

  async #withHead<T>(read: (head: Head) => Promise<Answer<T>>): Promise<Answer<T>> {
    const head = await this.#chain.head();
    return head.ok ? read(head.value) : head;
  }

  async #blocks(head: Head, from: number, to: number): Promise<Answer<readonly LightBlock[]>> {
    if (to - from >= BLOCKS_MAX) return refused('tooManyBlocks', `At most ${BLOCKS_MAX} blocks at once.`);
    const found = await this.#chain.blocks(head, from, to);
    return found.ok ? accept(found.value.toReversed().map((stored) => this.#light(stored, head))) : found;
  }

  async #newest(): Promise<Answer<LightBlock>> {
    const blocks = await this.newestBlocks(1);
    if (!blocks.ok) return blocks;
    const [block] = blocks.value;
    return block === undefined ? refused('noBlock', 'There is no block yet.') : accept(block);
  }

  /** What `read` finds in the state of the head, or of a block, and that block. */
  async #inState(
    at: StatePlace | undefined,
    read: (blockId?: Uint8Array) => Promise<Answer<readonly rholang.Values[]>>,
  ): Promise<Answer<FoundData>> {
    if (at === undefined) {
      const data = await read();
      if (!data.ok) return data;
      const block = await this.#newest();
      return block.ok ? accept({ data: data.value, block: block.value }) : block;
    }
    return this.#withHead(async (head) => {
      const found = await this.#stored(at.hash, head);
      if (!found.ok) return found;
      const { block } = found.value;
      const data = await read(at.isBefore ? block.header!.previous : block.id);
      return data.ok ? accept({ data: data.value, block: this.#light(found.value, head) }) : data;
    });
  }

  /** @param hash in hex, or its beginning */
  async #stored(hash: string, head: Head): Promise<Answer<StoredBlock>> {
    if (hash.length < PREFIX_MIN)
      return refused('shortHash', `Input hash value must be at least ${PREFIX_MIN} characters: ${hash}`);
    const found = await this.#chain.blockOf(head, hash.toLowerCase());
    if (!found.ok) return found;
    return found.value === undefined
      ? refused('blockUnknown', `Error: Failure to find block with hash: ${hash}`)
      : accept(found.value);
  }

  #light(stored: StoredBlock, { finalHeight }: Head): LightBlock {
    return lightBlock(stored, this.config.shardId, heightOf(stored) <= finalHeight);
  }

  #whole(stored: StoredBlock, head: Head): WholeBlock {
    return { light: this.#light(stored, head), deploys: deploysOf(stored) };
  }
}

const heightOf = ({ block }: StoredBlock): number => Number(block.header?.height ?? 0n);
