/** A process that finalizes blocks until it is killed, and says on standard output what it was promised. */
import { writeSync } from 'node:fs';
import { openState, STATE_CONFIG } from '@ashlar/state';
import { grow, quiet } from './scratch.ts';
import { createRandom } from './sim-disk.ts';

const config = { ...STATE_CONFIG, segmentBytesMax: 30_000, checkpointEntries: 120 };
const store = await openState({ directory: process.argv[2]!, log: quiet }, config);
for (;;) {
  await grow(store, new Map(), createRandom(store.finalized.height + 1), 25);
  writeSync(1, `${store.finalized.height}\n`);
}
