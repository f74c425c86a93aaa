export { jsonLog, systemClock } from './ambient.ts';
export type { DevAccount, DevAccounts } from './dev-accounts.ts';
export { DEV_MNEMONIC, devAccounts } from './dev-accounts.ts';
export { DEV_BALANCE, devGenesis, nativeAbis } from './dev-genesis.ts';
export type { Node, NodeConfig, NodePorts } from './node.ts';
export { openNode } from './node.ts';
export { EXIT, run } from './run.ts';
