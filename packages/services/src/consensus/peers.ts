/**
 * Who a consensus driver talks to: the network's peers as the numbers that a machine knows, and whom it stopped hearing.
 *
 * Only certain faults are held against a peer: bytes that decode to nothing, signatures that are false. No correct peer
 * sends those, so a handful is enough to be deaf to it for a while; it costs us verification otherwise.
 * @module
 */
import { assert } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { Clock, PeerId } from '@ashlar/ports';

/** Peers that are no validators and are answered. */
export const STRANGERS_MAX = 1_024;
/** Faults after which a peer is not heard for a while. */
export const FAULTS_MAX = 16;
export const DEAF_MS = 60_000;

type Standing = Readonly<{ faults: number; deafUntilMs: number }>;

export class Peers {
  readonly #clock: Clock;
  readonly #validators: readonly PeerId[];
  readonly #indexes: ReadonlyMap<PeerId, number>;
  readonly #handles = new Map<PeerId, number>();
  readonly #strangers: PeerId[] = [];
  readonly #standings = new Map<PeerId, Standing>();

  /** @param validators who stands at each index of the machine's validators */
  constructor(clock: Clock, validators: readonly PeerId[]) {
    this.#clock = clock;
    this.#validators = validators;
    this.#indexes = new Map(validators.map((peer, index) => [peer, index]));
    assert(this.#indexes.size === validators.length, 'each validator is a peer of its own');
  }

  isValidator(peer: PeerId): boolean {
    return this.#indexes.has(peer);
  }

  /** Its number for the machine; undefined if it is not heard. */
  heard(peer: PeerId): simplex.Peer | undefined {
    if (this.#isDeafTo(peer)) return undefined;
    const known = this.#indexes.get(peer) ?? this.#handles.get(peer);
    if (known !== undefined || this.#strangers.length >= STRANGERS_MAX) return known;
    const handle = simplex.VALIDATORS_MAX + this.#strangers.length;
    this.#strangers.push(peer);
    this.#handles.set(peer, handle);
    return handle;
  }

  /** The peer behind a number that `heard` gave, or a validator's index. */
  at(number: simplex.Peer): PeerId {
    const peer = this.#validators[number] ?? this.#strangers[number - simplex.VALIDATORS_MAX];
    assert(peer !== undefined, 'a machine speaks of peers that it was told of');
    return peer;
  }

  /** Notes a fault that no correct peer makes, of a peer that was heard. @returns whether we are deaf to it from now on */
  blame(peer: PeerId): boolean {
    if (this.#isDeafTo(peer)) return false;
    const faults = (this.#standings.get(peer)?.faults ?? 0) + 1;
    const isDeaf = faults >= FAULTS_MAX;
    const deafUntilMs = isDeaf ? this.#clock.monotonic() + DEAF_MS : 0;
    this.#standings.set(peer, { faults: isDeaf ? 0 : faults, deafUntilMs });
    return isDeaf;
  }

  #isDeafTo(peer: PeerId): boolean {
    return (this.#standings.get(peer)?.deafUntilMs ?? 0) > this.#clock.monotonic();
  }
}
