/** Applies the blocks of a file (each behind its length) in a process of its own; prints their digests, one a line. */
import { readFileSync } from 'node:fs';
import { replay } from './history.ts';

const bytes = new Uint8Array(readFileSync(process.argv[2]!));
const view = new DataView(bytes.buffer);
const blocks: Uint8Array[] = [];
for (let at = 0; at < bytes.length; ) {
  const length = view.getUint32(at);
  blocks.push(bytes.slice(at + 4, at + 4 + length));
  at += 4 + length;
}
process.stdout.write((await replay(blocks)).join('\n'));
