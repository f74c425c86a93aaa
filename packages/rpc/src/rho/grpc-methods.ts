/**
 * RChain's gRPC services (`spec/rholang.md` 9.1) without gRPC: for each method, a message's bytes in, messages' bytes out.
 *
 * What goes wrong is said within the answer, as RChain says it (`ServiceError`); only bytes that are no message are refused.
 * @module
 */
import { hex, refuse } from '@ashlar/base';
import { decodeTerm } from '@ashlar/engine-rho';
import type { Answer } from '@ashlar/ports';
import { type Codec, DeployRholangOperation, type Init, rchain, type rholang } from '@ashlar/protocol';
import { deployInfo, type LightBlock } from './rho-blocks.ts';
import type { RhoNode, StatePlace, WholeBlock } from './rho-node.ts';

export type GrpcMethod = Readonly<{
  /** As it stands in HTTP: `/package.Service/method`. */
  path: string;
  /** Answers with any number of messages; otherwise with one. */
  isStream: boolean;
  /** @throws DecodeError if the bytes are no message */
  answer: (node: RhoNode, query: Uint8Array) => Promise<readonly Uint8Array[]>;
}>;

const DEPLOY = 'DeployService';
const PROPOSE = 'ProposeService';
/** Bits of the floats 1 and -1. */
const FLOAT_BITS = { '1': 0x3f80_0000, '-1': 0xbf80_0000 } as const;
const NO_NAME = 'Expected a name, as a Par.';

/** Every message of an answer may be the error instead. */
type Failing = Readonly<{ error: rchain.ServiceError | undefined }>;

function method<Query, Reply extends Failing>(
  service: string,
  name: string,
  [query, reply]: readonly [Codec<Query>, Codec<Reply>],
  answer: (node: RhoNode, value: Query) => Promise<Answer<readonly Init<NoInfer<Reply>>[]>>,
  isStream = false,
): GrpcMethod {
  return {
    path: `/casper.v1.${service}/${name}`,
    isStream,
    async answer(node, bytes) {
      const answered = await answer(node, query.decode(bytes));
      if (answered.ok) return answered.value.map((value) => reply.encode(value));
      const error = { messages: [answered.refusal.message] };
      return [reply.encode({ error } as Init<Reply>)];
    },
  };
}

/** An answer in another form. */
const as = <From, To>(answer: Answer<From>, form: (value: From) => To): Answer<To> =>
  answer.ok ? { ok: true, value: form(answer.value) } : answer;
const one = <From, To>(answer: Answer<From>, form: (value: From) => To): Answer<readonly To[]> =>
  as(answer, (value) => [form(value)]);

export const GRPC_METHODS: readonly GrpcMethod[] = [
  method(DEPLOY, 'doDeploy', [DeployRholangOperation, rchain.TextResponse], async (node, deploy) => {
    // Clients of 0.12 have no field for the shard, though they sign it.
    const shardId = deploy.shardId === '' ? node.config.shardId : deploy.shardId;
    return one(await node.deploy({ ...deploy, shardId }), (result) => ({ result }));
  }),
  method(DEPLOY, 'getBlock', [rchain.HashQuery, rchain.BlockResponse], async (node, { hash }) =>
    one(await node.block(hash), (block) => ({ blockInfo: blockInfoOf(block) })),
  ),
  method(DEPLOY, 'lastFinalizedBlock', [rchain.EmptyQuery, rchain.BlockResponse], async (node) =>
    one(await node.lastFinal(), (block) => ({ blockInfo: blockInfoOf(block) })),
  ),
  ...['getBlocks', 'showMainChain'].map((name) =>
    method(
      DEPLOY,
      name,
      [rchain.BlocksQuery, rchain.LightBlockResponse],
      async (node, { depth }) => as(await node.newestBlocks(Math.max(1, depth)), lightReplies),
      true,
    ),
  ),
  method(
    DEPLOY,
    'getBlocksByHeights',
    [rchain.HeightsQuery, rchain.LightBlockResponse],
    async (node, { startBlockNumber, endBlockNumber }) =>
      as(await node.blocksBetween(Number(startBlockNumber), Number(endBlockNumber)), lightReplies),
    true,
  ),
  method(DEPLOY, 'findDeploy', [rchain.FindDeployQuery, rchain.LightBlockResponse], async (node, query) =>
    as(await node.deployBlock(hex(query.deployId)), (light) => lightReplies([light])),
  ),
  method(DEPLOY, 'isFinalized', [rchain.HashQuery, rchain.FinalResponse], async (node, { hash }) =>
    one(await node.isFinal(hash), (isFinalized) => ({ isFinalized })),
  ),
  method(DEPLOY, 'previewPrivateNames', [rchain.PreviewQuery, rchain.PreviewResponse], async (node, query) =>
    one(node.previewNames(query.user, query.timestamp, query.nameQty), (ids) => ({ payload: { ids } })),
  ),
  method(
    DEPLOY,
    'listenForDataAtName',
    [rchain.DataAtNameQuery, rchain.DataResponse],
    async (node, query) => {
      const name = decodeTerm(query.name);
      if (!name.ok) return refuse({ code: 'rho.noName', message: NO_NAME });
      return one(await node.dataAt(name.value), ({ data, block }) => {
        const blockInfo =
          data.length === 0 ? [] : [{ postBlockData: parsOf(data), block: lightInfoOf(block) }];
        return { payload: { blockInfo, length: blockInfo.length } };
      });
    },
  ),
  method(DEPLOY, 'exploratoryDeploy', [rchain.ExploreQuery, rchain.ExploreResponse], async (node, query) =>
    one(await node.explore(query.term, placeOf(query)), ({ data, block }) => ({
      result: { postBlockData: parsOf(data), block: lightInfoOf(block) },
    })),
  ),
  method(PROPOSE, 'propose', [rchain.EmptyQuery, rchain.TextResponse], async (node) =>
    one(await node.propose(), (result) => ({ result })),
  ),
];

/** The state that a query names; none: the head's. */
const placeOf = ({ blockHash, usePreStateHash }: rchain.ExploreQuery): StatePlace | undefined =>
  blockHash === '' ? undefined : { hash: blockHash, isBefore: usePreStateHash };

const parsOf = (data: readonly rholang.Values[]): readonly Uint8Array[] => data.flatMap(({ par }) => par);

const lightReplies = (blocks: readonly LightBlock[]): readonly Init<rchain.LightBlockResponse>[] =>
  blocks.map((block) => ({ blockInfo: lightInfoOf(block) }));

const lightInfoOf = (light: LightBlock): Init<rchain.LightBlockInfo> => ({
  ...light,
  seqNum: BigInt(light.seqNum),
  version: BigInt(light.version),
  timestamp: BigInt(light.timestamp),
  blockNumber: BigInt(light.blockNumber),
  faultTolerance: FLOAT_BITS[light.faultTolerance],
});

const blockInfoOf = ({ light, deploys }: WholeBlock): Init<rchain.BlockInfo> => ({
  blockInfo: lightInfoOf(light),
  deploys: deploys.map((facts) => {
    const info = deployInfo(facts);
    return {
      ...info,
      timestamp: BigInt(info.timestamp),
      phloPrice: BigInt(info.phloPrice),
      phloLimit: BigInt(info.phloLimit),
      validAfterBlockNumber: BigInt(info.validAfterBlockNumber),
      cost: BigInt(info.cost),
    };
  }),
});
