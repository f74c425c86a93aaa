export type { GenesisOptions, GenesisTerm, PosParameters } from './genesis.ts';
export { genesisTerms, openWorld, POS_VAULT_ADDRESS, posVaultName } from './genesis.ts';
export { MemoryToken } from './memory-token.ts';
export type { SystemContract } from './sources.ts';
export { contractSource, SYSTEM_CONTRACTS, TEST_CONTRACT } from './sources.ts';
export type { Assertion, SuiteReport } from './test-collector.ts';
export { TestCollector } from './test-collector.ts';
export type { TestWorldOptions } from './test-world.ts';
export { runSuite, TEST_KEYS, testWorld } from './test-world.ts';
