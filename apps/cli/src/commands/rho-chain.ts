/** `ashlar rho deploy`, `explore` and `data`: Rholang on a chain. @module */
import { assert, EMPTY, fromHex, hex } from '@ashlar/base';
import { DEFAULT_RHOLANG, RHOLANG_ADDRESS } from '@ashlar/contracts';
import { decompressed, recover } from '@ashlar/crypto';
import {
  build,
  decodeTerm,
  deployDigest,
  derSignature,
  encodeTerm,
  printTerm,
  RHO_ENTRY,
} from '@ashlar/engine-rho';
import {
  type Codec,
  type DeployRholangOperation,
  type Init,
  rholang,
  type TransactionReceipt,
} from '@ashlar/protocol';
import { type Account, sendOperations } from '@ashlar/sdk';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { integerArgument, Session } from '../session.ts';
import type { World } from '../world.ts';
import { sourceOf } from './rho-source.ts';

const DEPLOYED_EVENT = 'ashlar.rholang.deployed_event';
const PHLO_MAX = 1_000_000_000_000;

type DeployOptions = Readonly<{ phloLimit: number; phloPrice: number; shardId: string; timestamp?: number }>;

/** Adds the commands to `ashlar rho`. */
export function rhoChainCommands(rho: Command, world: World): void {
  rho
    .command('deploy <file>')
    .description(
      'run a program on the chain (- reads it from the input); whoever signs is deployer and payer',
    )
    .option('--phlo-limit <phlo>', 'most it may spend', integerArgument('limit', 1, PHLO_MAX), 500_000)
    .option('--phlo-price <price>', "at least the chain's lowest", integerArgument('price', 0, PHLO_MAX), 1)
    .option('--shard-id <id>', 'the chain that takes it', DEFAULT_RHOLANG.shardId)
    .option(
      '--timestamp <ms>',
      "names it among the deployer's; default: now",
      integerArgument('time', 0, PHLO_MAX * 10),
    )
    .addHelpText('after', '\nExample:\n  $ ashlar rho deploy hello.rho --from 0')
    .action(async (file: string, options: DeployOptions, command: Command) => {
      const session = new Session(world, command);
      const term = await sourceOf(world, file);
      const signer = await session.signer();
      const head = await session.client.chain.getHeadInfo();
      const deploy = await signedDeploy(signer, {
        term,
        timestamp: BigInt(options.timestamp ?? Date.now()),
        phloPrice: BigInt(options.phloPrice),
        phloLimit: BigInt(options.phloLimit),
        validAfterBlockNumber: head.headTopology?.height || -1n,
        shardId: options.shardId,
      });
      const { id, receipt } = await sendOperations(session.client, signer, [{ deployRholang: deploy }]);
      const outcome = outcomeOf(receipt);
      const height = await session.included(id);
      session.print({
        deploy: hex(deploy.sig),
        transaction: id,
        block: height,
        cost: outcome.cost,
        communications: outcome.communications,
        ...(outcome.output.length === 0 ? {} : { output: outcome.output }),
      });
      if (outcome.errored) throw new CliError(`the program failed: ${outcome.errors.join('; ')}`, 65);
    });
  readCommands(rho, world);
}

function readCommands(rho: Command, world: World): void {
  rho
    .command('explore <file>')
    .description('run a program on the head and forget it; shows what it sent to the first name it made')
    .addHelpText('after', "\nExample:\n  $ echo 'new r in { r!(6 * 7) }' | ashlar rho explore -")
    .action(async (file: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const codecs = [rholang.ExploreArguments, rholang.ExploreResult] as const;
      const { data, outcome } = await ask(session, RHO_ENTRY.explore, codecs, {
        term: await sourceOf(world, file),
      });
      if (outcome?.errored === true)
        throw new CliError(`the program failed: ${outcome.errors.join('; ')}`, 65);
      session.print({ cost: outcome?.cost ?? 0n, data: textsOf(data), output: outcome?.output ?? [] });
    });
  rho
    .command('data <deploy>')
    .description('what a deploy sent to `rho:rchain:deployId`, by its id')
    .addHelpText('after', '\nExample:\n  $ ashlar rho data 3045…')
    .action(async (text: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const id = fromHex(text);
      if (id === undefined) throw new CliError(`${text} is no id of a deploy`, 64);
      const codecs = [rholang.DataAtNameArguments, rholang.DataAtNameResult] as const;
      const name = encodeTerm(build.par1(build.deployId(id)));
      const { data } = await ask(session, RHO_ENTRY.dataAtName, codecs, { name });
      session.printRows(
        textsOf(data).map((value) => ({ value })),
        'nothing lies there',
      );
    });
}

type Unsigned = Omit<DeployRholangOperation, 'deployer' | 'sig' | 'sigAlgorithm'>;

async function signedDeploy(signer: Account, unsigned: Unsigned): Promise<DeployRholangOperation> {
  const deploy = { ...unsigned, deployer: EMPTY, sig: EMPTY, sigAlgorithm: 'secp256k1' };
  const digest = deployDigest(deploy)!;
  const signature = await signer.sign(digest);
  const key = recover(digest, signature);
  assert(key.ok, 'an account signs with its key');
  return { ...deploy, deployer: decompressed(key.value), sig: derSignature(signature) };
}

function outcomeOf(receipt: TransactionReceipt): rholang.Outcome {
  const event = receipt.events.find(({ name }) => name === DEPLOYED_EVENT);
  const outcome = event === undefined ? undefined : rholang.DeployedEvent.decode(event.data).outcome;
  if (outcome === undefined) throw new CliError('the node tells nothing of the deploy', 65);
  return outcome;
}

async function ask<Args, Result>(
  session: Session,
  entryPoint: number,
  [args, result]: readonly [Codec<Args>, Codec<Result>],
  value: Init<Args>,
): Promise<Result> {
  const request = { contractId: RHOLANG_ADDRESS, entryPoint, args: args.encode(value) };
  return result.decode((await session.client.chain.readContract(request)).result);
}

/** Values that were sent together, as Rholang writes them. */
const textsOf = (data: readonly rholang.Values[]): readonly string[] =>
  data.map(({ par }) =>
    par
      .map((bytes) => {
        const term = decodeTerm(bytes);
        if (!term.ok) throw new CliError('the node answered what is no term', 65);
        return printTerm(term.value);
      })
      .join(', '),
  );
