/**
 * Loaded before each test file of a run (`run-tests.ts`): random tests draw from the run's seed, not from the clock,
 * so that a run that failed can be run again, and a change is never blamed for an unlucky draw.
 * @module
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['ASHLAR_SEED']) });
}
