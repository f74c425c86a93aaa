/**
 * What a world of proof-of-burn producers did, told from outside: no rule is shared with the code under test.
 * @module
 */
import type { burn, forkChoice } from '@ashlar/consensus';
import type { BlockId } from '@ashlar/protocol';
import type { Coverage } from '../coverage.ts';
import type { Made } from './world.ts';

export type BurnViolation = Readonly<{ rule: string; detail: string }>;

export type BurnOutcome = Readonly<{
  /** Broken rules, whatever the faults. */
  violations: readonly BurnViolation[];
  /** The lowest height at which two nodes call different blocks final, if there is one. */
  partedAt: number | undefined;
  /** Blocks from the furthest common ancestor of all heads to the highest head. */
  spread: number;
  height: number;
  simulatedMs: number;
  events: number;
  /** Blocks of each producer on the way to the highest head. */
  shares: readonly number[];
  coverage: Coverage;
  traceHash: string;
  timeline: string;
}>;

export class Observer {
  readonly #finals: forkChoice.TreeBlock[][];
  readonly #violations: BurnViolation[] = [];

  constructor(size: number) {
    this.#finals = Array.from({ length: size }, () => []);
  }

  /** Each final block stands on the one before. */
  onFinal(node: number, block: forkChoice.TreeBlock): void {
    const finals = this.#finals[node]!;
    const last = finals.at(-1);
    if (last !== undefined && (block.parent !== last.id || block.height !== last.height + 1))
      this.#violate('continuity', `${node}: ${block.height} ${block.id} on ${last.height} ${last.id}`);
    finals.push(block);
  }

  /** What was signed for goes on, also after a crash. */
  onMark(node: number, before: burn.Mark, after: burn.Mark): void {
    if (after.timeMs <= before.timeMs || after.height < before.height)
      this.#violate('mark', `${node}: ${after.timeMs} after ${before.timeMs}`);
  }

  onMade(isAgain: boolean): void {
    if (isAgain) this.#violate('once', 'a quantum was signed for twice');
  }

  conclude(
    trees: readonly forkChoice.BlockTree[],
    made: ReadonlyMap<BlockId, Made>,
  ): Pick<BurnOutcome, 'violations' | 'partedAt' | 'spread' | 'height' | 'shares'> {
    for (const [node, tree] of trees.entries()) this.#checkHead(node, tree, made);
    const lines = trees.map(({ head }) => lineTo(head, made));
    const longest = lines.reduce((best, line) => (line.length > best.length ? line : best));
    const common = longest.findIndex((id, at) => lines.some((line) => line[at] !== id));
    const shares = trees.map(() => 0);
    for (const id of longest.slice(1)) shares[made.get(id)!.producer]! += 1;
    return {
      violations: this.#violations,
      partedAt: this.#partedAt(),
      spread: common < 0 ? 0 : longest.length - common,
      height: longest.length - 1,
      shares,
    };
  }

  /** A head stands on all that its node calls final, and time goes on along its line. */
  #checkHead(node: number, { head }: forkChoice.BlockTree, made: ReadonlyMap<BlockId, Made>): void {
    const line = lineTo(head, made);
    const lost = this.#finals[node]!.find(({ id, height }) => line[height] !== id);
    if (lost !== undefined)
      this.#violate('irreversibility', `${node}: final ${lost.height} ${lost.id} is undone`);
    const times = line.map((id) => made.get(id)!.block.timeMs);
    if (times.some((time, at) => at > 0 && time <= times[at - 1]!))
      this.#violate('time', `${node}: not increasing`);
  }

  #partedAt(): number | undefined {
    const heights = new Map<number, string>();
    let lowest: number | undefined;
    for (const { height, id } of this.#finals.flat()) {
      if ((heights.get(height) ?? id) !== id) lowest = Math.min(lowest ?? height, height);
      heights.set(height, id);
    }
    return lowest;
  }

  #violate(rule: string, detail: string): void {
    this.#violations.push({ rule, detail });
  }
}

/** Ids by height, the root's first. */
function lineTo(head: forkChoice.TreeBlock, made: ReadonlyMap<BlockId, Made>): readonly BlockId[] {
  const line: BlockId[] = [];
  for (let at: Made | undefined = made.get(head.id); at !== undefined; at = made.get(at.block.parent))
    line.push(at.block.id);
  return line.reverse();
}
