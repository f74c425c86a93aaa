/**
 * Recursion without the native stack.
 *
 * A recursive algorithm is written as a generator that *yields* the calls it makes and is resumed with their
 * results. `runJob` keeps the frames in an array, so depth is bounded by `JOB_DEPTH_MAX`, never by the engine's
 * call stack: a term nested 100,000 levels deep costs memory, not a crash.
 * @module
 */
import { assert } from '@ashlar/base';

/** A suspended call. It yields the jobs it needs and is resumed with what they returned. */
export type Job<T> = Generator<Job<unknown>, T, unknown>;

/** Frames of one computation. Parsing makes at most four a nesting level, so this admits sources of 4 MiB. */
export const JOB_DEPTH_MAX = 20_000_000;

/** Runs `job` and everything it asks for. An exception unwinds through all frames, as a native call's would. */
export function runJob<T>(job: Job<T>): T {
  const frames: Job<unknown>[] = [];
  let current: Job<unknown> = job;
  let input: unknown;
  for (;;) {
    const step = current.next(input);
    if (step.done === true) {
      const caller = frames.pop();
      if (caller === undefined) return step.value as T;
      current = caller;
      input = step.value;
    } else {
      assert(frames.length < JOB_DEPTH_MAX, 'a computation stays within its frames');
      frames.push(current);
      current = step.value;
      input = undefined;
    }
  }
}
