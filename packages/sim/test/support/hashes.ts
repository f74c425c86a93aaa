/** Prints the trace hashes of worlds `argv[2]` to `argv[3]`, one a line: run by other processes (`replay.sim.test.ts`). */
import { drawScenario, simulate } from '@ashlar/sim';

const [from, to] = process.argv.slice(2).map(Number);
for (let seed = from!; seed < to!; seed++)
  process.stdout.write(`${seed} ${simulate(drawScenario(seed)).traceHash}\n`);
