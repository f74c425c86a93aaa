/**
 * The chain's blocks behind the digests that consensus votes on: pushed by the leader ahead of its proposal, fetched
 * from peers when they are missing, served to those who ask.
 *
 * A body is named by the digest of its block's id, and whoever takes one checks that. Whether it is valid is the kernel's
 * business.
 * @module
 */
import { concat, equal, fromHex, hex } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { type Bus, blockStoreService, type Network, type PeerId } from '@ashlar/ports';
import { Block, blockIdBytes, DecodeError, idDigest } from '@ashlar/protocol';

/** Bodies kept in memory; older ones are in the block store if they were judged valid. */
export const BODIES_KEPT_MAX = 64;
export const BODY_PROTOCOL = 'ashlar/body/1';
const CALL = { timeoutMs: 10_000 };
const ID_PREFIX: Uint8Array = new Uint8Array([0x12, 0x20]);
const NOTHING: Uint8Array = new Uint8Array(0);

export const payloadOf = ({ id }: Block): simplex.Digest => hex(idDigest(id)) as simplex.Digest;
/** The id of the block that a payload names. */
export const blockIdOfPayload = (payload: simplex.Digest): Uint8Array => concat(ID_PREFIX, fromHex(payload)!);

export class Bodies implements Disposable {
  readonly #bus: Bus;
  readonly #network: Network;
  readonly #kept = new Map<simplex.Digest, Block>();
  readonly #waiting = new Map<simplex.Digest, Set<(block: Block | undefined) => void>>();
  readonly #serving: Disposable;
  #turn = 0;

  constructor(bus: Bus, network: Network) {
    this.#bus = bus;
    this.#network = network;
    this.#serving = network.serve(BODY_PROTOCOL, (id) => this.#serve(id));
  }

  /** Takes a body that a peer or we ourselves made. @returns false if the bytes are no block that its id commits to */
  take(bytes: Uint8Array): boolean {
    const block = decode(bytes);
    if (block === undefined) return false;
    this.keep(block);
    return true;
  }

  /** A block whose id is known to be right. */
  keep(block: Block): void {
    const payload = payloadOf(block);
    this.#kept.delete(payload);
    this.#kept.set(payload, block);
    if (this.#kept.size > BODIES_KEPT_MAX) this.#kept.delete(this.#kept.keys().next().value!);
    for (const resolve of this.#waiting.get(payload) ?? []) resolve(block);
    this.#waiting.delete(payload);
  }

  /** From memory or the block store. */
  async find(payload: simplex.Digest): Promise<Block | undefined> {
    const kept = this.#kept.get(payload);
    if (kept !== undefined) return kept;
    const request = { blockIds: [blockIdOfPayload(payload)], returnBlock: true, returnReceipt: false };
    const answer = await this.#bus.call(blockStoreService.getBlocksById, request, CALL);
    return answer.ok ? answer.value.blockItems[0]?.block : undefined;
  }

  /** Asks the next peer in turn, and listens meanwhile whether the body comes by itself. */
  async fetch(payload: simplex.Digest, timeoutMs: number): Promise<Block | undefined> {
    const { promise, resolve } = Promise.withResolvers<Block | undefined>();
    const waiting = this.#waiting.get(payload) ?? new Set();
    this.#waiting.set(payload, waiting.add(resolve));
    const peers = this.#network.peers();
    const peer = peers[this.#turn++ % Math.max(1, peers.length)]?.id;
    if (peer !== undefined) void this.#ask(peer, payload, timeoutMs).then(resolve, () => resolve(undefined));
    else resolve(undefined);
    const block = await promise;
    waiting.delete(resolve);
    if (waiting.size === 0 && this.#waiting.get(payload) === waiting) this.#waiting.delete(payload);
    return block;
  }

  async #ask(peer: PeerId, payload: simplex.Digest, timeoutMs: number): Promise<Block | undefined> {
    const id = blockIdOfPayload(payload);
    const answer = await this.#network.request(peer, BODY_PROTOCOL, id, { timeoutMs });
    if (!answer.ok) return undefined;
    const block = decode(answer.value);
    if (block === undefined || !equal(block.id, id)) return undefined;
    this.keep(block);
    return block;
  }

  async #serve(id: Uint8Array): Promise<Uint8Array> {
    if (id.length !== ID_PREFIX.length + 32) return NOTHING;
    const block = await this.find(hex(id.subarray(ID_PREFIX.length)) as simplex.Digest);
    return block === undefined ? NOTHING : Block.encode(block);
  }

  [Symbol.dispose](): void {
    this.#serving[Symbol.dispose]();
    for (const waiting of this.#waiting.values()) for (const resolve of waiting) resolve(undefined);
    this.#waiting.clear();
  }
}

/** A block whose id is that of its header; transactions are the kernel's to check. */
function decode(bytes: Uint8Array): Block | undefined {
  try {
    const block = Block.decode(bytes);
    return block.header !== undefined && equal(blockIdBytes(block.header), block.id) ? block : undefined;
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}
