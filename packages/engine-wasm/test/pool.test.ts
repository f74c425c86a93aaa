import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWasmEngine } from '../src/index.ts';
import { I32, I64, OP } from '../src/module/opcodes.ts';
import { prepared } from './support/fixtures.ts';
import { contractOf, hostCall, i32Const, i64Const } from './support/module-builder.ts';
import { RecordingHost } from './support/recording-host.ts';

/** Shows its memory, then spoils memory and both globals, then ends as `ending` says. */
const spoiling = (ending: readonly number[], pages: readonly [number, number?] = [1]): Uint8Array =>
  contractOf(
    [
      ...i32Const(0),
      OP.globalGet,
      0,
      0x36,
      0,
      0,
      ...i32Const(8),
      OP.globalGet,
      1,
      0x37,
      0,
      0,
      ...hostCall(1, 0, 0, 0, 65_536, 65_532),
      ...i32Const(7),
      OP.globalSet,
      0,
      ...i64Const(-5n),
      OP.globalSet,
      1,
      ...i32Const(100),
      ...i32Const(0xab),
      ...i32Const(65_000),
      OP.prefix,
      11,
      0,
      ...ending,
    ],
    {
      pages,
      globals: [
        { type: I32, isMutable: true, code: [...i32Const(42), OP.end] },
        { type: I64, isMutable: true, code: [...i64Const(1n << 40n), OP.end] },
        { type: I32, isMutable: false, code: [...i32Const(1), OP.end] },
      ],
      data: [{ offset: 3000, bytes: [1, 2, 3] }],
    },
  );

const GROW = [...i32Const(1), OP.memoryGrow, 0, OP.drop];

test('however a run ends, the next run of the instance starts from the initial memory and globals', () => {
  const endings: readonly (readonly number[])[] = [
    [],
    [OP.unreachable],
    [...i32Const(-1), 0x28, 0, 0, OP.drop],
    [OP.loop, 0x40, OP.br, 0, OP.end],
    hostCall(2, -1, 0, 0, 0, 0),
  ];
  for (const ending of endings) {
    const engine = openWasmEngine();
    const program = prepared(spoiling(ending), engine);
    const run = (): unknown => {
      const host = new RecordingHost(10_000);
      const outcome = engine.execute(program, host);
      return { outcome, left: host.left, calls: host.calls };
    };
    const first = run();
    assert.equal(program.idle.length, 1);
    const idle = program.idle[0];
    assert.deepEqual(run(), first);
    assert.equal(program.idle[0], idle);
  }
});

test('an instance whose memory grew is not used again', () => {
  const engine = openWasmEngine();
  const program = prepared(spoiling(GROW), engine);
  for (let run = 0; run < 2; run++) {
    const host = new RecordingHost(10_000);
    engine.execute(program, host);
    assert.equal(host.calls[0]!.args.length, 65_536);
    assert.equal(program.idle.length, 0);
  }
});

test('nested calls of one contract run in instances of their own', () => {
  const engine = openWasmEngine();
  const program = prepared(spoiling([]), engine);
  const shown: Uint8Array[] = [];
  const answer = (depth: number) => (call: { args: Uint8Array }, host: RecordingHost) => {
    shown.push(call.args);
    if (depth < 5) engine.execute(program, new RecordingHost(10_000, answer(depth + 1), host.stack));
    return { code: 0, bytes: new Uint8Array(0) };
  };
  for (let run = 0; run < 2; run++) engine.execute(program, new RecordingHost(10_000, answer(0)));
  assert.equal(shown.length, 12);
  for (const memory of shown) assert.deepEqual(memory, shown[0]);
  assert.equal(program.idle.length, 6);
});

test('idle instances are bounded by number and by memory, the least recently prepared programs paying first', () => {
  const engine = openWasmEngine({ idlePerProgramMax: 2, idleBytesMax: 3 * 65_536 });
  const programs = [spoiling([]), spoiling([OP.nop])].map((code) => prepared(code, engine));
  const nest = (program: (typeof programs)[0], depth: number): void => {
    const host = new RecordingHost(10_000, () => {
      if (depth > 0) nest(program, depth - 1);
      return { code: 0, bytes: new Uint8Array(0) };
    });
    engine.execute(program, host);
  };
  nest(programs[0]!, 4);
  assert.equal(programs[0]!.idle.length, 2);
  nest(programs[1]!, 0);
  assert.deepEqual([programs[0]!.idle.length, programs[1]!.idle.length], [2, 1]);
  nest(programs[1]!, 1);
  assert.deepEqual([programs[0]!.idle.length, programs[1]!.idle.length], [0, 2]);
});

test('contracts with much initial memory are instantiated afresh', () => {
  const engine = openWasmEngine();
  const program = prepared(spoiling([], [17]), engine);
  engine.execute(program, new RecordingHost(10_000));
  assert.equal(program.idle.length, 0);
});

test('programs are remembered up to a number and a size; a forgotten one still runs but keeps no instances', () => {
  const engine = openWasmEngine({ programsMax: 2 });
  const codes = [[], [OP.nop], [OP.nop, OP.nop]].map((ending) => spoiling(ending));
  const [first, second] = [prepared(codes[0]!, engine), prepared(codes[1]!, engine)];
  engine.execute(first, new RecordingHost(10_000));
  assert.equal(prepared(codes[0]!, engine), first);
  prepared(codes[2]!, engine);
  assert.equal(prepared(codes[0]!, engine), first);
  assert.notEqual(prepared(codes[1]!, engine), second);
  assert.deepEqual(engine.execute(second, new RecordingHost(10_000)), { kind: 'returned' });
  assert.equal(second.idle.length, 0);
  const small = openWasmEngine({ programBytesMax: 1 });
  const only = prepared(codes[0]!, small);
  assert.equal(prepared(codes[0]!, small), only);
  prepared(codes[1]!, small);
  assert.notEqual(prepared(codes[0]!, small), only);
});

test('a refusal is remembered like a program', () => {
  const engine = openWasmEngine();
  const hash = new Uint8Array(32).fill(9);
  const refused = engine.prepare(new Uint8Array(8), hash);
  assert.equal(refused.ok, false);
  assert.equal(engine.prepare(contractOf([]), hash), refused);
});

test('growth stops at 256 pages whatever maximum the contract declares', () => {
  for (const pages of [[1], [1, 512], [1, 65_536]] as const) {
    const engine = openWasmEngine();
    const grow = (delta: number): number[] => [
      ...i32Const(0),
      ...i32Const(delta),
      OP.memoryGrow,
      0,
      0x36,
      0,
      0,
      ...hostCall(1, 0, 0, 0, 4, 8),
    ];
    const host = new RecordingHost(10_000);
    engine.execute(prepared(contractOf([...grow(255), ...grow(1)], { pages }), engine), host);
    assert.deepEqual(
      host.calls.map(({ args }) => [...args]),
      [
        [1, 0, 0, 0],
        [255, 255, 255, 255],
      ],
    );
  }
});

test('a recursion that branches is stopped within a bounded time by its ticks', () => {
  // f(n) calls f(n-1) twice and contains no loop: only the check on entry can end it early.
  const twice = [OP.localGet, 0, ...i32Const(1), 0x6b, OP.call, 3];
  const code = contractOf([], {
    types: [
      { parameters: [], result: 0x40 },
      { parameters: [I32, I32, I32, I32, I32, I32], result: I32 },
      { parameters: [I32], result: 0x40 },
    ],
    functions: [
      { type: 0, code: [...i32Const(60), OP.call, 3] },
      { type: 2, code: [OP.localGet, 0, OP.if, 0x40, ...twice, ...twice, OP.end] },
    ],
  });
  const engine = openWasmEngine();
  const host = new RecordingHost(1_000_000);
  assert.deepEqual(engine.execute(prepared(code, engine), host), { kind: 'exhausted' });
  assert.equal(host.left, 0);
});

test('a chain may price memory: pages at the start and pages asked for', () => {
  const code = contractOf([...i32Const(3), OP.memoryGrow, 0, OP.drop], { pages: [2] });
  const engine = openWasmEngine({ memoryPrices: { grownPageTicks: 1_000, initialPageTicks: 70 } });
  const program = prepared(code, engine);
  const price = 2 * 70 + 2 + 3 * 1_000 + 2;
  for (const [ticks, kind, left] of [
    [10_000, 'returned', 10_000 - price],
    [price, 'returned', 0],
    [price - 1, 'exhausted', 0],
    [139, 'exhausted', 0],
  ] as const) {
    const host = new RecordingHost(ticks);
    assert.deepEqual(engine.execute(program, host), { kind });
    assert.equal(host.left, left);
  }
  assert.throws(() => openWasmEngine({ memoryPrices: { grownPageTicks: -1, initialPageTicks: 0 } }));
  assert.throws(() => openWasmEngine({ memoryPrices: { grownPageTicks: 2 ** 21, initialPageTicks: 0 } }));
});
