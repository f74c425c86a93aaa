/** What a chain of services left behind, looked at by one process: its blocks, and whether another comes to its root. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import { devAccounts, devGenesis, type Node, openNode, systemClock } from '@ashlar/node';
import { blockStoreService, chainService, indexerService } from '@ashlar/ports';
import { addressText, type Block, type rpcChain } from '@ashlar/protocol';
import { Contract, type Provider, Signer } from 'koilib';
import { openDevNode, silent } from './dev-node.ts';

const CALL = { timeoutMs: 30_000 };

/** koilib's contract for the native token, in the name of the owner of a key. */
export async function tokenOf(wif: string, provider: Provider): Promise<Contract> {
  const signer = Signer.fromWif(wif);
  signer.provider = provider;
  const contract = new Contract({ id: addressText(WELL_KNOWN.token), provider, signer });
  await contract.fetchAbi();
  return contract;
}

export type LeftBehind = Readonly<{
  height: bigint;
  /** How often each transaction is included, by its id in hex with `0x`. */
  included: ReadonlyMap<string, number>;
}>;

/**
 * Opens what is in `directory` as one process, and has another apply the same blocks. When this resolves, the SQL index
 * has all of them. @throws if the other comes to another root
 */
export async function lookedAt(directory: string): Promise<LeftBehind> {
  const { genesis } = await devAccounts();
  await using node = await openNode(
    { clock: systemClock(), log: silent },
    {
      directory,
      genesis: devGenesis(await devAccounts()),
      producer: { address: genesis.addressBytes, privateKey: genesis.privateKey },
      blockMode: { kind: 'manual' },
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
      indexer: { kind: 'sqlite' },
    },
  );
  await using again = await openDevNode({ blockMode: { kind: 'manual' } });
  const { headTopology, headStateMerkleRoot } = await headOf(node);
  const { id, height: top } = headTopology!;
  const included = new Map<string, number>();
  for (let height = 1n; height <= top; height++) {
    const block = await blockAt(node, id, height);
    for (const transaction of block.transactions) {
      const key = `0x${hex(transaction.id)}`;
      included.set(key, (included.get(key) ?? 0) + 1);
    }
    assert.ok((await again.bus.call(chainService.submitBlock, { block }, CALL)).ok);
  }
  const other = await headOf(again);
  assert.deepEqual(other.headStateMerkleRoot, headStateMerkleRoot, 'equal blocks, equal roots');
  await indexedUpTo(node, top);
  return { height: top, included };
}

async function headOf({ bus }: Node): Promise<rpcChain.GetHeadInfoResponse> {
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(head.ok);
  return head.value;
}

async function blockAt({ bus }: Node, head: Uint8Array, height: bigint): Promise<Block> {
  const which = { headBlockId: head, ancestorStartHeight: height, numBlocks: 1 };
  const request = { ...which, returnBlock: true, returnReceipt: false };
  const found = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
  assert.ok(found.ok);
  return found.value.blockItems[0]!.block!;
}

/** The index is not waited for by anyone else: it may have been killed just now. */
async function indexedUpTo({ bus }: Node, height: bigint): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < CALL.timeoutMs; await pause(20)) {
    const status = await bus.call(indexerService.getStatus, {}, CALL);
    if (status.ok && status.value.height === height) return;
  }
  throw new Error(`the index does not come to block ${height}`);
}
