/**
 * Names that are linear by use: the last parameter of a contract, where some way through the body sends exactly one
 * message to it. Ways on which certainly none or several are sent are then told: several sends, or a branch that does nothing
 * (one that does something else may have handed the name on, for its caller may have given it to others).
 *
 * Every use is led up the tree of places to the contract's body. Choices give alternatives; what stands side by side adds
 * up, unless two of its parts are in doubt: those may depend on each other, and nothing is said of them.
 * @module
 */
import type { Binder, Place } from './bindings.ts';

/** How many messages are sent: for each count that is possible, where; -1 if it is not. */
type Ways = Readonly<{ none: number; one: number; several: number; isUnknown: boolean; waits: boolean }>;
const IMPOSSIBLE: Ways = { none: -1, one: -1, several: -1, isUnknown: false, waits: false };
const UNKNOWN: Ways = { ...IMPOSSIBLE, isUnknown: true };

/** Offsets of ways on which a linear name gets no message, or more than one. */
export type Irregular = Readonly<{ none: number | undefined; several: number | undefined }>;

/** @param body of the contract whose parameter it is */
export function irregularWays({ uses }: Binder, body: Place): Irregular {
  const nothing = { none: undefined, several: undefined };
  if (uses.some(({ place }) => place.owner !== body)) return nothing;
  const { none, one, several } = waysOf(uses, body);
  if (one === -1) return nothing;
  return { none: none === -1 ? undefined : none, several: several === -1 ? undefined : several };
}

function waysOf(uses: Binder['uses'], body: Place): Ways {
  const found = new Map<Place, { ways: Ways | undefined }>();
  for (const { place } of uses)
    for (let at: Place | undefined = place; at !== undefined && !found.has(at); at = at.parent) {
      found.set(at, { ways: undefined });
      if (at === body) break;
    }
  const add = (place: Place, ways: Ways): void => {
    const entry = found.get(place)!;
    if (entry.ways === undefined) entry.ways = ways;
    else entry.ways = place.kind === 'branches' ? either(entry.ways, ways) : both(entry.ways, ways);
  };
  for (const { at, place, isSend } of uses) add(place, isSend ? { ...IMPOSSIBLE, one: at } : UNKNOWN);
  for (const place of [...found.keys()].sort((a, b) => b.number - a.number)) {
    if (place === body) break;
    add(place.parent!, seenFrom(place, found.get(place)!.ways ?? IMPOSSIBLE));
  }
  return found.get(body)?.ways ?? IMPOSSIBLE;
}

/** The ways of a place as part of what is around it. */
function seenFrom(place: Place, ways: Ways): Ways {
  if (place.kind === 'wait') return { ...ways, waits: true };
  if (place.kind === 'data') return UNKNOWN;
  const [idle] = place.idle;
  return idle === undefined ? ways : either(ways, { ...IMPOSSIBLE, none: idle });
}

/** One or the other is taken. */
const either = (a: Ways, b: Ways): Ways => ({
  none: Math.max(a.none, b.none),
  one: Math.max(a.one, b.one),
  several: Math.max(a.several, b.several),
  isUnknown: a.isUnknown || b.isUnknown,
  waits: a.waits || b.waits,
});

/** Both are done. Certain only if at most one of them has alternatives, and neither waits. */
function both(a: Ways, b: Ways): Ways {
  if (a.isUnknown || b.isUnknown || a.waits || b.waits) return UNKNOWN;
  const [fixed, other] = countOf(a) === 1 ? [a, b] : [b, a];
  if (countOf(fixed) !== 1) return UNKNOWN;
  const at = Math.max(fixed.one, fixed.several);
  const more = Math.max(other.one, other.several);
  const several = more === -1 ? -1 : Math.max(at, more);
  if (fixed.one === -1) return { ...IMPOSSIBLE, several: Math.max(at, more) };
  return { ...IMPOSSIBLE, one: other.none === -1 ? -1 : at, several };
}

const countOf = ({ none, one, several }: Ways): number => +(none !== -1) + +(one !== -1) + +(several !== -1);
