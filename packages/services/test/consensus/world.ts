/**
 * A committee of real consensus services in virtual time: fake chains, fake signatures, disks that lose power, and a
 * network that may delay, lose and cut.
 */
import { concat, equal, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, fakeSign } from '@ashlar/consensus/testing';
import { sha256 } from '@ashlar/crypto';
import { InProcessHub } from '@ashlar/network';
import type { Bus, Log, Network, PeerId, RecordChange } from '@ashlar/ports';
import type { committee } from '@ashlar/protocol';
import { openConsensus, openSignerOn, type VoteKey } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { CHANNEL } from '../../src/consensus/driver.ts';
import { CrashDisk, type Random } from '../crash-disk.ts';
import { FakeChain } from './fake-chain.ts';
import { VirtualClock } from './virtual-clock.ts';

export const CHAIN_ID: Uint8Array = utf8('a chain of tests');
export const DOMAIN: Uint8Array = simplex.domainOf(CHAIN_ID);
export const TIMING: simplex.Timing = { delayMs: 100, driftMs: 1_000, watchMs: 0, paceMs: 10 };
export const LOG_NAME = 'simplex.log';

export type MemberKeys = Readonly<{
  member: committee.Member;
  peer: PeerId;
  voteKey: VoteKey;
  /** Signs blocks. */
  sign: (digest: Uint8Array) => Uint8Array;
}>;

/** What a validator's consensus stands on. */
export interface Ground {
  bus: Bus;
  open(): Promise<void>;
  close(): Promise<void>;
  /** Of the newest final block. */
  readonly height: number;
  /** Ids of final blocks by height, in hex; the first is genesis. */
  readonly final: readonly string[];
}

/** Who plays, on which chains. */
export type Cast<Chain extends Ground> = Readonly<{
  chainId: Uint8Array;
  keysOf: (index: number) => MemberKeys;
  signerOf: (digest: Uint8Array, signature: Uint8Array) => Uint8Array | undefined;
  /** @param spend is called before anything becomes durable and after, and may throw */
  chainOf: (clock: VirtualClock, spend: () => void) => Chain;
}>;

/** How long a message from one to the other is under way, in ms; undefined: it is lost. */
export type Weather = (from: PeerId, to: PeerId) => number | undefined;

/** Weather of a while: loss and delay as drawn, and perhaps one whom nobody hears. */
export function drawWeather(random: Random, peers: readonly PeerId[]): Weather {
  const lossPercent = [0, 0, 5, 30][random(4)]!;
  const delayMs = [1, 10, 80][random(3)]!;
  const alone = random(4) === 0 ? peers[random(peers.length)] : undefined;
  return (from, to) =>
    (from === alone) !== (to === alone) || random(100) < lossPercent ? undefined : random(delayMs);
}

export function keysOf(index: number): MemberKeys {
  const publicKey = sha256(utf8(`vote key ${index}`));
  const address = concat(new Uint8Array([index]), new Uint8Array(24));
  return {
    member: { address, voteKey: publicKey, voteKeyProof: new Uint8Array(0), weight: 1n },
    peer: `validator ${index}` as PeerId,
    voteKey: { publicKey, sign: (statement) => fakeSign(publicKey, statement) },
    sign: (digest) => blockSignature(address, digest),
  };
}

/** A block's signature: the address and the digest that it signs. */
const blockSignature = (address: Uint8Array, digest: Uint8Array): Uint8Array => concat(address, digest);
export const signerOf = (digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined =>
  equal(signature.subarray(25), digest) ? signature.subarray(0, 25) : undefined;

const FAKES: Cast<FakeChain> = {
  chainId: CHAIN_ID,
  keysOf,
  signerOf,
  chainOf: (_clock, spend) => new FakeChain(spend),
};

class DurableRecords extends MemoryRecords {
  readonly #disk: CrashDisk;
  constructor(disk: CrashDisk) {
    super();
    this.#disk = disk;
  }
  override async write(changes: readonly RecordChange[]): Promise<void> {
    this.#disk.spend();
    await super.write(changes);
    this.#disk.spend();
  }
}

export type Event = Readonly<{ event: string; fields: unknown }>;

export class Validator<Chain extends Ground = FakeChain> {
  readonly keys: MemberKeys;
  readonly disk: CrashDisk = new CrashDisk();
  readonly records: MemoryRecords = new DurableRecords(this.disk);
  readonly chain: Chain;
  /** What was logged as a warning or worse. */
  readonly events: Event[] = [];
  /** What stopped it, once for each start. */
  readonly faults: unknown[] = [];
  network: Network | undefined;
  readonly #world: World<Chain>;
  #scope = new AsyncDisposableStack();

  constructor(world: World<Chain>, index: number) {
    this.#world = world;
    this.keys = world.cast.keysOf(index);
    this.chain = world.cast.chainOf(world.clock, () => this.disk.spend());
  }

  get isRunning(): boolean {
    return this.network !== undefined;
  }

  async open(change: Readonly<{ isObserver?: boolean }> = {}): Promise<void> {
    const world = this.#world;
    const { clock, cast } = world;
    const { member, peer, voteKey, sign } = this.keys;
    await using scope = new AsyncDisposableStack();
    await this.chain.open();
    scope.defer(() => this.chain.close());
    const joined = world.hub.join(peer, { clock, onFailure: (cause) => this.faults.push(cause) });
    const network = world.through(joined);
    scope.defer(async () => {
      this.network = undefined;
      await network[Symbol.asyncDispose]();
    });
    const unlocked = { [Symbol.dispose]: () => undefined };
    const isNew = this.chain.height === 0;
    const signer = change.isObserver
      ? undefined
      : scope.use(
          await openSignerOn(
            this.disk,
            { domain: simplex.domainOf(cast.chainId), key: voteKey, mayCreate: isNew },
            unlocked,
          ),
        );
    scope.use(
      await openConsensus(
        {
          bus: this.chain.bus,
          clock,
          log: this.#log(),
          network,
          disk: this.disk,
          records: this.records,
          signer,
          ciphers: fakeCiphers,
          isKeyProven: () => true,
          signerOf: cast.signerOf,
          halt: (cause) => this.faults.push(cause),
        },
        {
          chainId: cast.chainId,
          members: world.members.map(({ member: one }) => one),
          peerOf: ({ address }) => world.members.find((keys) => equal(keys.member.address, address))!.peer,
          producer: change.isObserver ? undefined : { address: member.address, sign },
          timing: world.timing,
        },
      ),
    );
    this.network = network;
    this.#scope = scope.move();
  }

  async close(): Promise<void> {
    const scope = this.#scope;
    this.#scope = new AsyncDisposableStack();
    await scope.disposeAsync();
  }

  log(): readonly simplex.LogRecord[] {
    const bytes = this.disk.durable(LOG_NAME);
    return bytes === undefined ? [] : simplex.readLog(fakeCiphers, bytes).records;
  }

  #log(): Log {
    const note = (event: string, fields: unknown): void => void this.events.push({ event, fields });
    return { debug() {}, info() {}, warn: note, error: note };
  }
}

/** Every vote that anyone sent, and contradictions among those of one signer. */
export class Votes {
  readonly #said = new Map<string, string>();
  readonly contradictions: string[] = [];
  count = 0;

  note(signer: PeerId, vote: simplex.Statement): void {
    this.count++;
    const { kind, view, block } = vote;
    for (const other of ['notarize', 'nullify', 'finalize'] as const) {
      const said = this.#said.get(`${signer} ${view} ${other}`);
      if (said === undefined) continue;
      const rival = { kind: other, view, block: said as simplex.Digest };
      if (simplex.contradictionOf(rival, vote) !== undefined)
        this.contradictions.push(`${signer} said ${other} ${said} and ${kind} ${block} in view ${view}`);
    }
    this.#said.set(`${signer} ${view} ${kind}`, block);
  }
}

export class World<Chain extends Ground = FakeChain> {
  readonly clock: VirtualClock = new VirtualClock();
  readonly hub: InProcessHub = new InProcessHub();
  readonly cast: Cast<Chain>;
  readonly validators: readonly Validator<Chain>[];
  readonly votes: Votes = new Votes();
  readonly size: number;
  timing: simplex.Timing = TIMING;
  weather: Weather = () => 0;
  /** Sees what is sent, before the weather does. */
  onSend: (from: PeerId, message: simplex.Message) => void = () => undefined;

  /** @param observers more of them that are no members */
  static of(size: number, observers = 0): World {
    return new World(size, observers, FAKES);
  }

  /** @param observers more of them that are no members */
  constructor(size: number, observers: number, cast: Cast<Chain>) {
    this.size = size;
    this.cast = cast;
    this.validators = Array.from({ length: size + observers }, (_, index) => new Validator(this, index));
  }

  get members(): readonly MemberKeys[] {
    return this.validators.slice(0, this.size).map(({ keys }) => keys);
  }

  async open(): Promise<this> {
    for (const validator of this.validators.slice(0, this.size)) await validator.open();
    return this;
  }

  async close(): Promise<void> {
    await this.settle(Promise.all(this.validators.map((validator) => validator.close())));
  }

  /** Runs until the promise is settled: what closes may wait for a timer. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const end = (): void => {
      isSettled = true;
    };
    promise.then(end, end);
    await this.clock.run(60_000, () => isSettled);
    return promise;
  }

  /** Runs until the validators' chains (all, or these) are final up to `height`. */
  untilFinal(
    height: number,
    forMs: number,
    whom: readonly Validator<Chain>[] = this.validators,
  ): Promise<boolean> {
    return this.clock.run(forMs, () => whom.every(({ chain }) => chain.height >= height));
  }

  /** Fails if two chains are final with different blocks at one height. */
  forks(): readonly string[] {
    const forks: string[] = [];
    const longest = this.validators.reduce((a, b) => (a.chain.height >= b.chain.height ? a : b)).chain.final;
    for (const { keys, chain } of this.validators)
      for (const [height, id] of chain.final.entries())
        if (longest[height] !== id) forks.push(`${keys.peer} at height ${height}`);
    return forks;
  }

  /** The network as one node has it, under the weather. */
  through(network: Network): Network {
    const { self } = network;
    const later = (to: PeerId, deliver: () => void): void => {
      const delayMs = this.weather(self, to);
      if (delayMs === 0) deliver();
      else if (delayMs !== undefined) this.clock.after(delayMs, deliver);
    };
    const tap = (channel: string, bytes: Uint8Array): void => {
      if (channel !== CHANNEL || bytes[0] !== 1) return;
      const { message } = simplex.decodeMessage(fakeCiphers, bytes.subarray(1))!;
      this.onSend(self, message);
      if (message.kind === 'vote') this.votes.note(self, message.vote);
      if (message.kind === 'proposal') {
        const { hash, header } = message.block;
        this.votes.note(self, { kind: 'notarize', view: header.view, block: hash });
      }
    };
    return {
      self,
      limits: network.limits,
      peers: () => network.peers(),
      send: (peer, channel, bytes) => {
        tap(channel, bytes);
        later(peer, () => network.send(peer, channel, bytes));
        return { ok: true, value: undefined };
      },
      broadcast: (channel, bytes) => {
        tap(channel, bytes);
        for (const { id } of network.peers()) later(id, () => network.send(id, channel, bytes));
        return { ok: true, value: undefined };
      },
      receive: (channel, handle) => network.receive(channel, handle),
      gossip: (topic, bytes) => network.gossip(topic, bytes),
      subscribe: (topic, judge) => network.subscribe(topic, judge),
      request: async (peer, protocol, bytes, options) => {
        const delayMs = this.weather(self, peer);
        if (delayMs === undefined || delayMs >= options.timeoutMs) {
          await this.pause(options.timeoutMs);
          return { ok: false, refusal: { code: 'request.timeout' } };
        }
        await this.pause(delayMs);
        return network.request(peer, protocol, bytes, options);
      },
      serve: (protocol, handle) => network.serve(protocol, handle),
      [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
    };
  }

  pause(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}
