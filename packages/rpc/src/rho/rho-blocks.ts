/** Blocks and deploys as RChain's HTTP API tells them (`spec/rholang.md` 9.2; the form of 0.12). @module */
import { EMPTY, hex } from '@ashlar/base';
import {
  type Block,
  type BlockReceipt,
  type DeployRholangOperation,
  parseMultihash,
  rholang,
  type TransactionReceipt,
} from '@ashlar/protocol';

export type StoredBlock = Readonly<{ block: Block; receipt: BlockReceipt | undefined }>;

const DEPLOYED_EVENT = 'ashlar.rholang.deployed_event';

export type DeployFacts = Readonly<{
  deploy: DeployRholangOperation;
  /** Undefined: the transaction was reverted, and the deploy never was. */
  outcome: rholang.Outcome | undefined;
}>;

/** Deploys of a block that count, in their order. */
export function deploysOf({ block, receipt }: StoredBlock): readonly DeployFacts[] {
  const receipts = new Map(receipt?.transactionReceipts.map((each) => [hex(each.id), each]));
  return block.transactions.flatMap(({ id, operations }) => {
    const outcomes = outcomesOf(receipts.get(hex(id)));
    return operations.flatMap(({ deployRholang: deploy }) => {
      const outcome = deploy === undefined ? undefined : outcomes.get(hex(deploy.sig));
      return deploy === undefined || outcome === undefined ? [] : [{ deploy, outcome }];
    });
  });
}

function outcomesOf(receipt: TransactionReceipt | undefined): ReadonlyMap<string, rholang.Outcome> {
  const events = (receipt?.events ?? []).filter(({ name }) => name === DEPLOYED_EVENT);
  const deployed = events.map(({ data }) => rholang.DeployedEvent.decode(data));
  return new Map(
    deployed.flatMap(({ sig, outcome }) => (outcome === undefined ? [] : [[hex(sig), outcome] as const])),
  );
}

/** `LightBlockInfo`: a block without its deploys. Hashes, keys and signatures are in hex, times in milliseconds. */
export type LightBlock = Readonly<{
  blockHash: string;
  sender: string;
  seqNum: number;
  sig: string;
  sigAlgorithm: string;
  shardId: string;
  extraBytes: '';
  version: number;
  timestamp: number;
  headerExtraBytes: '';
  parentsHashList: readonly string[];
  blockNumber: number;
  preStateHash: string;
  postStateHash: string;
  bodyExtraBytes: '';
  bonds: readonly never[];
  /** Bytes. */
  blockSize: string;
  deployCount: number;
  /** 1: final; -1: not yet. */
  faultTolerance: 1 | -1;
  justifications: readonly never[];
  rejectedDeploys: readonly never[];
}>;

/** A block's hash is the digest of its id. */
export function lightBlock(stored: StoredBlock, shardId: string, isFinal: boolean): LightBlock {
  const { block, receipt } = stored;
  const header = block.header!;
  return {
    blockHash: hash(block.id),
    sender: hex(header.signer),
    seqNum: Number(header.height),
    sig: hex(block.signature),
    sigAlgorithm: 'secp256k1',
    shardId,
    extraBytes: '',
    version: 1,
    timestamp: Number(header.timestamp),
    headerExtraBytes: '',
    parentsHashList: [hash(header.previous)],
    blockNumber: Number(header.height),
    preStateHash: hash(header.previousStateMerkleRoot),
    postStateHash: hash(receipt?.stateMerkleRoot ?? EMPTY),
    bodyExtraBytes: '',
    bonds: [],
    blockSize: String(receipt?.networkBandwidthUsed ?? 0n),
    deployCount: deploysOf(stored).length,
    faultTolerance: isFinal ? 1 : -1,
    justifications: [],
    rejectedDeploys: [],
  };
}

/** The digest alone; empty if there is none. */
const hash = (multihash: Uint8Array): string => hex(parseMultihash(multihash)?.digest ?? EMPTY);

/** `DeployInfo`. `errors` is ours: why it failed. RChain's clients had to guess. */
export type DeployInfo = Readonly<{
  deployer: string;
  term: string;
  timestamp: number;
  sig: string;
  sigAlgorithm: string;
  phloPrice: number;
  phloLimit: number;
  validAfterBlockNumber: number;
  cost: number;
  errored: boolean;
  systemDeployError: '';
  errors: readonly string[];
}>;

export const deployInfo = ({ deploy, outcome }: DeployFacts): DeployInfo => ({
  deployer: hex(deploy.deployer),
  term: deploy.term,
  timestamp: Number(deploy.timestamp),
  sig: hex(deploy.sig),
  sigAlgorithm: deploy.sigAlgorithm,
  phloPrice: Number(deploy.phloPrice),
  phloLimit: Number(deploy.phloLimit),
  validAfterBlockNumber: Number(deploy.validAfterBlockNumber),
  cost: Number(outcome?.cost ?? 0n),
  errored: outcome?.errored ?? false,
  systemDeployError: '',
  errors: outcome?.errors ?? [],
});
