/**
 * What each variable of a program can at most do with the name it stands for: the bundles that reach it, followed through
 * `let` and through messages on names that nobody outside can send to. A least fixed point on two bits, so every edge is
 * followed at most twice.
 * @module
 */
import { type Binder, type Bindings, type Send, type Value, WHOLE, WRITE } from './bindings.ts';
import { systemName } from './system-names.ts';

type Node = { capabilities: number; readonly targets: { node: Node; mask: number }[] };
/** Nodes of the values on one channel, by the count of values of the message and the place among them. */
type Slots = Map<string, Node>;

/** Set where any value arrives, one without capabilities too. */
export const ARRIVES = 4;

/** By binder; 0 where no value arrives at all. */
export function capabilitiesOf({ binders, definitions }: Bindings): ReadonlyMap<Binder, number> {
  const nodes = new Map<Binder, Node>();
  for (const binder of binders) nodes.set(binder, { capabilities: 0, targets: [] });
  const followed = new Set<Binder>();
  const queue: Node[] = [];
  const raise = (node: Node, held: number): void => {
    const capabilities = held | ARRIVES;
    if ((node.capabilities | capabilities) === node.capabilities) return;
    node.capabilities |= capabilities;
    queue.push(node);
  };
  const flow = ({ binder, capabilities }: Value, node: Node): void => {
    if (binder === undefined) raise(node, capabilities);
    else nodes.get(binder)!.targets.push({ node, mask: capabilities });
  };
  for (const { binder, value } of definitions) {
    followed.add(binder);
    flow(value, nodes.get(binder)!);
  }
  for (const binder of binders) if (isClosed(binder)) connect(binder, nodes, followed, flow);
  for (const [binder, node] of nodes) if (!followed.has(binder)) raise(node, ownCapabilities(binder));
  for (let node = queue.pop(); node !== undefined; node = queue.pop())
    for (const { node: target, mask } of node.targets) raise(target, node.capabilities & mask);
  return new Map([...nodes].map(([binder, { capabilities }]) => [binder, capabilities]));
}

/** Whether only sends in sight can put something there. */
const isClosed = ({ origin, escaped }: Binder): boolean => origin === 'new' && (escaped & WRITE) === 0;

const ownCapabilities = ({ uri }: Binder): number =>
  (systemName(uri ?? '')?.arities.length ?? 0) > 0 ? WRITE : WHOLE;

function connect(
  channel: Binder,
  nodes: ReadonlyMap<Binder, Node>,
  followed: Set<Binder>,
  flow: (value: Value, node: Node) => void,
): void {
  const slots: Slots = new Map();
  for (const send of channel.sends) {
    const values = valuesOf(send);
    for (const [index, value] of values.entries()) flow(value, slotOf(slots, values.length, index));
  }
  for (const { parameters, hasRemainder, isAcknowledging } of channel.receives) {
    if (hasRemainder) continue;
    const skipped = isAcknowledging ? 1 : 0;
    for (const [index, binder] of parameters.entries()) {
      if (binder === undefined) continue;
      followed.add(binder);
      const slot = slotOf(slots, parameters.length + skipped, index + skipped);
      slot.targets.push({ node: nodes.get(binder)!, mask: WHOLE });
    }
  }
}

const valuesOf = ({ values, isAsking }: Send): readonly Value[] =>
  isAsking ? [{ binder: undefined, capabilities: WHOLE }, ...values] : values;

function slotOf(slots: Slots, count: number, index: number): Node {
  const key = `${count}.${index}`;
  const slot = slots.get(key) ?? { capabilities: 0, targets: [] };
  slots.set(key, slot);
  return slot;
}
