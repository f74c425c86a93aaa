/**
 * A frozen run of the kernel (`spec/kernel-vectors.json`, described in `spec/kernel.md`): a genesis, a block with a
 * transfer, one that reverts and one that does nothing, and all that follows from them to the tick. The genesis has the
 * native contracts with mana and markets, so that it freezes them too. A difference is a change of the protocol.
 * `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import { genesisOf, nativeContracts, WELL_KNOWN } from '@ashlar/contracts';
import { sha256 } from '@ashlar/crypto';
import {
  Block,
  BlockReceipt,
  chain,
  entryPointOf,
  GENESIS_BLOCK_ID,
  type Operation,
  token,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { applyGenesis, Kernel } from '../src/index.ts';
import { alice, bob, genesisKey, operation, recoverKey, TestChain } from './chain.ts';

const file = join(import.meta.dirname, '../../../spec/kernel-vectors.json');
const OPTIONS = {
  hasMana: true,
  hasMarkets: true,
  balances: [{ owner: alice.address, value: 1_000_000_000_000n }],
  unmetered: [genesisKey.address],
};

const transfer = (value: bigint): Operation =>
  operation({
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('transfer'),
      args: token.TransferArguments.encode({ from: alice.address, to: bob.address, value }),
    },
  });

function computed(): Readonly<Record<string, unknown>> {
  const genesis = genesisOf({ genesisKey: genesisKey.address, ...OPTIONS });
  assert.ok(genesis.ok);
  const live = new TestChain(OPTIONS);
  const genesisRoot = live.state.rootOf(GENESIS_BLOCK_ID);
  const block = live.block([
    live.transaction([transfer(1_000n)]),
    live.transaction([transfer(10n ** 18n)]),
    live.transaction([]),
  ]);
  const { receipt, root } = live.apply(block);
  const bytes = BlockReceipt.encode(receipt);
  return {
    description:
      'A frozen run of @ashlar/kernel, described in spec/kernel.md; bytes are hex, quantities decimal.',
    genesis: {
      sha256: hex(sha256(chain.GenesisData.encode(genesis.value))),
      chainId: hex(live.chainId),
      root: hex(genesisRoot),
      bytes: hex(chain.GenesisData.encode(genesis.value)),
    },
    block: hex(Block.encode(block)),
    root: hex(root),
    receipt: { sha256: hex(sha256(bytes)), bytes: hex(bytes) },
    used: {
      disk: `${receipt.diskStorageUsed}`,
      network: `${receipt.networkBandwidthUsed}`,
      ticks: `${receipt.computeBandwidthUsed}`,
    },
    transactions: receipt.transactionReceipts.map((each) => ({
      rcUsed: `${each.rcUsed}`,
      disk: `${each.diskStorageUsed}`,
      network: `${each.networkBandwidthUsed}`,
      ticks: `${each.computeBandwidthUsed}`,
      reverted: each.reverted,
      events: each.events.map(({ sequence, name }) => `${sequence} ${name}`),
      logs: each.logs,
    })),
  };
}

if (process.env['WRITE_VECTORS'] === '1')
  writeFileSync(file, `${JSON.stringify(computed(), undefined, 2)}\n`);
const frozen = JSON.parse(readFileSync(file, 'utf8'));

test('genesis, block, receipt, root and ticks are the frozen ones', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(computed())), frozen);
});

test('the frozen bytes alone lead to the frozen root and receipt', () => {
  const bytesAt = (text: string): Uint8Array => fromHex(text)!;
  const state = createMemoryState();
  const draft = state.fork(ORIGIN.block);
  const genesis = chain.GenesisData.decodeStrict(bytesAt(frozen.genesis.bytes));
  assert.ok(genesis.ok);
  const chainId = applyGenesis(draft, genesis.value);
  assert.ok(chainId.ok);
  assert.equal(hex(chainId.value), frozen.genesis.chainId);
  assert.equal(hex(state.seal(draft, GENESIS_BLOCK_ID, 0)), frozen.genesis.root);
  const block = Block.decodeStrict(bytesAt(frozen.block));
  assert.ok(block.ok);
  const kernel = new Kernel({ engines: [], natives: nativeContracts, recover: recoverKey });
  const applied = kernel.applyBlock(state, block.value);
  assert.ok(applied.ok);
  assert.equal(hex(applied.value.root), frozen.root);
  assert.equal(hex(BlockReceipt.encode(applied.value.receipt)), frozen.receipt.bytes);
});
