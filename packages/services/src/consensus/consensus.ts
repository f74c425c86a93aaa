/**
 * The consensus service of a chain with a committee: a simplex machine under its driver, with its log, signer, history
 * and network, over the chain service.
 *
 * Serves `consensus.*`. Calls `chain.judge_block`, `chain.propose_block`, `chain.finalize_block`. The committee is fixed:
 * one epoch. It does not own the rules of agreement (`@ashlar/consensus`), execution (`chain`), or connections (`network`).
 * @module
 */
import { accept, assert, Fault, latin1, refuse } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { bls } from '@ashlar/crypto';
import {
  type Answer,
  type Bus,
  type CertificateAnswer,
  type Clock,
  type ConsensusStatus,
  consensusService,
  type Log,
  type Network,
  type PeerId,
  type RecordStore,
  type Service,
} from '@ashlar/ports';
import { type BlockHeader, blockIdBytes, type committee, idDigest } from '@ashlar/protocol';
import type { Disk } from '@ashlar/state';
import type { Signer } from '../signer/signer.ts';
import { Application } from './application.ts';
import { Bodies, blockIdOfPayload } from './bodies.ts';
import { baseOf, Driver, domainOf } from './driver.ts';
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
  /** Absent for an observer. Its domain is `domainOf` the chain's id. The caller disposes of it, after this service. */
  signer: Signer | undefined;
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
}>;

const LOG_NAME = 'simplex.log';
const RETENTION_VIEWS = 256;
const SKIP_VIEWS = 10;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openConsensus(ports: ConsensusPorts, config: ConsensusConfig): Promise<Service> {
  const { bus, log, signer } = ports;
  await using scope = new AsyncDisposableStack();
  const ciphers = simplex.createBlsCiphers();
  const seats = seatsOf(config.members);
  const validators = seats.map(({ voteKey: key, weight }) => ({ key, weight }));
  const self = signer === undefined ? -1 : seats.findIndex(({ voteKey }) => same(voteKey, signer.publicKey));
  assert(signer === undefined || self >= 0, "the signer's key is a member's");
  const machine: simplex.Config = {
    domain: domainOf(config.chainId),
    epoch: 0,
    validators,
    self: self < 0 ? undefined : self,
    leaderOf: simplex.weightedLeaders(ciphers, validators, config.chainId),
    base: baseOf(ciphers, config.chainId),
    timing: config.timing,
    retentionViews: RETENTION_VIEWS,
    skipViews: SKIP_VIEWS,
    ciphers,
  };
  const file = scope.use(await LogFile.open(ports.disk, LOG_NAME, ciphers));
  const history = new History(ports.records, ciphers);
  const bodies = scope.use(new Bodies(bus, ports.network));
  const application = new Application({ ...ports, bodies }, (header) => completed(config, header));
  const driver = scope.use(
    new Driver({
      ...ports,
      file,
      history,
      application,
      bodies,
      config: machine,
      peers: seats.map(config.peerOf),
    }),
  );
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  await own(bus.serve(consensusService.getStatus, () => accept(statusOf(machine, driver, seats))));
  await own(
    bus.serve(consensusService.getCertificate, ({ height }) => certificateAt(history, Number(height))),
  );
  driver.start();
  log.info('consensus.opened', { validators: validators.length, self, view: driver.state.view });
  const owned = scope.move();
  return { name: 'consensus', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/**
 * Members in the order of the machine's validators.
 * @throws Fault `store.corrupt` if a member's vote key is not proven to be its own: an aggregate with it proves nothing
 */
function seatsOf(members: readonly committee.Member[]): readonly committee.Member[] {
  for (const { voteKey, voteKeyProof } of members) {
    const key = bls.parsePublicKey(voteKey);
    const proof = bls.parseSignature(voteKeyProof);
    if (!key.ok || !proof.ok || !bls.verifyPossession(key.value, proof.value))
      throw new Fault('store.corrupt', { retryable: false, detail: 'a vote key of genesis is not proven' });
  }
  const byKey = new Map(members.map((member) => [latin1(member.voteKey), member]));
  const order = simplex.sortValidators(members.map(({ voteKey: key, weight }) => ({ key, weight })));
  assert(byKey.size === members.length, 'every member has a vote key of its own');
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

function statusOf(
  config: simplex.Config,
  { state, alarms }: Driver,
  seats: readonly committee.Member[],
): ConsensusStatus {
  const seen = simplex.observe(config, state);
  return {
    protocol: 'simplex',
    epoch: seen.epoch,
    view: seen.view,
    finalHeight: seen.finalHeight,
    finalView: seen.finalView,
    viewsSinceFinal: seen.viewsSinceFinal,
    leader: config.leaderOf(seen.view),
    self: config.self,
    validators: seats.map(({ address, voteKey, weight }, index) => ({
      address,
      voteKey,
      weight,
      isActive: !seen.inactive.includes(index),
      isConvicted: seen.convicted.includes(index),
    })),
    quorum: simplex.quorumOf(config.validators),
    silences: seen.silences,
    alarms,
  };
}

function certificateAt(history: History, height: number): Answer<CertificateAnswer> {
  const block = history.blockAt(height);
  const finalization = history.finalizationAt(height);
  if (block === undefined || finalization === undefined)
    return refuse({ code: 'consensus.notFinal', message: `no block at height ${height} is final here` });
  const { epoch, view, payload } = block.header;
  return accept({
    blockId: blockIdOfPayload(payload),
    height: BigInt(height),
    epoch,
    view,
    digest: block.hash,
    finalization: {
      view: finalization.view,
      digest: finalization.block,
      signers: finalization.signers,
      signature: finalization.signature,
    },
  });
}

const same = (a: Uint8Array, b: Uint8Array): boolean => latin1(a) === latin1(b);
