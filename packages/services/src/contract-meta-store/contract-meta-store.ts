/**
 * The contract meta store: the ABI each contract was uploaded with. Only uploads that took effect count (upstream also
 * keeps those of reverted transactions).
 *
 * Serves `contract_meta_store.get_contract_meta`. Consumes `koinos.block.accept`; catches up from the block store.
 * @module
 */
import { accept, equal, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  contractMetaStoreService,
  type Log,
  type RecordChange,
  type RecordStore,
  type Service,
  topics,
} from '@ashlar/ports';
import { addressText, type Block, type BlockReceipt, LIMITS, rpcContractMetaStore } from '@ashlar/protocol';
import { catchUp, progressChange } from '../catch-up.ts';

export type ContractMetaStorePorts = Readonly<{ bus: Bus; log: Log; records: RecordStore }>;
/** ABIs of the contracts that a chain has from genesis on. */
export type ContractMetaStoreConfig = Readonly<{
  genesis: readonly Readonly<{ contractId: Uint8Array; abi: string }>[];
}>;

const TABLE = 'abi';
const { ContractMetaItem } = rpcContractMetaStore;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openContractMetaStore(
  ports: ContractMetaStorePorts,
  config: ContractMetaStoreConfig,
): Promise<Service> {
  const { bus, log, records } = ports;
  const fresh = config.genesis.filter(({ contractId }) => records.get(TABLE, contractId) === undefined);
  if (fresh.length > 0) await records.write(fresh.map(({ contractId, abi }) => abiChange(contractId, abi)));
  const index = async (block: Block, receipt: BlockReceipt | undefined): Promise<void> =>
    records.write([...changesOf(block, receipt), progressChange(block)]);
  await using scope = new AsyncDisposableStack();
  const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
  const caughtUp = await catchUp(bus, records, ({ block, receipt }) => index(block, receipt));
  await own(bus.serve(contractMetaStoreService.getContractMeta, (request) => find(records, request)));
  await own(
    bus.subscribe(topics.blockAccepted, async ({ block, receipt }) => {
      if (block !== undefined) await index(block, receipt);
    }),
  );
  log.info('contractMetaStore.opened', { caughtUp });
  const owned = scope.move();
  return { name: 'contract_meta_store', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function find(
  records: RecordStore,
  { contractId }: rpcContractMetaStore.GetContractMetaRequest,
): Answer<rpcContractMetaStore.GetContractMetaResponse> {
  const bytes = records.get(TABLE, contractId);
  if (bytes === undefined) {
    const message = `contract ${addressText(contractId)} does not have an ABI`;
    return refuse({ code: 'contractMetaStore.unknownContract', message });
  }
  return accept({ meta: ContractMetaItem.decode(bytes) });
}

function changesOf(block: Block, receipt: BlockReceipt | undefined): readonly RecordChange[] {
  const applied = receipt?.transactionReceipts.filter(({ reverted }) => !reverted) ?? [];
  const changes: RecordChange[] = [];
  for (const { id, operations } of block.transactions) {
    if (!applied.some((candidate) => equal(candidate.id, id))) continue;
    for (const { uploadContract } of operations) {
      if (uploadContract === undefined || uploadContract.abi === '') continue;
      if (uploadContract.abi.length > LIMITS.abiBytesMax) continue;
      changes.push(abiChange(uploadContract.contractId, uploadContract.abi));
    }
  }
  return changes;
}

const abiChange = (contractId: Uint8Array, abi: string): RecordChange => ({
  table: TABLE,
  key: contractId,
  value: ContractMetaItem.encode({ abi }),
});
