/** `ashlar governance …`: proposals to change the chain's own rules: list, show, propose. @module */
import { readFileSync } from 'node:fs';
import { base64url, fromBase64 } from '@ashlar/base';
import { STATUS, WELL_KNOWN } from '@ashlar/contracts';
import {
  fromJson,
  LIMITS,
  governance as messages,
  Operation,
  operationMerkleRoot,
  toJson,
} from '@ashlar/protocol';
import { sendOperations } from '@ashlar/sdk';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { formatCoins, parseCoins } from '../coins.ts';
import { integerArgument, Session } from '../session.ts';
import { ask, entryPointOf } from '../system-contract.ts';
import type { World } from '../world.ts';

const PAGE = 100;

export function governanceCommands(root: Command, world: World): void {
  const governance = root.command('governance').description("proposals to change the chain's own rules");
  governance
    .command('list')
    .description('proposals, in order of id')
    .option('--limit <count>', 'at most', integerArgument('count', 1, PAGE), PAGE)
    .addHelpText('after', '\nExample:\n  $ ashlar governance list')
    .action(async ({ limit }: Readonly<{ limit: number }>, command: Command) => {
      const session = new Session(world, command);
      const codecs = [messages.GetProposalsArguments, messages.GetProposalsResult] as const;
      const { value } = await ask(session, 'governance', 'get_proposals', codecs, { limit: BigInt(limit) });
      session.printRows(value.map(summaryOf), 'There are no proposals.');
    });
  governance
    .command('show <id>')
    .description('one proposal with its operations')
    .addHelpText('after', '\nExample:\n  $ ashlar governance show EiD…')
    .action(async (text: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const proposalId = fromBase64(text);
      if (proposalId === undefined) throw new CliError(`${text} is no id of a proposal (base64url)`, 64);
      const codecs = [messages.GetProposalByIdArguments, messages.GetProposalByIdResult] as const;
      const { value } = await ask(session, 'governance', 'get_proposal_by_id', codecs, { proposalId });
      if (value === undefined) throw new CliError(`there is no proposal ${text}`);
      session.print({
        ...summaryOf(value),
        operations: value.operations.map((one) => toJson(Operation, one)),
      });
    });
  proposeCommand(governance, world);
}

function proposeCommand(governance: Command, world: World): void {
  governance
    .command('propose <operations> <fee>')
    .description('propose the operations in a file (a JSON array); the fee, in coins, is burned')
    .addHelpText('after', '\nExample:\n  $ ashlar governance propose operations.json 10 --wallet main')
    .action(async (file: string, fee: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const operations = readOperations(file);
      const root = operationMerkleRoot(operations);
      const args = { operations, operationMerkleRoot: root, fee: parseCoins(fee) };
      const signer = await session.signer();
      const callContract = {
        contractId: WELL_KNOWN.governance,
        entryPoint: entryPointOf('governance', 'submit_proposal'),
        args: messages.SubmitProposalArguments.encode(args),
      };
      const { id, receipt } = await sendOperations(session.client, signer, [{ callContract }]);
      const height = await session.included(id);
      session.print({
        proposal: base64url(root),
        transaction: id,
        height,
        mana: formatCoins(receipt.rcUsed),
      });
    });
}

function readOperations(path: string): readonly Operation[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new CliError(`${path} is no JSON: ${cause.message}`);
    throw new CliError(`cannot read ${path}`, 66);
  }
  if (!Array.isArray(json) || json.length === 0 || json.length > LIMITS.operationsPerTransactionMax)
    throw new CliError(`${path} is no array of 1 to ${LIMITS.operationsPerTransactionMax} operations`);
  return json.map((one: unknown, index) => {
    const operation = fromJson(Operation, one);
    if (operation.ok) return operation.value;
    const { code, path: at } = operation.refusal;
    throw new CliError(`${path}: operation ${index}: ${code} at ${at}`);
  });
}

function summaryOf(record: messages.ProposalRecord): Readonly<Record<string, unknown>> {
  const [status] = Object.entries(STATUS).find(([, number]) => number === record.status) ?? ['unknown'];
  return {
    id: base64url(record.operationMerkleRoot),
    status,
    votes: `${record.voteTally}/${record.voteThreshold}`,
    from: record.voteStartHeight,
    fee: formatCoins(record.fee),
  };
}
