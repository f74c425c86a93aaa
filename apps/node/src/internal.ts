/** The internal listener of a node: probes and metrics, if it was asked for. @module */
import { type Bus, chainService, indexerService } from '@ashlar/ports';
import { type Check, type InternalConfig, type InternalService, openInternal } from '@ashlar/rpc';
import type { CommonConfig, NodePorts } from './node.ts';

export type InternalAddress = Omit<InternalConfig, 'checks'>;

const CALL = { timeoutMs: 2_000 };

export async function openProbes(
  scope: AsyncDisposableStack,
  ports: NodePorts & Readonly<{ bus: Bus }>,
  address: InternalAddress | undefined,
  checks: InternalConfig['checks'],
): Promise<InternalService | undefined> {
  return address === undefined ? undefined : scope.use(await openInternal(ports, { ...address, checks }));
}

/** What a node of one process must be able to do. */
export const checksOf = (bus: Bus, { indexer }: Pick<CommonConfig, 'indexer'>): InternalConfig['checks'] =>
  new Map([['chain', chainAnswers(bus)], ...(indexer === undefined ? [] : [indexerCheck(bus)])]);

/** Blocks that the SQL index may be behind. */
const BEHIND_MAX = 20n;

/** The SQL index goes on, and is not far behind. */
export const indexerCheck = (bus: Bus): readonly [string, Check] => [
  'indexer',
  async () => {
    const answer = await bus.call(indexerService.getStatus, {}, CALL);
    if (!answer.ok) return answer.refusal.message;
    const { height, chainHeight, trouble } = answer.value;
    if (trouble !== undefined) return trouble;
    return chainHeight - height > BEHIND_MAX ? `at block ${height} of ${chainHeight}` : undefined;
  },
];

const chainAnswers =
  (bus: Bus): Check =>
  async () => {
    const head = await bus.call(chainService.getHeadInfo, {}, CALL);
    return head.ok ? undefined : head.refusal.message;
  };
