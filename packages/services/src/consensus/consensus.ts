/**
 * The consensus service of a chain with a committee: a simplex machine under its driver, with its log, signer, history
 * and network, over the chain service.
 *
 * Serves `consensus.*`. Calls `chain.judge_block`, `chain.propose_block`, `chain.finalize_block`. The committee is fixed:
 * one epoch. It does not own the rules of agreement (`@ashlar/consensus`), execution (`chain`), or connections (`network`).
 *
 * All it learns of the world comes through its ports, and nothing else decides an order: with the same answers of the
 * ports at the same times it does the same, so a simulator may run it in virtual time.
 * @module
 */
import { assert, equal, Fault, latin1 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import {
  type Bus,
  type Clock,
  chainService,
  type Log,
  type Network,
  type PeerId,
  type RecordStore,
  type Service,
} from '@ashlar/ports';
import { type BlockHeader, blockIdBytes, type committee, idDigest } from '@ashlar/protocol';
import type { Disk } from '@ashlar/state';
import { serveAnswers } from './answers.ts';
import type { Application } from './application.ts';
import { BlockApplication } from './block-application.ts';
import { Bodies } from './bodies.ts';
import type { SignerOf } from './body.ts';
import { CheckpointApplication, type CheckpointRules, finalCheckpoint } from './checkpoint-application.ts';
import { Driver, finalHeightIn, type VoteSigner } from './driver.ts';
import { History } from './history.ts';
import { LogFile } from './log-file.ts';

export type ConsensusPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  network: Network;
  /** Where the write-ahead log is. */
  disk: Disk;
  /** Final blocks, finalizations, evidence. */
  records: RecordStore;
  /** Absent for an observer. Its domain is `simplex.domainOf` the chain's id. The caller disposes of it, after this service. */
  signer: VoteSigner | undefined;
  ciphers: simplex.Ciphers;
  /** Whether a vote key comes with a proof that its owner knows the secret one. */
  isKeyProven: (key: Uint8Array, proof: Uint8Array) => boolean;
  /** Who signed a block. */
  signerOf: SignerOf;
  /** Told once what stopped consensus: dispose of the node and end the process. */
  halt: (cause: unknown) => void;
}>;

export type ConsensusConfig = Readonly<{
  chainId: Uint8Array;
  /** As genesis has them. */
  members: readonly committee.Member[];
  /** Which peer of the network a member is. */
  peerOf: (member: committee.Member) => PeerId;
  /** Signs blocks as a member; absent for an observer. */
  producer: Readonly<{ address: Uint8Array; sign: (digest: Uint8Array) => Uint8Array }> | undefined;
  timing: simplex.Timing;
  /** Present where others make the chain's blocks and the committee only says which are final. */
  checkpoints?: CheckpointRules;
}>;

const LOG_NAME = 'simplex.log';
const RETENTION_VIEWS = 256;
const SKIP_VIEWS = 10;
const CALL = { timeoutMs: 10_000 };

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openConsensus(ports: ConsensusPorts, config: ConsensusConfig): Promise<Service> {
  const { bus, log, ciphers, records } = ports;
  await using scope = new AsyncDisposableStack();
  const members = seatsOf(config.members, ports.isKeyProven);
  const machine = machineOf(ports, config, members);
  const file = scope.use(await LogFile.open(ports.disk, LOG_NAME, ciphers));
  if (file.tornBytes > 0) log.warn('consensus.logTorn', { bytes: file.tornBytes });
  const history = new History(records, ciphers);
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert(head.ok, 'a chain has a head');
  const { lastIrreversibleBlock: finalHeight } = head.value;
  const parts = { ...ports, file, history, config: machine };
  const subject = await subjectOf(scope, ports, config, { history, file, finalHeight });
  const seats = members.map((member) => ({ peer: config.peerOf(member), address: member.address }));
  const driver = scope.use(new Driver({ ...parts, ...subject, seats }));
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await serveAnswers(own, bus, { driver, history, config: machine, members });
  driver.start();
  log.info('consensus.opened', { validators: members.length, self: machine.self, view: driver.state.view });
  const owned = scope.move();
  return { name: 'consensus', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** What the committee agrees on, and how much of what it agreed on the chain knows as final. */
async function subjectOf(
  scope: AsyncDisposableStack,
  ports: ConsensusPorts,
  config: ConsensusConfig,
  known: Readonly<{ history: History; file: LogFile; finalHeight: bigint }>,
): Promise<Readonly<{ application: Application; chainHeight: number }>> {
  const { history, file, finalHeight } = known;
  if (config.checkpoints !== undefined) {
    const chainHeight = await finalCheckpoint(ports.bus, history, { last: finalHeightIn(file), finalHeight });
    return { application: new CheckpointApplication(ports, config.checkpoints), chainHeight };
  }
  const finalIdOf = (payload: simplex.Digest): Uint8Array | undefined => history.idOf(payload);
  const bodies = scope.use(await Bodies.open({ ...ports, finalIdOf }, finalHeight));
  const application = new BlockApplication({ ...ports, bodies }, (header) => completed(config, header));
  return { application, chainHeight: Number(finalHeight) };
}

function machineOf(
  { ciphers, signer }: ConsensusPorts,
  { chainId, timing }: ConsensusConfig,
  members: readonly committee.Member[],
): simplex.Config {
  const epoch = 0;
  const validators = members.map(({ voteKey: key, weight }) => ({ key, weight }));
  const index = members.findIndex(({ voteKey }) => signer !== undefined && equal(voteKey, signer.publicKey));
  assert(signer === undefined || index >= 0, "the signer's key is a member's");
  return {
    domain: simplex.domainOf(chainId),
    epoch,
    validators,
    // A key that has signed in a later epoch signs nothing here: it may only watch.
    self: signer?.standing(epoch) === undefined ? undefined : index,
    leaderOf: simplex.weightedLeaders(ciphers, validators, chainId),
    base: simplex.genesisBase(ciphers, chainId),
    timing,
    retentionViews: RETENTION_VIEWS,
    skipViews: SKIP_VIEWS,
    ciphers,
  };
}

/**
 * Members in the order of the machine's validators.
 * @throws Fault `store.corrupt` if a member's vote key is not proven to be its own: an aggregate with it proves nothing
 */
function seatsOf(
  members: readonly committee.Member[],
  isKeyProven: ConsensusPorts['isKeyProven'],
): readonly committee.Member[] {
  if (!members.every(({ voteKey, voteKeyProof }) => isKeyProven(voteKey, voteKeyProof)))
    throw new Fault('store.corrupt', { retryable: false, detail: 'a vote key of genesis is not proven' });
  const byKey = new Map(members.map((member) => [latin1(member.voteKey), member]));
  assert(byKey.size === members.length, 'every member has a vote key of its own');
  const order = simplex.sortValidators(members.map(({ voteKey: key, weight }) => ({ key, weight })));
  return order.map(({ key }) => byKey.get(latin1(key))!);
}

function completed(
  { producer }: ConsensusConfig,
  header: BlockHeader,
): Readonly<{ id: Uint8Array; header: BlockHeader; signature: Uint8Array }> {
  assert(producer !== undefined, 'an observer builds nothing');
  const whole = { ...header, signer: producer.address };
  const id = blockIdBytes(whole);
  return { id, header: whole, signature: producer.sign(idDigest(id)) };
}
