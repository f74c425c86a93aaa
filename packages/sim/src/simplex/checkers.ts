/**
 * The checkers: they listen on the wires between machines and drivers, share no rule with the code under test, and say
 * which promise was broken.
 *
 * `agreement`, `continuity`: final blocks form one chain, on every node, across crashes. `honesty`: what honest keys
 * sign keeps H1 to H7, told again here from the outside. `ancestry`, `certificate`: proofs contain only what honest
 * keys really signed. `bounds`: no state grows with what others send. `framed`: no evidence names an honest key. `accountable`: a fork convicts a third.
 * @module
 */
import { latin1 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers } from '@ashlar/consensus/testing';
import type { EpochView, Host, Instance } from './host.ts';

export type Violation = Readonly<{ rule: string; detail: string; atMs: number }>;

/** Views that a simulated validator serves below its floor. */
export const RETENTION_VIEWS = 16;
/** Violations kept of one run: the first is what matters. */
const VIOLATIONS_MAX = 20;

/** Pieces of evidence kept of one run. */
const EXHIBITS_MAX = 256;

/** A piece of evidence, in the encoding that a judge reads, with the validators of its epoch. */
export type Exhibit = Readonly<{
  evidence: simplex.Evidence;
  bytes: Uint8Array;
  validators: readonly simplex.Validator[];
}>;

type Spoken = { notarize: string[]; nullify: boolean; finalize: string[] };

export class Checkers {
  readonly violations: Violation[] = [];
  readonly #exhibits = new Map<string, Exhibit>();
  readonly #honest: ReadonlySet<number>;
  readonly #now: () => number;
  readonly #final = new Map<number, { hash: string; node: number }>();
  readonly #spoken = new Map<string, Spoken>();
  readonly #lastView = new Map<string, number>();
  readonly #blocks = new Map<string, simplex.Block>();
  /** Per node, the floors it reached: the proofs a fork is judged by. */
  readonly #floors = new Map<number, { floor: simplex.Floor; epoch: EpochView }[]>();
  #fork: Readonly<{ height: number; nodes: readonly [number, number] }> | undefined;

  constructor(honest: ReadonlySet<number>, now: () => number) {
    this.#honest = honest;
    this.#now = now;
  }

  get exhibits(): readonly Exhibit[] {
    return [...this.#exhibits.values()];
  }

  onSigned(key: number, instance: Instance, statement: simplex.Statement): void {
    if (!this.#honest.has(key)) return;
    const id = `${key}/${instance.epoch}/${statement.view}`;
    const said = this.#spoken.get(id) ?? { notarize: [], nullify: false, finalize: [] };
    this.#spoken.set(id, said);
    const { kind, view, block } = statement;
    const isRepeated = kind === 'nullify' ? said.nullify : said[kind].includes(block);
    if (isRepeated) return; // A recovered node says again what it said.
    const broken = brokenBy(statement, said);
    if (broken !== undefined) this.#broken('honesty', `key ${key} view ${view}: ${kind} breaks ${broken}`);
    if (kind !== 'finalize') {
      const voter = `${key}/${instance.epoch}`;
      if (view < (this.#lastView.get(voter) ?? 0))
        this.#broken('honesty', `key ${key}: H6, back to view ${view}`);
      this.#lastView.set(voter, Math.max(view, this.#lastView.get(voter) ?? 0));
    }
    if (kind === 'notarize') this.#checkAncestry(key, instance, block);
    if (kind === 'nullify') said.nullify = true;
    else said[kind].push(block);
  }

  onCommit(host: Host, block: simplex.Block): void {
    this.#blocks.set(block.hash, block);
    if (!this.#honest.has(host.key)) return;
    const { height, parent } = block.header;
    const own = host.chain[height - 1];
    if (own !== undefined && own.hash !== block.hash)
      this.#broken('continuity', `node ${host.node} replaced its final block ${height}`);
    if (own === undefined && height !== host.chain.length + 1)
      this.#broken('continuity', `node ${host.node} committed ${height} after ${host.chain.length}`);
    const below = host.chain[height - 2];
    if (below !== undefined && below.hash !== parent)
      this.#broken('continuity', `node ${host.node}: block ${height} does not extend ${height - 1}`);
    const first = this.#final.get(height);
    if (first === undefined) {
      this.#final.set(height, { hash: block.hash, node: host.node });
    } else if (first.hash !== block.hash) {
      this.#fork ??= { height, nodes: [first.node, host.node] };
      this.#broken('agreement', `height ${height}: nodes ${first.node} and ${host.node} differ`);
    }
  }

  onEffect(host: Host, instance: Instance, effect: simplex.Effect): void {
    if (!this.#honest.has(host.key)) return;
    if (effect.kind === 'report') this.#checkEvidence(instance, effect.evidence);
    if (effect.kind !== 'persist') return;
    const { record } = effect;
    if (record.kind === 'block') this.#blocks.set(record.block.hash, record.block);
    if (record.kind === 'certificate') this.#checkCertificate(instance, record.certificate);
    if (record.kind === 'floor') {
      const floors = this.#floors.get(host.node) ?? [];
      this.#floors.set(host.node, floors);
      floors.push({ floor: record.floor, epoch: instance });
    }
  }

  /** Nothing that others can fill grows beyond its share. */
  onStep(host: Host, { state }: Instance): void {
    const { slots, blocks, view, floor } = state;
    const span = Math.max(0, view - floor.view) + RETENTION_VIEWS + simplex.WINDOW_VIEWS + 2;
    if (slots.size > span || blocks.size > 2 * span)
      this.#broken('bounds', `node ${host.node}: ${slots.size} slots, ${blocks.size} blocks`);
  }

  /** After the run: a fork must convict a third of the weight, from certificates and blocks alone. */
  finish(): void {
    if (this.#fork === undefined) return;
    const { height, nodes } = this.#fork;
    const [a, b] = nodes.map((node) => this.#floors.get(node)?.find(({ floor }) => floor.height >= height));
    if (a === undefined || b === undefined) return; // The world ended between commit and floor.
    const certificates = [a.floor.finalization!, b.floor.finalization!] as const;
    const { config, members } = a.epoch;
    const evidence = simplex.accuse(config, ...certificates, (hash) => this.#blocks.get(hash));
    if (evidence === undefined) {
      this.#broken('accountable', 'a fork without evidence');
      return;
    }
    this.#exhibit(evidence, config);
    const convicted = simplex.offendersOf(config, evidence);
    const offenders = convicted.ok ? convicted.value : [];
    const weight = simplex.weightOf(config.validators, offenders);
    if (weight * 3n < simplex.totalWeight(config.validators))
      this.#broken('accountable', `${evidence.kind} convicts only ${weight}`);
    this.#checkNames(members, offenders, evidence.kind);
  }

  #checkEvidence(instance: Instance, evidence: simplex.Evidence): void {
    this.#exhibit(evidence, instance.config);
    const convicted = simplex.offendersOf(instance.config, evidence);
    if (!convicted.ok) this.#broken('framed', `${evidence.kind} reported, but ${convicted.refusal.code}`);
    else this.#checkNames(instance.members, convicted.value, evidence.kind);
  }

  #exhibit(evidence: simplex.Evidence, { validators }: simplex.Config): void {
    const bytes = simplex.encodeEvidence(evidence);
    if (this.#exhibits.size < EXHIBITS_MAX)
      this.#exhibits.set(latin1(bytes), { evidence, bytes, validators });
  }

  #checkNames(members: readonly number[], offenders: readonly simplex.Index[], kind: string): void {
    for (const offender of offenders)
      if (this.#honest.has(members[offender]!))
        this.#broken('framed', `${kind} names honest key ${members[offender]}`);
  }

  /** A quorum whose honest members really said so. */
  #checkCertificate(instance: Instance, certificate: simplex.Certificate): void {
    const { config, members, epoch } = instance;
    const { kind, view, block, signers } = certificate;
    const weight = signers.reduce((sum, signer) => sum + (config.validators[signer]?.weight ?? 0n), 0n);
    const total = config.validators.reduce((sum, validator) => sum + validator.weight, 0n);
    if (weight * 3n <= total * 2n) this.#broken('certificate', `${kind} of view ${view} without a quorum`);
    for (const signer of signers) {
      const key = members[signer]!;
      if (!this.#honest.has(key)) continue;
      const said = this.#spoken.get(`${key}/${epoch}/${view}`);
      const isTrue = kind === 'nullify' ? said?.nullify === true : said?.[kind].includes(block) === true;
      if (!isTrue) this.#broken('certificate', `key ${key} never said ${kind} in view ${view}`);
    }
  }

  /** H5 from the outside: a notarized parent and every view between nullified, by quorums of what was really said. */
  #checkAncestry(key: number, instance: Instance, hash: simplex.Digest): void {
    const block = instance.state.blocks.get(hash)?.block;
    if (block === undefined) {
      this.#broken('ancestry', `key ${key} notarized a block it does not hold`);
      return;
    }
    const { view, parent, parentView, skipRoot } = block.header;
    if (simplex.skipRootOf(fakeCiphers, block.ancestry) !== skipRoot)
      this.#broken('ancestry', `key ${key} view ${view}: the body is not what skipRoot commits to`);
    const proven = new Set<number>();
    for (const certificate of block.ancestry) {
      this.#checkCertificate(instance, certificate);
      if (certificate.kind === 'nullify') proven.add(certificate.view);
      else if (certificate.block === parent && certificate.view === parentView) proven.add(parentView);
    }
    for (let between = Math.max(1, parentView); between < view; between++)
      if (!proven.has(between))
        this.#broken('ancestry', `key ${key} view ${view}: view ${between} is unproven`);
  }

  #broken(rule: string, detail: string): void {
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push({ rule, detail, atMs: this.#now() });
  }
}

/** H1 to H4 and H7 as pairs of statements that no honest key makes. */
function brokenBy(statement: simplex.Statement, said: Spoken): string | undefined {
  switch (statement.kind) {
    case 'notarize':
      if (said.notarize.length > 0) return 'H1';
      return said.nullify || said.finalize.length > 0 ? 'H7' : undefined;
    case 'nullify':
      return said.finalize.length > 0 ? 'H2' : undefined;
    default:
      if (said.nullify) return 'H2';
      if (said.finalize.length > 0) return 'H3';
      return said.notarize.some((block) => block !== statement.block) ? 'H4' : undefined;
  }
}
