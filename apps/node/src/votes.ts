/**
 * A member of a committee: its signer, log and history, and the consensus service over them, on a node whose chain runs.
 * What is opened here is closed with the scope that is given, in the reverse order.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { committeeIn } from '@ashlar/contracts';
import { sign } from '@ashlar/crypto';
import type { Bus, StateStore } from '@ashlar/ports';
import { type chain, chainIdOf } from '@ashlar/protocol';
import { blsVoteKey, type ConsensusConfig, openConsensus, openSigner } from '@ashlar/services';
import { openDirectory, openRecords } from '@ashlar/state';
import { type MemberPorts, peerIdOf, type ValidatorKeys } from './member.ts';

export type VotesConfig = Pick<ConsensusConfig, 'timing' | 'checkpoints'> &
  Readonly<{ genesis: chain.GenesisData; directory: string; keys: ValidatorKeys }>;

/** Opens everything, or throws a `Fault`; the scope releases what was acquired. */
export async function openVotes(
  scope: AsyncDisposableStack,
  ports: MemberPorts & Readonly<{ bus: Bus; state: Pick<StateStore, 'finalized' | 'view'> }>,
  { genesis, directory, keys, ...agreed }: VotesConfig,
): Promise<void> {
  const { kernel, state } = ports;
  const folder = join(directory, 'consensus');
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new Fault('store.io', { retryable: false, cause, detail: `cannot create ${folder}` });
  });
  const records = scope.use(await openRecords(join(directory, 'consensus.mdb')));
  const chainId = chainIdOf(genesis);
  const signer = scope.use(
    await openSigner(folder, {
      domain: simplex.domainOf(chainId),
      key: blsVoteKey(keys.voteKey),
      // A chain that has final blocks has had votes: then a missing file is a lost one.
      mayCreate: state.finalized.height === 0,
    }),
  );
  scope.use(
    await openConsensus(
      {
        ...ports,
        disk: openDirectory(folder),
        records,
        signer,
        ciphers: simplex.createBlsCiphers(),
        isKeyProven: simplex.isKeyProven,
        signerOf: (digest, signature) => kernel.signers.addressOf(digest, signature),
      },
      {
        ...agreed,
        chainId,
        members: committeeIn(state.view(state.finalized.block)),
        peerOf: peerIdOf,
        producer: { address: keys.address, sign: (digest) => sign(digest, keys.privateKey) },
      },
    ),
  );
}
