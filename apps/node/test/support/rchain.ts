/** What RChain's users do, through its own client library, unmodified. */
import assert from 'node:assert/strict';
import { hex } from '@ashlar/base';
import type { DevAccount } from '@ashlar/node';
import toolkit from '@fabcotech/rchain-toolkit';

const { http, utils } = toolkit;

type SignedDeploy = ReturnType<typeof toolkit.utils.getDeployOptions>;

/** Enough for a transfer between vaults. */
const PHLO = 2_000_000;

export const signedDeploy = (
  term: string,
  account: Pick<DevAccount, 'privateKey'>,
  timestamp: number,
  phloLimit: number = PHLO,
): SignedDeploy =>
  utils.getDeployOptions({
    timestamp,
    term,
    shardId: 'root',
    privateKey: hex(account.privateKey),
    phloPrice: 1,
    phloLimit,
    validAfterBlockNumber: -1, // Of 0 the library signs other bytes than RChain does.
  });

/** Makes a block with this deploy. @returns what the program answered on its deploy's name */
export async function answerOf(
  url: string,
  term: string,
  account: DevAccount,
  timestamp: number,
): Promise<unknown> {
  const options = signedDeploy(term, account, timestamp);
  const deployed = JSON.parse(await http.deploy({ url }, options)) as string;
  assert.match(deployed, /^Success!/);
  await fetch(`${url}/api/propose`, { method: 'POST' });
  const name = { UnforgDeploy: { data: options.signature } };
  const { exprs } = JSON.parse(await http.dataAtName({ url }, { name, depth: 1 })) as {
    exprs: readonly { expr: never }[];
  };
  assert.equal(exprs.length, 1, 'the deploy answered once');
  return utils.rhoValToJs(exprs[0]!.expr);
}

/** What an exploratory deploy answers. */
export async function explored(url: string, term: string): Promise<unknown> {
  const answer = await http.exploreDeploy({ url }, { term });
  const { expr } = JSON.parse(answer) as { expr?: readonly never[] };
  assert.ok(expr?.length === 1, `the term answers once: ${answer}`);
  return utils.rhoValToJs(expr[0]!);
}
