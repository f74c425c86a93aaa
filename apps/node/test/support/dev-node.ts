/** A development node within the test's own process. */
import assert from 'node:assert/strict';
import { devAccounts, devGenesis, type Node, type NodeConfig, openNode, systemClock } from '@ashlar/node';
import type { Clock, Log } from '@ashlar/ports';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Says nothing, but an error is the test's failure. */
export const loudly: Log = {
  ...silent,
  error: (event, fields) => assert.fail(`${event} ${JSON.stringify(fields)}`),
};

/** As `npm start` opens it, on a port of its own; in memory, without workers and with manual blocks unless told. */
export async function openDevNode(
  changes: Partial<NodeConfig> & Readonly<{ clock?: Clock; log?: Log }> = {},
): Promise<Node & Readonly<{ url: string }>> {
  const accounts = await devAccounts();
  const { clock = systemClock(), log = silent, ...config } = changes;
  const node = await openNode(
    { clock, log },
    {
      directory: undefined,
      genesis: devGenesis(accounts),
      deployPayer: { address: accounts.users[9]!.addressBytes, privateKey: accounts.users[9]!.privateKey },
      producer: { address: accounts.genesis.addressBytes, privateKey: accounts.genesis.privateKey },
      blockMode: { kind: 'manual' },
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
      accountHistory: true,
      ...config,
    },
  );
  return Object.assign(node, { url: `http://127.0.0.1:${node.port}` });
}
