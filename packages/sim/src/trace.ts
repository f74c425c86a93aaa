/**
 * What happened, for people and for comparison: a running hash of every event, and, when asked, lines of text.
 * @module
 */

export type TraceLine = Readonly<{ atMs: number; node: number | undefined; text: string }>;

/** Lines kept of one run: the last ones, where the failure is. */
export const TRACE_LINES_MAX = 20_000;

export class Trace {
  readonly #isKept: boolean;
  readonly #lines: TraceLine[] = [];
  #hash = 0x811c9dc5;
  #count = 0;

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /** Whether `note` needs a text; the hash is fed by `mix` alone, so that runs with and without text are equal. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Feeds the hash: integers that identify the event. */
  mix(...words: readonly number[]): void {
    for (const word of words) {
      this.#hash = Math.imul(this.#hash ^ (word | 0), 0x01000193);
      this.#hash ^= this.#hash >>> 15;
    }
    this.#count += 1;
  }

  mixText(text: string): void {
    for (let index = 0; index < text.length; index++) this.mix(text.charCodeAt(index));
  }

  note(atMs: number, node: number | undefined, text: string): void {
    if (!this.#isKept) return;
    this.#lines.push({ atMs, node, text });
    if (this.#lines.length > TRACE_LINES_MAX) this.#lines.splice(0, TRACE_LINES_MAX / 2);
  }

  /** Equal for equal runs. */
  get hash(): string {
    return `${(this.#hash >>> 0).toString(16).padStart(8, '0')}-${this.#count}`;
  }

  /** One column a node, one row an event: `12.345s |          | voted   |`. */
  timeline(size: number, width = 26): string {
    const blank = ' '.repeat(width);
    return this.#lines
      .map(({ atMs, node, text }) => {
        const seconds = `${(atMs / 1_000).toFixed(3)}s`.padStart(10);
        if (node === undefined) return `${seconds} == ${text}`;
        const columns = Array.from({ length: size }, (_, column) =>
          column === node ? text.slice(0, width).padEnd(width) : blank,
        );
        return `${seconds} | ${columns.join('| ')}`;
      })
      .join('\n');
  }
}
