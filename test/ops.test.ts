/** What the files of `ops/` start is what the program has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeProgram } from '@ashlar/node';
import { SERVICES } from '../apps/node/src/service-names.ts';

const textOf = (path: string): string => readFileSync(join(import.meta.dirname, '../ops', path), 'utf8');

test('every option that units and containers give the node exists', () => {
  const known = new Set(nodeProgram('').options.map(({ long }) => long));
  const used = [
    ...['systemd/ashlar-node.service', 'systemd/ashlar@.service'].map(
      (path) => /^ExecStart=.*main\.ts (.*)$/m.exec(textOf(path))![1]!,
    ),
    /^ENTRYPOINT .*main\.ts", (.*)$/m.exec(textOf('Dockerfile'))![1]!,
    ...[...textOf('compose.yaml').matchAll(/command: \[(.*)\]/g)].map(([, words]) => words!),
  ].flatMap((text) => text.match(/--[a-z-]+/g) ?? []);
  assert.ok(used.length > 10);
  assert.deepEqual(
    used.filter((option) => !known.has(option)),
    [],
  );
});

test('the compose file runs each service once', () => {
  const run = [...textOf('compose.yaml').matchAll(/"--services", "([a-z_]+)"/g)].map(([, name]) => name);
  assert.deepEqual(run.toSorted(), SERVICES.toSorted());
});
