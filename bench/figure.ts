/** What a measurement says, and the arithmetic all of them share. @module */

export type Figure = Readonly<{
  name: string;
  value: number;
  unit: string;
  /** Against something measured in the same run; smaller is better unless the name says otherwise. */
  ratio: number;
  ratioTo: string;
  /** At most so much is wanted of the ratio, or of the value where `wantedOf` says so. */
  wanted: number;
  wantedOf: 'ratio' | 'value';
  /** What the value was made from, by name; only `--json` shows it. */
  parts?: Readonly<Record<string, number>>;
  /** At least so much is wanted: rates. */
  isFloor?: true;
}>;

/** Why a figure can't be measured here: something it compares with is not installed. */
export type Skipped = Readonly<{ name: string; skipped: string }>;

export type Suite = Readonly<Record<string, () => Promise<Figure | Skipped>>>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Processor microseconds of all threads of the process. */
export function processMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Processor microseconds of this thread. */
export function threadMicros(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
