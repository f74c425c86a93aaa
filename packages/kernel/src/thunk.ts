import type { Codec } from '@ashlar/protocol';
import type { Context } from './context.ts';

/** The immutable native implementation of a system call, under its number. Source: `spec/koinos.md` 4.8. */
export type Thunk<Args, Result> = Readonly<{
  id: number;
  /** As in the registry of compute prices. */
  name: string;
  args: Codec<Args>;
  result: Codec<Result>;
  /** Whether a chain has it without being told (all but a few, which governance enables). */
  isGenesis: boolean;
  /** Whether it keeps its arguments beyond the call: then they are copied out of contract memory first. */
  keepsArgs: boolean;
  run(context: Context, args: Args): Result;
}>;

/** A thunk of whatever types; its own codecs are the only source of its arguments. */
export type AnyThunk = Thunk<unknown, unknown>;

/** A genesis thunk that keeps nothing of its arguments, unless said otherwise. */
export function thunk<Args, Result>(
  id: number,
  name: string,
  codecs: readonly [Codec<Args>, Codec<Result>],
  run: (context: Context, args: Args) => Result,
  options: Readonly<{ isGenesis?: boolean; keepsArgs?: boolean }> = {},
): Thunk<Args, Result> {
  const { isGenesis = true, keepsArgs = false } = options;
  return { id, name, args: codecs[0], result: codecs[1], isGenesis, keepsArgs, run };
}
