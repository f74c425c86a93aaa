/**
 * Accountable safety (2a.6) against a random adversary with the worst visibility: any certificate is there for anyone.
 *
 * Honest validators are reduced to their constraints: they vote at random, in any order, wherever H1 to H5 and H7 let
 * them (H6 is about crashes, which do not happen here). Below a third faulty nothing conflicts. Above, whatever
 * conflicts convicts a third and never an honest one. With a constraint dropped, one of the two breaks.
 * `ACCOUNT_RUNS=N` widens; `SEED=N` shifts the seeds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simplex } from '@ashlar/consensus';
import { type ConstraintName, firstForbidding } from '../src/simplex/honest.ts';
import { EMPTY_SLOT, hasSaid, type Mine, withSaid } from '../src/simplex/slot.ts';
import { blockOf, certificateOf, configOf, digest, GENESIS } from './support.ts';

const runs = Number(process.env['ACCOUNT_RUNS'] ?? 150);
const firstSeed = Number(process.env['SEED'] ?? 0);
const VIEWS = 4;
const STEPS = 500;
const BLOCKS_PER_VIEW = 2;

type Known = Readonly<{ block: simplex.Block; isProven: boolean }>;
type Tally = Readonly<{ conflicts: number; underThird: number; framed: number }>;

/** A small world: who said what, and every block ever proposed. */
class Model {
  readonly config: simplex.Config;
  readonly blocks: Known[] = [];
  readonly #size: number;
  readonly #faulty: number;
  readonly #names: readonly ConstraintName[];
  readonly #said = new Map<string, Set<number>>();
  readonly #mine = new Map<string, Mine>();
  #state: number;

  constructor(seed: number, size: number, faulty: number, dropped: ConstraintName | undefined) {
    this.config = configOf(size, undefined);
    this.#size = size;
    this.#faulty = faulty;
    this.#names = (['H1', 'H2', 'H3', 'H4', 'H5', 'H7'] as const).filter((name) => name !== dropped);
    this.#state = seed * 2_654_435_761 + 1;
  }

  run(): void {
    for (let step = 0; step < STEPS; step++) {
      if (step % 10 === 0) this.#sayEverything();
      if (this.#below(4) === 0) this.#propose();
      else this.#vote();
    }
  }

  certificate(statement: simplex.Statement): simplex.Certificate | undefined {
    const signers = [...(this.#said.get(keyOf(statement)) ?? [])].sort((a, b) => a - b);
    if (BigInt(signers.length) < simplex.quorumOf(this.config.validators)) return undefined;
    return certificateOf(signers, statement);
  }

  /** Honest validators whose own words are evidence, conflict or not. */
  contradicting(): number {
    let count = 0;
    for (const [place, { notarize, nullify, finalize }] of this.#mine) {
      const view = Number(place.split('/')[1]);
      const said: simplex.Statement[] = [
        ...notarize.map((block) => ({ kind: 'notarize' as const, view, block })),
        ...finalize.map((block) => ({ kind: 'finalize' as const, view, block })),
        ...(nullify ? [{ kind: 'nullify' as const, view, block: simplex.NONE }] : []),
      ];
      const isEvidence = said.some((one) =>
        said.some((other) => simplex.contradictionOf(one, other) !== undefined),
      );
      if (isEvidence) count += 1;
    }
    return count;
  }

  #below(bound: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % bound;
  }

  /** The faulty say whatever could ever hurt. */
  #sayEverything(): void {
    for (let signer = 0; signer < this.#faulty; signer++) {
      for (const { block } of this.blocks) {
        this.#say(signer, { kind: 'notarize', view: block.header.view, block: block.hash });
        this.#say(signer, { kind: 'finalize', view: block.header.view, block: block.hash });
      }
      for (let view = 1; view <= VIEWS; view++)
        this.#say(signer, { kind: 'nullify', view, block: simplex.NONE });
    }
  }

  #say(signer: number, statement: simplex.Statement): void {
    const said = this.#said.get(keyOf(statement)) ?? new Set<number>();
    this.#said.set(keyOf(statement), said.add(signer));
  }

  /** A block on any earlier parent, with as much proof as exists. */
  #propose(): void {
    const view = 1 + this.#below(VIEWS);
    const parent = this.#below(this.blocks.length + 1);
    const above = this.blocks[parent - 1]?.block;
    const parentView = above?.header.view ?? 0;
    const count = this.blocks.filter(({ block }) => block.header.view === view).length;
    if (parentView >= view || count >= BLOCKS_PER_VIEW) return;
    const ancestry: simplex.Certificate[] = [];
    if (above !== undefined) {
      const forParent = this.certificate({ kind: 'notarize', view: parentView, block: above.hash });
      if (forParent !== undefined) ancestry.push(forParent);
    }
    for (let skipped = parentView + 1; skipped < view; skipped++) {
      const skip = this.certificate({ kind: 'nullify', view: skipped, block: simplex.NONE });
      if (skip !== undefined) ancestry.push(skip);
    }
    const height = (above?.header.height ?? 10) + 1;
    const payload = digest(this.blocks.length + 1);
    const block = blockOf({ view, parentView, parent: above?.hash ?? GENESIS, height, payload }, ancestry);
    this.blocks.push({ block, isProven: simplex.isAncestryValid(this.config, block) });
  }

  #vote(): void {
    const signer = this.#below(this.#size);
    const view = 1 + this.#below(VIEWS);
    const inView = this.blocks.filter(({ block }) => block.header.view === view);
    const kind = (['notarize', 'nullify', 'finalize', 'finalize'] as const)[this.#below(4)]!;
    const known = inView[this.#below(Math.max(1, inView.length))];
    if (kind !== 'nullify' && known === undefined) return;
    const block = kind === 'nullify' ? simplex.NONE : known!.block.hash;
    const statement = { kind, view, block };
    if (signer >= this.#faulty && !this.#permits(signer, statement, known)) return;
    this.#say(signer, statement);
  }

  #permits(signer: number, statement: simplex.Statement, known: Known | undefined): boolean {
    const { view, block } = statement;
    const place = `${signer}/${view}`;
    const mine = this.#mine.get(place) ?? EMPTY_SLOT.mine;
    if (hasSaid(mine, statement)) return false;
    const notarization = this.certificate({ kind: 'notarize', view, block });
    const certificates = {
      ...EMPTY_SLOT.certificates,
      notarize: notarization === undefined ? [] : [notarization],
    };
    const slot = { ...EMPTY_SLOT, mine, certificates };
    const standing = { slot, signedView: 0, silentThrough: 0, hasValidAncestry: known?.isProven === true };
    if (firstForbidding(this.#names, statement, standing) !== undefined) return false;
    this.#mine.set(place, withSaid(mine, statement));
    return true;
  }
}

const keyOf = ({ kind, view, block }: simplex.Statement): string => `${kind}/${view}/${block}`;

function judge(model: Model, faulty: number): Tally {
  const { config, blocks } = model;
  const blockOfHash = new Map(blocks.map(({ block }) => [block.hash, block]));
  const ancestors = (hash: simplex.Digest): readonly simplex.Digest[] => {
    const block = blockOfHash.get(hash);
    return block === undefined ? [hash] : [hash, ...ancestors(block.header.parent)];
  };
  const final = blocks.flatMap(({ block }) => {
    const { view } = block.header;
    const isNotarized = model.certificate({ kind: 'notarize', view, block: block.hash }) !== undefined;
    const certificate = model.certificate({ kind: 'finalize', view, block: block.hash });
    return certificate === undefined || !isNotarized ? [] : [certificate];
  });
  let [conflicts, underThird, framed] = [0, 0, model.contradicting()];
  final.forEach((a, index) => {
    for (const b of final.slice(index + 1)) {
      if (ancestors(a.block).includes(b.block) || ancestors(b.block).includes(a.block)) continue;
      conflicts += 1;
      const evidence = simplex.accuse(config, a, b, (hash) => blockOfHash.get(hash));
      const convicted = evidence === undefined ? undefined : simplex.offendersOf(config, evidence);
      const offenders = convicted?.ok === true ? convicted.value : [];
      if (offenders.length * 3 < config.validators.length) underThird += 1;
      if (offenders.some((offender) => offender >= faulty)) framed += 1;
    }
  });
  return { conflicts, underThird, framed };
}

function tally(size: number, faulty: number, dropped?: ConstraintName, count = runs): Tally {
  const sum = { conflicts: 0, underThird: 0, framed: 0 };
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const model = new Model(seed, size, faulty, dropped);
    model.run();
    const { conflicts, underThird, framed } = judge(model, faulty);
    sum.conflicts += conflicts;
    sum.underThird += underThird;
    sum.framed += framed;
  }
  return sum;
}

for (const [size, faulty] of [
  [4, 1],
  [7, 2],
] as const) {
  test(`${faulty} faulty of ${size} never finalize conflicting blocks`, () => {
    assert.equal(tally(size, faulty).conflicts, 0);
  });
}

for (const [size, faulty] of [
  [4, 2],
  [4, 3],
  [7, 4],
] as const) {
  test(`whatever ${faulty} faulty of ${size} finalize in conflict convicts a third, and no honest one`, (context) => {
    const { conflicts, underThird, framed } = tally(size, faulty);
    context.diagnostic(`${conflicts} conflicts in ${runs} worlds`);
    assert.ok(conflicts > 0);
    assert.deepEqual({ underThird, framed }, { underThird: 0, framed: 0 });
  });
}

for (const dropped of ['H2', 'H5'] as const) {
  test(`without ${dropped}, one faulty of four is enough for conflict`, () => {
    assert.ok(tally(4, 1, dropped, 200).conflicts > 0);
  });
}

for (const dropped of ['H1', 'H3', 'H4', 'H5', 'H7'] as const) {
  test(`without ${dropped}, an honest validator can be convicted`, () => {
    const faulty = dropped === 'H7' ? 2 : 3;
    assert.ok(tally(4, faulty, dropped).framed > 0);
  });
}
