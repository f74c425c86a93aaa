/** The internal listener of a node: probes and metrics, if it was asked for. @module */
import { type Bus, chainService } from '@ashlar/ports';
import { type Check, type InternalConfig, type InternalService, openInternal } from '@ashlar/rpc';
import type { NodePorts } from './node.ts';

export type InternalAddress = Omit<InternalConfig, 'checks'>;

const CALL = { timeoutMs: 2_000 };

export async function openProbes(
  scope: AsyncDisposableStack,
  ports: NodePorts & Readonly<{ bus: Bus }>,
  address: InternalAddress | undefined,
  checks: InternalConfig['checks'] = new Map([['chain', chainAnswers(ports.bus)]]),
): Promise<InternalService | undefined> {
  return address === undefined ? undefined : scope.use(await openInternal(ports, { ...address, checks }));
}

const chainAnswers =
  (bus: Bus): Check =>
  async () => {
    const head = await bus.call(chainService.getHeadInfo, {}, CALL);
    return head.ok ? undefined : head.refusal.message;
  };
