/** A committee of fake keys, and a machine's world reduced to a list of effects. */
import { uint32be, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, fakeSign } from '../src/simplex/testing.ts';

export const DOMAIN: Uint8Array = utf8('test');
export const GENESIS = 'aa'.repeat(32) as simplex.Digest;

export const digest = (byte: number): simplex.Digest =>
  byte.toString(16).padStart(2, '0').repeat(32) as simplex.Digest;

export function configOf(
  size: number,
  self: number | undefined,
  change: Partial<simplex.Config> = {},
): simplex.Config {
  const validators = Array.from({ length: size }, (_, index) => ({ key: uint32be(index), weight: 1n }));
  return {
    domain: DOMAIN,
    epoch: 1,
    validators,
    self,
    leaderOf: simplex.roundRobin(validators),
    base: simplex.baseOf(GENESIS, 10, 1_000),
    timing: { delayMs: 100, driftMs: 200, watchMs: 0 },
    retentionViews: 16,
    skipViews: 32,
    ciphers: fakeCiphers,
    ...change,
  };
}

export function sign(signer: number, statement: simplex.Statement, epoch = 1): Uint8Array {
  return fakeSign(uint32be(signer), simplex.statementBytes(DOMAIN, epoch, statement));
}

export function voteOf(signer: number, statement: simplex.Statement): simplex.Vote {
  const { kind, view, block } = statement;
  return { kind, view, block, signer, signature: sign(signer, statement) };
}

export function certificateOf(signers: readonly number[], statement: simplex.Statement): simplex.Certificate {
  const { kind, view, block } = statement;
  const signature = fakeCiphers.aggregate(signers.map((signer) => sign(signer, statement)))!;
  return { kind, view, block, signers, signature };
}

export function blockOf(
  change: Partial<simplex.Header>,
  ancestry: readonly simplex.Certificate[] = [],
): simplex.Block {
  const header: simplex.Header = {
    epoch: 1,
    view: 1,
    height: 11,
    parent: GENESIS,
    parentView: 0,
    skipRoot: simplex.skipRootOf(fakeCiphers, ancestry),
    payload: digest(1),
    nextSet: simplex.NONE,
    timeMs: 2_000,
    ...change,
  };
  return { hash: simplex.hashOf(fakeCiphers, header), header, ancestry };
}

export function proposalOf(leader: number, block: simplex.Block): simplex.Message {
  const statement = { kind: 'notarize', view: block.header.view, block: block.hash } as const;
  return { kind: 'proposal', block, signature: sign(leader, statement) };
}

/** One machine and everything it did. Signatures are given, and blocks judged valid, at once, unless told not to. */
export class Bench {
  state: simplex.State;
  readonly effects: simplex.Effect[] = [];
  readonly config: simplex.Config;
  verdict: 'valid' | 'invalid' | 'none' = 'valid';
  nowMs = 10_000;

  constructor(config: simplex.Config, durable: simplex.Durable = simplex.NOTHING_DURABLE) {
    this.config = config;
    const [state, effects] = simplex.open(config, durable);
    this.state = state;
    this.#perform(effects);
  }

  input(input: simplex.Input): this {
    const [state, effects] = simplex.step(this.config, this.state, input);
    this.state = state;
    this.#perform(effects);
    return this;
  }

  message(from: number, message: simplex.Message): this {
    return this.input({ kind: 'message', from, message });
  }

  vote(signer: number, statement: simplex.Statement): this {
    return this.message(signer, { kind: 'vote', vote: voteOf(signer, statement) });
  }

  certificate(certificate: simplex.Certificate, from = 0): this {
    return this.message(from, { kind: 'certificates', certificates: [certificate] });
  }

  timeout(timer: simplex.Timer, view: number): this {
    return this.input({ kind: 'timeout', timer, view });
  }

  /** Own votes so far, as `kind view block`. */
  get said(): readonly string[] {
    return this.of('sign').map(
      ({ statement: { kind, view, block } }) => `${kind} ${view} ${block.slice(0, 4)}`,
    );
  }

  of<Kind extends simplex.Effect['kind']>(kind: Kind): readonly Extract<simplex.Effect, { kind: Kind }>[] {
    return this.effects.filter(
      (effect): effect is Extract<simplex.Effect, { kind: Kind }> => effect.kind === kind,
    );
  }

  get records(): readonly simplex.LogRecord[] {
    return this.of('persist').map(({ record }) => record);
  }

  #perform(effects: readonly simplex.Effect[]): void {
    for (const effect of effects) {
      this.effects.push(effect);
      if (effect.kind === 'sign') {
        const { statement } = effect;
        this.input({ kind: 'signed', statement, signature: sign(this.config.self!, statement) });
      }
      if (effect.kind === 'judge' && this.verdict !== 'none')
        this.input({ kind: 'judged', block: effect.block.hash, verdict: this.verdict, nowMs: this.nowMs });
    }
  }
}
