/**
 * A host that answers from a script and records what the engine asked of it.
 * @module
 */
import type { EngineHost, HostAnswer, StackBudget } from '@ashlar/ports';

export type HostCall = Readonly<{
  thunk: boolean;
  id: number;
  args: Uint8Array;
  roomBytes: number;
  ticksLeft: number;
  stack: StackBudget;
}>;

export type Answering = (call: HostCall, host: RecordingHost) => HostAnswer;

const NOTHING: HostAnswer = { code: 0, bytes: new Uint8Array(0) };

export class RecordingHost implements EngineHost {
  readonly calls: HostCall[] = [];
  readonly stack: StackBudget;
  left: number;
  readonly #answer: Answering;

  constructor(
    ticks = 1e9,
    answer: Answering = () => NOTHING,
    stack: StackBudget = { frames: 1024, slots: 16_384 },
  ) {
    this.left = ticks;
    this.#answer = answer;
    this.stack = stack;
  }

  ticksLeft(): number {
    return this.left;
  }

  spendTicks(ticks: number): void {
    if (!Number.isSafeInteger(ticks) || ticks < 0 || ticks > this.left)
      throw new Error(`the engine spends ${ticks} of ${this.left} ticks`);
    this.left -= ticks;
  }

  invokeSystemCall(id: number, args: Uint8Array, roomBytes = 0): HostAnswer {
    return this.#record(false, id, args, roomBytes);
  }

  invokeThunk(id: number, args: Uint8Array, roomBytes = 0): HostAnswer {
    return this.#record(true, id, args, roomBytes);
  }

  #record(thunk: boolean, id: number, args: Uint8Array, roomBytes: number): HostAnswer {
    const call = { thunk, id, args: args.slice(), roomBytes, ticksLeft: this.left, stack: { ...this.stack } };
    this.calls.push(call);
    return this.#answer(call, this);
  }
}
