/**
 * What a fungible transfer costs beside its signature: microseconds, ticks and system calls.
 *
 * `node contracts-as/bench/transfer.ts [path-to.wasm]`. Two figures: the contract with a host
 * that answers from prepared bytes, and with a host that decodes, stores and encodes (the test chain). The engine's part
 * is in both: a pooled instance, metered, restored after each call. Of batches, the fastest and the median are
 * printed: on a busy machine only the fastest means anything.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@ashlar/crypto';
import { openWasmEngine, STACK_FRAMES_MAX, STACK_SLOTS_MAX } from '@ashlar/engine-wasm';
import type { EngineHost, HostAnswer } from '@ashlar/ports';
import { addressOf, createTestChain } from '../testing/index.ts';

const EXIT = 602;
const BATCHES = 40;
const BATCH_CALLS = 500;

const directory = join(import.meta.dirname, '..', 'templates', 'fungible', 'build');
const wasm = Uint8Array.from(readFileSync(process.argv[2] ?? join(directory, 'fungible.wasm')));
const abi = readFileSync(join(directory, 'fungible.abi'), 'utf8');
const alice = addressOf('alice');
const bob = addressOf('bob');

const chain = createTestChain();
const token = chain.deploy({ wasm, abi });
const minted = chain.call(token, 'mint', { to: alice, value: 1n << 60n }, { signers: [token.address] });
if (!minted.ok) throw new Error(minted.message);
const method = token.abi!.methods['transfer']!;
const args = token.types!.encode(method.argument, { from: alice, to: bob, value: 3n });
const transfer = (): void => {
  const outcome = chain.callRaw(token.address, method.entry_point, args, { signers: [alice] });
  if (!outcome.ok) throw new Error(outcome.message);
};
transfer();

const answers = record();
const replayed = replayer();
console.log(`ticks ${chain.callRaw(token.address, method.entry_point, args, { signers: [alice] }).ticks}`);
console.log(`system calls ${answers.length}`);
console.log(`contract and engine, prepared answers: ${measure(replayed)}`);
console.log(`with the test chain's system calls:    ${measure(transfer)}`);

/** The answers a transfer gets, in order. */
function record(): HostAnswer[] {
  const seen: HostAnswer[] = [];
  const { engine } = chain;
  const execute = engine.execute.bind(engine);
  engine.execute = (program, host) =>
    execute(program, {
      stack: host.stack,
      ticksLeft: () => host.ticksLeft(),
      spendTicks: (ticks) => host.spendTicks(ticks),
      invokeThunk: (id, bytes) => host.invokeThunk(id, bytes),
      invokeSystemCall: (id, bytes) => {
        if (id === EXIT) seen.push({ code: 0, bytes: new Uint8Array(0) });
        const answer = host.invokeSystemCall(id, bytes);
        seen.push(answer);
        return answer;
      },
    });
  transfer();
  engine.execute = execute;
  return seen;
}

function replayer(): () => void {
  const EXITED = { exited: true };
  const engine = openWasmEngine();
  const prepared = engine.prepare(wasm, sha256(wasm));
  if (!prepared.ok) throw new Error(prepared.refusal.code);
  let at = 0;
  const host: EngineHost = {
    stack: { frames: STACK_FRAMES_MAX, slots: STACK_SLOTS_MAX },
    ticksLeft: () => 1_000_000,
    spendTicks: () => undefined,
    invokeThunk: () => answers[0]!,
    invokeSystemCall: (id) => {
      if (id === EXIT) throw EXITED;
      return answers[at++]!;
    },
  };
  return () => {
    at = 0;
    try {
      engine.execute(prepared.value, host);
    } catch (cause) {
      if (cause !== EXITED) throw cause;
    }
  };
}

/** Microseconds a call. */
function measure(run: () => void): string {
  const times: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const from = performance.now();
    for (let index = 0; index < BATCH_CALLS; index++) run();
    times.push(((performance.now() - from) * 1000) / BATCH_CALLS);
  }
  times.sort((a, b) => a - b);
  return `${times[0]!.toFixed(2)} us, median ${times[BATCHES >> 1]!.toFixed(2)} us`;
}
