/** Prints the figures of the README: `node packages/engine-wasm/bench/main.ts`. About ten seconds. */
import { measureMetered, measurePooledCall } from './figures.ts';
import { measureTickSpread } from './tick-spread.ts';

const now = (): number => performance.now();
for (const measure of [measureMetered, measurePooledCall, measureTickSpread]) {
  const { name, value, goal, parts } = measure(now);
  console.log(`${name} ${value.toFixed(3)} (goal ${goal})`);
  for (const [part, figure] of Object.entries(parts))
    console.log(`  ${part.padEnd(24)} ${figure.toFixed(3)}`);
}
