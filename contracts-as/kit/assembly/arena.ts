/**
 * Giving memory back within a call: for long loops only. Everything else is given back when the call ends.
 * @module
 */

/** The arena as it stands: hand it to `release`. */
// @ts-ignore: decorator
@inline export function mark(): usize {
  return __arenaTop;
}

/** Forgets everything allocated or read since `mark`: objects, bytes and results of that time are no longer valid. */
// @ts-ignore: decorator
@inline export function release(to: usize): void {
  if (to <= __arenaTop) __arenaTop = to;
}
