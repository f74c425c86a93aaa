/**
 * A world of proof-of-burn producers in virtual time: the real machine, the real tree and fork choice, the contract's own
 * lottery; tickets are hashes instead of VRFs, and links lose, delay, repeat and part as the scenario says.
 *
 * Nodes tell each other their blocks and, each second, their heads, and ask whoever told them for what they lack, as the
 * block exchange does. What they say is checked from outside, in `checkers.ts`.
 * @module
 */
import { assert, utf8 } from '@ashlar/base';
import { burn, forkChoice } from '@ashlar/consensus';
import { type Lottery, nextDifficulty, wins } from '@ashlar/contracts';
import { sha256 } from '@ashlar/crypto';
import { addressText, type BlockId } from '@ashlar/protocol';
import { Coverage } from '../coverage.ts';
import { EventHeap } from '../event-heap.ts';
import { Network } from '../network.ts';
import { Prng } from '../prng.ts';
import { Trace } from '../trace.ts';
import { type BurnOutcome, Observer } from './checkers.ts';
import { type BurnScenario, CALM_BURN } from './scenario.ts';

/** A block as everyone sees it: its place in a tree, and the lottery that follows it. */
export type Made = Readonly<{ block: forkChoice.TreeBlock; producer: number; next: Lottery }>;

type Event =
  | Readonly<{ kind: 'timer'; node: number; generation: number }>
  | Readonly<{ kind: 'tell'; node: number }>
  | Readonly<{ kind: 'off' | 'on'; node: number }>
  | Readonly<{ kind: 'cut'; side: ReadonlySet<number>; untilMs: number }>
  | Readonly<{ kind: 'heal' }>
  | Readonly<{ kind: 'message'; from: number; to: number; message: Message }>;
type Message =
  | Readonly<{ kind: 'block' | 'head'; id: BlockId }>
  | Readonly<{ kind: 'ask'; id: BlockId; aboveHeight: number }>
  | Readonly<{ kind: 'range'; ids: readonly BlockId[] }>;

type Node = {
  tree: forkChoice.BlockTree;
  state: burn.State;
  /** What a crash leaves of the machine. */
  mark: burn.Mark;
  isOn: boolean;
  onSinceMs: number;
  /** Timers of earlier lives are void. */
  generation: number;
};

const TELL_MS = 1_000;
/** The exchange asks its peers before it lets produce; here, what they tell in this time stands for that. */
const SYNC_MS = 2_000;
const FUTURE_MAX_MS = 5_000;
const START_MS = 1_700_000_000_000;
const ROOT: forkChoice.TreeBlock = {
  id: 'root' as BlockId,
  parent: 'none' as BlockId,
  height: 0,
  timeMs: START_MS,
  signer: addressText(new Uint8Array(0)),
};

export function simulateBurn(
  scenario: BurnScenario,
  { isTraced = false }: Readonly<{ isTraced?: boolean }> = {},
): BurnOutcome {
  const world = new World(scenario, isTraced);
  return world.run();
}

class World {
  readonly #scenario: BurnScenario;
  readonly #prng: Prng;
  readonly #network: Network;
  readonly #heap = new EventHeap<Event>();
  readonly #made = new Map<BlockId, Made>();
  readonly #nodes: Node[];
  readonly #rules: burn.Config = { wins, lookaheadMs: 0, onePerHeight: false };
  readonly #trace: Trace;
  readonly #coverage = new Coverage();
  readonly #observer: Observer;
  #nowMs = START_MS;
  #events = 0;

  constructor(scenario: BurnScenario, isTraced: boolean) {
    const { seed, powers, link, partitions, outages, healMs } = scenario;
    this.#scenario = scenario;
    this.#prng = new Prng(seed);
    this.#network = new Network(this.#prng, link);
    this.#trace = new Trace(isTraced);
    this.#observer = new Observer(powers.length);
    const total = powers.reduce((sum, power) => sum + power, 0n);
    // A ticket of all power together wins once an interval.
    const difficulty = total * BigInt(scenario.intervalMs / scenario.quantumMs);
    const next = { seed: utf8(`seed ${seed}`), difficulty, lastBlockTimeMs: BigInt(START_MS) };
    this.#made.set(ROOT.id, { block: ROOT, producer: -1, next });
    this.#nodes = powers.map(() => ({
      tree: forkChoice.plantTree(ROOT),
      state: burn.open(this.#rules, burn.NOTHING_SIGNED)[0],
      mark: burn.NOTHING_SIGNED,
      isOn: false,
      onSinceMs: 0,
      generation: 0,
    }));
    for (const node of this.#nodes.keys()) {
      this.#at(0, { kind: 'on', node });
      this.#at(node, { kind: 'tell', node });
    }
    for (const { fromMs, untilMs, side } of partitions)
      this.#at(fromMs, { kind: 'cut', side: new Set(side), untilMs: START_MS + untilMs });
    for (const { fromMs, untilMs, producer: node } of outages) {
      this.#at(fromMs, { kind: 'off', node });
      this.#at(untilMs, { kind: 'on', node });
    }
    this.#at(healMs, { kind: 'heal' });
  }

  run(): BurnOutcome {
    const endMs = START_MS + this.#scenario.endMs;
    while (this.#heap.nextMs <= endMs) {
      this.#nowMs = this.#heap.nextMs;
      this.#perform(this.#heap.pop()!);
      this.#events += 1;
    }
    const trees = this.#nodes.map(({ tree }) => tree);
    return {
      ...this.#observer.conclude(trees, this.#made),
      simulatedMs: this.#nowMs - START_MS,
      events: this.#events,
      coverage: this.#coverage,
      traceHash: this.#trace.hash,
      timeline: this.#trace.timeline(this.#nodes.length),
    };
  }

  #at(afterStartMs: number, event: Event): void {
    this.#heap.push(START_MS + afterStartMs, event);
  }

  #perform(event: Event): void {
    switch (event.kind) {
      case 'timer': {
        const node = this.#nodes[event.node]!;
        if (node.isOn && node.generation === event.generation)
          this.#input(event.node, { kind: 'timeout', nowMs: this.#nowMs });
        return;
      }
      case 'tell':
        this.#tell(event.node);
        return;
      case 'off':
        this.#nodes[event.node]!.isOn = false;
        this.#note(event.node, 'off');
        return;
      case 'on':
        this.#switchOn(event.node);
        return;
      case 'cut':
        this.#cut(event.side, event.untilMs);
        return;
      case 'heal':
        this.#network.heal(CALM_BURN.link);
        this.#note(undefined, 'healed');
        return;
      case 'message':
        if (this.#nodes[event.to]!.isOn) this.#hear(event.to, event.from, event.message);
    }
  }

  /** Begins anew with what is durable: the tree, which a chain judges again, and the mark. */
  #switchOn(index: number): void {
    const node = this.#nodes[index]!;
    if (node.isOn) return;
    node.isOn = true;
    node.onSinceMs = this.#nowMs;
    node.generation += 1;
    const [state, effects] = burn.open(this.#rules, node.mark);
    node.state = state;
    this.#note(index, 'on');
    this.#effects(index, effects);
  }

  #cut(side: ReadonlySet<number>, untilMs: number): void {
    const others = new Set(this.#nodes.keys().filter((index) => !side.has(index)));
    this.#network.obstruct({ kind: 'cut', untilMs, from: side, to: others });
    this.#network.obstruct({ kind: 'cut', untilMs, from: others, to: side });
    this.#note(undefined, `cut: ${[...side].join()} from ${[...others].join()}`);
    this.#coverage.hit('cut');
  }

  #tell(index: number): void {
    const node = this.#nodes[index]!;
    this.#heap.push(this.#nowMs + TELL_MS, { kind: 'tell', node: index });
    if (!node.isOn) return;
    this.#toAll(index, { kind: 'head', id: node.tree.head.id });
    if (node.state.isBehind && this.#nowMs >= node.onSinceMs + SYNC_MS) {
      this.#input(index, { kind: 'sync', isBehind: false });
      this.#look(index);
    }
  }

  #toAll(from: number, message: Message): void {
    for (const to of this.#nodes.keys()) if (to !== from) this.#send(from, to, message);
  }

  #send(from: number, to: number, message: Message): void {
    for (const atMs of this.#network.arrivals(this.#nowMs, from, to))
      this.#heap.push(atMs, { kind: 'message', from, to, message });
  }

  #hear(to: number, from: number, message: Message): void {
    const node = this.#nodes[to]!;
    switch (message.kind) {
      case 'block':
        if (this.#take(to, message.id) === 'orphan') this.#ask(to, from, message.id);
        return;
      case 'head': {
        const { block } = this.#made.get(message.id)!;
        if (block.height >= node.tree.head.height && !node.tree.blocks.has(block.id))
          this.#ask(to, from, block.id);
        return;
      }
      case 'ask':
        this.#send(to, from, { kind: 'range', ids: this.#line(message.id, message.aboveHeight) });
        return;
      case 'range':
        if (message.ids.filter((id) => this.#take(to, id) === 'new').length > 1)
          this.#coverage.hit('caught up');
    }
  }

  #ask(to: number, from: number, id: BlockId): void {
    this.#send(to, from, { kind: 'ask', id, aboveHeight: this.#nodes[to]!.tree.final.height });
  }

  /** Ids from above a height to a block, oldest first. */
  #line(id: BlockId, aboveHeight: number): readonly BlockId[] {
    const ids: BlockId[] = [];
    for (let at = this.#made.get(id)!.block; at.height > aboveHeight; at = this.#made.get(at.parent)!.block)
      ids.unshift(at.id);
    return ids;
  }

  #take(index: number, id: BlockId): 'new' | 'known' | 'orphan' | 'refused' {
    const node = this.#nodes[index]!;
    const { block, producer } = this.#made.get(id)!;
    if (block.timeMs > this.#nowMs + FUTURE_MAX_MS) return 'refused';
    const before = node.tree;
    const grown = forkChoice.addBlock(before, forkChoice.pob, block);
    if (!grown.ok) {
      if (grown.refusal.code === 'block.parentUnknown') return 'orphan';
      if (grown.refusal.code === 'block.known') return 'known';
      if (before.blocks.get(id) === undefined) this.#coverage.hit('too old');
      return 'refused';
    }
    node.tree = grown.value;
    this.#trace.mix(this.#nowMs, index, block.height, producer);
    this.#settle(index, before);
    return 'new';
  }

  /** What a head that moved makes final, and what the producer makes of it. */
  #settle(index: number, before: forkChoice.BlockTree): void {
    const node = this.#nodes[index]!;
    const { head } = node.tree;
    if (head.id === before.head.id) return;
    this.#note(index, `head ${head.height} ${head.id}`);
    if (head.parent !== before.head.id) this.#coverage.hit('reorganized');
    if (head.height < before.head.height) this.#coverage.hit('stepped back');
    const deep = forkChoice.blockAtDepth(node.tree, this.#scenario.depth);
    if (deep !== undefined) {
      const pruned = forkChoice.finalizeBlock(node.tree, deep.id);
      assert(pruned.ok, 'a block of the tree can be made final');
      node.tree = pruned.value.tree;
      for (const block of pruned.value.committed) this.#observer.onFinal(index, block);
    }
    this.#look(index);
  }

  #look(index: number): void {
    const { tree } = this.#nodes[index]!;
    const { block, next } = this.#made.get(tree.head.id)!;
    const head: burn.Head = {
      block: block.id,
      height: block.height,
      timeMs: block.timeMs,
      difficulty: next.difficulty,
      seed: next.seed,
      vhp: this.#scenario.powers[index]!,
      quantumMs: this.#scenario.quantumMs,
    };
    this.#input(index, { kind: 'head', head, nowMs: this.#nowMs });
  }

  #input(index: number, input: burn.Input): void {
    const node = this.#nodes[index]!;
    const [state, effects] = burn.step(this.#rules, node.state, input);
    node.state = state;
    this.#effects(index, effects);
  }

  #effects(index: number, effects: readonly burn.Effect[]): void {
    const node = this.#nodes[index]!;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'arm': {
          const { generation } = node;
          this.#heap.push(this.#nowMs + effect.afterMs, { kind: 'timer', node: index, generation });
          break;
        }
        case 'persist':
          this.#observer.onMark(index, node.mark, effect.mark);
          node.mark = effect.mark;
          break;
        case 'draw': {
          const { parent, seed, fromMs, quantumMs, count } = effect;
          const betas = Array.from({ length: count }, (_, at) =>
            ticket(index, seed, fromMs + at * quantumMs),
          );
          this.#input(index, { kind: 'drawn', parent, fromMs, betas });
          break;
        }
        case 'produce':
          this.#produce(index, effect.parent, effect.timeMs);
      }
    }
  }

  #produce(index: number, parentId: BlockId, timeMs: number): void {
    const isCheat = this.#scenario.cheats.includes(index);
    const { block: parent, next: lottery } = this.#made.get(parentId)!;
    const beta = ticket(index, lottery.seed, timeMs);
    assert(wins(beta, this.#scenario.powers[index]!, lottery.difficulty), 'only winning tickets make blocks');
    for (let copy = 0; copy < (isCheat ? 2 : 1); copy++) {
      const id = `${timeMs - START_MS}-${index}-${copy}` as BlockId;
      const signer = addressText(new Uint8Array([index]));
      const block = { id, parent: parentId, height: parent.height + 1, timeMs, signer };
      const difficulty = nextDifficulty(lottery, BigInt(timeMs), this.#scenario.intervalMs);
      const next = { seed: sha256(beta), difficulty, lastBlockTimeMs: BigInt(timeMs) };
      this.#observer.onMade(this.#made.has(id));
      this.#made.set(id, { block, producer: index, next });
      this.#note(index, `made ${block.height}`);
      this.#take(index, id);
      this.#toAll(index, { kind: 'block', id });
    }
    this.#input(index, { kind: 'produced', parent: parentId, timeMs, isTaken: true });
  }

  #note(node: number | undefined, text: string): void {
    this.#trace.note(this.#nowMs - START_MS, node, text);
  }
}

/** Stands for a VRF: nobody else would know it. */
function ticket(producer: number, seed: Uint8Array, timeMs: number): Uint8Array {
  const bytes = new Uint8Array(seed.length + 9);
  bytes.set(seed);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(seed.length, BigInt(timeMs));
  bytes[seed.length + 8] = producer;
  return sha256(bytes);
}
