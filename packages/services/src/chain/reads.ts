/**
 * What the chain service tells without changing anything: the head, accounts, contracts. Reads see the state after the
 * head block, and wait for nobody. Final is what is durably so: the tree may be ahead of the disk by one flush.
 * @module
 */
import { accept, assert, type Result, refuse } from '@ashlar/base';
import { headOf, type Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import {
  type Answer,
  type BlockInfo,
  type Bus,
  type CallRefusal,
  chainService,
  type ReadContractAtRequest,
  type StateStore,
} from '@ashlar/ports';
import {
  type BlockId,
  blockIdOf,
  chain,
  ERROR_CODE,
  METADATA_KEY,
  ObjectSpace,
  type rpcChain,
} from '@ashlar/protocol';
import { type Branches, topologyOf } from './branches.ts';
import { callRefusalOf, KERNEL_CALLER, refused } from './refused.ts';
import { accountRcOf } from './submissions.ts';

export type ReadPorts = Readonly<{ bus: Bus; kernel: Kernel; state: StateStore; branches: Branches }>;

export async function serveReads(
  own: (resource: Promise<AsyncDisposable>) => Promise<void>,
  ports: ReadPorts,
): Promise<void> {
  const { bus } = ports;
  await own(bus.serve(chainService.getHeadInfo, () => headInfo(ports)));
  await own(bus.serve(chainService.getBlockInfo, ({ blockId }) => blockInfo(ports, blockIdOf(blockId))));
  await own(bus.serve(chainService.getChainId, () => accept({ chainId: chainIdIn(ports) })));
  await own(bus.serve(chainService.getForkHeads, () => forkHeads(ports)));
  await own(bus.serve(chainService.readContract, (request) => readContract(ports, request)));
  await own(bus.serve(chainService.readContractAt, (request) => readContractAt(ports, request)));
  await own(bus.serve(chainService.invokeSystemCall, (request) => invokeSystemCall(ports, request)));
  await own(
    bus.serve(chainService.getAccountNonce, ({ account }) => {
      const answer = systemCall(
        ports,
        'get_account_nonce',
        chain.GetAccountNonceArguments.encode({ account }),
      );
      return answer.ok ? accept({ nonce: chain.GetAccountNonceResult.decode(answer.value).value }) : answer;
    }),
  );
  await own(
    bus.serve(chainService.getAccountRc, ({ account }) => {
      const rc = accountRcOf(ports.kernel, ports.state, ports.branches.head.id, account);
      return rc.ok ? accept({ rc: rc.value }) : rc;
    }),
  );
  await own(
    bus.serve(chainService.getResourceLimits, () => {
      const answer = systemCall(ports, 'get_resource_limits', chain.GetResourceLimitsArguments.encode({}));
      if (!answer.ok) return answer;
      return accept({ resourceLimitData: chain.GetResourceLimitsResult.decode(answer.value).value });
    }),
  );
}

function headInfo(ports: ReadPorts): Answer<rpcChain.GetHeadInfoResponse> {
  const { state, branches } = ports;
  const answer = systemCall(ports, 'get_head_info', chain.GetHeadInfoArguments.encode({}));
  if (!answer.ok) return answer;
  const info = chain.GetHeadInfoResult.decode(answer.value).value;
  return accept({
    headTopology: info?.headTopology,
    // What this node holds final, which may be more than what the chain's own rule promises to contracts.
    lastIrreversibleBlock: BigInt(state.finalized.height),
    headStateMerkleRoot: stateMerkleRootOf(state.rootOf(branches.head.id)),
    headBlockTime: info?.headBlockTime ?? 0n,
  });
}

function blockInfo({ state, branches }: ReadPorts, id: BlockId | undefined): Answer<BlockInfo> {
  const block = id === undefined ? undefined : branches.find(id);
  if (block === undefined)
    return refused(ERROR_CODE.unknownPreviousBlock, 'the block is in no branch from the final block on');
  return accept({
    topology: topologyOf(block),
    stateMerkleRoot: stateMerkleRootOf(state.rootOf(block.id)),
    timeMs: BigInt(block.timeMs),
    isFinal: block.height <= state.finalized.height,
  });
}

function chainIdIn({ state }: ReadPorts): Uint8Array {
  const chainId = state.view(state.finalized.block).get(ObjectSpace.metadata, METADATA_KEY.chainId);
  assert(chainId !== undefined, 'a chain has its id from genesis on');
  return chainId;
}

function forkHeads({ state, branches }: ReadPorts): Answer<rpcChain.GetForkHeadsResponse> {
  const { id, height, previous } = headOf(state.view(state.finalized.block));
  return accept({
    lastIrreversibleBlock: { id, height, previous },
    forkHeads: branches.heads.map(topologyOf),
  });
}

function readContractAt(
  ports: ReadPorts,
  { blockId, read }: ReadContractAtRequest,
): Answer<rpcChain.ReadContractResponse> {
  const id = blockIdOf(blockId);
  if (id === undefined || !ports.state.has(id))
    return refused(ERROR_CODE.unknownPreviousBlock, 'the state after this block is not kept');
  return readContract(ports, read, id);
}

function readContract(
  { kernel, state, branches }: ReadPorts,
  request: rpcChain.ReadContractRequest,
  at: BlockId = branches.head.id,
): Answer<rpcChain.ReadContractResponse> {
  const answer = kernel.readContract(state, at, request);
  return answer.ok ? accept(answer.value) : refuse(callRefusalOf(answer.refusal));
}

function invokeSystemCall(
  { kernel, state, branches }: ReadPorts,
  { id, name, args, callerData }: rpcChain.InvokeSystemCallRequest,
): Answer<rpcChain.InvokeSystemCallResponse> {
  const call = { id: name ?? Number(BigInt.asIntN(53, id ?? 0n)), args };
  const caller =
    callerData === undefined
      ? undefined
      : { address: callerData.caller, isKernel: callerData.callerPrivilege === chain.Privilege.kernel_mode };
  const whole = caller === undefined ? call : { ...call, caller };
  const answer = kernel.invokeSystemCall(state, branches.head.id, whole);
  return answer.ok ? accept({ value: answer.value }) : refuse(callRefusalOf(answer.refusal));
}

function systemCall(
  { kernel, state, branches }: ReadPorts,
  id: string,
  args: Uint8Array,
): Result<Uint8Array, CallRefusal> {
  const call = { id, args, caller: KERNEL_CALLER };
  const answer = kernel.invokeSystemCall(state, branches.head.id, call);
  return answer.ok ? answer : refuse(callRefusalOf(answer.refusal));
}
