/**
 * Frozen runs of the kernel (`spec/kernel-vectors.json`, described in `spec/kernel.md`): a genesis, a block, and all
 * that follows from them to the tick. `plain` needs the kernel's own rules and a contract in WebAssembly only; `native`
 * has the native contracts' mana and markets, and so freezes them too. A difference is a change of the protocol.
 * `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { concat, fromHex, hex, utf8 } from '@ashlar/base';
import { type GenesisOptions, genesisOf, nativeContracts, WELL_KNOWN } from '@ashlar/contracts';
import { sha256 } from '@ashlar/crypto';
import { openWasmEngine } from '@ashlar/engine-wasm';
import {
  Block,
  BlockReceipt,
  chain,
  entryPointOf,
  GENESIS_BLOCK_ID,
  type Operation,
  type Transaction,
  token,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { applyGenesis, Kernel } from '../src/index.ts';
import { alice, bob, callOf, genesisKey, operation, recoverKey, TestChain, uploadOf } from './chain.ts';

const file = join(import.meta.dirname, '../../../spec/kernel-vectors.json');

/** A contract at bob's address that puts an object and emits an event: module bytes by hand, arguments as data. */
function storingContract(): Uint8Array {
  const put = chain.PutObjectArguments.encode({
    space: { system: false, zone: bob.address, id: 1 },
    key: utf8('k'),
    obj: utf8('value'),
  });
  const event = chain.EventArguments.encode({
    name: 'stored',
    data: utf8('value'),
    impacted: [alice.address],
  });
  const sized = (...bytes: readonly number[]): readonly number[] => [bytes.length, ...bytes];
  const name = (text: string): readonly number[] => sized(...utf8(text));
  const constant = (value: number): readonly number[] =>
    value < 64 ? [0x41, value] : [0x41, (value & 127) | 128, value >> 7];
  const call = (id: number, at: number, length: number): readonly number[] => [
    ...[id, 200, 0, at, length, 240].flatMap(constant),
    ...[0x10, 0, 0x1a],
  ];
  const body = [0, ...call(301, 0, put.length), ...call(402, put.length, event.length), 0x0b];
  const data = concat(put, event);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized(2, 0x60, 6, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0)],
    ...[2, ...sized(1, ...name('env'), ...name('invoke_system_call'), 0, 0)],
    ...[3, ...sized(1, 1), 5, ...sized(1, 0, 1)],
    ...[7, ...sized(2, ...name('_start'), 0, 1, ...name('memory'), 2, 0)],
    ...[10, ...sized(1, ...sized(...body))],
    ...[11, ...sized(1, 0, 0x41, 0, 0x0b, ...sized(...data))],
  ]);
}

const transfer = (value: bigint): Operation =>
  operation({
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('transfer'),
      args: token.TransferArguments.encode({ from: alice.address, to: bob.address, value }),
    },
  });

type World = Readonly<{
  options: Partial<GenesisOptions>;
  transactions(world: TestChain): readonly Transaction[];
}>;

const WORLDS: Readonly<Record<'plain' | 'native', World>> = {
  plain: {
    options: { hasMana: false, hasMarkets: false },
    transactions: (world) => [
      world.transaction([uploadOf(bob, storingContract(), { engine: 'wasm/1' })], { payer: bob }),
      world.transaction([callOf('bob'), callOf('bob')]),
      world.transaction([callOf('bob'), callOf('nobody')]),
      world.transaction([]),
    ],
  },
  native: {
    options: {
      hasMana: true,
      hasMarkets: true,
      balances: [{ owner: alice.address, value: 1_000_000_000_000n }],
      unmetered: [genesisKey.address],
    },
    transactions: (world) => [
      world.transaction([transfer(1_000n)]),
      world.transaction([transfer(10n ** 18n)]),
      world.transaction([]),
    ],
  },
};

function computed({ options, transactions }: World): Readonly<Record<string, unknown>> {
  const genesis = genesisOf({ genesisKey: genesisKey.address, ...options });
  assert.ok(genesis.ok);
  const world = new TestChain({ ...options, engines: [openWasmEngine()] });
  const genesisRoot = world.state.rootOf(GENESIS_BLOCK_ID);
  const block = world.block(transactions(world));
  const { receipt, root } = world.apply(block);
  const bytes = BlockReceipt.encode(receipt);
  return {
    genesis: {
      chainId: hex(world.chainId),
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

function all(): Readonly<Record<string, unknown>> {
  const description =
    'Frozen runs of @ashlar/kernel, described in spec/kernel.md; bytes are hex, quantities decimal.';
  return { description, plain: computed(WORLDS.plain), native: computed(WORLDS.native) };
}

if (process.env['WRITE_VECTORS'] === '1') writeFileSync(file, `${JSON.stringify(all(), undefined, 2)}\n`);
const frozen = JSON.parse(readFileSync(file, 'utf8'));

test('genesis, block, receipt, root and ticks are the frozen ones', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(all())), frozen);
});

for (const name of ['plain', 'native'] as const) {
  test(`the frozen bytes of ${name} alone lead to its frozen root and receipt`, () => {
    const bytesAt = (text: string): Uint8Array => fromHex(text)!;
    const expected = frozen[name];
    const state = createMemoryState();
    const draft = state.fork(ORIGIN.block);
    const genesis = chain.GenesisData.decodeStrict(bytesAt(expected.genesis.bytes));
    assert.ok(genesis.ok);
    const chainId = applyGenesis(draft, genesis.value);
    assert.ok(chainId.ok);
    assert.equal(hex(chainId.value), expected.genesis.chainId);
    assert.equal(hex(state.seal(draft, GENESIS_BLOCK_ID, 0)), expected.genesis.root);
    const block = Block.decodeStrict(bytesAt(expected.block));
    assert.ok(block.ok);
    const engines = [openWasmEngine()];
    const kernel = new Kernel({ engines, natives: nativeContracts, recover: recoverKey });
    const applied = kernel.applyBlock(state, block.value);
    assert.ok(applied.ok);
    assert.equal(hex(applied.value.root), expected.root);
    assert.equal(hex(BlockReceipt.encode(applied.value.receipt)), expected.receipt.bytes);
  });
}
