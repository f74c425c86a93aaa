/**
 * Many worlds: `npm run sim:nightly -w packages/sim -- [worlds] [first seed]`. Prints simulated hours, rate, coverage;
 * for each failure its seed and the smallest failing scenario. Ends with 1 if anything failed or stayed unreached.
 * @module
 */
import { Coverage, describeScenario, drawScenario, EXPECTED, shrink, simulate } from '@ashlar/sim';

const [worlds, first] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1_000_000)];
const coverage = new Coverage();
const startMs = performance.now();
let [simulatedMs, events, failures] = [0, 0, 0];
for (let seed = first; seed < first + worlds; seed++) {
  const scenario = drawScenario(seed);
  const outcome = simulate(scenario);
  coverage.add(outcome.coverage);
  simulatedMs += outcome.simulatedMs;
  events += outcome.events;
  if (outcome.violations.length === 0) continue;
  failures += 1;
  const { rule, detail } = outcome.violations[0]!;
  console.error(`SEED=${seed} ${rule}: ${detail}`);
  const smallest = shrink(scenario, (candidate) =>
    simulate(candidate).violations.some((violation) => violation.rule === rule),
  );
  console.error(describeScenario(smallest));
}
const elapsedMs = performance.now() - startMs;
const hours = simulatedMs / 3_600_000;
const missing = coverage.missing(EXPECTED);
console.log(
  `${worlds} worlds from seed ${first}: ${hours.toFixed(2)} simulated hours, ${Math.round(simulatedMs / elapsedMs)} times real time, ` +
    `${Math.round((events / elapsedMs) * 1_000)} events/s, ${failures} failures`,
);
for (const [what, count] of coverage.entries) console.log(`  ${String(count).padStart(9)}  ${what}`);
for (const what of missing) console.error(`never reached: ${what}`);
process.exit(failures > 0 || missing.length > 0 ? 1 : 0);
