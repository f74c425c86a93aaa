/**
 * The figures of consensus. Throughput: `throughput.ts`. Delays: real machines in virtual time, on a network of one fixed delay (`@ashlar/sim`).
 * Processor time and bytes: one real machine with real BLS signatures; the bench plays all its peers, whose votes and
 * certificates reach it as bytes, and only decoding, stepping, signing and encoding of the one machine is counted.
 * @module
 */
import { assert, hex, uint32be } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { type BlsSecretKey, bls, sha256 } from '@ashlar/crypto';
import { CALM_LINK, calmScenario, simulate } from '@ashlar/sim';
import { type Figure, mean, type Suite, threadMicros } from './figure.ts';
import { throughputShare } from './throughput.ts';

const SIZES = [4, 31, 128, 256];
const DELAY_MS = 20;
const DOMAIN = new Uint8Array([0x62]);
const EPOCH = 1;
const VIEWS = 6;
/** Not counted: compilation, parsed keys. */
const WARM_UP = 3;
const VERIFICATIONS = 100;
const SIGNATURE_BYTES = 96;

export const CONSENSUS: Suite = {
  'finality.delays': async () => {
    const { finalityMeanMs } = calm();
    return delays('finality.delays', finalityMeanMs, 3.2);
  },
  'interval.delays': async () => {
    const { simulatedMs, height } = calm();
    return delays('interval.delays', simulatedMs / height, 2.1);
  },
  ...Object.fromEntries(SIZES.map((size) => [`view.cpu.${size}`, async () => viewCpu(size)])),
  ...Object.fromEntries(SIZES.map((size) => [`view.bytes.${size}`, async () => viewBytes(size)])),
  'throughput.bft': throughputShare,
};

const calm = (): ReturnType<typeof simulate> =>
  simulate({
    ...calmScenario(1, 4),
    link: { ...CALM_LINK, delayMinMs: DELAY_MS, delayMaxMs: DELAY_MS },
    chaosMs: 10_000,
  });

function delays(name: string, ms: number, wanted: number): Figure {
  return {
    name,
    value: ms,
    unit: 'ms',
    ratio: ms / DELAY_MS,
    ratioTo: 'a network delay',
    wanted,
    wantedOf: 'ratio',
  };
}

/** No bound is asked of these: what is wanted is that one aggregate stands for all votes of a kind. */
function viewCpu(size: number): Figure {
  const { cpuMicros, verificationMicros } = measureViews(size);
  return {
    name: `view.cpu.${size}`,
    value: cpuMicros,
    unit: 'us',
    ratio: cpuMicros / verificationMicros,
    ratioTo: 'one BLS verification',
    wanted: 2 * size,
    wantedOf: 'ratio',
  };
}

function viewBytes(size: number): Figure {
  const { bytes } = measureViews(size);
  return {
    name: `view.bytes.${size}`,
    value: bytes,
    unit: 'bytes',
    ratio: bytes / SIGNATURE_BYTES,
    ratioTo: 'a BLS signature, sent and received by one validator',
    wanted: 16 * size,
    wantedOf: 'ratio',
  };
}

type Key = simplex.Validator & Readonly<{ secret: BlsSecretKey }>;
type Views = Readonly<{ cpuMicros: number; bytes: number; verificationMicros: number }>;

function measureViews(size: number): Views {
  const measured = new Measured(size);
  const costs: number[] = [];
  const sizes: number[] = [];
  for (let view = 1; view <= WARM_UP + VIEWS; view++) {
    const [microsBefore, bytesBefore] = [measured.micros, measured.bytes];
    measured.playView(view);
    if (view <= WARM_UP) continue;
    costs.push(measured.micros - microsBefore);
    sizes.push(measured.bytes - bytesBefore);
  }
  assert(measured.finalHeight >= WARM_UP + VIEWS - 1, 'every view but the last makes a block final');
  return { cpuMicros: mean(costs), bytes: mean(sizes), verificationMicros: verificationMicros() };
}

/** One signature against one key, both parsed from bytes as they come. */
function verificationMicros(): number {
  const ciphers = simplex.createBlsCiphers();
  const secret = secretOf(0);
  const key = secret.toPublicKey().toBytes();
  const signature = simplex.signStatement(secret, DOMAIN);
  const before = threadMicros();
  for (let count = 0; count < VERIFICATIONS; count++)
    assert(ciphers.verify([key], DOMAIN, signature), 'it is true');
  return (threadMicros() - before) / VERIFICATIONS;
}

const secretOf = (index: number): BlsSecretKey => bls.secretKeyOfSeed(sha256(uint32be(index)));
const digestOf = (view: number): simplex.Digest => hex(sha256(uint32be(view))) as simplex.Digest;

/** The machine of validator 0, and what it costs. */
class Measured {
  micros = 0;
  /** Sent, once for each peer, and received. */
  bytes = 0;
  finalHeight = 0;
  readonly #keys: readonly Key[];
  readonly #config: simplex.Config;
  #state: simplex.State;
  readonly #inputs: simplex.Input[] = [];
  readonly #certificates: simplex.Certificate[] = [];
  #tip: Readonly<{ hash: simplex.Digest; header: simplex.Header }> | undefined;

  constructor(size: number) {
    const keys = Array.from({ length: size }, (_, index) => {
      const secret = secretOf(index);
      return { key: secret.toPublicKey().toBytes(), weight: 1n, secret };
    });
    this.#keys = simplex.sortValidators(keys) as readonly Key[];
    this.#config = {
      domain: DOMAIN,
      epoch: EPOCH,
      validators: this.#keys,
      self: 0,
      leaderOf: simplex.roundRobin(this.#keys),
      base: simplex.baseOf(digestOf(0), 0, 1_000),
      timing: { delayMs: 100, driftMs: 1_000, watchMs: 0 },
      retentionViews: 16,
      skipViews: 32,
      ciphers: simplex.createBlsCiphers(),
    };
    const [state, effects] = simplex.open(this.#config, simplex.NOTHING_DURABLE);
    this.#state = state;
    this.#perform(effects);
  }

  /** Proposal, all votes for it, all certificates: as if nothing were lost and everybody were quick. */
  playView(view: number): void {
    const leader = this.#config.leaderOf(view);
    if (leader !== 0) this.#receiveProposal(view, leader);
    this.#run();
    const { hash } = this.#tip!;
    assert(this.#tip!.header.view === view, 'each view has its block');
    for (const kind of ['notarize', 'finalize'] as const) {
      const statement = { kind, view, block: hash };
      for (const signer of this.#keys.keys())
        if (signer !== 0 && !(kind === 'notarize' && signer === leader))
          this.#receive(signer, {
            kind: 'vote',
            vote: { ...statement, signer, signature: this.#sign(signer, statement) },
          });
      this.#run();
      const certificate = this.#certificates.find((one) => one.kind === kind && one.view === view);
      assert(certificate !== undefined, 'a quorum makes a certificate');
      for (const peer of this.#keys.keys())
        if (peer !== 0) this.#receive(peer, { kind: 'certificates', certificates: [certificate] });
      this.#run();
    }
  }

  #receiveProposal(view: number, leader: simplex.Index): void {
    const parent = this.#tip;
    const ancestry = this.#certificates.filter((one) => one.kind === 'notarize' && one.view === view - 1);
    const header: simplex.Header = {
      epoch: EPOCH,
      view,
      height: view,
      parent: parent?.hash ?? this.#config.base.block,
      parentView: view - 1,
      skipRoot: simplex.skipRootOf(this.#config.ciphers, ancestry),
      payload: digestOf(view),
      nextSet: simplex.NONE,
      timeMs: 1_000 + view,
    };
    const hash = simplex.hashOf(this.#config.ciphers, header);
    const signature = this.#sign(leader, { kind: 'notarize', view, block: hash });
    this.#tip = { hash, header };
    this.#receive(leader, { kind: 'proposal', block: { hash, header, ancestry }, signature });
  }

  #sign(signer: simplex.Index, statement: simplex.Statement): Uint8Array {
    return simplex.signStatement(
      this.#keys[signer]!.secret,
      simplex.statementBytes(DOMAIN, EPOCH, statement),
    );
  }

  #receive(from: simplex.Peer, message: simplex.Message): void {
    const bytes = simplex.encodeMessage(EPOCH, message);
    this.bytes += bytes.length;
    const decoded = this.#counted(() => simplex.decodeMessage(this.#config.ciphers, bytes));
    this.#inputs.push({ kind: 'message', from, message: decoded!.message });
  }

  #run(): void {
    for (let input = this.#inputs.shift(); input !== undefined; input = this.#inputs.shift()) {
      const next = input;
      const [state, effects] = this.#counted(() => simplex.step(this.#config, this.#state, next));
      this.#state = state;
      this.#perform(effects);
    }
  }

  #perform(effects: readonly simplex.Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'send') this.#send(effect);
      else if (effect.kind === 'commit') this.finalHeight = effect.block.header.height;
      else if (effect.kind === 'judge')
        this.#inputs.push({ kind: 'judged', block: effect.block.hash, verdict: 'valid', nowMs: 2_000 });
      else if (effect.kind === 'sign') {
        const { statement } = effect;
        const signature = this.#counted(() => this.#sign(0, statement));
        this.#inputs.push({ kind: 'signed', statement, signature });
      } else if (effect.kind === 'build') {
        const { view, parent } = effect;
        const made = { payload: digestOf(view), nextSet: simplex.NONE, timeMs: 1_000 + view };
        this.#inputs.push({ kind: 'built', view, parent, ...made });
      }
    }
  }

  #send({ to, message }: Extract<simplex.Effect, { kind: 'send' }>): void {
    const { length } = this.#counted(() => simplex.encodeMessage(EPOCH, message));
    this.bytes += length * (to === 'all' ? this.#keys.length - 1 : 1);
    if (message.kind === 'certificates') this.#certificates.push(...message.certificates);
    if (message.kind === 'proposal') this.#tip = message.block;
  }

  #counted<T>(run: () => T): T {
    const before = threadMicros();
    const result = run();
    this.micros += threadMicros() - before;
    return result;
  }
}
