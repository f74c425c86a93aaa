export { jsonLog, systemClock } from './ambient.ts';
export type { BurnConfig, Checkpoints } from './burn-node.ts';
export { DEV_BURN, DEV_CHECKPOINTS, openBurnNode } from './burn-node.ts';
export type { ClusterNode } from './cluster-node.ts';
export type { CommitteeConfig } from './committee-node.ts';
export { DEV_TIMING, openCommitteeNode } from './committee-node.ts';
export { nodeKeys, program as nodeProgram } from './config.ts';
export type { DevAccount, DevAccounts } from './dev-accounts.ts';
export { DEV_MNEMONIC, DEV_VALIDATORS_MAX, devAccounts, devValidators } from './dev-accounts.ts';
export { DEV_BALANCE, devBurnGenesis, devGenesis, isDevChain } from './dev-genesis.ts';
export { DEV_VAULT, devRholang } from './dev-rholang.ts';
export type { Member, ValidatorKeys } from './member.ts';
export type { Node, NodeConfig, NodePorts } from './node.ts';
export { openNode } from './node.ts';
export { EXIT, run } from './run.ts';
export type { Environment, Section, Setting, SettingsWorld } from './settings.ts';
export {
  applySettings,
  CLIENT_KEYS,
  keysOf,
  nearestName,
  PROJECT_FILE,
  SettingsError,
  userFile,
  userFolder,
  variableOf,
} from './settings.ts';
