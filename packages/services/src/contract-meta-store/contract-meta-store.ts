/**
 * The contract meta store: the ABI each contract was uploaded with. Only uploads that took effect count (upstream also
 * keeps those of reverted transactions).
 *
 * Serves `contract_meta_store.get_contract_meta`. Follows the head (`follower.ts`). ABIs are kept by contract and height,
 * so that undoing a block brings back the one before.
 * @module
 */
import { accept, concat, equal, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  contractMetaStoreService,
  type Log,
  type RecordChange,
  type RecordStore,
  type Service,
} from '@ashlar/ports';
import { addressText, type Block, type BlockReceipt, LIMITS, rpcContractMetaStore } from '@ashlar/protocol';
import { Follower, heightKey } from '../follower.ts';

export type ContractMetaStorePorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;
/** ABIs of the contracts that a chain has from genesis on. */
export type ContractMetaStoreConfig = Readonly<{
  genesis: readonly Readonly<{ contractId: Uint8Array; abi: string }>[];
}>;

const TABLE = 'abi-by-height';
const { ContractMetaItem } = rpcContractMetaStore;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openContractMetaStore(
  ports: ContractMetaStorePorts,
  config: ContractMetaStoreConfig,
): Promise<Service> {
  const { bus, log, records } = ports;
  const genesis = config.genesis.map(({ contractId, abi }) => abiChange(contractId, 0n, abi));
  const fresh = genesis.filter(({ key }) => records.get(TABLE, key) === undefined);
  if (fresh.length > 0) await records.write(fresh);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const follower = new Follower(bus, records, {
    changesOf,
    undoOf: (block, receipt) =>
      changesOf(block, receipt).map(({ table, key }) => ({ table, key, value: undefined })),
  });
  await own(follower.follow());
  const caughtUp = await follower.catchUp();
  await own(bus.serve(contractMetaStoreService.getContractMeta, (request) => find(records, request)));
  log.info('contractMetaStore.opened', { caughtUp });
  const owned = scope.move();
  return { name: 'contract_meta_store', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function find(
  records: RecordStore,
  { contractId }: rpcContractMetaStore.GetContractMetaRequest,
): Answer<rpcContractMetaStore.GetContractMetaResponse> {
  const to = concat(keyOf(contractId), END);
  const [latest] = records.range(TABLE, { from: keyOf(contractId), to, reverse: true, countMax: 1 });
  if (latest === undefined) {
    const message = `contract ${addressText(contractId)} does not have an ABI`;
    return refuse({ code: 'contractMetaStore.unknownContract', message });
  }
  return accept({ meta: ContractMetaItem.decode(latest.value) });
}

function changesOf(block: Block, receipt: BlockReceipt | undefined): readonly RecordChange[] {
  const applied = receipt?.transactionReceipts.filter(({ reverted }) => !reverted) ?? [];
  const changes: RecordChange[] = [];
  for (const { id, operations } of block.transactions) {
    if (!applied.some((candidate) => equal(candidate.id, id))) continue;
    for (const { uploadContract } of operations) {
      if (uploadContract === undefined || uploadContract.abi === '') continue;
      if (uploadContract.abi.length > LIMITS.abiBytesMax) continue;
      changes.push(abiChange(uploadContract.contractId, block.header?.height ?? 0n, uploadContract.abi));
    }
  }
  return changes;
}

/** Contracts by length first, so that none is the beginning of another. */
const keyOf = (contractId: Uint8Array): Uint8Array => concat(new Uint8Array([contractId.length]), contractId);
/** Beyond every height. */
const END: Uint8Array = new Uint8Array(9).fill(0xff);

const abiChange = (contractId: Uint8Array, height: bigint, abi: string): RecordChange => ({
  table: TABLE,
  key: concat(keyOf(contractId), heightKey(height)),
  value: ContractMetaItem.encode({ abi }),
});
