/**
 * One validator of a chain with a committee: its stores, log, signer, chain and consensus, on a network that it is given.
 * What is opened here is closed here, in the reverse order.
 * @module
 */
import { forkChoice, type simplex } from '@ashlar/consensus';
import { type ChainConfig, openGossip } from '@ashlar/services';
import { openChainServices } from './chain-services.ts';
import type { Member, MemberPorts, ValidatorKeys } from './member.ts';
import type { CommonConfig } from './node.ts';
import { openStorage } from './storage.ts';
import { openVotes } from './votes.ts';

export type ValidatorConfig = Pick<
  CommonConfig,
  'genesis' | 'pendingPerAccountMax' | 'accountHistory' | 'indexer'
> &
  Readonly<{
    directory: string;
    keys: ValidatorKeys;
    timing: simplex.Timing;
  }>;

const FINAL_BY_VOTES: ChainConfig = { finality: 'external', forkChoice: forkChoice.fifo };

/** Opens everything, or throws a `Fault` having released whatever it had already acquired. */
export async function openValidator(ports: MemberPorts, config: ValidatorConfig): Promise<Member> {
  const { log, network } = ports;
  await using scope = new AsyncDisposableStack();
  scope.defer(() => network[Symbol.asyncDispose]());
  const storage = await openStorage(scope, config, log);
  const { state } = storage;
  const bus = await openChainServices(scope, ports, storage, { ...config, chain: FINAL_BY_VOTES });
  scope.use(await openGossip({ bus, log, network }));
  await openVotes(scope, { ...ports, bus, state }, config);
  const owned = scope.move();
  return {
    bus,
    get height() {
      return state.finalized.height;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
