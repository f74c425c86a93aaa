/**
 * Prints the reasons for which endless recursions stop, whose frames are small, middling and large in locals or in
 * parameters: `node [flags] deepest.ts`. Throws if the machine's own stack ends first.
 * @module
 */
import { openWasmEngine } from '../../src/index.ts';
import { recursive, recursiveWithParameters } from './deep.ts';
import { prepared } from './fixtures.ts';
import { RecordingHost } from './recording-host.ts';

const engine = openWasmEngine();
const codes = [
  ...[0, 12, 14, 100, 1_000].map((locals) => recursive(locals, false)),
  ...[5, 8, 40, 128].map(recursiveWithParameters),
];
const reasons = codes.map((code) => {
  const outcome = engine.execute(prepared(code, engine), new RecordingHost());
  return outcome.kind === 'trapped' ? outcome.reason : outcome.kind;
});
process.stdout.write([...new Set(reasons)].join());
