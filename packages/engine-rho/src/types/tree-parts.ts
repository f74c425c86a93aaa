/**
 * What syntax trees are made of, as far as names are concerned.
 * @module
 */
import type { ProcessTree } from '../ast.ts';
import { READ, WHOLE, WRITE } from './bindings.ts';

/** Quotes, their undoing and bundles taken away: what is left, the variable that it may be, what the bundles allow. */
export function strip(tree: ProcessTree): Readonly<{
  rest: ProcessTree;
  variable: Readonly<{ name: string; at: number }> | undefined;
  capabilities: number;
}> {
  let capabilities = WHOLE;
  let rest = tree;
  for (;;) {
    if (rest.tag === 'bundle') {
      capabilities &= (rest.write ? WRITE : 0) | (rest.read ? READ : 0);
      rest = rest.body;
    } else if (rest.tag === 'eval' && rest.name.tag === 'quote') rest = rest.name.process;
    else break;
  }
  const found = rest.tag === 'eval' ? rest.name : rest;
  return { rest, variable: found.tag === 'variable' ? found : undefined, capabilities };
}

/** Offsets of the processes that do nothing. */
export const idleOf = (bodies: readonly ProcessTree[]): readonly number[] =>
  bodies
    .filter((body) => body.tag === 'nil' || (body.tag === 'map' && body.pairs.length === 0))
    .map(({ at }) => at);

/** Whether a pattern takes anything and gives it a name. */
export const isOneVariable = (tree: ProcessTree): boolean =>
  tree.tag === 'variable' || (tree.tag === 'eval' && tree.name.tag === 'variable');

/** Processes that an expression is made of. */
export function partsOf(tree: ProcessTree): readonly ProcessTree[] {
  switch (tree.tag) {
    case 'not':
    case 'negate':
      return [tree.operand];
    case 'method':
      return [tree.target, ...tree.args];
    case 'tuple':
    case 'list':
    case 'set':
      return tree.elements;
    case 'map':
      return tree.pairs.flatMap(({ key, value }) => [key, value]);
    default:
      return [];
  }
}
