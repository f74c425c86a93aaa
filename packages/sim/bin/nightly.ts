/**
 * Many worlds, on every core: `npm run sim:nightly -w packages/sim -- [worlds] [simulated hours] [first seed]`. Goes on
 * until both numbers are reached, whatever fails. Prints rates and coverage; for each failure its seed and the smallest
 * failing scenario. Ends with 1 if anything failed or was never reached.
 * @module
 */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Coverage, describeScenario, drawScenario, EXPECTED, shrink, simulate } from '@ashlar/sim';

const WORLDS = 20_000;
const HOURS = 10_000;
const FIRST_SEED = 1_000_000;
/** Worlds a worker runs between two reports. */
const BATCH = 50;
const MS_PER_HOUR = 3_600_000;
const PROGRESS_MS = 60_000;

type Batch = {
  worlds: number;
  simulatedMs: number;
  events: number;
  failures: string[];
  entries: Coverage['entries'];
};

function runBatch(seed: number, stride: number): Batch {
  const coverage = new Coverage();
  const batch: Batch = { worlds: BATCH, simulatedMs: 0, events: 0, failures: [], entries: [] };
  for (let world = 0; world < BATCH; world++) {
    const scenario = drawScenario(seed + world * stride);
    const { simulatedMs, events, violations, coverage: reached } = simulate(scenario);
    coverage.add(reached);
    batch.simulatedMs += simulatedMs;
    batch.events += events;
    const [first] = violations;
    if (first === undefined) continue;
    const smallest = shrink(scenario, (candidate) =>
      simulate(candidate).violations.some(({ rule }) => rule === first.rule),
    );
    batch.failures.push(
      `SEED=${scenario.seed} ${first.rule}: ${first.detail}\n${describeScenario(smallest)}`,
    );
  }
  return { ...batch, entries: coverage.entries };
}

function work(first: number, stride: number): void {
  for (let seed = first; ; seed += BATCH * stride) parentPort!.postMessage(runBatch(seed, stride));
}

async function lead(worldsMin: number, hoursMin: number, firstSeed: number): Promise<number> {
  const coverage = new Coverage();
  const startMs = performance.now();
  const cores = availableParallelism();
  const sum = { worlds: 0, simulatedMs: 0, events: 0, failures: 0 };
  let saidMs = startMs;
  const describe = (): string => {
    const hours = (performance.now() - startMs) / MS_PER_HOUR;
    return (
      `${sum.worlds} worlds from seed ${firstSeed} on ${cores} cores, ${(sum.simulatedMs / MS_PER_HOUR).toFixed(1)} simulated hours, ` +
      `${sum.failures} failures; each hour: ${Math.round(sum.worlds / hours)} worlds, ` +
      `${Math.round(sum.simulatedMs / MS_PER_HOUR / hours)} simulated hours, ${Math.round(sum.events / hours / 1e6)} M events`
    );
  };
  await new Promise<void>((resolve, reject) => {
    const workers = Array.from({ length: cores }, (_, index) => {
      const worker = new Worker(new URL(import.meta.url), {
        workerData: { first: firstSeed + index, stride: cores },
        resourceLimits: { maxYoungGenerationSizeMb: 128 },
      });
      worker.on('error', reject);
      worker.on('message', (batch: Batch) => {
        coverage.add(batch);
        sum.worlds += batch.worlds;
        sum.simulatedMs += batch.simulatedMs;
        sum.events += batch.events;
        sum.failures += batch.failures.length;
        for (const failure of batch.failures) console.error(failure);
        if (performance.now() - saidMs > PROGRESS_MS) {
          saidMs = performance.now();
          console.log(describe());
        }
        if (sum.worlds < worldsMin || sum.simulatedMs < hoursMin * MS_PER_HOUR) return;
        for (const other of workers) void other.terminate();
        resolve();
      });
      return worker;
    });
  });
  console.log(describe());
  for (const [what, count] of coverage.entries) console.log(`  ${String(count).padStart(9)}  ${what}`);
  const missing = coverage.missing(EXPECTED);
  for (const what of missing) console.error(`never reached: ${what}`);
  return sum.failures > 0 || missing.length > 0 ? 1 : 0;
}

if (isMainThread) {
  const [worlds = WORLDS, hours = HOURS, first = FIRST_SEED] = process.argv.slice(2).map(Number);
  process.exit(await lead(worlds, hours, first));
} else {
  work(workerData.first, workerData.stride);
}
