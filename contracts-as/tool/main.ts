/**
 * `npm run build -w contracts-as -- <path-to-contract>... [--mvp]`
 * @module
 */
import { resolve } from 'node:path';
import { buildContract } from './build.ts';
import { ContractBuildError } from './problem.ts';

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (paths.length === 0 || flags.some((flag) => flag !== '--mvp')) {
  console.error('usage: npm run build -w contracts-as -- <path-to-contract>... [--mvp]');
  process.exit(2);
}
// npm runs scripts in the package's folder; paths are meant from where the user stands.
const from = process.env['INIT_CWD'] ?? process.cwd();
for (const path of paths) {
  try {
    const built = await buildContract(resolve(from, path), { mvp: flags.includes('--mvp') });
    console.log(`${built.wasmPath} ${built.wasm.length} bytes\n${built.abiPath} ${built.abi.length} bytes`);
  } catch (cause) {
    if (!(cause instanceof ContractBuildError)) throw cause;
    console.error(cause.message);
    process.exitCode = 1;
  }
}
