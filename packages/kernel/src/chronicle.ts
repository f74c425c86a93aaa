/**
 * What a block tells: events and log lines, in order. Events of a reverted transaction are taken out again (upstream
 * still broadcasts them), but the sequence numbers they used stay used.
 * @module
 */
import type { EventData } from '@ashlar/protocol';

/** Lines a block or transaction may log; what is beyond is dropped, and the last line says so. */
export const LOG_LINES_MAX = 1_000;
export const LOG_LINE_BYTES_MAX = 4_096;
/** Events one transaction, or the block itself, may emit. */
export const EVENTS_MAX = 10_000;

export class Chronicle {
  #sequence = 0;
  #events: EventData[] = [];
  #logs: string[] = [];

  get events(): readonly EventData[] {
    return this.#events;
  }

  get logs(): readonly string[] {
    return this.#logs;
  }

  /** Starts a fresh page; `close` returns to the block's own. */
  open(): Page {
    const page: Page = { events: this.#events, logs: this.#logs };
    this.#events = [];
    this.#logs = [];
    return page;
  }

  close(page: Page): void {
    this.#events = page.events as EventData[];
    this.#logs = page.logs as string[];
  }

  event(source: Uint8Array, name: string, data: Uint8Array, impacted: readonly Uint8Array[]): void {
    this.#events.push({ sequence: this.#sequence++, source, name, data, impacted });
  }

  /** The number of events so far; `revert` takes later ones out. Their sequence numbers stay used. */
  mark(): number {
    return this.#events.length;
  }

  revert(mark: number): void {
    this.#events.length = mark;
  }

  log(line: string): void {
    if (this.#logs.length < LOG_LINES_MAX) this.#logs.push(line);
    else if (this.#logs.length === LOG_LINES_MAX) this.#logs.push('further log lines were dropped');
  }

  /** Always kept, whatever was dropped before. */
  note(line: string): void {
    this.#logs.push(line);
  }
}

export type Page = Readonly<{ events: readonly EventData[]; logs: readonly string[] }>;
