/**
 * A network that loses, delays, reorders, repeats and cuts, as told. It carries no messages itself: it says when, and
 * how often, one would arrive.
 * @module
 */
import type { Prng } from './prng.ts';

export type LinkModel = Readonly<{
  delayMinMs: number;
  delayMaxMs: number;
  lossPerMille: number;
  duplicatePerMille: number;
  /** Chance of a delay up to `straggleMaxMs` instead, which reorders. */
  stragglePerMille: number;
  straggleMaxMs: number;
}>;

/** Messages from `from` to `to` are dropped (`cut`) or held back until the end (`clog`). */
export type Obstacle = Readonly<{
  kind: 'cut' | 'clog';
  untilMs: number;
  from: ReadonlySet<number>;
  to: ReadonlySet<number>;
}>;

export class Network {
  readonly #prng: Prng;
  #model: LinkModel;
  #obstacles: Obstacle[] = [];

  constructor(prng: Prng, model: LinkModel) {
    this.#prng = prng;
    this.#model = model;
  }

  /** Times of arrival of a message sent now: none, one or more. */
  arrivals(nowMs: number, from: number, to: number): readonly number[] {
    const { lossPerMille, duplicatePerMille } = this.#model;
    let heldMs = nowMs;
    for (const obstacle of this.#obstacles) {
      if (obstacle.untilMs <= nowMs || !obstacle.from.has(from) || !obstacle.to.has(to)) continue;
      if (obstacle.kind === 'cut') return [];
      heldMs = Math.max(heldMs, obstacle.untilMs);
    }
    if (lossPerMille > 0 && this.#prng.chance(lossPerMille)) return [];
    const times = [heldMs + this.#delay()];
    if (duplicatePerMille > 0 && this.#prng.chance(duplicatePerMille)) times.push(heldMs + this.#delay());
    return times;
  }

  obstruct(obstacle: Obstacle): void {
    this.#obstacles.push(obstacle);
  }

  /** No more obstacles, and links as given. */
  heal(model: LinkModel): void {
    this.#obstacles = [];
    this.#model = model;
  }

  #delay(): number {
    const { delayMinMs, delayMaxMs, stragglePerMille, straggleMaxMs } = this.#model;
    if (stragglePerMille > 0 && this.#prng.chance(stragglePerMille))
      return this.#prng.between(delayMaxMs, Math.max(delayMaxMs, straggleMaxMs));
    return this.#prng.between(delayMinMs, delayMaxMs);
  }
}
