/**
 * A source becomes a term, and is paid for: its bytes by the price list, its tokens by what they take.
 * @module
 */
import { type Result, refuse } from '@ashlar/base';
import { Halt, type ProgramRefusal, type RunRefusal } from './errors.ts';
import { type Dialect, tokenize } from './lexer.ts';
import type { Meter } from './meter.ts';
import { normalize } from './normalizer.ts';
import { parseTokens } from './parser.ts';
import type { Term } from './term.ts';
import { utf8Size } from './term-fields.ts';
import { TOKENS_FREE, WORK } from './work.ts';

/** Parses and normalizes a source; it is charged before each part that its length decides. */
export function readProgram(
  source: string,
  dialect: Dialect,
  meter: Meter,
  injections: ReadonlyMap<string, Term> | undefined,
): Result<Term, ProgramRefusal | RunRefusal> {
  try {
    meter.charge(utf8Size(source));
    const tokens = tokenize(source, dialect);
    meter.work(Math.max(0, tokens.count - TOKENS_FREE) * WORK.token);
    const parsed = parseTokens(tokens, dialect);
    return parsed.ok ? normalize(parsed.value, source, injections) : parsed;
  } catch (halt) {
    if (halt instanceof Halt) return refuse(halt.refusal as ProgramRefusal | RunRefusal);
    throw halt;
  }
}
