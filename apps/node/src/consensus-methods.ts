/** JSON-RPC of consensus: `consensus.get_status`, `consensus.get_certificate { height? }`. @module */
import { accept, hex, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  type CertificateAnswer,
  type ConsensusStatus,
  consensusService,
} from '@ashlar/ports';
import { addressText, blockIdOf, type JsonObject } from '@ashlar/protocol';
import { COST, type RpcMethod } from '@ashlar/rpc';

const CALL = { timeoutMs: 10_000 };

export const consensusMethods = (bus: Bus): readonly RpcMethod[] => [
  {
    name: consensusService.getStatus.subject,
    summary: 'Epoch, view, leader and validators, as this node sees them.',
    cost: COST.read,
    params: { type: 'object', properties: {} },
    result: { type: 'object', properties: {} },
    prepare: () =>
      accept(async () => {
        const answer = await bus.call(consensusService.getStatus, {}, CALL);
        return answer.ok ? accept(statusJson(answer.value)) : answer;
      }),
  },
  {
    name: consensusService.getCertificate.subject,
    summary: 'What makes the block at a height final; by default the last final one.',
    cost: COST.records,
    params: { type: 'object', properties: { height: { type: ['string', 'integer'] } } },
    result: { type: 'object', properties: {} },
    prepare(params) {
      const { height } = params as Readonly<{ height?: unknown }>;
      const isHeight =
        typeof height === 'number' ? Number.isSafeInteger(height) : /^\d{1,15}$/.test(String(height));
      if (height !== undefined && !isHeight) return refuse({ code: 'json.badNumber', path: 'height' });
      return accept(async () => {
        const at = height === undefined ? await finalHeight(bus) : accept(BigInt(height as string | number));
        if (!at.ok) return at;
        const answer = await bus.call(consensusService.getCertificate, { height: at.value }, CALL);
        return answer.ok ? accept(certificateJson(answer.value)) : answer;
      });
    },
  },
];

async function finalHeight(bus: Bus): Promise<Answer<bigint>> {
  const status = await bus.call(consensusService.getStatus, {}, CALL);
  return status.ok ? accept(BigInt(status.value.finalHeight)) : status;
}

function statusJson(status: ConsensusStatus): JsonObject {
  return {
    protocol: status.protocol,
    epoch: status.epoch,
    view: status.view,
    final_height: String(status.finalHeight),
    final_view: status.finalView,
    views_since_final: status.viewsSinceFinal,
    missing_blocks: status.missingBlocks,
    leader: status.leader,
    self: status.self ?? null,
    quorum: String(status.quorum),
    validators: status.validators.map(({ address, voteKey, weight, isActive, isConvicted }) => ({
      address: addressText(address),
      vote_key: `0x${hex(voteKey)}`,
      weight: String(weight),
      active: isActive,
      convicted: isConvicted,
    })),
    silences: [...status.silences],
    silent_through: status.silentThrough,
    alarms: [...status.alarms],
  };
}

function certificateJson(answer: CertificateAnswer): JsonObject {
  const { blockId, height, epoch, view, header, digest, finalization } = answer;
  return {
    block_id: blockIdOf(blockId) ?? null,
    height: String(height),
    epoch,
    view,
    header: `0x${hex(header)}`,
    digest,
    finalization: {
      view: finalization.view,
      digest: finalization.digest,
      signers: [...finalization.signers],
      signature: `0x${hex(finalization.signature)}`,
    },
  };
}
