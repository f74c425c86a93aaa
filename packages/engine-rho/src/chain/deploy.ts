/**
 * RChain's signed deploys: the bytes that are signed, and whether they were (`spec/rholang.md` 9.3).
 * @module
 */
import { accept, concat, EMPTY, type Refusal, type Result, refuse, utf8 } from '@ashlar/base';
import { blake2b256, HEADER_MIN, keccak256, verify } from '@ashlar/crypto';
import { DeployRholangOperation, type rholang } from '@ashlar/protocol';
import { compactSignature } from '../der.ts';

export type Deploy = DeployRholangOperation;
export type DeployRefusal = Refusal &
  Readonly<{
    code:
      | 'deploy.wrongShard'
      | 'deploy.badKey'
      | 'deploy.badSignature'
      | 'deploy.priceTooLow'
      | 'deploy.badLimit'
      | 'deploy.expired'
      | 'deploy.future';
    message: string;
  }>;

const KEY_BYTES = 65;

/** Canonical bytes of what the deployer signs: the deploy without key, signature and algorithm. */
export const signedBytes = (deploy: Deploy): Uint8Array =>
  DeployRholangOperation.encode({ ...deploy, deployer: EMPTY, sig: EMPTY, sigAlgorithm: '' });

/** The 32 bytes under the signature; undefined for an algorithm that nobody knows. */
export function deployDigest(deploy: Deploy): Uint8Array | undefined {
  const bytes = signedBytes(deploy);
  if (deploy.sigAlgorithm === 'secp256k1') return blake2b256(bytes);
  if (deploy.sigAlgorithm === 'secp256k1:eth')
    return keccak256(concat(utf8(`\x19Ethereum Signed Message:\n${bytes.length}`), bytes));
  return undefined;
}

const refused = (code: DeployRefusal['code'], message: string): Result<undefined, DeployRefusal> =>
  refuse({ code, message });

/** Whether a chain of these rules takes the deploy into block `height`. */
export function checkDeploy(
  deploy: Deploy,
  rules: rholang.Config,
  height: bigint,
): Result<undefined, DeployRefusal> {
  if (deploy.shardId !== rules.shardId)
    return refused(
      'deploy.wrongShard',
      `Deploy shardId '${deploy.shardId}' is not as expected network shard '${rules.shardId}'.`,
    );
  if (deploy.phloPrice < 0n || deploy.phloPrice < rules.minPhloPrice)
    return refused('deploy.priceTooLow', `Phlo price is less than minimum price ${rules.minPhloPrice}.`);
  if (deploy.phloLimit <= 0n) return refused('deploy.badLimit', 'Phlo limit is not positive.');
  if (deploy.validAfterBlockNumber > height)
    return refused('deploy.future', `Deploy is valid after block ${deploy.validAfterBlockNumber}.`);
  if (deploy.validAfterBlockNumber <= height - BigInt(rules.deployLifespanBlocks))
    return refused(
      'deploy.expired',
      `Deploy expired: it was valid after block ${deploy.validAfterBlockNumber}.`,
    );
  if (deploy.deployer.length !== KEY_BYTES || deploy.deployer[0] !== 4)
    return refused('deploy.badKey', 'Public key is not an uncompressed one.');
  const digest = deployDigest(deploy);
  const signature = compactSignature(deploy.sig, HEADER_MIN);
  if (digest === undefined || signature === undefined || !verify(digest, signature, deploy.deployer))
    return refused('deploy.badSignature', 'Invalid signature.');
  return accept(undefined);
}
