/** One node of a chain whose nodes are all in this process: its keys, what it is lent, what it shows. @module */
import type { BlsSecretKey } from '@ashlar/crypto';
import type { Kernel } from '@ashlar/kernel';
import type { Bus, Network, PeerId } from '@ashlar/ports';
import { addressText, type committee } from '@ashlar/protocol';
import type { RecoverBatch } from '@ashlar/services';
import type { NodePorts } from './node.ts';

/** One node of the chain. */
export type Member = AsyncDisposable &
  Readonly<{
    bus: Bus;
    /** As the profile counts: of the newest final block, or of the head. */
    readonly height: number;
  }>;

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
/** Peers go by the address of their member. */
export const peerIdOf = ({ address }: Pick<committee.Member, 'address'>): PeerId =>
  addressText(address) as string as PeerId;
