/** Producers of a proof-of-burn chain within the test's own process. */
import {
  type BurnConfig,
  type ClusterNode,
  devAccounts,
  devBurnGenesis,
  devValidators,
  openBurnNode,
  systemClock,
} from '@ashlar/node';
import type { Log } from '@ashlar/ports';
import { silent } from './dev-node.ts';

type Rates = NonNullable<Parameters<typeof devBurnGenesis>[2]>;

/** As `npm start -- --profile burn` opens it; in memory, on a port of its own, with short times unless told. */
export async function openTestBurnNode(
  changes: Partial<BurnConfig> & Readonly<{ log?: Log; producerCount?: number; rates?: Rates }> = {},
): Promise<ClusterNode & Readonly<{ url: string }>> {
  const {
    log = silent,
    producerCount = 3,
    rates = { targetBlockInterval: 300, quantumLength: 10 },
    ...config
  } = changes;
  const accounts = await devAccounts();
  const producers = await devValidators(producerCount);
  const node = await openBurnNode(
    { clock: systemClock(), log },
    {
      directory: undefined,
      genesis: devBurnGenesis(accounts, producers, rates, config.checkpoints === undefined ? [] : producers),
      producers,
      lookaheadMs: 0,
      onePerHeight: false,
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
      accountHistory: true,
      ...config,
    },
  );
  return Object.assign(node, { url: `http://127.0.0.1:${node.port}` });
}
