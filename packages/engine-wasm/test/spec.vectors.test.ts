/**
 * Frozen runs of contracts (`spec/wasm-vectors.json`, described in `spec/wasm.md`): module, ticks given, and what comes
 * of it; and modules that are refused. The ticks were counted by hand, one rule of the page each. A difference is a
 * change of the protocol. `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import type { ExecutionOutcome } from '@ashlar/ports';
import { decodeModule, openWasmEngine } from '../src/index.ts';
import { I32, NOTHING, OP } from '../src/module/opcodes.ts';
import { interpret } from './oracle/interpreter.ts';
import { hashOf, prepared } from './support/fixtures.ts';
import {
  call,
  contractOf,
  HOST_SIGNATURE,
  hostCall,
  i32Const,
  START_SIGNATURE,
} from './support/module-builder.ts';
import { type Answering, RecordingHost } from './support/recording-host.ts';

const file = join(import.meta.dirname, '../../../spec/wasm-vectors.json');
const ANSWER = new Uint8Array([1, 2, 3]);
/** What the host of the vectors answers: three bytes to every call. */
const answering: Answering = () => ({ code: 0, bytes: ANSWER });
const [ADD, DIVIDE, LESS, STORE, FLOAT_ADD] = [0x6a, 0x6d, 0x49, 0x36, 0x92];
const local = (op: number): number[] => [op, 0];
const withLocal = (code: readonly number[]): Uint8Array =>
  contractOf([], { functions: [{ type: 0, locals: [I32], code }] });
const calling = (callee: readonly number[]): Uint8Array =>
  contractOf([], {
    functions: [
      { type: 0, code: call(3) },
      { type: 0, code: callee },
    ],
  });
const count = [...local(OP.localGet), ...i32Const(1), ADD, ...local(OP.localTee), ...i32Const(3), LESS];

type Run = Readonly<{ name: string; code: Uint8Array; ticks: number; spent: number; outcome: string }>;
const run = (name: string, code: Uint8Array, spent: number, outcome = 'returned', ticks = 1_000): Run => ({
  name,
  code,
  ticks,
  spent,
  outcome,
});
const MACHINE = 'memory, division or table trap';
const RUNS: readonly Run[] = [
  run('nothing: the end of the function', contractOf([]), 1),
  run('a block and its end', contractOf([OP.block, NOTHING, OP.nop, OP.end]), 4),
  run('an end that a branch jumps to', contractOf([OP.block, NOTHING, OP.br, 0, OP.end]), 3),
  run('an if that is not taken', contractOf([...i32Const(0), OP.if, NOTHING, OP.nop, OP.end]), 3),
  run('an if that is taken', contractOf([...i32Const(1), OP.if, NOTHING, OP.nop, OP.end]), 5),
  run('an else that is run into', contractOf([...i32Const(1), OP.if, NOTHING, OP.nop, OP.else, OP.end]), 5),
  run('an else that is jumped to', contractOf([...i32Const(0), OP.if, NOTHING, OP.else, OP.nop, OP.end]), 5),
  run('a return', contractOf([OP.block, NOTHING, OP.return, OP.end]), 3),
  run('three rounds of a loop', withLocal([OP.loop, NOTHING, ...count, OP.brIf, 0, OP.end]), 26),
  run('a call', calling([OP.nop]), 4),
  run('two pages asked for', contractOf([...i32Const(2), OP.memoryGrow, 0, OP.drop]), 6),
  run('growth that fails', contractOf([...i32Const(256), OP.memoryGrow, 0, OP.drop]), 260),
  run('a fill of 33 bytes', contractOf([0, 1, 33].flatMap(i32Const).concat([OP.prefix, 11, 0])), 7),
  run('a host call', contractOf(hostCall(7, 16, 4, 0, 2, 32)), 9),
  run('a host call without room', contractOf(hostCall(7, 16, 2, 0, 2, 32)), 9),
  run(
    'a pointer out of bounds',
    contractOf(hostCall(7, 65_533, 4, 0, 2, 32)),
    7,
    'host call pointer out of bounds',
  ),
  run('unreachable', contractOf([OP.nop, OP.unreachable]), 2, 'unreachable executed'),
  run('a store out of bounds', contractOf([...i32Const(-1), ...i32Const(0), STORE, 0, 0]), 3, MACHINE),
  run('a division by zero', contractOf([...i32Const(1), ...i32Const(0), DIVIDE, OP.drop]), 3, MACHINE),
  run(
    'a float',
    contractOf([...[0, 1].flatMap(() => [OP.f32Const, 0, 0, 0, 0]), FLOAT_ADD, OP.drop]),
    1,
    'float instruction executed',
  ),
  run('recursion without end', calling(call(3)), 1_024, 'stack limit exceeded', 1_000_000),
  run('a loop without end', contractOf([OP.loop, NOTHING, OP.br, 0, OP.end]), 1_000, 'exhausted'),
  run('one tick too few', calling([OP.nop]), 3, 'exhausted', 3),
];

const PADDED = [...contractOf([])].flatMap((byte, at) => (at === 9 ? [byte | 0x80, 0] : [byte]));
const REFUSED: readonly (readonly [name: string, code: Uint8Array, reason: string])[] = [
  ['no module', new Uint8Array(8), 'code.notWasm'],
  ['a padded integer', Uint8Array.from(PADDED), 'code.integerNotCanonical'],
  ['257 pages', contractOf([], { pages: [257] }), 'code.memoryRefused'],
  ['an operand too few', contractOf([OP.drop]), 'code.typeMismatch'],
  [
    '1,025 operands',
    contractOf(Array.from({ length: 1_025 }, () => i32Const(0)).flat()),
    'code.limitExceeded',
  ],
  ['saturating truncation', contractOf([OP.f32Const, 0, 0, 0, 0, OP.prefix, 0, OP.drop]), 'code.featureOff'],
  [
    'an import of another type',
    contractOf([], { types: [START_SIGNATURE, { ...HOST_SIGNATURE, parameters: [I32] }] }),
    'code.importRefused',
  ],
];

const textOf = (outcome: ExecutionOutcome): string =>
  outcome.kind === 'trapped' ? outcome.reason : outcome.kind;

function outcomeOf({ code, ticks }: Pick<Run, 'code' | 'ticks'>): Readonly<Record<string, unknown>> {
  const host = new RecordingHost(ticks, answering);
  const outcome = openWasmEngine().execute(prepared(code), host);
  const calls = host.calls.map(({ id, args, ticksLeft }) => ({ id, args: hex(args), ticksLeft }));
  return { spent: ticks - host.left, outcome: textOf(outcome), calls };
}

if (process.env['WRITE_VECTORS'] === '1') {
  const runs = RUNS.map(({ name, code, ticks }) => ({
    name,
    code: hex(code),
    ticks,
    ...outcomeOf({ code, ticks }),
  }));
  const refused = REFUSED.map(([name, code, reason]) => ({ name, code: hex(code), reason }));
  const description = 'Frozen runs of the engine wasm/1, described in spec/wasm.md; bytes are hex.';
  writeFileSync(
    file,
    `${JSON.stringify({ description, hostAnswer: hex(ANSWER), runs, refused }, undefined, 2)}\n`,
  );
}
const frozen = JSON.parse(readFileSync(file, 'utf8'));

test('the frozen modules spend the frozen ticks, make the frozen calls and end as frozen', () => {
  assert.equal(frozen.runs.length, RUNS.length);
  for (const { name, code, ticks, ...expected } of frozen.runs)
    assert.deepEqual(outcomeOf({ code: fromHex(code)!, ticks }), expected, name);
});

test('the frozen ticks are those counted by hand, and the interpreter counts the same', () => {
  for (const [index, { name, code, ticks, spent, outcome }] of RUNS.entries()) {
    const { code: bytes, spent: frozenSpent, outcome: frozenOutcome } = frozen.runs[index];
    assert.deepEqual([bytes, frozenSpent, frozenOutcome], [hex(code), spent, outcome], name);
    const decoded = decodeModule(code);
    assert.ok(decoded.ok);
    const host = new RecordingHost(ticks, answering);
    assert.deepEqual([textOf(interpret(decoded.value, host)), ticks - host.left], [outcome, spent], name);
  }
});

test('the frozen refusals are given', () => {
  assert.equal(frozen.refused.length, REFUSED.length);
  for (const { name, code, reason } of frozen.refused) {
    const bytes = fromHex(code)!;
    const result = openWasmEngine().prepare(bytes, hashOf(bytes));
    assert.equal(result.ok ? 'accepted' : result.refusal.code, reason, name);
  }
});
