/**
 * Whether a message could be taken by a receive, as far as the source tells: literals, tuples and lists are compared, all
 * else may match. "No" is certain.
 * @module
 */
import type { NameTree, ProcessTree, SimpleType } from '../ast.ts';
import { type Receive, type Send, sentCount, takenCount } from './bindings.ts';

/** Steps of all comparisons of one program; beyond them everything may match. */
export const COMPARISON_STEPS_MAX = 2_000_000;

const TYPE_OF: Readonly<Partial<Record<ProcessTree['tag'], SimpleType | 'other'>>> = {
  boolean: 'Bool',
  integer: 'Int',
  bigInteger: 'BigInt',
  string: 'String',
  uri: 'Uri',
  nil: 'other',
  tuple: 'other',
  list: 'other',
  set: 'other',
  map: 'other',
};

export class Shapes {
  #stepsLeft = COMPARISON_STEPS_MAX;

  fits(send: Send, receive: Receive): boolean {
    if (this.#stepsLeft <= 0) return true;
    this.#stepsLeft -= 1;
    const [sent, wanted] = [sentCount(send), takenCount(receive)];
    if (receive.hasRemainder ? sent < wanted : sent !== wanted) return false;
    const [skipped, taken] = [send.isAsking ? 1 : 0, receive.isAcknowledging ? 1 : 0];
    const pairs: [ProcessTree, ProcessTree][] = [];
    for (const [index, pattern] of receive.patterns.entries()) {
      const tree = send.data[index + taken - skipped];
      const process = processOf(pattern);
      if (tree !== undefined && process !== undefined) pairs.push([tree, process]);
    }
    return this.#allFit(pairs);
  }

  #allFit(pairs: [ProcessTree, ProcessTree][]): boolean {
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
      if (this.#stepsLeft <= 0) return true;
      this.#stepsLeft -= 1;
      const parts = partsToCompare(plain(pair[0]), plain(pair[1]));
      if (parts === undefined) return false;
      for (const part of parts) pairs.push(part);
    }
    return true;
  }
}

const processOf = (name: NameTree): ProcessTree | undefined =>
  name.tag === 'quote' ? name.process : undefined;

/** `*@P` is `P`. */
function plain(tree: ProcessTree): ProcessTree {
  let rest = tree;
  while (rest.tag === 'eval' && rest.name.tag === 'quote') rest = rest.name.process;
  return rest;
}

type Pairs = readonly [ProcessTree, ProcessTree][];

/** What must fit in turn, or undefined if the value certainly does not match. */
function partsToCompare(value: ProcessTree, pattern: ProcessTree): Pairs | undefined {
  const type = TYPE_OF[value.tag];
  if (pattern.tag === 'binary' && pattern.operator === '/\\')
    return [
      [value, pattern.left],
      [value, pattern.right],
    ];
  if (type === undefined) return [];
  if (pattern.tag === 'type') return pattern.type === type ? [] : undefined;
  if (TYPE_OF[pattern.tag] === undefined) return [];
  if (pattern.tag !== value.tag) return undefined;
  if ('value' in pattern) return 'value' in value && value.value === pattern.value ? [] : undefined;
  return 'elements' in pattern && 'elements' in value ? elementsToCompare(value, pattern) : [];
}

type Sequence = Extract<ProcessTree, { tag: 'tuple' | 'list' | 'set' }>;

function elementsToCompare(value: Sequence, pattern: Sequence): Pairs | undefined {
  if (value.tag === 'set') return [];
  if (value.tag === 'list' && value.remainder !== undefined) return [];
  const isOpen = pattern.tag === 'list' && pattern.remainder !== undefined;
  const [have, want] = [value.elements.length, pattern.elements.length];
  if (isOpen ? have < want : have !== want) return undefined;
  return pattern.elements.map((element, index) => [value.elements[index]!, element]);
}
