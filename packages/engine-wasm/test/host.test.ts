import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@ashlar/base';
import {
  INSUFFICIENT_RETURN_BUFFER,
  openWasmEngine,
  STACK_FRAMES_MAX,
  STACK_SLOTS_MAX,
  TRAP,
} from '../src/index.ts';
import { I32, OP } from '../src/module/opcodes.ts';
import { webAssembly } from '../src/webassembly.ts';
import { recursive } from './support/deep.ts';
import { prepared, runOnce } from './support/fixtures.ts';
import {
  buildModule,
  call,
  contractOf,
  HOST_SIGNATURE,
  hostCall,
  i32Const,
  START_SIGNATURE,
} from './support/module-builder.ts';
import { RecordingHost } from './support/recording-host.ts';

const END = 65_536;
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);

/** Calls the host with `range`, stores the code it returned at 1000 and shows the memory. */
type Ranges = readonly [returnAt: number, room: number, argsAt: number, length: number, writtenAt: number];
const probing = (id: number, ...ranges: Ranges): Uint8Array =>
  contractOf([
    ...i32Const(1000),
    ...[id, ...ranges].flatMap(i32Const),
    ...call(0),
    0x36,
    0,
    0,
    ...hostCall(99, 0, 0, 0, END, 0),
  ]);
const word = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getInt32(at, true);

test('a result is written where the contract asked, its length beside it, and the code returned', () => {
  const { host, outcome } = runOnce(probing(5, 100, 8, 0, 0, 200), 1e6, () => ({
    code: 0,
    bytes: bytesOf(5),
  }));
  assert.deepEqual(outcome, { kind: 'returned' });
  const shown = host.calls[1]!.args;
  assert.deepEqual(shown.subarray(100, 108), Uint8Array.of(1, 2, 3, 4, 5, 0, 0, 0));
  assert.equal(word(shown, 200), 5);
  assert.equal(word(shown, 1000), 0);
  assert.equal(host.calls[0]!.roomBytes, 8);
});

test('error bytes are written like a result, and the code may be negative', () => {
  const { host } = runOnce(probing(5, 100, 8, 0, 0, 200), 1e6, () => ({ code: -1, bytes: bytesOf(3) }));
  assert.equal(word(host.calls[1]!.args, 1000), -1);
  assert.equal(word(host.calls[1]!.args, 200), 3);
  assert.deepEqual(host.calls[1]!.args.subarray(100, 104), Uint8Array.of(1, 2, 3, 0));
});

test('what does not fit the return buffer gives code 105, count 0 and no bytes', () => {
  for (const code of [0, -1, 7]) {
    const { host } = runOnce(probing(5, 100, 4, 0, 0, 200), 1e6, () => ({ code, bytes: bytesOf(5) }));
    assert.equal(word(host.calls[1]!.args, 1000), INSUFFICIENT_RETURN_BUFFER);
    assert.equal(word(host.calls[1]!.args, 200), 0);
    assert.equal(word(host.calls[1]!.args, 100), 0);
  }
});

test('empty ranges at the very end of memory are legal, whatever passes the end traps before the host is asked', () => {
  assert.equal(runOnce(probing(5, END, 0, END, 0, END - 4)).outcome.kind, 'returned');
  const outside: readonly Ranges[] = [
    [END + 1, 0, 0, 0, 0],
    [END, 1, 0, 0, 0],
    [0, 0, END, 1, 0],
    [0, 0, END - 1, 2, 0],
    [0, 0, 0, 0, END - 3],
    [-1, 0, 0, 0, 0],
    [0, -1, 0, 0, 0],
    [0, 0, -1, 2, 0],
    [8, 0, 0xfffffff8, 16, 0],
    [0, 0, 0, 0, -4],
  ];
  for (const range of outside) {
    const { outcome, host } = runOnce(probing(5, ...range));
    assert.deepEqual(outcome, { kind: 'trapped', reason: TRAP.pointer }, range.join());
    assert.equal(host.calls.length, 0);
  }
});

test('arguments are a view into memory, not a copy', () => {
  const code = contractOf([...hostCall(1, 0, 0, 16, 4, 0), ...hostCall(2, 0, 0, 16, 4, 8)]);
  const engine = openWasmEngine();
  const seen: Uint8Array[] = [];
  const host = new RecordingHost();
  host.invokeSystemCall = (_id, args) => {
    seen.push(args);
    return { code: 0, bytes: new Uint8Array(0) };
  };
  engine.execute(prepared(code, engine), host);
  assert.equal(seen[0]!.buffer, seen[1]!.buffer);
  assert.equal(seen[0]!.byteOffset, 16);
});

test('memory that the contract grew is what host calls see', () => {
  const code = contractOf([
    ...i32Const(1),
    OP.memoryGrow,
    0,
    OP.drop,
    ...i32Const(END + 8),
    ...i32Const(7),
    0x36,
    0,
    0,
    ...hostCall(1, END, 4, END + 8, 4, END + 16),
    ...hostCall(2, 0, 0, END, 24, 0),
  ]);
  const { host, outcome } = runOnce(code, 1e6, ({ id }) => ({ code: 0, bytes: bytesOf(id === 1 ? 4 : 0) }));
  assert.deepEqual(outcome, { kind: 'returned' });
  assert.deepEqual(host.calls[0]!.args, Uint8Array.of(7, 0, 0, 0));
  assert.equal(word(host.calls[1]!.args, 16), 4);
});

test("system calls and thunks are told apart, with the contract's ticks settled before each", () => {
  const thunk = [...[9, 0, 0, 0, 0, 0].flatMap(i32Const), ...call(1), OP.drop];
  const { host } = runOnce(contractOf([...hostCall(3, 0, 0, 0, 0, 0), ...thunk]), 1000);
  assert.deepEqual(
    host.calls.map(({ id, thunk: isThunk, ticksLeft }) => ({ id, isThunk, ticksLeft })),
    [
      { id: 3, isThunk: false, ticksLeft: 1000 - 7 },
      { id: 9, isThunk: true, ticksLeft: 1000 - 7 - 1 - 7 },
    ],
  );
});

test('host functions may stand in the table and be called through it', () => {
  const args = [4, 0, 0, 0, 0, 0].flatMap(i32Const);
  const code = contractOf([...args, ...i32Const(1), OP.callIndirect, 1, 0, OP.drop], {
    tableEntries: 2,
    elements: [{ offset: 1, functions: [1] }],
  });
  const { host, outcome } = runOnce(code, 1000);
  assert.deepEqual(outcome, { kind: 'returned' });
  assert.deepEqual(
    host.calls.map(({ id, thunk, ticksLeft }) => ({ id, thunk, ticksLeft })),
    [{ id: 4, thunk: true, ticksLeft: 1000 - 8 }],
  );
});

test('ticks that the host spends or grants during a call count at once', () => {
  const code = contractOf([...hostCall(1, 0, 0, 0, 0, 0), OP.nop, OP.nop]);
  const spend = (left: number) =>
    runOnce(code, 100, (_, host) => {
      host.left = left;
      return { code: 0, bytes: new Uint8Array(0) };
    });
  assert.equal(spend(4).outcome.kind, 'returned');
  assert.equal(spend(4).host.left, 0);
  assert.equal(spend(3).outcome.kind, 'exhausted');
  assert.equal(spend(3).host.left, 0);
  assert.equal(spend(2 ** 53 - 1).host.left, 2 ** 53 - 1 - 4);
});

test('the budget of ticks is exact at its upper end', () => {
  const { host, spent } = runOnce(contractOf([OP.nop]), Number.MAX_SAFE_INTEGER);
  assert.equal(host.left, Number.MAX_SAFE_INTEGER - 2);
  assert.equal(spent, 2);
});

test('an exhausted contract makes no further host call', () => {
  const code = contractOf([...hostCall(1, 0, 0, 0, 0, 0), ...hostCall(2, 0, 0, 0, 0, 0)]);
  const { host, outcome } = runOnce(code, 7 + 1 + 6);
  assert.deepEqual(outcome, { kind: 'exhausted' });
  assert.equal(host.calls.length, 1);
  assert.equal(host.left, 0);
});

test('the stack budget is lent to the host during a call and given back', () => {
  // `_start` calls function 3, which has two locals and needs six operands for its host call.
  const code = buildModule({
    types: [START_SIGNATURE, HOST_SIGNATURE],
    hasImports: true,
    functions: [
      { type: 0, code: call(3) },
      { type: 0, locals: [I32, I32], code: hostCall(1, 0, 0, 0, 0, 0) },
    ],
    start: 2,
  });
  const engine = openWasmEngine();
  const host = new RecordingHost(1e6, undefined, { frames: 50, slots: 100 });
  engine.execute(prepared(code, engine), host);
  assert.deepEqual(host.calls[0]!.stack, { frames: 48, slots: 100 - 0 - (2 + 6) });
  assert.deepEqual(host.stack, { frames: 50, slots: 100 });
});

test('recursion traps at the budget of frames or of slots, whichever ends first', () => {
  const engine = openWasmEngine();
  for (const [locals, stack, frames] of [
    [0, { frames: 10, slots: 1000 }, 10],
    [5, { frames: 1000, slots: 100 }, 1 + 14],
    [0, { frames: 1e9, slots: 1e9 }, STACK_FRAMES_MAX],
    [100, { frames: 1e9, slots: 1e9 }, 1 + Math.floor(STACK_SLOTS_MAX / 102)],
    [0, { frames: 0, slots: 1000 }, 0],
  ] as const) {
    const host = new RecordingHost(1e6, undefined, { ...stack });
    const program = prepared(recursive(locals, false), engine);
    assert.deepEqual(engine.execute(program, host), { kind: 'trapped', reason: TRAP.stack });
    // `_start` spends one tick; each frame after it loads its locals (3 ticks each) and calls.
    const expected = frames === 0 ? 0 : 1 + (frames - 1) * (3 * locals + 1);
    assert.equal(1e6 - host.left, expected);
  }
});

test('what the host throws passes through untouched, and the instance is restored', () => {
  const code = contractOf([
    ...i32Const(4000),
    ...i32Const(1),
    0x36,
    0,
    0,
    ...hostCall(1, 0, 0, 4000, 4, 0),
    ...hostCall(2, 0, 0, 0, 0, 0),
  ]);
  const engine = openWasmEngine();
  const program = prepared(code, engine);
  const signals: readonly unknown[] = [
    Object.freeze({ exit: true }),
    new RangeError('mine'),
    new webAssembly.RuntimeError('unreachable'),
    undefined,
  ];
  for (const signal of signals) {
    const host = new RecordingHost(1e6, ({ id }) => {
      if (id === 2) throw signal;
      return { code: 0, bytes: new Uint8Array(0) };
    });
    try {
      engine.execute(program, host);
      assert.fail('must throw');
    } catch (error) {
      assert.equal(error, signal);
    }
    assert.deepEqual(host.stack, { frames: 1024, slots: 16_384 });
    assert.deepEqual(host.calls[0]!.args, Uint8Array.of(1, 0, 0, 0));
  }
  assert.equal(program.idle.length, 1);
});

test('what the host throws while ticks are settled passes through too', () => {
  const code = contractOf(hostCall(1, 0, 0, 0, 0, 0));
  const engine = openWasmEngine();
  const signal = { limit: 'reached' };
  for (const throwsAt of [1, 2]) {
    const host = new RecordingHost();
    let settlements = 0;
    host.spendTicks = () => {
      if (++settlements === throwsAt) throw signal;
    };
    assert.throws(
      () => engine.execute(prepared(code, engine), host),
      (error) => error === signal,
    );
  }
});

test('overflow of the native stack is a fault of the machine, wherever it happens', () => {
  const engine = openWasmEngine();
  const program = prepared(contractOf(hostCall(1, 0, 0, 0, 0, 0)), engine);
  const endless = (): number => 1 + endless();
  const inHost = new RecordingHost(1e6, () => ({ code: endless(), bytes: new Uint8Array(0) }));
  const nested = new RecordingHost(1e6, (_, host) => {
    Object.assign(host.stack, { frames: 1024, slots: 16_384 }); // A host that forgets to share the budget.
    engine.execute(program, host);
    return { code: 0, bytes: new Uint8Array(0) };
  });
  for (const host of [inHost, nested])
    assert.throws(
      () => engine.execute(program, host),
      (error) => error instanceof Fault && error.code === 'engine.nativeLimit',
    );
});
