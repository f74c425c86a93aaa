/** What the world offers: time, chance and a place to say what happened. Cores never see these. @module */

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Monotonic milliseconds, for durations. */
  monotonic(): number;
  every(intervalMs: number, run: () => void): Disposable;
  after(delayMs: number, run: () => void): Disposable;
}

export interface Random {
  /** Cryptographically strong, fresh bytes. */
  bytes(count: number): Uint8Array;
}

/** Structured: `event` is `noun.pastTense`, details are fields. Secrets never enter a log. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

export interface Service extends AsyncDisposable {
  readonly name: string;
}
