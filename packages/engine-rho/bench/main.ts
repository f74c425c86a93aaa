/** Prints the figures of the README: `node packages/engine-rho/bench/main.ts`. About ten seconds. */
import { measureCommunications, measureParsing, measurePhloSpread } from './figures.ts';

const now = (): number => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};
for (const measure of [measureCommunications, measureParsing, measurePhloSpread]) {
  const { name, value, unit, goal, parts } = measure(now);
  console.log(`${name} ${value.toFixed(1)} ${unit} (goal ${goal})`);
  for (const [part, figure] of Object.entries(parts))
    console.log(`  ${part.padEnd(12)} ${figure.toFixed(1)}`);
}
