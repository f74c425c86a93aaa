/**
 * The commands, their options, and what becomes of an error. Exit codes follow sysexits: 0 done, 1 a node is not ready,
 * 64 wrong usage, 65 the chain or the data refused, 66 no such file, 69 no node there, 70 our own fault, 73 exists
 * already, 74 cannot be written, 75 not yet (try again), 77 not allowed, 78 the configuration's.
 * @module
 */
import { Fault } from '@ashlar/base';
import { applySettings, nodeKeys, run as runNode, SettingsError } from '@ashlar/node';
import { AbiError, RpcError } from '@ashlar/sdk';
import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { chainCommands } from './commands/chain.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommands } from './commands/config.ts';
import { contractCommands } from './commands/contract.ts';
import { governanceCommands } from './commands/governance.ts';
import { lookCommands } from './commands/look.ts';
import { moneyCommands } from './commands/money.ts';
import { nodeCommands } from './commands/node.ts';
import { rhoChainCommands } from './commands/rho-chain.ts';
import { rhoCheckCommand } from './commands/rho-check.ts';
import { rhoFormatCommand } from './commands/rho-fmt.ts';
import { rhoLocalCommands } from './commands/rho-local.ts';
import { rhoServerCommand } from './commands/rho-lsp.ts';
import { simCommand } from './commands/sim.ts';
import { walletCommands } from './commands/wallet.ts';
import { DEFAULT_RPC } from './session.ts';
import type { World } from './world.ts';

const VERSION = '0.1.0';

const EXAMPLES = `
Examples:
  $ ashlar dev                                   a development chain on http://127.0.0.1:8080
  $ ashlar send 1BY9XCXrqMeViAEVhYQPcGGSYPzrwyQkEM 12.5 --from 0
  $ ashlar contract read token total_supply --json`;

export function program(world: World): Command {
  const root = new Command('ashlar')
    .description('Launch chains, write contracts, use accounts.')
    .version(VERSION)
    .option('--rpc <url>', 'node to talk to', DEFAULT_RPC)
    .option('--json', 'print one JSON document', false)
    .option('--key-file <path>', 'file with the private key that signs, in wallet import format')
    .option('--wallet <name>', 'wallet that signs')
    .option('--wallet-dir <path>', 'folder of wallets')
    .option('--password-file <path>', "file with the wallet's password; without it the terminal is asked")
    .option('--from <account>', 'sign as a development account: 0 to 9, or genesis')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .configureOutput({ writeOut: world.out, writeErr: world.err });
  root.command('dev').description('run a development chain (see: ashlar dev --help)');
  nodeCommands(root, world);
  contractCommands(root, world);
  moneyCommands(root, world);
  chainCommands(root, world);
  lookCommands(root, world);
  governanceCommands(root, world);
  walletCommands(root, world);
  const rho = root.command('rho').description('Rholang: programs in memory and on the chain');
  rhoLocalCommands(rho, world);
  rhoCheckCommand(rho, world);
  rhoFormatCommand(rho, world);
  rhoServerCommand(rho, world, VERSION);
  rhoChainCommands(rho, world);
  simCommand(root, world);
  configCommands(root, world);
  completionCommand(root, world);
  return root;
}

/** @returns the exit code */
export async function runCli(argv: readonly string[], world: World): Promise<number> {
  // All that follows `dev` and `node start` is the node's, even options that have the names of ours.
  if (argv[2] === 'dev') return runNode(['node', 'ashlar dev', ...argv.slice(3)]);
  if (argv[2] === 'node' && argv[3] === 'start')
    return runNode(['node', 'ashlar node start', ...argv.slice(4)]);
  const root = program(world);
  exitOverride(root);
  try {
    applySettings(root, 'client', world, nodeKeys());
    await root.parseAsync(argv as string[]);
    return 0;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 64;
    const [code, text] = explain(cause);
    world.err(`ashlar: ${text}\n`);
    return code;
  }
}

function exitOverride(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitOverride(child);
}

function explain(cause: unknown): readonly [number, string] {
  if (cause instanceof SettingsError) return [78, cause.message];
  if (cause instanceof CliError) return [cause.exitCode, cause.message];
  if (cause instanceof RpcError) {
    const logs = cause.logs.map((line) => `\n  ${line}`).join('');
    const code = cause.chainCode === undefined ? '' : ` (code ${cause.chainCode})`;
    const reason = typeof cause.data === 'string' ? `: ${cause.data}` : '';
    return [65, `${cause.message}${reason}${code}${logs}`];
  }
  if (cause instanceof AbiError) return [65, cause.message];
  if (cause instanceof Fault && cause.code === 'bus.timeout') return [75, cause.message];
  if (cause instanceof Fault) return [69, `${cause.message}. Is a node running? Start one with: npm start`];
  return [70, cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)];
}
