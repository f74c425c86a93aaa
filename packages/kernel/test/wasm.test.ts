/** Contracts in WebAssembly on the kernel: how their calls, exits, traps and limits come out (`spec/koinos.md` 4.10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { ERROR_CODE, entryPointOf, Reader, type TransactionReceipt, Writer } from '@ashlar/protocol';
import { addressOf, alice, callOf, keyOf, operation, TestChain, uploadOf } from './chain.ts';
import { CODES } from './determinism/random-operations.ts';

const worldOf = (): TestChain =>
  new TestChain({
    engines: [openWasmEngine()],
    resourceLimits: {
      diskStorageLimit: 1_000_000n,
      diskStorageCost: 1n,
      networkBandwidthLimit: 1_000_000n,
      networkBandwidthCost: 1n,
      computeBandwidthLimit: 1_000_000_000n,
      computeBandwidthCost: 1n,
    },
    scripts: Object.fromEntries(
      Object.entries(CODES).map(([name, code]) => [
        name,
        {
          code,
          engine: 'wasm/1',
          system: name === 'override',
          authorizesCallContract: name === 'authorizer',
        },
      ]),
    ),
  });
const world = worldOf();

const call = (name: string, method: string, args: Uint8Array = EMPTY) =>
  operation({ callContract: { contractId: addressOf(name), entryPoint: entryPointOf(method), args } });
const read = (name: string, method: string, args: Uint8Array = EMPTY): Uint8Array =>
  world.read(name, args, entryPointOf(method));
const finish = (writer: Writer): Uint8Array => new Uint8Array(writer.finish());
const endArgs = (code: number): Uint8Array =>
  finish(Writer.create().uint32(8).int32(code).uint32(18).string('the end'));
const forwardArgs = (name: string, method: string, args: Uint8Array): Uint8Array =>
  finish(
    Writer.create()
      .uint32(10)
      .bytes(addressOf(name))
      .uint32(16)
      .uint32(entryPointOf(method))
      .uint32(26)
      .bytes(args),
  );
/** The one varint of a result, 0 if it is empty. */
const numberOf = (bytes: Uint8Array): number =>
  bytes.length === 0 ? 0 : Number(new Reader(bytes.subarray(1)).uint32());
const count = (): number => numberOf(read('exiter', 'count'));
const logOf = ({ logs }: TransactionReceipt): string | undefined => logs.at(-1);

test('exit with code 0 keeps what was done; a code or a trap undoes it', () => {
  assert.equal(world.run([call('exiter', 'end', endArgs(0))]).reverted, false);
  assert.equal(count(), 1);
  for (const code of [1, 77, -1, -200]) {
    const receipt = world.run([call('exiter', 'end', endArgs(code))]);
    assert.deepEqual([receipt.reverted, receipt.events], [true, []]);
    assert.equal(logOf(receipt), 'transaction reverted: the end');
  }
  assert.match(
    logOf(world.run([call('exiter', 'trap')]))!,
    /module exited due to trap: unreachable executed/,
  );
  assert.equal(count(), 1);
});

test('a callee that fails is seen by its caller, and what the callee did is undone; one that reverts ends both', () => {
  const before = count();
  const failing = world.run([call('caller', 'try_forward', forwardArgs('exiter', 'end', endArgs(-5)))]);
  assert.equal(failing.reverted, false);
  assert.equal(count(), before);
  const reverting = world.run([call('caller', 'try_forward', forwardArgs('exiter', 'end', endArgs(5)))]);
  assert.equal(logOf(reverting), 'transaction reverted: the end');
  const fine = world.run([call('caller', 'try_forward', forwardArgs('exiter', 'end', endArgs(0)))]);
  assert.equal(fine.reverted, false);
  assert.equal(count(), before + 1);
});

test('contracts nest as deep as frames allow, and are as good as new afterwards', () => {
  const nest = (depth: number): TransactionReceipt =>
    world.run([call('caller', 'nest', finish(Writer.create().uint32(8).uint32(depth)))], {
      rcLimit: 900_000_000n,
    });
  assert.equal(nest(100).reverted, false);
  assert.equal(logOf(nest(130)), 'transaction reverted: apply context stack overflow');
  assert.equal(nest(100).reverted, false);
});

test('contracts that nest as deep as frames allow, the innermost recursing, need no more native stack than there is', () => {
  const recurse = finish(Writer.create().uint32(8).uint32(100_000));
  let forward = forwardArgs('spender', 'recurse', recurse);
  for (let depth = 0; depth < 120; depth++) forward = forwardArgs('caller', 'try_forward', forward);
  const receipt = world.run([call('caller', 'try_forward', forward)], { rcLimit: 900_000_000n });
  assert.equal(logOf(receipt), 'transaction reverted: module exited due to trap: stack limit exceeded');
});

test('recursion and loops within a contract end by their limits, in the same way each time', () => {
  const recurse = finish(Writer.create().uint32(8).uint32(100_000));
  const burn = finish(Writer.create().uint32(8).uint32(1_000_000));
  for (let round = 0; round < 2; round++) {
    const deep = world.run([call('spender', 'recurse', recurse)]);
    assert.equal(logOf(deep), 'transaction reverted: module exited due to trap: stack limit exceeded');
    const long = world.run([call('spender', 'burn_ticks', burn)], { rcLimit: 1_000_000n });
    assert.deepEqual([logOf(long), long.rcUsed], ['transaction reverted: insufficient rc', 1_000_000n]);
  }
});

/** Code that came back, and what `bare` left in its result. */
const bare = (entryPoint: number): string | undefined | readonly [number, string] => {
  const answer = world.kernel.readContract(world.state, world.head, {
    contractId: addressOf('bare'),
    entryPoint,
    args: EMPTY,
  });
  if (!answer.ok) return answer.refusal.message;
  const { result } = answer.value;
  if (result.length < 5) return [0, hex(result)];
  return [new DataView(result.buffer, result.byteOffset).getInt32(0, true), hex(result.subarray(4))];
};

test('the host interface holds against contracts that no kit would make', () => {
  assert.equal(bare(1), 'exit error did not contain error data');
  for (const entry of [2, 3, 4]) {
    assert.equal(bare(entry), 'module exited due to trap: host call pointer out of bounds');
  }
  assert.equal((bare(5) as readonly [number, string])[0], ERROR_CODE.insufficientReturnBuffer);
  assert.equal((bare(6) as readonly [number, string])[0], 0);
  assert.equal((bare(7) as readonly [number, string])[0], ERROR_CODE.unknownSystemCall);
  assert.equal(bare(8), 'invoke_thunk is for system contracts');
  assert.match(bare(9) as string, /malformed arguments/);
  assert.match(bare(10) as string, /float instruction executed/);
  assert.match(bare(11) as string, /compute bandwidth limit exceeded/);
  assert.match(bare(12) as string, /memory, division or table trap/);
  assert.deepEqual(bare(13), [0, '']);
});

test('a system contract in WebAssembly stands in for calls, in the name of those who make them', () => {
  const chain = worldOf();
  const signers = [alice, keyOf('genesis')];
  const bind = (callId: number, name: string) =>
    operation({
      setSystemCall: {
        callId,
        target: { systemCallBundle: { contractId: addressOf('override'), entryPoint: entryPointOf(name) } },
      },
    });
  chain.run([bind(402, 'event'), bind(401, 'log')], { signers });
  const { events, logs } = chain.run([call('exiter', 'end', endArgs(0))]);
  assert.deepEqual(
    events.map(({ source }) => hex(source)),
    [hex(addressOf('exiter'))],
  );
  assert.equal(logs.length, 1);
  assert.equal(numberOf(chain.read('override', EMPTY, entryPointOf('seen'))), 1);
});

test('uploads of WebAssembly are judged, charged by the byte, and run at once', () => {
  const carol = keyOf('carol');
  const options = { payer: carol, rcLimit: 100_000_000n };
  const bad = world.run([uploadOf(carol, utf8('not a module'), { engine: 'wasm/1' })], options);
  assert.match(logOf(bad)!, /invalid contract code: code\./);
  const code = CODES['bare']!;
  const upload = uploadOf(carol, code, { engine: '' });
  const receipt = world.run(
    [upload, operation({ callContract: { contractId: carol.address, entryPoint: 100, args: EMPTY } })],
    options,
  );
  assert.equal(receipt.reverted, false);
  assert.ok(receipt.computeBandwidthUsed > BigInt(20 * code.length));
  assert.equal(world.run([callOf('bare', EMPTY, 1)]).reverted, true);
});
