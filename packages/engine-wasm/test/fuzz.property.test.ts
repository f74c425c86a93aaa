import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CodeReason, decodeModule, openWasmEngine } from '../src/index.ts';
import { instrument } from '../src/instrument/instrument.ts';
import { isFloat, isPlain, OP } from '../src/module/opcodes.ts';
import { webAssembly } from '../src/webassembly.ts';
import { decodeCode } from './oracle/code.ts';
import { interpret } from './oracle/interpreter.ts';
import { fixture, hashOf } from './support/fixtures.ts';
import { Dice, generateModule } from './support/generator.ts';
import { RecordingHost } from './support/recording-host.ts';

const RUNS = Number(process.env['ASHLAR_WASM_FUZZ_RUNS'] ?? 3_000);
const FIXTURES = ['fib', 'quicksort', 'sha256', 'map'].map(fixture);
/** Reasons that are none of our own rules: what we call wrong thus, V8 must call wrong too. */
const STANDARD: ReadonlySet<CodeReason> = new Set([
  'code.indexOutOfRange',
  'code.alignment',
  'code.immutableGlobal',
]);
/** Since multi-memory, bit 6 of an alignment announces the index of a memory: V8 knows it, WebAssembly 1.0 does not. */
const namesMemory = (code: Uint8Array, offset: number): boolean => (code[offset + 1]! & 0x40) !== 0;

function mutated(seed: number): Uint8Array {
  const dice = new Dice(seed);
  const source = dice.chance(30) ? dice.pick(FIXTURES) : generateModule(dice.below(2 ** 31));
  const bytes = [...source];
  for (let change = 1 + dice.below(3); change > 0; change--) {
    const at = dice.chance(90) ? 8 + dice.below(bytes.length - 8) : dice.below(bytes.length);
    const kind = dice.below(6);
    if (kind === 0) bytes.splice(at, 1 + dice.below(4));
    else if (kind === 1) bytes.splice(at, 0, dice.below(256));
    else if (kind === 2) bytes[at] = (bytes[at]! ^ (1 << dice.below(8))) & 0xff;
    else if (kind === 3) bytes[at] = dice.pick([0, 1, 0x0b, 0x40, 0x7f, 0x7d, 0x80, 0xfc, 0xff]);
    else if (kind === 4) bytes[at] = dice.below(256);
    else bytes.copyWithin(at, dice.below(bytes.length), dice.below(bytes.length));
    if (bytes.length < 16) break;
  }
  return Uint8Array.from(bytes);
}

test('mutated code is refused or is valid for V8 before and after instrumentation, and runs as the reference interpreter says', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.nat(0xffffffff), (seed) => {
      const code = mutated(seed);
      const decoded = decodeModule(code);
      if (!decoded.ok) {
        const { code: reason, offset } = decoded.refusal;
        assert.ok(offset! >= 0 && offset! <= code.length);
        const isStandard = reason !== 'code.alignment' || !namesMemory(code, offset!);
        if (isStandard && STANDARD.has(reason as CodeReason))
          assert.equal(webAssembly.validate(code), false, reason);
        return;
      }
      accepted++;
      assert.ok(webAssembly.validate(code), 'V8 accepts what we accept');
      assert.ok(webAssembly.validate(instrument(decoded.value)), 'V8 accepts what we write');
      const engine = openWasmEngine();
      const prepared = engine.prepare(code, hashOf(code));
      assert.ok(prepared.ok);
      const hosts = [new RecordingHost(5_000), new RecordingHost(5_000)] as const;
      assert.deepEqual(engine.execute(prepared.value, hosts[0]), interpret(decoded.value, hosts[1]));
      assert.equal(hosts[0].left, hosts[1].left);
      assert.deepEqual(hosts[0].calls, hosts[1].calls);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  assert.ok(accepted > RUNS / 20, `${accepted} accepted`);
});

test('random bytes after a valid header are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (tail) => {
      const code = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...tail);
      assert.equal(decodeModule(code).ok, false);
    }),
    { numRuns: RUNS / 10 },
  );
});

test('generated modules are accepted and use every opcode, and all fixtures are accepted', () => {
  const used = new Set<number>();
  for (let seed = 0; seed < 400; seed++) {
    const decoded = decodeModule(generateModule(seed));
    assert.ok(decoded.ok);
    for (const body of decoded.value.bodies)
      for (const { op } of decodeCode(decoded.value.bytes, body).instructions) used.add(op);
  }
  const plain = Array.from({ length: 256 }, (_, op) => op).filter(
    (op) => isPlain[op] === 1 && isFloat[op] === 0,
  );
  // f32 constants and operations on f32 are covered by `opcodes.test.ts`.
  const others = Object.values(OP).filter((op) => op !== OP.f32Const);
  assert.deepEqual(
    [...plain, ...others].filter((op) => !used.has(op)),
    [],
  );
  for (const code of FIXTURES) assert.ok(decodeModule(code).ok);
});
