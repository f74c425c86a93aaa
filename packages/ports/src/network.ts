/**
 * The network port: what a node says to its peers. Messages to one or all of them, gossip, requests.
 *
 * Peers are authenticated by the implementation; messages are opaque, and untrusted. Delivery is at most once: what was
 * taken may still be lost with its connection. Messages of one peer on one channel, topic or protocol arrive in the
 * order in which they were sent, and are handled one after another; nothing else waits for them. Nothing is handled
 * before the call that sent it has returned.
 *
 * Handlers get bytes that others may share and never write into them. What a handler throws goes to whoever opened the
 * network, and the next message is handled.
 * @module
 */
import type { Brand, Refusal, Result } from '@ashlar/base';

/** Who is at the far end, as the implementation proved it. */
export type PeerId = Brand<string, 'PeerId'>;

/**
 * `peer.unknown`: not connected. `queue.full`: the peer is too slow for what it is sent; nothing waits.
 * `network.closed`: this side is disposed.
 */
export type SendRefusal = Refusal &
  Readonly<{ code: 'peer.unknown' | 'message.tooLong' | 'queue.full' | 'network.closed' }>;

/** `request.failed`: the peer's handler threw or answered too much. `peer.gone`: the connection broke meanwhile. */
export type RequestRefusal =
  | SendRefusal
  | (Refusal & Readonly<{ code: 'request.unserved' | 'request.timeout' | 'request.failed' | 'peer.gone' }>);

/** `accept`: pass it on. `ignore`: nobody's fault. `reject`: no correct peer passes this on. */
export type GossipVerdict = 'accept' | 'ignore' | 'reject';

export type PeerStanding = Readonly<{
  id: PeerId;
  /** Messages for it that its full queues did not take, since it connected. */
  droppedCount: number;
  /** Gossip from it that was rejected, since it connected. */
  rejectedCount: number;
}>;

/** What one queue holds: the messages of one peer on one channel, topic or protocol. */
export type NetworkLimits = Readonly<{
  messageBytesMax: number;
  queueMessagesMax: number;
  queueBytesMax: number;
}>;

export interface Network extends AsyncDisposable {
  readonly self: PeerId;
  readonly limits: NetworkLimits;
  /** Connected now, in order of id. */
  peers(): readonly PeerStanding[];
  /** To one peer. Taken is not delivered: the peer may not listen to the channel. */
  send(peer: PeerId, channel: string, bytes: Uint8Array): Result<undefined, SendRefusal>;
  /** To every connected peer; full queues drop it and count. Refused only as a whole. */
  broadcast(channel: string, bytes: Uint8Array): Result<undefined, SendRefusal>;
  /** One handler a channel. */
  receive(channel: string, handle: (bytes: Uint8Array, from: PeerId) => Promise<void> | void): Disposable;
  /** To all who subscribe, also beyond the connected peers; each judges a message once, however often it comes. */
  gossip(topic: string, bytes: Uint8Array): Result<undefined, SendRefusal>;
  /** One judge a topic. A judge that throws ignores. */
  subscribe(
    topic: string,
    judge: (bytes: Uint8Array, from: PeerId) => Promise<GossipVerdict> | GossipVerdict,
  ): Disposable;
  /**
   * The answer of the peer's handler, or why there is none; the answer is bounded as a message is. At most
   * `queueMessagesMax` requests are under way to one peer.
   */
  request(
    peer: PeerId,
    protocol: string,
    bytes: Uint8Array,
    options: Readonly<{ timeoutMs: number }>,
  ): Promise<Result<Uint8Array, RequestRefusal>>;
  /** One handler a protocol. */
  serve(
    protocol: string,
    handle: (bytes: Uint8Array, from: PeerId) => Promise<Uint8Array> | Uint8Array,
  ): Disposable;
  /**
   * Leaves: what waits is dropped, own requests are refused with `network.closed`, and running handlers are waited for
   * (so no handler may wait for this).
   */
  [Symbol.asyncDispose](): PromiseLike<void>;
}
