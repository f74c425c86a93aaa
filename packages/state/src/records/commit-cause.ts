/**
 * Why LMDB could not commit: its writer says so later, in a promise of its own that somebody must hear, or the process
 * ends for it. A short write on a full disk is told as an I/O error.
 */
export async function commitCause(cause: unknown): Promise<unknown> {
  if (!(cause instanceof Error) || !('commitError' in cause)) return cause;
  try {
    await cause.commitError;
    return cause;
  } catch (real) {
    return real;
  }
}
