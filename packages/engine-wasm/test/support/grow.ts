/**
 * Prints how a contract ends that grows its memory to 256 pages: `node [flags] grow.ts`.
 * @module
 */
import { openWasmEngine } from '../../src/index.ts';
import { OP } from '../../src/module/opcodes.ts';
import { prepared } from './fixtures.ts';
import { contractOf, i32Const } from './module-builder.ts';
import { RecordingHost } from './recording-host.ts';

const engine = openWasmEngine();
const program = prepared(contractOf([...i32Const(255), OP.memoryGrow, 0, OP.drop]), engine);
try {
  process.stdout.write(engine.execute(program, new RecordingHost()).kind);
} catch (error) {
  process.stdout.write((error as Error).message);
}
