/**
 * The engine `rho/1`: its contracts are tuple spaces, and their code is the rules of one (`config`).
 *
 * Deploys come from the kernel, which keeps each from being repeated; exploration and data are reads; calls come from
 * contracts of other engines.
 * @module
 */
import { accept, latin1, type Result, refuse } from '@ashlar/base';
import type { Engine, EngineHost, EngineRefusal, ExecutionOutcome } from '@ashlar/ports';
import { rholang } from '@ashlar/protocol';
import { ENTRIES } from './entries.ts';
import { HostRefused, RhoHost } from './host.ts';

export const RHO_ENGINE_ID = 'rho/1';

/** Native frames of a program under a contract, in frames of WASM. */
const STACK_FRAMES = 16;
const TRAPPED: ExecutionOutcome = { kind: 'trapped', reason: 'stack overflow' };
const EXHAUSTED: ExecutionOutcome = { kind: 'exhausted' };
/** Programs remembered; each is some 100 bytes. */
const CONFIGS_MAX = 1_024;

export function openRhoEngine(): Engine<rholang.Config> {
  const known = new Map<string, Result<rholang.Config, EngineRefusal>>();
  return {
    id: RHO_ENGINE_ID,
    prepare(code, codeHash) {
      const key = latin1(codeHash);
      let config = known.get(key);
      if (config === undefined) {
        config = configOf(code);
        if (known.size >= CONFIGS_MAX) known.clear();
        known.set(key, config);
      }
      return config;
    },
    execute,
  };
}

function configOf(code: Uint8Array): Result<rholang.Config, EngineRefusal> {
  const config = rholang.Config.decodeStrict(code.slice());
  if (!config.ok) return refuse({ code: 'code.malformedConfig' });
  return config.value.ticksPerPhlo === 0 ? refuse({ code: 'code.freePhlo' }) : accept(config.value);
}

function execute(config: rholang.Config, engineHost: EngineHost): ExecutionOutcome {
  const { stack } = engineHost;
  if (stack.frames < STACK_FRAMES) return TRAPPED;
  stack.frames -= STACK_FRAMES;
  const host = new RhoHost(engineHost, config.ticksPerPhlo);
  try {
    const { entryPoint, args } = host.arguments();
    const entry = ENTRIES.get(entryPoint);
    if (entry === undefined) return host.revert(`unknown entry point ${entryPoint}`);
    entry(host, config, args);
    return EXHAUSTED;
  } catch (thrown) {
    if (thrown instanceof HostRefused)
      return { kind: 'trapped', reason: `system call failed: ${thrown.message}` };
    throw thrown;
  } finally {
    stack.frames += STACK_FRAMES;
  }
}
