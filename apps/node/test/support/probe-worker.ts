/** Asks for the head again and again, from a thread of its own, so that what abusers cost their own thread is not counted. */

import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ask } from './rpc.ts';

export type Probe = Readonly<{ url: string; seconds: number; everyMs: number }>;
/** Milliseconds of each question, and what was no answer. */
export type Probed = Readonly<{ times: readonly number[]; failures: readonly string[] }>;

const { url, seconds, everyMs } = workerData as Probe;
const times: number[] = [];
const failures: string[] = [];
for (const endsAt = performance.now() + seconds * 1_000; performance.now() < endsAt; ) {
  const startedMs = performance.now();
  try {
    const { result, error } = await ask(url, 'chain.get_head_info');
    if (result === undefined) failures.push(JSON.stringify(error));
  } catch (cause) {
    failures.push(String(cause));
  }
  times.push(performance.now() - startedMs);
  await pause(everyMs);
}
parentPort?.postMessage({ times, failures } satisfies Probed);
