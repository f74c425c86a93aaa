/**
 * What a program says of its names: where each is bound, where it is sent to and received on, what else becomes of it,
 * and under which choices and waits.
 * @module
 */
import type { NameTree, ProcessTree, ReceiptTree } from '../ast.ts';
import type { Sort } from '../scope.ts';

/** Capabilities, as bits: who has a name may send to it, receive on it, both, or neither. */
export const WRITE = 1;
export const READ = 2;
export const WHOLE: number = WRITE | READ;

/**
 * Where something stands. Processes side by side share a place: what stands there runs when the place is reached.
 * `branches` is a choice, each `branch` below it one that may be taken; `wait` runs once, after a message; `repeat` runs as
 * often as messages come; `data` is a process as a value, which others may run.
 */
export type Place = Readonly<{
  kind: 'program' | 'repeat' | 'wait' | 'branches' | 'branch' | 'data';
  /** Grows downwards: a place's number is greater than its parent's. */
  number: number;
  parent: Place | undefined;
  at: number;
  /** Nearest `repeat` or `program`, itself included. */
  owner: Place;
  /** `data` places around it, itself included. */
  depth: number;
  /** Offsets of the branches that do nothing; of an `if`, where there is no `else`. */
  idle: readonly number[];
}>;

export type Origin = 'new' | 'urn' | 'contract' | 'receive' | 'match' | 'let';

/** A value as far as names are concerned: the name behind a binder, or some other, with at most these capabilities. */
export type Value = Readonly<{ binder: Binder | undefined; capabilities: number }>;

export type Send = Readonly<{
  at: number;
  place: Place;
  channel: Value;
  data: readonly ProcessTree[];
  values: readonly Value[];
  /** Whether a fresh name for the answer stands before the data (`x!?(…)`). */
  isAsking: boolean;
  isPersistent: boolean;
}>;

export type Receive = Readonly<{
  at: number;
  place: Place;
  body: Place;
  channel: Value;
  kind: ReceiptTree['kind'];
  patterns: readonly NameTree[];
  /** Of each pattern that is one variable: that variable. */
  parameters: readonly (Binder | undefined)[];
  hasRemainder: boolean;
  /** Whether a name for the receipt comes before the data (`x?!`). */
  isAcknowledging: boolean;
}>;

/** One variable or name of a program, where it is bound. */
export type Binder = {
  readonly name: string;
  /** Offset of the name itself, UTF-16 units. */
  readonly at: number;
  readonly sort: Sort;
  readonly origin: Origin;
  readonly uri: string | undefined;
  readonly place: Place;
  /** Bound within a pattern: nothing can be told of it. */
  readonly isInPattern: boolean;
  readonly sends: Send[];
  readonly receives: Receive[];
  readonly uses: Readonly<{ at: number; place: Place; isSend: boolean }>[];
  /** Capabilities that whoever is not in sight may have. */
  escaped: number;
};

/** A name where it stands in the source, bound there or used. */
export type Occurrence = Readonly<{ at: number; binder: Binder }>;

export type Bindings = Readonly<{
  binders: readonly Binder[];
  sends: readonly Send[];
  receives: readonly Receive[];
  /** Variables of a `let`, with what they stand for. */
  definitions: readonly Readonly<{ binder: Binder; value: Value }>[];
  /** In order of their offsets. */
  occurrences: readonly Occurrence[];
}>;

/** Values of one message. */
export const sentCount = ({ data, isAsking }: Send): number => data.length + (isAsking ? 1 : 0);
/** Values that one pattern list takes, at least if it has a remainder. */
export const takenCount = ({ patterns, isAcknowledging }: Receive): number =>
  patterns.length + (isAcknowledging ? 1 : 0);
