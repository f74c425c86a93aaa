/**
 * Subsets of a sequence by size, in binary counting order with the first element least significant: ∅, {1}, {2}, {1,2},
 * {3}, … (RChain's `minMaxSubsets`, `spec/rholang.md` 3.2). Sets of other sizes are jumped over, not stepped through.
 * @module
 */

export type Split<T> = Readonly<{ chosen: readonly T[]; rest: readonly T[] }>;

/** Subsets of at least `min` and at most `max` elements. */
export function* subsets<T>(
  all: readonly T[],
  min: number,
  max: number,
): Generator<Split<T>, void, undefined> {
  const least = Math.max(0, min);
  const most = Math.min(max, all.length);
  if (least > most) return;
  const bits = new Uint8Array(all.length);
  let size = 0;
  const fill = (): void => {
    for (let at = 0; size < least; at++) {
      if (bits[at] === 1) continue;
      bits[at] = 1;
      size += 1;
    }
  };
  /** Adds one at bit `from`; false on overflow. */
  const carry = (from: number): boolean => {
    let at = from;
    for (; bits[at] === 1; at++) {
      bits[at] = 0;
      size -= 1;
    }
    if (at >= bits.length) return false;
    bits[at] = 1;
    size += 1;
    return true;
  };
  fill();
  for (;;) {
    yield { chosen: all.filter((_, at) => bits[at] === 1), rest: all.filter((_, at) => bits[at] === 0) };
    if (!carry(0)) return;
    while (size > most) if (!carry(bits.indexOf(1))) return;
    fill();
  }
}
