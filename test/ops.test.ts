/** What the files of `ops/` start is what the program has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { InProcessBus } from '@ashlar/bus';
import { nodeProgram, systemClock } from '@ashlar/node';
import { SERVICES } from '../apps/node/src/service-names.ts';
import { openMetrics } from '../packages/rpc/src/internal/metrics.ts';

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

test('dashboards and alerts look at metrics that a node has', async () => {
  await using metrics = await openMetrics({ bus: new InProcessBus(), clock: systemClock() }, '');
  const text = await metrics.text();
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
  const asked = (queries: string): readonly string[] =>
    (queries.match(/\b(?:ashlar|nodejs|process)_[a-z0-9_]+/g) ?? []).map((name) =>
      name.replace(/^(ashlar_rpc_request_duration_seconds)_(?:count|bucket|sum)$/, '$1'),
    );
  const dashboard = JSON.parse(textOf('grafana/ashlar-node.json')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const alerts = [...textOf('prometheus/alerts.yml').matchAll(/^ +expr: (.*)$/gm)].map(([, expr]) => expr!);
  assert.ok(shown.length >= 10 && alerts.length >= 6);
  const unknown = asked([...shown, ...alerts].join('\n')).filter((name) => !known.has(name));
  assert.deepEqual(unknown, []);
});
