/**
 * An engine whose contracts are functions of the test: it shows the kernel's side of the host interface with nothing
 * between. Its code is the name of a script; it charges no ticks but those a script spends.
 * @module
 */
import { accept, fromUtf8, type Result, refuse, utf8 } from '@ashlar/base';
import type { Engine, EngineHost, EngineRefusal, ExecutionOutcome, HostAnswer } from '@ashlar/ports';
import { type Codec, chain, type Init } from '@ashlar/protocol';
import { EXIT, GET_ARGUMENTS } from '../src/system-calls/control.ts';

export const SCRIPT_ENGINE_ID = 'script/1';

/** Ends as if it had fallen off its end, unless it exits. */
export type Script = (contract: ScriptHost) => unknown;

/** A call as the kernel knows it: `GET_OBJECT`, `LOG`, … */
type Call<Args, Result> = Readonly<{ id: number; args: Codec<Args>; result: Codec<Result> }>;

/** An error code that a system call returned to the contract. */
export class CallFailed extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

class Ending {
  readonly outcome: ExecutionOutcome;

  constructor(outcome: ExecutionOutcome) {
    this.outcome = outcome;
  }
}

/** What a script sees of the kernel. */
export class ScriptHost {
  readonly host: EngineHost;

  constructor(host: EngineHost) {
    this.host = host;
  }

  get args(): chain.ArgumentData {
    return this.ask(GET_ARGUMENTS, {}).value!;
  }

  /** A system call. @throws CallFailed for a code that the kernel lets the contract see */
  ask<Args, Answer>(call: Call<Args, Answer>, args: Init<Args>): Answer {
    return answer(call, this.host.invokeSystemCall(call.id, call.args.encode(args)));
  }

  /** The thunk itself, past any override. */
  thunk<Args, Answer>(call: Call<Args, Answer>, args: Init<Args>): Answer {
    return answer(call, this.host.invokeThunk(call.id, call.args.encode(args)));
  }

  exit(object: Uint8Array): never {
    this.ask(EXIT, { code: 0, res: { object } });
    throw new Error('exit returned');
  }

  fail(code: number, message: string): never {
    this.ask(EXIT, { code, res: { error: { message } } });
    throw new Error('exit returned');
  }

  spend(ticks: number): void {
    if (ticks > this.host.ticksLeft()) throw new Ending({ kind: 'exhausted' });
    this.host.spendTicks(ticks);
  }

  trap(reason: string): never {
    throw new Ending({ kind: 'trapped', reason });
  }
}

function answer<Args, Answer>(call: Call<Args, Answer>, { code, bytes }: HostAnswer): Answer {
  if (code !== 0) throw new CallFailed(code, chain.ErrorData.decode(bytes).message);
  return call.result.decode(bytes);
}

export class ScriptEngine implements Engine<Script> {
  readonly id: string = SCRIPT_ENGINE_ID;
  readonly #scripts: ReadonlyMap<string, Script>;

  constructor(scripts: ReadonlyMap<string, Script>) {
    this.#scripts = scripts;
  }

  prepare(code: Uint8Array): Result<Script, EngineRefusal> {
    const script = this.#scripts.get(fromUtf8(code) ?? '');
    return script === undefined ? refuse({ code: 'code.unknownScript', offset: 3 }) : accept(script);
  }

  execute(script: Script, host: EngineHost): ExecutionOutcome {
    const contract = new ScriptHost(host);
    try {
      script(contract);
      return { kind: 'returned' };
    } catch (thrown) {
      if (thrown instanceof Ending) return thrown.outcome;
      // As contract kits do: an error that nobody caught ends the contract.
      if (thrown instanceof CallFailed) contract.fail(thrown.code, thrown.message);
      throw thrown;
    }
  }
}

export const scriptCode = (name: string): Uint8Array => utf8(name);

/** The code with which a call comes back to the contract. */
export function codeOf(run: () => unknown): readonly [number, string] {
  try {
    run();
    return [0, ''];
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return [error.code, error.message];
  }
}
