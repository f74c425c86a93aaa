/**
 * Where a node keeps what it knows: one directory, or memory. Everything opened here is on disk when it says so.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64url, equal, Fault } from '@ashlar/base';
import { applyGenesis } from '@ashlar/kernel';
import type { Log, RecordStore, StateStore } from '@ashlar/ports';
import { type chain, chainIdOf, GENESIS_BLOCK_ID, METADATA_KEY, ObjectSpace } from '@ashlar/protocol';
import { openPostgresStore, openSqliteStore, openSqliteThread, type SqlStore } from '@ashlar/services';
import {
  createMemoryState,
  MemoryRecords,
  ORIGIN,
  openRecords,
  openState,
  STATE_CONFIG,
} from '@ashlar/state';
import { ConfigError } from './config.ts';

export type RecordsName = 'blocks' | 'transactions' | 'contracts' | 'accounts' | 'mempool';
export type Storage = Readonly<{
  state: StateStore;
  blocks: RecordStore;
  transactions: RecordStore;
  contracts: RecordStore;
  /** Undefined: there is no account history. */
  accounts: RecordStore | undefined;
  /** Undefined: there is no SQL index. */
  index: SqlStore | undefined;
}>;

/** Which database has the SQL index; a URL of PostgreSQL. */
export type IndexerOption = Readonly<{ kind: 'sqlite' } | { kind: 'postgres'; url: string }>;

export type StorageConfig = Readonly<{
  /** Undefined: in memory. */
  directory: string | undefined;
  genesis: chain.GenesisData;
  /** Whether there is a history of each account. Default: no. */
  accountHistory?: boolean;
  /** Absent: there is no SQL index. */
  indexer?: IndexerOption | undefined;
}>;

/** Opens or creates the storage of the chain that begins with `genesis`. @throws Fault `store.*`, ConfigError */
export async function openStorage(
  scope: AsyncDisposableStack,
  { directory, genesis, accountHistory = false, indexer }: StorageConfig,
  log: Log,
): Promise<Storage> {
  return {
    state: await openChainState(scope, directory, genesis, log),
    blocks: await openRecordsIn(scope, directory, 'blocks'),
    transactions: await openRecordsIn(scope, directory, 'transactions'),
    contracts: await openRecordsIn(scope, directory, 'contracts'),
    accounts: accountHistory ? await openRecordsIn(scope, directory, 'accounts') : undefined,
    index: indexer === undefined ? undefined : await openIndexIn(scope, directory, genesis, indexer),
  };
}

/** The state of the chain that begins with `genesis`, which is applied if it is new. @throws Fault `store.*`, ConfigError */
export async function openChainState(
  scope: AsyncDisposableStack,
  directory: string | undefined,
  genesis: chain.GenesisData,
  log: Log,
): Promise<StateStore> {
  if (directory !== undefined) await makeDirectory(directory);
  const state = scope.use(
    directory === undefined
      ? createMemoryState()
      : await openState({ directory: join(directory, 'state'), log }, STATE_CONFIG),
  );
  await begin(state, genesis);
  return state;
}

/** Records of one service. @throws Fault `store.*` */
export async function openRecordsIn(
  scope: AsyncDisposableStack,
  directory: string | undefined,
  name: RecordsName,
): Promise<RecordStore> {
  if (directory === undefined) return new MemoryRecords();
  await makeDirectory(directory);
  return scope.use(await openRecords(join(directory, `${name}.mdb`)));
}

/** The SQL index of the chain that begins with `genesis`; SQLite's in a file beside the records. @throws Fault `store.*` */
export async function openIndexIn(
  scope: AsyncDisposableStack,
  directory: string | undefined,
  genesis: chain.GenesisData,
  indexer: IndexerOption,
): Promise<SqlStore> {
  const chainId = chainIdOf(genesis);
  if (indexer.kind === 'postgres') return scope.use(await openPostgresStore(indexer.url, chainId));
  if (directory === undefined) return scope.use(openSqliteStore(':memory:', chainId));
  await makeDirectory(directory);
  return scope.use(await openSqliteThread(join(directory, 'index.sqlite'), chainId));
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    throw new Fault('store.io', { retryable: false, cause, detail: `cannot create ${directory}` });
  }
}

/** Applies genesis to a fresh state; checks that an old one began with the same. */
async function begin(state: StateStore, genesis: chain.GenesisData): Promise<void> {
  if (state.finalized.block === ORIGIN.block) {
    const draft = state.fork(ORIGIN.block);
    const applied = applyGenesis(draft, genesis);
    if (!applied.ok) {
      throw new ConfigError(`the genesis is refused: ${applied.refusal.code} ${applied.refusal.detail}`);
    }
    state.seal(draft, GENESIS_BLOCK_ID, 0);
    await state.finalize(GENESIS_BLOCK_ID);
    return;
  }
  const wanted = chainIdOf(genesis);
  const found = state.view(state.finalized.block).get(ObjectSpace.metadata, METADATA_KEY.chainId);
  if (found === undefined || !equal(found, wanted)) {
    const chain = found === undefined ? 'without an id' : base64url(found);
    throw new ConfigError(
      `the data directory holds chain ${chain}, the genesis is of ${base64url(wanted)}: choose another --data-dir`,
    );
  }
}
