/** What a consensus machine has the chain do: commits come at least once, and again after a crash. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, hex, refuse } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { sha256 } from '@ashlar/crypto';
import { type Answer, chainService } from '@ashlar/ports';
import { type Block, ERROR_CODE } from '@ashlar/protocol';
import { BlockApplication } from '../src/consensus/block-application.ts';
import type { Bodies } from '../src/consensus/bodies.ts';
import { blockOf, idOf, ManualClock, newBus, silent } from './support.ts';

const BLOCK = blockOf('one', 1, idOf('genesis'));
const PAYLOAD = hex(sha256(BLOCK.id)) as simplex.Digest;
const unknown = (): Answer<never> =>
  refuse({ code: 'chain.refused', message: 'unknown', errorCode: ERROR_CODE.unknownPreviousBlock });

/** A chain that says which of its blocks it can make final, and notes what it is asked. */
async function world(
  held: Set<string>,
): Promise<Readonly<{ application: BlockApplication; asked: string[] }>> {
  const bus = newBus();
  const asked: string[] = [];
  await bus.serve(chainService.getBlockInfo, () => unknown()); // As of a final block that others are built on.
  await bus.serve(chainService.finalizeBlock, ({ blockId }) => {
    asked.push('finalize');
    return held.has(hex(blockId)) ? accept({}) : unknown();
  });
  await bus.serve(chainService.judgeBlock, ({ block }) => {
    asked.push('judge');
    held.add(hex(block!.id));
    return accept({ receipt: undefined });
  });
  const bodies = {
    idOf: () => (held.size === 0 ? undefined : BLOCK.id),
    find: async (): Promise<Block> => BLOCK,
    remember() {},
  } as unknown as Bodies;
  const complete = (): never => assert.fail('nothing is built here');
  return {
    application: new BlockApplication({ bus, clock: new ManualClock(), log: silent, bodies }, complete),
    asked,
  };
}

test('a block that is final already, and has others on it, is committed again without being judged', async () => {
  const { application, asked } = await world(new Set([hex(BLOCK.id)]));
  assert.deepEqual(await application.commit(PAYLOAD, 1_000), BLOCK.id);
  assert.deepEqual(asked, ['finalize']);
});

test('a block that was never judged is judged before it is committed', async () => {
  const { application, asked } = await world(new Set());
  assert.deepEqual(await application.commit(PAYLOAD, 1_000), BLOCK.id);
  assert.deepEqual(asked, ['judge', 'finalize']);
});
