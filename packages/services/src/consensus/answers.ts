/** What the consensus service tells whoever asks: its standing, why a block is final, who misbehaved. @module */
import { accept, assert, refuse } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import {
  type Answer,
  type Bus,
  type CertificateAnswer,
  type ConsensusStatus,
  consensusService,
  type EvidenceAnswer,
} from '@ashlar/ports';
import type { committee } from '@ashlar/protocol';
import type { Driver } from './driver.ts';
import type { History } from './history.ts';

export type AnswerParts = Readonly<{
  driver: Driver;
  history: History;
  config: simplex.Config;
  /** In the order of the machine's validators. */
  members: readonly committee.Member[];
}>;

/** Pieces of evidence in one answer. */
export const EVIDENCE_PAGE_MAX = 100;

export async function serveAnswers(
  own: (resource: Promise<AsyncDisposable>) => Promise<void>,
  bus: Bus,
  parts: AnswerParts,
): Promise<void> {
  await own(bus.serve(consensusService.getStatus, () => accept(statusOf(parts))));
  await own(bus.serve(consensusService.getCertificate, ({ height }) => certificateAt(parts, Number(height))));
  await own(bus.serve(consensusService.getEvidence, ({ after }) => evidenceAfter(parts, after)));
}

function statusOf({ driver, history, config, members }: AnswerParts): ConsensusStatus {
  const seen = simplex.observe(config, driver.state);
  const convicted = new Set([...seen.convicted, ...history.convicted]);
  return {
    protocol: 'simplex',
    epoch: seen.epoch,
    view: seen.view,
    finalHeight: driver.finalHeight,
    finalView: seen.finalView,
    viewsSinceFinal: seen.viewsSinceFinal,
    missingBlocks: seen.missingBlocks,
    leader: config.leaderOf(seen.view),
    self: config.self,
    validators: members.map(({ address, voteKey, weight }, index) => ({
      address,
      voteKey,
      weight,
      isActive: !seen.inactive.includes(index),
      isConvicted: convicted.has(index),
    })),
    quorum: simplex.quorumOf(config.validators),
    silences: seen.silences,
    silentThrough: seen.silentThrough,
    alarms: driver.alarms,
  };
}

function certificateAt({ history }: AnswerParts, height: number): Answer<CertificateAnswer> {
  const block = history.blockAt(height);
  const finalization = history.finalizationAt(height);
  if (block === undefined || finalization === undefined)
    return refuse({ code: 'consensus.notFinal', message: `no block at height ${height} is final here` });
  const { epoch, view, payload } = block.header;
  const blockId = history.idOf(payload);
  assert(blockId !== undefined, 'the history has the id of each of its blocks');
  return accept({
    blockId,
    height: BigInt(height),
    epoch,
    view,
    header: simplex.headerBytes(block.header),
    digest: block.hash,
    finalization: {
      view: finalization.view,
      digest: finalization.block,
      signers: finalization.signers,
      signature: finalization.signature,
    },
  });
}

function evidenceAfter({ history, members }: AnswerParts, after: Uint8Array): Answer<EvidenceAnswer> {
  const found = history.evidenceAfter(after, EVIDENCE_PAGE_MAX);
  return accept({
    evidence: found.map(({ key, bytes, evidence }) => ({
      id: key,
      kind: evidence.kind,
      epoch: evidence.epoch,
      offenders: simplex.accusedIn(evidence).map((index) => members[index]!.address),
      bytes,
    })),
  });
}
