/**
 * The chain service: the kernel over the state, on the bus.
 *
 * Serves `chain.*`. Calls `block_store.add_block` and `mempool.*`. Publishes blocks, forks, transactions and events.
 * Blocks are judged one after another, each on its parent's state; blocks above the final one form a tree
 * (`branches.ts`), in which a fork choice names the head. Transactions are tried on the head, and reads see it.
 * @module
 */
import { accept, EMPTY, refuse } from '@ashlar/base';
import { forkChoice } from '@ashlar/consensus';
import { headBlockOf, type Kernel } from '@ashlar/kernel';
import {
  type Answer,
  type Bus,
  type Clock,
  chainService,
  type Log,
  type Service,
  type StateStore,
} from '@ashlar/ports';
import {
  addressText,
  type Block,
  type BlockId,
  blockIdOf,
  ERROR_CODE,
  GENESIS_BLOCK_ID,
  ID_BYTES,
  idDigest,
  type rpcChain,
  type Transaction,
} from '@ashlar/protocol';
import { Announcer } from './announcer.ts';
import { Branches, type Finality, type TreeBlock, treeBlockOf } from './branches.ts';
import { estimateTransaction } from './estimates.ts';
import { Intake } from './intake.ts';
import { Judge } from './judge.ts';
import { Fuse, SerialQueue } from './queue.ts';
import { serveReads } from './reads.ts';
import { refused } from './refused.ts';
import { replay } from './replay.ts';
import { Submissions } from './submissions.ts';

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

/** Transactions in one request. */
export const SUBMISSIONS_MAX = 1_000;

export type ChainConfig = Readonly<{
  finality: Finality;
  /** Which of two blocks of one height is the head; a higher block always is. */
  forkChoice: forkChoice.ForkChoice;
  /** Blocks from the final one on that are kept with their states. Default: `BLOCKS_MAX` of the fork choice. */
  blocksMax?: number;
}>;
/** A chain of one producer. */
export const SINGLE_PRODUCER: ChainConfig = { finality: 'instant', forkChoice: forkChoice.fifo };

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openChain(ports: ChainPorts, config: ChainConfig): Promise<Service> {
  const { bus, log, state, kernel } = ports;
  const branches = new Branches(finalBlockOf(state), config.forkChoice, config.blocksMax);
  const head = (): BlockId => branches.head.id;
  const submissions = new Submissions(ports, head);
  const judge = new Judge({ ...ports, branches, submissions }, config.finality);
  const queue = new SerialQueue();
  const fuse = new Fuse(ports.halt);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  scope.defer(() => queue.idle());
  scope.defer(() => submissions.idle());
  const replayed = await replay({ ...ports, branches, judge });
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
      config.finality === 'external'
        ? consensusDecides()
        : withBlock(block, (given) => enter(given.transactions, () => judge.submitBlock(given, 'block'))),
    ),
  );
  await own(
    bus.serve(chainService.judgeBlock, ({ block }) =>
      withBlock(block, (given) => enter(given.transactions, () => judge.submitBlock(given, 'vote'))),
    ),
  );
  await own(
    bus.serve(chainService.proposeBlock, ({ block }) =>
      withBlock(block, (given) => enter(given.transactions, () => judge.proposeBlock(given))),
    ),
  );
  await serveSubmissions(own, ports, { submissions, fuse, enter });
  await own(
    bus.serve(chainService.estimateTransaction, (request) => estimateTransaction(ports, head, request)),
  );
  await own(
    bus.serve(chainService.finalizeBlock, ({ blockId }) => {
      const id = blockIdOf(blockId);
      return id === undefined
        ? refused(ERROR_CODE.malformedBlock, 'this is no block id')
        : enter([], () => judge.finalizeBlock(id));
    }),
  );
  await serveReads(own, { bus, kernel, state, branches });
  // Whoever missed what we said before we ended finds out now.
  await new Announcer(ports).forkHeads(branches);
  const { height } = branches.head;
  log.info('chain.opened', { height, final: state.finalized.height, replayed });
  const owned = scope.move();
  return { name: 'chain', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

type Enter = <Value>(
  transactions: readonly Transaction[],
  task: () => Promise<Answer<Value>>,
) => Promise<Answer<Value>>;

async function serveSubmissions(
  own: (resource: Promise<AsyncDisposable>) => Promise<void>,
  ports: ChainPorts,
  { submissions, fuse, enter }: Readonly<{ submissions: Submissions; fuse: Fuse; enter: Enter }>,
): Promise<void> {
  const { bus } = ports;
  const intake = new Intake({
    prepare: (transactions) => authenticate(ports, transactions),
    submit: (transactions) => fuse.run(() => submissions.submitAll(transactions)),
  });
  await own(
    bus.serve(chainService.submitTransaction, async ({ transaction, broadcast }) => {
      if (transaction === undefined)
        return refused(ERROR_CODE.missingRequiredArguments, 'missing expected field in request: transaction');
      if (!broadcast) return enter([transaction], async () => submissions.dryRun(transaction));
      const [answer] = await intake.take([transaction]);
      return answer!;
    }),
  );
  await own(
    bus.serve(chainService.submitTransactions, async ({ transactions, returnReceipts }) => {
      if (transactions.length > SUBMISSIONS_MAX) {
        const message = `more than ${SUBMISSIONS_MAX} transactions`;
        return refuse({ code: 'chain.tooManyTransactions', message });
      }
      const answers = await intake.take(transactions);
      return accept({ results: answers.map((answer) => resultOf(answer, returnReceipts)) });
    }),
  );
}

function resultOf(
  answer: Answer<rpcChain.SubmitTransactionResponse>,
  returnReceipts: boolean,
): rpcChain.SubmittedTransaction {
  if (answer.ok) return { receipt: returnReceipts ? answer.value.receipt : undefined, refusal: undefined };
  const { code: id, message, errorCode, logs } = answer.refusal;
  return { receipt: undefined, refusal: { id, message, code: errorCode ?? 0, logs: logs ?? [] } };
}

const consensusDecides = (): Answer<never> =>
  refuse({ code: 'chain.consensusDecides', message: 'the validators of this chain decide about blocks' });

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

/** The durable end of the chain, where every branch begins. */
function finalBlockOf(state: StateStore): TreeBlock {
  const { block: id, height } = state.finalized;
  const block = headBlockOf(state.view(id));
  return block === undefined ? { ...GENESIS, id, height } : { ...treeBlockOf(block), id };
}

/** Nobody made it, at no time. */
const GENESIS = { parent: GENESIS_BLOCK_ID, timeMs: 0, signer: addressText(EMPTY) };
