/**
 * The chain service: the kernel over the state, on the bus.
 *
 * Serves `chain.*`. Calls `block_store.add_block` and `mempool.*`. Publishes blocks, forks, transactions and events.
 * Blocks and transactions are judged one after another, each against the head it finds (`judge.ts`); reads see the
 * finalized state and wait for nobody. Every block is final at once: this chain has one producer, whose key signs.
 * @module
 */
import { accept, assert, Fault, type Result, refuse } from '@ashlar/base';
import { headOf, type Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import {
  type Answer,
  type Bus,
  blockStoreService,
  type CallRefusal,
  type Clock,
  chainService,
  type Log,
  type Service,
  type StateStore,
} from '@ashlar/ports';
import {
  type Block,
  type BlockTopology,
  blockIdOf,
  chain,
  ERROR_CODE,
  ID_BYTES,
  idDigest,
  METADATA_KEY,
  ObjectSpace,
  type rpcChain,
  type Transaction,
} from '@ashlar/protocol';
import { accountRcOf, callRefusalOf, Judge, KERNEL_CALLER, refused } from './judge.ts';
import { Fuse, SerialQueue } from './queue.ts';

/** Recovers the public keys of many signatures at once, elsewhere; undefined where there is none. */
export type RecoverBatch = (
  requests: readonly Readonly<{ digest: Uint8Array; signature: Uint8Array }>[],
) => Promise<readonly (Uint8Array | undefined)[]>;

export type ChainPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  /** With at least genesis finalized. The caller disposes of it, after this service. */
  state: StateStore;
  kernel: Kernel;
  recoverBatch: RecoverBatch;
  /**
   * Told once if judging failed on our side (the disk, a bug): from then on this service refuses to go on, because what
   * is stored and what is in memory may differ. Whoever opened it closes it and ends the process.
   */
  halt: (cause: unknown) => void;
}>;

/** Blocks replayed at once when the state is behind the block store. */
const REPLAY_BATCH = 100;
const CALL = { timeoutMs: 10_000 };

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openChain(ports: ChainPorts): Promise<Service> {
  const { bus, log, state, kernel } = ports;
  const judge = new Judge(ports);
  const queue = new SerialQueue();
  const fuse = new Fuse(ports.halt);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  scope.defer(() => queue.idle());
  const replayed = await replay(ports, judge);
  const enter = async <Value>(
    transactions: readonly Transaction[],
    task: () => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> => {
    if (queue.isFull) return busy();
    await authenticate(ports, transactions);
    return queue.run(() => fuse.run(task));
  };
  await own(
    bus.serve(chainService.submitBlock, ({ block }) =>
      withBlock(block, (given) => enter(given.transactions, () => judge.submitBlock(given))),
    ),
  );
  await own(
    bus.serve(chainService.proposeBlock, ({ block }) =>
      withBlock(block, (given) => enter(given.transactions, () => judge.proposeBlock(given))),
    ),
  );
  await own(
    bus.serve(chainService.submitTransaction, ({ transaction, broadcast }) =>
      transaction === undefined
        ? refused(ERROR_CODE.missingRequiredArguments, 'missing expected field in request: transaction')
        : enter([transaction], () => judge.submitTransaction(transaction, broadcast)),
    ),
  );
  await serveReads(own, bus, kernel, state);
  log.info('chain.opened', { height: state.finalized.height, replayed });
  const owned = scope.move();
  return { name: 'chain', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function serveReads(
  own: (resource: Promise<AsyncDisposable>) => Promise<void>,
  bus: Bus,
  kernel: Kernel,
  state: StateStore,
): Promise<void> {
  await own(bus.serve(chainService.getHeadInfo, () => headInfo(kernel, state)));
  await own(bus.serve(chainService.getChainId, () => accept({ chainId: chainIdIn(state) })));
  await own(bus.serve(chainService.getForkHeads, () => forkHeads(state)));
  await own(bus.serve(chainService.readContract, (request) => readContract(kernel, state, request)));
  await own(bus.serve(chainService.invokeSystemCall, (request) => invokeSystemCall(kernel, state, request)));
  await own(
    bus.serve(chainService.getAccountNonce, ({ account }) => {
      const answer = systemCall(
        kernel,
        state,
        'get_account_nonce',
        chain.GetAccountNonceArguments.encode({ account }),
      );
      return answer.ok ? accept({ nonce: chain.GetAccountNonceResult.decode(answer.value).value }) : answer;
    }),
  );
  await own(
    bus.serve(chainService.getAccountRc, ({ account }) => {
      const rc = accountRcOf(kernel, state, account);
      return rc.ok ? accept({ rc: rc.value }) : rc;
    }),
  );
  await own(
    bus.serve(chainService.getResourceLimits, () => {
      const answer = systemCall(
        kernel,
        state,
        'get_resource_limits',
        chain.GetResourceLimitsArguments.encode({}),
      );
      if (!answer.ok) return answer;
      return accept({ resourceLimitData: chain.GetResourceLimitsResult.decode(answer.value).value });
    }),
  );
}

const busy = (): Answer<never> =>
  refuse({ code: 'chain.busy', message: 'too many requests are waiting, try again later' });

function withBlock<Response>(
  block: Block | undefined,
  judge: (block: Block) => Promise<Answer<Response>>,
): Answer<Response> | Promise<Answer<Response>> {
  if (block === undefined)
    return refused(ERROR_CODE.missingRequiredArguments, 'missing expected field in request: block');
  return judge(block);
}

/** Recovers all signatures before the queue, so that nobody waits for them in it. */
async function authenticate(
  { kernel, recoverBatch }: ChainPorts,
  transactions: readonly Transaction[],
): Promise<void> {
  const requests = transactions.flatMap(({ id, signatures }) => {
    if (id.length !== ID_BYTES) return []; // The kernel will say what is wrong with it.
    const digest = idDigest(id);
    return signatures.map((signature) => ({ digest, signature }));
  });
  const fresh = requests.filter(({ digest, signature }) => !kernel.signers.knows(digest, signature));
  if (fresh.length === 0) return;
  const keys = await recoverBatch(fresh);
  for (const [index, { digest, signature }] of fresh.entries())
    kernel.signers.remember(digest, signature, keys[index]);
}

/** After a crash the block store is ahead of the state by what was not flushed: those blocks are applied again. */
async function replay({ bus, state }: ChainPorts, judge: Judge): Promise<number> {
  const answer = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  assert(answer.ok, 'the block store knows its highest block');
  const { topology } = answer.value;
  const first = state.finalized.height;
  const last = Number(topology?.height ?? 0n);
  if (last < first) throw corrupt(`the block store ends at height ${last}, the state at ${first}`);
  while (topology !== undefined && state.finalized.height < last) {
    const request = {
      headBlockId: topology.id,
      ancestorStartHeight: BigInt(state.finalized.height + 1),
      numBlocks: REPLAY_BATCH,
      returnBlock: true,
      returnReceipt: true,
    };
    const blocks = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    if (!blocks.ok || blocks.value.blockItems.length === 0)
      throw corrupt('the block store lacks ancestors of its highest block');
    for (const { block, receipt } of blocks.value.blockItems) {
      assert(block !== undefined, 'a stored block has its body');
      const judged = await judge.replayBlock(block, receipt);
      if (!judged.ok)
        throw corrupt(`stored block ${block.header?.height} was refused: ${judged.refusal.message}`);
    }
  }
  if (topology !== undefined && !state.has(blockIdOf(topology.id) ?? state.finalized.block))
    throw corrupt(`the block store and the state hold different blocks at height ${last}`);
  return last - first;
}

const corrupt = (detail: string): Fault => new Fault('store.corrupt', { retryable: false, detail });

function headInfo(kernel: Kernel, state: StateStore): Answer<rpcChain.GetHeadInfoResponse> {
  const answer = systemCall(kernel, state, 'get_head_info', chain.GetHeadInfoArguments.encode({}));
  if (!answer.ok) return answer;
  const info = chain.GetHeadInfoResult.decode(answer.value).value;
  return accept({
    headTopology: info?.headTopology,
    lastIrreversibleBlock: info?.lastIrreversibleBlock ?? 0n,
    headStateMerkleRoot: stateMerkleRootOf(state.finalized.root),
    headBlockTime: info?.headBlockTime ?? 0n,
  });
}

function chainIdIn(state: StateStore): Uint8Array {
  const chainId = state.view(state.finalized.block).get(ObjectSpace.metadata, METADATA_KEY.chainId);
  assert(chainId !== undefined, 'a chain has its id from genesis on');
  return chainId;
}

function forkHeads(state: StateStore): Answer<rpcChain.GetForkHeadsResponse> {
  const { id, height, previous } = headOf(state.view(state.finalized.block));
  const topology: BlockTopology = { id, height, previous };
  return accept({ lastIrreversibleBlock: topology, forkHeads: [topology] });
}

function readContract(
  kernel: Kernel,
  state: StateStore,
  request: rpcChain.ReadContractRequest,
): Answer<rpcChain.ReadContractResponse> {
  const answer = kernel.readContract(state, state.finalized.block, request);
  return answer.ok ? accept(answer.value) : refuse(callRefusalOf(answer.refusal));
}

function invokeSystemCall(
  kernel: Kernel,
  state: StateStore,
  { id, name, args, callerData }: rpcChain.InvokeSystemCallRequest,
): Answer<rpcChain.InvokeSystemCallResponse> {
  const call = { id: name ?? Number(BigInt.asIntN(53, id ?? 0n)), args };
  const caller =
    callerData === undefined
      ? undefined
      : { address: callerData.caller, isKernel: callerData.callerPrivilege === chain.Privilege.kernel_mode };
  const answer = kernel.invokeSystemCall(
    state,
    state.finalized.block,
    caller === undefined ? call : { ...call, caller },
  );
  return answer.ok ? accept({ value: answer.value }) : refuse(callRefusalOf(answer.refusal));
}

function systemCall(
  kernel: Kernel,
  state: StateStore,
  id: string,
  args: Uint8Array,
): Result<Uint8Array, CallRefusal> {
  const answer = kernel.invokeSystemCall(state, state.finalized.block, { id, args, caller: KERNEL_CALLER });
  return answer.ok ? answer : refuse(callRefusalOf(answer.refusal));
}
