/** A command that runs beside a server of ours. @module */
import { spawn } from 'node:child_process';

/** Runs it with our terminal, and `env` added to our environment. @returns its exit code; 1 if a signal ended it */
export function runCommand(
  name: string,
  parameters: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(name, parameters, { stdio: 'inherit', env: { ...process.env, ...env } });
  // Whoever ends us ends the command, and then the server goes.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
