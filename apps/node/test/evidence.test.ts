/** A validator that signed two blocks of one view is convicted on its own chain, by a transaction of anybody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { EVIDENCE } from '@ashlar/contracts';
import { openCrypto, sha256 } from '@ashlar/crypto';
import { devAccounts, devValidators } from '@ashlar/node';
import {
  addressText,
  bytesText,
  entryPointOf,
  type Json,
  evidence as messages,
  textBytes,
} from '@ashlar/protocol';
import { openBftNode } from './support/bft-node.ts';
import { loudly } from './support/dev-node.ts';
import { ask, call } from './support/rpc.ts';
import { jsonOf, transactionOf } from './support/transfers.ts';

await openCrypto();
const accounts = await devAccounts();
const validators = await devValidators(4);

/** Two Notarize votes of one validator in one view. */
function doubleVote(chainId: Uint8Array, liar: number): Uint8Array {
  const domain = simplex.domainOf(chainId);
  const order = simplex.sortValidators(
    validators.map(({ voteKey }) => ({ key: voteKey.toPublicKey().toBytes(), weight: 1n })),
  );
  const key = validators[liar]!.voteKey;
  const index = order.findIndex((validator) => hex(validator.key) === hex(key.toPublicKey().toBytes()));
  const [first, second] = ['one', 'another'].map((name): simplex.Certificate => {
    const block = hex(sha256(new TextEncoder().encode(name))) as simplex.Digest;
    const statement = { kind: 'notarize', view: 7, block } as const;
    const signature = simplex.signStatement(key, simplex.statementBytes(domain, 0, statement));
    return { ...statement, signers: [index], signature };
  });
  return simplex.encodeEvidence({ kind: 'E1', epoch: 0, first: first!, second: second! });
}

test('anybody convicts a validator that voted twice, once', async () => {
  await using node = await openBftNode({ log: loudly });
  const { chainId, url } = node;
  const args = messages.SubmitArguments.encode({ evidence: doubleVote(chainId, 2) });
  const operation = {
    callContract: { contractId: EVIDENCE, entryPoint: entryPointOf('submit_evidence'), args },
  };
  const send = (nonce: bigint): Promise<Readonly<{ error?: Json }>> => {
    const transaction = transactionOf(accounts.users[0]!, [operation], { chainId, nonce });
    return ask(url, 'chain.submit_transaction', { transaction: jsonOf(transaction), broadcast: true });
  };
  assert.equal((await send(1n)).error, undefined);
  const read = messages.GetVerdictsArguments.encode({ offender: validators[2]!.address, limit: 10 });
  const params = {
    contract_id: addressText(EVIDENCE),
    entry_point: entryPointOf('get_verdicts'),
    args: bytesText(read, 'base64url'),
  };
  let verdicts: readonly messages.Verdict[] = [];
  for (let attempt = 0; attempt < 100 && verdicts.length === 0; attempt++) {
    const { result = '' } = await call<{ result?: string }>(url, 'chain.read_contract', params);
    verdicts = messages.GetVerdictsResult.decode(textBytes(result, 'base64url')!).value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(
    verdicts.map(({ kind, epoch, view }) => [kind, epoch, view]),
    [[1, 0n, 7n]],
  );
  assert.match(JSON.stringify((await send(2n)).error), /evidence\.known/);
  const meta = await call<{ meta: { abi: string } }>(url, 'contract_meta_store.get_contract_meta', {
    contract_id: addressText(EVIDENCE),
  });
  assert.ok('submit_evidence' in JSON.parse(meta.meta.abi).methods, 'clients find its ABI');
});
