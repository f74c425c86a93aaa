/**
 * Indexes a chain whose head jumps between two branches, for ever, until it is killed. Told by environment: the block
 * store's records, the heads of both branches (hex, what is under them is stored), and the database.
 */
import { fromHex, hex } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { blockStoreService, topics } from '@ashlar/ports';
import type { BlockTopology } from '@ashlar/protocol';
import { openBlockStore, openIndexer, openPostgresStore, openSqliteThread } from '@ashlar/services';
import { openRecords } from '@ashlar/state';
import { storedLine } from '../../src/stored.ts';
import { silent } from '../support.ts';
import { CHAIN } from './compliance.ts';
import { realClock, statusOf, until } from './support.ts';

const told = (name: string): string => process.env[`CRASH_${name}`]!;
const bus = new InProcessBus();
const records = await openRecords(told('RECORDS'));
await openBlockStore({ bus, log: silent, records });
const database = told('DATABASE');
const store = database.startsWith('postgres:')
  ? await openPostgresStore(database, CHAIN)
  : await openSqliteThread(database, CHAIN);

async function branchOf(head: string): Promise<readonly BlockTopology[]> {
  const request = { blockIds: [fromHex(head)!], returnBlock: true, returnReceipt: false };
  const found = await bus.call(blockStoreService.getBlocksById, request);
  if (!found.ok) throw new Error(found.refusal.code);
  const { block } = found.value.blockItems[0]!;
  const topology = { id: block!.id, height: block!.header!.height, previous: block!.header!.previous };
  const line: BlockTopology[] = [];
  for await (const each of storedLine(bus, topology, 1n))
    line.push({
      id: each.block.id,
      height: each.block.header!.height,
      previous: each.block.header!.previous,
    });
  return line;
}

let [on, off] = [await branchOf(told('FIRST')), await branchOf(told('SECOND'))];
await openIndexer({ bus, clock: realClock, log: silent, store });
process.stdout.write('ready\n');
for (;;) {
  const shared = on.findIndex(
    (topology, index) => hex(topology.id) !== hex(off[index]?.id ?? new Uint8Array(0)),
  );
  const event = { undone: on.slice(shared).toReversed(), applied: off.slice(shared) };
  await bus.publish(topics.chainMoved, { ...event, block: undefined, receipt: undefined });
  [on, off] = [off, on];
  const head = hex(on.at(-1)!.id);
  await until(async () => (await store.standing()).tip.id === head);
  const { trouble } = await statusOf(bus);
  if (trouble !== undefined) throw new Error(trouble);
}
