/** A contract in AssemblyScript calls one in Rholang, which calls back, in one transaction: all of it happens, or nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import { RHOLANG_ADDRESS } from '@ashlar/contracts';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { entryPointOf, ObjectSpace, rholang, type TransactionReceipt, Writer } from '@ashlar/protocol';
import { addressOf, callOf, type TestChain } from '../../kernel/test/chain.ts';
import { CODES } from '../../kernel/test/determinism/random-operations.ts';
import { RHO_ENTRY } from '../src/index.ts';
import { deploy, explore, openChain } from './support/deploys.ts';

const open = (): TestChain =>
  openChain({
    engines: [openWasmEngine()],
    scripts: Object.fromEntries(
      ['caller', 'exiter'].map((name) => [name, { code: CODES[name]!, engine: 'wasm/1' }]),
    ),
  });

/** `contracts-as/fixtures/caller`: writes before, calls, writes after, and answers what it got. */
function forward(chain: TestChain, value: bigint): TransactionReceipt {
  const args = rholang.CallChannelArguments.encode({
    channel: { stringValue: 'price' },
    args: [{ intValue: value }, { callerValue: true }],
  });
  const writer = Writer.create().uint32(10).bytes(RHOLANG_ADDRESS);
  const call = writer.uint32(16).uint32(RHO_ENTRY.callChannel).uint32(26).bytes(args).finish();
  return chain.run([callOf('caller', new Uint8Array(call), entryPointOf('forward'))], {
    rcLimit: 100_000_000n,
  });
}

/** A program that asks `method` of a contract before it answers. */
const priceBy = (name: string, method: string, args: Uint8Array = EMPTY): string => `
  new call(\`rho:ashlar:call\`) in {
    contract @"price"(@amount, who, ret) = {
      @"asked"!(amount) |
      new answer in {
        call!("${hex(addressOf(name))}".hexToBytes(), ${entryPointOf(method)}, "${hex(args)}".hexToBytes(), *answer) |
        for (@bytes <- answer) { @"told"!(bytes) | ret!(amount * 3) }
      }
    }
  }`;

const traceOf = (chain: TestChain, key: string): Uint8Array | undefined =>
  chain.state.view(chain.head).get(new ObjectSpace(false, addressOf('caller'), 0), utf8(key));
const lyingOn = (chain: TestChain, channel: string): number =>
  explore(chain, `new ret in { for (@x <<- @"${channel}") { ret!(x) } }`).data.length;

test('AssemblyScript calls Rholang, which calls AssemblyScript, and each sees who called it', () => {
  const chain = open();
  deploy(chain, priceBy('caller', 'who'));
  const receipt = forward(chain, 14n);
  assert.equal(receipt.reverted, false, receipt.logs.join());
  assert.ok(traceOf(chain, 'before') !== undefined && traceOf(chain, 'after') !== undefined);
  assert.equal(lyingOn(chain, 'asked'), 1);
  const told = explore(chain, 'new ret in { for (@x <<- @"told") { ret!(x.bytesToHex()) } }').data[0]!
    .par[0]!;
  // `who_result`: the contract that ran, and the tuple space as its caller.
  const expected = hex(new Uint8Array([10, 25, ...addressOf('caller'), 18, 25, ...RHOLANG_ADDRESS]));
  assert.ok(hex(told).includes(hex(utf8(expected))));
});

test('when the innermost contract reverts, none of the three has changed', () => {
  const chain = open();
  const end = new Uint8Array(Writer.create().uint32(8).int32(1).uint32(18).string('the end').finish());
  deploy(chain, priceBy('exiter', 'end', end));
  const receipt = forward(chain, 14n);
  assert.equal(receipt.reverted, true);
  assert.match(receipt.logs.at(-1)!, /the end/);
  assert.equal(traceOf(chain, 'before'), undefined);
  assert.equal(lyingOn(chain, 'asked'), 0);
  assert.ok(receipt.rcUsed > 0n);
});

test('when the program fails, the contract that asked is undone with it', () => {
  const chain = open();
  deploy(chain, 'contract @"price"(@amount, who, ret) = { @"asked"!(amount) | ret!(amount + "x") }');
  const receipt = forward(chain, 14n);
  assert.equal(receipt.reverted, true);
  assert.match(receipt.logs.at(-1)!, /Operator/);
  assert.equal(traceOf(chain, 'before'), undefined);
  assert.equal(lyingOn(chain, 'asked'), 0);
});
