/** Prints the figures of the README: `node packages/engine-wasm/bench/main.ts`. About ten seconds. */
import { measureMetered, measurePooledCall } from './figures.ts';

const now = (): number => performance.now();
for (const measure of [measureMetered, measurePooledCall]) {
  const { name, value, goal, parts } = measure(now);
  console.log(`${name} ${value.toFixed(3)} (goal ${goal})`);
  for (const [part, figure] of Object.entries(parts))
    console.log(`  ${part.padEnd(16)} ${figure.toFixed(3)}`);
}
