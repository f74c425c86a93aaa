/**
 * The blocks behind the digests that consensus votes on: pushed by the leader ahead of its proposal, fetched from peers
 * when they are missing, served to those who ask.
 *
 * New ones are in memory; judged ones are in the block store, which knows them by their ids: `idOf` leads there. Whether
 * a body is valid is the kernel's business.
 * @module
 */
import { fromHex, hex } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import type { Bus, Network, PeerId } from '@ashlar/ports';
import { Block } from '@ashlar/protocol';
import { findStored, idsAbove, storedBlock } from '../stored.ts';
import { decodeBody, payloadOf, type SignerOf } from './body.ts';

export type BodiesPorts = Readonly<{
  bus: Bus;
  network: Network;
  signerOf: SignerOf;
  /** The id of the final block with this payload. */
  finalIdOf: (payload: simplex.Digest) => Uint8Array | undefined;
}>;

/** Bodies kept in memory; whoever needs one that went asks for it again. */
export const BODIES_KEPT_MAX = 64;
export const BODIES_KEPT_BYTES_MAX: number = 64 << 20;
/** Judged blocks whose ids are remembered: more than a chain holds above the final one. */
export const IDS_MAX = 8_192;
export const BODY_PROTOCOL = 'ashlar/body/1';
const DIGEST_BYTES = 32;
const NOTHING: Uint8Array = new Uint8Array(0);

type Kept = Readonly<{ block: Block; sizeBytes: number }>;
type Fetching = PromiseWithResolvers<Block | undefined>;

export class Bodies implements Disposable {
  readonly #ports: BodiesPorts;
  readonly #kept = new Map<simplex.Digest, Kept>();
  #keptBytes = 0;
  readonly #ids = new Map<simplex.Digest, Uint8Array>();
  readonly #fetching = new Map<simplex.Digest, Fetching>();
  readonly #serving: Disposable;
  #turn = 0;

  private constructor(ports: BodiesPorts) {
    this.#ports = ports;
    this.#serving = ports.network.serve(BODY_PROTOCOL, (payload) => this.#serve(payload));
  }

  /**
   * Knows the blocks that the chain holds from `finalHeight` on. Those below are in the history; the final one may not
   * be, if a crash came between the two.
   */
  static async open(ports: BodiesPorts, finalHeight: bigint): Promise<Bodies> {
    const { bus } = ports;
    const bodies = new Bodies(ports);
    for await (const id of idsAbove(bus, finalHeight > 0n ? finalHeight - 1n : 0n))
      bodies.remember(payloadOf((await storedBlock(bus, id)).block), id);
    return bodies;
  }

  /** Takes what a peer pushed. @returns false if the bytes are no body */
  take(bytes: Uint8Array): boolean {
    const block = decodeBody(bytes, this.#ports.signerOf);
    if (block !== undefined) this.keep(block);
    return block !== undefined;
  }

  /** A body that is one for certain. @returns its payload */
  keep(block: Block, payload: simplex.Digest = payloadOf(block)): simplex.Digest {
    this.#drop(payload);
    const sizeBytes = Block.encode(block).length;
    this.#kept.set(payload, { block, sizeBytes });
    this.#keptBytes += sizeBytes;
    while (this.#kept.size > BODIES_KEPT_MAX || this.#keptBytes > BODIES_KEPT_BYTES_MAX)
      this.#drop(this.#kept.keys().next().value!);
    this.#fetching.get(payload)?.resolve(block);
    return payload;
  }

  /** The chain has this block: from now on its payload leads to it. */
  remember(payload: simplex.Digest, id: Uint8Array): void {
    this.#ids.delete(payload);
    this.#ids.set(payload, id);
    if (this.#ids.size > IDS_MAX) this.#ids.delete(this.#ids.keys().next().value!);
  }

  /** The chain's id of a block that was judged valid, or is final. */
  idOf(payload: simplex.Digest): Uint8Array | undefined {
    return this.#ids.get(payload) ?? this.#ports.finalIdOf(payload);
  }

  /** From memory or the block store. */
  async find(payload: simplex.Digest): Promise<Block | undefined> {
    const kept = this.#kept.get(payload);
    if (kept !== undefined) return kept.block;
    const id = this.idOf(payload);
    return id === undefined ? undefined : (await findStored(this.#ports.bus, id))?.block;
  }

  /** Asks the next peer in turn, and listens meanwhile whether the body comes by itself. Who asks again shares it. */
  fetch(payload: simplex.Digest, timeoutMs: number): Promise<Block | undefined> {
    const underWay = this.#fetching.get(payload);
    if (underWay !== undefined) return underWay.promise;
    const fetching = Promise.withResolvers<Block | undefined>();
    const { promise, resolve, reject } = fetching;
    this.#fetching.set(payload, fetching);
    const peers = this.#ports.network.peers();
    const peer = peers[this.#turn++ % Math.max(1, peers.length)]?.id;
    if (peer === undefined) resolve(undefined);
    else this.#ask(peer, payload, timeoutMs).then(resolve, reject);
    const end = (): void => void this.#fetching.delete(payload);
    promise.then(end, end);
    return promise;
  }

  /** Begins to fetch a body that nobody has needed yet. */
  async prefetch(payload: simplex.Digest, timeoutMs: number): Promise<void> {
    if (this.#kept.has(payload) || this.idOf(payload) !== undefined) return;
    await this.fetch(payload, timeoutMs);
  }

  async #ask(peer: PeerId, payload: simplex.Digest, timeoutMs: number): Promise<Block | undefined> {
    const { network, signerOf } = this.#ports;
    const answer = await network.request(peer, BODY_PROTOCOL, fromHex(payload)!, { timeoutMs });
    const block = answer.ok ? decodeBody(answer.value, signerOf) : undefined;
    if (block === undefined || payloadOf(block) !== payload) return undefined;
    this.keep(block, payload);
    return block;
  }

  async #serve(payload: Uint8Array): Promise<Uint8Array> {
    if (payload.length !== DIGEST_BYTES) return NOTHING;
    const block = await this.find(hex(payload) as simplex.Digest);
    return block === undefined ? NOTHING : Block.encode(block);
  }

  #drop(payload: simplex.Digest): void {
    this.#keptBytes -= this.#kept.get(payload)?.sizeBytes ?? 0;
    this.#kept.delete(payload);
  }

  [Symbol.dispose](): void {
    this.#serving[Symbol.dispose]();
    for (const { resolve } of this.#fetching.values()) resolve(undefined);
  }
}
