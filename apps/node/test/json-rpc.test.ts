/** Every example of `docs/json-rpc.md`, asked of a node: it answers exactly so. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCrypto } from '@ashlar/crypto';
import type { Bus } from '@ashlar/ports';
import { rpcMethods } from '@ashlar/rpc';
import { openExampleNode } from './support/examples.ts';
import { ask } from './support/rpc.ts';

const PATH = join(import.meta.dirname, '../../../docs/json-rpc.md');
const EXAMPLE = /```json request\n(.*?)\n```\n+```json (?:result|error)\n(.*?)\n```/gs;
/** After a change of prices or receipts: writes the answers into the page instead of comparing them. */
const IS_WRITING = process.env['ASHLAR_WRITE_EXAMPLES'] === '1';

test('the node answers each example of the page exactly as the page says, and each method has one', async () => {
  await openCrypto();
  await using node = await openExampleNode();
  const page = readFileSync(PATH, 'utf8');
  const shown = new Set<string>();
  let written = page;
  for (const [example, request, expected] of page.matchAll(EXAMPLE)) {
    const { method, params } = JSON.parse(request!) as { method: string; params: unknown };
    const { result, error } = await ask(node.url, method, params);
    const kind = error === undefined ? 'result' : 'error';
    const actual = `\`\`\`json request\n${request}\n\`\`\`\n\n\`\`\`json ${kind}\n${JSON.stringify(result ?? error)}\n\`\`\``;
    if (IS_WRITING) written = written.replace(example, () => actual);
    else {
      assert.deepEqual(result ?? error, JSON.parse(expected!), method);
      assert.equal(actual, example, method);
    }
    shown.add(method);
  }
  if (IS_WRITING) writeFileSync(PATH, written);
  const methods = [...rpcMethods({} as Bus).keys(), 'block_producer.produce_blocks'];
  assert.deepEqual([...shown].sort(), methods.sort());
});
