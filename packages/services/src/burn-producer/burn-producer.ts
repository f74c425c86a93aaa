/**
 * The producer of a proof-of-burn chain: draws tickets with its key, and makes a block for each that wins. The driver of
 * `consensus/burn`.
 *
 * Follows `ashlar.chain.moved` and `koinos.gossip.status`; calls `chain.read_contract` and `chain.propose_block`. What was signed for is durable
 * before a block leaves, so that no quantum is ever signed for twice.
 * @module
 */
import { burn as machine } from '@ashlar/consensus';
import { wins } from '@ashlar/contracts';
import { sign, vrf } from '@ashlar/crypto';
import {
  type Bus,
  type Clock,
  chainService,
  type Log,
  type RecordStore,
  type Service,
  topics,
} from '@ashlar/ports';
import {
  type BlockHeader,
  type BlockId,
  blockIdBytes,
  burn,
  idBytes,
  idDigest,
  MULTIHASH_CODE,
  multihash,
} from '@ashlar/protocol';
import { SerialQueue } from '../chain/queue.ts';
import { assembleBlock } from '../producer/assemble.ts';
import { readHead } from './lottery-reads.ts';

export type BurnProducerPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  /** Where the mark of what was signed for is kept. */
  records: RecordStore;
  /** Told once what stopped the producer. */
  halt: (cause: unknown) => void;
}>;
export type BurnProducerConfig = Readonly<{
  /** Who is paid, and whose power counts. */
  address: Uint8Array;
  /** The registered key. */
  publicKey: Uint8Array;
  privateKey: Uint8Array;
  lookaheadMs: number;
  onePerHeight: boolean;
}>;

const TABLE = 'mark';
const MARK_BYTES = 16;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openBurnProducer(
  ports: BurnProducerPorts,
  config: BurnProducerConfig,
): Promise<Service> {
  const driver = new BurnDriver(ports, config);
  await using scope = new AsyncDisposableStack();
  scope.use(driver);
  // Not awaited: the chain tells of a move while it judges, and must not wait for what we ask it.
  scope.use(await ports.bus.subscribe(topics.chainMoved, () => driver.refresh()));
  scope.use(await ports.bus.subscribe(topics.gossipStatus, ({ enabled }) => driver.onStatus(enabled)));
  driver.start();
  ports.log.info('burnProducer.opened', { ...driver.mark });
  const owned = scope.move();
  return { name: 'block_producer', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

class BurnDriver implements AsyncDisposable {
  readonly #ports: BurnProducerPorts;
  readonly #config: BurnProducerConfig;
  readonly #rules: machine.Config;
  readonly #queue = new SerialQueue();
  #state: machine.State;
  #timer: Disposable | undefined;
  /** The tickets of the last draw, by quantum. */
  #tickets = new Map<number, vrf.VrfOutput>();
  #isRefreshing = false;
  #isClosed = false;

  constructor(ports: BurnProducerPorts, config: BurnProducerConfig) {
    this.#ports = ports;
    this.#config = config;
    const { lookaheadMs, onePerHeight } = config;
    this.#rules = { wins, lookaheadMs, onePerHeight };
    [this.#state] = machine.open(this.#rules, markIn(ports.records, config.address));
  }

  get mark(): machine.Mark {
    return this.#state.mark;
  }

  start(): void {
    this.refresh();
    this.#arm(machine.TICK_MS);
  }

  /** Looks at the head anew. Several moves at once need one look. */
  refresh(): void {
    if (this.#isRefreshing || this.#isClosed) return;
    this.#isRefreshing = true;
    this.#run(async () => {
      this.#isRefreshing = false;
      const head = await readHead(this.#ports.bus, this.#config);
      if (head !== undefined) await this.#input({ kind: 'head', head, nowMs: this.#ports.clock.now() });
    });
  }

  onStatus(isInSync: boolean): void {
    if (this.#state.isBehind === !isInSync) return;
    this.#run(() => this.#input({ kind: 'sync', isBehind: !isInSync }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#timer?.[Symbol.dispose]();
    await this.#queue.idle();
  }

  #arm(afterMs: number): void {
    if (this.#isClosed) return;
    this.#timer = this.#ports.clock.after(afterMs, () => {
      this.#run(() => this.#input({ kind: 'timeout', nowMs: this.#ports.clock.now() }));
    });
  }

  /** One after another; what throws ends the producer, because what it has signed for is then unknown. */
  #run(task: () => Promise<void>): void {
    if (this.#isClosed) return;
    this.#queue
      .run(async () => {
        if (!this.#isClosed) await task();
      })
      .catch((cause: unknown) => {
        this.#isClosed = true;
        this.#ports.halt(cause);
      });
  }

  async #input(input: machine.Input): Promise<void> {
    const [state, effects] = machine.step(this.#rules, this.#state, input);
    this.#state = state;
    for (const effect of effects) await this.#perform(effect);
  }

  async #perform(effect: machine.Effect): Promise<void> {
    switch (effect.kind) {
      case 'draw': {
        const drawn = this.#draw(effect);
        // Behind what waits already: on a head that has moved meanwhile nothing is made.
        this.#run(() => this.#input(drawn));
        return;
      }
      case 'persist':
        return this.#ports.records.write([
          { table: TABLE, key: this.#config.address, value: markBytes(effect.mark) },
        ]);
      case 'produce':
        return this.#produce(effect.parent, effect.timeMs);
      default:
        this.#arm(effect.afterMs);
        return;
    }
  }

  #draw(draw: Extract<machine.Effect, { kind: 'draw' }>): machine.Input {
    const { parent, seed, fromMs, quantumMs, count } = draw;
    this.#tickets = new Map();
    const betas: Uint8Array[] = [];
    for (let index = 0; index < count; index++) {
      const timeMs = fromMs + index * quantumMs;
      const alpha = burn.VrfPayload.encode({ seed, blockTime: BigInt(timeMs) });
      const ticket = vrf.prove(this.#config.privateKey, alpha);
      this.#tickets.set(timeMs, ticket);
      betas.push(ticket.beta);
    }
    return { kind: 'drawn', parent, fromMs, betas };
  }

  async #produce(parent: BlockId, timeMs: number): Promise<void> {
    const { bus, log } = this.#ports;
    const info = await bus.call(
      chainService.getBlockInfo,
      { blockId: idBytes(parent) },
      { timeoutMs: 10_000 },
    );
    const made = info.ok
      ? await assembleBlock(this.#ports, info.value, { complete: (header) => this.#complete(header, timeMs) })
      : info;
    if (!made.ok) log.warn('burnProducer.refused', { timeMs, ...made.refusal });
    await this.#input({ kind: 'produced', parent, timeMs, isTaken: made.ok });
  }

  #complete(
    header: BlockHeader,
    timeMs: number,
  ): Readonly<{ id: Uint8Array; header: BlockHeader; signature: Uint8Array }> {
    const { address, privateKey } = this.#config;
    const whole = { ...header, timestamp: BigInt(timeMs), signer: address };
    const id = blockIdBytes(whole);
    const { proof, beta } = this.#tickets.get(timeMs)!;
    const signature = burn.SignatureData.encode({
      vrfProof: proof,
      vrfHash: multihash(MULTIHASH_CODE.sha2_256, beta),
      signature: sign(idDigest(id), privateKey),
    });
    return { id, header: whole, signature };
  }
}

function markIn(records: RecordStore, address: Uint8Array): machine.Mark {
  const bytes = records.get(TABLE, address);
  if (bytes === undefined) return machine.NOTHING_SIGNED;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { timeMs: Number(view.getBigUint64(0)), height: Number(view.getBigUint64(8)) };
}

function markBytes({ timeMs, height }: machine.Mark): Uint8Array {
  const bytes = new Uint8Array(MARK_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(timeMs));
  view.setBigUint64(8, BigInt(height));
  return bytes;
}
