/**
 * One validator of a chain with a committee: its stores, log, signer, chain and consensus, on a network that it is given.
 * What is opened here is closed here, in the reverse order.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@ashlar/base';
import { forkChoice, simplex } from '@ashlar/consensus';
import { committeeIn } from '@ashlar/contracts';
import { type BlsSecretKey, sign } from '@ashlar/crypto';
import type { Kernel } from '@ashlar/kernel';
import type { Network, PeerId } from '@ashlar/ports';
import { addressText, chainIdOf, type committee } from '@ashlar/protocol';
import {
  blsVoteKey,
  type ChainConfig,
  domainOf,
  openConsensus,
  openGossip,
  openSigner,
  type RecoverBatch,
} from '@ashlar/services';
import { openDirectory, openRecords } from '@ashlar/state';
import { openChainServices } from './chain-services.ts';
import type { Member } from './cluster-node.ts';
import type { CommonConfig, NodePorts } from './node.ts';
import { openStorage } from './storage.ts';

export type ValidatorKeys = Readonly<{
  /** Signs blocks. */
  address: Uint8Array;
  privateKey: Uint8Array;
  /** Signs votes. */
  voteKey: BlsSecretKey;
}>;

/** What any node of a chain in one process is lent. */
export type MemberPorts = NodePorts &
  Readonly<{
    /** Disposed of with the member. */
    network: Network;
    kernel: Kernel;
    recoverBatch: RecoverBatch;
    /** Told once what stopped it. */
    halt: (cause: unknown) => void;
  }>;
export type ValidatorConfig = Pick<CommonConfig, 'genesis' | 'genesisAbis' | 'pendingPerAccountMax'> &
  Readonly<{
    directory: string;
    keys: ValidatorKeys;
    timing: simplex.Timing;
  }>;

const FINAL_BY_VOTES: ChainConfig = { finality: 'external', forkChoice: forkChoice.fifo };

/** Peers go by the address of their member. */
export const peerIdOf = ({ address }: Pick<committee.Member, 'address'>): PeerId =>
  addressText(address) as string as PeerId;

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openValidator(ports: MemberPorts, config: ValidatorConfig): Promise<Member> {
  const { clock, log, network, kernel, halt } = ports;
  const { directory, keys, genesis } = config;
  await using scope = new AsyncDisposableStack();
  scope.defer(() => network[Symbol.asyncDispose]());
  const storage = await openStorage(scope, directory, genesis, log);
  const { state } = storage;
  const bus = await openChainServices(scope, ports, storage, { ...config, chain: FINAL_BY_VOTES });
  const folder = join(directory, 'consensus');
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new Fault('store.io', { retryable: false, cause, detail: `cannot create ${folder}` });
  });
  const records = scope.use(await openRecords(join(directory, 'consensus.mdb')));
  const chainId = chainIdOf(genesis);
  const signer = scope.use(
    await openSigner(folder, {
      domain: domainOf(chainId),
      key: blsVoteKey(keys.voteKey),
      // A chain that has final blocks has had votes: then a missing file is a lost one.
      mayCreate: state.finalized.height === 0,
    }),
  );
  scope.use(await openGossip({ bus, log, network }));
  scope.use(
    await openConsensus(
      {
        bus,
        clock,
        log,
        network,
        disk: openDirectory(folder),
        records,
        signer,
        ciphers: simplex.createBlsCiphers(),
        isKeyProven: simplex.isKeyProven,
        signerOf: (digest, signature) => kernel.signers.addressOf(digest, signature),
        halt,
      },
      {
        chainId,
        members: committeeIn(state.view(state.finalized.block)),
        peerOf: peerIdOf,
        producer: { address: keys.address, sign: (digest) => sign(digest, keys.privateKey) },
        timing: config.timing,
      },
    ),
  );
  const owned = scope.move();
  return {
    bus,
    get height() {
      return state.finalized.height;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
