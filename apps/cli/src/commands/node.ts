/** `ashlar node start`, `ashlar node status`: a node of one's own, as its operator sees it. @module */
import { blockIdOf } from '@ashlar/protocol';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { Session } from '../session.ts';
import type { World } from '../world.ts';

/** What `status` exits with if the node answers and is not ready. */
export const EXIT_NOT_READY = 1;
const PROBE_MAX_MS = 10_000;

export function nodeCommands(root: Command, world: World): void {
  const node = root.command('node').description('a node of your own: start it, ask how it is');
  // What follows `node start` is the node's: `runCli` hands it on before it gets here.
  node
    .command('start')
    .description('run a node in the foreground (see: ashlar node start --help)')
    .addHelpText('after', '\nExample:\n  $ ashlar node start --data-dir ./chain --rpc-port 8081')
    .action((): void => {
      throw new CliError('its options stand after: ashlar node start --data-dir ./chain', 64);
    });
  node
    .command('status')
    .description('head, final height and readiness of a node; exits with 1 if it is not ready')
    .option('--internal <url>', "the node's internal listener, whose /readyz then decides")
    .addHelpText('after', '\nExample:\n  $ ashlar node status --internal http://127.0.0.1:9090 --json')
    .action(async (_options: unknown, command: Command): Promise<void> => {
      const session = new Session(world, command);
      const { internal } = command.opts<Readonly<{ internal?: string }>>();
      const status = await statusOf(session, internal);
      session.print(status);
      if (status.ready) return;
      const reasons = Object.entries(status.reasons).map(([what, why]) => `${what}: ${why}`);
      throw new CliError(`the node is not ready: ${reasons.join('; ')}`, EXIT_NOT_READY);
    });
}

type Status = Readonly<{
  ready: boolean;
  height: bigint;
  block: string;
  time: string;
  /** Height of the last irreversible block. */
  final: bigint;
  /** Blocks that the chain has and the block store has not yet. */
  lag: bigint;
  /** Why it is not ready, by what was looked at. */
  reasons: Reasons;
}>;
type Reasons = Readonly<Record<string, string>>;

async function statusOf({ client }: Session, internal: string | undefined): Promise<Status> {
  const reasons = internal === undefined ? {} : await reasonsAt(internal);
  // Stored first: a block that comes in between makes a lag of one, never one below zero.
  const stored = (await client.blockStore.getHighestBlock()).topology?.height ?? 0n;
  const head = await client.chain.getHeadInfo();
  const height = head.headTopology?.height ?? 0n;
  return {
    ready: Object.keys(reasons).length === 0,
    height,
    block: blockIdOf(head.headTopology?.id ?? new Uint8Array(0)) ?? '',
    time: new Date(Number(head.headBlockTime)).toISOString(),
    final: head.lastIrreversibleBlock,
    lag: height > stored ? height - stored : 0n,
    reasons,
  };
}

/** What `/readyz` gives as reasons. @throws CliError 64, 69 */
async function reasonsAt(internal: string): Promise<Reasons> {
  if (!URL.canParse(internal)) throw new CliError(`--internal is no URL: ${internal}`, 64);
  let answer: unknown;
  try {
    const response = await fetch(new URL('/readyz', internal), { signal: AbortSignal.timeout(PROBE_MAX_MS) });
    answer = await response.json();
  } catch {
    throw new CliError(`no answer from ${internal}/readyz. Was the node started with --internal-port?`, 69);
  }
  const { reasons } = Object(answer) as Readonly<{ reasons?: unknown }>;
  if (typeof reasons !== 'object' || reasons === null)
    throw new CliError(`${internal} is not the internal listener of a node`, 69);
  return Object.fromEntries(Object.entries(reasons).map(([what, why]) => [what, String(why)]));
}
