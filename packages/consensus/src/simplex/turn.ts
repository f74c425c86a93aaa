/**
 * A turn: the scratch pad of one step. Pure from outside: it starts from an immutable state and ends in another.
 *
 * Rules read and write through it; maps are copied on their first write, so a step that changes nothing copies nothing.
 * @module
 */
import type { Committee } from './certificates.ts';
import type { Config } from './config.ts';
import type { ConstraintName, Standing } from './honest.ts';
import type { Effect } from './interface.ts';
import { EMPTY_SLOT, type Slot } from './slot.ts';
import type { Entry, Silence, State } from './state.ts';
import type {
  Block,
  Certificate,
  Digest,
  Evidence,
  Floor,
  Header,
  Index,
  Message,
  Statement,
} from './types.ts';

/**
 * The parts of the protocol that make it safe and accountable, as values, so that tests can take one away
 * (`testing.ts`). Production has one instance, `SOUND_RULES` in `machine.ts`.
 */
export type Rules = Readonly<{
  forbids(statement: Statement, standing: Standing): ConstraintName | undefined;
  /** Whether a block's ancestry is proven. */
  proves(committee: Committee, block: Block, known: Known): boolean;
  /** What a proposal carries of the certificates that justify it. */
  ancestry(certificates: readonly Certificate[]): readonly Certificate[];
}>;

/** What a child must know of its parent. */
export type Parent = Readonly<{ hash: Digest }> & Pick<Header, 'view' | 'height' | 'timeMs' | 'nextSet'>;

/** What this machine already verified. */
export type Known = Readonly<{
  /** Exactly this certificate, signature and all. */
  isVerified(certificate: Certificate): boolean;
  /** Some certificate for this statement. */
  isCertified(statement: Statement): boolean;
}>;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export class Turn {
  readonly config: Config;
  readonly rules: Rules;
  readonly state: Mutable<State>;
  readonly initialFloor: Floor;
  readonly effects: Effect[] = [];
  /** Whether anything changed that may enable a rule; votes alone do not. */
  isDirty = false;
  #slots: Map<number, Slot> | undefined;
  #blocks: Map<Digest, Entry> | undefined;
  #missing: Set<Digest> | undefined;

  constructor(config: Config, rules: Rules, state: State) {
    this.config = config;
    this.rules = rules;
    this.state = { ...state };
    this.initialFloor = state.floor;
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  send(to: Index | 'all', message: Message): void {
    this.effects.push({ kind: 'send', to, message });
  }

  slot(view: number): Slot {
    return this.state.slots.get(view) ?? EMPTY_SLOT;
  }

  setSlot(view: number, change: Partial<Slot>): void {
    if (this.#slots === undefined) {
      this.#slots = new Map(this.state.slots);
      this.state.slots = this.#slots;
    }
    this.#slots.set(view, { ...this.slot(view), ...change });
  }

  dropSlot(view: number): void {
    this.setSlot(view, {});
    this.#slots!.delete(view);
  }

  entry(hash: Digest): Entry | undefined {
    return this.state.blocks.get(hash);
  }

  setEntry(entry: Entry): void {
    this.#writableBlocks().set(entry.block.hash, entry);
    this.isDirty = true;
  }

  dropEntry(hash: Digest): void {
    this.#writableBlocks().delete(hash);
  }

  setMissing(hash: Digest, isMissing: boolean): void {
    if (this.state.missing.has(hash) === isMissing) return;
    if (this.#missing === undefined) {
      this.#missing = new Set(this.state.missing);
      this.state.missing = this.#missing;
    }
    if (isMissing) this.#missing.add(hash);
    else this.#missing.delete(hash);
  }

  hush(silence: Silence): void {
    this.state.silences = new Set([...this.state.silences, silence]);
  }

  unhush(silence: Silence): void {
    this.state.silences = new Set([...this.state.silences].filter((other) => other !== silence));
    this.isDirty = true;
  }

  /** The floor's block or one we hold, as a parent; `undefined` if it is neither. */
  parentOf(hash: Digest): Parent | undefined {
    const { floor } = this.state;
    const header = hash === floor.block ? floor : this.entry(hash)?.block.header;
    if (header === undefined) return undefined;
    const { view, height, timeMs, nextSet } = header;
    return { hash, view, height, timeMs, nextSet };
  }

  /** Marks evidence as reported; reports it if it names anyone new. */
  report(view: number, evidence: Evidence, offenders: readonly Index[]): void {
    const reported = this.slot(view).reported;
    const keys = offenders.map((offender) => `${evidence.kind}:${offender}`);
    const fresh = keys.filter((key) => !reported.includes(key));
    if (fresh.length === 0) return;
    this.setSlot(view, { reported: [...reported, ...fresh] });
    this.emit({ kind: 'report', evidence, offenders });
  }

  #writableBlocks(): Map<Digest, Entry> {
    if (this.#blocks === undefined) {
      this.#blocks = new Map(this.state.blocks);
      this.state.blocks = this.#blocks;
    }
    return this.#blocks;
  }
}
