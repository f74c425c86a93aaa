/** Four validators within the test's own process. */
import {
  type ClusterNode,
  type CommitteeConfig,
  devAccounts,
  devGenesis,
  devValidators,
  openCommitteeNode,
  systemClock,
} from '@ashlar/node';
import type { Log } from '@ashlar/ports';
import { silent } from './dev-node.ts';

/** As `npm start -- --profile bft` opens it; in memory, on a port of its own, with short delays unless told. */
export async function openBftNode(
  changes: Partial<CommitteeConfig> & Readonly<{ log?: Log; validatorCount?: number }> = {},
): Promise<ClusterNode & Readonly<{ url: string }>> {
  const { log = silent, validatorCount = 4, ...config } = changes;
  const accounts = await devAccounts();
  const validators = await devValidators(validatorCount);
  const node = await openCommitteeNode(
    { clock: systemClock(), log },
    {
      directory: undefined,
      genesis: devGenesis(accounts, validators),
      validators,
      timing: { delayMs: 400, driftMs: 1_000, watchMs: 0, paceMs: 50 },
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
      accountHistory: true,
      ...config,
    },
  );
  return Object.assign(node, { url: `http://127.0.0.1:${node.port}` });
}
